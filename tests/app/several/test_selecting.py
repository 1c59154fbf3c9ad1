"""Several rows of a list, selected by keys and mouse, and what is then said of all of them as one step."""

import pytest
from building import feedback, take_in, talk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from selecting import CTRL, SHIFT, Key, chosen, click, key, said, select_first, statuses, steps, view
from windows import settle

from nfstudio.domain.feedback import Category, Scope, Status, Verdict
from nfstudio.store import drafts, review
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project

# Selecting


def test_rows_are_selected_by_shift_and_arrows_and_by_shift_and_ctrl_with_the_mouse(window, qtbot):
    ids = window.columns.browser.current_ids
    assert select_first(window, qtbot, 3) == chosen(window) == ids[:3]
    click(window, qtbot, 1)
    click(window, qtbot, 4, SHIFT)
    assert chosen(window) == ids[1:5]
    click(window, qtbot, 3, CTRL)
    click(window, qtbot, 7, CTRL)
    assert chosen(window) == [ids[1], ids[2], ids[4], ids[7]]
    key(window, qtbot, Key.Key_Escape)
    assert chosen(window) == [ids[7]]


def test_ctrl_a_selects_what_the_filter_shows_and_a_key_then_goes_on_with_one(window, qtbot):
    window.session.filter_by(Filter(score=(0.9, None)))
    qtbot.waitUntil(lambda: len(window.columns.browser.current_ids) == 10)
    key(window, qtbot, Key.Key_A, CTRL)
    assert len(chosen(window)) == 10
    assert "10 selected" in window.columns.browser._pages.currentWidget()._footer.text()
    key(window, qtbot, Key.Key_N)
    assert len(chosen(window)) == 1
    key(window, qtbot, Key.Key_N, SHIFT)
    assert len(chosen(window)) == 1, "Shift of a key that goes back does not select"


def test_the_rows_stay_selected_when_others_come_and_as_a_table(window, qtbot):
    ids = select_first(window, qtbot, 4)
    window.columns.browser.refresh()
    take_in(window.session.project, talk("u hi", "a hello", "u oh"), path="/logs/b.jsonl")
    settle(window, qtbot)
    assert chosen(window) == ids
    qtbot.keyClick(window, Key.Key_T, CTRL)
    assert chosen(window) == ids
    window.session.filter_by(Filter(score=(0.97, None)))
    qtbot.waitUntil(lambda: len(window.columns.browser.current_ids) == 3)
    assert set(chosen(window)) == {one for one in ids if one in window.columns.browser.current_ids}


# Saying


@pytest.mark.parametrize(
    ("pressed", "status", "words"),
    [
        (Key.Key_A, Status.CONFIRMED, "Accepted 5 pieces of feedback."),
        (Key.Key_X, Status.REJECTED, "Rejected 5 pieces of feedback."),
        (Key.Key_S, Status.SKIPPED, "Skipped 5 pieces of feedback."),
        (Key.Key_Delete, Status.REJECTED, "Took 5 pieces of feedback away."),
    ],
)
def test_one_key_decides_all_that_are_selected_as_one_step(window, qtbot, pressed, status, words):
    ids = select_first(window, qtbot, 5)
    key(window, qtbot, pressed)
    assert {one for one, stands in statuses(window).items() if stands is status} == set(ids)
    assert window.toast.text() == words
    assert steps(window) == 1
    assert chosen(window) == ids
    assert QApplication.activeModalWidget() is None
    key(window, qtbot, Key.Key_U)
    assert set(statuses(window).values()) == {Status.AUTO}
    key(window, qtbot, Key.Key_U, SHIFT)
    assert list(statuses(window).values()).count(status) == 5


