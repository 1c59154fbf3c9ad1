import numpy as np
import pytest

from nfstudio.detect.encoding import LABELS
from nfstudio.detect.learning.fitting import (
    LARGE,
    LEAST_SCALE,
    _by_source,
    _regression,
    _softmax,
    _with_one,
    fit_out_of_fold,
    part_of,
)
from nfstudio.domain.thresholds import Setting
from nfstudio.errors import StudioError


def drawn(count, *, seed=0, width=4):
    """Features, and classes that depend on them by known numbers."""
    chance = np.random.default_rng(seed)
    vectors = chance.normal(size=(count, width))
    logits = vectors @ chance.normal(size=(width, len(LABELS))) * 2
    shares = _softmax(logits)
    return vectors, np.array([chance.choice(len(LABELS), p=one) for one in shares])


def test_a_regression_ends_where_its_slope_is_zero():
    vectors, labels = drawn(200)
    found = _regression(vectors, labels, 0.1)

    inputs, wanted = _with_one(vectors), np.eye(len(LABELS))[labels]
    slope = 0.1 * (_softmax(inputs @ found.T) - wanted).T @ inputs
    slope[:, :-1] += found[:, :-1]
    assert np.abs(slope).max() < 1e-4


def test_features_in_any_unit_give_the_same_probabilities():
    vectors, labels = drawn(240)
    groups = [str(i) for i in range(240)]
    fusion = fit_out_of_fold(vectors, labels, groups, folds=2).fusion
    scaled = fit_out_of_fold(vectors * 100 + 7, labels, groups, folds=2).fusion

    assert np.allclose(fusion.probabilities(vectors), scaled.probabilities(vectors * 100 + 7), atol=1e-6)


def test_a_feature_that_hardly_varied_does_not_count_for_more_elsewhere():
    vectors, labels = drawn(240)
    still = np.concatenate([vectors, 1e-6 * (labels == 1)[:, None]], axis=1)
    fusion = fit_out_of_fold(still, labels, [str(i) for i in range(240)], folds=2).fusion

    assert np.abs(fusion.weights[:, -1]).max() * LEAST_SCALE < 1


def test_probabilities_for_thresholds_come_from_a_regression_that_did_not_see_the_message():
    vectors, labels = drawn(240)
    groups = [str(i) for i in range(240)]
    before = fit_out_of_fold(vectors, labels, groups, folds=2).shares
    assert not np.allclose(before, fit_out_of_fold(vectors, labels, groups, folds=2).fusion.probabilities(vectors))
    assert np.allclose(before.sum(axis=1), 1)


def test_three_settings_are_found_for_all_five_categories():
    vectors, labels = drawn(240)
    fusion = fit_out_of_fold(vectors, labels, [str(i) for i in range(240)], folds=2).fusion
    assert {setting: len(one.by_category) for setting, one in fusion.thresholds.items()} == dict.fromkeys(Setting, 5)


def test_large_sources_are_held_out_one_by_one_and_the_small_ones_together():
    names = ["a"] * LARGE + ["b"] * LARGE + ["c", "d", "d"]
    found = _by_source(names, np.zeros(len(names)))
    assert [len(set(found[at])) for at in (slice(LARGE), slice(LARGE, 2 * LARGE), slice(2 * LARGE, None))] == [1, 1, 1]
    assert len(set(found)) == 3


@pytest.mark.parametrize("names", [None, ["a"] * LARGE + ["b"] * LARGE, ["a", "b", "c", "d"] * 10])
def test_with_fewer_than_three_large_sources_conversations_are_held_out(names):
    parts = np.arange(len(names) if names else 7)
    assert np.array_equal(_by_source(names, parts), parts)


def test_the_penalty_is_stronger_where_features_tell_sources_apart():
    vectors, labels = drawn(600, seed=2)
    sources = np.arange(600) % 4
    told = np.eye(4)[sources]  # in each source another category is common, which says nothing about a fifth source
    labels = np.where(np.random.default_rng(1).random(600) < 0.5, sources + 1, labels)
    asked = np.concatenate([vectors, told], axis=1), labels, [str(i) for i in range(600)]

    assert fit_out_of_fold(*asked, [str(one) for one in sources]).strength < fit_out_of_fold(*asked).strength


def test_a_conversation_is_never_divided():
    assert {part_of("a", 5) for _ in range(3)} == {part_of("a", 5)}
    assert {part_of(str(i), 5) for i in range(100)} == set(range(5))


@pytest.mark.parametrize(
    ("labels", "groups", "word"),
    [
        ([0, 1, 2, 3, 4, 4] * 5, [str(i) for i in range(30)], "CLARIFICATION"),
        ([0, 1, 2, 3, 4, 5] * 5, ["a"] * 30, "few"),
    ],
)
def test_data_from_which_no_fusion_can_be_fitted_is_told(labels, groups, word):
    with pytest.raises(StudioError, match=word):
        fit_out_of_fold(np.ones((30, 3)), labels, groups)
