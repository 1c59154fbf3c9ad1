"""How an edge of a span moves under the keyboard: by character, word or sentence, never out of the content and
never past the other edge."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from enum import StrEnum

from nfstudio.domain.span import Span

_NO_SPACES = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Scripts written without spaces would make a word of a whole clause: there every character is one.
_WORD = re.compile(rf"[{_NO_SPACES}]|[^\W{_NO_SPACES}]+(?:['’\-][^\W{_NO_SPACES}]+)*")
_ENDS, _QUOTES = ".!?…", "\"'”’»)\\]"
# A full stop inside "3.14" ends nothing. Possessive and bounded: a long line of dots costs no more than its length.
_INSIDE = rf"[{_ENDS}]++(?![{_QUOTES}{_ENDS}]{{0,8}}(?:\s|\Z))"
_SENTENCE = re.compile(rf"\S(?:[^\n{_ENDS}。！？]|{_INSIDE})*[{_ENDS}。！？]*[{_QUOTES}]*")
_FAR = 200
"""Letters of a word at most: nobody waits for the end of a long number."""
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)


class Edge(StrEnum):
    """Which end of a span."""

    START = "start"
    END = "end"


class Direction(StrEnum):
    """Which way, in reading order."""

    BACK = "back"
    FORWARD = "forward"


class Unit(StrEnum):
    """How far. A character is what a reader calls one: an emoji with its joiners counts once."""

    CHARACTER = "character"
    WORD = "word"
    SENTENCE = "sentence"


def move_edge(span: Span, content: str, *, edge: Edge, direction: Direction, unit: Unit) -> Span:
    """`span` with one edge moved one unit; `span` itself when there is nowhere to go.

    A start moves to where units start, an end to where they end.

    Raises:
        ValueError: when `span` reaches beyond `content`.
    """
    if span.end > len(content):
        raise ValueError(f"[{span.start}, {span.end}) reaches beyond {len(content)} characters")
    low, high = (0, span.end - 1) if edge is Edge.START else (span.start + 1, len(content))
    here = span.start if edge is Edge.START else span.end
    if unit is Unit.CHARACTER:
        there = _next_character(content, here, direction)
    else:
        there = _next_stop(_stops(content, edge, unit), here, direction)
    if there is None or not low <= there <= high:
        return span
    return Span(there, span.end) if edge is Edge.START else Span(span.start, there)


def whole_words(span: Span, content: str) -> Span:
    """`span` with the words whole that it holds part of, however little."""
    start, end = (_word_around(content, at) for at in (span.start, span.end))
    return Span(span.start if start is None else start.start, span.end if end is None else end.end)


def _word_around(content: str, at: int) -> Span | None:
    """The word that `at` stands inside, as far as `_FAR` characters to both sides."""
    words = _WORD.finditer(content, max(0, at - _FAR), at + _FAR)
    return next((Span(*word.span()) for word in words if word.start() < at < word.end()), None)


def drag_edge(span: Span, content: str, *, edge: Edge, to: int, words: bool = False) -> Span:
    """`span` with one edge at `to`, or as near to it as whole characters and the other edge allow; with `words` behind,
    or before, the word that is there."""
    if words and (around := _word_around(content, to)) is not None:
        to = around.start if edge is Edge.START else around.end
    while not grapheme_edge(content, to):
        to -= 1
    if edge is Edge.START:
        return Span(max(0, min(to, span.end - 1)), span.end)
    return Span(span.start, min(len(content), max(to, span.start + 1)))


def grapheme_edge(content: str, offset: int) -> bool:
    """Whether a reader's character begins at `offset`: marks, joiners, skin tones and flags stay whole."""
    if offset <= 0 or offset >= len(content):
        return True
    before, here = content[offset - 1], content[offset]
    if _JOINER in (before, here) or ord(here) in _SKIN_TONES:
        return False
    if ord(here) in _FLAG_LETTERS:
        return _flag_letters_before(content, offset) % 2 == 0
    return not unicodedata.category(here).startswith("M")


def _flag_letters_before(content: str, offset: int) -> int:
    start = offset
    while start and ord(content[start - 1]) in _FLAG_LETTERS:
        start -= 1
    return offset - start


def _next_character(content: str, here: int, direction: Direction) -> int | None:
    step = 1 if direction is Direction.FORWARD else -1
    there = here + step
    while 0 <= there <= len(content) and not grapheme_edge(content, there):
        there += step
    return there if 0 <= there <= len(content) else None


def _stops(content: str, edge: Edge, unit: Unit) -> list[int]:
    """Where units start or end, ascending; the ends of the content are always stops."""
    units = (_WORD if unit is Unit.WORD else _SENTENCE).finditer(content)
    if edge is Edge.START:
        return sorted({0} | {u.start() for u in units})
    return sorted({u.end() for u in units} | {len(content)})


def _next_stop(stops: list[int], here: int, direction: Direction) -> int | None:
    if direction is Direction.FORWARD:
        at = bisect_right(stops, here)
        return stops[at] if at < len(stops) else None
    at = bisect_left(stops, here)
    return stops[at - 1] if at else None
