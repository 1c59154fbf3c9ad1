"""Lists of patterns that people can read and change (`resources/checks/*.toml`), tried only near words they need."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
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
        return self.near(standing(self.marks, folded), folded)

    def near(self, marks: Sequence[str], folded: str) -> list[Span]:
        """Where a pattern matches near one of these marks, which stand in the text."""
        windows = union(
            Span(max(0, at - _NEAR), min(len(folded), at + _NEAR)) for mark in marks for at in _places(folded, mark)
        )
        return [Span(*hit.span()) for near in windows for hit in self.pattern.finditer(folded, near.start, near.end)]


class WordLists:
    """Several lists, by a name for each, whose marks are looked for together."""

    def __init__(self, lists: Mapping[str, WordList]) -> None:
        self.lists = lists
        self._marks = tuple(dict.fromkeys(mark for one in lists.values() for mark in one.marks))

    def find(self, folded: str) -> Iterator[tuple[str, list[Span]]]:
        """The lists of which something stands in a text in small letters, and where."""
        there = frozenset(standing(self._marks, folded))
        for name, one in self.lists.items():
            if not one.marks:
                spans = one.find(folded)
            elif there.isdisjoint(one.marks):
                continue
            else:
                spans = one.near([mark for mark in one.marks if mark in there], folded)
            if spans:
                yield name, spans


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
