"""How common feedback is: counts over the whole project, or by group; intervals are the caller's."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

GROUPS = {
    "source": "c.source",
    "file": "(SELECT s.shown FROM sources s WHERE s.id = c.source_id)",
    "model": "c.model",
    "language": "c.language",
    "month": "substr(c.created_at, 1, 7)",
}
"""What counts can be grouped by, and the SQL for it."""

STANDS = "('auto', 'confirmed')"
"""Statuses of feedback that stands: confirmed, or undecided at or above the threshold; a piece of SQL."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Conversations of one group.

    Attributes:
        with_follow_up: of these, with a user message after an answer: the only ones that can hold feedback.
        with_feedback: of these, with feedback that stands (confirmed, or undecided at or above the threshold).
        by_category: feedback that stands, by the name of its category.
    """

    group: str | None
    conversations: int
    with_follow_up: int
    with_feedback: int
    by_category: dict[str, int]


def overall(db: sqlite3.Connection) -> Counts:
    """Counts over the whole project."""
    return _counts(db, "NULL")[0]


def grouped(db: sqlite3.Connection, by: str) -> list[Counts]:
    """Counts by one of `GROUPS`, the largest group first; conversations without one come as None."""
    return _largest_first(_counts(db, GROUPS[by]))


def shares(db: sqlite3.Connection, by: str) -> list[Counts]:
    """The same without the categories, which take as long again: 2 s for a million conversations."""
    return _largest_first(
        [Counts(name, all_, follow, feedback, {}) for name, all_, follow, feedback in _heads(db, GROUPS[by])]
    )


def _largest_first(found: list[Counts]) -> list[Counts]:
    return sorted(found, key=lambda counts: (-counts.conversations, counts.group or ""))


@dataclass(frozen=True, slots=True)
class Totals:
    """What a project holds, for the welcome page and the title."""

    conversations: int
    messages: int
    problems: int
    sources: int


def totals(db: sqlite3.Connection) -> Totals:
    """What a project holds."""
    return Totals(
        *db.execute(
            "SELECT (SELECT count(*) FROM conversations), (SELECT coalesce(sum(messages), 0) FROM conversations),"
            " (SELECT count(*) FROM problems), (SELECT count(*) FROM sources)"
        ).fetchone()
    )


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A file that was imported, or is half imported (`finished` false); `source` is what it is grouped under."""

    id: int
    path: str
    shown: str
    format: str | None
    conversations: int
    messages: int
    problems: int
    finished: bool
    source: str


def sources(db: sqlite3.Connection) -> list[SourceRow]:
    """All files, in the order they came."""
    rows = db.execute(
        "SELECT s.id, s.path, s.shown, s.format, s.conversations, s.messages,"
        " (SELECT count(*) FROM problems p WHERE p.source_id = s.id), s.finished_at IS NOT NULL, s.name"
        " FROM sources s ORDER BY s.id"
    )
    return [SourceRow(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """A record, or a file, that did not become a conversation."""

    id: int
    shown: str
    path: str
    place: str
    reason: str
    sentence: str


def problems(db: sqlite3.Connection, *, after: int = 0, limit: int = 10_000) -> list[ProblemRow]:
    """Problems in the order they came, from the one after `after`."""
    rows = db.execute(
        "SELECT p.id, s.shown, s.path, p.place, p.reason, p.sentence"
        " FROM problems p JOIN sources s ON s.id = p.source_id"
        " WHERE p.id > ? ORDER BY p.id LIMIT ?",
        (after, limit),
    )
    return [ProblemRow(*row) for row in rows]


def alike(db: sqlite3.Connection, paths: Sequence[str], *, limit: int) -> list[tuple[str, str, str, str, int]]:
    """Problems of the files at these paths, those of one file that say the same as one: file as it is shown, place of
    the first, reason, sentence and how many there are, in the order of the first."""
    rows = db.execute(
        "SELECT s.shown, p.place, p.reason, p.sentence, count(*), min(p.id) AS first"
        " FROM problems p JOIN sources s ON s.id = p.source_id"
        " WHERE s.path IN (SELECT value FROM json_each(?)) GROUP BY p.source_id, p.reason, p.sentence"
        " ORDER BY first LIMIT ?",
        (json.dumps(list(paths)), limit),
    )
    return [(shown, place, reason, sentence, count) for shown, place, reason, sentence, count, _ in rows]


def _counts(db: sqlite3.Connection, group: str) -> list[Counts]:
    categories: dict[str | None, dict[str, int]] = {}
    for name, category, count in db.execute(
        f"SELECT {group} AS g, f.category, count(*) FROM feedback f JOIN conversations c ON c.id = f.conversation_id"
        f" WHERE f.status IN {STANDS} GROUP BY g, f.category ORDER BY g, f.category"
    ):
        categories.setdefault(name, {})[category] = count
    return [
        Counts(name, total, follow_up, feedback, categories.get(name, {}))
        for name, total, follow_up, feedback in _heads(db, group)
    ]


def _heads(db: sqlite3.Connection, group: str) -> list[tuple[Any, ...]]:
    """Conversations, those with a follow-up, those with feedback that stands, by group."""
    return db.execute(
        f"WITH holding AS MATERIALIZED (SELECT DISTINCT conversation_id FROM feedback WHERE status IN {STANDS})"
        f" SELECT {group} AS g, count(*), count(*) FILTER (WHERE c.follow_ups > 0),"
        " count(h.conversation_id) FILTER (WHERE c.follow_ups > 0)"
        " FROM conversations c LEFT JOIN holding h ON h.conversation_id = c.id"
        + (" GROUP BY g" if group != "NULL" else "")
    ).fetchall()
