from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.span import Span, clip, lanes, overlap, paired, segments, shared, trim, union

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 40))


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2)])
def test_a_span_that_is_empty_or_outside_every_text_is_refused(start, end):
    with pytest.raises(ValueError, match="a span needs"):
        Span(start, end)


def test_a_span_counts_code_points_not_utf16_units():
    assert Span(3, 7).of("Ha🚀that") == "that"


@given(spans, spans)
def test_overlap_is_symmetric_and_between_zero_and_one(one, other):
    assert overlap(one, other) == overlap(other, one)
    assert 0 <= overlap(one, other) <= 1


@given(spans, spans)
def test_overlap_is_one_for_equal_spans_alone_and_zero_for_disjoint_ones(one, other):
    assert (overlap(one, other) == 1) == (one == other)
    assert (overlap(one, other) == 0) == (one.end <= other.start or other.end <= one.start)


@given(spans, spans)
def test_overlap_agrees_with_sets_of_code_points(one, other):
    a, b = set(range(one.start, one.end)), set(range(other.start, other.end))

    assert overlap(one, other) == len(a & b) / len(a | b)
    assert shared(one, other) == len(a & b)


@given(spans, st.integers(0, 120))
def test_a_clipped_span_is_the_part_inside_the_text(span, length):
    inside = [i for i in range(span.start, span.end) if i < length]

    assert clip(span, length) == (Span(inside[0], inside[-1] + 1) if inside else None)


@given(st.text(" \n\tab🚀", min_size=1, max_size=30), st.data())
def test_a_trimmed_span_keeps_the_same_words_without_white_space_at_its_edges(content, data):
    start = data.draw(st.integers(0, len(content) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(content))))
    trimmed = trim(span, content)

    assert (trimmed.of(content) if trimmed else "") == span.of(content).strip()


@given(st.lists(spans, max_size=8))
def test_segments_are_disjoint_sorted_and_cover_exactly_what_the_spans_cover(many):
    pieces = segments(many)
    covered = [i for piece, _ in pieces for i in range(piece.start, piece.end)]

    assert covered == sorted({i for span in many for i in range(span.start, span.end)})


@given(st.lists(spans, max_size=8))
def test_each_segment_names_exactly_the_spans_that_cover_it(many):
    for piece, covering in segments(many):
        assert covering == tuple(i for i, span in enumerate(many) if shared(span, piece) == len(piece))
        assert all(shared(many[i], piece) == 0 for i in range(len(many)) if i not in covering)


@given(st.lists(spans, max_size=8))
def test_spans_that_overlap_stand_in_different_lanes(many):
    chosen = lanes(many)

    assert all(chosen[i] != chosen[j] or not shared(many[i], many[j]) for i in range(len(many)) for j in range(i))


@given(st.lists(spans, max_size=8))
def test_a_span_that_overlaps_nothing_stands_in_the_first_lane(many):
    for i, lane in enumerate(lanes(many)):
        if not any(shared(many[i], many[j]) for j in range(len(many)) if j != i):
            assert lane == 0


@given(st.lists(spans, max_size=8))
def test_a_union_covers_the_same_code_points_in_disjoint_spans_with_gaps_between(many):
    joined = union(many)

    assert {i for s in joined for i in range(s.start, s.end)} == {i for s in many for i in range(s.start, s.end)}
    assert all(a.end < b.start for a, b in pairwise(joined))


def test_of_possible_pairs_the_best_are_taken_one_to_one():
    pairs = [(0, 0, 0.6), (0, 1, 0.9), (1, 1, 0.8), (1, 0, 0.55), (2, 2, 0.4)]

    assert paired(pairs, least=0.5) == [(0, 1), (1, 0)]
