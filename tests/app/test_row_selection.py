"""A list of which rows are selected, by itself: many of them, and the first of them."""

from array import array

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent

from nfstudio.app.models.feedback_list import FeedbackList
from nfstudio.app.row_painting import FeedbackPainter
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
