"""From a filter to what the lists show: a snapshot of ids, counts by facet, and pages of rows by id."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nfstudio.domain.feedback import Category, Status
from nfstudio.store import search
from nfstudio.store.conditions import JOIN, Filter, conversations_where, feedback_where, joined
from nfstudio.store.facets import FACETS, Counted, facets
from nfstudio.store.first_rows import first_conversations, first_feedback
from nfstudio.store.orders import CONVERSATION_SORTS, FEEDBACK_SORTS, Order, Sort, order_by

__all__ = [  # and all that is made here
    "CONVERSATION_SORTS",
    "FACETS",
    "FEEDBACK_SORTS",
    "Counted",
    "Filter",
    "Order",
    "Sort",
    "facets",
    "first_conversations",
    "first_feedback",
]


_TOGETHER = 5_000
"""Ids that are asked for in one question."""


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One line of the list of conversations.

    Attributes:
        opening: the first words the person wrote, at most 160 characters.
        feedback: how many undecided or confirmed feedback it holds, by category.
    """

    id: int
    title: str | None
    opening: str
    source: str
    model: str | None
    language: str | None
    created_at: str | None
    messages: int
    feedback: tuple[tuple[Category, int], ...]


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One line of the review queue; `quote` is the words of the span, at most 200 characters."""

    id: int
    conversation: int
    message: int
    category: Category
    status: Status
    score: float | None
    quote: str
    source: str
    detector: str
    model: str | None = None
    created_at: str | None = None


def conversation_ids(db: sqlite3.Connection, wanted: Filter, order: Order | Sort = Order.IMPORTED) -> list[int]:
    """The ids of all conversations that a filter lets through, in order."""
    where, values = conversations_where(db, wanted)
    by = order_by(order, CONVERSATION_SORTS, "c.id")
    return [row[0] for row in db.execute(f"SELECT c.id FROM conversations c{where} ORDER BY {by}", values)]


def feedback_ids(db: sqlite3.Connection, wanted: Filter, order: Order | Sort = Order.READING) -> list[int]:
    """The ids of all feedback that a filter lets through, in order."""
    where, values = feedback_where(db, wanted)
    by = order_by(order, FEEDBACK_SORTS, "f.id")
    join = JOIN if "c." in by else joined(wanted)
    found = [row[0] for row in db.execute(f"SELECT f.id FROM feedback f{join}{where} ORDER BY {by}", values)]
    if order is Order.GIVEN and wanted.among:
        found.sort(key={id_: place for place, id_ in enumerate(wanted.among)}.__getitem__)
    return found


def gone(db: sqlite3.Connection, ids: Sequence[int], *, of_feedback: bool) -> set[int]:
    """Those of these ids, of feedback or of conversations, that the project no longer holds."""
    table = "feedback" if of_feedback else "conversations"
    missing: set[int] = set()
    for at in range(0, len(ids), _TOGETHER):
        asked = json.dumps(ids[at : at + _TOGETHER])
        rows = db.execute(
            f"SELECT j.value FROM json_each(?) j WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE id = j.value)", (asked,)
        )
        missing.update(id_ for (id_,) in rows)
    return missing


def count_conversations(db: sqlite3.Connection, wanted: Filter) -> int:
    """How many conversations a filter lets through."""
    where, values = conversations_where(db, wanted)
    return int(db.execute(f"SELECT count(*) FROM conversations c{where}", values).fetchone()[0])


def count_feedback(db: sqlite3.Connection, wanted: Filter) -> int:
    """How many feedback a filter lets through."""
    where, values = feedback_where(db, wanted)
    return int(db.execute(f"SELECT count(*) FROM feedback f{joined(wanted)}{where}", values).fetchone()[0])


def count_by_status(db: sqlite3.Connection, wanted: Filter) -> dict[Status, int]:
    """How many feedback of each status a filter lets through, its statuses aside."""
    where, values = feedback_where(db, replace(wanted, statuses=frozenset()))
    rows = db.execute(f"SELECT f.status, count(*) FROM feedback f{joined(wanted)}{where} GROUP BY 1", values)
    return {Status(status): count for status, count in rows}


def conversation_rows(db: sqlite3.Connection, ids: Sequence[int]) -> list[ConversationRow]:
    """One page of the list of conversations, in the order of `ids`."""
    wanted = json.dumps(list(ids))
    rows = db.execute(
        "SELECT c.id, substr(c.title, 1, 160), (SELECT substr(m.content, 1, 160) FROM messages m"
        " WHERE m.conversation_id = c.id AND m.role = 'user' ORDER BY m.position LIMIT 1),"
        " c.source, c.model, c.language, c.created_at, c.messages"
        " FROM conversations c WHERE c.id IN (SELECT value FROM json_each(?))",
        (wanted,),
    ).fetchall()
    counts: dict[int, list[tuple[Category, int]]] = {}
    # "+" keeps SQLite from looking all undecided feedback of the project up: 100 ms where there are 300,000.
    for conversation_id, category, count in db.execute(
        "SELECT conversation_id, category, count(*) FROM feedback WHERE +status IN ('auto', 'confirmed')"
        " AND conversation_id IN (SELECT value FROM json_each(?)) GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2",
        (wanted,),
    ):
        counts.setdefault(conversation_id, []).append((Category(category), count))
    known = {
        id_: ConversationRow(id_, title, opening or "", source, model, language, at, size, tuple(counts.get(id_, ())))
        for id_, title, opening, source, model, language, at, size in rows
    }
    return [known[i] for i in ids if i in known]


def feedback_rows(db: sqlite3.Connection, ids: Sequence[int]) -> list[FeedbackRow]:
    """One page of the review queue, in the order of `ids`."""
    rows = db.execute(
        "SELECT f.id, f.conversation_id, f.message_id, f.category, f.status, f.score,"
        ' substr(m.content, f.start + 1, min(f."end" - f.start, 200)), c.source, f.detector'
        " FROM feedback f JOIN messages m ON m.id = f.message_id JOIN conversations c ON c.id = f.conversation_id"
        " WHERE f.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    known = {
        id_: FeedbackRow(id_, conversation, message, Category(category), Status(status), *rest)
        for id_, conversation, message, category, status, *rest in rows
    }
    return [known[i] for i in ids if i in known]


def snippets(db: sqlite3.Connection, wanted: Filter, conversation: int, *, limit: int = 3) -> list[tuple[int, str]]:
    """Messages of one conversation that the search text hits: their ids and contents."""
    found = search.condition(wanted.text)
    if found is None:
        return []
    sql, values = found
    return db.execute(
        f"SELECT id, content FROM messages WHERE conversation_id = ? AND id IN ({sql}) ORDER BY position LIMIT ?",
        (conversation, *values, limit),
    ).fetchall()
