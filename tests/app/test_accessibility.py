"""What a screen reader says, and what the keyboard alone can reach: of the window, its pages and every dialog."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QScrollArea,
    QToolButton,
    QWidget,
)
from windows import settle, write_logs

from nfstudio.app import theme
from nfstudio.app.actions import ACTIONS
from nfstudio.app.tab_order import tab_stops
from nfstudio.app.theme import Scheme
from nfstudio.app.verbs import project

_ASKING = [action.id for action in ACTIONS if action.text.endswith("…")]
_DIALOGS = [*_ASKING, "help.keys", "help.guides", "help.about"]


def said(widget):
    """What a screen reader says first of a widget."""
    if isinstance(widget, QComboBox):  # Qt says what is chosen; what it is about comes from its name or its label
        labels = (label for label in widget.window().findChildren(QLabel) if label.buddy() is widget)
        return widget.accessibleName() or next((label.text() for label in labels), "")
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def stops(root):
    """Everything visible that takes the keyboard, enabled or not."""
    return [
        widget
        for widget in (root, *root.findChildren(QWidget))
        if widget.window() is root.window()
        and widget.isVisible()
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
    ]


def nameless(root):
    return [f"{type(w).__name__} in {type(w.parentWidget()).__name__}" for w in stops(root) if not said(w).strip()]


def opened_dialogs(window):
    """The dialogs that are shown. Those of Qt for files are Qt's own."""
    tops = QApplication.topLevelWidgets()
    return [w for w in tops if isinstance(w, QDialog) and w.isVisible() and not isinstance(w, QFileDialog)]


@pytest.fixture
def reading(found, qtbot):
    """A feedback looked at, everything open that can be."""
    found.resize(1_300, 900)
    found.columns.browser._panel.opener.setChecked(True)  # closed at first in a low window
    qtbot.waitUntil(lambda: bool(found.columns.browser.current_ids))
    found.menus.by_id["review.next"].trigger()
    for button in found.columns.browser.findChildren(QToolButton):
        if button.text() == "More":
            button.setChecked(True)
    settle(found, qtbot)
    assert found.session.feedback is not None
    return found


def test_everything_on_the_welcome_page_has_a_name(window):
    assert len(stops(window)) >= 4
    assert nameless(window) == []


def test_everything_in_the_window_has_a_name(reading, qtbot):
    assert len(stops(reading)) > 40
    assert nameless(reading) == []
    for name in ("review.rewrite", "edit.find", "view.table", "help.palette"):
        reading.menus.by_id[name].trigger()
        settle(reading, qtbot)
        assert nameless(reading) == [], name


def test_everything_among_the_insights_has_a_name(reading, qtbot):
    reading.menus.by_id["view.insights"].trigger()
    settle(reading, qtbot)
    assert len(stops(reading)) > 15
    assert nameless(reading) == []


@pytest.mark.parametrize("name", _DIALOGS)
def test_everything_in_a_dialog_has_a_name(reading, qtbot, name):
    reading.menus.by_id[name].trigger()
    settle(reading, qtbot)
    dialogs = opened_dialogs(reading)
    files = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()]
    assert dialogs or files or reading.palette_of_actions.isVisible()
    for dialog in dialogs:
        assert nameless(dialog) == []
        assert dialog.windowTitle()
        dialog.close()
    for dialog in files:
        dialog.close()


def test_everything_in_the_preview_of_an_import_has_a_name(reading, qtbot, tmp_path):
    project.preview(reading, [write_logs(tmp_path / "new")], project.take_in)
    settle(reading, qtbot)
    (dialog,) = opened_dialogs(reading)
    assert nameless(dialog) == []
    dialog.close()


def test_tab_reaches_everything_once_and_comes_round(reading):
    walk(
        reading, len(tab_stops(reading))
    )  # afterwards only one of the five categories is a stop, as among radio buttons
    wanted = tab_stops(reading)
    assert walk(reading, len(wanted)) == wanted
    assert len(wanted) > 35
    assert {*wanted} == {w for w in stops(reading) if w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus}


def test_tab_goes_from_the_tools_over_the_list_and_the_transcript_to_the_inspector(reading):
    columns = reading.columns
    panels = (reading.menus, columns.browser, columns.transcript, columns.inspector)
    visited = [next((p for p in panels if p.isAncestorOf(stop)), None) for stop in tab_stops(reading)]
    assert [panel for at, panel in enumerate(visited) if panel and panel not in visited[:at]] == list(panels)
    assert all(visited[i] is visited[i - 1] for i in range(1, len(visited)) if visited[i] in visited[:i])


def test_inside_the_list_tab_goes_down(reading):
    browser = reading.columns.browser
    tops = [stop.mapTo(browser, stop.rect().center()).y() for stop in tab_stops(browser)]
    assert len(tops) > 10
    assert all(after > before - 12 for before, after in pairwise(tops))


def test_shift_tab_goes_back_the_same_way(reading):
    wanted = tab_stops(reading)
    wanted[0].setFocus()
    QTest.keyClick(wanted[0], Qt.Key.Key_Backtab)
    assert reading.focusWidget() is wanted[-1]


@pytest.fixture
def undressed(qapp):
    """The application as it was, afterwards."""
    palette = qapp.palette()
    yield
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setProperty("nfstudio.scheme", None)
    qapp.styleHints().unsetColorScheme()


@pytest.mark.usefixtures("undressed")
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("page", ["", "view.table", "view.insights"])
def test_where_the_keyboard_is_can_be_seen(reading, qtbot, qapp, scheme, page):
    theme.apply(qapp, scheme)
    if page:
        reading.menus.by_id[page].trigger()
    settle(reading, qtbot)
    unseen = [said(stop) or type(stop).__name__ for stop in tab_stops(reading) if not shows_focus(reading, stop)]
    assert unseen == []


def walk(root, steps):
    """The widgets that Tab leads to, links inside one of them passed over."""
    walked = []
    root.menus.setFocus()
    for _ in range(3 * steps):
        QTest.keyClick(root.focusWidget() or root, Qt.Key.Key_Tab)
        if not walked or root.focusWidget() is not walked[-1]:
            walked.append(root.focusWidget())
        if len(walked) == steps:
            break
    return walked


def shows_focus(root, stop):
    """Whether a widget that Tab came to looks otherwise than one it has left."""
    first, second, *_ = tab_stops(root)
    pictures = []
    for area in root.findChildren(QScrollArea):
        if area.isAncestorOf(stop):
            area.ensureWidgetVisible(stop)  # as Tab does
    for widget in (second if stop is first else first, stop):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        root.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        corner = stop.mapTo(root, stop.rect().topLeft())
        pictures.append(root.grab(stop.rect().translated(corner).adjusted(-3, -3, 3, 3)).toImage())
    return pictures[0] != pictures[1]
