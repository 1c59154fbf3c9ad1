"""Cues are words, feedback is clauses: finds the sentence or clause around a cue, as offsets into the message."""

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from nfstudio.detect.lexicon import ABBREVIATIONS
from nfstudio.domain.span import Span, trim

_END = re.compile(
    r"(?<![.!?\u2026])[.!?\u2026]++[)\]\"']*+(?=\s|$)|(?<![!?])[!?]++(?=[A-Za-z])|\n+"
    r"|[\U0001F300-\U0001FAFF\u2600-\u27BF]\uFE0F?(?=\s[A-Z])"
)
_INDENT = 64
"""Blanks before a list number that are looked at."""
_LAST_WORD = re.compile(r"[\w.]+$")
_STRONG_BREAK = re.compile(
    r";\s|,?(?<!\s)\s{1,3}(?=(?:but|however|although|though|yet)\b)|\s-{1,3}\s|\.{2,}"
    r"|,\s{1,3}(?=(?:can|could|would) you\b|please\b)",
    re.IGNORECASE,
)
_FINE_BREAK = re.compile(
    r"[,;:]\s|\s-{1,3}\s|\.{2,}|\s(?=\("
    r"|(?:but|however|although|though|yet|and|so|because|since|can|could|would|will|please|pls|do|does|did|now|what|how"
    r"|why|where|when|who|which|are|is|give|tell|show|write|make|let|i(?:'d)? (?:want|would|need|like))\b)",
    re.IGNORECASE,
)


def sentences(text: str) -> list[Span]:
    """The sentences of `text` in order, without white space at their edges.

    A line end ends a sentence, and so does an emoji before a capital; a full stop does not when it closes an
    abbreviation, an initial or a list number, or stands inside a number or a name.
    """
    edges = [0, *(match.end() for match in _END.finditer(text) if _ends(text, match)), len(text)]
    return _pieces(text, edges)


def clauses(text: str, sentence: Span, *, fine: bool = False) -> list[Span]:
    """The clauses of one sentence.

    Args:
        fine: also break at commas and before words that open a new request, for cues of one or two words.
    """
    pattern = _FINE_BREAK if fine else _STRONG_BREAK
    inside = [match.end() for match in pattern.finditer(text, sentence.start, sentence.end)]
    return _pieces(text, [sentence.start, *inside, sentence.end])


def covering(pieces: list[Span], part: Span) -> Span:
    """The smallest run of `pieces`, sorted and disjoint, that holds all of `part`; `part` itself when none does."""
    end = bisect_left(pieces, part.end, key=lambda piece: piece.start)
    touched = pieces[_passed(pieces, part.start) : end]
    if not touched:
        return part
    return Span(min(touched[0].start, part.start), max(touched[-1].end, part.end))


def following(pieces: list[Span], offset: int, *, most: int = 1) -> list[Span]:
    """The first `most` of the sorted and disjoint `pieces` that end behind `offset`."""
    first = _passed(pieces, offset)
    return pieces[first : first + most]


def unpunctuated(text: str, span: Span) -> Span:
    """`span` without a comma, colon, semicolon or dash at its end."""
    words = span.of(text).rstrip(" ,;:-\n\t")
    return Span(span.start, span.start + len(words)) if words else span


def _passed(pieces: list[Span], offset: int) -> int:
    """How many of the sorted and disjoint `pieces` end at `offset` or before."""
    return bisect_right(pieces, offset, key=lambda piece: piece.end)


def _pieces(text: str, edges: list[int]) -> list[Span]:
    spans = (trim(Span(start, end), text) for start, end in pairwise(edges) if start < end)
    return [span for span in spans if span is not None]


def _ends(text: str, mark: re.Match[str]) -> bool:
    if mark.group() != ".":
        return True
    before = _LAST_WORD.search(text, max(0, mark.start() - 12), mark.start())
    word = before.group().casefold() if before else ""
    following = text[mark.end() : mark.end() + 2].strip()
    if word in ABBREVIATIONS:
        return not following or (following[0].isupper() and word == "etc")
    return not (len(word) <= 2 and word.isdigit() and before is not None and _opens_line(text, before.start()))


def _opens_line(text: str, offset: int) -> bool:
    """Whether blanks alone, and not many, stand before `offset` on its line."""
    near = text[max(0, offset - _INDENT) : offset]
    return (offset <= _INDENT or "\n" in near) and not near.rpartition("\n")[2].strip()
