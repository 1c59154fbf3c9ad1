"""Which conversations are without a language, and writing what was told of them: by a stored mark, a little at a time.

The mark counts messages, as that of the text index does: a conversation that grew has messages behind it and is looked
at again, one whose language could not be told is not.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from nfstudio.store.project import Project

BATCH = 500
"""Messages of any role that are passed in one transaction."""


@dataclass(frozen=True, slots=True)
class Unstated:
    """A conversation whose dump states no language, and the beginnings of the first messages its person wrote."""

    id: int
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """The conversations with messages of the person after the mark `after`, up to the message `up_to`."""

    after: int
    up_to: int
    conversations: tuple[Unstated, ...]


def waiting(project: Project) -> int:
    """About how many messages have not been passed yet; takes no time."""
    newest = project.db.execute("SELECT max(id) FROM messages").fetchone()[0] or 0
    return max(0, int(newest) - _mark(project.db))


def next_batch(project: Project, *, messages: int, characters: int) -> Batch | None:
    """What comes after the mark; None when nothing is left.

    Args:
        messages: how many of the person are read of each conversation; `characters`: how much of each.
    """
    db = project.db
    after = _mark(db)
    up_to = db.execute(
        "SELECT max(id) FROM (SELECT id FROM messages WHERE id > ? ORDER BY id LIMIT ?)", (after, BATCH)
    ).fetchone()[0]
    if up_to is None:
        return None
    ids = db.execute(
        "SELECT DISTINCT m.conversation_id FROM messages m JOIN conversations c ON c.id = m.conversation_id"
        " WHERE m.id > ? AND m.id <= ? AND m.role = 'user' AND (c.language IS NULL OR c.language_guessed)",
        (after, up_to),
    ).fetchall()
    found = [Unstated(id_, _said(db, id_, messages, characters)) for (id_,) in ids]
    return Batch(after, int(up_to), tuple(found))


def record(project: Project, batch: Batch, told: Mapping[int, str | None]) -> int:
    """Write the languages (ISO 639-1, or None) of a batch by conversation, and move the mark; how many are new.

    A language that the dump states stands. Does nothing when somebody else has passed the batch meanwhile.
    """
    with project.writing() as db:
        if _mark(db) != batch.after:
            return 0
        changed = db.executemany(
            "UPDATE conversations SET language = ?1, language_guessed = ?1 IS NOT NULL"
            " WHERE id = ?2 AND (language IS NULL OR language_guessed) AND language IS NOT ?1",
            [(language, conversation_id) for conversation_id, language in told.items()],
        ).rowcount
        db.execute("INSERT OR REPLACE INTO marks(name, value) VALUES ('languages', ?)", (str(batch.up_to),))
    return max(0, changed)


def counts(project: Project) -> tuple[int, int]:
    """Conversations whose language was told from their words, and those without any."""
    told, none = project.db.execute(
        "SELECT count(*) FILTER (WHERE language_guessed), count(*) FILTER (WHERE language IS NULL) FROM conversations"
    ).fetchone()
    return int(told), int(none)


def _said(db: sqlite3.Connection, conversation_id: int, messages: int, characters: int) -> tuple[str, ...]:
    rows = db.execute(
        "SELECT substr(content, 1, ?) FROM messages WHERE conversation_id = ? AND role = 'user'"
        " ORDER BY position LIMIT ?",
        (characters, conversation_id, messages),
    )
    return tuple(content for (content,) in rows)


def _mark(db: sqlite3.Connection) -> int:
    row = db.execute("SELECT value FROM marks WHERE name = 'languages'").fetchone()
    return int(row[0]) if row else 0
