"""Files on their way in: one thread reads them, a second writes what was read and makes it searchable."""

import hashlib
import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from nfstudio.domain.marks import Mark
from nfstudio.domain.records import Found, FoundAgain, Problem
from nfstudio.importers import Importer
from nfstudio.importers.files import Entry, Unread, walk
from nfstudio.jobs.alongside import Alongside
from nfstudio.jobs.progress import Progress
from nfstudio.jobs.recognising import Reading
from nfstudio.store import adding, search
from nfstudio.store.adding import WholeFile
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.incoming import Source, Tally, marks
from nfstudio.store.project import Project

SMALL_BATCH = 500
"""Messages in one transaction while a person may be deciding: they wait less than 20 ms."""
BIG_BATCH = 10_000
"""Messages in one transaction into a project nobody has reviewed yet."""
_MOST = 12 << 20
"""Characters, and bytes they were read from, in one transaction: memory holds several, however long messages are."""
_UNBUILT = 4
"""How often the characters of a conversation count that is held as the objects of two records."""
_AHEAD = 3 * _MOST
"""The same that may wait to be written: reading goes on meanwhile, so that a file that is quickly read and one that is
quickly written do not wait for one another."""


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
    """What an import did; `conversations` = recognised = added + updated + duplicates.

    Attributes:
        paths: of all files in `sources`, as the project knows them.
    """

    added: int = 0
    updated: int = 0
    duplicates: int = 0
    messages: int = 0
    problems: int = 0
    sources: list[ImportedSource] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def conversations(self) -> int:
        """How many conversations were recognised."""
        return self.added + self.updated + self.duplicates

    def count(self, path: str, shown: str, format_name: str | None, tally: Tally) -> None:
        """Take in what one file held."""
        self.added += tally.added
        self.updated += tally.updated
        self.duplicates += tally.duplicates
        self.messages += tally.messages
        self.problems += tally.problems
        found = ImportedSource(shown, format_name, tally.conversations, tally.messages, tally.problems)
        self.sources.append(found)
        self.paths.append(path)


@dataclass(frozen=True, slots=True)
class Written:
    """What the second thread has written.

    Attributes:
        reached: how far reading had come by then, in bytes.
        whole: files that are in to their end.
    """

    shown: str
    changes: Changes
    reached: int = 0
    whole: Sequence[tuple[WholeFile, Tally]] = ()


@dataclass(slots=True)
class _Long:
    """A file that comes in by batches; its record is opened with the first."""

    file: WholeFile
    source: Source | None = None
    tally: Tally = field(default_factory=Tally)


