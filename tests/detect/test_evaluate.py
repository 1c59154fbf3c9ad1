import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.detect.evaluate import NONE, Judged, category_of, figures
from nfstudio.domain.feedback import Category, Detection
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Thresholds

P, C, N, R, Q = Category.POSITIVE, Category.CORRECTION, Category.COMPLAINT, Category.REPHRASE, Category.CLARIFICATION


def judged(gold=(), claims=(), *, conversation="c1", source="s", uncertain=False):
    """Spans as (start, end, category); claims with a score behind."""
    return Judged(
        conversation,
        source,
        tuple((Span(start, end), category) for start, end, category in gold),
        tuple(Detection(0, Span(start, end), category, score) for start, end, category, score in claims),
        uncertain,
    )


def measured(*messages):
    return figures(messages, thresholds=Thresholds(0.5))


@pytest.mark.parametrize(
    ("held", "counts_as"),
    [((P, C), C), ((P, N), N), ((R, Q), Q), ((P, R), R), ((N, C, Q), C), ((P,), P), ((), NONE)],
)
def test_a_message_counts_as_the_first_category_it_holds(held, counts_as):
    assert category_of(held) == counts_as


def test_what_is_right_and_wrong_is_counted_by_message():
    found = measured(
        judged([(0, 9, P)], [(0, 9, P, 0.9)]),
        judged([(0, 9, C)], [(0, 9, N, 0.8)]),
        judged([], [(0, 9, P, 0.7)]),
        judged([(0, 9, R)], []),
        judged([], []),
    )

    assert found["binary"]["precision"] == pytest.approx(2 / 3)
    assert found["binary"]["recall"] == pytest.approx(2 / 3)
    assert found["category"]["accuracy"] == pytest.approx(2 / 5)
    assert found["category"]["per_category"]["POSITIVE"] == {
        "precision": 0.5,
        "recall": 1.0,
        "f1": pytest.approx(2 / 3),
        "support": 1,
    }
    assert found["span"]["precision"] == pytest.approx(2 / 3)
    assert found["span_category"]["precision"] == pytest.approx(1 / 3)


def test_the_rate_of_false_positives_is_the_share_of_messages_without_feedback_in_which_some_is_claimed():
    found = measured(
        judged([], [(0, 9, P, 0.7)], source="a"),
        judged([], [(0, 9, P, 0.4)], source="a"),
        judged([], [(0, 9, P, 0.9), (0, 4, C, 0.9)], source="b"),
        judged([], [], source="b"),
        judged([(0, 9, P)], [(0, 9, P, 0.9)], source="b"),
    )

    assert found["binary"]["false_positive_rate"] == 0.5
    assert found["per_source"]["b"]["binary"]["false_positive_rate"] == 0.5
    assert measured(judged([(0, 9, P)], [(0, 9, P, 0.9)]))["binary"]["false_positive_rate"] == 0


def test_claims_below_the_threshold_count_for_ranking_alone():
    found = measured(judged([(0, 9, P)], [(0, 9, P, 0.4)]), judged([], []))

    assert found["binary"]["recall"] == 0
    assert found["binary"]["average_precision"] == 1


def test_a_span_is_right_from_an_overlap_of_one_half_and_is_used_once():
    assert measured(judged([(0, 10, P)], [(0, 5, P, 0.9)]))["span"]["f1"] == 1
    assert measured(judged([(0, 10, P)], [(0, 4, P, 0.9)]))["span"]["f1"] == 0
    assert measured(judged([(0, 10, P)], [(0, 9, P, 0.9), (0, 10, P, 0.9)]))["span"]["precision"] == 0.5


def test_messages_of_one_score_have_no_order_among_them():
    one, other = judged([(0, 9, P)], [(0, 9, P, 0.9)]), judged([], [(0, 9, P, 0.9)])

    assert measured(one, other)["binary"]["average_precision"] == 0.5
    assert measured(other, one)["binary"]["average_precision"] == 0.5


def test_the_calibration_error_is_the_gap_between_score_and_share():
    right = [judged([(0, 9, P)], [(0, 9, P, 0.75)])] * 3
    wrong = [judged([], [(0, 9, P, 0.75)])]

    assert measured(*right, *wrong)["calibration"]["ece"] == pytest.approx(0)
    assert measured(*wrong)["calibration"]["ece"] == pytest.approx(0.75)


def test_sources_and_uncertain_messages_are_told_apart_as_well():
    found = measured(
        judged([(0, 9, P)], [(0, 9, P, 0.9)], source="a"),
        judged([(0, 9, P)], [], source="b", uncertain=True),
    )

    assert found["messages"] == 2
    assert found["per_source"]["a"]["binary"]["recall"] == 1
    assert found["per_source"]["b"]["binary"]["recall"] == 0
    assert found["uncertain"]["messages"] == 1


categories = st.sampled_from(list(Category))
spans = st.tuples(st.integers(0, 9), st.integers(10, 20), categories)
messages = st.lists(
    st.builds(
        judged,
        st.lists(spans, max_size=2),
        st.lists(st.tuples(st.integers(0, 9), st.integers(10, 20), categories, st.floats(0, 1)), max_size=2),
        conversation=st.sampled_from(["a", "b", "c"]),
    ),
    min_size=1,
    max_size=8,
)


def numbers(value):
    if isinstance(value, dict):
        return [number for inner in value.values() for number in numbers(inner)]
    return list(value) if isinstance(value, list) else [value]


@given(messages)
def test_every_figure_is_a_number_and_every_share_lies_between_zero_and_one(many):
    found = measured(*many)
    assert all(math.isfinite(number) for number in numbers(found))
    for name in ("binary", "span", "span_category", "calibration", "polarity"):
        assert all(0 <= number <= 1 for number in numbers(found[name]))
    for low, high in found["interval_95"].values():
        assert 0 <= low <= high <= 1


@given(messages)
def test_a_detector_that_says_what_the_reader_said_has_all_figures_of_agreement_at_one(many):
    perfect = [
        judged(
            [(s.start, s.end, c) for s, c in one.gold],
            [(s.start, s.end, c, 1.0) for s, c in one.gold],
            conversation=one.conversation,
        )
        for one in many
    ]
    found = measured(*perfect)

    assert found["category"]["accuracy"] == found["category"]["kappa"] == 1
    assert found["calibration"]["ece"] == 0
    if any(one.gold for one in perfect):
        assert found["binary"]["f1"] == found["span_category"]["f1"] == found["binary"]["average_precision"] == 1
