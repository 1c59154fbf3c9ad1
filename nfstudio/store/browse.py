"""From a filter to what the lists show: a snapshot of ids, counts by facet, and pages of rows by id."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nfstudio.domain.conversation import Role
from nfstudio.domain.differences import Change
from nfstudio.domain.feedback import Category, Polarity, Status
from nfstudio.store import differences, search
from nfstudio.store.orders import CONVERSATION_SORTS, FEEDBACK_SORTS, Order, Sort, order_by

__all__ = ["CONVERSATION_SORTS", "FEEDBACK_SORTS", "Order", "Sort"]  # and all that is made here


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person wants to see; an empty filter is everything. Conditions of different kinds must all hold.

    Attributes:
        text: words to search (see `search.condition`).
        text_role: search only messages of this role.
        score: lowest and highest score, inclusive; feedback without a score (made by hand) is outside any range.
        created: first and last day or time, ISO 8601, inclusive; conversations without a time are outside any range.
        length: fewest and most messages, inclusive.
        conversation: only this conversation.
        differences: only what the newest run has changed in one of these ways; conversations also where no feedback
            is left of it.
        among: only these feedback; `Order.GIVEN` keeps their order.
        among_what: what they are, in words for a chip.
    """

    text: str = ""
    text_role: Role | None = None
    sources: frozenset[str] = frozenset()
    models: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    categories: frozenset[Category] = frozenset()
    polarities: frozenset[Polarity] = frozenset()
    statuses: frozenset[Status] = frozenset()
    detectors: frozenset[str] = frozenset()
    score: tuple[float | None, float | None] = (None, None)
    created: tuple[str | None, str | None] = (None, None)
    length: tuple[int | None, int | None] = (None, None)
    conversation: int | None = None
    differences: frozenset[Change] = frozenset()
    among: tuple[int, ...] = ()
    among_what: str = ""


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


Counted = dict[str, list[tuple[str | None, int]]]
FACETS = ("source", "model", "language", "category", "status", "detector", "difference")
"""What can be counted, by the name of the column: three of conversations, three of feedback, and what the last run
changed; each has a field of its own in `Filter`."""


def conversation_ids(db: sqlite3.Connection, wanted: Filter, order: Order | Sort = Order.IMPORTED) -> list[int]:
    """The ids of all conversations that a filter lets through, in order."""
    where, values = _conversations_where(wanted)
    by = order_by(order, CONVERSATION_SORTS, "c.id")
    return [row[0] for row in db.execute(f"SELECT c.id FROM conversations c{where} ORDER BY {by}", values)]


def first_conversations(db: sqlite3.Connection, wanted: Filter) -> list[int]:
    """The first of `conversation_ids` as they were imported, at once: to be read while all are looked for.

    Empty where none of them stands near the beginning, and for a search that hits scripts written without spaces.
    """
    rest = replace(wanted, text="", text_role=None)
    if wanted.text.strip():
        hits = _first_hits(db, wanted)
        near, values = "c.id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(hits))]
    else:
        near, values = f"c.id < (SELECT min(id) FROM conversations) + {_FIRST_WALKED}", []
    where, more = _conversations_where(rest, one_by_one=True)
    # By id alone: an index of sources would have all of a source sorted first.
    rows = db.execute(
        f"SELECT c.id FROM conversations c NOT INDEXED{where}{' AND' if where else ' WHERE'} {near}"
        f" ORDER BY c.id LIMIT {_FIRST_SHOWN}",
        [*more, *values],
    )
    return [row[0] for row in rows]


def _first_hits(db: sqlite3.Connection, wanted: Filter) -> set[int]:
    """The conversations of the first messages that a search hits."""
    words = search.words_alone(db, wanted.text)
    if words is None:
        return set()
    spoken = "" if wanted.text_role is None else " AND m.role = ?"
    values: list[object] = [words] if wanted.text_role is None else [words, wanted.text_role.value]
    rows = db.execute(
        "SELECT m.conversation_id FROM messages_fts f CROSS JOIN messages m ON m.id = f.rowid"
        f" WHERE f.messages_fts MATCH ?{spoken} ORDER BY f.rowid LIMIT {_FIRST_HITS}",
        values,
    )
    return {row[0] for row in rows}


_FIRST_HITS = 2_000
"""Messages: some screens of conversations, a few milliseconds."""
_FIRST_WALKED = 20_000
"""Conversations, some tens of milliseconds: what is rarer is found by its index soon enough."""
_FIRST_SHOWN = 1_000
"""Conversations: more than anybody scrolls through until all are found."""


