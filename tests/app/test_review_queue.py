"""The queue as a person steers it: quick sets, orders that a job works out, how far and how fast, the whole list."""

import pytest
from browsing import settle as settle_lists
from PySide6.QtCore import Qt
from windows import settle

from nfstudio.app.dialogs.quota import Quota
from nfstudio.app.review_meter import Ring
from nfstudio.app.review_pace import BREAK, WINDOW, ReviewPace
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.store.browse import Filter, Order

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def statuses(window):
    return dict(window.session.project.db.execute("SELECT status, count(*) FROM feedback GROUP BY 1").fetchall())


def meter(window):
    return window.columns.browser._meter


# Sets and orders


def test_a_random_sample_stays_the_same_while_it_is_decided(found, qtbot):
    found.menus.by_id["review.set.sample"].trigger()
    qtbot.waitUntil(lambda: bool(found.session.filter.among))
    settle(found, qtbot)
    settle_lists(found.columns.browser, qtbot)
    drawn = found.columns.browser.current_ids
    assert sorted(drawn) == [1, 2, 3, 4]
    found.columns.browser.next()
    qtbot.keyClick(found, Qt.Key.Key_X)
    found.menus.by_id["review.set.sample"].trigger()
    settle(found, qtbot)
    settle_lists(found.columns.browser, qtbot)
    assert found.columns.browser.current_ids == drawn


def test_a_set_narrows_and_sorts_the_queue(found, qtbot):
    found.columns.browser.show_conversations()
    found.menus.by_id["review.set.corrections"].trigger()
    qtbot.waitUntil(lambda: found.columns.browser.current_ids == [1])
    assert found.columns.browser.in_queue
    assert found.session.filter == Filter(categories=frozenset({Category.CORRECTION}), score=(0.8, None))
    assert found.columns.browser._order.currentData() == Order.SURE


def test_a_number_is_said_for_each_category_and_the_queue_holds_so_many(found, qtbot):
    found.session.decide([3], Verdict.ACCEPT)
    qtbot.keyClick(found, Qt.Key.Key_0, CTRL | Qt.KeyboardModifier.AltModifier)
    (dialog,) = found.findChildren(Quota)
    assert not dialog.isModal()
    qtbot.waitUntil(lambda: bool(dialog.there[Category.COMPLAINT].text()))
    there = [dialog.there[one].text() for one in (Category.POSITIVE, Category.CORRECTION, Category.COMPLAINT)]
    assert there == ["of 0", "of 1", "of 2"], "undecided ones"
    dialog.numbers[Category.COMPLAINT].setFocus()
    dialog.numbers[Category.COMPLAINT].selectAll()
    qtbot.keyClicks(dialog.numbers[Category.COMPLAINT], "1")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(found.session.filter.among))
    settle(found, qtbot)
    qtbot.waitUntil(lambda: sorted(found.columns.browser.current_ids) == [1, 4])  # of two complaints the less certain
    assert found.columns.browser._order.currentData() == Order.CATEGORIES
    found.session.decide([1], Verdict.REJECT)
    assert set(found.session.filter.among) == {1, 4}


def test_numbers_of_zero_show_nothing_and_the_dialog_stays(found, qtbot):
    found.menus.by_id["review.quota"].trigger()
    (dialog,) = found.findChildren(Quota)
    for field in dialog.numbers.values():
        field.setValue(0)
    with qtbot.waitSignal(found.session.told):
        dialog.go.click()
    assert dialog.isVisible()


def test_an_order_that_needs_numbers_has_them_worked_out(found, qtbot):
    order = found.columns.browser._order
    order.setCurrentIndex(order.findData(Order.NOVEL))
    order.activated.emit(order.currentIndex())
    settle(found, qtbot)
    db = found.session.project.db
    assert db.execute("SELECT count(*) FROM priorities").fetchone() == (4,)
    best = db.execute("SELECT f.id FROM feedback f JOIN priorities USING (detection_id) ORDER BY novelty DESC, f.id")
    wanted = [row[0] for row in best]
    qtbot.waitUntil(lambda: found.columns.browser.current_ids == wanted)
    assert "Ordered 4 pieces of feedback" in found.columns.strip.sentence


# Going on


def test_after_the_last_undecided_one_it_is_said_that_none_is_left(found, qtbot):
    for _ in range(3):
        qtbot.keyClick(found, Qt.Key.Key_N)
        qtbot.keyClick(found, Qt.Key.Key_A)
    found.toast.clear()
    qtbot.keyClick(found, Qt.Key.Key_A)
    assert statuses(found) == {Status.CONFIRMED: 4}
    assert found.toast.text() == "Nothing undecided is left in this list."


def test_what_is_decided_is_gone_through_row_by_row_and_decided_anew(found, qtbot):
    found.session.decide([1, 2, 3], Verdict.ACCEPT)
    qtbot.keyClick(found, Qt.Key.Key_5, CTRL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(found.columns.browser.current_ids) == 3)
    qtbot.keyClick(found, Qt.Key.Key_N)
    for _ in range(3):
        qtbot.keyClick(found, Qt.Key.Key_X)
    assert statuses(found) == {Status.REJECTED: 3, Status.AUTO: 1}
    assert found.toast.text() == "The list ends."


def test_in_a_conversation_it_is_said_too(found, qtbot):
    qtbot.keyClick(found, Qt.Key.Key_2, CTRL)
    found.session.select(4)
    qtbot.keyClick(found, Qt.Key.Key_A)
    assert found.toast.text() == "Nothing undecided is left in this conversation."


