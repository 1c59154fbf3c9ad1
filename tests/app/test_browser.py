"""The left column: what it lists, and that nothing in it jumps."""

import pytest
from browsing import UNDECIDED, opened, page, rows, settle
from building import claim, run, take_in, talk
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from nfstudio.app.row_words import cut, one_line, plain_tip
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.store import detections
from nfstudio.store.browse import Filter, Order
from nfstudio.store.changes import Changes


def test_the_queue_begins_with_the_least_certain_undecided(browser):
    assert browser.in_queue
    assert browser._session.filter == UNDECIDED
    assert rows(browser) == list(range(1, 41))


def test_going_to_a_row_looks_at_that_feedback(browser):
    assert browser.next()
    assert browser._session.feedback == 1
    assert browser._session.conversation == 1


def test_the_row_follows_a_selection_made_elsewhere_without_telling_anybody(browser, qtbot):
    told = []
    browser._session.feedback_selected.connect(told.append)
    browser._session.select(30)
    assert browser._queue.view.current_id == 30
    assert told == [30]
    browser._session.select(None)
    assert browser._queue.view.current_id is None
    assert told == [30, None]


def test_a_decided_row_stays_in_its_place_until_somebody_refreshes(browser, qtbot):
    browser.next()
    browser.next()
    browser._session.decide([2], Verdict.ACCEPT)
    settle(browser, qtbot)
    assert rows(browser) == list(range(1, 41))
    assert browser._feedback.row_at(1).status is Status.CONFIRMED
    assert page(browser)._again.isVisible()
    assert page(browser)._footer.text() == "40 of 40 · 39 undecided"
    browser.refresh()
    settle(browser, qtbot)
    assert 2 not in rows(browser)
    assert not page(browser)._again.isVisible()


def test_undo_brings_a_decided_row_back_where_it_was(browser, qtbot):
    browser.next()
    browser._session.decide([1], Verdict.REJECT)
    settle(browser, qtbot)
    browser._session.undo()
    settle(browser, qtbot)
    assert rows(browser)[0] == 1
    assert browser._feedback.row_at(0).status is Status.AUTO
    assert not page(browser)._again.isVisible()


def test_rows_beyond_the_one_gone_to_are_in_sight(browser):
    browser.resize(320, 800)
    view = browser._queue.view
    for _ in range(25):
        browser.next()
    row, height = view.current_row, view.viewport().height()
    assert row == 24
    assert 0 <= view.visualRect(view.model().index(row + 2, 0)).bottom() < height
    for _ in range(18):
        browser.next(-1)
    assert view.visualRect(view.model().index(view.current_row - 2, 0)).top() >= 0


def test_next_passes_over_what_is_decided(browser):
    browser._session.decide([2, 3], Verdict.REJECT)
    browser.next()
    browser.next()
    assert browser._session.feedback == 4
    browser.next(-1)
    assert browser._session.feedback == 3


def test_next_begins_again_at_the_top_for_what_was_left_out(browser):
    browser._session.select(40)
    assert browser.next()
    assert browser._session.feedback == 1


def test_next_stops_when_the_last_row_is_the_only_undecided_one(browser):
    browser._session.decide(range(1, 40), Verdict.ACCEPT)
    browser._session.select(40)
    assert not browser.next()
    assert browser._session.feedback == 40


def test_the_previous_of_nothing_is_the_last_row(browser):
    assert browser.next(-1)
    assert browser._session.feedback == 40


def test_feedback_that_a_job_finds_comes_last_and_moves_nothing(browser, qtbot):
    project, view = browser._session.project, browser._queue.view
    take_in(project, talk("u x", "a y", "u awful z"), path="/logs/c.jsonl")
    browser._session.select(20)
    before = view.visualRect(view.currentIndex())
    top = view.rowAt(0)
    record = detections.newest_run_record(project)
    found = claim(project, 123, "awful", Category.COMPLAINT, 0.5)
    changes = detections.record(
        project, record.id, [found], after=record.high_water, up_to=123, messages=1, candidates=1, seconds=0
    )
    with qtbot.assertNotEmitted(browser._feedback.modelReset):
        browser._session._tell(changes)
        settle(browser, qtbot)
    assert rows(browser) == list(range(1, 42))  # 0.5 is the least certain, and still comes last
    assert (view.current_id, view.rowAt(0), view.visualRect(view.currentIndex())) == (20, top, before)


def test_feedback_is_sorted_in_while_nobody_is_anywhere(browser, qtbot):
    project = browser._session.project
    take_in(project, talk("u x", "a y", "u awful z"), path="/logs/c.jsonl")
    record = detections.newest_run_record(project)
    found = claim(project, 123, "awful", Category.COMPLAINT, 0.5)
    changes = detections.record(
        project, record.id, [found], after=record.high_water, up_to=123, messages=1, candidates=1, seconds=0
    )
    browser._session._tell(changes)
    settle(browser, qtbot)
    assert rows(browser)[0] == 41


def test_who_has_not_moved_sees_the_most_urgent_whatever_a_job_finds(browser, qtbot):
    project, view = browser._session.project, browser._queue.view
    take_in(project, *(talk("u x", "a y", f"u awful {i}") for i in range(9)), path="/logs/c.jsonl")
    record = detections.newest_run_record(project)
    found = [claim(project, 123 + 3 * i, "awful", Category.COMPLAINT, 0.5) for i in range(9)]
    changes = detections.record(
        project, record.id, found, after=record.high_water, up_to=147, messages=9, candidates=9, seconds=0
    )
    browser._session._tell(changes)
    settle(browser, qtbot)
    assert rows(browser)[:9] == list(range(41, 50))
    assert (view.rowAt(0), view.verticalScrollBar().value()) == (0, 0)


