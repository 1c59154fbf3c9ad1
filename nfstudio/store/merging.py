"""How a conversation that grew is joined to what the project knows of it, message by message."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.marks import sizes
from nfstudio.store.rows import insert

_NAME = {role: role.value for role in Role}
"""Plain text for each role: `.value` costs more than the rest of the row."""

_MESSAGE = (
    "INSERT INTO messages(id, conversation_id, position, parent_id, on_active_path, role, content, origin_id, model,"
    " created_at, rating, extra)"
)


def insert_messages(db: sqlite3.Connection, rows: Sequence[Sequence[object]]) -> None:
    """Write rows made by `message_rows`."""
    insert(db, _MESSAGE, rows)


def message_rows(messages: Iterable[Message], conversation_id: int, first: int) -> list[tuple[object, ...]]:
    """The rows of a whole conversation, ids counted from `first`."""
    return [
        (
            first + i,
            conversation_id,
            i,
            None if m.parent is None else first + m.parent,
            # Exact types: for any other sqlite3 looks for an adapter, which costs as much as writing the row.
            1 if m.on_active_path else 0,
            _NAME[m.role],
            m.content,
            m.origin_id,
            m.model,
            m.created_at,
            m.rating,
            json.dumps(m.extra, ensure_ascii=False) if m.extra else None,
        )
        for i, m in enumerate(messages)
    ]


def _message_row(
    message: Message, message_id: int, conversation_id: int, position: int, parent_id: int | None
) -> tuple[object, ...]:
    """The row of a message that comes to others of its conversation."""
    ((_, _, _, _, *rest),) = message_rows([message], conversation_id, 0)
    return (message_id, conversation_id, position, parent_id, *rest)


def merge(db: sqlite3.Connection, known: int, conversation: Conversation, next_id: int) -> tuple[list[int], bool]:
    """Append to `known` what `conversation` has beyond it: ids of all its messages, and whether anything changed.

    A message is there already when one with the same parent, role and words is. Nothing stored is changed but the
    active path, which follows the dump unless that only ends earlier on the same path, as an older dump does.
    """
    stored = db.execute(
        "SELECT id, parent_id, role, content, on_active_path FROM messages WHERE conversation_id = ? ORDER BY position",
        (known,),
    ).fetchall()
    children: dict[tuple[int | None, str, str], list[int]] = {}
    for message_id, parent_id, role, content, _ in stored:
        children.setdefault((parent_id, role, content), []).append(message_id)
    ids: list[int] = []
    rows: list[tuple[object, ...]] = []
    for message in conversation.messages:
        parent_id = None if message.parent is None else ids[message.parent]
        same = children.get((parent_id, message.role, message.content))
        if same:
            ids.append(same.pop(0))
        else:
            ids.append(next_id + len(rows))
            rows.append(_message_row(message, ids[-1], known, len(stored) + len(rows), parent_id))
    active = {ids[i] for i, message in enumerate(conversation.messages) if message.on_active_path}
    if not rows and active <= {row[0] for row in stored if row[4]}:
        return ids, False
    db.execute("UPDATE messages SET on_active_path = 0 WHERE conversation_id = ?", (known,))
    insert_messages(db, rows)
    db.executemany("UPDATE messages SET on_active_path = 1 WHERE id = ?", [(message_id,) for message_id in active])
    _recount(db, known)
    return ids, True


def _recount(db: sqlite3.Connection, known: int) -> None:
    """Bring the counts kept with a conversation up to date."""
    rows = db.execute(
        "SELECT id, parent_id, role, content, on_active_path FROM messages WHERE conversation_id = ? ORDER BY position",
        (known,),
    ).fetchall()
    at = {row[0]: i for i, row in enumerate(rows)}
    messages = [
        Message(Role(role), content, parent=None if parent is None else at[parent], on_active_path=bool(active))
        for _, parent, role, content, active in rows
    ]
    db.execute(
        "UPDATE conversations SET messages = ?, user_messages = ?, follow_ups = ?, characters = ?, branches = ?"
        " WHERE id = ?",
        (*sizes(messages), known),
    )