def test_what_was_skipped_is_a_set_and_a_reason_stands_in_its_note(found, qtbot):
    qtbot.keyClick(found, Qt.Key.Key_N)
    skipped = found.session.feedback
    qtbot.keyClick(found, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert found.session.feedback != skipped, "it goes on by itself"
    qtbot.keyClick(found, Qt.Key.Key_4, CTRL | Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: found.columns.browser.current_ids == [skipped])
    found.session.select(skipped)
    assert found.session.selected().note == "not my language"
    qtbot.keyClick(found, Qt.Key.Key_A)
    assert found.session.selected().status is Status.CONFIRMED


# How far, how fast


def test_the_meter_counts_what_is_decided_and_what_today(found, qtbot):
    qtbot.waitUntil(lambda: meter(found).sentence.startswith("0 of 4 decided · 0 today"))
    found.session.decide([1], Verdict.ACCEPT)
    found.session.decide([1], Verdict.REJECT)
    found.session.decide([2], Verdict.ACCEPT)
    qtbot.waitUntil(lambda: meter(found).sentence.startswith("2 of 4 decided · 2 today"))
    assert meter(found).findChild(Ring)._share == 0.5
    found.session.undo()
    qtbot.waitUntil(lambda: meter(found).sentence.startswith("1 of 4 decided · 1 today"))


def test_a_sample_says_how_precise_the_detector_is(found, qtbot):
    found.menus.by_id["review.set.sample"].trigger()
    qtbot.waitUntil(lambda: bool(found.session.filter.among))
    found.session.decide([1, 2, 3], Verdict.ACCEPT)
    found.session.decide([4], Verdict.REJECT)
    qtbot.waitUntil(lambda: "75 % accepted (30 % to 95 %)" in meter(found).sentence)


def test_the_pace_leaves_breaks_out_and_counts_a_span_once():
    pace = ReviewPace()
    for time, feedback in ((0, 1), (3, 1), (6, 2), (12, 3)):
        pace.note(time, feedback)
    assert pace.a_minute() == pytest.approx(10)
    assert pace.left(20) == pytest.approx(120)
    pace.note(12 + 5 * BREAK, 4)
    assert pace.a_minute() == pytest.approx(60 * 3 / (12 + BREAK))


def test_nothing_is_said_of_the_pace_before_it_is_known():
    pace = ReviewPace()
    assert pace.a_minute() is None
    for time in (0.0, 5.0, 10.0):
        pace.note(time, int(time))
    pace.note(10 + WINDOW + 1, 99)
    assert pace.left(10) is None


# The whole list


@pytest.fixture
def dialog(found, qtbot):
    qtbot.keyClick(found, Qt.Key.Key_A, CTRL | SHIFT)
    dialog = found._dialogs["decide all"]
    qtbot.waitUntil(lambda: dialog.go.text() == "Accept: 4")
    return dialog


def test_the_whole_list_is_counted_and_shown_before_it_is_decided(dialog, found, qtbot):
    assert not dialog.isModal()
    assert dialog.go.text() == "Accept: 4"
    dialog.score.setValue(0.95)
    qtbot.waitUntil(lambda: dialog.go.text() == "Accept: 1")
    assert list(dialog._samples.ids) == [3]
    assert statuses(found) == {Status.AUTO: 4}


def test_it_is_one_step_and_says_what_was_done(dialog, found, qtbot):
    dialog.verdict.setCurrentText("Reject")
    dialog.category.setCurrentText("Complaint")
    qtbot.waitUntil(lambda: dialog.go.text() == "Reject: 2")
    dialog.go.click()
    settle(found, qtbot)
    assert statuses(found) == {Status.AUTO: 2, Status.REJECTED: 2}
    assert "Rejected 2 pieces of feedback" in found.columns.strip.sentence
    found.session.undo()
    settle(found, qtbot)
    assert statuses(found) == {Status.AUTO: 4}


def test_it_leaves_alone_what_was_decided_unless_told_otherwise(found, qtbot):
    found.session.decide([1], Verdict.REJECT)
    found.session.filter_by(Filter())
    qtbot.keyClick(found, Qt.Key.Key_A, CTRL | SHIFT)
    settle(found, qtbot)
    dialog = found._dialogs["decide all"]
    qtbot.waitUntil(lambda: dialog.go.text() == "Accept: 3")
    dialog.undecided.setChecked(False)
    qtbot.waitUntil(lambda: dialog.go.text() == "Accept: 4")


def test_a_list_of_what_is_decided_has_nothing_in_it_that_may_be_decided(found, qtbot):
    found.session.decide([1], Verdict.SKIP)
    found.session.filter_by(Filter(statuses=frozenset({Status.SKIPPED})))
    qtbot.keyClick(found, Qt.Key.Key_A, CTRL | SHIFT)
    dialog = found._dialogs["decide all"]
    qtbot.waitUntil(lambda: dialog._count.text() == "Nothing matches.")
    dialog.undecided.setChecked(False)
    qtbot.waitUntil(lambda: dialog.go.text() == "Accept: 1")


def test_a_list_with_nothing_in_it_offers_nothing(dialog, found, qtbot):
    dialog.category.setCurrentText("Rephrase")
    qtbot.waitUntil(lambda: dialog._count.text() == "Nothing matches.")
    assert not dialog.go.isEnabled()