def feedback_ids(db: sqlite3.Connection, wanted: Filter, order: Order | Sort = Order.READING) -> list[int]:
    """The ids of all feedback that a filter lets through, in order."""
    where, values = _feedback_where(wanted)
    by = order_by(order, FEEDBACK_SORTS, "f.id")
    join = _JOIN if "c." in by else _join(wanted)
    found = [row[0] for row in db.execute(f"SELECT f.id FROM feedback f{join}{where} ORDER BY {by}", values)]
    if order is Order.GIVEN and wanted.among:
        found.sort(key={id_: place for place, id_ in enumerate(wanted.among)}.__getitem__)
    return found


def count_conversations(db: sqlite3.Connection, wanted: Filter) -> int:
    """How many conversations a filter lets through."""
    where, values = _conversations_where(wanted)
    return int(db.execute(f"SELECT count(*) FROM conversations c{where}", values).fetchone()[0])


def count_feedback(db: sqlite3.Connection, wanted: Filter) -> int:
    """How many feedback a filter lets through."""
    where, values = _feedback_where(wanted)
    return int(db.execute(f"SELECT count(*) FROM feedback f{_join(wanted)}{where}", values).fetchone()[0])


def count_by_status(db: sqlite3.Connection, wanted: Filter) -> dict[Status, int]:
    """How many feedback of each status a filter lets through, its statuses aside."""
    where, values = _feedback_where(replace(wanted, statuses=frozenset()))
    rows = db.execute(f"SELECT f.status, count(*) FROM feedback f{_join(wanted)}{where} GROUP BY 1", values)
    return {Status(status): count for status, count in rows}


def facets(db: sqlite3.Connection, wanted: Filter, *, of_feedback: bool) -> Counted:
    """For each facet its values and how many rows each would leave, the most frequent first.

    A facet's own restriction does not narrow its counts, so that other values can be seen and chosen. Counts are of
    feedback, or of conversations (a conversation counts once for each value that any of its feedback has).
    """
    counted: Counted = {}
    for group in (FACETS[:3], FACETS[3:6]):
        narrowed = {name: less for name in group if (less := _without(wanted, name)) != wanted}
        free = [name for name in group if name not in narrowed]
        # Each by an index of its own where nothing else is asked; else what is asked is looked for once.
        alone = of_feedback and "category" in group and not wanted.text and not _join(wanted)
        for names in [[name] for name in free] if alone else [free] * bool(free):
            counted |= _counted(db, wanted, names, of_feedback=of_feedback)
        for name, less in narrowed.items():
            counted |= _counted(db, less, [name], of_feedback=of_feedback)
    where, values = (_feedback_where if of_feedback else _conversations_where)(_without(wanted, "difference"))
    counted["difference"] = [*differences.facet(db, where, values, of_feedback=of_feedback)]
    return {name: counted[name] for name in FACETS}


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


def _without(wanted: Filter, facet: str) -> Filter:
    """The same filter without the restriction of one facet."""
    return replace(wanted, **{_FIELDS[facet]: frozenset()})  # type: ignore[arg-type]


_FIELDS = dict(
    zip(FACETS, ("sources", "models", "languages", "categories", "statuses", "detectors", "differences"), strict=True)
)


def _counted(db: sqlite3.Connection, wanted: Filter, names: Sequence[str], *, of_feedback: bool) -> Counted:
    """How many rows each value leaves, of facets that are told by the same table and narrowed alike: in one pass."""
    on_feedback = names[0] in ("category", "status", "detector")
    columns = [f"f.{name}" if on_feedback else f"c.{name}" for name in names]
    numbers = ", ".join(str(i) for i in range(1, len(names) + 1))
    if on_feedback and not of_feedback and wanted.differences:  # also where a conversation has no such feedback left
        where, values = _feedback_where(replace(wanted, differences=frozenset()))
        changed, more = differences.conversation_condition(wanted.differences)
        tables = f"feedback f{_JOIN}{where}{' AND' if where else ' WHERE'} {changed}"
        values = values + more
    elif on_feedback or of_feedback:
        where, values = _feedback_where(wanted)
        tables = f"feedback f{_join(wanted) if on_feedback else _JOIN}{where}"
    else:
        where, values = _conversations_where(wanted)
        tables = f"conversations c{where}"
    if on_feedback and not of_feedback and len(names) > 1:  # a conversation counts once for each value
        listed = ", ".join(f"json_group_array(DISTINCT {column})" for column in columns)
        inner = f"(SELECT {listed} FROM {tables} GROUP BY f.conversation_id)"
        rows = db.execute(f"SELECT *, count(*) FROM {inner} GROUP BY {numbers}", values).fetchall()
        told = [([json.loads(cell) for cell in cells], count) for *cells, count in rows]
    else:
        rows_of = "count(DISTINCT f.conversation_id)" if on_feedback and not of_feedback else "count(*)"
        statement = f"SELECT {', '.join(columns)}, {rows_of} FROM {tables} GROUP BY {numbers}"
        told = [([[cell] for cell in cells], count) for *cells, count in db.execute(statement, values).fetchall()]
    counts: dict[str, Counter[str | None]] = {name: Counter() for name in names}
    for cells, count in told:
        for name, held in zip(names, cells, strict=True):
            counts[name].update(dict.fromkeys(held, count))
    return {name: sorted(of.items(), key=lambda item: (-item[1], item[0] or "")) for name, of in counts.items()}


