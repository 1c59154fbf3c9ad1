"""What stays in sight: which lines of a long message, which messages of a huge conversation.

Pure functions over lengths and line starts; hiding is the document's business.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from nfstudio.domain.span import Span

LONG_LINES = 60
LONG_CHARACTERS = 6_000
HEAD_LINES = 24
CONTEXT_LINES = 4


def is_long(content: str) -> bool:
    """Whether a message is long enough to be folded."""
    return len(content) > LONG_CHARACTERS or content.count("\n") >= LONG_LINES


def hidden_lines(starts: Sequence[int], length: int, spans: Iterable[Span]) -> list[range]:
    """The lines of a long message that folding hides: all but its head and what surrounds the spans.

    Args:
        starts: offset of each line's first character.
        length: of the content.
        spans: feedback in this message, which is never hidden.

    A gap of fewer than three lines is not worth its own mark and stays open.
    """
    keep = [range(_head(starts, length))]
    for span in spans:
        first, last = bisect_right(starts, span.start) - 1, bisect_right(starts, span.end - 1) - 1
        keep.append(range(max(0, first - CONTEXT_LINES), last + CONTEXT_LINES + 1))
    return [gap for gap in _gaps(keep, len(starts)) if len(gap) > 2]


def _head(starts: Sequence[int], length: int) -> int:
    """How many first lines always show: at most `HEAD_LINES` and half of `LONG_CHARACTERS`, at least one."""
    ends = [*starts[1:], length]
    return max(1, min(HEAD_LINES, bisect_right(ends, LONG_CHARACTERS // 2)))


def _gaps(keep: Iterable[range], total: int) -> Iterator[range]:
    reached = 0
    for piece in sorted(keep, key=lambda lines: lines.start):
        if piece.start > reached:
            yield range(reached, piece.start)
        reached = max(reached, piece.stop)
    if reached < total:
        yield range(reached, total)


def window_of(lengths: Sequence[int], centre: int, budget: int) -> range:
    """The messages to render around message `centre` so that they stay within `budget` characters.

    The centre always shows, however long. Empty for no messages.
    """
    if not lengths:
        return range(0)
    first, last, spent = centre, centre, lengths[centre]
    growing = True
    while growing:
        growing = False
        if last + 1 < len(lengths) and spent + lengths[last + 1] <= budget:
            last, growing, spent = last + 1, True, spent + lengths[last + 1]
        if first > 0 and spent + lengths[first - 1] <= budget:
            first, growing, spent = first - 1, True, spent + lengths[first - 1]
    return range(first, last + 1)
