"""What the logs tell: shares with intervals, precision of what was reviewed, rules, progress, two sources compared.

Each answer is one question for the reader thread of the window; together they are the page of insights. Shares by
group are those of the verb stats (see `jobs/prevalence.py`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from nfstudio.detect import rule_pack
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.measures import difference, mean_interval, wilson
from nfstudio.jobs.prevalence import GROUPS, Prevalence, Share, prevalence
from nfstudio.store import figures, grouping, statistics
from nfstudio.store.figures import BANDS, SCORE_BINS, Day, Reviewed, RuleCount, SourceCount
from nfstudio.store.project import Project
from nfstudio.store.statistics import Counts

__all__ = ["GROUPS", "SCORE_BINS", "Day", "Prevalence", "Share"]

HUNDRED = 100
"""Feedback is told by so many conversations, as the paper tells it."""


@dataclass(frozen=True, slots=True)
class Overview:
    """How common feedback is in the groups of one kind, the largest first, and in all of them together.

    Attributes:
        files: by sources, how many files each has, of those that have several.
    """

    by: str
    whole: Prevalence
    groups: list[Prevalence]
    files: Mapping[str, int] = field(default_factory=dict)


def overview(project: Project, by: str) -> Overview:
    """How common feedback is by source, file, model, language or month: 2 s for a million conversations."""
    groups = statistics.shares(project.db, by)
    whole = Counts(
        None,
        conversations=sum(one.conversations for one in groups),
        with_follow_up=sum(one.with_follow_up for one in groups),
        with_feedback=sum(one.with_feedback for one in groups),
        by_category={},
    )
    files = grouping.files(project.db) if by == "source" else {}
    return Overview(by, prevalence(whole), [prevalence(counts) for counts in groups], files)


@dataclass(frozen=True, slots=True)
class CategoryShare:
    """Feedback of one category that stands, and its share of all feedback that stands."""

    category: Category
    count: int
    share: Share


def share(hits: int, total: int) -> Share:
    """A share with its 95 % Wilson interval."""
    return Share(hits / total if total else None, *wilson(hits, total))


def scores(project: Project) -> list[Counter[Status]]:
    """For each of `SCORE_BINS` bins how many feedback of each status has such a score."""
    bins: list[Counter[Status]] = [Counter() for _ in range(SCORE_BINS)]
    for one in figures.scores(project.db):
        bins[one.bin][one.status] += one.count
    return bins


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of the reviewed claims were right: confirmed with the category that was claimed."""

    of: str
    right: int
    reviewed: int
    share: Share


@dataclass(frozen=True, slots=True)
class Precisions:
    """The same claims looked at in three ways; by score the lowest band first, bands without a review left out."""

    by_category: list[Precision]
    by_detector: list[Precision]
    by_score: list[Precision]


def precisions(project: Project) -> Precisions:
    """Precision among the claims that people have confirmed or rejected.

    It is that of the detector only as far as they were chosen by chance: a queue that shows the least certain first
    makes it look worse than it is, which precision by score takes out again.
    """
    rows = figures.reviewed(project.db)
    bands = {band: f"{band / BANDS:.1f} – {(band + 1) / BANDS:.1f}" for band in range(BANDS)}
    return Precisions(
        _precisions(rows, lambda row: list(Category).index(row.category), lambda row: row.category.value),
        _precisions(rows, lambda row: row.detector, lambda row: row.detector),
        _precisions(rows, lambda row: row.band, lambda row: bands[row.band]),
    )


def _precisions(
    rows: Iterable[Reviewed], key: Callable[[Reviewed], Hashable], name: Callable[[Reviewed], str]
) -> list[Precision]:
    right: Counter[Hashable] = Counter()
    total: Counter[Hashable] = Counter()
    names: dict[Hashable, str] = {}
    for row in rows:
        names[key(row)] = name(row)
        total[key(row)] += row.count
        right[key(row)] += row.count * row.right
    return [
        Precision(names[one], right[one], total[one], share(right[one], total[one]))
        for one in sorted(names, key=str)  # names, or numbers of one digit
    ]


