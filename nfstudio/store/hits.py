"""Which conversations hold what is searched: looked for once, and kept for all that is asked about them.

A word that everybody says stands in millions of messages; to find the conversations of these takes a second or two, the
list, its counts and its facets all need them, and none of them changes while a person reviews.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from nfstudio.domain.conversation import Role
from nfstudio.store import search

FOUND = "temp.hits"
"""The table of the conversations found last, by `id`; each connection has its own, in memory."""

_FEW = 20_000
"""Messages: some tens of milliseconds."""


def find(db: sqlite3.Connection, text: str, role: Role | None) -> int:
    """Fill `FOUND` with the conversations of which a message (of this role) holds `text`; how many they are."""
    db.execute(f"CREATE TABLE IF NOT EXISTS {FOUND}(id INTEGER PRIMARY KEY)")
    db.execute("CREATE TABLE IF NOT EXISTS temp.searched(what TEXT, role TEXT, indexed INTEGER, hits INTEGER)")
    key = (text, role.value if role else "", search.indexed_to(db))
    known = db.execute("SELECT hits FROM temp.searched WHERE (what, role, indexed) = (?, ?, ?)", key).fetchone()
    if known is not None:
        return int(known[0])
    db.execute("DELETE FROM temp.searched")
    db.execute(f"DELETE FROM {FOUND}")
    found = search.condition(text)
    if found is not None:  # else nothing but punctuation: no message has such a word
        sql, words = found
        spoken = " WHERE m.role = ?" if role else ""
        db.execute(
            f"INSERT OR IGNORE INTO {FOUND} SELECT m.conversation_id FROM ({sql}) x"
            f" CROSS JOIN messages m ON m.id = x.rowid{spoken}",
            [*words, *([role.value] if role else [])],
        )
    (count,) = db.execute(f"SELECT count(*) FROM {FOUND}").fetchone()
    db.execute("INSERT INTO temp.searched VALUES (?, ?, ?, ?)", (*key, count))
    return int(count)


def are_few(db: sqlite3.Connection, query: str) -> bool:
    """Whether so few messages hold what `query` asks of the index of words that all are found at once."""
    some = f"SELECT rowid FROM messages_fts WHERE messages_fts MATCH ? LIMIT {_FEW}"
    return int(db.execute(f"SELECT count(*) FROM ({some})", (query,)).fetchone()[0]) < _FEW


def among(db: sqlite3.Connection, conversations: Iterable[int], query: str, role: Role | None) -> set[int]:
    """Which of a few conversations have a message that holds what `query` asks of the index of words.

    The whole index answers for single messages slowly where a word is common (a prefix: 0.1 s each); a small one of
    these messages alone is made and asked in some tens of milliseconds, whatever the words.
    """
    spoken = " AND role = ?" if role else ""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as beside:
        beside.execute(f"CREATE VIRTUAL TABLE words USING fts5(content, content='', {search.TOKENS})")
        beside.execute("BEGIN")
        owners = dict[int, int]()
        for conversation in conversations:
            rows = db.execute(
                f"SELECT id, content FROM messages WHERE conversation_id = ?{spoken}",
                (conversation, *([role.value] if role else [])),
            ).fetchall()
            owners.update((id_, conversation) for id_, _ in rows)
            beside.executemany("INSERT INTO words(rowid, content) VALUES (?, ?)", rows)
        return {owners[id_] for (id_,) in beside.execute("SELECT rowid FROM words WHERE words MATCH ?", (query,))}
