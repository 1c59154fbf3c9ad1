"""The look before an import: what lies under some paths, about how many conversations, and what will not be read."""

from collections import Counter
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import cast

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.errors import StudioError
from nfstudio.importers import Importer, table
from nfstudio.importers.column_mapping import SURE, ColumnMapping, Guess, guess, signature
from nfstudio.importers.files import Entry, Unread, walk
from nfstudio.importers.sample import sample_of
from nfstudio.importers.tabular import PARQUET
from nfstudio.jobs import beginnings
from nfstudio.jobs.importing import outermost
from nfstudio.jobs.progress import Job, Progress
from nfstudio.jobs.recognising import UNKNOWN, recognised

COUNTED = 200
"""Files of one format that are counted; the others are taken to be like these."""
NAMED = 200
"""Files that will not be read, by name."""
TABLES = 100
"""Tables with different columns that are told apart."""
_TELL_EVERY = 0.1  # seconds
_LONGEST = 0.5  # seconds for one file: databases and Parquet cannot be cut to their beginning
_GUESSED_FROM = 20  # rows, as when it is read
_TREE = "message_tree_id"  # what makes rows of the one data set of trees a conversation


@dataclass(frozen=True, slots=True)
class FormatSeen:
    """The files of one format.

    Attributes:
        bytes: as they lie on disk, or unpacked from a zip or tar.
        exact: whether every conversation was counted, or every file that was holds just one; else their number is a
            guess from what was counted.
    """

    name: str
    title: str
    files: int
    bytes: int
    conversations: int
    exact: bool


@dataclass(frozen=True, slots=True)
class TableSeen:
    """The tables that have the same columns.

    Attributes:
        shown: the first of them.
        rows: about how many, in all files.
        sample: the first rows of the first file.
        kinds: by column, how many different cells `looked_at` rows have.
        guess: what the columns seem to hold.
    """

    columns: tuple[str, ...]
    shown: str
    files: int
    bytes: int
    rows: int
    sample: tuple[Mapping[str, object], ...]
    kinds: Mapping[str, int]
    looked_at: int
    guess: Guess

    @property
    def signature(self) -> str:
        """What a mapping for such tables is remembered by."""
        return signature(self.columns)

    def mapping(self, mappings: Mapping[str, ColumnMapping]) -> ColumnMapping | None:
        """How it will be read: as somebody said, else as guessed; None when that is not sure."""
        said = mappings.get(self.signature)
        return said or (self.guess.mapping if self.guess.confidence >= SURE else None)

    def conversations(self, mapping: ColumnMapping) -> int:
        """About how many there are, if `mapping` says what the columns hold."""
        if not mapping.messages and mapping.conversation:
            return max(1, round(self.rows * self.kinds.get(mapping.conversation, 1) / max(1, self.looked_at)))
        return self.files if mapping.text and not mapping.messages else self.rows


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file of which nothing will come, and why."""

    shown: str
    reason: Reason
    sentence: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What lies there.

    Attributes:
        bytes: on disk.
        not_read: the first `NAMED` of those of no known format and of those that cannot be read.
        unknown, unreadable: how many there are of each.
    """

    files: int = 0
    bytes: int = 0
    formats: tuple[FormatSeen, ...] = ()
    tables: tuple[TableSeen, ...] = ()
    not_read: tuple[NotRead, ...] = ()
    unknown: int = 0
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class Looked(Progress):
    """Progress in files, with what was seen so far."""

    preview: Preview = field(default_factory=Preview)


def preview(paths: Sequence[Path]) -> Job[Preview]:
    """Look at everything under `paths` without a project; of no file more than its beginning is read.

    Raises:
        StudioError: when a path does not exist.
    """
    for path in paths:
        if not path.exists():
            raise StudioError(f"There is nothing at {path}.", "Check the spelling of the path.")
    look, told = _Look(), 0.0
    for entry in walk(outermost(paths)):
        look.at(entry)
        if monotonic() - told >= _TELL_EVERY:
            yield look.progress()
            told = monotonic()
    yield look.progress()
    return look.so_far()


def as_read(seen: TableSeen, mapping: ColumnMapping) -> list[Found | Problem]:
    """What the first rows of a table become under `mapping`."""
    return list(table.read(beginnings.in_memory(seen.columns, seen.sample, shown=seen.shown), mapping))


@dataclass(slots=True)
class _Counted:
    """Files counted, and files taken to be like them.

    Attributes:
        ones: files that hold exactly one conversation.
        units: conversations, or rows of a table.
    """

    files: int = 0
    bytes: int = 0
    ones: int = 0
    units: float = 0
    exact: bool = True
    more_files: int = 0
    more_bytes: int = 0

    def add(self, size: int, count: Callable[[], tuple[float, bool]]) -> None:
        """One more file; `count` says how many units, and whether all."""
        if self.files >= COUNTED:
            self.more_files, self.more_bytes = self.more_files + 1, self.more_bytes + size
            return
        units, exact = count()
        self.files, self.bytes, self.units = self.files + 1, self.bytes + size, self.units + units
        self.ones += exact and units == 1
        self.exact = self.exact and exact

    @property
    def all_ones(self) -> bool:
        """Whether every file that was counted holds one."""
        return self.ones == self.files

    def estimate(self) -> float:
        """Units in all files."""
        if self.all_ones:
            return self.units + self.more_files
        return self.units * (1 + self.more_bytes / max(1, self.bytes))


