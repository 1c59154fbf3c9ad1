"""All word lists of the checks, looked for together: what a text has in common with them is worked out once."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from nfstudio.curate.checks.factors import Need, needs
from nfstudio.curate.checks.marks import Marks
from nfstudio.curate.checks.remembered import Remembered
from nfstudio.curate.checks.word_lists import WordList, folded, read, word_list
from nfstudio.domain.span import Span

HARM, ASKS = "harm", "asks"
IDENTITY = {"prompt": "identity of prompts", "answer": "identity of answers"}
"""The lists, by the part of a row that they are about."""
Name = tuple[str, str]
"""Which lists, and which of them: the kind of harm, or the reason."""


class Look(NamedTuple):
    """What one look at a text tells.

    Attributes:
        small: the text as the lists read it.
        there: of all marks, and of all words that patterns need first, those that stand in it.
        possible: what may be found in it, and for it what the patterns that may match need.
    """

    small: str
    there: frozenset[str]
    possible: Mapping[Name, Sequence[Need]]

    def found(self, lists: str) -> Iterator[tuple[str, list[Span]]]:
        """Of these word lists those of which something stands in the text, and where."""
        for of, name in self.possible:
            if of == lists and (spans := _lists()[of, name].find(self.small, self.there)):
                yield name, spans


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of harm that somebody may ask for; see `harm_requests`.

    Attributes:
        marks: words of which one must stand in the text.
        patterns: each is made ready when it is first tried: making all of them ready takes longer than many an export.
        needs: what stands in the sentence that a pattern matches, one for each.
    """

    marks: frozenset[str]
    patterns: tuple[str, ...]
    needs: tuple[Need, ...]

    def first(self, said: str, met: Container[Need]) -> tuple[int, int] | None:
        """Where in a sentence the first of those patterns matches whose needs are met there; None: nowhere."""
        tried = (pattern for pattern, need in zip(self.patterns, self.needs, strict=True) if need in met)
        hits = [hit.span() for pattern in tried if (hit := _ready(pattern).search(said))]
        return min(hits, key=itemgetter(0), default=None)  # of those that begin together the one that stands first


def look(text: str) -> Look:
    """One look at a text for all lists; several checks read one message, one after the other."""
    return _LOOKS[text]


def glance(text: str) -> Look:
    """The same for the lists of `IDENTITY` alone: most rows want no answer, and nobody asks those for harm."""
    return _LOOKS.get(text) or _GLANCES[text]


def foresee(closely: Iterable[str], glanced: Iterable[str] = ()) -> None:
    """Look at many texts together, before one after the other is asked for: that takes a fraction of the time.

    Args:
        closely: texts that all lists will be asked about.
        glanced: texts that only those of `IDENTITY` will.
    """
    _foresee(closely, _LOOKS, closely=True)
    _foresee((text for text in glanced if text not in _LOOKS), _GLANCES, closely=False)


def _foresee(texts: Iterable[str], looks: Remembered[Look], *, closely: bool) -> None:
    new = [text for text in dict.fromkeys(texts) if text not in looks]
    while new:
        some, size = [], 0
        while new and size < _TOGETHER:
            some.append(new.pop())
            size += len(some[-1])
        for text, one in zip(some, _looked(some, closely=closely), strict=True):
            looks.keep(text, one)


_TOGETHER = 1 << 17
"""Characters that are looked at together."""


def _looked(texts: Sequence[str], *, closely: bool) -> list[Look]:
    small, sought = [folded(text) for text in texts], _sought(closely=closely)
    return [_with_needs(one, there, sought) for one, there in zip(small, sought.words.standing(small), strict=True)]


def _with_needs(small: str, there: frozenset[str], sought: "_Sought") -> Look:
    possible: dict[Name, list[Need]] = {}
    numbers = set(sought.always)
    for word in there & sought.openers.keys():
        numbers.update(sought.openers[word])
    for number in sorted(numbers):
        name, marks, need = sought.patterns[number]
        if (not marks or not marks.isdisjoint(there)) and (name[0] == ASKS or need.met(small)):
            possible.setdefault(name, []).append(need)
    return Look(small, there, possible)


_LOOKS = Remembered(lambda text: _looked([text], closely=True)[0])
_GLANCES = Remembered(lambda text: _looked([text], closely=False)[0])


@cache
def _lists() -> Mapping[Name, WordList]:
    """Words of harm by kind, and what only a certain assistant was or could by reason."""
    table = read("identity")
    names = {name: table[name] for name in ("makers", "models")}
    harm = {kind: word_list(*own) for kind, own in _by_kind(read("harm")["list"], {}).items()}
    return {(HARM, kind): own for kind, own in harm.items()} | {
        (IDENTITY[one["part"]], one["reason"]): word_list(one["marks"], _filled(one["patterns"], names))
        for one in table["list"]
    }


@cache
def acts() -> Mapping[str, Act]:
    """What people ask for, by kind of harm."""
    table = read("harm-requests")
    words = table["words"]
    names = {name: one.replace("{relation}", words["relation"]) for name, one in words.items()}
    # A match of a few dozen words tells less than the words around it, and takes long to read.
    told = names | dict.fromkeys(("relation", "person", "group"), _ANYTHING)
    filled, open_ones = _by_kind(table["act"], names), _by_kind(table["act"], told)
    return {kind: Act(frozenset(own[0]), tuple(own[1]), needs(open_ones[kind][1])) for kind, own in filled.items()}


def _by_kind(
    tables: Iterable[Mapping[str, Any]], names: Mapping[str, str]
) -> Mapping[str, tuple[list[str], list[str]]]:
    """Marks and patterns by kind of harm; several tables of one kind are one."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for one in tables:
        marks, patterns = found.setdefault(one["kind"], ([], []))
        marks += one["marks"]
        patterns += _filled(one["patterns"], names)
    return found


def _filled(patterns: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Patterns with the words that `{name}` stands for."""
    filled = []
    for pattern in patterns:
        for name, words in names.items():
            pattern = pattern.replace(f"{{{name}}}", words)  # noqa: PLW2901 - one name after the other
        filled.append(pattern)
    return filled


_ANYTHING = "[^.]+"


@cache
def _ready(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class _Sought:
    """All that is looked for in one look.

    Attributes:
        words: every mark, and every word that some pattern needs first.
        patterns: by number: whose it is, the marks of which one must stand in the text, and what else it needs.
        openers: the patterns that such a word is the first need of.
        always: the patterns that need nothing first.
    """

    words: Marks
    patterns: Sequence[tuple[Name, frozenset[str], Need]]
    openers: Mapping[str, Sequence[int]]
    always: Sequence[int]


@cache
def _sought(*, closely: bool) -> _Sought:
    entries: dict[Name, WordList | Act] = {
        name: one for name, one in _lists().items() if closely or name[0] in IDENTITY.values()
    }
    entries |= {(ASKS, kind): act for kind, act in acts().items()} if closely else {}
    patterns = [(name, entry.marks, need) for name, entry in entries.items() for need in entry.needs]
    openers: dict[str, list[int]] = {}
    for number, (_, _, need) in enumerate(patterns):
        for word in need.first:
            openers.setdefault(word, []).append(number)
    words = Marks((*openers, *(mark for entry in entries.values() for mark in entry.marks)))
    return _Sought(words, patterns, openers, [number for number, (*_, need) in enumerate(patterns) if not need.first])
