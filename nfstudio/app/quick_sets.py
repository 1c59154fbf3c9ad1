"""Sets of feedback that people review again and again, each one choice away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from nfstudio.app.wording import number, tr
from nfstudio.domain.feedback import Category, Status
from nfstudio.store.browse import Filter, Order, feedback_ids
from nfstudio.store.differences import ALL
from nfstudio.store.project import Project

CHANGED = "changed"
"""The set of what the last detection changed."""
_CLAIMED = Filter(statuses=frozenset({Status.AUTO, Status.CONFIRMED, Status.REJECTED}), score=(0.0, None))
"""What a detector claims, decided or not; a span made by hand has no score."""


@dataclass(frozen=True, slots=True)
class QuickSet:
    """One set.

    Attributes:
        id: as in the id of its action.
        sample: so many of it, drawn by the fixed shuffle, so that the same ones come again; None for all.
    """

    id: str
    text: str
    shown: Filter
    order: Order
    sample: int | None = None

    @property
    def title(self) -> str:
        """Its text in the person's language."""
        return tr(self.text)


QUICK_SETS = (
    QuickSet("undecided", "All undecided", Filter(statuses=frozenset({Status.AUTO})), Order.UNCERTAIN),
    QuickSet("sample", "50 at random, for a precision estimate", _CLAIMED, Order.RANDOM, 50),
    QuickSet(
        "corrections",
        "All Corrections above 0.8",
        Filter(categories=frozenset({Category.CORRECTION}), score=(0.8, None)),
        Order.SURE,
    ),
    QuickSet("skipped", "What was skipped", Filter(statuses=frozenset({Status.SKIPPED})), Order.READING),
    QuickSet(
        "decided",
        "What is decided",
        Filter(statuses=frozenset({Status.CONFIRMED, Status.REJECTED})),
        Order.READING,
    ),
    QuickSet(CHANGED, "Changed by the last detection", Filter(differences=ALL), Order.READING),
)


def drawn(wanted: QuickSet) -> Callable[[Project], Filter]:
    """The filter of a set, to be asked of the reader thread: a sample is drawn then, and stays the same ids."""

    def ask(project: Project) -> Filter:
        if wanted.sample is None:
            return wanted.shown
        ids = tuple(feedback_ids(project.db, wanted.shown, Order.RANDOM)[: wanted.sample])
        if not ids:
            return wanted.shown
        what = tr("{count} at random").format(count=number(len(ids)))
        return replace(Filter(), among=ids, among_what=what)

    return ask


def quota(project: Project, *, wanted: Filter, numbers: Mapping[Category, int]) -> Filter:
    """So many of each category among what `wanted` lets through, the least certain first; a filter that lets exactly
    these through, whatever is decided about them meanwhile."""
    ids: list[int] = []
    for category, count in numbers.items():
        if count and (not wanted.categories or category in wanted.categories):
            narrowed = replace(wanted, categories=frozenset({category}))
            ids += feedback_ids(project.db, narrowed, Order.UNCERTAIN)[:count]
    what = tr("{count} by category").format(count=number(len(ids)))
    return replace(wanted, statuses=frozenset(), categories=frozenset(), among=tuple(ids), among_what=what)
