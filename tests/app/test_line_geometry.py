"""Where a point between two lines belongs, also in documents of which part is hidden."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from transcripts import opened_transcript

from nfstudio.app.conversation_view import ConversationView, FeedbackView, MessageView
from nfstudio.app.line_geometry import block_rect, onto_a_line, position_at
from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span

LONG = "\n".join(f"line {i} of a long answer" for i in range(150))


@pytest.fixture
def transcript(qtbot):
    """Short messages, then a long one of which most is folded away."""
    said = ("Plan two days.", "One.\nTwo.\nThree.", "I said two days.", LONG)
    roles = (Role.USER, Role.ASSISTANT)
    view = ConversationView(
        id=1,
        title="Trip",
        subtitle="",
        messages=tuple(MessageView(10 + i, roles[i % 2], text) for i, text in enumerate(said)),
    )
    widget = opened_transcript(qtbot, view, height=400)
    item = FeedbackView(1, 12, Span(0, 16), Category.CORRECTION, Status.AUTO, 0.9, target=11)
    widget.set_feedback([item])
    widget.select(1)
    return widget


def gap_above(transcript, message):
    """A point of the document between the lines of two messages."""
    document = transcript._page.document()
    header = document.findBlockByNumber(transcript._document.place(message).header)
    return QPointF(200, block_rect(document, header).top() - 5)


def test_a_point_between_two_lines_belongs_to_one_of_them_and_not_to_the_end(transcript):
    document = transcript._page.document()
    asked, answered = transcript._document.place(10), transcript._document.place(11)
    at = position_at(document, gap_above(transcript, 11), exactly=False)
    assert asked.start <= at <= answered.end


def test_no_height_of_the_paper_is_taken_for_hidden_lines(transcript):
    document = transcript._page.document()
    heights = range(round(gap_above(transcript, 13).y()))
    positions = [position_at(document, QPointF(0, y), exactly=False) for y in heights]
    assert positions == sorted(positions)
    assert positions[-1] <= transcript._document.place(13).start


def test_a_point_on_a_line_stays_where_it_is(transcript):
    document = transcript._page.document()
    box = block_rect(document, document.findBlock(transcript._document.place(10).start))
    assert onto_a_line(document, box.center()) == box.center()


def test_marks_are_painted_wherever_the_page_is_scrolled_to(transcript):
    page = transcript._page
    bar = page.verticalScrollBar()
    assert bar.maximum() > 60
    for top in range(60):
        bar.setValue(top)
        page.viewport().grab()
        assert [chip.mark.feedback.id for chip in page._chips] == [1], f"scrolled by {top}"


def test_words_selected_by_mouse_end_at_the_gap_where_it_stands(transcript, qtbot):
    page = transcript._page
    begin = block_rect(page.document(), page.document().findBlock(transcript._document.place(10).start)).center()
    gap = gap_above(transcript, 11) - page._origin()
    start = (QPointF(begin) - page._origin()).toPoint()
    viewport = page.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, QPoint(gap.toPoint()))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=gap.toPoint())
    assert page.textCursor().selectionEnd() <= transcript._document.place(11).end


def test_above_the_first_line_a_point_belongs_to_the_top_and_not_to_what_follows_hidden_lines(qtbot):
    answer = "\n".join(f"line {i} of a long answer" for i in range(150))
    view = ConversationView(
        id=1,
        title="Trip",
        subtitle="",
        messages=(
            MessageView(10, Role.USER, "Plan two days."),
            MessageView(11, Role.ASSISTANT, answer),
            MessageView(12, Role.USER, "I said two days."),
        ),
    )
    transcript = opened_transcript(qtbot, view, height=400)
    document, page = transcript._page.document(), transcript._document
    for y in range(0, 24, 2):
        assert position_at(document, QPointF(0, y), exactly=False) <= page.place(10).end
