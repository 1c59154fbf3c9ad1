"""How far two reviewers agree on a second look: figures over the messages both have read, and where they differ."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nfstudio.detect.evaluate import NONE, category_of
from nfstudio.domain.feedback import ABSORBS, Category
from nfstudio.domain.measures import kappa, kappa_interval, wilson
from nfstudio.domain.span import overlap, paired
from nfstudio.store import second_look
from nfstudio.store.project import Project
from nfstudio.store.second_look import Found, Pair


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a second look came to.

    Attributes:
        reviewer: who read it the second time.
        drawn, read: messages in the sample; of these, read twice.
        same: messages to which both give the same class: one of five categories, or none (see `category_of`).
        kappa: Cohen's, over these six classes; None before a message is read twice.
        kappa_95: its interval (see `kappa_interval`).
        span_f1: spans of both that overlap by one half at least (intersection over union), one to one; None where
            neither reader found any.
        span_category_f1: the same, of the same category too.
        classes: how many messages have this class by the first reader and that by the second.
        disagreements: messages in which category or span of anything differs, in the order of the sample.
    """

    reviewer: str
    drawn: int
    read: int
    same: int
    kappa: float | None
    kappa_95: tuple[float, float] | None
    span_f1: float | None
    span_category_f1: float | None
    classes: Mapping[tuple[str, str], int]
    disagreements: tuple[Pair, ...]

    def as_dict(self) -> dict[str, Any]:
        """The figures for a program; shares and kappa with their 95 % intervals, None before anything is read twice."""
        low, high = self.kappa_95 or (None, None)
        share = self.same / self.read if self.read else None
        bounds = self.same_95 if self.read else (None, None)
        return {
            "reviewer": self.reviewer,
            "drawn": self.drawn,
            "read": self.read,
            "same_class": {"count": self.same, "share": share, "low": bounds[0], "high": bounds[1]},
            "kappa": {"value": self.kappa, "low": low, "high": high},
            "span_f1": self.span_f1,
            "span_category_f1": self.span_category_f1,
            "classes": [
                {"first": one, "second": other, "messages": self.classes[one, other]}
                for one in CLASSES
                for other in CLASSES
                if (one, other) in self.classes
            ],
            "disagreements": len(self.disagreements),
            "to_settle": len(self.to_settle),
        }

    @property
    def same_95(self) -> tuple[float, float]:
        """The 95 % interval of the share of messages with the same class."""
        return wilson(self.same, self.read)

    @property
    def to_settle(self) -> tuple[Pair, ...]:
        """The disagreements that nobody has settled."""
        return tuple(pair for pair in self.disagreements if pair.outcome is None)


def agreement(project: Project, look: int) -> Agreement:
    """How far the readings of a sample agree as of now; settling changes no figure, because the readings stay.

    Raises:
        StudioError: when there is no such second look.
    """
    sample, read = second_look.second_look(project.db, look), second_look.pairs(project.db, look)
    first, second = ([_class(found) for found in side] for side in _sides(read))
    return Agreement(
        reviewer=sample.reviewer,
        drawn=len(sample.messages),
        read=len(read),
        same=sum(one == other for one, other in zip(first, second, strict=True)),
        kappa=kappa(first, second) if read else None,
        kappa_95=kappa_interval(first, second) if read else None,
        span_f1=_f1(read, same_category=False),
        span_category_f1=_f1(read, same_category=True),
        classes=Counter(zip(first, second, strict=True)),
        disagreements=tuple(pair for pair in read if _differ(pair)),
    )


CLASSES = (*(category.value for category in Category), NONE)
"""The six classes of a message, in the order of tables."""


def _sides(read: Sequence[Pair]) -> tuple[list[Found], list[Found]]:
    return [pair.first for pair in read], [pair.second for pair in read]


def _class(found: Found) -> str:
    return category_of([category for _, category in found])


def _differ(pair: Pair) -> bool:
    return 2 * _matched(pair, same_category=True) < len(pair.first) + len(pair.second)


def _f1(read: Sequence[Pair], *, same_category: bool) -> float | None:
    """F1 is the same whoever is taken for right: twice the shared spans over all spans."""
    spans = sum(len(pair.first) + len(pair.second) for pair in read)
    return 2 * sum(_matched(pair, same_category=same_category) for pair in read) / spans if spans else None


def _matched(pair: Pair, *, same_category: bool) -> int:
    """How many spans of one reading find one of the other for themselves, the best overlaps first."""
    pairs = (
        (i, j, overlap(one, other))
        for i, (one, category) in enumerate(pair.first)
        for j, (other, called) in enumerate(pair.second)
        if category is called or not same_category
    )
    return len(paired(pairs, least=ABSORBS))
