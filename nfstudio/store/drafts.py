"""What somebody has written about feedback and not said with a verdict yet: kept as it is typed, so that nothing typed
is lost whatever is killed. It decides nothing; the decision that comes takes it along.

A draft is about a feedback by its id. Where a new run has taken that away, it is about the claim that stands in its
place, and waits where none does. What a decision has said is no draft any more, until that decision is undone.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nfstudio.domain.conversation import canonical
from nfstudio.domain.feedback import ABSORBS, Category, Scope
from nfstudio.domain.span import Span, overlap
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.decisions import Edit
from nfstudio.store.project import Project
from nfstudio.store.reading import StoredFeedback

_SHARED = "note for several"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft of a conversation, about a claim that nobody makes any more."""

    message: int
    span: Span
    category: Category
    edit: Edit


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    feedback: int
    message: int
    span: Span
    category: Category
    edit: Edit
    undone: bool
    lost: bool


def of(db: sqlite3.Connection, items: Iterable[StoredFeedback]) -> dict[int, Edit]:
    """What waits to be said of these, by their ids; nothing for those of which nothing does."""
    return {item: rows[-1].edit for item, rows in _of(db, items).items()}


def waiting(db: sqlite3.Connection, conversation_id: int, items: Sequence[StoredFeedback]) -> list[Waiting]:
    """What waits in a conversation and is about none of its feedback, `items`."""
    taken = {row.id for rows in _of(db, items).values() for row in rows}
    condition = "d.message_id IN (SELECT id FROM messages WHERE conversation_id = ?)"
    found = (row for row in _rows(db, condition, conversation_id) if row.lost and row.id not in taken)
    return [Waiting(row.message, row.span, row.category, row.edit) for row in found]


def keep(project: Project, item: StoredFeedback, edit: Edit) -> Changes:
    """Keep what is written about a feedback so far, in the place of what was; what is stored already is no draft."""
    with project.writing() as db:
        put(db, item, edit)
    return NOTHING


def put(db: sqlite3.Connection, item: StoredFeedback, edit: Edit) -> None:
    """The same inside a running transaction."""
    found = _of(db, [item]).get(item.id, [])
    db.executemany("DELETE FROM drafts WHERE id = ?", [(row.id,) for row in found])
    edit = Edit(
        scope=None if edit.scope is item.scope else edit.scope,
        note=None if edit.note == item.note else edit.note,
        flags=None if edit.flags == item.flags else edit.flags,
    )
    if edit == Edit():
        return
    db.execute(
        'INSERT INTO drafts(feedback_id, message_id, start, "end", category, scope, note, flags)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            item.id,
            item.message,
            item.span.start,
            item.span.end,
            item.category.value,
            edit.scope and edit.scope.value,
            edit.note,
            None if edit.flags is None else json.dumps(edit.flags),
        ),
    )


def keep_shared(project: Project, words: str) -> Changes:
    """Keep a note that is being written for whatever several feedback will be selected when it is said."""
    with project.writing() as db:
        db.execute("DELETE FROM marks WHERE name = ?", (_SHARED,))
        if words.strip():
            db.execute("INSERT INTO marks VALUES (?, ?)", (_SHARED, canonical(words)))
    return NOTHING


def shared(db: sqlite3.Connection) -> str:
    """That note, as far as it is written; empty when there is none."""
    row = db.execute("SELECT value FROM marks WHERE name = ?", (_SHARED,)).fetchone()
    return "" if row is None else str(row[0])


def said(db: sqlite3.Connection, step: int, items: Sequence[StoredFeedback]) -> None:
    """A step has said what waited of these."""
    found = _of(db, items)
    db.executemany(
        "UPDATE drafts SET step_id = ? WHERE id = ?", [(step, row.id) for rows in found.values() for row in rows]
    )


def along(edit: Edit, draft: Edit) -> Edit:
    """What `edit` changes, and besides what was drafted."""
    return replace(
        edit,
        scope=draft.scope if edit.scope is None else edit.scope,
        note=draft.note if edit.note is None else edit.note,
        flags=draft.flags if edit.flags is None else edit.flags,
    )


def _of(db: sqlite3.Connection, items: Iterable[StoredFeedback]) -> dict[int, list[_Row]]:
    """The drafts of these, the newest last: those about themselves, else about a claim in whose place they are."""
    asked = list(items)
    there: dict[int, list[_Row]] = {}
    wanted = json.dumps(sorted({item.message for item in asked}))
    for row in _rows(db, "d.message_id IN (SELECT value FROM json_each(?))", wanted):
        there.setdefault(row.message, []).append(row)
    found = {item.id: _about(item, there[item.message]) for item in asked if item.message in there}
    return {item: rows for item, rows in found.items() if rows}


def _about(item: StoredFeedback, rows: Sequence[_Row]) -> list[_Row]:
    # Undone, a decision about what was decided before leaves that as it stood: only a first one gives back its words.
    rows = [row for row in rows if not (row.undone and item.decided)]
    own = [row for row in rows if row.feedback == item.id]
    return own or [row for row in rows if row.lost and overlap(row.span, item.span) >= ABSORBS]


def _rows(db: sqlite3.Connection, condition: str, *values: object) -> list[_Row]:
    # The condition is one of the literals above, never a person's text.
    rows = db.execute(
        'SELECT d.id, d.feedback_id, d.message_id, d.start, d."end", d.category, d.scope, d.note, d.flags,'
        " d.step_id IS NOT NULL, f.id IS NULL"
        " FROM drafts d LEFT JOIN steps s ON s.id = d.step_id LEFT JOIN feedback f ON f.id = d.feedback_id"
        f" WHERE {condition} AND (d.step_id IS NULL OR s.state IN ('undone', 'dropped')) ORDER BY d.id",
        values,
    )
    return [
        _Row(
            id_,
            feedback,
            message,
            Span(start, end),
            Category(category),
            Edit(
                scope=None if scope is None else Scope(scope),
                note=note,
                flags=None if flags is None else tuple(json.loads(flags)),
            ),
            bool(undone),
            bool(lost),
        )
        for id_, feedback, message, start, end, category, scope, note, flags, undone, lost in rows
    ]
