"""What the project knows already of conversations that come in, asked once for a whole batch."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

Stood = tuple[int, list[tuple[str, str]]]
"""A conversation's id, and role and words of its messages."""


def appeared_in(
    db: sqlite3.Connection, source_id: int, number: int, prints: Sequence[str]
) -> tuple[set[tuple[str, int]], Counter[str]]:
    """Which of these stood in a source before, by occurrence; and how many of each its reading `number` has met so far.

    Kept in the file and not in memory, where a million conversations would take a hundred megabytes.
    """
    rows = db.execute(
        "SELECT fingerprint, occurrence, round FROM appearances"
        " WHERE source_id = ? AND fingerprint IN (SELECT value FROM json_each(?))",
        (source_id, json.dumps(prints)),
    ).fetchall()
    seen = Counter(mark for mark, _, read_in in rows if read_in == number)
    return {(mark, occurrence) for mark, occurrence, _ in rows}, seen


def by_print(db: sqlite3.Connection, prints: Sequence[str]) -> dict[str, int]:
    """The oldest conversation of each of these words."""
    rows = db.execute(
        "SELECT fingerprint, min(id) FROM conversations"
        " WHERE fingerprint IN (SELECT value FROM json_each(?)) GROUP BY fingerprint",
        (json.dumps(prints),),
    )
    return dict(rows.fetchall())


def by_origin(
    db: sqlite3.Connection, wanted: Sequence[tuple[str, str | None]]
) -> dict[tuple[str, str], list[tuple[int, str, str]]]:
    """Known conversations by format and id in the dump: id, fingerprint and first words of each."""
    known: dict[tuple[str, str], list[tuple[int, str, str]]] = {}
    for format_name in {name for name, _ in wanted}:
        origins = [origin for name, origin in wanted if name == format_name and origin is not None]
        rows = db.execute(
            "SELECT c.origin_id, c.id, c.fingerprint, m.content FROM conversations c"
            " JOIN messages m ON m.conversation_id = c.id AND m.position = 0"
            " WHERE c.format = ? AND c.origin_id IN (SELECT value FROM json_each(?)) ORDER BY c.id",
            (format_name, json.dumps(origins)),
        )
        for origin, conversation_id, mark, first in rows:
            known.setdefault((format_name, origin), []).append((conversation_id, mark, first))
    return known


def unbranched(
    db: sqlite3.Connection, by_print: Iterable[int], by_origin: Iterable[Sequence[tuple[int, str, str]]]
) -> dict[int, str]:
    """The fingerprints of those of these conversations whose messages are all on the active path."""
    known = {*by_print, *(conversation_id for found in by_origin for conversation_id, _, _ in found)}
    rows = db.execute(
        "SELECT id, fingerprint FROM conversations WHERE branches = 0 AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(known)),),
    )
    return dict(rows.fetchall())


def by_place(db: sqlite3.Connection, source_id: int, places: Sequence[str]) -> dict[str, Stood]:
    """What stood at these places of this source before."""
    rows = db.execute(
        "SELECT a.place, a.conversation_id, m.role, m.content FROM appearances a"
        " JOIN messages m ON m.conversation_id = a.conversation_id"
        " WHERE a.source_id = ? AND a.place IN (SELECT value FROM json_each(?))"
        " ORDER BY a.place, a.conversation_id, m.position",
        (source_id, json.dumps(places)),
    )
    known: dict[str, Stood] = {}
    for place, conversation_id, role, content in rows:
        last = known.setdefault(place, (conversation_id, []))
        if last[0] != conversation_id:  # the place held several over time: the newest is what it held last
            last = known[place] = (conversation_id, [])
        last[1].append((role, content))
    return known


def words(db: sqlite3.Connection, conversation_id: int) -> list[tuple[str, str]]:
    """Role and words of all messages of a conversation, as they stand now."""
    return db.execute(
        "SELECT role, content FROM messages WHERE conversation_id = ? ORDER BY position", (conversation_id,)
    ).fetchall()


def next_id(db: sqlite3.Connection, table: str) -> int:
    """The id that the next row of a table gets."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return (row[0] if row else 0) + 1
