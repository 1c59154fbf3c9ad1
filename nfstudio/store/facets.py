"""What a list can be narrowed by, and how many rows each value would leave: all facets of a list in one or two passes.

A facet's own restriction does not narrow its counts, so that other values can be seen and chosen. So the passes count
with no facet's restriction, each value under the conditions of the other facets, and what is asked of source, model and
language, which an index has in order, is taken into account afterwards.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nfstudio.domain.feedback import Category, Status
from nfstudio.store import differences, hits
from nfstudio.store.conditions import (
    Filter,
    conversation_conditions,
    conversations_where,
    feedback_conditions,
    feedback_where,
    names_file,
    one_of,
    text_condition,
)

Counted = dict[str, list[tuple[str | None, int]]]
FACETS = ("source", "model", "language", "category", "status", "detector", "difference")
"""What can be counted, by the name of the column: three of conversations, three of feedback, and what the last run
changed; each has a field of its own in `Filter`."""
_ABOUT, _FOUND = FACETS[:3], FACETS[3:6]
_FIELDS = dict(
    zip(FACETS, ("sources", "models", "languages", "categories", "statuses", "detectors", "differences"), strict=True)
)
_FEW = 50_000
"""Conversations that a search hits, from which it is quicker to go through all conversations."""
_FEW_HOLD = 0.3
"""Share of all feedback from which it is quicker to ask each conversation than to gather those that hold such first."""
_FEW_VALUES = 64
"""Sources, models and languages, all together, that are counted in a column each."""
_SPOTS, _LOOKED_AT = 8, 250


def facets(db: sqlite3.Connection, wanted: Filter, *, of_feedback: bool) -> Counted:
    """For each facet its values and how many rows each would leave, the most frequent first.

    Counts are of feedback, or of conversations (a conversation counts once for each value that any of its feedback
    has).
    """
    counted = _passes(db, wanted, of_feedback=of_feedback)
    if any(map(names_file, wanted.sources)):  # which no facet tells, so that the passes ask it of every conversation
        counted["source"] = _passes(db, replace(wanted, sources=frozenset()), of_feedback=of_feedback)["source"]
    less = replace(wanted, differences=frozenset())
    where, values = (feedback_where if of_feedback else conversations_where)(db, less)
    found = differences.facet(db, where, values, of_feedback=of_feedback)
    return {name: _sorted(counted[name]) for name in _ABOUT + _FOUND} | {"difference": [*found]}


def _passes(db: sqlite3.Connection, wanted: Filter, *, of_feedback: bool) -> dict[str, Counter[str | None]]:
    asked = _Asked.of(db, wanted)
    return _of_feedback(db, asked) if of_feedback else _of_conversations(db, asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A filter, taken apart.

    Attributes:
        text: that a conversation ("{}" stands for its id) holds the words, or nothing.
        about, found: conditions on conversations and on feedback that are no facet's, with their values.
        held: the condition of each facet of feedback that is narrowed, with its values.
        lead: what a statement begins with, where few rows are known to be asked for: "hits", "feedback" or nothing.
    """

    wanted: Filter
    text: list[str]
    about: tuple[list[str], list[object]]
    found: tuple[list[str], list[object]]
    held: dict[str, tuple[str, list[object]]]
    detectors: tuple[str, ...]
    lead: str

    @classmethod
    def of(cls, db: sqlite3.Connection, wanted: Filter) -> "_Asked":
        free = replace(wanted, **{_FIELDS[name]: frozenset() for name in _ABOUT + _FOUND})  # type: ignore[arg-type]
        if any(map(names_file, wanted.sources)):
            free = replace(free, sources=wanted.sources)
            wanted = replace(wanted, sources=frozenset())
        about, values = conversation_conditions(free)
        text = text_condition(db, wanted, "{}")
        few = bool(text) and hits.find(db, wanted.text, wanted.text_role) < _FEW
        held = {name: one_of(f"f.{name}", getattr(wanted, _FIELDS[name])) for name in _FOUND}
        listed = db.execute("SELECT DISTINCT detector FROM feedback INDEXED BY feedback_by_conversation")
        pointed = bool(wanted.among or wanted.differences or wanted.conversation is not None)
        return cls(
            wanted,
            text,
            (about, values),
            feedback_conditions(free),
            {name: condition for name, condition in held.items() if condition},
            tuple(sorted(row[0] for row in listed)),
            "feedback" if pointed else "hits" if few else "",
        )

    def other_facets(self, name: str) -> tuple[str, list[object]]:
        """Of the facets of feedback, what all but one of them ask."""
        held = [condition for other, condition in self.held.items() if other != name]
        return " AND ".join([sql for sql, _ in held] or ["1"]), [value for _, more in held for value in more]

    def about_but(self, name: str) -> tuple[str, list[object]]:
        """What is asked of source, model and language, but for one of them."""
        asked = [one_of(f"c.{other}", getattr(self.wanted, _FIELDS[other])) for other in _ABOUT if other != name]
        held = [condition for condition in asked if condition]
        return " AND ".join([sql for sql, _ in held] or ["1"]), [value for _, more in held for value in more]

    def holders(self, db: sqlite3.Connection) -> tuple[list[str], list[object]]:
        """That a conversation holds feedback that counts anywhere, where few do: known without asking each. What fails
        the conditions of two facets counts in none."""
        sql, values = self.found
        if self.lead or not (sql or len(self.held) > 1):
            return [], []
        fits = " + ".join(f"({condition})" for condition, _ in self.held.values())
        enough = [f"{fits} >= {len(self.held) - 1}"] if len(self.held) > 1 else []
        more = [value for _, held in self.held.values() for value in held] if enough else []
        if _share(db, sql + enough, [*values, *more]) > _FEW_HOLD:
            return [], []
        return [f"+c.id IN ({_HOLDERS}{_where(sql + enough)})"], [*values, *more]

    def searched(self, column: str) -> list[str]:
        """That the conversation with this id holds the words; nothing where that is told by the lead."""
        return [] if self.lead == "hits" else [condition.format(column) for condition in self.text]

    def values(self) -> list[tuple[str, str]]:
        """Every value that feedback can have, with its facet."""
        named: dict[str, Iterable[str]] = {"category": Category, "status": Status, "detector": self.detectors}
        return [(name, str(value)) for name in _FOUND for value in named[name]]

    def told(self, aggregate: str) -> tuple[str, list[object]]:
        """A column for each value: an aggregate of the feedback that has it and fits what the other facets ask.

        Args:
            aggregate: SQL with "{}" for that condition; as a filter it is not evaluated further than it must be.
        """
        columns, values = [], list[object]()
        for number, (name, value) in enumerate(self.values()):
            rest, more = self.other_facets(name)
            columns.append(f"{aggregate.format(f'f.{name} = ? AND {rest}')} AS v{number}")
            values += [value, *more]
        return ", ".join(columns), values

    def passes(self, cells: Sequence[str | None], *, but: str = "") -> bool:
        """Whether source, model and language are among those asked for, but for one of them."""
        chosen = zip(_ABOUT, cells, strict=True)
        return all(
            (cell or "") in some
            for name, cell in chosen
            if (some := getattr(self.wanted, _FIELDS[name])) and name != but
        )