@dataclass(frozen=True, slots=True)
class RuleFigures:
    """One rule.

    Attributes:
        category: what the rule claims; for a rule that the packs no longer hold, what its claims mostly were.
        fires: claims in force that it stands behind.
        conflicts: of these, claims that another category won on the same words.
        precision: among the reviewed; its value is None while nothing was.
    """

    rule: str
    category: Category
    fires: int
    conflicts: int
    right: int
    reviewed: int
    precision: Share


def rules(project: Project) -> list[RuleFigures]:
    """All rules that fired, the most frequent first.

    Raises:
        StudioError: when a rule pack is broken.
    """
    counted = figures.rules(project.db)
    known = {rule.id: rule.category for rule in rule_pack.load().rules} if counted else {}
    by_rule: defaultdict[str, list[RuleCount]] = defaultdict(list)
    for row in counted:
        by_rule[row.rule].append(row)
    found = [_rule(name, rows, known.get(name)) for name, rows in by_rule.items()]
    return sorted(found, key=lambda one: (-one.fires, one.rule))


def _rule(name: str, rows: list[RuleCount], known: Category | None) -> RuleFigures:
    category = known or max(rows, key=lambda row: row.fires).category
    fires, reviewed, right = (sum(getattr(row, what) for row in rows) for what in ("fires", "reviewed", "right"))
    conflicts = sum(row.fires for row in rows if row.category is not category)
    return RuleFigures(name, category, fires, conflicts, right, reviewed, share(right, reviewed))


@dataclass(frozen=True, slots=True)
class ReviewProgress:
    """How far review has come: feedback by category and status, and decisions by day and reviewer."""

    statuses: Mapping[Category, Mapping[Status, int]]
    days: list[Day]

    @property
    def categories(self) -> list[CategoryShare]:
        """What stands of each category."""
        counts = {
            category: sum(counts.get(status, 0) for status in (Status.AUTO, Status.CONFIRMED))
            for category, counts in self.statuses.items()
        }
        total = sum(counts.values())
        return [CategoryShare(category, count, share(count, total)) for category, count in counts.items()]


def progress(project: Project) -> ReviewProgress:
    """How far review has come."""
    return ReviewProgress(figures.statuses(project.db), figures.days(project.db))


@dataclass(frozen=True, slots=True)
class Rate:
    """Feedback in a hundred conversations, with the 95 % interval of that mean."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Side:
    """One source of a comparison.

    Attributes:
        years: such as "2018" or "2023–2024"; empty when its conversations carry no time.
        rates: feedback in a hundred conversations with a follow-up, by category; under None of any category.
    """

    source: str
    years: str
    with_follow_up: int
    with_feedback: int
    share: Share
    rates: Mapping[Category | None, Rate]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sources, and how much larger the share of the second is, with its 95 % interval (in shares, -1 to 1)."""

    older: Side
    newer: Side
    low: float
    high: float


def compare(project: Project, older: str, newer: str) -> Comparison:
    """The paper's comparison of an older with a newer corpus, for two sources of the project.

    The paper counts by hand and leaves Positive out in the older corpus; here one detector counts in both.
    """
    one, other = figures.source(project.db, older), figures.source(project.db, newer)
    bounds = difference((one.with_feedback, one.with_follow_up), (other.with_feedback, other.with_follow_up))
    return Comparison(_side(one), _side(other), *bounds)


def _side(counts: SourceCount) -> Side:
    kinds: tuple[Category | None, ...] = (None, *Category)
    return Side(
        counts.source,
        " – ".join(sorted({year for year in (counts.first, counts.last) if year})),
        counts.with_follow_up,
        counts.with_feedback,
        share(counts.with_feedback, counts.with_follow_up),
        {kind: _rate(counts.with_follow_up, *counts.by_category.get(kind, (0, 0))) for kind in kinds},
    )


def _rate(conversations: int, total: int, squares: int) -> Rate:
    low, high = mean_interval(conversations, total, squares)
    return Rate(HUNDRED * total / conversations if conversations else 0.0, HUNDRED * low, HUNDRED * high)
