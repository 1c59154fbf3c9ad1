import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.measures import difference, kappa, kappa_interval, mean_interval, wilson


@given(st.integers(0, 500), st.integers(0, 500))
def test_an_interval_holds_its_share_and_lies_between_zero_and_one(hits, misses):
    low, high = wilson(hits, hits + misses)

    assert 0 <= low <= high <= 1
    if hits + misses:
        assert low <= hits / (hits + misses) <= high


def test_an_interval_has_the_published_values():
    # Newcombe (1998), table I: 81 of 263, Wilson score without continuity correction.
    low, high = wilson(81, 263)

    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_a_difference_has_the_published_interval():
    # Newcombe (1998), table II, method 10: 56/70 less 48/80.
    low, high = difference((48, 80), (56, 70))

    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_a_difference_with_nothing_on_one_side_says_nothing():
    assert difference((0, 0), (3, 4)) == (-1.0, 1.0)


def test_the_mean_of_things_has_an_interval_that_is_never_below_none():
    low, high = mean_interval(4, 4, 6)  # 0, 1, 1, 2

    assert (round(low, 3), round(high, 3)) == (0.2, 1.8)
    assert mean_interval(100, 1, 1)[0] == 0
    assert mean_interval(1, 1, 1) == (0.0, float("inf"))


def test_nothing_counted_says_nothing():
    assert wilson(0, 0) == (0.0, 1.0)


def test_more_hits_than_total_is_no_share():
    with pytest.raises(ValueError, match="no share"):
        wilson(3, 2)


def test_kappa_has_the_textbook_value():
    # 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no.
    one = "y" * 25 + "n" * 25
    other = "y" * 20 + "n" * 5 + "y" * 10 + "n" * 15

    assert kappa(one, other) == pytest.approx(0.4)


@given(st.lists(st.sampled_from("abc"), min_size=1))
def test_a_reading_agrees_with_itself(labels):
    assert kappa(labels, labels) == 1


def test_readings_of_different_length_cannot_be_compared():
    with pytest.raises(ValueError, match="same items"):
        kappa("ab", "a")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=60))
def test_the_interval_of_kappa_holds_kappa_and_lies_between_minus_one_and_one(readings):
    one, other = zip(*readings, strict=True)
    low, high = kappa_interval(one, other)

    assert -1 <= low <= kappa(one, other) + 1e-9
    assert kappa(one, other) <= high + 1e-9
    assert high <= 1 + 1e-9


def test_the_interval_of_kappa_is_that_of_the_equal_share_less_chance():
    # 40 of 50 equal; chance would make half of them equal.
    one, other = "a" * 25 + "b" * 25, "a" * 20 + "b" * 25 + "a" * 5
    low, high = wilson(40, 50)

    assert kappa_interval(one, other) == pytest.approx((2 * low - 1, 2 * high - 1))


def test_a_few_equal_readings_do_not_make_kappa_certain():
    low, high = kappa_interval("aab", "aab")

    assert high == 1
    assert low < 0.1


def test_readings_that_are_all_one_class_say_nothing_of_kappa():
    assert kappa_interval("aaa", "aaa") == (-1, 1)
    with pytest.raises(ValueError, match="two readings"):
        kappa_interval("ab", "a")
