"""Filters that a person gave a name, kept in the project because sources and models are its own."""

import json
import logging
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from nfstudio.domain.conversation import Role
from nfstudio.domain.differences import Change
from nfstudio.domain.feedback import Category, Polarity, Status
from nfstudio.domain.json_text import parsed
from nfstudio.errors import StudioError
from nfstudio.store.browse import Filter
from nfstudio.store.grouping import current
from nfstudio.store.project import Project, now

log = logging.getLogger(__name__)
_SETS = {"categories": Category, "polarities": Polarity, "statuses": Status, "differences": Change}
_PAIRS: Mapping[str, tuple[type, ...]] = {"score": (int, float), "created": (str,), "length": (int,)}
_NAMES = ("sources", "models", "languages", "detectors")


def saved_filters(project: Project) -> list[tuple[str, Filter]]:
    """All of them, by name, with what their sources are called now; one that is none is left out, and logged."""
    rows = project.db.execute("SELECT name, filter FROM saved_filters ORDER BY name COLLATE NOCASE").fetchall()
    found = []
    for name, text in rows:
        try:
            found.append((name, current(project.db, parse(text))))
        except ValueError as wrong:
            log.warning("the saved filter %r is passed over: %s", name, wrong)
    return found


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
    """A filter from such JSON; what this program does not know is passed over, as a newer one may have written it.

    Raises:
        ValueError: when it is none.
    """
    record = parsed(text)
    if not isinstance(record, dict):
        raise ValueError("it is no JSON object")  # noqa: TRY004 - the fault of a file, not of a caller
    try:
        return _filter(record)
    except (TypeError, OverflowError) as wrong:
        raise ValueError(str(wrong)) from wrong


def _filter(record: Mapping[str, Any]) -> Filter:
    chosen: dict[str, Any] = {}
    for name, kind in _SETS.items():
        known = set(kind)
        chosen[name] = frozenset(kind(value) for value in record.get(name, ()) if value in known)
    for name in _NAMES:
        chosen[name] = frozenset(str(value) for value in record.get(name, ()))
    for name, kinds in _PAIRS.items():
        low, high = record.get(name, (None, None))
        chosen[name] = (_one(low, kinds), _one(high, kinds))
    role = record.get("text_role")
    return Filter(
        text=str(record.get("text", "")),
        text_role=Role(role) if role in set(Role) else None,
        conversation=_one(record.get("conversation"), (int,)),
        among=tuple(int(number) for number in record.get("among", ())),
        among_what=str(record.get("among_what", "")),
        **chosen,
    )


def _one(value: object, kinds: tuple[type, ...]) -> Any:
    """A bound of a filter, or None for none.

    Raises:
        ValueError: when it is something else.
    """
    if value is not None and not isinstance(value, kinds):
        raise ValueError(f"{value!r} is no bound")
    return value
