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
from nfstudio.detect.reading import Reading, plain, readable, words_of

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

SMALL = 8
"""Words up to which a message may be small talk."""

_GREETING = re.compile(
    r"\W*(?:(?:hi+|hey+|hello+|yo|good (?:night|morning|evening|day|afternoon)|(?:good)?bye+|see (?:you|ya)"
    r"|how are (?:you|u)|how(?:'s| is) it going|what'?s up|sup|nice to meet you|there|again|later|today|doing)\b\W*)+",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\b(?:you|your|u|ur|yours|i|i'?m|my|me|yourself)\b", re.IGNORECASE)
_SUFFIXES = ("ing", "ed", "es", "ly", "s", "e")
_COMMANDS = re.compile(r"(?:\s*/[a-z][a-z_-]*(?:[ \t][^\n]*)?(?:\n|$))+")
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
        known: the same, to look up.
        pasted: words that stand in pasted text alone.
        said: the own text; empty for a message that is all pasted.
    """

    own: tuple[str, ...]
    known: frozenset[str]
    pasted: frozenset[str]
    said: str


class Comparison:
    """Compares messages with earlier ones; takes each apart once, because three that follow it ask for it."""

    def __init__(self) -> None:
        self._requests: dict[str, _Request] = {}

    def repeat_of(self, reading: Reading) -> Repeat | None:
        """The earlier message that `reading` repeats most surely, the nearest of equals; None when it repeats none.

        Command lines of tools ("/undo"), "go on" and small talk are said again without any complaint, so they repeat
        nothing.
        """
        candidate = reading.candidate
        now = self._requests[candidate.text] = _taken_apart(reading.raw, reading.own)
        if _CONTINUING.issuperset(now.own) or _is_small_talk(reading):
            return None
        repeats = (
            _compared(now, self._request(earlier), distance, reading)
            for distance, earlier in enumerate(candidate.earlier, 1)
            if _may_share(now, earlier)
        )
        found = (repeat for repeat in repeats if repeat is not None)
        return max(found, key=lambda r: (r.weight, r.similarity, -r.distance), default=None)

    def _request(self, text: str) -> _Request:
        if text not in self._requests:
            raw, own, _ = readable(text)
            self._requests[text] = _taken_apart(raw, own)
        return self._requests[text]


def _is_small_talk(reading: Reading) -> bool:
    """A greeting, or a few words about either speaker when the answer before was such words too."""
    if len(reading.words) > SMALL:
        return False
    said = reading.said
    return bool(_GREETING.fullmatch(said)) or (reading.answer_chats and bool(_PERSONAL.search(said)))


def _may_share(now: _Request, earlier: str) -> bool:
    """Whether a stem of `now` stands in an earlier message at all; most messages need not be taken apart to tell."""
    text = plain(earlier).lower()
    return any(word in text for word in now.own)


def _compared(now: _Request, before: _Request, distance: int, reading: Reading) -> Repeat | None:
    if (differ := _differences(now, before)) is None:
        return None
    new, lost = differ
    common = len(now.own) - len(new)
    if now.known.isdisjoint(before.known) or (_FRESH & set(new)):
        return None
    if len(new) > NEW * len(now.own) or common < SHARED * min(len(now.own), len(before.own)):
        return None
    if not _same_paste(now.pasted, before.pasted) or (not (new or lost) and _figures(now) != _figures(before)):
        return None
    similarity = common / (common + len(new) + len(lost))
    weight = _weight(common, similarity, refused=reading.answer_refuses)
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


def _differences(now: _Request, before: _Request) -> tuple[list[str], list[str]] | None:
    """Stems of each that the other has neither as they are nor respelt; None when both have some."""
    new = [word for word in now.own if word not in before.known]
    lost = [word for word in before.own if word not in now.known]
    if not (new and lost):
        return new, lost
    if (len(now.own) - len(new)) * 2 < min(len(now.own), len(before.own)) - 1:
        return None
    if not _respelt(new, lost):
        return ([word for word in new if not _respelt([word], lost)], []) if _respelt(lost, new) else None
    return [], [word for word in lost if not _respelt([word], new)]


def _respelt(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each word is one of the others, mistyped or inflected; figures and words of three letters never are."""
    from rapidfuzz.fuzz import ratio

    if not all(len(word) > 3 and word.isalpha() for word in words):
        return False
    alike = [other for other in others if len(other) > 3 and other.isalpha()]
    return all(any(ratio(word, other, score_cutoff=RESPELT) for other in alike) for word in words)


def _same_paste(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SAME_PASTE * max(len(one), len(other))


def _figures(request: _Request) -> list[str]:
    """Numbers and operators in order, because "5 / 3" and "5 % 3" have the same words."""
    return _FIGURES.findall(request.said)


def _taken_apart(raw: str, own: str) -> _Request:
    """A message as it stands and with pasted text masked, taken apart."""
    start = commands.end() if (commands := _COMMANDS.match(raw)) else 0
    raw, own = raw[start:LONGEST], own[start:LONGEST]
    said = words_of(own)
    words = _content(said)
    if not words:
        words = _content(words_of(raw))
        return _Request(words, frozenset(words), frozenset(), "")
    pasted = frozenset(words_of(raw)).difference(said) if own != raw else frozenset()
    return _Request(words, frozenset(words), pasted, own)


def _content(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_stem(word) for word in dict.fromkeys(words) if word not in FUNCTION_WORDS))


@lru_cache(maxsize=16_384)
def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word.removesuffix(suffix)
    return word


_FRESH = frozenset(map(_stem, FRESH_WORDS))
_CONTINUING = frozenset(map(_stem, CONTINUING_WORDS))
