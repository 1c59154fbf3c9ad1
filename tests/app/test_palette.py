"""Finding actions by typing, and choosing their keys."""

import pytest
from clashing import clashes
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from windows import settle

from nfstudio.app import preferences
from nfstudio.app.action_search import find_actions
from nfstudio.app.actions import ACTIONS, keys_of
from nfstudio.app.dialogs.key_editor import KeyEditor
from nfstudio.app.key_choice import cleared, given, holder, restored

BY_ID = {action.id: action for action in ACTIONS}


def named(typed, **about):
    return [action.id for action in find_actions(typed, {}, **about)]


def test_every_action_is_found_by_its_own_words():
    assert [action.id for action in ACTIONS if action.id not in named(action.title)] == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("acc", "review.accept"),
        ("exp", "project.export"),
        ("word end", "review.edge.end.shrink_word"),
        ("ctrl+d", "detect.run"),
    ],
)
def test_a_few_letters_are_enough(typed, first):
    assert named(typed)[0] == first


def test_what_fits_nothing_finds_nothing():
    assert named("zzzz") == []


def test_what_was_used_last_comes_first_while_nothing_is_typed():
    assert named("", recent=["help.about"])[0] == "help.about"


def test_return_does_what_is_marked(reviewed, qtbot):
    reviewed.show_palette()
    palette = reviewed.palette_of_actions
    qtbot.keyClicks(palette.words, "conversations")
    qtbot.keyClick(palette.words, Qt.Key.Key_Return)
    assert palette.isHidden()
    assert not reviewed.columns.browser.in_queue


def test_what_can_do_nothing_now_stays_undone(window, qtbot):
    window.show_palette()
    palette = window.palette_of_actions
    qtbot.keyClicks(palette.words, "accept")
    qtbot.keyClick(palette.words, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_that_no_action_is_called_so_is_said_and_nothing_is_done(window, qtbot):
    window.show_palette()
    palette = window.palette_of_actions
    qtbot.keyClicks(palette.words, "zzzz")
    palette.grab()
    assert [palette.list.item(at).text() for at in range(palette.list.count())] == ["No action is called that."]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(palette.words, key)
    assert palette.isVisible()


def test_escape_gives_the_keyboard_back(reviewed, qtbot):
    reviewed.columns.browser.focus_search()
    reviewed.show_palette()
    qtbot.keyClick(reviewed.palette_of_actions.words, Qt.Key.Key_Escape)
    assert reviewed.columns.browser._search.hasFocus()


# Choosing keys


def test_a_key_given_to_one_action_is_taken_from_the_other():
    own = given("X", "review.accept", {})
    assert keys_of(BY_ID["review.accept"], own) == ("X",)
    assert keys_of(BY_ID["review.reject"], own) == ()
    assert clashes(own) == {}


def test_the_other_keys_of_an_action_stay():
    assert keys_of(BY_ID["edit.undo"], given("F9", "edit.undo", {})) == ("F9", "Ctrl+Z")


def test_the_default_takes_its_key_back():
    own = restored("review.reject", given("X", "review.accept", {}))
    assert keys_of(BY_ID["review.reject"], own) == ("X",)
    assert clashes(own) == {}


def test_what_is_as_in_the_table_is_not_kept():
    assert given("A", "review.accept", cleared("review.accept", {})) == {}


def test_the_editor_names_whom_a_key_belongs_to_before_taking_it(qtbot):
    editor = KeyEditor({})
    qtbot.addWidget(editor)
    editor.search.setText("accept")
    editor.key.setKeySequence(QKeySequence("X"))
    assert "Reject" in editor.says.text()
    with qtbot.waitSignal(editor.chosen) as heard:
        editor.give.click()
    assert heard.args[0] == {"review.accept": ("X",), "review.reject": ()}
    assert holder("X", heard.args[0], beside="review.accept") is None


def test_keys_chosen_in_the_window_hold_at_once_and_are_kept(found, qtbot):
    found.choose_keys()
    editor = found._dialogs["key editor"]
    editor.search.setText("accept")
    editor.key.setKeySequence(QKeySequence("F9"))
    editor.give.click()
    editor.close()
    found.session.select(1)
    qtbot.keyClick(found, Qt.Key.Key_F9)
    settle(found, qtbot)
    assert found.session.undo_label() == "accept"
    assert preferences.load(found._file)[0].keys == {"review.accept": ("F9",)}
    assert found.columns.inspector._verdicts.findChildren(type(editor.give))[0].text() == "Accept (F9)"
