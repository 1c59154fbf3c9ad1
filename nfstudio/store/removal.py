"""Taking conversations out for good: rows, index and free pages, so that nothing of them is left in the file."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import islice

from nfstudio.store import search
from nfstudio.store.changes import Changes
from nfstudio.store.project import Project

BATCH = 200
"""Conversations removed in one transaction."""
_PENDING = "compact pending"


def conversations_of_source(project: Project, source_id: int) -> list[int]:
    """Conversations that were found in this file alone; those found elsewhere too stay when it is removed."""
    rows = project.db.execute(
        "SELECT DISTINCT conversation_id FROM appearances a WHERE source_id = ?1 AND NOT EXISTS"
        " (SELECT 1 FROM appearances b WHERE b.conversation_id = a.conversation_id AND b.source_id != ?1)",
        (source_id,),
    )
    return [row[0] for row in rows]


def remove(project: Project, conversation_ids: Sequence[int]) -> Iterator[tuple[int, Changes]]:
    """Remove conversations with all that was detected and decided in them; yields how many are gone.

    What they held is overwritten with zeros at once; `compact` afterwards gives the space back to the disk. Nothing
    of this can be undone: back up first.
    """
    ids = iter(conversation_ids)
    done = 0
    project.db.execute("PRAGMA secure_delete = ON")
    # Rows of one conversation refer to each other in loops; whole conversations go, so that no reference is left.
    project.db.execute("PRAGMA foreign_keys = OFF")
    try:
        while batch := list(islice(ids, BATCH)):
            with project.writing() as db:
                _owe_compact(db)
                _remove(db, batch)
            done += len(batch)
            yield done, Changes(frozenset(batch), imported=True, feedback=True)
    finally:
        project.db.execute("PRAGMA foreign_keys = ON")
        project.db.execute("PRAGMA secure_delete = OFF")


def remove_source(project: Project, source_id: int) -> Iterator[tuple[int, Changes]]:
    """Remove a file's conversations, its problems and the record of it; those found elsewhere too are kept."""
    yield from remove(project, conversations_of_source(project, source_id))
    with project.writing() as db:
        _owe_compact(db)
        db.execute(
            "UPDATE conversations SET source_id = (SELECT b.source_id FROM appearances b WHERE b.conversation_id ="
            " conversations.id AND b.source_id != ?1 LIMIT 1) WHERE source_id = ?1",
            (source_id,),
        )
        db.execute("DELETE FROM appearances WHERE source_id = ?", (source_id,))
        db.execute("DELETE FROM problems WHERE source_id = ?", (source_id,))
        db.execute("DELETE FROM sources WHERE id = ?", (source_id,))
    yield 0, Changes(None, imported=True)


def compact(project: Project) -> None:
    """Fold the index together, so that removed words leave it, and give free pages back to the disk."""
    owed = _owed(project.db)
    with project.writing() as db:
        for table in ("messages_fts", "messages_pairs"):
            db.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")
    project.maintain("VACUUM")
    busy, *_ = project.maintain("PRAGMA wal_checkpoint(TRUNCATE)") or (1,)
    if owed and not busy:  # a reader in the way keeps the old pages in the write-ahead log: it is still owed
        with project.writing() as db:
            # Only what was owed before: another removal may have come in between.
            db.execute("DELETE FROM marks WHERE name = ? AND value = ?", (_PENDING, owed))


def compact_pending(project: Project) -> bool:
    """Whether a removal was cut short before `compact` had ended: some of its words may still be in the file."""
    return _owed(project.db) is not None


def _owe_compact(db: sqlite3.Connection) -> None:
    """Remember, in the transaction that removes, that `compact` has to follow; counts them, so that each is owed."""
    db.execute(
        "INSERT INTO marks(name, value) VALUES (?, '1') ON CONFLICT(name) DO UPDATE SET value = value + 1", (_PENDING,)
    )


def _owed(db: sqlite3.Connection) -> str | None:
    row = db.execute("SELECT value FROM marks WHERE name = ?", (_PENDING,)).fetchone()
    return str(row[0]) if row else None


def _remove(db: sqlite3.Connection, conversation_ids: Sequence[int]) -> None:
    wanted = json.dumps(list(conversation_ids))
    rows = db.execute(
        "SELECT id, content FROM messages WHERE conversation_id IN (SELECT value FROM json_each(?))", (wanted,)
    ).fetchall()
    search.forget(db, rows)
    messages = json.dumps([row[0] for row in rows])
    db.execute(
        "DELETE FROM priorities WHERE detection_id IN (SELECT id FROM detections WHERE message_id IN"
        " (SELECT value FROM json_each(?)))",
        (messages,),
    )
    looks = ("second_look_messages", "second_readings", "half_readings", "settlements")
    for table in ("differences", "feedback", "decisions", "readings", *looks, "drafts", "detections"):
        db.execute(f"DELETE FROM {table} WHERE message_id IN (SELECT value FROM json_each(?))", (messages,))
    for table in ("rewrites", "half_rewrites"):
        db.execute(f"DELETE FROM {table} WHERE target_id IN (SELECT value FROM json_each(?))", (messages,))
    db.execute("DELETE FROM messages WHERE conversation_id IN (SELECT value FROM json_each(?))", (wanted,))
    db.execute("DELETE FROM appearances WHERE conversation_id IN (SELECT value FROM json_each(?))", (wanted,))
    db.execute("DELETE FROM conversations WHERE id IN (SELECT value FROM json_each(?))", (wanted,))