@pytest.mark.parametrize("wanted", [UNDECIDED, Filter()])
def test_a_span_of_ones_own_keeps_the_rows_and_the_place(browser, qtbot, wanted):
    session, view = browser._session, browser._queue.view
    session.filter_by(wanted)
    settle(browser, qtbot)
    view.go_to_row(19)
    session.decide([3], Verdict.ACCEPT)
    settle(browser, qtbot)
    top = view.verticalScrollBar().value()
    assert top > 0
    session.add(6, Span(0, 2), Category.POSITIVE)
    settle(browser, qtbot)
    assert session.feedback == 41
    assert rows(browser)[:40] == list(range(1, 41)), "the decided one, too"
    assert view.verticalScrollBar().value() == top
    assert browser.next()
    assert session.feedback == 20, "back to the row that was left, which nobody has decided"
    session.decide([20], Verdict.REJECT)
    session.add(6, Span(0, 1), Category.POSITIVE)
    settle(browser, qtbot)
    assert browser.next()
    assert session.feedback == 21


def test_the_row_under_the_person_stays_there_when_rows_above_it_go(browser, qtbot):
    view = browser._queue.view
    browser._session.select(20)
    before = view.visualRect(view.currentIndex())
    browser._session.decide([3, 5, 7], Verdict.ACCEPT)
    browser.refresh()
    settle(browser, qtbot)
    assert view.current_id == 20
    assert view.visualRect(view.currentIndex()) == before
    assert view.currentIndex().row() == 16


def test_the_top_row_stays_on_top_when_nothing_is_selected(browser, qtbot):
    view = browser._queue.view
    view.verticalScrollBar().setValue(10 * view._row_height() + 5)
    before = view.visualRect(browser._feedback.index(11, 0))
    browser._session.decide([3, 5, 11], Verdict.ACCEPT)
    browser.refresh()
    settle(browser, qtbot)
    assert browser.current_ids[8] == 12  # the one that stood on top is gone, the next is where it was
    assert view.visualRect(browser._feedback.index(8, 0)) == before


def test_a_new_order_begins_at_the_top(browser, qtbot):
    view = browser._queue.view
    view.verticalScrollBar().setValue(10 * view._row_height())
    browser._order.setCurrentIndex(browser._order.findData(Order.SURE))
    browser._order.activated.emit(browser._order.currentIndex())
    settle(browser, qtbot)
    assert rows(browser) == list(range(40, 0, -1))
    assert view.verticalScrollBar().value() == 0


def test_removed_feedback_leaves_the_list_at_the_next_look(browser, qtbot):
    session = browser._session
    added = session.add(6, Span(0, 2), Category.POSITIVE)
    session.filter_by(Filter())
    settle(browser, qtbot)
    assert added in rows(browser)
    session.delete(session.selected())
    settle(browser, qtbot)
    session.select(1)
    browser._session._tell(Changes(frozenset({2}), feedback=True))
    settle(browser, qtbot)
    assert added not in rows(browser)


def test_letters_are_left_to_the_window(browser, qtbot):
    browser.next()
    heard = []
    browser.keyPressEvent = lambda event: heard.append(event.text())
    qtbot.keyClick(browser._queue.view, Qt.Key.Key_A)
    assert browser._session.feedback == 1
    qtbot.keyClick(browser._queue.view, Qt.Key.Key_Down)
    assert browser._session.feedback == 2


def test_a_conversation_is_shown_without_feedback_in_particular(browser, qtbot):
    browser.show_conversations()
    settle(browser, qtbot)
    browser.next()
    browser.next()
    assert (browser._session.conversation, browser._session.feedback) == (2, None)


HOSTILE = (
    "<b>bold</b><img src='file:///etc/passwd'>",
    "لا، هذا طويل جدا، اجعله أقصر من فضلك",
    "不对，请再翻译一遍",
    "x" * 10_000,
    "👩‍👩‍👧 🚀 e\u0301 \u202e evil \u2028 line\nbreak\ttab",
)


def test_no_text_changes_the_height_of_a_row_or_breaks_its_painting(session, qtbot):
    take_in(session.project, *[talk("u a", "a b", f"u {text}", title=text) for text in HOSTILE])
    run(session.project, [(3 * i + 3, text, Category.COMPLAINT, 0.9) for i, text in enumerate(HOSTILE)])
    browser = opened(session, qtbot)
    for show in (browser.show_queue, browser.show_conversations):
        show()
        settle(browser, qtbot)
        view = browser._shown.view
        assert len({view.rowHeight(row) for row in range(len(HOSTILE))}) == 1
        assert view.columnWidth(0) == view.viewport().width()
        assert not browser.grab().isNull()


def test_a_log_line_is_one_harmless_line():
    assert one_line(" a\n\tb\u2028c \x00") == "a b c ␀"
    assert len(one_line("y" * 10_000)) == 300
    assert cut("one two three", 7) == "one two…"
    assert plain_tip("<i>&") == "<span>&lt;i&gt;&amp;</span>"


def test_every_control_has_a_name(browser, qtbot):
    browser._panel._form.show()
    browser.show_conversations()
    settle(browser, qtbot)
    for control in browser.findChildren(QAbstractButton):
        if control.isVisible() and not control.objectName().startswith("qt_"):
            assert (
                control.accessibleName() or control.text() or control.toolTip() or control.parent() is browser._search
            )
    for kind in (QLineEdit, QComboBox):
        for control in browser.findChildren(kind):
            if control.isVisible():
                assert control.accessibleName(), control
