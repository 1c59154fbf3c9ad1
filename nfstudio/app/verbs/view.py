"""Looking: panels, theme, finding, help."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from nfstudio import paths
from nfstudio.app.dialogs.about import About
from nfstudio.app.theme import Scheme

if TYPE_CHECKING:
    from nfstudio.app.window import Window


def find(window: "Window") -> None:
    """Find words in the conversation at hand."""
    if window.columns is not None:
        window.columns.find_bar.come()


def find_step(window: "Window", *, step: int) -> None:
    """The next or previous hit."""
    if window.columns is not None:
        window.columns.find_bar.step(step)


def search(window: "Window") -> None:
    """Search all conversations."""
    if window.columns is not None:
        window.columns.show_left(shown=True)
        window.columns.browser.focus_search()


def queue(window: "Window") -> None:
    """Show the review queue at the left."""
    if window.columns is not None:
        window.columns.show_left(shown=True)
        window.columns.browser.show_queue()


def conversations(window: "Window") -> None:
    """Show the conversations at the left."""
    if window.columns is not None:
        window.columns.show_left(shown=True)
        window.columns.browser.show_conversations()


def toggle_left(window: "Window") -> None:
    """Show or hide the list."""
    if window.columns is not None:
        window.columns.show_left(shown=not left_shown(window))


def toggle_right(window: "Window") -> None:
    """Show or hide the inspector."""
    if window.columns is not None:
        window.columns.show_right(shown=not right_shown(window))


def left_shown(window: "Window") -> bool:
    """Whether the list is shown."""
    return window.columns is not None and not window.columns.browser.isHidden()


def right_shown(window: "Window") -> bool:
    """Whether the inspector is shown."""
    return window.columns is not None and not window.columns.inspector.isHidden()


def cycle(window: "Window", *, step: int) -> None:
    """Move the keyboard to the next panel that is shown."""
    if window.columns is None:
        return
    panels = window.columns.panels()
    focus = QApplication.focusWidget()
    at = next((i for i, panel in enumerate(panels) if panel is focus or (focus and panel.isAncestorOf(focus))), -step)
    _focus(panels[(at + step) % len(panels)])


def _focus(panel: QWidget) -> None:
    """Give the keyboard to a panel: to what it names itself, else to the first of its widgets that takes keys."""
    wanted = panel.focusProxy()
    if wanted is None or not _takes_keys(wanted, panel):
        wanted = panel.nextInFocusChain()
        while wanted is not None and wanted is not panel and not _takes_keys(wanted, panel):
            wanted = wanted.nextInFocusChain()
    if wanted is not None:
        wanted.setFocus(Qt.FocusReason.TabFocusReason)


def _takes_keys(widget: QWidget, panel: QWidget) -> bool:
    reachable = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return reachable and panel.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled()


def choose_theme(window: "Window", *, scheme: Scheme) -> None:
    """Dress the program, now and from now on."""
    window.dress(scheme)


def theme_is(window: "Window", *, scheme: Scheme) -> bool:
    """Whether the program is dressed so."""
    return window.preferences.theme is scheme


def key_sheet(window: "Window") -> None:
    """Show all keys."""
    window.show_key_sheet()


def open_logs(window: "Window") -> None:
    """Open the folder of the program's own logs."""
    del window
    paths.logs().mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.logs())))


def about(window: "Window") -> None:
    """What this program is."""
    window.show_dialog("about", lambda: About(window))
