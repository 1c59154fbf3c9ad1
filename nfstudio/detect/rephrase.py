"""Who asks again uses no angry word: finds messages that repeat an earlier request of the same person.

Word cues cannot see a repeat, so content words are compared, as SIGNALS does (arXiv 2604.00356: at least 0.75 of
the smaller set shared, at most half of the words new, across three messages). Alone these thresholds were right in
57 of 100 cases on judged conversations: the rest were the same template with another input. So the words in which
two messages differ decide here: a word put in the place of another is a new input, unless it is a respelling.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nfstudio.detect.lexicon import CONTINUING_WORDS, FRESH_WORDS, FUNCTION_WORDS
from nfstudio.detect.reading import Reading, plain, words_of
from nfstudio.domain.masking import masked

SHARED = 0.75
"""Share of the smaller set of content words that a repeat must have in common with the request."""
NEW = 0.5
"""Largest share of a repeat's content words that may be new."""
RESPELT = 75.0
"""Likeness (rapidfuzz ratio, percent) from which two words are one word, mistyped or inflected."""
SAME_PASTE = 0.85
"""Share of its words that a paste must have in common with an earlier one to be the same input."""
LONGEST = 4_000
"""Characters of a message that are compared."""

_SUFFIXES = ("ing", "ed", "es", "ly", "s", "e")
_COMMAND = re.compile(r"\s*/\w")
_FIGURES = re.compile(r"\d+|[-+*/^%=<>_()]")


@dataclass(frozen=True, slots=True)
class Repeat:
    """An earlier message that this one repeats.

    Attributes:
        distance: which one, 1 for the previous message of the person.
        similarity: share of all their content words that both have, in [0, 1].
        weight: how often such a repeat was feedback when measured.
    """

    distance: int
    similarity: float
    weight: float


@dataclass(frozen=True, slots=True)
class _Request:
    """A message taken apart for comparison.

    Attributes:
        own: stems of content words in the person's own text, each once; of a message that is all pasted, of the paste.
        pasted: words that stand in pasted text alone.
        figures: numbers and operators of the own text in order.
    """

    own: tuple[str, ...]
    pasted: frozenset[str]
    figures: tuple[str, ...]


def repeat_of(reading: Reading) -> Repeat | None:
    """The earlier message that `reading` repeats most surely, the nearest of equals; None when it repeats none.

    Slash commands of tools and "go on" are said again without any complaint, so they repeat nothing.
    """
    text = reading.candidate.text
    if _COMMAND.match(text):
        return None
    now = _taken_apart(text)
    if _CONTINUING.issuperset(now.own):
        return None
    repeats = (
        _compared(now, _taken_apart(earlier), distance, refused=reading.answer_refuses)
        for distance, earlier in enumerate(reading.candidate.earlier, 1)
    )
    return max((r for r in repeats if r is not None), key=lambda r: (r.weight, r.similarity, -r.distance), default=None)


def _compared(now: _Request, before: _Request, distance: int, *, refused: bool) -> Repeat | None:
    new, lost = _differences(now.own, before.own)
    common = len(now.own) - len(new)
    if not common or (new and lost) or (_FRESH & set(new)):
        return None
    if len(new) > NEW * len(now.own) or common < SHARED * min(len(now.own), len(before.own)):
        return None
    if not _same_paste(now.pasted, before.pasted) or (not (new or lost) and now.figures != before.figures):
        return None
    similarity = common / (common + len(new) + len(lost))
    weight = _weight(common, similarity, refused=refused)
    return Repeat(distance, similarity, weight) if weight else None


def _weight(common: int, similarity: float, *, refused: bool) -> float:
    """How often repeats of this kind were feedback in judged conversations; 0 for kinds that seldom were.

    Args:
        common: content words that both messages have.
        refused: the answer between them refused or asked back, which makes even a looser repeat one.
    """
    if similarity == 1.0:
        return 0.85 if common >= 4 else 0.75 if refused or common >= 2 else 0.45
    if refused and common >= 2:
        return 0.75
    if similarity >= SHARED and common >= 7:
        return 0.7
    return 0.55 if similarity >= 0.6 and common >= 4 else 0.0


def _differences(now: Sequence[str], before: Sequence[str]) -> tuple[list[str], list[str]]:
    """Stems of each that the other has neither as they are nor respelt."""
    new = [word for word in now if word not in before]
    lost = [word for word in before if word not in now]
    fewer = min(len(now), len(before))
    if new and lost and (len(now) - len(new)) * 2 >= fewer - 1:
        respelt = [(a, b) for a in new if len(a) > 3 for b in lost if len(b) > 3 and _respelt(a, b)]
        new = [word for word in new if not any(word == a for a, _ in respelt)]
        lost = [word for word in lost if not any(word == b for _, b in respelt)]
    return new, lost


def _respelt(one: str, other: str) -> bool:
    from rapidfuzz import fuzz  # noqa: PLC0415 - the command line must not pay for it

    return one.isalpha() and other.isalpha() and fuzz.ratio(one, other, score_cutoff=RESPELT) > 0


def _same_paste(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SAME_PASTE * max(len(one), len(other))


@lru_cache(maxsize=4096)
def _taken_apart(text: str) -> _Request:
    """Cached, because a message is compared with each of the three that follow it."""
    text = plain(text[:LONGEST])
    own = masked(text)
    words = tuple(dict.fromkeys(_content(words_of(own))))
    if not words:
        return _Request(tuple(dict.fromkeys(_content(words_of(text)))), frozenset(), ())
    pasted = frozenset(words_of(text)) - frozenset(words_of(own)) if own != text else frozenset()
    return _Request(words, pasted, tuple(_FIGURES.findall(own)))


def _content(words: Iterable[str]) -> list[str]:
    return [_stem(word) for word in words if word not in FUNCTION_WORDS]


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word.removesuffix(suffix)
    return word


_FRESH = frozenset(map(_stem, FRESH_WORDS))
_CONTINUING = frozenset(map(_stem, CONTINUING_WORDS))
