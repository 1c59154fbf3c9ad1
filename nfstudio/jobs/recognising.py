"""Which importer reads a file, and by which mapping where its columns do not say enough."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.errors import StudioError
from nfstudio.importers import Importer, companion_of, recognise, table
from nfstudio.importers.column_mapping import ColumnMapping, signature, wanted
from nfstudio.importers.files import Entry, Unread
from nfstudio.importers.sample import sample_of
from nfstudio.importers.streams import LEGACY, StreamFailed, is_utf8
from nfstudio.jobs.beginnings import may_be_table

UNKNOWN = Problem("", Reason.UNKNOWN_FORMAT, "No conversation of a known format begins this file.")
NOTHING = Problem("", Reason.EMPTY, "There is nothing in this file.")


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
    _latest: list[Importer] = field(default_factory=list, init=False, repr=False, compare=False)

    def importer_for(self, entry: Entry | Unread) -> tuple[Importer | None, Problem | None]:
        """As `recognised`; a table whose columns say nothing is known by somebody's mapping, else they are named."""
        if self.importer is not None and isinstance(entry, Entry):
            return self.importer, None
        found, trouble = recognised(entry, *self._latest)
        said = bool(self.mapping or self.mappings)
        if said and found is not None and isinstance(entry, Entry) and self.mapping_for(_columns(entry)):
            return table, None  # somebody has said what the columns hold, whatever they look like
        if found is not None:
            self._latest[:] = [found]
        if trouble is not UNKNOWN or not isinstance(entry, Entry):
            return found, trouble
        if (self.mapping or self.mappings) and self.mapping_for(_columns(entry)):
            return table, None
        asking = Problem("header", Reason.UNKNOWN_FORMAT, wanted(_columns(entry)))
        return None, asking if may_be_table(entry) else trouble

    def records(self, entry: Entry, importer: Importer) -> Iterator[Found | Problem]:
        """What `importer` finds in a file; a table is read as somebody said, or else as its columns' names suggest."""
        by_mapping = importer.NAME == table.NAME and (self.mapping or self.mappings)
        read = table.read(entry, self.mapping_for(_columns(entry))) if by_mapping else importer.read(entry)
        told = _about_letters(entry)
        return read if told is None else chain((told,), read)

    def mapping_for(self, columns: Sequence[str]) -> ColumnMapping | None:
        """What somebody said of a table with these columns."""
        if self.mapping is not None and not self.mapping.fault(columns):
            return self.mapping
        return self.mappings.get(signature(columns))


def recognised(entry: Entry | Unread, likely: Importer | None = None) -> tuple[Importer | None, Problem | None]:
    """The importer for a file, or why it is passed over; neither for a file that only accompanies an export."""
    if isinstance(entry, Unread):
        return None, entry.problem
    try:
        found = recognise(entry, likely)
    except StudioError as failed:
        return None, Problem("", Reason.UNREADABLE, str(failed))
    if found is None and companion_of(entry) is None:
        return None, NOTHING if _is_empty(entry) else UNKNOWN
    return found, None


def _is_empty(entry: Entry) -> bool:
    """Whether a file holds nothing, or a list or an object of nothing."""
    return b"".join(sample_of(entry).head[:_SHORT].split()) in (b"", b"[]", b"{}")


_SHORT = 1 << 12


def _about_letters(entry: Entry) -> Problem | None:
    """What a person should know of the letters of a file that is not in UTF-8, as far as its beginning tells."""
    try:
        sample = sample_of(entry)
    except StreamFailed:
        return None  # reading it will tell
    if sample.encoding == LEGACY:
        sentence = "It is not in UTF-8 and was read as Windows-1252: look whether its accents are right."
        return Problem("the whole file", Reason.WRONG_SHAPE, sentence)
    if sample.encoding != "utf-8" or b"\x00" in sample.head or is_utf8(sample.head):
        return None
    sentence = "Some of its letters are in no encoding that is known: each is shown as \ufffd."
    return Problem("the whole file", Reason.WRONG_SHAPE, sentence)


def _columns(entry: Entry) -> tuple[str, ...]:
    try:
        return sample_of(entry).columns
    except StreamFailed:
        return ()  # reading it will tell
