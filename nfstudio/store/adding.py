"""How conversations come into a project: known ones are recognised, grown ones grow, the rest is added, all once."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from nfstudio.domain.marks import Mark
from nfstudio.domain.records import Found, Problem
from nfstudio.store.changes import Changes
from nfstudio.store.incoming import Incoming, Part, Source, Tally, marks
from nfstudio.store.judgements import add_judgements
from nfstudio.store.project import Project, now
from nfstudio.store.rows import insert


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A file that was read to its end before any of it is written; small ones come in together.

    Attributes:
        path: the file on this disk, "!/member" behind it for a part of an archive; the other facts as in `sources`.
    """

    path: str
    shown: str
    name: str
    format_name: str | None
    size: int
    modified_ns: int
    sha256: str | None = None
    records: Sequence[Found | Problem] = ()


def unchanged(project: Project, path: str, *, size: int, modified_ns: int) -> Tally | None:
    """What the file at `path` held when it was imported to its end, if nothing speaks for a change since."""
    row = project.db.execute(
        "SELECT id, conversations, messages, format FROM sources"
        " WHERE path = ? AND size = ? AND modified_ns = ? AND finished_at IS NOT NULL",
        (path, size, modified_ns),
    ).fetchone()
    if row is None:
        return None
    problems = project.db.execute("SELECT count(*) FROM problems WHERE source_id = ?", (row[0],)).fetchone()[0]
    return Tally(duplicates=row[1], messages=row[2], problems=problems, format=row[3])


def begin_source(
    project: Project, path: str, *, shown: str, name: str, format_name: str | None, size: int, modified_ns: int
) -> Source:
    """Open, or open again, the record of a file; its old problems are forgotten, because it is read anew."""
    with project.writing() as db:
        return _begin(db, [WholeFile(path, shown, name, format_name, size, modified_ns)])[0]


def finish_source(project: Project, source: Source, tally: Tally, *, sha256: str | None) -> None:
    """Mark a file as read to its end."""
    with project.writing() as db:
        _finish(db, [(source, tally, sha256)])


def drop_source(project: Project, source: Source) -> None:
    """Forget the record of a marked folder; one that could not be read stays, with the problem that says why."""
    with project.writing() as db:
        db.execute(
            "DELETE FROM sources WHERE id = ? AND NOT EXISTS (SELECT 1 FROM problems WHERE source_id = sources.id)",
            (source.id,),
        )


def add(
    project: Project,
    source: Source,
    records: Sequence[Found | Problem],
    tally: Tally,
    *,
    known_by: Sequence[Mark] | None = None,
) -> Changes:
    """Take in a batch of records of one source, in one transaction; `tally` is brought up to date.

    Which conversation is the same as one in the project is decided in this order: it stood in this source before
    (same words, same occurrence among equals); it has the same id in the dump, the same format and the same first
    message; it has the same words and at least `MERGES_FROM` user messages; it continues what stood at the same place
    of the same source.

    Args:
        known_by: what `marks` says of the records, where it was asked already.
    """
    known_by = marks(records) if known_by is None else known_by
    with project.writing() as db:
        return _add(db, [Part(source, records, tally)], known_by)


def add_whole(project: Project, files: Sequence[WholeFile]) -> tuple[list[Tally], Changes]:
    """Take in whole files in one transaction: the same comes of it as of beginning, adding and finishing each in turn.

    A hundred thousand small files cost a hundred thousand transactions less. No two of them have the same path.
    """
    known_by = [mark for file in files for mark in marks(file.records)]
    with project.writing() as db:
        sources = _begin(db, files)
        parts = [
            Part(source, file.records, fresh=source.round == 1) for source, file in zip(sources, files, strict=True)
        ]
        changes = _add(db, parts, known_by)
        _finish(db, [(part.source, part.tally, file.sha256) for part, file in zip(parts, files, strict=True)])
    return [part.tally for part in parts], changes


def _begin(db: sqlite3.Connection, files: Sequence[WholeFile]) -> list[Source]:
    """Open the records of files, of which no two have the same path.

    A file that is known goes by the name it has by now: that of its folder, where many such files lie (see `grouping`).
    """
    asked = json.dumps([file.path for file in files])
    found = db.execute(
        "SELECT path, id, round, name FROM sources WHERE path IN (SELECT value FROM json_each(?))", (asked,)
    ).fetchall()
    known = {path: (source_id, number + 1, name) for path, source_id, number, name in found}
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM sources").fetchone()
    new = [file for file in files if file.path not in known]
    known |= {file.path: (source_id, 1, file.name) for source_id, file in enumerate(new, last + 1)}
    time = now()
    insert(
        db,
        "INSERT INTO sources(id, path, shown, name, format, size, modified_ns, started_at)",
        [(known[f.path][0], f.path, f.shown, f.name, f.format_name, f.size, f.modified_ns, time) for f in new],
    )
    for file in files:
        source_id, number, _ = known[file.path]
        if number > 1:
            db.execute(
                "UPDATE sources SET format = ?, size = ?, modified_ns = ?, started_at = ?, finished_at = NULL,"
                " round = ? WHERE id = ?",
                (file.format_name, file.size, file.modified_ns, time, number, source_id),
            )
            db.execute("DELETE FROM problems WHERE source_id = ?", (source_id,))
    opened = [(file, *known[file.path]) for file in files]
    return [Source(source_id, name, file.format_name or "", number) for file, source_id, number, name in opened]


def _finish(db: sqlite3.Connection, read: Sequence[tuple[Source, Tally, str | None]]) -> None:
    rows = [(source.id, tally.conversations, tally.messages, sha256) for source, tally, sha256 in read]
    db.execute(
        "UPDATE sources SET finished_at = ?, conversations = json_extract(row.value, '$[1]'),"
        " messages = json_extract(row.value, '$[2]'), sha256 = json_extract(row.value, '$[3]')"
        " FROM json_each(?) AS row WHERE sources.id = json_extract(row.value, '$[0]')",
        (now(), json.dumps(rows)),
    )


def _add(db: sqlite3.Connection, parts: Sequence[Part], known_by: Sequence[Mark]) -> Changes:
    _add_problems(db, parts)
    incoming = Incoming(db, parts, known_by)
    for part in parts:
        for record in part.found:
            incoming.take(part.source, record, part.tally)
    incoming.write()
    judged = add_judgements(db, incoming.labelled, new_from=incoming.new_from)
    imported = any(part.records for part in parts)
    return Changes(frozenset(incoming.touched), imported=imported, feedback=judged)


def _add_problems(db: sqlite3.Connection, parts: Sequence[Part]) -> None:
    rows = [(part.source.id, problem) for part in parts for problem in part.records if isinstance(problem, Problem)]
    insert(
        db,
        "INSERT INTO problems(source_id, place, reason, sentence)",
        [(source_id, p.place, p.reason.value, p.sentence) for source_id, p in rows],
    )
    for part in parts:
        part.tally.problems += sum(isinstance(record, Problem) for record in part.records)


def nobody_reviewed(project: Project) -> bool:
    """Whether the project holds no decision of a person: nobody waits for short transactions."""
    row = project.db.execute("SELECT 1 FROM steps WHERE kind = 'decide' LIMIT 1").fetchone()
    return row is None
