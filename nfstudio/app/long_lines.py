"""Lines that are too long for Qt go on in a new line of ours: one of 300,000 letters without a space, as pictures
written out as text are, would take it 13 seconds to lay out, and a line cannot be folded in its middle.

No character of the content is left out or counted twice: these offsets pass over the breaks.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from nfstudio.app.highlight import Offsets

LONGEST = 4_000
"""Characters of one line; about forty lines on the screen."""
_JOINERS = "\u200d\ufe0f\ufe0e"
_CLUSTER = 32
"""Characters to go back at most so that a letter keeps its accents, an emoji its parts."""


def breaks_in(text: str) -> tuple[int, ...]:
    """Offsets into `text` before which a new line begins that is not in it; after a space where there is one."""
    return tuple(_breaks(text))


def broken(text: str, at: tuple[int, ...]) -> str:
    """`text` with a line break before each of these offsets."""
    ends = (*at, len(text))
    return "\n".join(text[start:end] for start, end in zip((0, *at), ends, strict=True))


class BrokenOffsets(Offsets):
    """Between the code points of a content and the UTF-16 units of what is shown of it, its breaks included.

    Args:
        more: offsets before which a line begins, too.
    """

    __slots__ = ("_marks", "breaks")

    def __init__(self, content: str, more: Iterable[int] = ()) -> None:
        super().__init__(content)
        self.breaks = tuple(sorted({*breaks_in(content), *more}))
        self._marks = [super(BrokenOffsets, self).utf16(offset) + i for i, offset in enumerate(self.breaks)]
        self.units += len(self.breaks)

    def utf16(self, offset: int) -> int:
        """Units before code point `offset`; what a break precedes stands after it."""
        return super().utf16(offset) + bisect_right(self.breaks, offset)

    def code_points(self, units: int) -> int:
        """Code points before `units`; the same on both sides of a break."""
        return super().code_points(units - bisect_left(self._marks, units))


def _breaks(text: str) -> Iterator[int]:
    start = 0
    while len(text) - start > LONGEST:
        newline = text.find("\n", start, start + LONGEST + 1)
        if newline >= 0:
            start = newline + 1
            continue
        start = _good_place(text, start)
        yield start


def _good_place(text: str, start: int) -> int:
    """Where the line that begins at `start` is broken: after its last space, else between two letters."""
    end = start + LONGEST
    space = text.rfind(" ", start + LONGEST // 2, end)
    if space >= 0:
        return space + 1
    for at in range(end, end - _CLUSTER, -1):
        if not _clings(text[at]) and text[at - 1] not in _JOINERS:
            return at
    return end


def _clings(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character).startswith("M") or "🏻" <= character <= "🏿"
