"""Somebody who selects rows of a list, and what tests look at then; the fixtures are those of tests/app/several."""

from building import feedback
from PySide6.QtCore import Qt

Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
MANY = 30


def view(window):
    return window.columns.browser.view


def click(window, qtbot, row, modifier=NONE, button=Qt.MouseButton.LeftButton):
    shown = view(window)
    shown.scrollTo(shown.model().index(row, shown._first))
    point = shown.visualRect(shown.model().index(row, shown._first)).center()
    qtbot.mouseClick(shown.viewport(), button, modifier, point)


def key(window, qtbot, pressed, modifier=NONE):
    """A key for the list, as the person has it there."""
    view(window).setFocus()
    qtbot.keyClick(view(window), pressed, modifier)


def statuses(window):
    return {item.id: item.status for item in feedback(window.session.project)}


def chosen(window):
    return list(view(window).selection.ids)


def steps(window):
    return window.session.project.db.execute("SELECT count(*) FROM steps WHERE kind = 'decide'").fetchone()[0]


def select_first(window, qtbot, count):
    """The first so many rows, by Shift and the arrow."""
    click(window, qtbot, 0)
    for _ in range(count - 1):
        key(window, qtbot, Key.Key_Down, SHIFT)
    return window.columns.browser.current_ids[:count]


def said(window, *words):
    return all(word in window.toast.text() for word in words)
