"""What a new run claims otherwise than the run before it, message by message: new, gone, changed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nfstudio.domain.feedback import ABSORBS, Detection
from nfstudio.domain.span import overlap

SHIFT = 0.1
"""Least change of a score that is told: other weights move every score a little, and nobody wants to look at that."""


class Change(StrEnum):
    """What became of a claim. `AGAINST`, beside one of the others: a person has decided otherwise."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    AGAINST = "against"


class Aspect(StrEnum):
    """In what a changed claim is another."""

    CATEGORY = "category"
    SPAN = "span"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Difference:
    """One claim that is new, gone or changed.

    Attributes:
        aspects: in what it changed; empty for what is new or gone.
        before: the claim of the earlier run; of a new one the claim that was too unsure to count, or None.
        after: the claim of the new run; of one that is gone the claim that is too unsure to count, or None.
    """

    message: int
    change: Change
    aspects: tuple[Aspect, ...]
    before: Detection | None
    after: Detection | None


Counts = Callable[[Detection], bool]


def differences(
    before: Sequence[Detection],
    after: Sequence[Detection],
    *,
    counted: Counts,
    counts: Counts,
    scores: bool,
) -> list[Difference]:
    """How the claims of two runs about one message differ, as far as they count.

    A claim is the same as one of the other run whose words overlap it by at least `ABSORBS`; of its own category
    rather than of another, and one that counts rather than one that does not.

    Args:
        before, after: all claims of either run about the message.
        counted, counts: whether a claim is sure enough, by the thresholds of its run.
        scores: whether the scores of both can be compared: those of two detectors cannot.
    """
    found = []
    for old, new in _pairs(before, after, counted=counted, counts=counts):
        stood, stands = old is not None and counted(old), new is not None and counts(new)
        if stood and stands:
            assert old is not None
            assert new is not None
            if aspects := _aspects(old, new, scores=scores):
                found.append(Difference(new.message, Change.CHANGED, aspects, old, new))
        elif new is not None and stands:
            found.append(Difference(new.message, Change.NEW, (), old, new))
        elif old is not None and stood:
            found.append(Difference(old.message, Change.GONE, (), old, new))
    return found


def _pairs(
    before: Sequence[Detection], after: Sequence[Detection], *, counted: Counts, counts: Counts
) -> Iterator[tuple[Detection | None, Detection | None]]:
    """Every claim once, beside the claim of the other run that is the same."""

    def rank(old: Detection, new: Detection) -> tuple[bool, bool, float]:
        return counted(old) and counts(new), old.category is new.category, overlap(old.span, new.span)

    near = [
        (rank(old, new), i, j)
        for i, old in enumerate(before)
        for j, new in enumerate(after)
        if overlap(old.span, new.span) >= ABSORBS
    ]
    left, right = dict(enumerate(before)), dict(enumerate(after))
    for _, i, j in sorted(near, key=lambda pair: (*(-part for part in pair[0]), pair[1], pair[2])):
        if i in left and j in right:
            yield left.pop(i), right.pop(j)
    yield from ((old, None) for old in left.values())
    yield from ((None, new) for new in right.values())


def _aspects(old: Detection, new: Detection, *, scores: bool) -> tuple[Aspect, ...]:
    differs = {
        Aspect.CATEGORY: old.category is not new.category,
        Aspect.SPAN: old.span != new.span,
        Aspect.SCORE: scores and round(abs(old.score - new.score), 6) >= SHIFT,
    }
    return tuple(aspect for aspect, other in differs.items() if other)
