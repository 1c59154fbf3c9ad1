"""Several rows: what becomes of their spans, the menu, very many of them, and whole conversations."""

import pytest
from building import feedback
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from selecting import ALT, CTRL, MANY, NONE, SHIFT, Key, chosen, click, key, said, select_first, statuses, steps, view
from windows import settle

from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.store import review
from nfstudio.store.browse import Filter

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
    assert said(window, "Accepted 29 pieces of feedback", "Undo takes all of it back.")
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
    qtbot.waitUntil(lambda: said(window, "Accepted 3 pieces of feedback", "1 decided before left alone"))
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


def test_a_note_for_conversations_is_written_though_no_feedback_is_looked_at(window, qtbot):
    window.session.decide([1, 2], Verdict.SKIP)
    conversations(window, qtbot)
    select_first(window, qtbot, 2)
    key(window, qtbot, Key.Key_M)
    strip = window.columns.inspector._several
    qtbot.keyClicks(strip.note, "ask")
    strip.keep.click()
    qtbot.waitUntil(lambda: [item.note for item in feedback(window.session.project)][:3] == ["ask", "ask", ""])
