"""Which of a million rows are alike: their digests are put aside on the disk, so that memory stays flat."""

from array import array
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

from nfstudio.exporters.piles import Piles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIGEST = 16
"""Bytes of a digest."""
_FEW = 1 << 12
"""Digests that are gathered before they are put aside."""
_ROW = 3
"""Numbers of 64 bits to a row: its digest, and what it is known by."""


class Twins:
    """Takes a digest of each row, then tells which rows have the same one; use as a context manager."""

    def __init__(self) -> None:
        self._digests = bytearray()
        self._numbers = array("Q")
        self._rows = Piles(_ROW)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._rows.__exit__(kind, error, trace)

    def add(self, digest: bytes, number: int) -> None:
        """One more row; `number` is what it is known by."""
        self._digests += digest
        self._numbers.append(number)
        if len(self._numbers) >= _FEW:
            self._put()

    def add_all(self, digests: "NDArray[np.uint64]", numbers: "NDArray[np.uint64]") -> None:
        """Several rows; a digest is two numbers."""
        import numpy as np

        self._rows.add(np.column_stack((digests, numbers)))

    def groups(self) -> Iterator[list[int]]:
        """The numbers of rows that have one digest, in ascending order, where there are two at least."""
        self._put()
        for rows in self._rows.piles():
            yield from _groups(rows)

    def _put(self) -> None:
        import numpy as np

        digests = np.frombuffer(bytes(self._digests), dtype=np.uint64).reshape(-1, 2)
        self.add_all(digests, np.array(self._numbers, dtype=np.uint64))
        self._digests, self._numbers = bytearray(), array("Q")


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