def test_what_was_decided_before_is_decided_anew_and_told(window, qtbot):
    ids = select_first(window, qtbot, 5)
    window.session.decide(ids[:2], Verdict.REJECT)
    key(window, qtbot, Key.Key_A)
    assert [statuses(window)[one] for one in ids] == [Status.CONFIRMED] * 5
    assert said(window, "Accepted 5 pieces of feedback", "2 of them decided before")
    key(window, qtbot, Key.Key_U)
    assert [statuses(window)[one] for one in ids] == [Status.REJECTED] * 2 + [Status.AUTO] * 3


def test_a_category_goes_to_all_and_a_reason_for_skipping_too(window, qtbot):
    ids = select_first(window, qtbot, 3)
    key(window, qtbot, Key.Key_2)
    items = [item for item in feedback(window.session.project) if item.id in ids]
    assert {(item.category, item.status) for item in items} == {(Category.CORRECTION, Status.CONFIRMED)}
    assert said(window, "Changed 3 pieces of feedback to Correction")
    key(window, qtbot, Key.Key_S, SHIFT)
    items = [item for item in feedback(window.session.project) if item.id in ids]
    assert {(item.note, item.status) for item in items} == {("unclear", Status.SKIPPED)}


def test_flags_and_scope_go_with_the_verdict_that_stands_or_wait_for_it(window, qtbot):
    ids = select_first(window, qtbot, 4)
    window.session.decide(ids[:2], Verdict.ACCEPT)
    window.menus.by_id["review.flag.toxic"].trigger()
    key(window, qtbot, Key.Key_O)
    items = {item.id: item for item in feedback(window.session.project)}
    assert [items[one].flags for one in ids] == [("toxic",)] * 2 + [()] * 2
    assert [items[one].scope for one in ids] == [Scope.PERSONAL] * 2 + [None] * 2
    assert said(window, "Changed 2 pieces of feedback", "2 wait for your verdict")
    key(window, qtbot, Key.Key_X)
    items = {item.id: item for item in feedback(window.session.project)}
    assert {(items[one].flags, items[one].scope) for one in ids} == {(("toxic",), Scope.PERSONAL)}
    window.menus.by_id["review.flag.toxic"].trigger()
    assert {item.flags for item in feedback(window.session.project)} == {()}, "flagged all, the key takes it away"


def test_a_note_goes_below_the_note_of_each(window, qtbot):
    ids = select_first(window, qtbot, 2)
    window.session.decide(ids, Verdict.SKIP)
    key(window, qtbot, Key.Key_S, SHIFT)
    key(window, qtbot, Key.Key_M)
    strip = window.columns.inspector._several
    assert QApplication.focusWidget() is strip.note
    qtbot.keyClicks(strip.note, "ask Bea")
    qtbot.keyClick(strip.note, Key.Key_Return, CTRL)
    assert {item.note for item in feedback(window.session.project) if item.id in ids} == {"unclear\nask Bea"}
    assert not strip.note.isVisible()
    assert QApplication.focusWidget() is view(window)
    assert QApplication.activeModalWidget() is None


def test_a_note_for_several_waits_where_it_was_begun(window, qtbot):
    ids = select_first(window, qtbot, 2)
    window.session.decide(ids, Verdict.SKIP)
    strip = window.columns.inspector._several
    key(window, qtbot, Key.Key_M)
    qtbot.keyClicks(strip.note, "ask")
    qtbot.keyClick(strip.note, Key.Key_Escape)
    assert not strip.note.isVisible()
    key(window, qtbot, Key.Key_Down, SHIFT)
    assert "3 selected" in strip.text
    key(window, qtbot, Key.Key_M)
    assert strip.note.toPlainText() == "ask"
    click(window, qtbot, 6)
    assert not strip.isVisible(), "a click elsewhere writes nothing"
    assert {item.note for item in feedback(window.session.project)} == {""}


