"""Lists of patterns that people can read and change (`resources/checks/*.toml`), tried only near words they need."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nfstudio import paths
from nfstudio.curate.checks.factors import Need, needs
from nfstudio.domain.span import Span, union

_NEAR = 250
"""Characters around a mark in which a pattern is tried; none reaches farther."""


@dataclass(frozen=True, slots=True)
class WordList:
    """Patterns for one thing.

    Attributes:
        marks: words of which one stands in whatever a pattern matches; none: the whole text is searched.
        needs: what else stands there, of one pattern at least.
    """

    marks: frozenset[str]
    pattern: re.Pattern[str]
    needs: tuple[Need, ...]

    def find(self, folded: str, there: frozenset[str]) -> list[Span]:
        """Where a pattern matches in a text in small letters, in order; `there` are marks that stand in it."""
        if not self.marks:
            return [Span(*hit.span()) for hit in self.pattern.finditer(folded)]
        windows = union(
            Span(max(0, at - _NEAR), min(len(folded), at + _NEAR))
            for mark in self.marks & there
            for at in _places(folded, mark)
        )
        return [Span(*hit.span()) for near in windows for hit in self.pattern.finditer(folded, near.start, near.end)]


def folded(text: str) -> str:
    """The text in small letters with straight apostrophes, of the same length."""
    small = text.lower().replace("’", "'")
    return small if len(small) == len(text) else text  # a few letters grow when they are made small


def read(name: str) -> Mapping[str, Any]:
    """The table of lists in one shipped file."""
    return tomllib.loads((paths.resources() / "checks" / f"{name}.toml").read_text(encoding="utf-8"))


def word_list(marks: Sequence[str], patterns: Sequence[str]) -> WordList:
    """One list, ready to search."""
    pattern = re.compile("|".join(f"(?:{one})" for one in patterns), re.MULTILINE)
    return WordList(frozenset(marks), pattern, needs(patterns))


def _places(text: str, mark: str) -> list[int]:
    places, at = [], text.find(mark)
    while at >= 0:
        places.append(at)
        at = text.find(mark, at + _NEAR // 2)  # windows overlap, so one mark in so many characters is enough
    return places
