"""Sources of many files: files of one format that lie side by side, right in the folder a person pointed at, are one
source under the name of that folder; its files are still told apart where somebody asks.

A few files stay sources of their own, because a folder of a few exports is a folder of different things, and so does
each file that was named by itself. Files in a folder below are one source anyway, as are the parts of an archive.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from nfstudio.store.changes import Changes
from nfstudio.store.conditions import JOIN, Filter, conversations_where, feedback_where, names_file
from nfstudio.store.project import Project

ALIKE = 10
"""So many files of one format in one folder are sources of their own; more are one source."""
_BATCH = 200
"""Files renamed in one transaction."""


@dataclass(slots=True)
class _Folder:
    """The files of one format right in one folder that was imported: their names, and records not grouped yet."""

    name: str
    files: set[str]
    apart: list[tuple[int, str]]


def gather(project: Project) -> Iterator[Changes]:
    """Make one source of every folder that holds more than `ALIKE` files of one format, also of such that were imported
    before there were so many."""
    for folder in _crowded(project.db):
        for some in _steps(folder.apart):
            with project.writing() as db:
                rename(db, folder.name, some)
            yield Changes(None, imported=True)


def rename(db: sqlite3.Connection, folder: str, apart: Sequence[tuple[int, str]]) -> None:
    """Group records of files (id, name until now) under a folder; what a record says of its corpus stays."""
    db.executemany("UPDATE sources SET name = ? WHERE id = ?", [(folder, id_) for id_, _ in apart])
    db.executemany(
        "UPDATE conversations SET source = ? WHERE source_id = ? AND source = ?",
        [(folder, id_, name) for id_, name in apart],
    )


def current(db: sqlite3.Connection, wanted: Filter) -> Filter:
    """A filter as it was meant: a source that is gone, because its file is one of a folder's now, is that file."""
    named = {name for source in wanted.sources for name in _now(db, source)}
    return wanted if named == wanted.sources else replace(wanted, sources=frozenset(named))


def _now(db: sqlite3.Connection, source: str) -> Sequence[str]:
    """What is shown of the file that was the source, one name for each part of an archive; else the source itself."""
    known = db.execute("SELECT 1 FROM conversations WHERE source = ? LIMIT 1", (source,)).fetchone()
    if not source or names_file(source) or known:
        return [source]
    file = "substr(shown, 1, instr(shown || '!/', '!/') - 1)"
    rows = db.execute(
        f"SELECT DISTINCT shown FROM sources WHERE conversations > 0 AND {file} = name || '/' || ?", (source,)
    )
    return [row[0] for row in rows] or [source]


def _crowded(db: sqlite3.Connection) -> list[_Folder]:
    folders: defaultdict[tuple[str, str], _Folder] = defaultdict(lambda: _Folder("", set(), []))
    rows = db.execute("SELECT id, path, shown, name, format FROM sources WHERE conversations > 0 ORDER BY id")
    for id_, path, shown, name, format_name in rows:
        top, _, file = shown.partition("!/")[0].partition("/")
        if not file or "/" in file or name not in (top, file):
            continue  # named by itself, in a folder below, or grouped otherwise
        found = folders[path.partition("!/")[0].removesuffix(file), format_name]
        found.name = top
        found.files.add(file)
        if name == file:
            found.apart.append((id_, file))
    return [found for found in folders.values() if len(found.files) > ALIKE and found.apart]


def _steps(rows: Sequence[tuple[int, str]]) -> Iterator[Sequence[tuple[int, str]]]:
    for at in range(0, len(rows), _BATCH):
        yield rows[at : at + _BATCH]


def files(db: sqlite3.Connection) -> dict[str, int]:
    """How many files with conversations each source has, of those that have several."""
    rows = db.execute("SELECT name, count(*) FROM sources WHERE conversations > 0 GROUP BY name HAVING count(*) > 1")
    return dict(rows.fetchall())


def counts(
    db: sqlite3.Connection, wanted: Filter, source: str, *, of_feedback: bool, most: int
) -> list[tuple[str, int]]:
    """How many rows each file of a source would leave, as a filter names files; the most frequent, `most` at most."""
    wanted = replace(wanted, sources=frozenset({source}))
    where, values = (feedback_where if of_feedback else conversations_where)(db, wanted)
    tables = f"feedback f{JOIN}" if of_feedback else "conversations c"
    return db.execute(
        f"SELECT s.shown, n FROM (SELECT c.source_id AS i, count(*) AS n FROM {tables}{where} GROUP BY 1)"
        f" JOIN sources s ON s.id = i ORDER BY n DESC, s.shown LIMIT {most}",
        values,
    ).fetchall()
