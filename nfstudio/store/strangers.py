"""Project files come from strangers, too: what in one would act on its own, or stands in the place of our tables."""

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from nfstudio.errors import StudioError
from nfstudio.store.failures import Damaged
from nfstudio.store.tables import MIGRATIONS

_MADE = re.compile(r"\s*CREATE (?:VIRTUAL )?TABLE (\w+)")
_LONGEST = 60


def look(db: sqlite3.Connection, path: Path, applied: Iterable[str], *, readonly: bool) -> None:
    """Whether a file may be used: every table of its migrations is one, and nothing in it writes when we write.

    Views, tables and indexes that somebody added besides are never asked and do no harm.

    Args:
        applied: names of the migrations that the file has had.

    Raises:
        StudioError: when it holds a trigger and is to be written.
        Damaged: when a table is gone, or something else goes by its name.
    """
    named = db.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'trigger') ORDER BY name"
    ).fetchall()
    foreign = [name for kind, name in named if kind == "trigger"]  # it may be called like a table
    if foreign and not readonly:
        name = foreign[0][:_LONGEST]
        raise StudioError(
            f"{path} holds a trigger, {name!r}, which would change what is written.",
            "If you have made it, take it out (DROP TRIGGER). If not, do not trust this file.",
        )
    ours = (made[1] for name in applied for one in MIGRATIONS[name] if (made := _MADE.match(one)))
    tables = {name for kind, name in named if kind == "table"}
    if gone := [name for name in ours if name not in tables]:
        raise Damaged(f"{path} is damaged: it has no table {gone[0]}.", "Restore a backup (Project menu).")
