"""A filter, and the conditions in SQL that it amounts to: on conversations `c` and on feedback `f`."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nfstudio.domain.conversation import Role
from nfstudio.domain.differences import Change
from nfstudio.domain.feedback import Category, Polarity, Status
from nfstudio.store import differences, hits


@dataclass(frozen=True, slots=True)
class Filter:
    """What a person wants to see; an empty filter is everything. Conditions of different kinds must all hold.

    Attributes:
        text: words to search (see `search.condition`).
        text_role: search only messages of this role.
        sources: by name, or single files of them as they are shown ("folder/file").
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


JOIN = " JOIN conversations c ON c.id = f.conversation_id"
"""What makes the conversation `c` of feedback `f` known."""


def joined(wanted: Filter) -> str:
    """The join that feedback needs when a condition is about its conversation."""
    return JOIN if conversation_conditions(wanted)[0] else ""


def conversations_where(
    db: sqlite3.Connection, wanted: Filter, *, one_by_one: bool = False
) -> tuple[str, list[object]]:
    """The condition on conversations, with " WHERE", or nothing, and its values.

    Args:
        one_by_one: each is asked for its feedback, for few conversations; else all feedback is looked for once.
    """
    conditions, values = conversation_conditions(wanted)
    if wanted.differences:
        changed, more = differences.conversation_condition(wanted.differences)
        conditions.append(changed)
        values += more
    inner, more = feedback_conditions(replace(wanted, differences=frozenset()))
    if inner:
        all_of = " AND ".join(inner)
        # Left alone, SQLite goes through the same hundred thousand feedback of a status for each of a million.
        each = "EXISTS (SELECT 1 FROM feedback f INDEXED BY feedback_by_conversation WHERE f.conversation_id = c.id AND"
        conditions.append(
            f"{each} {all_of})" if one_by_one else f"c.id IN (SELECT f.conversation_id FROM feedback f WHERE {all_of})"
        )
        values += more
    return _where(conditions + text_condition(db, wanted, "c.id")), values


def feedback_where(db: sqlite3.Connection, wanted: Filter) -> tuple[str, list[object]]:
    """The same on feedback."""
    conditions, values = conversation_conditions(wanted)
    inner, more = feedback_conditions(wanted)
    return _where(conditions + inner + text_condition(db, wanted, "f.conversation_id")), values + more


def _where(conditions: Sequence[str]) -> str:
    return " WHERE " + " AND ".join(conditions) if conditions else ""


def text_condition(db: sqlite3.Connection, wanted: Filter, column: str) -> list[str]:
    """That a conversation (`column` is its id) holds what is searched: looked for here, once for all that ask."""
    if not wanted.text.strip():
        return []
    hits.find(db, wanted.text, wanted.text_role)
    return [f"{column} IN (SELECT id FROM {hits.FOUND})"]


def conversation_conditions(wanted: Filter) -> tuple[list[str], list[object]]:
    """What is asked of the conversation itself, and the values of it."""
    parts = [
        _sources(wanted.sources),
        one_of("c.model", wanted.models),
        one_of("c.language", wanted.languages),
        _between("c.created_at", *wanted.created),
        _between("c.messages", *wanted.length),
        _between("c.id", wanted.conversation, wanted.conversation),
    ]
    return [part[0] for part in parts if part], [value for part in parts if part for value in part[1]]


def feedback_conditions(wanted: Filter) -> tuple[list[str], list[object]]:
    """What is asked of the feedback itself, and the values of it."""
    signs = [category for category in Category if category.polarity in wanted.polarities]
    parts = [
        one_of("f.category", wanted.categories),
        one_of("f.category", frozenset(signs)) if wanted.polarities else None,
        one_of("f.status", wanted.statuses),
        one_of("f.detector", wanted.detectors),
        _between("f.score", *wanted.score),
        differences.condition(wanted.differences) if wanted.differences else None,
        ("f.id IN (SELECT value FROM json_each(?))", [json.dumps(wanted.among)]) if wanted.among else None,
    ]
    return [part[0] for part in parts if part], [value for part in parts if part for value in part[1]]


def names_file(source: str) -> bool:
    """Whether a source of a filter may be a single file, by what is shown of it ("folder/file")."""
    return "/" in source


def _sources(values: frozenset[str]) -> tuple[str, list[object]] | None:
    """A condition that lets sources through, and single files of sources."""
    named = one_of("c.source", values)
    files = sorted(filter(names_file, values))
    if named is None or not files:
        return named
    marks = ", ".join("?" * len(files))
    single = f"c.source_id IN (SELECT id FROM sources WHERE shown IN ({marks}))"
    return f"({named[0]} OR {single})", [*named[1], *files]


def one_of(
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
