"""Rows of numbers, put aside on the disk in piles of those whose first number is alike, so that memory stays flat."""

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.uint64]

PILES = 64
_HELD = 1 << 16
"""Rows that are held before they go to the disk."""
_NUMBER = 8


class Piles:
    """Takes rows of `width` numbers of 64 bits and hands them out pile by pile; use as a context manager."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._file: IO[bytes] | None = None
        self._held: list[Rows] = []
        self._count = self._end = 0
        self._pieces: list[list[tuple[int, int]]] = [[] for _ in range(PILES)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, rows: "Rows") -> None:
        """Some more rows."""
        self._held.append(rows)
        self._count += len(rows)
        if self._count >= _HELD:
            self._spill()

    def pile(self, at: int) -> "Rows":
        """The rows whose first number has the remainder `at` by `PILES`."""
        import numpy as np

        if self._file is None:
            rows = self._together()
            return rows[np.flatnonzero(rows[:, 0] % np.uint64(PILES) == at)]
        self._spill()
        data = bytearray()
        for begin, size in self._pieces[at]:
            self._file.seek(begin)
            data += self._file.read(size)
        return np.frombuffer(data, dtype=np.uint64).reshape(-1, self._width)

    def piles(self) -> "Iterator[Rows]":
        """All rows; those whose first numbers are equal come together."""
        yield from [self._together()] if self._file is None else map(self.pile, range(PILES))

    def _together(self) -> "Rows":
        import numpy as np

        rows = np.concatenate([np.empty((0, self._width), dtype=np.uint64), *self._held])
        self._held = [rows]
        return rows

    def _spill(self) -> None:
        import numpy as np

        if not self._count:
            return
        self._file = self._file or tempfile.TemporaryFile()  # noqa: SIM115 - closed by `__exit__`
        rows = self._together()
        piles = rows[:, 0] % np.uint64(PILES)
        rows = rows[np.argsort(piles, kind="stable")]
        ends = np.cumsum(np.bincount(piles.astype(np.intp), minlength=PILES)).tolist()
        self._file.seek(self._end)
        self._file.write(rows.tobytes())
        for pile, (begin, end) in enumerate(zip([0, *ends], ends, strict=False)):
            if end > begin:
                row = self._width * _NUMBER
                self._pieces[pile].append((self._end + begin * row, (end - begin) * row))
        self._end += rows.nbytes
        self._held, self._count = [], 0
