from hypothesis import given
from hypothesis import strategies as st

from nfstudio.app.folding import CONTEXT_LINES, HEAD_LINES, hidden_lines, is_long, window_of
from nfstudio.domain.span import Span

LINE = "ten chars\n"


def lines(count):
    return [i * len(LINE) for i in range(count)], count * len(LINE) - 1


def test_short_messages_are_not_folded():
    assert not is_long("word " * 100)
    assert is_long("x" * 6_001)
    assert is_long("\n" * 60)


def test_the_head_of_a_long_message_stays():
    starts, length = lines(100)
    assert hidden_lines(starts, length, []) == [range(HEAD_LINES, 100)]


def test_what_surrounds_a_span_stays():
    starts, length = lines(200)
    span = Span(starts[100] + 2, starts[101] + 3)
    assert hidden_lines(starts, length, [span]) == [
        range(HEAD_LINES, 100 - CONTEXT_LINES),
        range(101 + CONTEXT_LINES + 1, 200),
    ]


def test_a_gap_of_two_lines_is_not_worth_a_mark():
    starts, length = lines(100)
    span = Span(starts[HEAD_LINES + 2 + CONTEXT_LINES], length)
    assert hidden_lines(starts, length, [span]) == []


def test_one_endless_line_stays_in_sight():
    assert hidden_lines([0], 100_000, []) == []


@given(st.lists(st.integers(0, 400), min_size=1, max_size=120), st.data())
def test_no_span_is_ever_hidden(lengths, data):
    starts = [sum(lengths[:i]) + i for i in range(len(lengths))]
    length = starts[-1] + lengths[-1] + 1
    spans = []
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, length - 1))
        spans.append(Span(start, data.draw(st.integers(start + 1, length))))
    hidden = {line for gap in hidden_lines(starts, length, spans) for line in gap}
    assert 0 not in hidden
    for line in hidden:
        end = starts[line + 1] if line + 1 < len(starts) else length
        assert not any(span.start < end and starts[line] < span.end for span in spans)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30), st.data())
def test_a_window_holds_its_centre_keeps_to_the_budget_and_cannot_grow(lengths, data):
    centre, budget = data.draw(st.integers(0, len(lengths) - 1)), data.draw(st.integers(0, 300))
    window = window_of(lengths, centre, budget)
    spent = sum(lengths[i] for i in window)
    assert centre in window
    assert spent <= budget or len(window) == 1
    for beside in (window.start - 1, window.stop):
        if 0 <= beside < len(lengths):
            assert spent + lengths[beside] > budget


def test_no_messages_need_no_window():
    assert window_of([], 0, 100) == range(0)
