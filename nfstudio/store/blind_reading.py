"""What a second reader needs and may see: the claims of the detector, their own readings, and their own undo.

Nothing here looks at a decision, so nothing that it answers can betray the first reading.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from nfstudio.domain.feedback import Detection
from nfstudio.store import review, second_look, steps
from nfstudio.store.changes import Changes
from nfstudio.store.feedback import detections_of, newest_run, runs
from nfstudio.store.project import Project
from nfstudio.store.second_look import Found


@dataclass(frozen=True, slots=True)
class Claims:
    """What the newest run claims of a message, in reading order.

    Attributes:
        detector: whose claims they are; empty when no run has processed the message.
        sure, unsure: from the threshold on, and below it.
    """

    detector: str = ""
    sure: tuple[Detection, ...] = ()
    unsure: tuple[Detection, ...] = ()


def claims(db: sqlite3.Connection, message: int) -> Claims:
    """The claims about a message as they were before anybody decided anything."""
    run = newest_run(runs(db), message)
    if run is None:
        return Claims()
    found = sorted(detections_of(db, message, run.id), key=lambda one: (one.span, one.category, one.id))
    return Claims(
        run.detector,
        tuple(one for one in found if run.thresholds.passes(one)),
        tuple(one for one in found if not run.thresholds.passes(one)),
    )


def conversation_of(db: sqlite3.Connection, message: int) -> int:
    """The conversation that a message stands in."""
    (found,) = db.execute("SELECT conversation_id FROM messages WHERE id = ?", (message,)).fetchone()
    return int(found)


def contents(db: sqlite3.Connection, messages: Iterable[int]) -> dict[int, str]:
    """The words of messages, by their ids."""
    wanted = json.dumps(list(messages))
    return dict(db.execute("SELECT id, content FROM messages WHERE id IN (SELECT value FROM json_each(?))", (wanted,)))


def own_reading(db: sqlite3.Connection, look: int, message: int) -> Found | None:
    """What the second reader found in a message; None while it is unread."""
    return second_look.readings(db, look).get(message)


def can_undo(db: sqlite3.Connection, look: int) -> bool:
    """Whether the newest step of the project is a reading of this second look, so that undoing it betrays nothing."""
    return _message_of(db, look, steps.undoable(db)) is not None


def can_redo(db: sqlite3.Connection, look: int) -> bool:
    """Whether what was undone last is a reading of this second look."""
    return _message_of(db, look, steps.redoable(db)) is not None


def undo(project: Project, look: int) -> tuple[int, Changes] | None:
    """Take back the newest reading of a second look: of which message, and what changed; None when something else was
    done since, or nothing was read."""
    message = _message_of(project.db, look, steps.undoable(project.db))
    return None if message is None else _flipped(project, look, message, undo=True)


def redo(project: Project, look: int) -> tuple[int, Changes] | None:
    """Keep again the reading that was taken back last; None when there is none."""
    message = _message_of(project.db, look, steps.redoable(project.db))
    return None if message is None else _flipped(project, look, message, undo=False)


def _flipped(project: Project, look: int, message: int, *, undo: bool) -> tuple[int, Changes]:
    reviewer = second_look.second_look(project.db, look).reviewer
    (review.undo if undo else review.redo)(project, reviewer=reviewer)
    return message, Changes(frozenset({conversation_of(project.db, message)}))


def _message_of(db: sqlite3.Connection, look: int, step: steps.Step | None) -> int | None:
    """The message whose second reading a step is."""
    if step is None:
        return None
    row = db.execute(
        "SELECT message_id FROM second_readings WHERE step_id = ? AND look_id = ?", (step.id, look)
    ).fetchone()
    return int(row[0]) if row else None
