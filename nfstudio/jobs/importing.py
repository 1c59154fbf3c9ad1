"""The verb import: from paths a person names to conversations in the project, each once, with every problem kept."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.errors import StudioError
from nfstudio.importers import Importer, companion_of, importer_named, recognise
from nfstudio.importers.files import Entry, Unread, bytes_under, walk
from nfstudio.jobs.indexing import index_text
from nfstudio.jobs.progress import Job, Progress
from nfstudio.store import adding
from nfstudio.store.adding import Source, Tally
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


def import_paths(project: Project, paths: Sequence[Path], *, format_name: str | None = None) -> Job[ImportSummary]:
    """Import everything under `paths`.

    Cut short and asked again it goes on: files read to their end are passed over, the records of the one it was in
    are recognised.

    Args:
        format_name: read every file as this format instead of recognising each.

    Raises:
        StudioError: when a path does not exist or no format has that name.
    """
    for path in paths:
        if not path.exists():
            raise StudioError(f"There is nothing at {path}.", "Check the spelling of the path.")
    importer = importer_named(format_name) if format_name else None
    summary, started = ImportSummary(), perf_counter()
    total, done = bytes_under(paths), 0
    yield Progress(0, total, "Looking for conversations", "bytes")
    before: Path | None = None
    for entry in walk(paths):
        for progress in _take_in(project, entry, importer, summary):
            yield Progress(min(done + progress.done, total), total, progress.message, "bytes", progress.changes)
        if isinstance(entry, Entry) and entry.path != before:  # the members of an archive share its bytes
            done, before = done + entry.size, entry.path
    yield from index_text(project)
    summary.seconds = perf_counter() - started
    return summary


def _take_in(
    project: Project, entry: Entry | Unread, importer: Importer | None, summary: ImportSummary
) -> Iterator[Progress]:
    """One file: passed over when nothing in it can be new, else read to its end."""
    size, modified = _about(entry.path)
    path = _path_of(entry)
    known = adding.unchanged(project, path, size=size, modified_ns=modified)
    if known is not None:
        summary.count(entry.name, None, known)
        return
    found, trouble = (importer, None) if importer else _recognised(entry)
    source = adding.begin_source(
        project,
        path,
        shown=entry.name,
        name=_group(entry.name),
        format_name=found.NAME if found else None,
        size=size,
        modified_ns=modified,
    )
    tally = Tally()
    if trouble is not None:
        adding.add(project, source, [trouble], tally)
    elif found is not None and isinstance(entry, Entry):
        yield from _read(project, entry, found, source, tally)
    digest = _sha256(entry.path) if found and isinstance(entry, Entry) and not entry.member else None
    adding.finish_source(project, source, tally, sha256=digest)
    summary.count(entry.name, found.NAME if found else None, tally)


def _recognised(entry: Entry | Unread) -> tuple[Importer | None, Problem | None]:
    """The importer for a file, or why it is passed over; neither for a file that only accompanies an export."""
    if isinstance(entry, Unread):
        return None, entry.problem
    try:
        found = recognise(entry)
    except StudioError as failed:
        return None, Problem("", Reason.UNREADABLE, str(failed))
    if found is None and companion_of(entry) is None:
        return None, _UNKNOWN
    return found, None


_UNKNOWN = Problem("", Reason.UNKNOWN_FORMAT, "No conversation of a known format begins this file.")


def _read(project: Project, entry: Entry, importer: Importer, source: Source, tally: Tally) -> Iterator[Progress]:
    """The records of one file, batch by batch."""
    batch: list[Found | Problem] = []
    held, limit = 0, BIG_BATCH if adding.nobody_reviewed(project) else SMALL_BATCH
    for record in importer.read(entry):
        batch.append(record)
        held += len(record.conversation.messages) if isinstance(record, Found) else 1
        if held >= limit:
            changes = adding.add(project, source, batch, tally)
            batch, held = [], 0
            project.give_way()
            yield Progress(entry.position, None, f"Importing {entry.name}", changes=changes)
    if batch:
        changes = adding.add(project, source, batch, tally)
        yield Progress(entry.position, None, f"Importing {entry.name}", changes=changes)


def _about(path: Path) -> tuple[int, int]:
    """Size in bytes and time of the last change in nanoseconds; zeros when the file cannot be asked."""
    try:
        stat = path.stat()
    except OSError:
        return 0, 0
    return stat.st_size, stat.st_mtime_ns


def _path_of(entry: Entry | Unread) -> str:
    member = entry.member if isinstance(entry, Entry) else entry.name.partition("!/")[2]
    return f"{entry.path}!/{member}" if member else str(entry.path)


def _group(name: str) -> str:
    """What conversations of a file are grouped by: the first part below the folder that was imported."""
    parts = name.partition("!/")[0].split("/")
    return parts[1] if len(parts) > 1 else parts[0]


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
