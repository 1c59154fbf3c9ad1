"""The first rows of a list at once: to be read while all are looked for, a second or two where words are common."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from nfstudio.domain.feedback import Category, Status
from nfstudio.store import hits, search
from nfstudio.store.conditions import JOIN, Filter, conversation_conditions, conversations_where, feedback_where
from nfstudio.store.orders import FEEDBACK_SORTS, Order, Sort, order_by

_FIRST_HITS = 2_000
"""Messages: some screens of conversations, a few milliseconds."""
_WALKED = 20_000
"""Conversations, some tens of milliseconds: what is rarer is found by its index soon enough."""
_SHOWN = 1_000
"""Rows: more than anybody scrolls through until all are found."""
_READ = 300
"""Rows whose conversations are searched one by one."""
_CHARACTERS = 1_000_000
"""Of conversations that are searched one by one, together: some tens of milliseconds."""
_NEAR = 0.02
"""Scores this near to the beginning of an order are looked at first."""


def first_conversations(db: sqlite3.Connection, wanted: Filter, order: Order | Sort = Order.IMPORTED) -> list[int]:
    """The first of `conversation_ids` as they were imported, at once; nothing for any other order.

    Empty where none of them stands near the beginning, and for a search that hits scripts written without spaces.
    """
    if order is not Order.IMPORTED:
        return []
    rest = replace(wanted, text="", text_role=None)
    if not wanted.text.strip():
        near = f"c.id < (SELECT min(id) FROM conversations) + {_WALKED}"
        shown = _conversations(db, rest, near, []) or _where_its_sources_begin(db, rest)
        return [id_ for id_, _ in shown]
    words = search.words_alone(db, wanted.text)
    if words is None:
        return []
    found = _first_hits(db, wanted, words)
    shown = _conversations(db, rest, "c.id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(found))])
    if shown:
        return [id_ for id_, _ in shown]
    if hits.are_few(db, words):
        return []
    where, values = conversations_where(db, rest)
    few = db.execute(f"SELECT c.id, c.characters FROM conversations c{where} ORDER BY c.id LIMIT {_READ}", values)
    kept = _few(few.fetchall())
    holding = hits.among(db, kept, words, wanted.text_role)
    return [id_ for id_ in kept if id_ in holding]


def first_feedback(db: sqlite3.Connection, wanted: Filter, order: Order | Sort) -> list[int]:
    """The first of `feedback_ids`, at once; nothing where that would take as long as all of them.

    Without a search only the orders by score have a beginning that is known without the rest.
    """
    if order is Order.GIVEN or isinstance(order, Sort):
        return []
    words = search.words_alone(db, wanted.text) if wanted.text.strip() else ""
    if words is None or (words and hits.are_few(db, words)):
        return []
    near = _beginning(replace(wanted, text="", text_role=None), order)
    for narrowed in ([near] if near else []) + ([replace(wanted, text="", text_role=None)] if words else []):
        rows = _feedback(db, narrowed, order, by_score=narrowed is near, most=_READ if words else _SHOWN)
        if words:
            holding = hits.among(db, _few([(one, size) for _, one, size in rows]), words, wanted.text_role)
            rows = [row for row in rows if row[1] in holding]
        if rows:
            return [row[0] for row in rows]
    return []


def _beginning(wanted: Filter, order: Order | Sort) -> Filter | None:
    """What lets only such feedback through as stands before all other feedback of the filter, and has an index."""
    low, high = wanted.score
    if order is Order.UNCERTAIN:
        decided = wanted.statuses and Status.AUTO not in wanted.statuses
        statuses = wanted.statuses if decided else frozenset({Status.AUTO})  # undecided ones come first
        away = max(0.0, 0.0 if low is None else low - 0.5, 0.0 if high is None else 0.5 - high) + _NEAR
        nearest, furthest = 0.5 - away, 0.5 + away
    elif order is Order.SURE:
        statuses, furthest = wanted.statuses or frozenset(Status), 1.0 if high is None else high
        nearest = furthest - _NEAR
    else:
        return None
    return replace(
        wanted,
        statuses=statuses,
        categories=wanted.categories or frozenset(Category),
        score=(nearest if low is None else max(low, nearest), furthest if high is None else min(high, furthest)),
    )


def _first_hits(db: sqlite3.Connection, wanted: Filter, words: str) -> set[int]:
    """The conversations of the first messages that a search hits."""
    spoken = "" if wanted.text_role is None else " AND m.role = ?"
    values: list[object] = [words] if wanted.text_role is None else [words, wanted.text_role.value]
    rows = db.execute(
        "SELECT m.conversation_id FROM messages_fts f CROSS JOIN messages m ON m.id = f.rowid"
        f" WHERE f.messages_fts MATCH ?{spoken} ORDER BY f.rowid LIMIT {_FIRST_HITS}",
        values,
    )
    return {row[0] for row in rows}


def _conversations(db: sqlite3.Connection, rest: Filter, near: str, values: list[object]) -> list[tuple[int, int]]:
    """Ids and sizes (characters) of the first conversations near the beginning that a filter without words lets
    through."""
    where, more = conversations_where(db, rest, one_by_one=True)
    # By id alone: an index of sources would have all of a source sorted first.
    return db.execute(
        f"SELECT c.id, c.characters FROM conversations c NOT INDEXED{where}{' AND' if where else ' WHERE'} {near}"
        f" ORDER BY c.id LIMIT {_SHOWN}",
        [*more, *values],
    ).fetchall()


def _where_its_sources_begin(db: sqlite3.Connection, rest: Filter) -> list[tuple[int, int]]:
    """The same from the first conversation of the sources of a filter on: files were imported one after the other."""
    if not rest.sources:
        return []
    (condition,), values = conversation_conditions(Filter(sources=rest.sources))
    (first,) = db.execute(f"SELECT min(c.id) FROM conversations c WHERE {condition}", values).fetchone()
    return [] if first is None else _conversations(db, rest, "c.id BETWEEN ? AND ?", [first, first + _WALKED])


def _feedback(
    db: sqlite3.Connection, rest: Filter, order: Order | Sort, *, by_score: bool, most: int
) -> list[tuple[int, int, int]]:
    """The first feedback that a filter without words lets through: ids, conversations, and the size of these.

    Args:
        by_score: statuses, categories and scores are asked for of which few are; else SQLite may think otherwise.
    """
    where, values = feedback_where(db, rest)
    by = order_by(order, FEEDBACK_SORTS, "f.id")
    tables = f"feedback f INDEXED BY feedback_by_status CROSS{JOIN}" if by_score else f"feedback f{JOIN}"
    return db.execute(
        f"SELECT f.id, f.conversation_id, c.characters FROM {tables}{where} ORDER BY {by} LIMIT {most}", values
    ).fetchall()


def _few(found: Sequence[tuple[int, int]]) -> list[int]:
    """As many of these conversations, each once, as `_READ` and `_CHARACTERS` allow."""
    kept, left = dict[int, None](), _CHARACTERS
    for conversation, size in found:
        if conversation not in kept:
            left -= size
            if left < 0 or len(kept) == _READ:
                break
            kept[conversation] = None
    return list(kept)
