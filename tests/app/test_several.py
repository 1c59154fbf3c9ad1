"""Several rows of a list, selected by keys and mouse, and what is then said of all of them as one step."""

import pytest
from building import feedback, run, take_in, talk
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from windows import settle

from nfstudio.domain.feedback import Category, Scope, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.store import review
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project

Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
MANY = 30


@pytest.fixture
def path(tmp_path):
    """30 conversations with a Complaint each, scores falling from 0.99; ids 1 to 30."""
    path = tmp_path / "many.nfstudio"
    with Project.create(path) as project:
        take_in(project, *(talk(f"u ask {i}", "a answer", f"u no, wrong {i}", title=f"Talk {i}") for i in range(MANY)))
        run(project, [(3 * i + 3, "no, wrong", Category.COMPLAINT, round(0.99 - i / 100, 2)) for i in range(MANY)])
    return path


@pytest.fixture
def opened(path, make_window, qtbot):
    def open_window():
        window = make_window()
        window.resize(1200, 760)
        window.show_project(path)
        settle(window, qtbot)
        window.session.filter_by(Filter())
        qtbot.waitUntil(lambda: len(window.columns.browser.current_ids) == MANY)
        settle(window, qtbot)
        return window

    return open_window


@pytest.fixture
def window(opened):
    return opened()


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
        (Key.Key_A, Status.CONFIRMED, "Accepted 5 feedback."),
        (Key.Key_X, Status.REJECTED, "Rejected 5 feedback."),
        (Key.Key_S, Status.SKIPPED, "Skipped 5 feedback."),
        (Key.Key_Delete, Status.REJECTED, "Took 5 feedback away."),
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
    assert said(window, "Accepted 5 feedback", "2 of them decided before")
    key(window, qtbot, Key.Key_U)
    assert [statuses(window)[one] for one in ids] == [Status.REJECTED] * 2 + [Status.AUTO] * 3


def test_a_category_goes_to_all_and_a_reason_for_skipping_too(window, qtbot):
    ids = select_first(window, qtbot, 3)
    key(window, qtbot, Key.Key_2)
    items = [item for item in feedback(window.session.project) if item.id in ids]
    assert {(item.category, item.status) for item in items} == {(Category.CORRECTION, Status.CONFIRMED)}
    assert said(window, "Changed 3 feedback to Correction")
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
    assert said(window, "Changed 2 feedback", "2 wait for your verdict")
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


def test_a_note_for_conversations_is_written_though_no_feedback_is_looked_at(window, qtbot):
    window.session.decide([1, 2], Verdict.SKIP)
    conversations(window, qtbot)
    select_first(window, qtbot, 2)
    key(window, qtbot, Key.Key_M)
    strip = window.columns.inspector._several
    qtbot.keyClicks(strip.note, "ask")
    strip.keep.click()
    qtbot.waitUntil(lambda: [item.note for item in feedback(window.session.project)][:3] == ["ask", "ask", ""])


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


# What the span itself is


def in_one_message(window, qtbot):
    """Three spans of message 3, two of message 6, the only ones listed."""
    project = window.session.project
    for message, starts in ((3, (4, 9)), (6, (4,))):
        for start in starts:
            review.add(project, message, Span(start, start + 2), Category.CORRECTION, reviewer="me")
    ids = [item.id for item in feedback(project) if item.message in (3, 6)]
    window.session.filter_by(Filter(among=tuple(ids)))
    qtbot.waitUntil(lambda: set(window.columns.browser.current_ids) == set(ids))
    settle(window, qtbot)


def test_selected_spans_of_a_message_become_one_as_one_step(window, qtbot):
    in_one_message(window, qtbot)
    spans = [(item.message, item.span) for item in feedback(window.session.project)]
    key(window, qtbot, Key.Key_A, CTRL)
    before = steps(window)
    assert window.menus.by_id["review.merge"].text() == "Merge 5 selected"
    key(window, qtbot, Key.Key_J)
    assert said(window, "5 spans became 2.")
    assert steps(window) == before + 1
    standing = [(item.message, item.span) for item in feedback(window.session.project) if item.decided]
    assert standing == [(3, Span(0, 11)), (6, Span(0, 9))]
    key(window, qtbot, Key.Key_U)
    assert [(item.message, item.span) for item in feedback(window.session.project)] == spans


def test_spans_of_different_messages_are_not_merged(window, qtbot):
    select_first(window, qtbot, 3)
    key(window, qtbot, Key.Key_J)
    assert said(window, "No two of the selected stand in the same message.")
    assert steps(window) == 0


def test_spans_are_not_merged_through_the_list_of_conversations(window, qtbot):
    in_one_message(window, qtbot)
    conversations(window, qtbot)
    select_first(window, qtbot, 2)
    before = steps(window)
    key(window, qtbot, Key.Key_J)
    assert said(window, "selected in the queue")
    assert steps(window) == before


@pytest.mark.parametrize(("pressed", "modifier"), [(Key.Key_R, NONE), (Key.Key_B, NONE), (Key.Key_Up, ALT)])
def test_what_only_one_span_can_be_given_says_so(window, qtbot, pressed, modifier):
    select_first(window, qtbot, 3)
    key(window, qtbot, pressed, modifier)
    assert said(window, "Of the 3 selected this was about the one looked at only.")
    assert list(statuses(window).values()).count(Status.AUTO) >= MANY - 1


# The menu of the right mouse button


def words(actions: list[QAction]) -> list[str]:
    return [action.text() for action in actions if action.text()]