_CONVERSATIONS = "conversations c INDEXED BY conversations_by_source"
_HOLDERS = "SELECT f.conversation_id FROM feedback f INDEXED BY feedback_by_conversation"
_THEIR_FEEDBACK = "feedback f INDEXED BY feedback_by_conversation ON f.conversation_id = c.id"


def _of_feedback(db: sqlite3.Connection, asked: _Asked) -> dict[str, Counter[str | None]]:
    """In one pass over all feedback, with a column for each value; where values are many, by groups."""
    if not asked.lead:
        cells = db.execute("SELECT DISTINCT source, model, language FROM conversations").fetchall()
        known = [
            (name, value) for name, column in zip(_ABOUT, zip(*cells, strict=True), strict=False) for value in {*column}
        ]
        if len(known) <= _FEW_VALUES:
            return _in_columns(db, asked, known)
    return _in_groups(db, asked)


def _in_columns(
    db: sqlite3.Connection, asked: _Asked, known: Sequence[tuple[str, str | None]]
) -> dict[str, Counter[str | None]]:
    """Feedback in the order of its index, each with its conversation: nothing is sorted, and no conversation without
    feedback is asked.

    Args:
        known: every value that a conversation has of what it is, with its facet.
    """
    every, first = asked.other_facets("")
    columns, values = [], list[object]()
    for name, value in known:
        rest, more = asked.about_but(name)
        columns.append(f"count(*) FILTER (WHERE c.{name} IS ? AND {rest} AND {every})")
        values += [value, *more, *first]
    whole, more = asked.about_but("")
    for name, value in asked.values():
        rest, held = asked.other_facets(name)
        columns.append(f"count(*) FILTER (WHERE f.{name} = ? AND {rest} AND {whole})")
        values += [value, *held, *more]
    tables = "feedback f INDEXED BY feedback_by_conversation CROSS JOIN conversations c ON c.id = f.conversation_id"
    # The plus as below.
    found = [sql.replace("f.category", "+f.category") for sql in asked.found[0]]
    where = _where(found + asked.searched("+f.conversation_id") + asked.about[0])
    statement = f"SELECT {', '.join(columns)} FROM {tables}{where}"
    (sums,) = db.execute(statement, [*values, *asked.found[1], *asked.about[1]]).fetchall()
    counted: dict[str, Counter[str | None]] = {name: Counter() for name in _ABOUT + _FOUND}
    for (name, cell), count in zip(known, sums, strict=False):
        if count:
            counted[name][cell] = count
    _add(counted, asked, sums[len(known) :])
    return counted


