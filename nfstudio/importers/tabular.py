"""Tables (CSV, TSV, Parquet) as records, one row at a time: memory holds a batch, however long the file."""

import io
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from nfstudio.domain.records import Problem, Reason
from nfstudio.importers import headless, streams
from nfstudio.importers.csv_cells import Rows, delimiter_of, headless_delimiter, names_in
from nfstudio.importers.files import Entry
from nfstudio.importers.streams import StreamFailed

PARQUET = b"PAR1"
MOST_IN_MEMORY = 256 << 20
"""Bytes of a packed Parquet file that are unpacked into memory: its table of contents stands at its end."""

_BATCH = 500  # rows of Parquet in memory beside the row group they stand in
_HEADER = 1 << 14  # a header longer than this is none

Row = tuple[str, dict[str, object]]
"""Where it stood, such as "row 12" (the first below the header is 1), and its cells by column."""


def columns_of(entry: Entry, head: bytes) -> tuple[str, ...]:
    """The names of the columns; none when the file is no table.

    Args:
        head: its beginning, as UTF-8.
    """
    if head.startswith(PARQUET):
        return _parquet_columns(entry)
    first, end, rest = head[:_HEADER].partition(b"\r" if streams.ends_with_returns(head) else b"\n")
    line = first.decode("utf-8", "replace").rstrip("\r")
    delimiter = delimiter_of(line) if end else ""  # a header whose end is missing has no rows
    lines = io.StringIO(head[:_HEADER].decode("utf-8", "replace"), newline="").readlines()
    if end and (found := headless_delimiter(lines)):
        return headless.columns_of(lines[: headless.LOOKED_AT], found)
    names = names_in(line, delimiter or ",")
    alone = len(names) == 1 and names[0].lower() in _WHOLE and rest.startswith(b'"')
    return tuple(names) if delimiter or alone else ()


_WHOLE = frozenset({"text", "chosen", "conversation", "conversations", "messages", "transcript", "dialogue", "chat"})
"""Names of a column that may be the only one of a table."""


def rows(entry: Entry) -> Generator[Row | Problem]:
    """All rows of a table. Texts stay texts in CSV; Parquet keeps its types, times become ISO 8601 text."""
    try:
        with closing(entry.open()) as raw:
            head = raw.peek(len(PARQUET))
            if not head.startswith(PARQUET):
                yield from _csv_rows(raw)
                return
        yield from _parquet_rows(entry)
    except StreamFailed as failure:
        yield failure.as_problem()


def first_rows(entry: Entry) -> Iterator[object]:
    """The first rows of a table as far as they can be read: enough to tell what they are."""
    with closing(_first_of_parquet(entry) if _is_parquet(entry) else rows(entry)) as items:
        looked_at = [item[1] for item in islice(items, LOOKED_AT) if not isinstance(item, Problem)]
    yield from looked_at


def _is_parquet(entry: Entry) -> bool:
    try:
        with closing(entry.open()) as raw:
            return raw.peek(len(PARQUET)).startswith(PARQUET)
    except StreamFailed:
        return False  # reading it will tell


def _first_of_parquet(entry: Entry) -> Generator[Row | Problem]:
    """No more of a file than its first rows: all of a group may be hundreds of megabytes."""
    import polars as pl  # heavy

    try:
        frame = pl.scan_parquet(_parquet_source(entry), glob=False).head(LOOKED_AT).collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, StreamFailed):
        return  # reading it will tell
    for number, row in enumerate(frame.iter_rows(named=True), 1):
        yield f"row {number}", {name: _plain(cell) for name, cell in row.items()}


LOOKED_AT = 20
"""Rows that settle what a table holds."""


def column(entry: Entry, name: str) -> Iterator[object]:
    """The cells of one column alone, a problem for each row that has none: what `rows` gives, in half of the time."""
    try:
        with closing(entry.open()) as raw:
            if not raw.peek(len(PARQUET)).startswith(PARQUET):
                with closing(streams.as_utf8(raw, streams.encoding_of(raw.peek(4)))) as stream:
                    table = Rows(stream)
                    at = table.columns.index(name) if name in table.columns else None
                    for cells in table:
                        yield cells if isinstance(cells, Problem) else None if at is None else cells[at]
                return
        for item in _parquet_rows(entry):
            yield item if isinstance(item, Problem) else item[1].get(name)
    except StreamFailed as failure:
        yield failure.as_problem()


def _csv_rows(raw: io.BufferedReader) -> Iterator[Row | Problem]:
    with closing(streams.as_utf8(raw, streams.encoding_of(raw.peek(4)))) as stream:
        table = Rows(stream)
        columns = table.columns
        for number, cells in enumerate(table, 1):
            if isinstance(cells, Problem):
                yield cells
            else:
                yield f"row {number}", dict(zip(columns, cells, strict=True))


def _parquet_columns(entry: Entry) -> tuple[str, ...]:
    import polars as pl  # heavy

    try:
        return tuple(pl.scan_parquet(_parquet_source(entry), glob=False).collect_schema().names())
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, StreamFailed):
        return ()  # reading it will tell


def _parquet_source(entry: Entry) -> io.BytesIO | Path:
    """What polars reads from: the file on disk, or the unpacked bytes.

    Raises:
        StreamFailed: when they are too many.
    """
    if not entry.member and not entry.packing:
        return entry.path
    with closing(entry.open()) as stream:
        content = stream.read(MOST_IN_MEMORY + 1)
    if len(content) > MOST_IN_MEMORY:
        sentence = f"A packed Parquet file of more than {MOST_IN_MEMORY >> 20} MB is not read."
        raise StreamFailed(Reason.UNREADABLE, sentence, "Unpack it first.")
    return io.BytesIO(content)


def _parquet_rows(entry: Entry) -> Iterator[Row | Problem]:
    import polars as pl  # heavy

    number = 0
    try:
        source = _parquet_source(entry)
        scan = pl.scan_parquet(source, glob=False)
        total = scan.select(pl.len()).collect().item()  # stands in the table of contents
        # Slices would read each row group again for every batch: 38 s instead of 2 for 150 MB in one group.
        for frame in scan.collect_batches(chunk_size=_BATCH, maintain_order=True):
            for row in frame.iter_rows(named=True):
                number += 1
                yield f"row {number}", {name: _plain(cell) for name, cell in row.items()}
            if isinstance(source, Path) and total:
                entry.reached(number / total)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as failure:
        sentence = f"The Parquet file is damaged or ends too early ({str(failure).splitlines()[0][:120]})."
        yield Problem(f"after row {number}" if number else "row 1", Reason.TRUNCATED, sentence)


def _plain(cell: object) -> object:
    """The same with times as text, at any depth: what JSON could have held."""
    if isinstance(cell, str | int | float) or cell is None:
        return cell
    if isinstance(cell, dict):
        return {name: _plain(inner) for name, inner in cell.items()}
    if isinstance(cell, list):
        return [_plain(inner) for inner in cell]
    return cell.isoformat() if isinstance(cell, datetime | date) else str(cell)
