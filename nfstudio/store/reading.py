"""Whole conversations out of the project file, with the ids that everything else refers to."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.feedback import Category, Evidence, Scope, Status
from nfstudio.domain.span import Span
from nfstudio.store.feedback import evidence_of

_ROLES = {role.value: role for role in Role}
_CATEGORIES = {category.value: category for category in Category}
_STATUSES = {status.value: status for status in Status}
"""Members by their values: to call an enumeration costs as much as the rest of a row."""


@dataclass(frozen=True, slots=True)
class StoredConversation:
    """A conversation with its id, the ids of its messages (in their order), and where it was found.

    Attributes:
        shown: the file it was first found in, as seen from the folder that was imported.
        place: where in that file.
    """

    id: int
    message_ids: tuple[int, ...]
    conversation: Conversation
    source: str
    shown: str
    place: str
    format: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class StoredFeedback:
    """A row of the table `feedback`, with the evidence of its detection."""

    id: int
    conversation: int
    message: int
    span: Span
    category: Category
    status: Status
    score: float | None
    target: int | None
    detector: str
    decided: bool
    by_hand: bool
    scope: Scope | None
    note: str
    flags: tuple[str, ...]
    evidence: Evidence
    reviewer: str | None


def conversation(db: sqlite3.Connection, conversation_id: int) -> StoredConversation | None:
    """One conversation; None when it was removed."""
    return next(conversations(db, [conversation_id]), None)


def conversations(db: sqlite3.Connection, ids: Iterable[int]) -> Iterator[StoredConversation]:
    """Conversations in the order of their ids; unknown ids are passed over."""
    wanted = json.dumps(sorted(set(ids)))
    heads = db.execute(
        "SELECT c.id, c.origin_id, c.title, c.model, c.language, c.created_at, c.user,"
        " c.source, c.format, c.fingerprint,"
        " s.shown,"
        " (SELECT place FROM appearances a WHERE a.conversation_id = c.id AND a.source_id = c.source_id LIMIT 1)"
        " FROM conversations c JOIN sources s ON s.id = c.source_id"
        " WHERE c.id IN (SELECT value FROM json_each(?)) ORDER BY c.id",
        (wanted,),
    ).fetchall()
    rows = db.execute(
        "SELECT conversation_id, id, parent_id, on_active_path, role, content, origin_id, model, created_at, rating,"
        " extra FROM messages WHERE conversation_id IN (SELECT value FROM json_each(?))"
        " ORDER BY conversation_id, position",
        (wanted,),
    )
    row = next(rows, None)
    for head in heads:
        own = []
        while row is not None and row[0] == head[0]:
            own.append(row)
            row = next(rows, None)
        yield _conversation(head, own)


def _conversation(head: Sequence[Any], rows: Sequence[tuple[Any, ...]]) -> StoredConversation:
    id_, origin_id, title, model, language, created_at, user = head[:7]
    source, format_name, mark, shown, place = head[7:]
    at = {row[1]: i for i, row in enumerate(rows)}
    messages = tuple(_message(row, at) for row in rows)
    whole = Conversation(
        messages,
        origin_id=origin_id,
        title=title,
        model=model,
        language=language,
        created_at=created_at,
        user=user,
        source=str(source),
    )
    return StoredConversation(
        id=id_,
        message_ids=tuple(at),
        conversation=whole,
        source=str(source),
        shown=str(shown),
        place=str(place or ""),
        format=str(format_name),
        fingerprint=str(mark),
    )


def _message(row: tuple[Any, ...], at: dict[int, int]) -> Message:
    _, _, parent_id, active, role, content, origin_id, model, created_at, rating, extra = row
    return Message(
        role=_ROLES[role],
        content=str(content),
        parent=None if parent_id is None else at[parent_id],
        on_active_path=bool(active),
        origin_id=origin_id,
        model=model,
        created_at=created_at,
        rating=rating,
        extra=json.loads(extra) if extra else {},
    )


def target(db: sqlite3.Connection, message_id: int) -> int | None:
    """The answer that a message can speak about: the nearest assistant message above it (see `targets`)."""
    row = db.execute(
        "WITH RECURSIVE above(id, parent_id, role, depth) AS ("
        " SELECT p.id, p.parent_id, p.role, 1 FROM messages m JOIN messages p ON p.id = m.parent_id WHERE m.id = ?"
        " UNION ALL SELECT p.id, p.parent_id, p.role, depth + 1 FROM above JOIN messages p ON p.id = above.parent_id"
        " WHERE above.role != 'assistant')"
        " SELECT id FROM above WHERE role = 'assistant' ORDER BY depth LIMIT 1",
        (message_id,),
    ).fetchone()
    return row[0] if row else None


_FEEDBACK = (
    'SELECT f.id, f.conversation_id, f.message_id, f.start, f."end", f.category, f.status, f.score, f.target_id,'
    " f.detector, f.decision_id IS NOT NULL, f.scope, f.note, f.flags, d.evidence, s.reviewer,"
    " f.detection_id IS NULL AND o.detection_id IS NULL AND f.subject_id IS NOT NULL"
    " FROM feedback f LEFT JOIN detections d ON d.id = f.detection_id"
    " LEFT JOIN decisions e ON e.id = f.decision_id LEFT JOIN steps s ON s.id = e.step_id"
    " LEFT JOIN decisions o ON o.id = f.subject_id"
)


def feedback_in(db: sqlite3.Connection, conversation_ids: Iterable[int]) -> dict[int, list[StoredFeedback]]:
    """All feedback of these conversations, in reading order."""
    rows = db.execute(
        f"{_FEEDBACK} WHERE f.conversation_id IN (SELECT value FROM json_each(?))"
        ' ORDER BY f.conversation_id, f.message_id, f.start, f."end", f.category, f.id',
        (json.dumps(list(conversation_ids)),),
    )
    found: dict[int, list[StoredFeedback]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(_feedback(row))
    return found


def feedback_by_id(db: sqlite3.Connection, ids: Iterable[int]) -> list[StoredFeedback]:
    """Feedback by its ids, in the order of the ids; what is gone is passed over."""
    wanted = list(ids)
    rows = db.execute(f"{_FEEDBACK} WHERE f.id IN (SELECT value FROM json_each(?))", (json.dumps(wanted),))
    known = {row[0]: _feedback(row) for row in rows}
    return [known[i] for i in wanted if i in known]


def _feedback(row: tuple[Any, ...]) -> StoredFeedback:
    id_, conversation_id, message, start, end, category, status, score, target_id = row[:9]
    detector, decided, scope, note, flags, evidence, reviewer, by_hand = row[9:]
    return StoredFeedback(
        id=id_,
        conversation=conversation_id,
        message=message,
        span=Span(start, end),
        category=_CATEGORIES[category],
        status=_STATUSES[status],
        score=score,
        target=target_id,
        detector=str(detector),
        decided=bool(decided),
        by_hand=bool(by_hand),
        scope=None if scope is None else Scope(scope),
        note=str(note),
        flags=tuple(json.loads(flags)),
        evidence=evidence_of(evidence) if evidence else Evidence(),
        reviewer=reviewer,
    )
