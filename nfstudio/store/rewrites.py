"""Better answers that people write: every version is kept, the newest in force counts, and undo takes one back."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from nfstudio.domain.conversation import Role, canonical
from nfstudio.errors import StudioError
from nfstudio.store import steps
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.project import Project


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a better answer.

    Attributes:
        content: empty when the rewrite was taken away.
        made_at: ISO 8601 UTC text.
    """

    id: int
    content: str
    reviewer: str
    made_at: str


def newest(db: sqlite3.Connection, target_ids: Iterable[int]) -> dict[int, str]:
    """The better answer of each of these answers that has one, by the id of the answer; steps in force only."""
    rows = db.execute(
        "SELECT r.target_id, r.content FROM rewrites r JOIN steps s ON s.id = r.step_id"
        " WHERE r.target_id IN (SELECT value FROM json_each(?)) AND s.state IN ('done', 'open') ORDER BY r.id",
        (json.dumps(list(target_ids)),),
    )
    return {target: str(content) for target, content in dict(rows.fetchall()).items() if content}


def versions(db: sqlite3.Connection, target_id: int) -> list[Version]:
    """All versions in force of the better answer of `target_id`, the newest first."""
    rows = db.execute(
        "SELECT r.id, r.content, s.reviewer, s.made_at FROM rewrites r JOIN steps s ON s.id = r.step_id"
        " WHERE r.target_id = ? AND s.state IN ('done', 'open') ORDER BY r.id DESC",
        (target_id,),
    )
    return [Version(*row) for row in rows]


def write(project: Project, target_id: int, content: str, *, reviewer: str) -> Changes:
    """Keep `content` as the better answer of `target_id`, as one step; empty takes the rewrite away.

    What stands already is not written again.

    Raises:
        StudioError: when `target_id` is no answer, or the words are those of the answer itself.
    """
    content = canonical(content)
    content = content if content.strip() else ""
    with project.writing() as db:
        row = db.execute("SELECT role, conversation_id, content FROM messages WHERE id = ?", (target_id,)).fetchone()
        if row is None or row[0] != Role.ASSISTANT.value:
            raise StudioError("Only an answer can be written better.", "Choose the answer that the feedback judges.")
        if content == row[2]:
            raise StudioError("This is the answer as it stands.", "Change it, or leave the better answer empty.")
        db.execute("DELETE FROM half_rewrites WHERE target_id = ?", (target_id,))
        if content == newest(db, [target_id]).get(target_id, ""):
            return NOTHING
        what = "write a better answer" if content else "take the better answer away"
        step = steps.open_step(db, kind="decide", what=what, reviewer=reviewer)
        db.execute("INSERT INTO rewrites(step_id, target_id, content) VALUES (?, ?, ?)", (step, target_id, content))
        steps.close_step(db, step)
    return Changes(frozenset({int(row[1])}))


def hold(project: Project, target_id: int, words: str | None) -> Changes:
    """Keep what is being written, which is no better answer yet, in the place of what was; None keeps nothing."""
    with project.writing() as db:
        if words is None:
            db.execute("DELETE FROM half_rewrites WHERE target_id = ?", (target_id,))
        else:
            db.execute("INSERT OR REPLACE INTO half_rewrites VALUES (?, ?)", (target_id, canonical(words)))
    return NOTHING


def held(db: sqlite3.Connection, target_id: int) -> str | None:
    """What somebody was writing when the program ended; None where nobody was."""
    row = db.execute("SELECT content FROM half_rewrites WHERE target_id = ?", (target_id,)).fetchone()
    return str(row[0]) if row else None


def targets_of_step(db: sqlite3.Connection, step_id: int) -> list[int]:
    """The answers whose rewrites a step brought."""
    return [row[0] for row in db.execute("SELECT target_id FROM rewrites WHERE step_id = ?", (step_id,))]