_JOIN = " JOIN conversations c ON c.id = f.conversation_id"


def _join(wanted: Filter) -> str:
    """The join that feedback needs when a condition is about its conversation."""
    return _JOIN if _conversation_conditions(wanted)[0] else ""


def _conversations_where(wanted: Filter, *, one_by_one: bool = False) -> tuple[str, list[object]]:
    """The condition on conversations.

    Args:
        one_by_one: each is asked for its feedback, for few conversations; else all feedback is looked for once.
    """
    conditions, values = _conversation_conditions(wanted)
    if wanted.differences:
        changed, more = differences.conversation_condition(wanted.differences)
        conditions.append(changed)
        values += more
    inner, more = _feedback_conditions(replace(wanted, differences=frozenset()))
    if inner:
        joined = " AND ".join(inner)
        # Left alone, SQLite goes through the same hundred thousand feedback of a status for each of a million.
        each = "EXISTS (SELECT 1 FROM feedback f INDEXED BY feedback_by_conversation WHERE f.conversation_id = c.id AND"
        conditions.append(
            f"{each} {joined})" if one_by_one else f"c.id IN (SELECT f.conversation_id FROM feedback f WHERE {joined})"
        )
        values += more
    text, more = _text_condition(wanted, "c.id IN (SELECT conversation_id FROM messages WHERE {})")
    return _where(conditions + text), values + more


def _feedback_where(wanted: Filter) -> tuple[str, list[object]]:
    conditions, values = _conversation_conditions(wanted)
    inner, more = _feedback_conditions(wanted)
    text, words = _text_condition(wanted, "f.conversation_id IN (SELECT conversation_id FROM messages WHERE {})")
    return _where(conditions + inner + text), values + more + words


def _where(conditions: Sequence[str]) -> str:
    return " WHERE " + " AND ".join(conditions) if conditions else ""


def _text_condition(wanted: Filter, frame: str) -> tuple[list[str], list[object]]:
    if not wanted.text.strip():
        return [], []
    found = search.condition(wanted.text)
    if found is None:  # nothing but punctuation: no message has such a word
        return ["0"], []
    sql, words = found
    inner = f"id IN ({sql})"
    values: list[object] = list(words)
    if wanted.text_role is not None:
        inner += " AND role = ?"
        values.append(wanted.text_role.value)
    return [frame.format(inner)], values


def _conversation_conditions(wanted: Filter) -> tuple[list[str], list[object]]:
    parts = [
        _one_of("c.source", wanted.sources),
        _one_of("c.model", wanted.models),
        _one_of("c.language", wanted.languages),
        _between("c.created_at", *wanted.created),
        _between("c.messages", *wanted.length),
        _between("c.id", wanted.conversation, wanted.conversation),
    ]
    return [part[0] for part in parts if part], [value for part in parts if part for value in part[1]]


def _feedback_conditions(wanted: Filter) -> tuple[list[str], list[object]]:
    signs = [category for category in Category if category.polarity in wanted.polarities]
    parts = [
        _one_of("f.category", wanted.categories),
        _one_of("f.category", frozenset(signs)) if wanted.polarities else None,
        _one_of("f.status", wanted.statuses),
        _one_of("f.detector", wanted.detectors),
        _between("f.score", *wanted.score),
        differences.condition(wanted.differences) if wanted.differences else None,
        ("f.id IN (SELECT value FROM json_each(?))", [json.dumps(wanted.among)]) if wanted.among else None,
    ]
    return [part[0] for part in parts if part], [value for part in parts if part for value in part[1]]


def _one_of(
    column: str, values: frozenset[str] | frozenset[Category] | frozenset[Status]
) -> tuple[str, list[object]] | None:
    """A condition that lets some values through; an empty text stands for rows that have none."""
    if not values:
        return None
    named = sorted(str(value) for value in values if value)
    marks = ", ".join("?" * len(named))
    inside = f"{column} IN ({marks})" if named else "0"
    return (f"({inside} OR {column} IS NULL)" if "" in values else inside), list(named)


def _between(column: str, low: object, high: object) -> tuple[str, list[object]] | None:
    if low is None and high is None:
        return None
    if column == "c.created_at" and isinstance(high, str) and len(high) == len("2026-01-31"):
        high += "T23:59:59Z"  # a last day is meant to its end
    bounds = [(f"{column} >= ?", low), (f"{column} <= ?", high)]
    return " AND ".join(sql for sql, value in bounds if value is not None), [v for _, v in bounds if v is not None]
