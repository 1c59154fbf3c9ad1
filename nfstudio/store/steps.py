"""What one undo takes back: steps, of which every decision belongs to one, and their states."""

import sqlite3
from dataclasses import dataclass

from nfstudio.store.project import now


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did, however many decisions it took (see the table `steps`)."""

    id: int
    what: str


def open_step(db: sqlite3.Connection, *, kind: str, what: str, reviewer: str, state: str = "open") -> int:
    """Begin a step inside a running transaction; what had been undone before it can no longer be redone."""
    if kind == "decide":
        db.execute("UPDATE steps SET state = 'dropped' WHERE state = 'undone'")
    return _insert(db, kind=kind, what=what, reviewer=reviewer, state=state)


def close_step(db: sqlite3.Connection, step: int) -> None:
    """The step is complete: undo takes back all of it."""
    db.execute("UPDATE steps SET state = 'done' WHERE id = ? AND state = 'open'", (step,))


def undoable(db: sqlite3.Connection) -> Step | None:
    """The step that the next undo takes back; one that was cut short counts too."""
    return _step(db, "kind = 'decide' AND state IN ('done', 'open') ORDER BY id DESC")


def redoable(db: sqlite3.Connection) -> Step | None:
    """The step that the next redo does again: the one undone last."""
    return _step(db, "kind = 'decide' AND state = 'undone' ORDER BY id")


def joinable(db: sqlite3.Connection, *, what: str, reviewer: str, subject: int) -> int | None:
    """The step that one more decision about the same feedback can go along with, because it was the last thing anybody
    did and was about nothing else: then one undo takes all of it back."""
    row = db.execute(
        "SELECT id FROM steps s WHERE id = (SELECT max(id) FROM steps) AND kind = 'decide' AND state = 'done'"
        " AND what = ? AND reviewer = ? AND NOT EXISTS"
        " (SELECT 1 FROM decisions d WHERE d.step_id = s.id AND coalesce(d.subject_id, d.id) != ?)",
        (what, reviewer, subject),
    ).fetchone()
    return int(row[0]) if row else None


def is_open(db: sqlite3.Connection, step: int) -> bool:
    """Whether a step may still grow: not once it is complete or undone."""
    row = db.execute("SELECT 1 FROM steps WHERE id = ? AND state = 'open'", (step,)).fetchone()
    return row is not None


def size(db: sqlite3.Connection, step: int, *, at_most: int) -> int:
    """How many decisions a step holds; counted no further than `at_most`."""
    statement = "SELECT count(*) FROM (SELECT 1 FROM decisions WHERE step_id = ? LIMIT ?)"
    return int(db.execute(statement, (step, at_most)).fetchone()[0])


def about(db: sqlite3.Connection) -> int | None:
    """The feedback that the newest undo or redo was about, as it stands now; None where that was of several messages,
    or nothing of it is left."""
    rows = db.execute(
        "SELECT f.id, d.message_id FROM steps s JOIN decisions d ON d.step_id = s.reverts_id"
        " LEFT JOIN feedback f ON f.message_id = d.message_id"
        " AND (f.subject_id = coalesce(d.subject_id, d.id) OR f.detection_id = d.detection_id)"
        " WHERE s.id = (SELECT max(id) FROM steps) ORDER BY d.id"
    ).fetchall()
    if len({message for _, message in rows}) != 1:
        return None
    return next((int(feedback) for feedback, _ in rows if feedback is not None), None)


def flip(db: sqlite3.Connection, step: Step, *, undo: bool, reviewer: str) -> None:
    """Undo or redo `step`, and record that as a step of its own; feedback is rebuilt by the caller."""
    kind = "undo" if undo else "redo"
    _insert(db, kind=kind, what=step.what, reviewer=reviewer, state="done", reverts=step.id)
    state = "undone" if undo else "done"
    db.execute("UPDATE steps SET state = ?, rebuilding = 1 WHERE id = ?", (state, step.id))


def _insert(
    db: sqlite3.Connection, *, kind: str, what: str, reviewer: str, state: str, reverts: int | None = None
) -> int:
    row = db.execute(
        "INSERT INTO steps(kind, what, reverts_id, state, reviewer, made_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (kind, what, reverts, state, reviewer, now()),
    ).fetchone()
    return int(row[0])


def _step(db: sqlite3.Connection, condition: str) -> Step | None:
    # The condition is one of the two literals above, never a person's text.
    row = db.execute(f"SELECT id, what FROM steps WHERE {condition} LIMIT 1").fetchone()
    return Step(*row) if row else None
