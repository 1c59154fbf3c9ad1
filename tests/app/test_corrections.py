"""Every correction by a key, in a real window."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from nfstudio.app.text_size import SIZES, stepped
from nfstudio.domain.feedback import Category, Scope, Status
from nfstudio.domain.span import Span

NONE, ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
CORRECTION, COMPLAINT = 1, 2


def press(window, qtbot, key, modifier=NONE):
    qtbot.keyClick(window, key, modifier)


def item(window, feedback=CORRECTION):
    return next(one for one in window.session.shown_feedback() if one.id == feedback)


def test_b_splits_after_the_first_sentence_and_j_merges_again(found, qtbot):
    found.session.select(CORRECTION)
    press(found, qtbot, Qt.Key.Key_B)
    assert [one.span for one in found.session.shown_feedback()][:2] == [Span(0, 3), Span(4, 20)]
    press(found, qtbot, Qt.Key.Key_J)
    assert item(found).span == Span(0, 20)


def test_b_splits_at_the_caret_when_it_stands_in_the_span(found, qtbot):
    found.session.select(CORRECTION)
    page = found.columns.transcript._page
    page.set_caret(page.textCursor().position() + 10)
    press(found, qtbot, Qt.Key.Key_B)
    assert item(found).span == Span(0, 10)


def test_a_span_that_stands_alone_is_not_merged_and_the_toast_says_so(found, qtbot):
    found.session.select(4)
    press(found, qtbot, Qt.Key.Key_J)
    assert found.toast.text().startswith("No other feedback stands in this message.")


def test_edges_move_by_sentence_and_presses_in_a_row_are_one_undo(found, qtbot):
    found.session.select(CORRECTION)
    press(found, qtbot, Qt.Key.Key_PageDown, ALT)
    assert item(found).span == Span(0, 31)
    press(found, qtbot, Qt.Key.Key_Left, ALT)
    press(found, qtbot, Qt.Key.Key_Left, ALT)
    assert item(found).span == Span(0, 29)
    press(found, qtbot, Qt.Key.Key_U)
    assert (item(found).span, item(found).status) == (Span(0, 20), Status.AUTO)


def test_the_answer_that_is_judged_is_chosen_by_keys(found, qtbot):
    found.session.select(CORRECTION)
    press(found, qtbot, Qt.Key.Key_Up, ALT)
    assert item(found).target == 2
    press(found, qtbot, Qt.Key.Key_Up, ALT)
    assert item(found).target == 2
    press(found, qtbot, Qt.Key.Key_Down, ALT)
    assert item(found).target == 3


def test_scope_and_flags_go_along_with_the_verdict(found, qtbot):
    found.session.select(CORRECTION)
    press(found, qtbot, Qt.Key.Key_O)
    press(found, qtbot, Qt.Key.Key_1, ALT)
    press(found, qtbot, Qt.Key.Key_4, ALT)
    press(found, qtbot, Qt.Key.Key_A)
    kept = item(found)
    assert (kept.scope, kept.flags, kept.status) == (Scope.PERSONAL, ("toxic", "unclear"), Status.CONFIRMED)

    found.session.select(CORRECTION)
    press(found, qtbot, Qt.Key.Key_1, ALT)
    assert item(found).flags == ("unclear",)


def test_skipping_with_a_reason_keeps_the_reason_and_goes_on(found, qtbot):
    found.columns.browser.next()
    first = found.session.feedback
    press(found, qtbot, Qt.Key.Key_S, SHIFT)
    assert found.session.feedback != first
    found.session.select(first)
    assert (item(found, first).note, item(found, first).status) == ("unclear", Status.SKIPPED)


def test_the_right_mouse_button_offers_what_the_keys_do(found, qtbot):
    found.session.select(CORRECTION)
    page = found.columns.transcript._page
    menu = page.menu_at(QPointF(5, 5))
    {action.text(): action for action in menu.actions()}["Complaint"].trigger()
    menu.deleteLater()
    assert item(found).category is Category.COMPLAINT


def test_words_grow_and_shrink_by_keys_and_stay_so(found, qtbot):
    usual = QApplication.font().pointSizeF()
    heading = found.columns.inspector._head._category.font().pointSizeF()
    press(found, qtbot, Qt.Key.Key_Plus, CTRL)
    assert QApplication.font().pointSizeF() == usual * 1.1
    assert abs(found.columns.inspector._head._category.font().pointSizeF() - heading * 1.1) < 0.01
    assert found.columns.browser.font().pointSizeF() == usual * 1.1
    assert found.preferences.text_size == 110
    press(found, qtbot, Qt.Key.Key_0, CTRL)
    assert QApplication.font().pointSizeF() == usual


def test_the_largest_and_the_smallest_size_stay():
    assert (stepped(SIZES[-1], 1), stepped(SIZES[0], -1), stepped(100, 1)) == (SIZES[-1], SIZES[0], 110)
