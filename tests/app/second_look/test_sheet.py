import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.app.second_look.sheet import Sheet, begun
from nfstudio.domain.feedback import Category, Detection, Status
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.store.blind_reading import Claims

CONTENT = "no, that is wrong. Two days."
CLAIM = Detection(3, Span(0, 8), Category.COMPLAINT, 0.9)
UNSURE = Detection(3, Span(9, 17), Category.COMPLAINT, 0.3)
CLAIMS = Claims("rules", (CLAIM,), (UNSURE,))

spans = st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda at: Span(at[0], at[0] + at[1]))
readings = st.frozensets(st.tuples(spans, st.sampled_from(Category)), max_size=5).map(lambda f: tuple(sorted(f)))


def test_a_sheet_begins_with_bare_claims_and_only_sure_ones_want_a_verdict():
    sheet = begun(3, CLAIMS, None)
    assert [(mark.span, mark.status) for mark in sheet.marks] == [
        (Span(0, 8), Status.AUTO),
        (Span(9, 17), Status.LOW),
    ]
    assert not sheet.complete
    assert sheet.closed().complete
    assert sheet.closed().found == ()


@given(readings)
def test_a_sheet_taken_up_again_holds_the_reading_that_was_kept_and_nothing_undecided(found):
    sheet = begun(3, CLAIMS, found)
    assert sheet.found == found
    assert sheet.complete
    assert len({mark.id for mark in sheet.marks}) == len(sheet.marks)
    assert all(mark.claim in (CLAIM, UNSURE, None) for mark in sheet.marks)


def test_a_rejected_claim_stays_to_be_seen_and_a_rejected_span_of_the_readers_own_goes():
    sheet, own = begun(3, CLAIMS, None).add(Span(19, 27), Category.CORRECTION)
    assert sheet.found == ((Span(19, 27), Category.CORRECTION),)
    assert sheet.say(own, Status.REJECTED).mark(own) is None
    assert sheet.say(1, Status.REJECTED).mark(1).status is Status.REJECTED


def test_words_that_are_marked_already_are_not_marked_twice():
    sheet, number = begun(3, CLAIMS, None).add(Span(0, 8), Category.COMPLAINT)
    assert (number, len(sheet.marks), sheet.complete) == (1, 2, True)


def test_a_cut_leaves_no_white_space_at_its_edges_and_never_an_empty_half():
    sheet = begun(3, CLAIMS, None).move(1, Span(0, 28))
    assert [mark.span for mark in sheet.split(1, 18, CONTENT).marks if mark.claim is not UNSURE] == [
        Span(0, 18),
        Span(19, 28),
    ]
    with pytest.raises(StudioError, match="no words on one side"):
        sheet.split(1, 0, CONTENT)


def test_merging_grows_over_the_neighbour_and_needs_one():
    sheet, number = begun(3, Claims("rules", (CLAIM,)), None).add(Span(19, 27), Category.CORRECTION)
    assert sheet.merge(1).found == ((Span(0, 27), Category.COMPLAINT),)
    assert sheet.merge(number).found == ((Span(0, 27), Category.CORRECTION),)
    with pytest.raises(StudioError, match="No other span"):
        Sheet(3, sheet.marks[:1]).merge(1)
