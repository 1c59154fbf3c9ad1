"""Keys of the window while somebody types in a field of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from nfstudio.app.actions import ACTIONS

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WRITES = frozenset("ACVXYZ")


def with_ctrl_and_a_letter():
    for action in ACTIONS:
        for key in action.keys:
            *held, letter = key.split("+")
            if len(letter) == 1 and letter.isalpha() and "Ctrl" in held and "Alt" not in held and letter not in WRITES:
                yield pytest.param(action.id, key, id=key)


def fields(window):
    columns = window.columns
    return [columns.browser._search, columns.inspector._note, columns.inspector._flags._others]


@pytest.fixture
def asked(found):
    """A feedback looked at, and which actions were asked for."""
    heard = []
    found.session.select(1)
    for name, action in found.menus.by_id.items():
        action.triggered.disconnect()
        action.triggered.connect(lambda _=False, name=name: heard.append(name))
    return heard


@pytest.mark.parametrize(("name", "key"), list(with_ctrl_and_a_letter()))
def test_a_key_of_a_menu_holds_in_every_field(found, asked, qtbot, name, key):
    pressed = QKeySequence(key)[0]
    found.menus.by_id[name].setEnabled(True)
    for at, field in enumerate(fields(found), 1):
        field.setFocus()
        qtbot.keyClick(field, pressed.key(), pressed.keyboardModifiers())
        assert asked == [name] * at


@pytest.mark.parametrize("letter", sorted(WRITES))
def test_what_everybody_writes_with_stays_with_the_field(found, asked, qtbot, letter):
    for field in fields(found):
        field.setFocus()
        qtbot.keyClick(field, QKeySequence(letter)[0].key(), CTRL)
    assert asked == []


def test_a_key_of_an_action_that_can_do_nothing_is_left_to_the_field(found, asked, qtbot):
    found.menus.by_id["project.export"].setEnabled(False)
    search = found.columns.browser._search
    search.setFocus()
    search.setText("word")
    search.setCursorPosition(0)
    qtbot.keyClick(search, Qt.Key.Key_E, CTRL)
    assert asked == []


def test_letters_in_a_field_are_letters(found, asked, qtbot):
    search = found.columns.browser._search
    search.setFocus()
    qtbot.keyClicks(search, "axe")
    assert (search.text(), asked) == ("axe", [])