@dataclass(slots=True)
class Intake:
    """Files on their way in: whole ones wait until together they fill a transaction, long ones come in by batches.

    While the second thread writes what was handed over, this one reads what comes next.
    """

    project: Project
    reading: Reading
    summary: ImportSummary
    writing: Alongside[Written]
    limit: int = BIG_BATCH
    waiting: dict[str, tuple[WholeFile, Path | None]] = field(default_factory=dict)
    held: int = 0
    weight: int = 0
    under_way: set[str] = field(default_factory=set)
    ahead: deque[int] = field(default_factory=deque)
    read: int = 0
    told: int = 0

    def take_in(self, paths: Sequence[Path]) -> Iterator[Progress]:
        """Every file under `paths`; progress in bytes."""
        self._set_limit()
        before = None
        for entry in walk(paths):
            yield from self._take(entry)
            if isinstance(entry, Entry) and entry.path != before:  # the members of an archive share its bytes
                self.read, before = self.read + entry.size, entry.path
            yield self._progress(self.read, entry.name)
        yield from chain(self._write(), self._settle())

    def _take(self, entry: Entry | Unread) -> Iterator[Progress]:
        """One file: passed over when nothing in it can be new, else read to its end."""
        size, modified = _about(entry.path)
        path = _path_of(entry)
        if path in self.waiting or path in self.under_way:  # an archive may hold two of one name
            yield from chain(self._write(), self._settle())
        known = adding.unchanged(self.project, path, size=size, modified_ns=modified)
        if known is not None and (known.conversations or not known.problems):
            self.summary.count(path, entry.name, known.format, known)
            return
        found, trouble = self.reading.importer_for(entry)
        name = found.NAME if found else None
        file = WholeFile(path, entry.name, _group(entry.name), name, size, modified)
        if trouble is not None or found is None or isinstance(entry, Unread):
            self._keep(replace(file, records=[trouble] if trouble else []))
        else:
            yield from self._read(entry, found, file)
        if self.held >= self.limit or self.weight >= _MOST:
            yield from self._write()

    def _read(self, entry: Entry, importer: Importer, file: WholeFile) -> Iterator[Progress]:
        """The records of one file: they wait for those of others, or, when they fill a batch alone, are written."""
        began = entry.position
        records = self.reading.records(entry, importer)
        with closing(_batches(records, lambda: self.limit, lambda: entry.position - began)) as batches:
            first, its_weight, whole = next(batches, ([], 0, True))
            if whole:
                self._keep(replace(file, records=first), its_weight, digest_of=None if entry.member else entry.path)
                return
            yield from self._write()
            self.under_way.add(file.path)
            long = _Long(file)
            for batch, weight, _ in chain(((first, its_weight, False),), batches):
                known_by, reached = marks(batch), self.read + entry.position
                yield from self._settle(room_for=weight)
                self._set_limit()
                self._begin(partial(self._write_batch, long, batch, known_by, reached), weight=weight)
        self._begin(partial(self._finish, long, None if entry.member else entry.path, self.read + entry.position))

    def _keep(self, file: WholeFile, weight: int = 0, *, digest_of: Path | None = None) -> None:
        self.waiting[file.path] = file, digest_of
        self.weight += weight
        self.held += max(1, _weight(file.records))

    def _write(self) -> Iterator[Progress]:
        """Hand over the files that wait."""
        if not self.waiting:
            return
        yield from self._settle()
        files = list(self.waiting.values())
        self.under_way |= self.waiting.keys()
        self.waiting, self.held, self.weight = {}, 0, 0
        self._set_limit()
        self._begin(partial(self._write_files, files, self.read), weight=_AHEAD)

    def _begin(self, piece: Callable[[Project], Written], *, weight: int = 0) -> None:
        self.ahead.append(weight)
        self.writing.begin(piece)

    def _settle(self, *, room_for: int | None = None) -> Iterator[Progress]:
        """Wait until what was handed over is written, and tell of it; all, or as much as must be to make room."""
        while self.ahead and (room_for is None or sum(self.ahead) + room_for > _AHEAD):
            written = self.writing.wait()
            self.ahead.popleft()
            if written is None:
                continue
            for file, tally in written.whole:
                self.summary.count(file.path, file.shown, file.format_name, tally)
                self.under_way.discard(file.path)
            yield self._progress(written.reached, written.shown, written.changes)

    def _progress(self, reached: int, shown: str, changes: Changes = NOTHING) -> Progress:
        self.told = max(self.told, reached)
        return Progress(self.told, None, f"Importing {shown}", changes=changes)

    def _set_limit(self) -> None:
        """Short transactions as soon as somebody reviews."""
        self.limit = BIG_BATCH if adding.nobody_reviewed(self.project) else SMALL_BATCH

    # In the second thread

    def _write_batch(
        self, long: _Long, batch: Sequence[Found | Problem], known_by: Sequence[Mark], reached: int, door: Project
    ) -> Written:
        indexed = self._made_searchable(door)
        if long.source is None:
            long.source = adding.begin_source(
                door,
                long.file.path,
                shown=long.file.shown,
                name=long.file.name,
                format_name=long.file.format_name,
                size=long.file.size,
                modified_ns=long.file.modified_ns,
            )
        changes = adding.add(door, long.source, batch, long.tally, known_by=known_by)
        return Written(long.file.shown, changes | indexed, reached)

    def _finish(self, long: _Long, digest_of: Path | None, reached: int, door: Project) -> Written:
        digest = _sha256(digest_of) if digest_of else None
        if long.source is not None:
            adding.finish_source(door, long.source, long.tally, sha256=digest)
        return Written(long.file.shown, NOTHING, reached, [(long.file, long.tally)])

    def _write_files(self, waited: Sequence[tuple[WholeFile, Path | None]], reached: int, door: Project) -> Written:
        indexed = self._made_searchable(door)
        files = [replace(file, sha256=_sha256(path)) if path else file for file, path in waited]
        tallies, changes = adding.add_whole(door, files)
        whole = list(zip(files, tallies, strict=True))
        return Written(files[-1].shown, changes | indexed, reached, whole)

    def _made_searchable(self, door: Project) -> Changes:
        """Index what was written before, unless somebody reviews: he has the way.

        Before the next is written: SQLite indexes without the interpreter, which the first thread has for itself then.
        """
        door.give_way()
        done = NOTHING
        if self.limit == BIG_BATCH:
            door.expect_much()
            for _, changes in search.index(door, batch=search.BIG_BATCH):
                done |= changes
        return done


def _batches(
    records: Iterator[Found | Problem], limit: Callable[[], int], read: Callable[[], int]
) -> Generator[tuple[list[Found | Problem], int, bool], None, None]:
    """Records in lists of at least so many messages, or of so many characters as a transaction may hold; what each
    weighs, and whether it is the last, which may hold fewer.

    Args:
        read: how many bytes of the file are read.
    """
    batch: list[Found | Problem] = []
    held = spoken = before = 0
    for record in records:
        batch.append(record)
        if isinstance(record, Found):
            messages, characters = _size(record)
            held += messages
            spoken += characters
        else:
            held += 1
        if held >= limit() or spoken + read() - before >= _MOST:
            at = read()
            yield batch, spoken + at - before, False
            batch, held, spoken, before = [], 0, 0, at
    if batch:
        yield batch, spoken + read() - before, True


def _weight(records: Sequence[Found | Problem]) -> int:
    """How much of a transaction records take: messages; a problem counts as one."""
    return sum(_size(record)[0] if isinstance(record, Found) else 1 for record in records)


def _size(record: Found) -> tuple[int, int]:
    """Messages of a conversation, and their characters; one not built yet counts as what it is to be built of."""
    if record.mark is not None:
        counts = record.mark[1]
        return counts[0], counts[3] * (_UNBUILT if isinstance(record, FoundAgain) else 1)
    messages = record.conversation.messages
    return len(messages), sum([len(message.content) for message in messages])


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


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
