"""Rows as a Parquet file: written as lines first, then turned over in batches, so that memory stays flat."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

_TYPED = 200
"""Rows from which the columns take their types: rows that show a type stand first (see `order.typed_first`)."""


def to_parquet(lines: Path, out: Path, *, shown: Sequence[bytes] = ()) -> None:
    """Write the rows of a file of JSON lines as Parquet and remove the lines; the same lines give the same bytes.

    Args:
        shown: lines of all files of the dataset that show what types there are, so that every file has the same
            columns: a list that is empty throughout this one holds elsewhere what readers must know of.
    """
    import polars as pl

    with lines.open("rb") as file:
        typed = [*shown, *islice(file, _TYPED)]
    found = pl.read_ndjson(b"".join(typed), infer_schema_length=None).collect_schema()
    schema = pl.Schema({name: _typed(kind) for name, kind in found.items()})
    rows = pl.scan_ndjson(lines, schema=schema)
    rows.sink_parquet(out, compression="zstd", row_group_size=16_384, maintain_order=True)
    lines.unlink()


def _typed(kind: Any) -> "pl.DataType":
    """The same type with text in the place of "always null", which many readers refuse."""
    import polars as pl

    if isinstance(kind, pl.Struct):
        return pl.Struct([pl.Field(field.name, _typed(field.dtype)) for field in kind.fields])
    if isinstance(kind, pl.List):
        return pl.List(_typed(kind.inner))
    return pl.String() if kind == pl.Null else kind


def columns_of(path: Path) -> dict[str, "pl.DataType"]:
    """The columns of a Parquet file with their types, down to the fields of records."""
    import polars as pl

    return dict(pl.read_parquet_schema(path))


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file as plain values, a batch in memory at a time."""
    import polars as pl

    for batch in pl.scan_parquet(path).collect_batches(maintain_order=True):
        yield from batch.iter_rows(named=True)
