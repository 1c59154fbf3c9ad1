"""The verb import: from paths a person names to conversations in the project, each once, with every problem kept."""

import hashlib
import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from time import perf_counter

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.errors import StudioError
from nfstudio.importers import Importer, companion_of, importer_named, recognise, table
from nfstudio.importers.column_mapping import ColumnMapping, signature
from nfstudio.importers.files import Entry, Unread, bytes_under, shown, walk
from nfstudio.importers.sample import sample_of
from nfstudio.importers.streams import StreamFailed
from nfstudio.jobs.indexing import Alongside, index_text
from nfstudio.jobs.progress import Job, Progress
from nfstudio.store import adding
from nfstudio.store.adding import Source, Tally, WholeFile
from nfstudio.store.project import Project

SMALL_BATCH = 500
"""Messages in one transaction while a person may be deciding: they wait less than 20 ms."""
BIG_BATCH = 10_000
"""Messages in one transaction into a project nobody has reviewed yet."""


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """What one file held."""

    path: str
    format: str | None
    conversations: int
    messages: int
    problems: int


@dataclass(slots=True)
class ImportSummary:
    """What an import did; `conversations` = recognised = added + updated + duplicates."""

    added: int = 0
    updated: int = 0
    duplicates: int = 0
    messages: int = 0
    problems: int = 0
    sources: list[ImportedSource] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def conversations(self) -> int:
        """How many conversations were recognised."""
        return self.added + self.updated + self.duplicates

    def count(self, shown: str, format_name: str | None, tally: Tally) -> None:
        """Take in what one file held."""
        self.added += tally.added
        self.updated += tally.updated
        self.duplicates += tally.duplicates
        self.messages += tally.messages
        self.problems += tally.problems
        found = ImportedSource(shown, format_name, tally.conversations, tally.messages, tally.problems)
        self.sources.append(found)


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read, where they do not say it themselves.

    Attributes:
        importer: for every file; None recognises each.
        mapping: for every table that has its columns.
        mappings: by the `signature` of the columns, for tables that `mapping` does not fit.
    """

    importer: Importer | None = None
    mapping: ColumnMapping | None = None
    mappings: Mapping[str, ColumnMapping] = field(default_factory=dict)

    def importer_for(self, entry: Entry | Unread) -> tuple[Importer | None, Problem | None]:
        """As `recognised`; a table whose columns say nothing is known by somebody's mapping."""
        if self.importer is not None and isinstance(entry, Entry):
            return self.importer, None
        found, trouble = recognised(entry)
        if trouble is UNKNOWN and (self.mapping or self.mappings) and isinstance(entry, Entry):
            return (table, None) if self.mapping_for(_columns(entry)) else (None, trouble)
        return found, trouble

    def records(self, entry: Entry, importer: Importer) -> Iterator[Found | Problem]:
        """What `importer` finds in a file; a table is read as somebody said, or else as its columns' names suggest."""
        if importer.NAME != table.NAME or not (self.mapping or self.mappings):
            return importer.read(entry)
        return table.read(entry, self.mapping_for(_columns(entry)))

    def mapping_for(self, columns: Sequence[str]) -> ColumnMapping | None:
        """What somebody said of a table with these columns."""
        if self.mapping is not None and not self.mapping.fault(columns):
            return self.mapping
        return self.mappings.get(signature(columns))


def import_paths(
    project: Project,
    paths: Sequence[Path],
    *,
    format_name: str | None = None,
    mapping: ColumnMapping | None = None,
    mappings: Mapping[str, ColumnMapping] | None = None,
) -> Job[ImportSummary]:
    """Import everything under `paths`.

    Cut short and asked again it goes on: files read to their end are passed over, the records of the one it was in
    are recognised. A file that came to nothing is looked at again: perhaps its table has a mapping by now.

    Args:
        format_name: read every file as this format instead of recognising each.
        mapping, mappings: see `Reading`.

    Raises:
        StudioError: when a path does not exist or no format has that name.
    """
    check(paths, format_name=format_name)
    reading = Reading(importer_named(format_name) if format_name else None, mapping, mappings or {})
    summary, started = ImportSummary(), perf_counter()
    paths = outermost(paths)
    total = bytes_under(paths)
    yield Progress(0, total, "Looking for conversations", "bytes")
    marks = [_marked(project, path) for path in paths if path.is_dir()]
    with Alongside(project.path) as indexing:
        for progress in _Intake(project, reading, summary, indexing).take_in(paths):
            yield replace(progress, done=min(progress.done, total), total=total, unit="bytes")
    for mark in marks:
        adding.drop_source(project, mark)
    yield from index_text(project)
    summary.seconds = perf_counter() - started
    return summary


