"""Recipes: how to make a dataset again, kept in the project under a name."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from nfstudio.domain.json_text import parsed
from nfstudio.errors import StudioError
from nfstudio.store.project import Project, now


def names(db: sqlite3.Connection) -> list[str]:
    """The names of the recipes that a project keeps, in alphabetical order."""
    return [row[0] for row in db.execute("SELECT name FROM recipes ORDER BY name")]


def recipe(db: sqlite3.Connection, name: str) -> dict[str, Any]:
    """The options that stand under a name, as plain JSON values.

    Raises:
        StudioError: when no recipe has that name, or what stands under it is none.
    """
    row = db.execute("SELECT options FROM recipes WHERE name = ?", (name,)).fetchone()
    if row is None:
        raise _missed(db, name)
    try:
        found = parsed(row[0])
        if not isinstance(found, dict):
            raise TypeError("it holds no options")  # noqa: TRY301 - said once for all that may be wrong with it
    except (ValueError, TypeError) as wrong:
        raise StudioError(f"The recipe {name!r} cannot be read: {wrong}.", "Let it go, or save it anew.") from wrong
    return found


def save(project: Project, name: str, options: Mapping[str, Any]) -> None:
    """Keep options under a name; what stood there before is replaced.

    Raises:
        StudioError: when the name is empty or the project cannot be written.
    """
    if not name.strip():
        raise StudioError("A recipe needs a name.", "Name it, such as weekly.")
    with project.writing() as db:
        db.execute(
            "INSERT OR REPLACE INTO recipes(name, options, saved_at) VALUES (?, ?, ?)",
            (name.strip(), json.dumps(dict(options), ensure_ascii=False), now()),
        )


def forget(project: Project, name: str) -> None:
    """Let a recipe go, whatever stands under its name; what it made stays.

    Raises:
        StudioError: when no recipe has that name.
    """
    with project.writing() as db:
        if not db.execute("DELETE FROM recipes WHERE name = ?", (name,)).rowcount:
            raise _missed(db, name)


def _missed(db: sqlite3.Connection, name: str) -> StudioError:
    known = ", ".join(names(db))
    hint = f"There are {known}." if known else "`--save-recipe NAME` keeps the options of an export."
    return StudioError(f"This project has no recipe called {name!r}.", hint)
