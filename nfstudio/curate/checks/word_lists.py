"""Lists of patterns that people can read and change (`resources/checks/*.toml`), tried only near words they need."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nfstudio import paths
from nfstudio.curate.checks.marks import standing
from nfstudio.domain.span import Span, union

_NEAR = 250
"""Characters around a mark in which a pattern is tried; none reaches farther."""


@dataclass(frozen=True, slots=True)
class WordList:
    """Patterns for one thing.

    Attributes:
        marks: words of which one stands in whatever a pattern matches; none: the whole text is searched.
    """

    marks: tuple[str, ...]
    pattern: re.Pattern[str]

    def find(self, folded: str) -> list[Span]:
        """Where a pattern matches in a text in small letters, in order."""
        if not self.marks:
            return [Span(*hit.span()) for hit in self.pattern.finditer(folded)]
        windows = windows_of(self.marks, folded)
        return [Span(*hit.span()) for near in windows for hit in self.pattern.finditer(folded, near.start, near.end)]


def windows_of(marks: tuple[str, ...], text: str) -> list[Span]:
    """Where a text is near one of the marks, disjoint and in order."""
    near = [
        Span(max(0, at - _NEAR), min(len(text), at + _NEAR))
        for mark in standing(marks, text)
        for at in _places(text, mark)
    ]
    return union(near) if near else near


def folded(text: str) -> str:
    """The text in small letters with straight apostrophes, of the same length."""
    small = text.lower().replace("’", "'")
    return small if len(small) == len(text) else text  # a few letters grow when they are made small


def read(name: str) -> Mapping[str, Any]:
    """The table of lists in one shipped file."""
    return tomllib.loads((paths.resources() / "checks" / f"{name}.toml").read_text(encoding="utf-8"))


def word_list(marks: Sequence[str], patterns: Sequence[str]) -> WordList:
    """One list, ready to search."""
    return WordList(tuple(marks), re.compile("|".join(f"(?:{one})" for one in patterns), re.MULTILINE))


def _places(text: str, mark: str) -> list[int]:
    places, at = [], text.find(mark)
    while at >= 0:
        places.append(at)
        at = text.find(mark, at + _NEAR // 2)  # windows overlap, so one mark in so many characters is enough
    return places