def _in_groups(db: sqlite3.Connection, asked: _Asked) -> dict[str, Counter[str | None]]:
    """In the order of the index by source, model and language: a group is counted without being sorted."""
    tables = {
        "": f"{_CONVERSATIONS} CROSS JOIN {_THEIR_FEEDBACK}",
        "hits": f"{hits.FOUND} h CROSS JOIN conversations c ON c.id = h.id CROSS JOIN {_THEIR_FEEDBACK}",
        "feedback": "feedback f CROSS JOIN conversations c ON c.id = f.conversation_id",
    }[asked.lead]
    every, first = asked.other_facets("")
    columns, values = asked.told("count(*) FILTER (WHERE {})")
    having, more = asked.holders(db)
    # The plus keeps SQLite from looking for each category by itself: all feedback of a conversation stands together.
    found = [sql if asked.lead == "feedback" else sql.replace("f.category", "+f.category") for sql in asked.found[0]]
    where = _where(having + asked.about[0] + found + asked.searched("+f.conversation_id"))
    rows = db.execute(
        f"SELECT c.source, c.model, c.language, count(*) FILTER (WHERE {every}), {columns}"
        f" FROM {tables}{where} GROUP BY 1, 2, 3",
        [*first, *values, *more, *asked.about[1], *asked.found[1]],
    ).fetchall()
    counted = _about(asked, rows)
    for cells in rows:
        if asked.passes(cells[:3]):
            _add(counted, asked, cells[4:])
    return counted


