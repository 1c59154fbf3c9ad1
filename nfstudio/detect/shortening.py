"""No message may be slow to read: shortens endless white space and endless messages, and finds every place again.

One hostile or broken message (a form padded with a million newlines) would block a run that cannot be cancelled
within it. So rules read a copy that is never longer than `LONGEST` characters: of white space beyond `BLANK`
characters the first and last half of that stay, and of a message longer than `LONGEST` only its first and last `END`
characters, because people say what they think of an answer first or last.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from nfstudio.domain.span import Span

LONGEST = 20_000
"""Characters of a message, its white space shortened, beyond which its middle is left out."""
END = 4_000
"""Characters at either end of such a message that are read."""
BLANK = 64
"""Characters of white space on end that are kept; more than any rule or guard looks across."""

_ENDLESS = re.compile(rf"\s{{{BLANK + 1},}}")


@dataclass(frozen=True, slots=True)
class Cuts:
    """What was left out of a text.

    Attributes:
        places: offsets in the shorter text before which something was left out, ascending.
        lost: for each place the characters left out up to there.
    """

    places: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)

    def whole(self, span: Span) -> Span:
        """The span of the whole text that has the same first and last character."""
        return Span(self._before(span.start), self._before(span.end - 1) + 1)

    def _before(self, offset: int) -> int:
        passed = bisect_right(self.places, offset)
        return offset + (self.lost[passed - 1] if passed else 0)


def blanks_shortened(text: str) -> tuple[str, Cuts]:
    """`text` with at most `BLANK` characters of white space on end; where a newline was lost, one stands."""
    return _without(text, (_inner(run) for run in _ENDLESS.finditer(text)))


def middle_left_out(text: str) -> tuple[str, Cuts]:
    """The ends of a text longer than `LONGEST`, on lines of their own; any other as it is."""
    return _without(text, [Span(END, len(text) - END)] if len(text) > LONGEST else ())


def _inner(run: re.Match[str]) -> Span:
    return Span(run.start() + BLANK // 2, run.end() - BLANK // 2)


def _without(text: str, parts: Iterable[Span]) -> tuple[str, Cuts]:
    """`text` without `parts`; the character before a part that holds words or a newline becomes a newline."""
    pieces, cuts, at, kept, lost = [], Cuts(), 0, 0, 0
    for part in parts:
        words = part.of(text)
        last = "\n" if "\n" in words or not words.isspace() else text[part.start - 1]
        pieces += [text[at : part.start - 1], last]
        kept, lost, at = kept + part.start - at, lost + len(part), part.end
        cuts.places.append(kept)
        cuts.lost.append(lost)
    return "".join([*pieces, text[at:]]) if pieces else text, cuts
