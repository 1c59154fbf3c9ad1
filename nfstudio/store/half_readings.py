"""What a second reader has said of messages they are not through with, so that nothing said is lost when they quit.

A reading takes the place of its half reading (`second_look.read`), in the same transaction.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.project import Project


@dataclass(frozen=True, slots=True)
class Said:
    """One mark of a half reading.

    Attributes:
        status: what was said of it; auto or low while nothing was.
        detection: id of the claim behind it; None for a span of the reader's own.
    """

    span: Span
    category: Category
    status: Status
    detection: int | None


def half_readings(db: sqlite3.Connection, look: int) -> dict[int, tuple[Said, ...]]:
    """Every half reading of a second look by its message, the one touched last at the end."""
    rows = db.execute("SELECT message_id, marks FROM half_readings WHERE look_id = ? ORDER BY id", (look,))
    return {message: _marks(marks) for message, marks in rows}


def keep(project: Project, look: int, message: int, marks: Iterable[Said]) -> Changes:
    """Keep what is said of a message so far, in the place of what was."""
    with project.writing() as db:
        newest = "(SELECT coalesce(max(id), 0) + 1 FROM half_readings)"
        db.execute(
            f"INSERT OR REPLACE INTO half_readings(id, look_id, message_id, marks) VALUES ({newest}, ?, ?, ?)",
            (look, message, _text(marks)),
        )
    return NOTHING


def forget(project: Project, look: int, message: int) -> Changes:
    """Nothing is said of a message any more."""
    with project.writing() as db:
        db.execute("DELETE FROM half_readings WHERE look_id = ? AND message_id = ?", (look, message))
    return NOTHING


def _text(marks: Iterable[Said]) -> str:
    return json.dumps([[one.span.start, one.span.end, one.category, one.status, one.detection] for one in marks])


def _marks(text: str) -> tuple[Said, ...]:
    return tuple(
        Said(Span(start, end), Category(category), Status(status), detection)
        for start, end, category, status, detection in json.loads(text)
    )
