import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.app.edges import Direction, Edge, Unit, drag_edge, grapheme_edge, move_edge, whole_words
from nfstudio.domain.span import Span

PIECES = ["word", "don't", " ", "\n", ". ", "!", "3.14", "👩‍👩‍👧", "🇫🇷", "e\u0301", "漢字", "مرحبا", "…", "”", "\u200d"]
contents = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), min_size=1, max_size=10).map("".join)
moves = {
    "edge": st.sampled_from(Edge),
    "direction": st.sampled_from(Direction),
    "unit": st.sampled_from(Unit),
}


@st.composite
def content_and_span(draw):
    content = draw(contents.filter(bool))
    start = draw(st.integers(0, len(content) - 1))
    return content, Span(start, draw(st.integers(start + 1, len(content))))


def moved(content, words, edge, direction, unit):
    start = content.index(words)
    span = move_edge(Span(start, start + len(words)), content, edge=edge, direction=direction, unit=unit)
    return span.of(content)


@given(content_and_span(), st.fixed_dictionaries(moves))
def test_a_moved_span_lies_in_the_content_and_keeps_its_other_edge(case, move):
    content, span = case
    result = move_edge(span, content, **move)
    assert result.end <= len(content)
    if move["edge"] is Edge.START:
        assert result.end == span.end
        assert result.start <= span.start if move["direction"] is Direction.BACK else result.start >= span.start
    else:
        assert result.start == span.start
        assert result.end <= span.end if move["direction"] is Direction.BACK else result.end >= span.end


@given(content_and_span(), st.sampled_from(Edge), st.sampled_from(Unit))
def test_growing_again_and_again_reaches_the_end_of_the_content(case, edge, unit):
    content, span = case
    direction = Direction.BACK if edge is Edge.START else Direction.FORWARD
    for _ in range(len(content) + 1):
        span = move_edge(span, content, edge=edge, direction=direction, unit=unit)
    assert (span.start == 0) if edge is Edge.START else (span.end == len(content))


@given(content_and_span(), st.sampled_from(Edge), st.integers(0, 60))
def test_a_dragged_edge_gives_a_span_inside_the_content(case, edge, to):
    content, span = case
    result = drag_edge(span, content, edge=edge, to=to)
    assert result.end <= len(content)
    assert (result.end == span.end) if edge is Edge.START else (result.start == span.start)


@pytest.mark.parametrize(
    ("words", "edge", "direction", "unit", "expected"),
    [
        ("not that", Edge.END, Direction.FORWARD, Unit.WORD, "not that, I"),
        ("not that", Edge.END, Direction.BACK, Unit.WORD, "not"),
        ("that", Edge.START, Direction.BACK, Unit.WORD, "not that"),
        ("not that", Edge.START, Direction.FORWARD, Unit.WORD, "that"),
        ("not that", Edge.END, Direction.FORWARD, Unit.CHARACTER, "not that,"),
        ("that", Edge.END, Direction.FORWARD, Unit.SENTENCE, "that, I don't want 3.14 or so!"),
        ("want", Edge.START, Direction.BACK, Unit.SENTENCE, "No, not that, I don't want"),
        ("that", Edge.START, Direction.FORWARD, Unit.SENTENCE, "that"),
        ("want", Edge.START, Direction.BACK, Unit.WORD, "don't want"),
    ],
)
def test_edges_move_as_a_reader_expects(words, edge, direction, unit, expected):
    content = "Hello there. No, not that, I don't want 3.14 or so! Thanks."
    assert moved(content, words, edge, direction, unit) == expected


def test_scripts_without_spaces_move_by_the_character():
    assert moved("日本語です", "日本", Edge.END, Direction.FORWARD, Unit.WORD) == "日本語"


@pytest.mark.parametrize("whole", ["👩‍👩‍👧", "🇫🇷", "👍🏽", "e\u0301", "❤\ufe0f"])
def test_what_reads_as_one_character_moves_as_one(whole):
    content = f"a{whole}b"
    assert moved(content, "a", Edge.END, Direction.FORWARD, Unit.CHARACTER) == f"a{whole}"
    assert [i for i in range(len(content) + 1) if grapheme_edge(content, i)] == [0, 1, 1 + len(whole), len(content)]


def test_a_dragged_edge_cuts_no_character_in_two():
    content = "a👩‍👩‍👧b"
    assert {drag_edge(Span(0, 1), content, edge=Edge.END, to=to).end for to in range(2, 6)} == {1}
    assert drag_edge(Span(0, 1), content, edge=Edge.END, to=6).of(content) == "a👩‍👩‍👧"


def test_two_flags_side_by_side_are_two_characters():
    assert grapheme_edge("🇫🇷🇩🇪", 2)


def test_a_span_of_one_word_does_not_shrink_to_nothing():
    assert moved("one two", "two", Edge.START, Direction.FORWARD, Unit.WORD) == "two"


def test_a_span_beyond_the_content_is_refused():
    with pytest.raises(ValueError, match="beyond 3 characters"):
        move_edge(Span(0, 4), "abc", edge=Edge.END, direction=Direction.BACK, unit=Unit.WORD)


@pytest.mark.parametrize("piece", [".", '".', "a.", "'", "-", "word ", "ab-", "!)"])
def test_hostile_repetition_costs_no_more_than_its_length(piece):
    content = piece * (100_000 // len(piece)) + "x"
    before = time.perf_counter()
    for unit in Unit:
        move_edge(Span(0, 1), content, edge=Edge.END, direction=Direction.FORWARD, unit=unit)
    assert time.perf_counter() - before < 2


@given(content_and_span())
def test_whole_words_hold_the_span_and_cut_no_word(case):
    content, span = case
    result = whole_words(span, content)
    assert result.start <= span.start
    assert result.end >= span.end
    assert whole_words(result, content) == result


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("enerated by a co", "generated by a code"),
        ("generated", "generated"),
        ("don", "don't"),
        (" b", " by"),
        ("我", "我"),
        ("(", "("),
    ],
)
def test_words_that_are_cut_are_taken_whole(words, whole):
    content = "It was generated by a code (I don't know), 我们."
    start = content.index(words)
    assert whole_words(Span(start, start + len(words)), content).of(content) == whole


def test_an_edge_is_dragged_to_the_end_of_a_word_or_into_it():
    content = "wrong and slow"
    span = Span(0, 5)
    assert drag_edge(span, content, edge=Edge.END, to=7).of(content) == "wrong a"
    assert drag_edge(span, content, edge=Edge.END, to=7, words=True).of(content) == "wrong and"
    assert drag_edge(Span(6, 14), content, edge=Edge.START, to=2, words=True).of(content) == content


def test_a_word_without_end_holds_nobody_up():
    content = "a" * 2_000_000
    assert len(whole_words(Span(1_000_000, 1_000_001), content)) < 1_000
