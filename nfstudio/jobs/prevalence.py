"""The verb stats: how common feedback is, with intervals, for the whole project or by group."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from nfstudio.domain.measures import wilson
from nfstudio.store import figures, statistics
from nfstudio.store.project import Project
from nfstudio.store.statistics import GROUPS, Counts

__all__ = ["GROUPS", "Prevalence", "Share", "prevalence", "stats", "statuses"]


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % Wilson interval; value is None when there is nothing to share."""

    value: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Prevalence:
    """How common feedback is in one group: `share` = with_feedback of with_follow_up."""

    group: str | None
    conversations: int
    with_follow_up: int
    with_feedback: int
    share: Share
    by_category: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values, for JSON."""
        return asdict(self)


def stats(project: Project, *, by: str | None = None) -> tuple[Prevalence, list[Prevalence]]:
    """The whole project, and its groups when `by` names one of `GROUPS`."""
    groups = statistics.grouped(project.db, by) if by else []
    return prevalence(statistics.overall(project.db)), [prevalence(counts) for counts in groups]


def statuses(project: Project) -> dict[str, int]:
    """How many feedback stand how, by the name of the status."""
    found: Counter[str] = Counter()
    for counts in figures.statuses(project.db).values():
        found.update({status.value: count for status, count in counts.items()})
    return dict(sorted(found.items()))


def prevalence(counts: Counts) -> Prevalence:
    """Counts with their share and its interval."""
    low, high = wilson(counts.with_feedback, counts.with_follow_up)
    value = counts.with_feedback / counts.with_follow_up if counts.with_follow_up else None
    return Prevalence(
        counts.group,
        counts.conversations,
        counts.with_follow_up,
        counts.with_feedback,
        Share(value, low, high),
        counts.by_category,
    )
