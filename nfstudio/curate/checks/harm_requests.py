"""Who asks for harm without a forbidden word, and who helps with it: an act and a lead in one sentence, and no guard.

The lists stand in `resources/checks/harm-requests.toml`. A list of words sees neither irony nor a second meaning; a
person decides.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from nfstudio.curate.checks.word_lists import folded, read
from nfstudio.domain.span import Span

_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!](?=\w)[^.?!\n]+)*")
_LETTERS = 3
"""Of the head of a mark, by which it is looked up."""
_HEAD = re.compile(rf"\b[a-z]{{{_LETTERS}}}")
_LONGEST = 600
"""Characters of one sentence that are read: what goes on longer is no sentence but a list, or code."""
_OPENING = 160
"""Characters of an answer within which it speaks against what was asked, if it does."""


@lru_cache(maxsize=1024)  # the rows of one conversation share their first messages
def asks_for_harm(request: str) -> tuple[tuple[str, Span], ...]:
    """Kinds of harm that a message asks for, or means to do, and the words of the act, in order of place."""
    return _found(request, "leads")


@lru_cache(maxsize=256)
def advises_harm(answer: str) -> tuple[tuple[str, Span], ...]:
    """Kinds of harm that an answer advises, and the words of the act, in order of place."""
    return _found(answer, "advice")


def discourages(answer: str) -> bool:
    """Whether the opening of an answer speaks against what was asked, without taking it back in the same breath."""
    opening = folded(answer[:_OPENING])
    return _any("discourages").search(opening) is not None and _any("taken_back").search(opening) is None


def _found(text: str, leads: str) -> tuple[tuple[str, Span], ...]:
    small = folded(text)
    acts = _acts_near(small)
    if not acts:
        return ()
    found = []
    for sentence in _SENTENCE.finditer(small):
        start, end = sentence.start(), min(sentence.end(), sentence.start() + _LONGEST)
        said = small[start:end]
        hits = [(kind, hit.span()) for kind, act in acts.items() if (hit := act.search(said))]
        if hits and _any(leads).search(said) and not _any("guards").search(said):
            found += [(kind, Span(start + a, start + b)) for kind, (a, b) in hits]
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))


def _acts_near(small: str) -> Mapping[str, re.Pattern[str]]:
    """The acts of which a mark stands in the text. Marks begin a word, so only those are tried whose head is there."""
    heads = _marks()
    there = heads.keys() & set(_HEAD.findall(small))
    kinds = {kind for head in there for mark, kind in heads[head] if mark in small}
    return {kind: act for kind, act in _acts().items() if kind in kinds} if kinds else {}


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read("harm-requests")[name]))


@cache
def _marks() -> Mapping[str, Sequence[tuple[str, str]]]:
    heads: dict[str, list[tuple[str, str]]] = {}
    for entry in read("harm-requests")["act"]:
        for mark in entry["marks"]:
            heads.setdefault(mark[:_LETTERS], []).append((mark, entry["kind"]))
    return heads


@cache
def _acts() -> Mapping[str, re.Pattern[str]]:
    table = read("harm-requests")
    words = table["words"]
    names = {name: one.replace("{relation}", words["relation"]) for name, one in words.items()}
    acts = {}
    for entry in table["act"]:
        pattern = "|".join(f"(?:{one})" for one in entry["patterns"])
        for name, one in names.items():
            pattern = pattern.replace(f"{{{name}}}", one)
        acts[entry["kind"]] = re.compile(pattern)
    return acts
