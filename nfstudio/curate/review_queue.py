"""What deserves a reviewer's time first: claims the rules and the encoder disagree about, words unlike all others."""

import re
from array import array
from collections.abc import Iterable
from itertools import pairwise
from math import sqrt
from zlib import crc32

from nfstudio.domain.feedback import Category, Evidence

_WORD = re.compile(r"\w+")
_MOST = 40
"""Features of one span: words and pairs of them; what a longer span says after that makes it no more unusual."""
_BUCKETS = 1 << 20
_DECIDED_WEIGHS = 10
"""A decided span counts as so many undecided ones: what was seen is known, what was only found may still surprise."""


def disagreement(evidence: Evidence, category: Category) -> float | None:
    """How far the rules (or the likeness to an earlier message) and the encoder are apart about a claim, in [0, 1].

    1 when rules claim it and the encoder gives its category no chance, or when the encoder is certain and no rule
    fired; None when no encoder has spoken, so that there is nothing to compare.
    """
    if not evidence.probabilities:
        return None
    claimed = 1.0 if evidence.rules or evidence.similar_to is not None else 0.0
    return abs(claimed - evidence.probabilities.get(category.value, 0.0))


class Wording:
    """How often words and pairs of words were met, in memory that does not grow: counts stand in buckets by a hash,
    so that two rare features may seldom be taken for one another."""

    def __init__(self) -> None:
        self._counts = array("L", bytes(array("L").itemsize * _BUCKETS))

    def meet(self, words: str, *, decided: bool) -> None:
        """Count the features of one span."""
        for bucket in _features(words):
            self._counts[bucket] += _DECIDED_WEIGHS if decided else 1

    def novelty(self, words: str) -> float:
        """How unusual a span is that was met: 1 when nothing in it stands elsewhere, towards 0 the more often its
        words were met and decided; 0 for one without words."""
        buckets = _features(words)
        if not buckets:
            return 0.0
        return sum(1 / sqrt(max(1, self._counts[bucket])) for bucket in buckets) / len(buckets)


def _features(words: str) -> list[int]:
    said = _WORD.findall(words.casefold())[:_MOST]
    return [_bucket(feature) for feature in _with_pairs(said)]


def _with_pairs(said: list[str]) -> Iterable[str]:
    return dict.fromkeys([*said, *(f"{one} {other}" for one, other in pairwise(said))])


def _bucket(feature: str) -> int:
    return crc32(feature.encode()) % _BUCKETS
