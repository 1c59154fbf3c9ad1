"""One file of rows while it is written: JSON lines, a table of the paper, or Parquet made of lines at the end."""

import csv
import hashlib
import io
import os
from pathlib import Path
from types import TracebackType
from typing import Self

import orjson

from nfstudio.exporters.columns import to_parquet

FORMS = ("jsonl", "parquet", "csv")
_BLOCK = 1 << 20


class RowFile:
    """The file of one split; use as a context manager and `close` it for its size and digest.

    Args:
        folder: is made where it does not exist.
        form: one of `FORMS`; a table takes its columns from the first row.
    """

    def __init__(self, folder: Path, split: str, *, form: str = "jsonl") -> None:
        folder.mkdir(exist_ok=True)
        self._out = folder / f"{split}.{form}"
        self._lines = folder / f".{split}.lines" if form == "parquet" else self._out
        self._file = self._lines.open("wb", buffering=_BLOCK)
        self._digest, self._size = hashlib.sha256(), 0
        self._table = form == "csv"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, row: bytes) -> None:
        """One row, as JSON without a line end."""
        line = self._as_table(row) if self._table else row + b"\n"
        self._file.write(line)
        self._digest.update(line)
        self._size += len(line)

    def close(self) -> tuple[str, int, str]:
        """Bring the file down to the disk; its name, its size in bytes and its SHA-256."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        if self._lines == self._out:
            return self._out.name, self._size, self._digest.hexdigest()
        to_parquet(self._lines, self._out)
        with self._out.open("rb") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256")
        return self._out.name, self._out.stat().st_size, digest.hexdigest()

    def _as_table(self, row: bytes) -> bytes:
        values, text = orjson.loads(row), io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        if not self._size:
            table.writerow(values)
        table.writerow(values.values())
        return text.getvalue().encode()