def check(paths: Sequence[Path], *, format_name: str | None = None) -> None:
    """Whether an import can begin; asked before a project is made for it.

    Raises:
        StudioError: when a path does not exist or cannot be reached, or no format has that name.
    """
    if format_name:
        importer_named(format_name)
    for path in paths:
        try:
            path.stat()
        except FileNotFoundError as failed:
            raise StudioError(f"There is nothing at {path}.", "Check the spelling of the path.") from failed
        except OSError as failed:
            hint = "Check your rights on its folder."
            raise StudioError(f"{path} cannot be reached: {failed.strerror}.", hint) from failed


def outermost(paths: Sequence[Path]) -> list[Path]:
    """The paths without those that lie in another of them, so that no file is read twice."""
    whole = {path.absolute() for path in paths}
    return [path for path in paths if whole.isdisjoint(path.absolute().parents)]


def _marked(project: Project, folder: Path) -> Source:
    """A record of the folder itself, as a file not read to its end: an import cut short is offered again by it."""
    path, name = folder.absolute(), shown(folder.absolute().name or str(folder))
    return adding.begin_source(
        project,
        os.fsencode(path).decode("utf-8", "backslashreplace"),
        shown=name,
        name=name,
        format_name=None,
        size=0,
        modified_ns=0,
    )


@dataclass(slots=True)
class _Intake:
    """Files on their way in: whole ones wait until together they fill a transaction, long ones come in by batches."""

    project: Project
    reading: Reading
    summary: ImportSummary
    indexing: Alongside
    limit: int = BIG_BATCH
    waiting: dict[str, WholeFile] = field(default_factory=dict)
    held: int = 0

    def take_in(self, paths: Sequence[Path]) -> Iterator[Progress]:
        """Every file under `paths`; progress in bytes."""
        self._set_limit()
        done, before = 0, None
        for entry in walk(paths):
            for progress in self._take(entry):
                yield replace(progress, done=done + progress.done)
            if isinstance(entry, Entry) and entry.path != before:  # the members of an archive share its bytes
                done, before = done + entry.size, entry.path
            yield Progress(done, None, f"Importing {entry.name}")
        for progress in self._write():
            yield replace(progress, done=done)

    def _take(self, entry: Entry | Unread) -> Iterator[Progress]:
        """One file: passed over when nothing in it can be new, else read to its end."""
        size, modified = _about(entry.path)
        path = _path_of(entry)
        if path in self.waiting:  # an archive may hold two of one name
            yield from self._write()
        known = adding.unchanged(self.project, path, size=size, modified_ns=modified)
        if known is not None and (known.conversations or not known.problems):
            self.summary.count(entry.name, known.format, known)
            return
        found, trouble = self.reading.importer_for(entry)
        name = found.NAME if found else None
        file = WholeFile(path, entry.name, _group(entry.name), name, size, modified)
        if trouble is not None or found is None or isinstance(entry, Unread):
            self._keep(replace(file, records=[trouble] if trouble else []))
        else:
            yield from self._read(entry, found, file)
        if self.held >= self.limit:
            yield from self._write()
            self._index()

    def _read(self, entry: Entry, importer: Importer, file: WholeFile) -> Iterator[Progress]:
        """The records of one file: they wait for those of others, or, when they fill a batch alone, are written."""
        with closing(_batches(self.reading.records(entry, importer), lambda: self.limit)) as batches:
            first = next(batches, [])
            second = next(batches, None) if _weight(first) >= self.limit else None
            if second is None:
                self._keep(replace(file, records=first, sha256=None if entry.member else _sha256(entry.path)))
                return
            yield from self._write()
            self.indexing.wait()
            source = adding.begin_source(
                self.project,
                file.path,
                shown=file.shown,
                name=file.name,
                format_name=file.format_name,
                size=file.size,
                modified_ns=file.modified_ns,
            )
            tally = Tally()
            for batch in chain((first, second), batches):
                indexed = self.indexing.wait()
                changes = adding.add(self.project, source, batch, tally) | indexed
                self._set_limit()
                self.project.give_way()
                self._index()
                yield Progress(entry.position, None, f"Importing {entry.name}", changes=changes)
        digest = None if entry.member else _sha256(entry.path)
        self.indexing.wait()
        adding.finish_source(self.project, source, tally, sha256=digest)
        self.summary.count(entry.name, importer.NAME, tally)

    def _keep(self, file: WholeFile) -> None:
        self.waiting[file.path] = file
        self.held += max(1, _weight(file.records))

    def _write(self) -> Iterator[Progress]:
        """Write the files that wait."""
        if not self.waiting:
            return
        files = list(self.waiting.values())
        indexed = self.indexing.wait()
        tallies, changes = adding.add_whole(self.project, files)
        for file, tally in zip(files, tallies, strict=True):
            self.summary.count(file.shown, file.format_name, tally)
        self.waiting, self.held = {}, 0
        self._set_limit()
        self.project.give_way()
        yield Progress(0, None, f"Importing {files[-1].shown}", changes=changes | indexed)

    def _index(self) -> None:
        """What is written is indexed while the next batch is read, unless somebody reviews: he has the way."""
        if self.limit == BIG_BATCH:
            self.indexing.begin()

    def _set_limit(self) -> None:
        """Short transactions as soon as somebody reviews."""
        self.limit = BIG_BATCH if adding.nobody_reviewed(self.project) else SMALL_BATCH


