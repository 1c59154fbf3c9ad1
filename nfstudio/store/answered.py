"""Messages that were read before anybody had replied to them, and that a reply has reached since: what a run found in
them is replaced by what it finds today, unless a person has looked at the message."""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from nfstudio.domain.feedback import Detection
from nfstudio.domain.span import Span
from nfstudio.store import differences
from nfstudio.store.feedback import detections_of, evidence_text, rebuild
from nfstudio.store.project import Project

ALIKE = 0.005
"""Scores no further apart are the same: what stands beside a message in a batch moves the last digits."""

_UNTOUCHED = (
    " NOT EXISTS (SELECT 1 FROM decisions d WHERE d.message_id = {id})"
    " AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.message_id = {id})"
    " AND NOT EXISTS (SELECT 1 FROM second_look_messages s WHERE s.message_id = {id})"
    " AND NOT EXISTS (SELECT 1 FROM drafts w WHERE w.message_id = {id})"
)
"""No person has decided or written anything about a message, taken back or not, or judges it now: what they looked at
must not change."""


def answered_since(project: Project, after: int, up_to: int, *, read: int) -> dict[int, set[int]]:
    """User messages whose first answer lies in (after, up_to], by conversation.

    Args:
        read: the newest message that had been read before; later ones are read with their answer anyway.
    """
    rows = project.db.execute(
        "SELECT u.conversation_id, u.id FROM messages a CROSS JOIN messages u ON u.id = a.parent_id"
        " WHERE a.id > ? AND a.id <= ? AND a.role = 'assistant' AND u.role = 'user' AND u.id <= ? AND"
        f" {_UNTOUCHED.format(id='u.id')}"
        # of all conversations, because the index of parents is the conversation's
        " AND NOT EXISTS (SELECT 1 FROM messages b WHERE b.conversation_id = u.conversation_id AND b.parent_id = u.id"
        " AND b.role = 'assistant' AND b.id <= ?)",
        (after, up_to, read, read),
    )
    found: dict[int, set[int]] = {}
    for conversation, message in rows:
        found.setdefault(conversation, set()).add(message)
    return found


def replace(db: sqlite3.Connection, run_id: int, again: Mapping[int, Sequence[Detection]]) -> list[int]:
    """Give a run what it finds today in these messages, and resolve them anew; in the transaction of the caller.

    Returns the conversations in which something is different now.
    """
    changed = [message for message, found in again.items() if _differ(detections_of(db, message, run_id), found)]
    asked = json.dumps(changed)
    untouched = db.execute(
        "SELECT m.id, m.conversation_id FROM messages m WHERE m.id IN (SELECT value FROM json_each(?))"
        f" AND {_UNTOUCHED.format(id='m.id')}",
        (asked,),
    ).fetchall()
    for message, _ in untouched:
        own = "SELECT id FROM detections WHERE message_id = ?1 AND run_id = ?2"
        db.execute("DELETE FROM differences WHERE message_id = ?", (message,))
        db.execute(f"DELETE FROM priorities WHERE detection_id IN ({own})", (message, run_id))
        db.execute(f"UPDATE feedback SET detection_id = NULL WHERE detection_id IN ({own})", (message, run_id))
        db.execute("DELETE FROM detections WHERE message_id = ? AND run_id = ?", (message, run_id))
        insert(db, run_id, again[message])
    rebuild(db, [message for message, _ in untouched])
    for message, _ in untouched:
        differences.compare(db, run_id, message - 1, message)
    return [conversation for _, conversation in untouched]


def insert(db: sqlite3.Connection, run_id: int, detections: Sequence[Detection]) -> None:
    """Write what a run has found."""
    db.executemany(
        'INSERT INTO detections(run_id, message_id, start, "end", category, score, target_id, evidence)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (run_id, d.message, d.span.start, d.span.end, d.category, d.score, d.target, evidence_text(d.evidence))
            for d in detections
        ],
    )


def _differ(stored: Sequence[Detection], found: Sequence[Detection]) -> bool:
    if len(stored) != len(found):
        return True
    pairs = zip(sorted(stored, key=_place), sorted(found, key=_place), strict=True)
    return any(_place(old) != _place(new) or abs(old.score - new.score) > ALIKE for old, new in pairs)


def _place(detection: Detection) -> tuple[Span, str]:
    return detection.span, detection.category.value
