from clashing import clashes
from PySide6.QtGui import QKeySequence

from nfstudio.app.actions import ACTIONS, Menu, When, keys_of
from nfstudio.app.dialogs.key_sheet import KeySheet
from nfstudio.domain.feedback import Category

THE_ISSUE = {
    "review.accept": "A",
    "review.reject": "X",
    "review.skip": "S",
    "review.next": "N",
    "review.previous": "Shift+N",
    "edit.undo": "U",
    "edit.redo": "Shift+U",
    "help.keys": "?",
}


def test_no_key_means_two_things():
    assert clashes({}) == {}


def test_no_id_stands_for_two_actions():
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


def test_qt_knows_every_key():
    unknown = [key for action in ACTIONS for key in action.keys if QKeySequence(key).isEmpty()]
    assert unknown == []


def test_the_keys_that_were_promised_are_there():
    first = {action.id: action.keys[0] for action in ACTIONS if action.keys}
    assert {name: first[name] for name in THE_ISSUE} == THE_ISSUE
    digits = [first[f"review.category.{category.name.lower()}"] for category in Category]
    assert digits == ["1", "2", "3", "4", "5"]


def test_an_edge_is_moved_by_words_with_keys_that_no_desktop_takes():
    words = [action for action in ACTIONS if action.id.startswith("review.edge.") and action.id.endswith("_word")]
    assert len(words) == 4
    assert not [action.id for action in words if "Ctrl+Alt" in action.keys[0]]


def test_the_persons_own_keys_replace_those_of_the_table():
    accept = next(action for action in ACTIONS if action.id == "review.accept")
    assert keys_of(accept, {"review.accept": ("Space",)}) == ("Space",)
    assert keys_of(accept, {"review.accept": ()}) == ()


def test_every_menu_has_something():
    assert {action.menu for action in ACTIONS} == set(Menu)


def test_what_opens_a_project_needs_none():
    free = {action.id for action in ACTIONS if action.when is When.ALWAYS}
    assert {"project.new", "project.open", "project.open_folder", "help.keys"} <= free


def test_the_key_sheet_holds_every_key(qtbot):
    sheet = KeySheet({})
    qtbot.addWidget(sheet)
    assert set(sheet.entries) == {action.id for action in ACTIONS if action.keys}
    assert sheet.entries["review.accept"] == "A"


def test_the_key_sheet_shows_the_persons_own_keys(qtbot):
    sheet = KeySheet({"review.accept": ("Space",), "review.skip": ()})
    qtbot.addWidget(sheet)
    assert sheet.entries["review.accept"] == "Space"
    assert "review.skip" not in sheet.entries