def _batches(
    records: Iterator[Found | Problem], limit: Callable[[], int]
) -> Generator[list[Found | Problem], None, None]:
    """Records in lists of at least so many messages; the last list may hold fewer."""
    batch: list[Found | Problem] = []
    held = 0
    for record in records:
        batch.append(record)
        held += _weight((record,))
        if held >= limit():
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _weight(records: Sequence[Found | Problem]) -> int:
    """How much of a transaction records take: messages; a problem counts as one."""
    return sum(len(record.conversation.messages) if isinstance(record, Found) else 1 for record in records)


def recognised(entry: Entry | Unread) -> tuple[Importer | None, Problem | None]:
    """The importer for a file, or why it is passed over; neither for a file that only accompanies an export."""
    if isinstance(entry, Unread):
        return None, entry.problem
    try:
        found = recognise(entry)
    except StudioError as failed:
        return None, Problem("", Reason.UNREADABLE, str(failed))
    if found is None and companion_of(entry) is None:
        return None, UNKNOWN
    return found, None


UNKNOWN = Problem("", Reason.UNKNOWN_FORMAT, "No conversation of a known format begins this file.")


def _about(path: Path) -> tuple[int, int]:
    """Size in bytes and time of the last change in nanoseconds; zeros when the file cannot be asked."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_size, stat.st_mtime_ns


def _path_of(entry: Entry | Unread) -> str:
    member = entry.member if isinstance(entry, Entry) else entry.name.partition("!/")[2]
    # A name that is no UTF-8 cannot be stored as text: its odd bytes are written out.
    path = os.fsencode(entry.path).decode("utf-8", "backslashreplace")
    return f"{path}!/{member}" if member else path


def _group(name: str) -> str:
    """What conversations of a file are grouped by: the first part below the folder that was imported."""
    parts = name.partition("!/")[0].split("/")
    return parts[1] if len(parts) > 1 else parts[0]


def _columns(entry: Entry) -> tuple[str, ...]:
    try:
        return sample_of(entry).columns
    except StreamFailed:
        return ()  # reading it will tell


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