@dataclass(slots=True)
class _Files:
    """The files of a format, or the tables of the same columns; short ones are told apart, because those are exact."""

    whole: _Counted = field(default_factory=_Counted)
    cut: _Counted = field(default_factory=_Counted)
    files: int = 0
    bytes: int = 0

    def add(self, size: int, count: Callable[[], tuple[float, bool]], *, whole: bool) -> None:
        """One more file."""
        self.files, self.bytes = self.files + 1, self.bytes + size
        (self.whole if whole else self.cut).add(size, count)

    @property
    def exact(self) -> bool:
        """Whether the estimate is the truth."""
        parts = (self.whole, self.cut)
        return all(part.exact and (not part.more_files or (part is self.whole and part.all_ones)) for part in parts)

    def estimate(self) -> int:
        """Units in all of them."""
        return round(self.whole.estimate() + self.cut.estimate())


@dataclass(slots=True)
class _Look:
    """What was seen so far; memory does not grow with the number of files."""

    files: int = 0
    bytes: int = 0
    before: Path | None = None
    formats: dict[str, tuple[Importer, _Files]] = field(default_factory=dict)
    tables: dict[str, tuple[TableSeen, _Files]] = field(default_factory=dict)
    unknown: list[NotRead] = field(default_factory=list)
    unreadable: list[NotRead] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def at(self, entry: Entry | Unread) -> None:
        """Look at one file."""
        self.files += 1
        found, trouble = recognised(entry)
        if isinstance(entry, Unread):
            assert trouble is not None
            self.miss(entry.name, trouble)
            return
        if entry.path != self.before:  # the members of an archive share its bytes
            self.bytes, self.before = self.bytes + entry.size, entry.path
        if trouble is not None and not (trouble is UNKNOWN and beginnings.may_be_table(entry)):
            self.miss(entry.name, trouble)
        elif found is None and trouble is None:
            return  # it only accompanies an export
        elif found is None or (found.NAME == table.NAME and sample_of(entry).columns):
            self.add_table(entry)
        else:
            self.add(entry, found)

    def add(self, entry: Entry, importer: Importer) -> None:
        """A file of a known format."""
        size, limit = beginnings.length(entry), beginnings.limit(entry)
        _, files = self.formats.setdefault(importer.NAME, (importer, _Files()))
        files.add(size, lambda: self.count(entry, importer, size / limit), whole=size <= limit)

    def count(self, entry: Entry, importer: Importer, share: float) -> tuple[float, bool]:
        """Conversations in a file `share` times as long as what is read of it, and whether these are all."""
        sample = sample_of(entry) if share > 1 else None
        if sample is not None and sample.head.startswith(PARQUET):
            _, kinds, looked_at = beginnings.sampled(entry, sample)
            return beginnings.rows_in(entry, sample) * kinds.get(_TREE, looked_at) / max(1, looked_at), False
        number, problem, ended = _conversations(beginnings.beginning(entry), importer)
        if sample is None or beginnings.by_path(sample):
            if not number and problem is not None:
                self.miss(entry.name, problem)
            return number, ended
        return (number + 0.5) * share, False  # the record that was cut in two is half there

    def add_table(self, entry: Entry) -> None:
        """A table that says by its columns, or not at all, what it holds."""
        sample, size, limit = sample_of(entry), beginnings.length(entry), beginnings.limit(entry)
        known = self.tables.get(signature(sample.columns))
        if known is None and len(self.tables) >= TABLES:
            sentence = "There are too many tables with different columns: import this one by itself."
            self.miss(entry.name, Problem("", Reason.UNKNOWN_FORMAT, sentence))
            return
        if known is None:
            rows, kinds, looked_at = beginnings.sampled(entry, sample)
            guessed = guess(sample.columns, rows[:_GUESSED_FROM])
            seen = TableSeen(sample.columns, entry.name, 0, 0, 0, beginnings.kept(rows), kinds, looked_at, guessed)
            known = self.tables[seen.signature] = (seen, _Files())
        known[1].add(size, lambda: (beginnings.rows_in(entry, sample), size <= limit), whole=size <= limit)

    def miss(self, shown: str, problem: Problem) -> None:
        """A file of which nothing will come."""
        kind = "unknown" if problem.reason is Reason.UNKNOWN_FORMAT else "unreadable"
        self.counts[kind] += 1
        names = self.unknown if kind == "unknown" else self.unreadable
        if len(names) < NAMED:
            names.append(NotRead(shown, problem.reason, problem.sentence))

    def so_far(self) -> Preview:
        """What was seen, the most files first."""
        formats = [
            FormatSeen(name, importer.TITLE, files.files, files.bytes, files.estimate(), files.exact)
            for name, (importer, files) in self.formats.items()
        ]
        tables = [
            replace(seen, files=files.files, bytes=files.bytes, rows=files.estimate())
            for seen, files in self.tables.values()
        ]
        return Preview(
            self.files,
            self.bytes,
            tuple(sorted(formats, key=lambda seen: -seen.conversations)),
            tuple(tables),
            (*self.unreadable, *self.unknown),
            self.counts["unknown"],
            self.counts["unreadable"],
        )

    def progress(self) -> Looked:
        """Where looking stands."""
        return Looked(self.files, None, "Looking at the files", "files", preview=self.so_far())


def _conversations(entry: Entry, importer: Importer) -> tuple[int, Problem | None, bool]:
    """How many conversations an importer finds, the first problem, and whether it came to the end."""
    number, problem, until = 0, None, monotonic() + _LONGEST
    with closing(cast("Generator[Found | Problem, None, None]", importer.read(entry))) as records:
        for record in records:
            if isinstance(record, Found):
                number += 1
            else:
                problem = problem or record
            if monotonic() > until:
                return number, problem, False
    return number, problem, True
