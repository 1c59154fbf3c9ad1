import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.utility.figures import Estimate, accuracy, auc, auc_within, draws, estimate, shared, values

SCORES = st.integers(-3, 3)


@given(st.lists(st.tuples(SCORES, st.booleans()), min_size=2, max_size=30))
def test_auc_is_the_share_of_couples_in_the_right_order_ties_half(items):
    scores, wanted = np.array([s for s, _ in items], float), np.array([w for _, w in items])
    couples = [(g, b) for g, is_good in items if is_good for b, is_bad in items if not is_bad]

    found = auc(scores, wanted)

    if not couples:
        assert math.isnan(found)
    else:
        assert found == pytest.approx(sum((g > b) + 0.5 * (g == b) for g, b in couples) / len(couples))


@given(st.lists(st.tuples(SCORES, st.booleans()), min_size=2, max_size=30))
def test_auc_turns_round_when_the_scores_do(items):
    scores, wanted = np.array([s for s, _ in items], float), np.array([w for _, w in items])

    assert auc(-scores, wanted) == pytest.approx(1 - auc(scores, wanted), nan_ok=True)


def test_a_model_that_knows_the_source_alone_is_no_better_than_chance_within_sources():
    groups = np.array(["praised", "praised", "praised", "scolded", "scolded", "scolded"])
    wanted = np.array([True, True, False, True, False, False])
    scores = (groups == "praised").astype(float)

    assert auc(scores, wanted) == pytest.approx(6 / 9)
    assert auc_within(scores, wanted, groups) == 0.5


def test_sources_weigh_by_their_couples_and_one_without_couples_is_passed_over():
    groups = np.array(["a"] * 3 + ["b"] * 2 + ["c"])
    wanted = np.array([True, False, False, True, False, True])
    scores = np.array([3.0, 1.0, 2.0, 0.0, 1.0, -9.0])

    assert auc_within(scores, wanted, groups) == pytest.approx(2 / 3)
    assert math.isnan(auc_within(scores[-1:], wanted[-1:], groups[-1:]))


def test_accuracy_counts_ties_half():
    assert accuracy(np.array([2.0, -1.0, 0.0, 0.5])) == pytest.approx(2.5 / 4)


def test_a_draw_takes_whole_conversations_and_as_many_as_there_are():
    clusters = ["x", "y", "x", "z", "x"]

    samples = draws(clusters, seed=1, number=50)

    for sample in samples:
        drawn = [clusters[i] for i in sample]
        assert drawn.count("x") % 3 == 0
        assert drawn.count("x") / 3 + drawn.count("y") + drawn.count("z") == 3
    assert len({tuple(sample) for sample in samples}) > 5


def test_values_are_of_all_items_first_and_then_of_each_sample():
    models = [np.array([1.0, 2.0, 3.0]), np.array([0.0, 0.0, 6.0])]

    found = values(
        models, lambda scores, which: float(scores[which].mean()), [np.array([0, 0]), np.array([2])], items=3
    )

    assert found.tolist() == [[2.0, 1.0, 3.0], [2.0, 0.0, 6.0]]


def test_an_estimate_is_the_mean_over_seeds_with_an_interval_around_it_and_the_seeds_distance():
    chance = np.random.default_rng(1)
    found = np.array([[0.6, *chance.normal(0.6, 0.02, 400)], [0.7, *chance.normal(0.7, 0.02, 400)]])

    made = estimate(found)

    assert made.value == pytest.approx(0.65)
    assert made.spread == pytest.approx(0.1)
    assert made.low < 0.6  # either seed may be drawn twice
    assert made.high > 0.7
    assert str(Estimate(0.5, 0.4, 0.6, 0.0)) == "0.500 (0.400 to 0.600)"


def test_a_difference_is_taken_on_the_same_samples():
    wobble = np.random.default_rng(1).normal(0, 0.2, 301)
    better, worse = np.array([0.6 + wobble]), np.array([0.5 + wobble])

    alone, less = estimate(better), estimate(better, against=worse)

    assert alone.high - alone.low > 0.5
    assert (less.value, less.low, less.high) == pytest.approx((0.1, 0.1, 0.1))


def test_openings_on_both_sides_are_named():
    assert shared(["a", "b", "b"], ["b", "c"]) == {"b"}
    assert shared(["a"], []) == frozenset()