def test_a_span_made_by_hand_is_withdrawn_and_a_claim_rejected(window, qtbot):
    review.add(window.session.project, 3, feedback(window.session.project)[0].span, Category.POSITIVE, reviewer="me")
    window.columns.browser.refresh()
    settle(window, qtbot)
    key(window, qtbot, Key.Key_End, SHIFT)
    both = [item.id for item in feedback(window.session.project) if item.message == 3]
    rows = window.columns.browser.current_ids
    click(window, qtbot, rows.index(both[0]))
    click(window, qtbot, rows.index(both[1]), CTRL)
    key(window, qtbot, Key.Key_Delete)
    assert [item.status for item in feedback(window.session.project) if item.message == 3] == [Status.REJECTED]


def test_the_buttons_of_the_inspector_speak_of_all_too(window, qtbot):
    ids = select_first(window, qtbot, 3)
    inspector = window.columns.inspector
    assert "3 selected" in inspector._several.text
    qtbot.mouseClick(inspector._verdicts._buttons[Verdict.REJECT], Qt.MouseButton.LeftButton)
    assert [statuses(window)[one] for one in ids] == [Status.REJECTED] * 3
    click(window, qtbot, 5)
    assert not inspector._several.isVisible()


def test_going_elsewhere_leaves_one_selected(window, qtbot):
    ids = select_first(window, qtbot, 3)
    window.session.select(ids[0])
    key(window, qtbot, Key.Key_A)
    assert list(statuses(window).values()).count(Status.CONFIRMED) == 1


def test_nothing_is_said_of_rows_that_nobody_sees(window, qtbot):
    select_first(window, qtbot, 3)
    window.columns.show_left(shown=False)
    qtbot.keyClick(window, Key.Key_A)
    assert list(statuses(window).values()).count(Status.CONFIRMED) == 1


def test_one_selected_row_beside_the_present_one_is_the_one_that_is_meant(window, qtbot):
    ids = window.columns.browser.current_ids
    click(window, qtbot, 0)
    click(window, qtbot, 2, CTRL)
    click(window, qtbot, 0, CTRL)
    assert chosen(window) == [ids[2]]
    key(window, qtbot, Key.Key_A)
    assert statuses(window)[ids[2]] is Status.CONFIRMED
    assert statuses(window)[ids[0]] is Status.AUTO


def test_a_note_begun_for_several_outlives_a_killed_window(window, opened, qtbot, tmp_path):
    select_first(window, qtbot, 2)
    key(window, qtbot, Key.Key_M)
    qtbot.keyClicks(window.columns.inspector._several.note, "ask Bea")
    path = window.session.project.path
    qtbot.waitUntil(lambda: drafts.shared(window.session.project.db) == "ask Bea")  # nobody left the field
    with Project(path) as killed:
        assert drafts.shared(killed.db) == "ask Bea"
    window.close()

    again = opened()
    strip = again.columns.inspector._several
    ids = select_first(again, qtbot, 2)
    assert strip.note.isVisible()
    assert strip.note.toPlainText() == "ask Bea"
    again.session.decide(ids, Verdict.SKIP)
    strip.keep.click()
    assert {item.note for item in feedback(again.session.project) if item.id in ids} == {"ask Bea"}
    assert drafts.shared(again.session.project.db) == ""
    key(again, qtbot, Key.Key_Down, SHIFT)
    assert not strip.note.isVisible()


def test_a_note_for_many_stays_in_its_field_until_it_is_said_of_them(window, qtbot):
    key(window, qtbot, Key.Key_A, CTRL)
    strip = window.columns.inspector._several
    key(window, qtbot, Key.Key_M)
    qtbot.keyClicks(strip.note, "ask Bea")
    strip.keep.click()
    dialog = window._dialogs["decide selected"]
    dialog.reject()
    assert strip.note.toPlainText() == "ask Bea", "who thinks better of it has lost no words"
    window.session.decide(window.columns.browser.current_ids, Verdict.SKIP)
    strip.keep.click()
    dialog = window._dialogs["decide selected"]
    qtbot.waitUntil(dialog.go.isEnabled)
    dialog.go.click()
    settle(window, qtbot)
    assert {item.note for item in feedback(window.session.project)} == {"ask Bea"}
    assert strip.note.toPlainText() == ""
