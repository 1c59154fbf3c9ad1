"""What the project knows already of conversations that come in, asked once for a whole batch."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

Stood = tuple[int, list[tuple[str, str]]]
"""A conversation's id, and role and words of its messages."""


def appeared_in(
    db: sqlite3.Connection, source_id: int, number: int, prints: Sequence[str]
) -> tuple[set[tuple[str, int]], Counter[str]]:
    """Which of these stood in a source before, by occurrence; and how many of each its reading `number` has met so far.

    Kept in the file and not in memory, where a million conversations would take a hundred megabytes.
    """
    rows = _rows(
        db,
        "fingerprint, occurrence, round",
        "appearances WHERE source_id = ? AND fingerprint IN (SELECT value FROM json_each(?))",
        (source_id, json.dumps(prints)),
    )
    seen = Counter(mark for mark, _, read_in in rows if read_in == number)
    return {(mark, occurrence) for mark, occurrence, _ in rows}, seen


def by_print(db: sqlite3.Connection, prints: Sequence[str]) -> dict[str, int]:
    """The oldest conversation of each of these words."""
    oldest = (
        "(SELECT fingerprint, min(id) AS id FROM conversations"
        " WHERE fingerprint IN (SELECT value FROM json_each(?)) GROUP BY fingerprint)"
    )
    return dict(_rows(db, "fingerprint, id", oldest, (json.dumps(prints),)))


Known = tuple[int, str, str | None]
"""A conversation: its id, its fingerprint, and its first words, where the fingerprint alone may not tell."""


def by_origin(
    db: sqlite3.Connection, wanted: Sequence[tuple[str, str | None]], prints: Sequence[str]
) -> dict[tuple[str, str], list[Known]]:
    """Known conversations by format and id in the dump, the oldest first.

    Args:
        prints: the fingerprints of what comes in under these formats and ids.
    """
    coming: dict[str, dict[str, set[str]]] = {}
    for (format_name, origin), mark in zip(wanted, prints, strict=True):
        if origin is not None:
            coming.setdefault(format_name, {}).setdefault(origin, set()).add(mark)
    found: list[tuple[str, str, int, str]] = []
    for format_name, origins in coming.items():
        known = (
            "(SELECT origin_id, id, fingerprint FROM conversations"
            " WHERE format = ? AND origin_id IN (SELECT value FROM json_each(?)) ORDER BY id)"
        )
        rows = _rows(db, "origin_id, id, fingerprint", known, (format_name, json.dumps(list(origins))))
        found += [(format_name, origin, known_id, mark) for origin, known_id, mark in rows]
    others = [known_id for name, origin, known_id, mark in found if coming[name][origin] != {mark}]
    first = _first_words(db, others)
    answer: dict[tuple[str, str], list[Known]] = {}
    for format_name, origin, known_id, mark in found:
        answer.setdefault((format_name, origin), []).append((known_id, mark, first.get(known_id)))
    return answer


def _first_words(db: sqlite3.Connection, conversation_ids: Sequence[int]) -> dict[int, str]:
    if not conversation_ids:
        return {}
    rows = db.execute(
        "SELECT conversation_id, content FROM messages"
        " WHERE position = 0 AND conversation_id IN (SELECT value FROM json_each(?))",
        (json.dumps(conversation_ids),),
    )
    return dict(rows.fetchall())


def unbranched(db: sqlite3.Connection, by_print: Iterable[int], by_origin: Iterable[Sequence[Known]]) -> dict[int, str]:
    """The fingerprints of those of these conversations whose messages are all on the active path."""
    known = {*by_print, *(conversation_id for found in by_origin for conversation_id, _, _ in found)}
    asked = "conversations WHERE branches = 0 AND id IN (SELECT value FROM json_each(?))"
    return dict(_rows(db, "id, fingerprint", asked, (json.dumps(list(known)),)))


def _rows(db: sqlite3.Connection, columns: str, source: str, values: Sequence[object]) -> list[Any]:
    """All rows of a question in one: for each that it steps to, this thread gives up Python's lock, and may wait for
    it as long as the thread beside it reckons."""
    row = db.execute(f"SELECT json_group_array(json_array({columns})) FROM {source}", values).fetchone()
    found: list[Any] = json.loads(row[0])
    return found


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
