import pytest
from building import feedback, run, take_in, talk
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nfstudio.detect.evaluate import NONE
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.jobs.second_look import agreement
from nfstudio.store import review, second_look
from nfstudio.store.second_look import Outcome

MESSAGES = (3, 6, 9, 12)
PRAISE, WRONG = (Span(0, 6), Category.POSITIVE), (Span(8, 18), Category.COMPLAINT)
NOTE = (Span(8, 18), Category.CORRECTION)
spans = st.tuples(st.integers(0, 8), st.integers(9, 18)).map(lambda edges: Span(*edges))
found = st.lists(st.tuples(spans, st.sampled_from(list(Category))), max_size=3, unique=True)


@pytest.fixture
def look(project):
    """The first reader: praise in 3 and 6, both in 9, nothing in 12."""
    take_in(project, *(talk("u hi", f"a hello {i}", "u thanks, that is wrong") for i in range(4)))
    claims = [(m, "thanks", Category.POSITIVE, 0.9) for m in MESSAGES] + [(9, "that is wr", Category.COMPLAINT, 0.9)]
    run(project, claims)
    items = feedback(project)
    review.decide(project, [one.id for one in items if one.message != 12], Verdict.ACCEPT, reviewer="me")
    review.decide(project, [one.id for one in items if one.message == 12], Verdict.REJECT, reviewer="me")
    return second_look.draw(project, reviewer="you", size=4).id


def read(project, look, readings):
    for message, one in readings.items():
        second_look.read(project, look, message, one)


def test_before_anything_is_read_twice_there_is_nothing_to_compare(project, look):
    one = agreement(project, look)

    assert (one.reviewer, one.drawn, one.read) == ("you", 4, 0)
    assert (one.kappa, one.span_f1, one.span_category_f1, one.disagreements) == (None, None, None, ())


def test_figures_are_those_worked_out_by_hand(project, look):
    read(project, look, {3: [PRAISE], 6: [], 9: [PRAISE, NOTE], 12: []})
    one = agreement(project, look)

    # First: P P N none; second: P none C none. Chance: (2x1 + 1x2) / 16 = 1/4.
    assert (one.read, one.same) == (4, 2)
    assert one.kappa == pytest.approx((2 / 4 - 1 / 4) / (3 / 4))
    assert one.span_f1 == pytest.approx(2 * 3 / 7)
    assert one.span_category_f1 == pytest.approx(2 * 2 / 7)
    assert one.classes[Category.POSITIVE.value, NONE] == 1
    assert sorted(pair.message for pair in one.disagreements) == [6, 9]


def test_spans_agree_from_an_overlap_of_one_half(project, look):
    read(project, look, {3: [(Span(0, 12), Category.POSITIVE)], 6: [(Span(0, 13), Category.POSITIVE)]})
    one = agreement(project, look)

    assert (one.kappa, one.span_f1) == (1.0, 0.5)
    assert [pair.message for pair in one.disagreements] == [6]


def test_a_settled_disagreement_is_no_longer_to_settle_but_still_counts(project, look):
    read(project, look, {3: [], 6: [PRAISE]})
    before = agreement(project, look)
    second_look.settle(project, look, 3, Outcome.SECOND, reviewer="judge")
    after = agreement(project, look)

    assert [pair.message for pair in before.to_settle] == [3]
    assert after.to_settle == ()
    assert (after.kappa, after.span_f1) == (before.kappa, before.span_f1)
    review.undo(project, reviewer="judge")
    assert agreement(project, look) == before


def test_an_unknown_second_look_is_refused_in_a_sentence(project):
    with pytest.raises(StudioError, match="no second look 7"):
        agreement(project, 7)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_equal_readings_agree_wholly_and_undo_takes_every_reading_back(project, data):
    # Each example adds a conversation of its own; the reader of this example decides by hand.
    before = project.db.execute("SELECT coalesce(max(id), 0) FROM messages").fetchone()[0]
    take_in(project, talk("u hi", f"a hello {before}", "u thanks, that is wrong"), path=f"/logs/{before}.jsonl")
    message, wanted = before + 3, data.draw(found.filter(bool))
    run(project, [(message, "hanks, that", Category.REPHRASE, 0.9)])  # what is claimed can be drawn
    claimed = next(item.id for item in feedback(project) if item.message == message)
    review.decide(project, [claimed], Verdict.REJECT, reviewer="me")
    for span, category in wanted:
        review.add(project, message, span, category, reviewer="me")
    look = second_look.draw(project, reviewer="you", size=1000).id
    standing = {
        drawn: [
            (one.span, one.category)
            for one in feedback(project)
            if one.message == drawn and one.status is Status.CONFIRMED
        ]
        for drawn in second_look.second_look(project.db, look).messages
    }
    read(project, look, standing)
    one = agreement(project, look)

    assert (one.read, one.kappa, one.span_f1, one.span_category_f1) == (len(standing), 1.0, 1.0, 1.0)
    assert one.disagreements == ()
    for _ in standing:
        review.undo(project, reviewer="you")
    assert agreement(project, look).read == 0