def test_the_menu_says_of_how_many_it_speaks(window, qtbot):
    select_first(window, qtbot, 12)
    click(window, qtbot, 5, button=Qt.MouseButton.RightButton)
    assert len(chosen(window)) == 12
    offered = words(view(window).menu().actions())
    assert offered[:4] == ["Accept 12 selected", "Reject 12 selected", "Skip 12 selected", "Delete 12 selected"]
    assert "Change 12 selected to Correction" in offered
    assert "Only this user (12 selected)" in offered
    next(one for one in view(window).menu().actions() if one.text() == "Accept 12 selected").trigger()
    assert list(statuses(window).values()).count(Status.CONFIRMED) == 12
    click(window, qtbot, 0)
    assert words(view(window).menu().actions())[0] == "Accept"


# Many


def test_of_more_than_a_few_it_is_shown_first_what_would_be_decided(window, qtbot):
    key(window, qtbot, Key.Key_A, CTRL)
    window.session.decide([30], Verdict.REJECT)
    key(window, qtbot, Key.Key_A)
    dialog = window._dialogs["decide selected"]
    assert not dialog.isModal()
    assert set(statuses(window).values()) == {Status.AUTO, Status.REJECTED}
    qtbot.waitUntil(lambda: dialog.go.text() == "Accept: 29")
    assert len(dialog._samples.ids) == 20
    qtbot.keyClick(dialog, Key.Key_Return)
    settle(window, qtbot)
    assert list(statuses(window).values()).count(Status.CONFIRMED) == 29
    assert said(window, "Accepted 29 feedback", "Undo takes all of it back.")
    assert steps(window) == 2
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    key(window, qtbot, Key.Key_U)
    assert list(statuses(window).values()).count(Status.AUTO) == 29


def test_a_flag_for_many_goes_to_those_that_have_a_verdict(window, qtbot):
    window.session.decide(list(range(1, 26)), Verdict.ACCEPT)
    key(window, qtbot, Key.Key_A, CTRL)
    window.menus.by_id["review.flag.unclear"].trigger()
    dialog = window._dialogs["decide selected"]
    qtbot.waitUntil(lambda: dialog.go.text() == "Flag: Unclear: 25")
    qtbot.keyClick(dialog, Key.Key_Return)
    settle(window, qtbot)
    assert [item.flags for item in feedback(window.session.project)] == [("unclear",)] * 25 + [()] * 5
    assert set(statuses(window).values()) == {Status.CONFIRMED, Status.AUTO}


def test_undo_and_redo_of_several_reach_over_a_restart(window, opened, qtbot):
    ids = select_first(window, qtbot, 6)
    key(window, qtbot, Key.Key_A)
    key(window, qtbot, Key.Key_1)
    window.close()

    window = opened()
    assert window.menus.by_id["edit.undo"].text() == "Undo change to Positive (6)"
    qtbot.keyClick(window, Key.Key_U)
    qtbot.keyClick(window, Key.Key_U)
    assert set(statuses(window).values()) == {Status.AUTO}
    window.close()

    window = opened()
    qtbot.keyClick(window, Key.Key_U, SHIFT)
    qtbot.keyClick(window, Key.Key_U, SHIFT)
    items = [item for item in feedback(window.session.project) if item.id in ids]
    assert {(item.status, item.category) for item in items} == {(Status.CONFIRMED, Category.POSITIVE)}


# Conversations


def conversations(window, qtbot):
    window.columns.browser.show_conversations()
    qtbot.waitUntil(lambda: len(window.columns.browser.current_ids) == MANY)
    settle(window, qtbot)


def test_selected_conversations_stand_for_the_undecided_feedback_in_them(window, qtbot):
    window.session.decide([2], Verdict.REJECT)
    conversations(window, qtbot)
    select_first(window, qtbot, 4)
    key(window, qtbot, Key.Key_A)
    qtbot.waitUntil(lambda: said(window, "Accepted 3 feedback", "1 decided before left alone"))
    assert [statuses(window)[one] for one in (1, 2, 3, 4)] == [
        Status.CONFIRMED,
        Status.REJECTED,
        Status.CONFIRMED,
        Status.CONFIRMED,
    ]
    key(window, qtbot, Key.Key_U)
    assert [statuses(window)[one] for one in (1, 2, 3, 4)] == [
        Status.AUTO,
        Status.REJECTED,
        Status.AUTO,
        Status.AUTO,
    ]


def test_selected_conversations_with_nothing_undecided_are_told_of(window, qtbot):
    window.session.decide([1, 2], Verdict.ACCEPT)
    conversations(window, qtbot)
    select_first(window, qtbot, 2)
    key(window, qtbot, Key.Key_X)
    qtbot.waitUntil(lambda: said(window, "The 2 selected conversations: no feedback that is undecided."))


def test_all_conversations_are_shown_before_they_are_decided(window, qtbot):
    conversations(window, qtbot)
    key(window, qtbot, Key.Key_A, CTRL)
    assert window.menus.by_id["review.reject"].text() == "Reject 30 selected"
    key(window, qtbot, Key.Key_X)
    qtbot.waitUntil(lambda: "decide selected" in window._dialogs)
    qtbot.waitUntil(lambda: window._dialogs["decide selected"].go.text() == "Reject: 30")


def test_a_window_that_may_only_read_says_so_and_changes_nothing(window, opened, qtbot):
    other = opened()
    assert other.session.readonly
    select_first(other, qtbot, 3)
    assert not other.menus.by_id["review.accept"].isEnabled()
    key(other, qtbot, Key.Key_A)
    assert set(statuses(window).values()) == {Status.AUTO}
