"""A list of which rows are selected, by itself: many of them, and the first of them."""

from array import array

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent

from nfstudio.app.models.feedback_list import FeedbackList
from nfstudio.app.row_painting import FeedbackPainter
from nfstudio.app.row_selection import RUNS
from nfstudio.app.steady_list import SteadyList

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def test_the_first_down_chooses_the_first_row(session, qtbot):
    shown = SteadyList(model := FeedbackList(session), FeedbackPainter(), several=True)
    qtbot.addWidget(shown)
    model.show(array("q", range(1, 10)))
    shown.show()
    shown.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    assert not shown.currentIndex().isValid(), "nobody has chosen anything"
    for row in (0, 1):
        qtbot.keyClick(shown, Key.Key_Down)
        assert shown.selection.ranges == [(row, row)]


@pytest.mark.parametrize("table", [False, True], ids=["rows", "table"])
def test_a_million_selected_rows_are_one_range(session, qtbot, table):
    model = FeedbackList(session)
    shown = SteadyList(model, FeedbackPainter(), several=True)
    qtbot.addWidget(shown)
    model.show(array("q", range(1, 1_000_001)))
    shown.show_table(wanted=table)
    shown.show()
    qtbot.keyClick(shown, Key.Key_A, CTRL)
    assert shown.selection.ranges == [(0, 999_999)]
    assert shown.selection.count == 1_000_000
    assert shown.selection.ids == model.ids
    assert len(model._known) <= 4_000, "no row is read because it is selected"
    for header in (shown.horizontalHeader(), shown.verticalHeader()):
        assert not header.selectionModel().hasSelection(), "a header would ask of every row whether it is selected"


def rows_of(session, qtbot, ids):
    shown = SteadyList(model := FeedbackList(session), FeedbackPainter(), several=True)
    qtbot.addWidget(shown)
    model.show(ids)
    shown.show()
    return shown, model


def test_any_number_of_selected_rows_stay_selected_among_other_rows(session, qtbot):
    shown, model = rows_of(session, qtbot, array("q", range(1, 60_001)))
    qtbot.keyClick(shown, Key.Key_A, CTRL)
    model.show(array("q", [70_000, *range(60_000, 30_000, -1), 80_000]))
    assert shown.selection.ranges == [(1, 30_000)]
    assert set(shown.selection.ids) == set(range(30_001, 60_001))


def test_the_first_rows_of_a_filter_do_not_cost_the_selection_of_the_others(session, qtbot):
    shown, model = rows_of(session, qtbot, array("q", range(1, 2_001)))
    qtbot.keyClick(shown, Key.Key_A, CTRL)
    shown.start_over()
    model.show(array("q", range(1, 11)))
    assert shown.selection.ranges == [(0, 9)]
    model.show(array("q", [3_000, *range(1, 1_501)]))
    shown.settled()
    assert shown.selection.ranges == [(1, 1_500)]


def test_where_selected_rows_will_stand_is_taken_from_the_reader_unless_the_selection_has_changed(session, qtbot):
    shown, model = rows_of(session, qtbot, array("q", range(1, 101)))
    qtbot.keyClick(shown, Key.Key_A, CTRL)
    shown.selection.foresee(shown.selection.chosen, [(0, 1)])
    model.show(array("q", [1, 2, 200]))
    assert shown.selection.ranges == [(0, 1)]
    shown.selection.foresee(shown.selection.chosen, [(2, 2)])
    qtbot.keyClick(shown, Key.Key_A, CTRL)
    model.show(array("q", [200, 300, 1, 2]))
    assert shown.selection.ranges == [(0, 0), (2, 3)]


def test_rows_in_too_many_pieces_are_let_go_and_it_is_said(session, qtbot):
    shown, model = rows_of(session, qtbot, array("q", range(1, 2 * RUNS + 3)))
    qtbot.keyClick(shown, Key.Key_A, CTRL)
    told = []
    shown.selection.let_go.connect(told.append)
    apart = [number for one in range(1, RUNS + 2) for number in (one, 100_000 + one)]
    model.show(array("q", apart))
    assert told == [RUNS + 1]
    assert shown.selection.count <= 1
