"""Reading no more of a file than its beginning, so that a look at a hundred gigabytes takes seconds."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from nfstudio.domain.records import Problem
from nfstudio.importers import tabular
from nfstudio.importers.files import Door, Entry
from nfstudio.importers.sample import Sample, sample_of
from nfstudio.importers.streams import BUFFER, Guarded, Meter

BEGINNING = 1 << 19
"""Bytes that are read. Of a packed file a quarter, which unpacks to about as much."""
ROWS, LOOKED_AT = 50, 1_000
"""Rows of a table that are kept to be shown; rows whose cells are told apart."""
_KEPT = 1 << 19  # characters of the rows kept of one table
_FEW = 20  # rows that tell a table from a sentence with a comma in it
_BY_PATH = (tabular.PARQUET, b"SQLite format 3\x00")


def by_path(sample: Sample) -> bool:
    """Whether libraries read such a file where it lies, whole: it cannot be cut to its beginning."""
    return sample.head.startswith(_BY_PATH)


def limit(entry: Entry) -> int:
    """How many of its bytes are read."""
    return BEGINNING // 4 if entry.packing else BEGINNING


def length(entry: Entry) -> int:
    """Bytes of an entry as its door hands them out: of a part of an archive its own, not those of the archive."""
    about = getattr(entry.door, "info", None)
    sizes = [getattr(about, name, None) for name in ("file_size", "size")]
    return next((size for size in sizes if isinstance(size, int)), entry.size)


def beginning(entry: Entry) -> Entry:
    """The same entry, which ends after its beginning."""
    return replace(entry, door=_Start(entry.door, limit(entry)))


def may_be_table(entry: Entry) -> bool:
    """Whether a file of no known format reads like a table, so that somebody may say what its columns hold."""
    if not sample_of(entry).columns:
        return False
    rows = list(islice(tabular.rows(beginning(entry)), _FEW))
    return len(rows) > 1 and not any(isinstance(row, Problem) for row in rows)


def sampled(entry: Entry, sample: Sample) -> tuple[list[dict[str, object]], dict[str, int], int]:
    """First rows of a table; how many different cells each column has in the first `LOOKED_AT`, and in how many."""
    rows: list[dict[str, object]] = []
    kinds: dict[str, set[int]] = {}
    looked_at = 0
    for _, row in _read(entry, sample):
        looked_at += 1
        if len(rows) < ROWS:
            rows.append(row)
        for column, cell in row.items():
            kinds.setdefault(column, set()).add(hash(str(cell)))
    return rows, {column: len(cells) for column, cells in kinds.items()}, looked_at


def _read(entry: Entry, sample: Sample) -> Iterator[tabular.Row]:
    items = tabular.rows(entry if by_path(sample) else beginning(entry))
    return islice((item for item in items if not isinstance(item, Problem)), LOOKED_AT)


def rows_in(entry: Entry, sample: Sample) -> float:
    """About how many rows a table has."""
    if sample.head.startswith(tabular.PARQUET):
        return _parquet_rows(entry, sample)
    rows = sum(not isinstance(item, Problem) for item in tabular.rows(beginning(entry)))
    return rows * max(1.0, length(entry) / limit(entry))


def _parquet_rows(entry: Entry, sample: Sample) -> int:
    """How many rows a Parquet file says it has; of a packed one those looked at, because its words stand at its end."""
    import polars as pl  # heavy

    if entry.member or entry.packing:
        return sum(1 for _ in _read(entry, sample))
    try:
        return int(pl.scan_parquet(entry.path, glob=False).select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        return 0  # damaged: importing will tell


def kept(rows: Sequence[Mapping[str, object]]) -> tuple[Mapping[str, object], ...]:
    """As many of the rows as are not too long together; one at least."""
    short: list[Mapping[str, object]] = []
    room = _KEPT
    for row in rows:
        room -= sum(len(_cell(cell)) for cell in row.values())
        if short and room < 0:
            break
        short.append(row)
    return tuple(short[:ROWS])


def in_memory(columns: Sequence[str], rows: Sequence[Mapping[str, object]], *, shown: str) -> Entry:
    """A table of these rows, as an importer reads it."""
    text = io.StringIO()
    writer = csv.writer(text)
    names = [*columns, "_"] if len(columns) == 1 else columns  # one column alone is taken for no table
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    content = text.getvalue().encode(errors="replace")
    return Entry(Path(shown), "", shown, len(content), _Kept(content))


def _cell(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, list | dict) else str(value)


@dataclass(frozen=True, slots=True)
class _Start:
    """The way to the first `limit` bytes of an entry."""

    door: Door
    limit: int

    def open(self, meter: Meter) -> io.BufferedReader:
        inner = self.door.open(meter)
        cut = cast("BinaryIO", _Cut(inner, self.limit))
        raw = Guarded(cut, taken=lambda: self.limit, position=lambda: meter.at, meter=meter, owners=(inner,))
        return io.BufferedReader(raw, BUFFER)

    def beside(self, name: str, folder: str = "") -> Entry | None:
        return self.door.beside(name, folder)

    def names(self, folder: str = "") -> list[str]:
        return self.door.names(folder)


class _Cut:
    """A stream that ends early."""

    def __init__(self, inner: io.BufferedReader, left: int) -> None:
        self._inner, self._left = inner, left

    def readinto(self, buffer: memoryview) -> int:
        count = self._inner.readinto(memoryview(buffer)[: self._left])
        self._left -= count
        return count


@dataclass(frozen=True, slots=True)
class _Kept:
    """The way to bytes in memory."""

    content: bytes

    def open(self, meter: Meter) -> io.BufferedReader:
        meter.at = len(self.content)
        return io.BufferedReader(cast("io.RawIOBase", io.BytesIO(self.content)))

    def beside(self, name: str, folder: str = "") -> Entry | None:  # noqa: ARG002  # nothing stands beside it
        return None

    def names(self, folder: str = "") -> list[str]:  # noqa: ARG002  # as above
        return []
