"""What changed between two texts, word by word: kept, taken out, put in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto

MOST_WORDS = 3_000
"""Words and gaps on one side up to which words are compared; longer texts are compared line by line, because the time
grows with the square."""
# A word, a run of white space within a line, a line break, or one other character; scripts written without spaces fall
# apart into characters.
_NO_SPACES = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_PIECES = re.compile(rf"[{_NO_SPACES}]|[^\W{_NO_SPACES}]+|[^\S\n]+|\n|[^\w\s]")


class Change(Enum):
    """What happened to a piece."""

    KEPT = auto()
    REMOVED = auto()
    ADDED = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that shares one fate."""

    change: Change
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces in reading order: kept and removed ones together are `before`, kept and added ones `after`."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if max(len(old), len(new)) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return list(_joined(old, new))


def _joined(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, first, last, start, stop in matcher.get_opcodes():
        if kind == "equal":
            yield Piece(Change.KEPT, "".join(old[first:last]))
            continue
        if last > first:
            yield Piece(Change.REMOVED, "".join(old[first:last]))
        if stop > start:
            yield Piece(Change.ADDED, "".join(new[start:stop]))
