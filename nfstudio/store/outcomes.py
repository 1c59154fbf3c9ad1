"""What leaves the project: which conversations an export has to look at, what is known of their origin, and the record
of each export."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from random import Random

from nfstudio.store.browse import Filter, conversation_ids
from nfstudio.store.grouping import current
from nfstudio.store.project import Project, now

_HOLDING = {
    "feedback": "SELECT conversation_id FROM feedback",
    "rewrites": "SELECT m.conversation_id FROM rewrites r JOIN messages m ON m.id = r.target_id",
    "ratings": "SELECT conversation_id FROM messages WHERE rating IS NOT NULL",
    "readings": "SELECT m.conversation_id FROM readings r JOIN messages m ON m.id = r.message_id",
}
"""What a conversation may hold that makes it worth a look."""


def conversations_holding(db: sqlite3.Connection, what: Iterable[str], within: Filter = Filter()) -> list[int]:  # noqa: B008 - frozen
    """Ids of the conversations that hold any of these (of `_HOLDING`) and pass a filter, each once, ascending."""
    query = " UNION ALL ".join(_HOLDING[name] for name in what)
    found = sorted({row[0] for row in db.execute(query)})
    if within == Filter():
        return found
    passing = set(conversation_ids(db, current(db, within)))
    return [id_ for id_ in found if id_ in passing]


def digests(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """The SHA-256 of the file that each conversation was first found in, where it is known."""
    rows = db.execute(
        "SELECT c.id, s.sha256 FROM conversations c JOIN sources s ON s.id = c.source_id"
        " WHERE s.sha256 IS NOT NULL AND c.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return dict(rows.fetchall())


def readings(db: sqlite3.Connection, ids: Iterable[int]) -> dict[int, bool]:
    """The messages of these conversations that were judged as a whole, and whether the last reader hesitated."""
    rows = db.execute(
        "SELECT r.message_id, r.uncertain FROM readings r JOIN steps s ON s.id = r.step_id"
        " JOIN messages m ON m.id = r.message_id"
        " WHERE s.state IN ('done', 'open') AND m.conversation_id IN (SELECT value FROM json_each(?)) ORDER BY r.id",
        (json.dumps(list(ids)),),
    )
    return {message: bool(uncertain) for message, uncertain in rows}


def rewritten(db: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """The answers of these conversations for which somebody wrote a better one, in force or not."""
    rows = db.execute(
        "SELECT DISTINCT r.target_id FROM rewrites r JOIN messages m ON m.id = r.target_id"
        " WHERE m.conversation_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return [row[0] for row in rows]


def times(db: sqlite3.Connection, ids: Sequence[int]) -> list[str]:
    """When these conversations began, as far as it is known; ISO 8601 UTC text in no order."""
    rows = db.execute(
        "SELECT created_at FROM conversations WHERE created_at IS NOT NULL AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return [row[0] for row in rows]


def shared_ids(db: sqlite3.Connection, ids: Iterable[int]) -> set[str]:
    """The ids in the dump of these conversations that other conversations of the project have too."""
    rows = db.execute(
        "SELECT DISTINCT c.origin_id FROM conversations c WHERE c.id IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM conversations o WHERE o.origin_id = c.origin_id AND o.id <> c.id)",
        (json.dumps(list(ids)),),
    )
    return {row[0] for row in rows}


def several_openings(db: sqlite3.Connection, *, read: int, batch: int = 500) -> Iterator[list[str]]:
    """Of each conversation in which the person said several first things, because the first was edited, what these are.

    Args:
        read: characters of each.
    """
    ids = [row[0] for row in db.execute("SELECT id FROM conversations WHERE branches > 0 ORDER BY id")]
    for at in range(0, len(ids), batch):
        rows = db.execute(
            "SELECT conversation_id, id, parent_id, CASE role WHEN 'user' THEN substr(content, 1, ?) END FROM messages"
            " WHERE conversation_id IN (SELECT value FROM json_each(?)) ORDER BY conversation_id, position",
            (read, json.dumps(ids[at : at + batch])),
        )
        for _, messages in groupby(rows, key=lambda row: row[0]):
            first, unasked = list[str](), {None}
            for _, id_, parent, said in messages:
                if parent in unasked:
                    if said is not None and said.strip():
                        first.append(said)
                    else:
                        unasked.add(id_)
            if len(first) > 1:
                yield first


def at_random(db: sqlite3.Connection, *, seed: int, within: Filter = Filter(), batch: int = 200) -> Iterator[list[int]]:  # noqa: B008 - frozen
    """The ids of conversations that hold an answer, in an order of chance, in batches."""
    ids = [row[0] for row in db.execute("SELECT DISTINCT conversation_id FROM messages WHERE role = 'assistant'")]
    if within != Filter():
        passing = set(conversation_ids(db, current(db, within)))
        ids = [id_ for id_ in ids if id_ in passing]
    ids.sort()
    Random(seed).shuffle(ids)  # noqa: S311 - a draw that can be made again, no secret
    return (ids[at : at + batch] for at in range(0, len(ids), batch))


def detectors(db: sqlite3.Connection) -> list[tuple[str, str, int, int]]:
    """Each detector and version that ran: its name, its version, its claims that people confirmed, and rejected."""
    rows = db.execute(
        "SELECT r.detector, r.version,"
        " coalesce(sum(f.status = 'confirmed'), 0), coalesce(sum(f.status = 'rejected'), 0)"
        " FROM runs r LEFT JOIN detections d ON d.run_id = r.id"
        " LEFT JOIN feedback f ON f.detection_id = d.id AND f.decision_id IS NOT NULL"
        " GROUP BY r.detector, r.version ORDER BY r.detector, r.version"
    )
    return [(str(name), str(version), held, fell) for name, version, held, fell in rows]


def record_export(
    project: Project,
    folder: Path,
    *,
    kind: str,
    framework: str,
    manifest: str,
    recipe: str | None = None,
    keys: bytes = b"",
) -> None:
    """Remember that a dataset was written; in a project open for reading only there is nowhere to remember it."""
    if project.readonly:
        return
    rows = sum(json.loads(manifest)["rows"].values())
    with project.writing() as db:
        db.execute(
            "INSERT INTO exports(folder, kind, framework, rows, manifest, recipe, keys, made_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (str(folder), kind, framework, rows, manifest, recipe, keys, now()),
        )


def last_run(db: sqlite3.Connection, recipe: str) -> tuple[bytes, str] | None:
    """The digests of the rows that a recipe gave last time, and when that was; None when it has not run yet."""
    row = db.execute(
        "SELECT keys, made_at FROM exports WHERE recipe = ? AND keys IS NOT NULL ORDER BY id DESC LIMIT 1", (recipe,)
    ).fetchone()
    return (bytes(row[0]), str(row[1])) if row else None
