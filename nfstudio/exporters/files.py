"""One file of rows while it is written: JSON lines, a table of the paper, or Parquet made of lines at the end."""

import csv
import hashlib
import io
import os
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from types import TracebackType
from typing import Self

import orjson

from nfstudio.domain.cells import harmless
from nfstudio.exporters.behind import Behind
from nfstudio.exporters.columns import to_parquet

FORMS = ("jsonl", "parquet", "csv")
_PIECE = 1 << 20
"""Bytes that are joined at a time: so much memory is used again, more of it the system gives anew and cleared."""
_MANY = 8
"""Pieces that wait for the disk while the next rows are read."""
_AHEAD = 8 << 20
"""Bytes after which the disk is asked to begin, so that little is left to wait for at the end."""


class RowFile:
    """The file of one split; use as a context manager and `close` it for its size and digest.

    Args:
        folder: is made where it does not exist.
        form: one of `FORMS`; a table takes its columns from the first row.
        shown: lines that show the types of a Parquet file (see `to_parquet`).
        grown: is told in a second thread that the file of lines has so many bytes.
    """

    def __init__(
        self,
        folder: Path,
        split: str,
        *,
        form: str = "jsonl",
        shown: Sequence[bytes] = (),
        grown: Callable[[Path, int], None] | None = None,
    ) -> None:
        folder.mkdir(exist_ok=True)
        self._out = folder / f"{split}.{form}"
        self._shown = shown
        self._grown = grown
        self._lines = folder / f".{split}.lines" if form == "parquet" else self._out
        self._file = self._lines.open("wb", buffering=0)
        self._behind, self._beside = Behind(_MANY), Behind(_MANY)
        self._digest = hashlib.sha256()
        self._size = self._begun = 0
        self._table, self._headed = form == "csv", False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._behind.close()
        self._beside.close()
        self._file.close()

    def write(self, lines: Sequence[bytes]) -> None:
        """Some rows, each as a line of JSON with its end. They are on their way when this returns.

        Raises:
            OSError: when the disk refused what was written before.
        """
        for some in _pieces(list(map(self._as_table, lines)) if self._table else lines):
            text = b"".join(some)
            self._beside.begin(self._digest.update, text)
            self._behind.begin(self._put, text)

    def _put(self, text: bytes) -> None:
        rest = memoryview(text)
        while rest:  # a disk may take less than it is given
            rest = rest[self._file.write(rest) :]
        self._size += len(text)
        if self._size - self._begun >= _AHEAD:
            _begin_to_store(self._file.fileno(), self._begun, self._size - self._begun)
            self._begun = self._size
            if self._grown is not None:
                self._grown(self._out, self._size)

    def close(self) -> tuple[str, int, str]:
        """Bring the file down to the disk; its name, its size in bytes and its SHA-256."""
        self._behind.wait()
        self._beside.wait()
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
        # Of what ends a line the writer quotes its own end alone; readers take a lone return for one as well.
        odd = b"\\r" in line
        table = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL if odd else csv.QUOTE_MINIMAL)
        if not self._headed:
            self._headed = True
            table.writerow(values)
        table.writerow(map(harmless, values.values()))
        return text.getvalue().encode()


def _pieces(lines: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """The same lines, about `_PIECE` bytes of them at a time."""
    ends = list(accumulate(map(len, lines)))
    at = 0
    while at < len(lines):
        end = bisect_left(ends, (ends[at - 1] if at else 0) + _PIECE, at) + 1
        yield lines[at:end]
        at = end


def _begin_to_store(file: int, at: int, size: int) -> None:
    """Let the disk begin with these bytes; where that cannot be said it begins when it likes."""
    if hasattr(os, "posix_fadvise"):
        # The advice that they are not needed: Linux begins to write such bytes, and keeps those that it still writes.
        os.posix_fadvise(file, at, size, os.POSIX_FADV_DONTNEED)
