from collections import Counter
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.exporters.order import Apart, Witnesses, Woven

items = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 99)), max_size=40)


def first(item):
    return item[0]


def separated(rows, key, *, at_a_time=1000):
    """What the writer does: once to learn what will be left over, once more with that put in its places."""
    lists = [rows[at : at + at_a_time] for at in range(0, len(rows), at_a_time)]
    before = Apart()
    for some in lists:
        before.put([key(row) for row in some], some)
    apart, woven, out = Apart(), Woven(before.held), []
    for some in lists:
        out += woven.put(apart.put([key(row) for row in some], some))
    return out + woven.rest()


@given(items)
def test_separating_keeps_every_item(rows):
    assert Counter(separated(rows, first)) == Counter(rows)


@given(items)
def test_no_two_neighbours_share_a_key_unless_one_key_has_more_than_half(rows):
    most = max(Counter(map(first, rows)).values(), default=0)
    touching = sum(a[0] == b[0] for a, b in pairwise(separated(rows, first)))
    assert touching == max(0, most - (len(rows) - most) - 1)


@given(items)
def test_rows_already_apart_stay_in_their_order(rows):
    apart = separated(rows, first)
    if all(a[0] != b[0] for a, b in pairwise(apart)):
        assert separated(apart, first) == apart


@given(items, st.integers(1, 41))
def test_it_does_not_matter_in_how_many_lists_they_come(rows, at_a_time):
    assert separated(rows, first, at_a_time=at_a_time) == separated(rows, first)


@given(st.lists(st.integers(0, 31), max_size=30))
def test_all_traits_are_seen_among_the_first_and_nothing_else_moves(traits):
    rows = list(enumerate(traits))
    moved = Witnesses().among(np.array(traits, dtype=np.uint64))
    ordered = [rows[i] for i in moved] + [row for row in rows if row[0] not in moved]
    assert sorted(ordered) == rows
    seen = wanted = 0
    for trait in traits:
        wanted |= trait
    witnesses = 0
    while seen != wanted:
        assert ordered[witnesses][1] & ~seen
        seen |= ordered[witnesses][1]
        witnesses += 1
    assert ordered[witnesses:] == sorted(ordered[witnesses:])
