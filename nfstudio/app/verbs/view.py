"""Looking: panels, theme, finding, help."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from nfstudio import paths
from nfstudio.app.dialogs.about import About
from nfstudio.app.dialogs.guides import Guides
from nfstudio.app.stage import INSIGHTS
from nfstudio.app.text_size import stepped
from nfstudio.app.theme import Scheme
from nfstudio.app.wording import tr

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
        window.columns.stage.show_page("")
        window.columns.show_left(shown=True)
        window.columns.browser.focus_search()


def queue(window: "Window") -> None:
    """Show the review queue at the left."""
    if window.columns is not None:
        window.columns.stage.show_page("")
        window.columns.show_left(shown=True)
        window.columns.browser.show_queue()


def conversations(window: "Window") -> None:
    """Show the conversations at the left."""
    if window.columns is not None:
        window.columns.stage.show_page("")
        window.columns.show_left(shown=True)
        window.columns.browser.show_conversations()


def insights(window: "Window") -> None:
    """Show the page of plots, or go back from it to the lists."""
    if window.columns is not None:
        window.columns.stage.show_page("" if insights_shown(window) else INSIGHTS)


def insights_shown(window: "Window") -> bool:
    """Whether the page of plots is shown."""
    return window.columns is not None and window.columns.stage.page == INSIGHTS


def toggle_table(window: "Window") -> None:
    """Show the lists as tables, or as rows."""
    if window.columns is not None:
        window.columns.show_left(shown=True)
        window.columns.browser.show_table(wanted=not table_shown(window))


def table_shown(window: "Window") -> bool:
    """Whether the lists are shown as tables."""
    return window.columns is not None and window.columns.browser.is_table


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


def step_text_size(window: "Window", *, step: int) -> None:
    """Larger words (1), smaller ones (-1), the desktop's own size (0)."""
    now = window.preferences.text_size
    window.size_text(stepped(now, step) if step else 100)


def theme_is(window: "Window", *, scheme: Scheme) -> bool:
    """Whether the program is dressed so."""
    return window.preferences.theme is scheme


def choose_language(window: "Window", *, code: str) -> None:
    """Have the program speak another language from its next start: words that stand there already do not change."""
    window.prefer(replace(window.preferences, language=code))
    window.toast.say(tr("The window speaks it once the program is started again."))


def language_is(window: "Window", *, code: str) -> bool:
    """Whether that was chosen."""
    return window.preferences.language == code


def key_sheet(window: "Window") -> None:
    """Show all keys."""
    window.show_key_sheet()


def palette(window: "Window") -> None:
    """Find any action by typing."""
    window.show_palette()


def choose_keys(window: "Window") -> None:
    """Choose other keys."""
    window.choose_keys()


def open_logs(window: "Window") -> None:
    """Open the folder of the program's own logs."""
    del window
    paths.logs().mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.logs())))


def guides(window: "Window") -> None:
    """Read the guides."""
    window.show_dialog("guides", lambda: Guides(window))


def about(window: "Window") -> None:
    """What this program is."""
    window.show_dialog("about", lambda: About(window))
