"""Which of a million rows are alike: their digests are put aside on the disk, so that memory stays flat."""

import tempfile
from array import array
from collections.abc import Iterator
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIGEST = 16
"""Bytes of a digest."""
_HELD = 1 << 16
"""Digests that are held before they go to the disk."""
_BUCKETS = 64
_ROW = 3
"""Numbers of 64 bits to a row: its digest, and what it is known by."""


class Twins:
    """Takes a digest of each row, then tells which rows have the same one; use as a context manager."""

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._digests = bytearray()
        self._numbers = array("Q")
        self._pieces: list[list[tuple[int, int]]] = [[] for _ in range(_BUCKETS)]
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, digest: bytes, number: int) -> None:
        """One more row; `number` is what it is known by."""
        self._digests += digest
        self._numbers.append(number)
        if len(self._numbers) == _HELD:
            self._spill()

    def groups(self) -> Iterator[list[int]]:
        """The numbers of rows that have one digest, in ascending order, where there are two at least."""
        if self._file is None:
            yield from _groups(self._held())
            return
        self._spill()
        for pieces in self._pieces:
            yield from _groups(self._read(pieces))

    def _held(self) -> "NDArray[np.uint64]":
        import numpy as np

        rows = np.empty((len(self._numbers), _ROW), dtype=np.uint64)
        rows[:, :2] = np.frombuffer(bytes(self._digests), dtype=np.uint64).reshape(-1, 2)
        rows[:, 2] = np.frombuffer(self._numbers, dtype=np.uint64)
        return rows

    def _spill(self) -> None:
        import numpy as np

        self._file = self._file or tempfile.TemporaryFile()  # noqa: SIM115 - closed by `__exit__`
        rows = self._held()
        buckets = rows[:, 0] % np.uint64(_BUCKETS)
        rows = rows[np.argsort(buckets, kind="stable")]
        ends = np.cumsum(np.bincount(buckets.astype(np.intp), minlength=_BUCKETS)).tolist()
        self._file.seek(self._end)
        self._file.write(rows.tobytes())
        for bucket, (begin, end) in enumerate(zip([0, *ends], ends, strict=False)):
            if end > begin:
                self._pieces[bucket].append((self._end + begin * _ROW * 8, (end - begin) * _ROW * 8))
        self._end += rows.nbytes
        self._digests, self._numbers = bytearray(), array("Q")

    def _read(self, pieces: list[tuple[int, int]]) -> "NDArray[np.uint64]":
        import numpy as np

        assert self._file is not None
        data = bytearray()
        for at, size in pieces:
            self._file.seek(at)
            data += self._file.read(size)
        return np.frombuffer(data, dtype=np.uint64).reshape(-1, _ROW)


def _groups(rows: "NDArray[np.uint64]") -> Iterator[list[int]]:
    import numpy as np

    rows = rows[np.lexsort((rows[:, 2], rows[:, 1], rows[:, 0]))]
    same = (rows[1:, :2] == rows[:-1, :2]).all(axis=1)
    if not same.any():
        return
    starts = np.flatnonzero(np.concatenate(([True], ~same)))
    ends = np.append(starts[1:], len(rows))
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        if end - start > 1:
            yield rows[start:end, 2].tolist()
