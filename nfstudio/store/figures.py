"""What the page of insights is drawn from: counts of claims, rules and decisions; shares and intervals are a job's."""

import sqlite3
from dataclasses import dataclass

from nfstudio.domain.feedback import Category, Status
from nfstudio.store.conditions import Filter, conversations_where
from nfstudio.store.statistics import STANDS

SCORE_BINS = 20
"""Bins of the histogram of scores, each 0.05 wide; a score of exactly 1 falls into the last."""
BANDS = 10
"""Bands of scores by which precision is told, each 0.1 wide."""


@dataclass(frozen=True, slots=True)
class ScoreCount:
    """How many feedback of one status has a score in bin number `bin` (see `SCORE_BINS`)."""

    bin: int
    status: Status
    count: int


def scores(db: sqlite3.Connection) -> list[ScoreCount]:
    """The scores of all feedback that a detector claims."""
    rows = db.execute(
        f"SELECT min(CAST(score * {SCORE_BINS} AS INTEGER), {SCORE_BINS - 1}), status, count(*) FROM feedback"
        " WHERE score IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [ScoreCount(at, Status(status), count) for at, status, count in rows]


def statuses(db: sqlite3.Connection) -> dict[Category, dict[Status, int]]:
    """How many feedback of each category has each status."""
    found: dict[Category, dict[Status, int]] = {category: {} for category in Category}
    for category, status, count in db.execute("SELECT category, status, count(*) FROM feedback GROUP BY 1, 2"):
        found[Category(category)][Status(status)] = count
    return found


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Claims of a detector that a person has confirmed or rejected.

    Attributes:
        category: what the detector claimed.
        band: number of its band of scores (see `BANDS`).
        right: confirmed, and with the category that was claimed.
    """

    detector: str
    category: Category
    band: int
    right: bool
    count: int


def reviewed(db: sqlite3.Connection) -> list[Reviewed]:
    """All claims that were reviewed; skipped ones are left out, because nobody said what is so."""
    rows = db.execute(
        f"SELECT r.detector || ' ' || r.version, d.category, min(CAST(d.score * {BANDS} AS INTEGER), {BANDS - 1}),"
        " f.status = 'confirmed' AND f.category = d.category, count(*)"
        " FROM feedback f JOIN detections d ON d.id = f.detection_id JOIN runs r ON r.id = d.run_id"
        " WHERE f.status IN ('confirmed', 'rejected') GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"
    )
    return [Reviewed(name, Category(category), band, bool(right), count) for name, category, band, right, count in rows]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule stands in the evidence of claims of one category.

    Attributes:
        fires, reviewed, right: of the claims in force; `right` as in `Reviewed`.
    """

    rule: str
    category: Category
    fires: int
    reviewed: int
    right: int


def rules(db: sqlite3.Connection) -> list[RuleCount]:
    """All rules that fired, once for each category that the claim was made with."""
    rows = db.execute(
        "SELECT j.value, d.category, count(*), count(*) FILTER (WHERE f.status IN ('confirmed', 'rejected')),"
        " count(*) FILTER (WHERE f.status = 'confirmed' AND f.category = d.category)"
        " FROM feedback f JOIN detections d ON d.id = f.detection_id, json_each(d.evidence, '$.rules') j"
        " GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [RuleCount(str(rule), Category(category), *counts) for rule, category, *counts in rows]


def fired_by(db: sqlite3.Connection, rule: str) -> tuple[int, ...]:
    """Ids of the feedback that stands on a claim behind which this rule is."""
    rows = db.execute(
        "SELECT f.id FROM feedback f JOIN detections d ON d.id = f.detection_id"
        " WHERE EXISTS (SELECT 1 FROM json_each(d.evidence, '$.rules') j WHERE j.value = ?) ORDER BY f.id",
        (rule,),
    )
    return tuple(row[0] for row in rows)


@dataclass(frozen=True, slots=True)
class Day:
    """Decisions of one reviewer on one day of this computer's time, undone ones left out."""

    day: str
    reviewer: str
    decisions: int


def days(db: sqlite3.Connection) -> list[Day]:
    """Decisions by day and reviewer, the earliest first; labels that came with a dump are nobody's day."""
    rows = db.execute(
        "SELECT date(s.made_at, 'localtime'), s.reviewer, count(*) FROM decisions d JOIN steps s ON s.id = d.step_id"
        " WHERE s.state IN ('done', 'open') AND s.kind = 'decide' GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [Day(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class SourceCount:
    """One source as the comparison of two needs it.

    Attributes:
        first, last: its earliest and latest year, None when its conversations carry no time.
        with_follow_up, with_feedback: as in `statistics.Counts`.
        by_category: feedback that stands, and the sum over conversations of its squared count; under None all
            categories together. Only conversations with a follow-up are counted.
    """

    source: str
    first: str | None
    last: str | None
    with_follow_up: int
    with_feedback: int
    by_category: dict[Category | None, tuple[int, int]]


def source(db: sqlite3.Connection, name: str) -> SourceCount:
    """The counts of one source, or of a file of one, by the name that a filter has for it."""
    where, values = conversations_where(db, Filter(sources=frozenset({name})))
    first, last, follow_up = db.execute(
        "SELECT min(substr(c.created_at, 1, 4)), max(substr(c.created_at, 1, 4)),"
        f" count(*) FILTER (WHERE c.follow_ups > 0) FROM conversations c{where}",
        values,
    ).fetchone()
    per_conversation = (
        f"SELECT {{what}}, count(*) AS n FROM feedback f JOIN conversations c ON c.id = f.conversation_id{where}"
        f" AND c.follow_ups > 0 AND f.status IN {STANDS} GROUP BY {{what}}"
    )
    each = per_conversation.format(what="f.conversation_id, f.category")
    whole = per_conversation.format(what="f.conversation_id")
    found: dict[Category | None, tuple[int, int]] = {
        Category(category): (total, squares)
        for category, total, squares in db.execute(
            f"SELECT category, sum(n), sum(n * n) FROM ({each}) GROUP BY category", values
        )
    }
    holding, total, squares = db.execute(
        f"SELECT count(*), coalesce(sum(n), 0), coalesce(sum(n * n), 0) FROM ({whole})", values
    ).fetchone()
    return SourceCount(name, first, last, follow_up, holding, {**found, None: (total, squares)})


def months(db: sqlite3.Connection) -> list[tuple[str, str, str | None, int]]:
    """Conversations with a follow-up by source, file (as a filter names it) and month."""
    return db.execute(
        "SELECT g, s.shown, month, n FROM (SELECT source AS g, source_id AS i, substr(created_at, 1, 7) AS month,"
        " count(*) AS n FROM conversations WHERE follow_ups > 0 GROUP BY 1, 2, 3) JOIN sources s ON s.id = i"
    ).fetchall()


def models(db: sqlite3.Connection) -> list[tuple[str, str | None, int]]:
    """Conversations by source and model."""
    return db.execute("SELECT source, model, count(*) FROM conversations GROUP BY 1, 2").fetchall()


def formats(db: sqlite3.Connection) -> dict[str, str | None]:
    """The format of each source all files of which have the same."""
    rows = db.execute(
        "SELECT name, min(format) FROM sources WHERE conversations > 0 GROUP BY 1 HAVING min(format) = max(format)"
    )
    return dict(rows.fetchall())
