"""Filters that a person gave a name, kept in the project because sources and models are its own."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from nfstudio.domain.conversation import Role
from nfstudio.domain.differences import Change
from nfstudio.domain.feedback import Category, Polarity, Status
from nfstudio.errors import StudioError
from nfstudio.store.browse import Filter
from nfstudio.store.grouping import current
from nfstudio.store.project import Project, now

_SETS = {"categories": Category, "polarities": Polarity, "statuses": Status, "differences": Change}
_PAIRS = ("score", "created", "length")
_NAMES = ("sources", "models", "languages", "detectors")


def saved_filters(project: Project) -> list[tuple[str, Filter]]:
    """All of them, by name, with what their sources are called now."""
    rows = project.db.execute("SELECT name, filter FROM saved_filters ORDER BY name COLLATE NOCASE").fetchall()
    return [(name, current(project.db, parse(text))) for name, text in rows]


def save(project: Project, name: str, wanted: Filter) -> None:
    """Keep a filter under a name, in place of one that had it.

    Raises:
        StudioError: when the name is empty, or the project cannot be written.
    """
    name = " ".join(name.split())
    if not name:
        raise StudioError("A saved filter needs a name.", "Type one or two words.")
    with project.writing() as db:
        db.execute("INSERT OR REPLACE INTO saved_filters VALUES (?, ?, ?)", (name, dump(wanted), now()))


def forget(project: Project, name: str) -> None:
    """Keep it no longer."""
    with project.writing() as db:
        db.execute("DELETE FROM saved_filters WHERE name = ?", (name,))


def dump(wanted: Filter) -> str:
    """A filter as JSON, without what lets everything through."""
    nothing, record = Filter(), {}
    for field in fields(Filter):
        value = getattr(wanted, field.name)
        if value != getattr(nothing, field.name):
            record[field.name] = sorted(value) if isinstance(value, frozenset) else value
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def parse(text: str) -> Filter:
    """A filter from such JSON; what this program does not know is passed over, as a newer one may have written it."""
    record: Mapping[str, Any] = json.loads(text)
    chosen: dict[str, Any] = {}
    for name, kind in _SETS.items():
        known = set(kind)
        chosen[name] = frozenset(kind(value) for value in record.get(name, ()) if value in known)
    for name in _NAMES:
        chosen[name] = frozenset(str(value) for value in record.get(name, ()))
    for name in _PAIRS:
        low, high = record.get(name, (None, None))
        chosen[name] = (low, high)
    role = record.get("text_role")
    return Filter(
        text=str(record.get("text", "")),
        text_role=Role(role) if role in set(Role) else None,
        conversation=record.get("conversation"),
        among=tuple(record.get("among", ())),
        among_what=str(record.get("among_what", "")),
        **chosen,
    )
