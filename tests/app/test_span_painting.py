"""Marks as they are painted: lines, lanes, letters, tints."""

from itertools import pairwise

import pytest
from transcripts import colours_under, conversation, feedback, near, page_of, pixels_under

from nfstudio.app.conversation_view import FeedbackView
from nfstudio.app.lane_room import LANE, SPARE
from nfstudio.app.line_geometry import caret_rect
from nfstudio.app.span_marks import Mark
from nfstudio.app.span_painting import judged_text
from nfstudio.app.theme import LIGHT
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span


@pytest.mark.parametrize("category", list(Category))
def test_a_span_is_underlined_in_its_category(transcript, category):
    item = feedback(1, "I said two days, not three", category, Status.CONFIRMED)
    assert not near(LIGHT.categories[category].line, colours_under(transcript, item))
    transcript.set_feedback([item])
    found = colours_under(transcript, item)
    assert near(LIGHT.categories[category].line, found)
    assert LIGHT.categories[category].tint.name() in found


def test_of_two_overlapping_spans_both_are_seen(transcript):
    one = feedback(1, "I said two days, not three", Category.CORRECTION)
    other = feedback(2, "two days, not three, and please", Category.REPHRASE)
    transcript.set_feedback([one, other])
    shared = feedback(3, "two days, not three")
    found = pixels_under(transcript, shared)

    def rows(category):
        return {y for y, colour in found if near(LIGHT.categories[category].line, [colour])}

    upper, lower = rows(Category.CORRECTION), rows(Category.REPHRASE)
    assert upper
    assert lower
    assert max(upper) < min(lower)


def test_lines_grow_where_more_than_two_spans_overlap_and_shrink_again(transcript):
    page, place = page_of(transcript), transcript._document.place(12)
    items = [feedback(number, "I said two days, not three") for number in range(1, 6)]

    def height():
        return page.document().findBlockByNumber(place.lines.start).blockFormat().bottomMargin()

    transcript.set_feedback(items[:2])
    usual = height()
    transcript.set_feedback(items)
    assert height() == usual + 3 * LANE + SPARE
    transcript.set_feedback(items[:3])
    assert height() == usual + LANE + SPARE
    transcript.set_feedback([])
    assert height() == usual


def test_the_line_below_deep_overlaps_is_not_touched(transcript):
    words = "one two\n```\nthree four\nLLLLLLL\n```\nfive six\nLLLLLLL"
    transcript.show_conversation(conversation("ask", "answer", words))
    for said in ("three four", "five six"):
        start = words.index(said)
        span = Span(start, start + len(said))
        transcript.set_feedback([FeedbackView(i, 12, span, Category.CORRECTION, Status.AUTO) for i in range(6)])
        transcript.grab()
        document, place = page_of(transcript).document(), transcript._document.place(12)
        lowest = caret_rect(document, place.position(start)).bottom() + 5 * LANE + 2
        below = caret_rect(document, place.position(words.index("LLL", start)))
        assert lowest <= below.center().y() - below.height() * 0.3, "the capitals begin there"


def test_a_wrapped_line_has_room_for_deep_overlaps_between_its_own_lines(transcript):
    words = "three four " * 40
    transcript.show_conversation(conversation("ask", "answer", words))
    transcript.set_feedback([FeedbackView(i, 12, Span(0, 400), Category.CORRECTION, Status.AUTO) for i in range(5)])
    document, place = page_of(transcript).document(), transcript._document.place(12)
    layout = document.findBlockByNumber(place.lines.start).layout()
    between = layout.lineAt(1).y() - layout.lineAt(0).y() - layout.lineAt(0).height()
    assert between >= 4 * LANE


def test_rejected_spans_are_struck_through_and_grey(transcript):
    transcript.set_feedback([feedback(1, "two days", status=Status.REJECTED)])
    (tint,) = page_of(transcript).extraSelections()
    assert tint.format.fontStrikeOut()
    assert tint.format.foreground().color() == LIGHT.muted
    assert not near(LIGHT.categories[Category.CORRECTION].line, colours_under(transcript, feedback(1, "two days")))


def test_letters_of_spans_that_begin_in_one_line_stand_side_by_side(transcript):
    items = [feedback(1, "Ha"), feedback(2, "I said"), feedback(3, "two"), feedback(4, "not"), feedback(5, "add")]
    for count in (2, 3, 5):
        transcript.set_feedback(items[:count])
        transcript.grab()
        chips = page_of(transcript)._chips
        assert len(chips) == min(count, 3)
        assert all(a.rect.right() < b.rect.left() for a, b in pairwise(chips))
        assert chips[0].rect.left() >= 0
        assert sum(chip.more or 1 for chip in chips) == count


def test_looking_at_a_feedback_names_the_answer_it_judges(transcript):
    item = feedback(1, "two days", Category.POSITIVE)
    transcript.set_feedback([item])
    before = transcript.grab().toImage()
    transcript.select(1)
    assert transcript.selected == 1
    place = transcript._document.place(11)
    left = caret_rect(page_of(transcript).document(), place.start)
    image = page_of(transcript).viewport().grab().toImage()
    beside = {
        image.pixelColor(x, int(left.center().y())).name() for x in range(int(left.left()) - 20, int(left.left()))
    }
    assert LIGHT.categories[Category.POSITIVE].line.name() in beside
    transcript.select(None)
    assert transcript.selected is None
    assert transcript.grab().toImage().size() == before.size()


def test_what_is_found_is_highlighted(transcript):
    item = feedback(1, "please")
    assert LIGHT.found.name() not in colours_under(transcript, item)
    transcript.find_text("PLEASE")
    assert LIGHT.find.name() in colours_under(transcript, item)
    transcript.find_next()
    assert LIGHT.found.name() in colours_under(transcript, item)


def test_the_word_at_the_judged_answer_gives_way_where_its_head_needs_the_room(transcript):
    mark = Mark(feedback(1, "I said two days, not three"), 0, 1, 0)
    metrics = page_of(transcript).fontMetrics()
    assert judged_text(mark, metrics, 500) == "C · judged here"
    assert judged_text(mark, metrics, metrics.horizontalAdvance("C") + 1) == "C"
    assert judged_text(mark, metrics, -3) == ""
