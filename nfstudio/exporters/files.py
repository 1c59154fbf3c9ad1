"""One file of rows while it is written: JSON lines, a table of the paper, or Parquet made of lines at the end."""

import csv
import hashlib
import io
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import orjson

from nfstudio.exporters.behind import Behind
from nfstudio.exporters.columns import to_parquet

FORMS = ("jsonl", "parquet", "csv")


class RowFile:
    """The file of one split; use as a context manager and `close` it for its size and digest.

    Args:
        folder: is made where it does not exist.
        form: one of `FORMS`; a table takes its columns from the first row.
        shown: lines that show the types of a Parquet file (see `to_parquet`).
    """

    def __init__(self, folder: Path, split: str, *, form: str = "jsonl", shown: Sequence[bytes] = ()) -> None:
        folder.mkdir(exist_ok=True)
        self._out = folder / f"{split}.{form}"
        self._shown = shown
        self._lines = folder / f".{split}.lines" if form == "parquet" else self._out
        self._file = self._lines.open("wb", buffering=0)
        self._behind = Behind()
        self._digest = hashlib.sha256()
        self._table, self._headed = form == "csv", False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._behind.close()
        self._file.close()

    def write(self, lines: Sequence[bytes]) -> None:
        """Some rows, each as a line of JSON with its end. They are on their way when this returns.

        Raises:
            OSError: when the disk refused what was written before.
        """
        text = b"".join(map(self._as_table, lines) if self._table else lines)
        self._behind.begin(self._put, text)

    def _put(self, text: bytes) -> None:
        self._digest.update(text)
        rest = memoryview(text)
        while rest:  # a disk may take less than it is given
            rest = rest[self._file.write(rest) :]

    def close(self) -> tuple[str, int, str]:
        """Bring the file down to the disk; its name, its size in bytes and its SHA-256."""
        self._behind.wait()
        os.fsync(self._file.fileno())
        self._file.close()
        if self._lines == self._out:
            return self._out.name, self._out.stat().st_size, self._digest.hexdigest()
        to_parquet(self._lines, self._out, shown=self._shown)
        with self._out.open("rb") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256")
        return self._out.name, self._out.stat().st_size, digest.hexdigest()

    def _as_table(self, line: bytes) -> bytes:
        values, text = orjson.loads(line), io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        if not self._headed:
            self._headed = True
            table.writerow(values)
        table.writerow(values.values())
        return text.getvalue().encode()