def _of_conversations(db: sqlite3.Connection, asked: _Asked) -> dict[str, Counter[str | None]]:
    """Conversations by what they are, then by what was found in them."""
    changed, more = [], list[object]()
    found = replace(asked.wanted, differences=frozenset())
    if asked.wanted.differences:
        sql, more = differences.conversation_condition(asked.wanted.differences)
        changed = [sql]
    inner, held = feedback_conditions(found)
    holders = "SELECT f.conversation_id FROM feedback f" if asked.lead == "feedback" else _HOLDERS
    all_of = [f"c.id IN ({holders}{_where(inner)})"] if inner else []
    tables = {
        "": _CONVERSATIONS,
        "hits": f"{hits.FOUND} h CROSS JOIN conversations c ON c.id = h.id",
        "feedback": "conversations c",
    }[asked.lead]
    where = _where(all_of + asked.about[0] + changed + asked.searched("c.id"))
    rows = db.execute(
        f"SELECT c.source, c.model, c.language, count(*) FROM {tables}{where} GROUP BY 1, 2, 3",
        [*held, *asked.about[1], *more],
    ).fetchall()
    counted = _about(asked, rows)
    (sums,) = db.execute(*_by_what_was_found(asked, changed, more)).fetchall()
    _add(counted, asked, sums)
    return counted


def _by_what_was_found(asked: _Asked, changed: list[str], more: list[object]) -> tuple[str, list[object]]:
    """How many conversations have feedback of each value: a conversation counts once, in the order of its index."""
    narrowed = {_FIELDS[name]: getattr(asked.wanted, _FIELDS[name]) for name in _ABOUT}
    about, values = conversation_conditions(Filter(**narrowed))
    about, values = about + asked.about[0], values + asked.about[1]
    free = replace(
        asked.wanted, differences=frozenset(), categories=frozenset(), statuses=frozenset(), detectors=frozenset()
    )
    inner, held = feedback_conditions(free)
    lead = {
        "": "feedback f INDEXED BY feedback_by_conversation",
        "hits": f"{hits.FOUND} h CROSS JOIN feedback f INDEXED BY feedback_by_conversation ON f.conversation_id = h.id",
        "feedback": "feedback f",
    }[asked.lead]
    if about or changed:
        lead += " CROSS JOIN conversations c ON c.id = f.conversation_id"
    columns, first = asked.told("max(1) FILTER (WHERE {})")
    sums = ", ".join(f"sum(v{number})" for number in range(len(asked.values())))
    where = _where(about + changed + inner + asked.searched("f.conversation_id"))
    statement = f"SELECT {columns} FROM {lead}{where} GROUP BY f.conversation_id"
    return f"SELECT {sums} FROM ({statement})", [*first, *values, *more, *held]


def _about(asked: _Asked, rows: Iterable[Sequence[Any]]) -> dict[str, Counter[str | None]]:
    """Counts by source, model and language, each under the conditions of the other two."""
    counted: dict[str, Counter[str | None]] = {name: Counter() for name in _ABOUT + _FOUND}
    for cells in rows:
        for at, name in enumerate(_ABOUT):
            if cells[3] and asked.passes(cells[:3], but=name):
                counted[name][cells[at]] += cells[3]
    return counted


def _add(counted: dict[str, Counter[str | None]], asked: _Asked, sums: Sequence[int | None]) -> None:
    for (name, value), count in zip(asked.values(), sums, strict=True):
        if count:
            counted[name][value] += count


def _share(db: sqlite3.Connection, conditions: Sequence[str], values: Sequence[object]) -> float:
    """How much of all feedback about fits these conditions, told from some here and there."""
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM feedback").fetchone()
    seen = fitting = 0
    for spot in range(_SPOTS):
        some = f"SELECT * FROM feedback WHERE id > {last * spot // _SPOTS} LIMIT {_LOOKED_AT}"
        fits = f"SELECT count(*), count(*) FILTER ({_where(conditions).strip()}) FROM ({some}) f"
        count, fit = db.execute(fits, values).fetchone()
        seen, fitting = seen + count, fitting + fit
    return fitting / seen if seen else 0.0


def _where(conditions: Sequence[str]) -> str:
    return " WHERE " + " AND ".join(conditions) if conditions else ""


def _sorted(counts: Counter[str | None]) -> list[tuple[str | None, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0] or ""))
