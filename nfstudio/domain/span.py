"""Where words stand: half-open ranges of Unicode code points, and the little geometry they need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points `content[start:end]` of one message; never empty.

    Raises:
        ValueError: when `start` is negative or `end` is not beyond `start`.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end <= self.start:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def of(self, content: str) -> str:
        """The words themselves."""
        return content[self.start : self.end]


def shared(one: Span, other: Span) -> int:
    """How many code points lie in both spans."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def overlap(one: Span, other: Span) -> float:
    """Intersection over union of two spans, in [0, 1]."""
    common = shared(one, other)
    return common / (len(one) + len(other) - common)


def clip(span: Span, length: int) -> Span | None:
    """The part of `span` inside a text of `length` code points; None when nothing is left."""
    start, end = span.start, min(span.end, length)
    return Span(start, end) if start < end else None


def trim(span: Span, content: str) -> Span | None:
    """`span` without white space at its edges; None when it holds nothing else."""
    words = span.of(content)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return Span(start, end) if start < end else None


def segments(spans: Sequence[Span]) -> list[tuple[Span, tuple[int, ...]]]:
    """Overlapping spans cut into disjoint pieces, in order of position.

    Returns:
        Pairs of a piece and the indices into `spans` of those that cover it (ascending, never empty).
    """
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    pieces = []
    for start, end in pairwise(edges):
        covering = tuple(i for i, span in enumerate(spans) if span.start <= start and end <= span.end)
        if covering:
            pieces.append((Span(start, end), covering))
    return pieces


def lanes(spans: Sequence[Span]) -> list[int]:
    """For each span the lowest lane in which it touches no earlier one, so that overlaps can be drawn side by side."""
    order = sorted(range(len(spans)), key=lambda i: (spans[i].start, -spans[i].end))
    chosen = [0] * len(spans)
    for rank, i in enumerate(order):
        taken = {chosen[j] for j in order[:rank] if shared(spans[i], spans[j])}
        chosen[i] = next(lane for lane in range(len(spans)) if lane not in taken)
    return chosen


def union(spans: Iterable[Span]) -> list[Span]:
    """The same code points as disjoint, sorted spans; touching spans are joined."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def paired(pairs: Iterable[tuple[int, int, float]], *, least: float) -> list[tuple[int, int]]:
    """Of possible pairs (index, index of another list, how well they fit) those that fit best, one to one.

    Args:
        least: pairs that fit less are none.
    """
    left: set[int] = set()
    right: set[int] = set()
    found: list[tuple[int, int]] = []
    for i, j, common in sorted(pairs, key=lambda pair: (-pair[2], pair[:2])):
        if common >= least and i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((i, j))
    return found
