"""Which rows a file gets and in which order: worked out over the heads of the rows alone, so that memory stays flat."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nfstudio.exporters.lines import Line, with_flags
from nfstudio.exporters.order import Apart, Witnesses, Woven
from nfstudio.exporters.spool import Piece, Spool, head

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from nfstudio.exporters.spool import Heads

_GONE, _FLAGGED = 0x7F, 0x80
_TOGETHER = 8 << 20
"""Bytes of lines that are in memory together."""


class Amendments:
    """What was said of rows after they were added: a byte a row once anything is, and the late flags."""

    def __init__(self) -> None:
        self._said = bytearray()
        self._flags: dict[int, tuple[str, ...]] = {}
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}  # thousands of rows share their flags

    def add(self, number: int, *, split: int | None, flags: Sequence[str], gone: bool) -> None:
        """Say more of a row: another split, further flags, or that it is left out."""
        if number >= len(self._said):
            self._said.extend(bytes(number + 1 - len(self._said)))
        if flags:
            told = (*self._flags.get(number, ()), *flags)
            self._flags[number] = self._known.setdefault(told, told)
            self._said[number] |= _FLAGGED
        if gone:
            self._said[number] |= _GONE
        elif split is not None:
            self._said[number] = self._said[number] & _FLAGGED | split + 1

    def of(self, numbers: "NDArray[np.uint32]") -> "NDArray[np.uint8]":
        """What was said of these rows, a byte each."""
        import numpy as np

        said = np.zeros(len(numbers), dtype=np.uint8)
        if self._said:
            known = numbers < len(self._said)
            said[known] = np.frombuffer(self._said, dtype=np.uint8)[numbers[known]]
        return said

    def flagged(self, lines: list[bytes], heads: "Heads") -> list[bytes]:
        """The lines of these rows with their late flags."""
        if not self._flags:
            return lines
        for at, number in enumerate(heads["number"].tolist()):
            if late := self._flags.get(number):
                one = Line(lines[at], int(heads["words"][at]), int(heads["flags"][at]))
                lines[at] = with_flags(one, late)
        return lines


@dataclass(slots=True)
class Part:
    """The rows of one split.

    Attributes:
        pieces: their heads on the disk, in order.
        first: heads of the rows that stand before all others, because they show a trait.
        labels, sorts: rows by label and by sort.
    """

    rows: int = 0
    pieces: list[Piece] = field(default_factory=list)
    first: "list[Heads]" = field(default_factory=list)
    labels: dict[int, int] = field(default_factory=dict)
    sorts: dict[int, int] = field(default_factory=dict)
    witnesses: Witnesses = field(default_factory=Witnesses)

    def take(self, spool: Spool, heads: "Heads") -> None:
        """The next rows."""
        import numpy as np

        self.rows += len(heads)
        for counts, values in ((self.labels, heads["label"]), (self.sorts, heads["sort"])):
            for value, count in enumerate(np.bincount(values).tolist()):
                if count:
                    counts[value] = counts.get(value, 0) + count
        moved = self.witnesses.among(heads["traits"])
        if moved:
            self.first.append(heads[moved])
            heads = np.delete(heads, moved)
        self.pieces.append(spool.keep(heads.tobytes()))


class Arranged:
    """All rows of a spool, settled: equal ones are one, those that are gone are out, each has its split.

    Attributes:
        parts: by the number of the split.
        doubles: feedback behind rows that others stand for.
    """

    def __init__(self, spool: Spool, amendments: Amendments, *, splits: int, late_trait: int) -> None:
        self._spool = spool
        self._amendments = amendments
        self.parts = [Part() for _ in range(splits)]
        self.doubles = 0
        for heads in spool.runs():
            self._settle(heads, late_trait)

    def _settle(self, heads: "Heads", late_trait: int) -> None:
        import numpy as np

        said = self._amendments.of(heads["number"])
        heads, doubles = self._spool.once(heads[said & _GONE != _GONE])
        self.doubles += int(doubles["judgements"].sum(dtype=np.int64))
        said = self._amendments.of(heads["number"])
        heads["traits"] |= np.where(said & _FLAGGED, late_trait, 0).astype(np.uint64)
        moved = said & _GONE
        splits = np.where(moved, moved - 1, heads["split"])
        for number, part in enumerate(self.parts):
            own = heads if len(self.parts) == 1 else heads[splits == number]
            if len(own):
                part.take(self._spool, own)

    def lines(self, part: Part) -> Iterator[list[bytes]]:
        """The lines of a split in their order, a list at a time; neighbours are of different conversations."""
        surplus = self._surplus(part)
        apart, woven = Apart[bytes](), Woven(zip(*self._lines(surplus), strict=True))
        for heads in self._bounded(part):
            yield woven.put(apart.put(*self._lines(heads)))
        yield woven.rest()

    def shown(self) -> list[bytes]:
        """The lines, of all splits, that together show every trait."""
        return [line for part in self.parts for heads in part.first for line in self._lines(heads)[1]]

    def contents(self) -> bytes:
        """The digests of all rows in ascending order, one behind the other."""
        import numpy as np

        contents, done = np.empty(sum(part.rows for part in self.parts), dtype=np.uint64), 0
        for part in self.parts:
            for heads in self._heads(part):
                contents[done : done + len(heads)] = heads["content"]
                done += len(heads)
        contents.sort()
        if sys.byteorder == "little":
            contents.byteswap(inplace=True)
        return contents.tobytes()

    def _lines(self, heads: "Heads") -> tuple[list[int], list[bytes]]:
        lines = self._amendments.flagged(self._spool.lines(heads), heads)
        return heads["conversation"].tolist(), lines

    def _heads(self, part: Part) -> "Iterator[Heads]":
        import numpy as np

        yield from part.first
        for piece in part.pieces:
            yield np.frombuffer(self._spool.read(piece), dtype=head())

    def _bounded(self, part: Part) -> "Iterator[Heads]":
        """The same, cut where their lines would be many bytes."""
        import numpy as np

        for heads in self._heads(part):
            full = np.cumsum(heads["size"], dtype=np.int64) // _TOGETHER
            yield from np.split(heads, np.flatnonzero(np.diff(full)) + 1)

    def _surplus(self, part: Part) -> "Heads":
        """The rows that will be left when all others went, because their conversation has too many."""
        import numpy as np

        apart = Apart[int]()
        for heads in self._heads(part):
            apart.put(heads["conversation"].tolist(), heads["number"].tolist())
        left = np.array([number for _, number in apart.held], dtype=np.uint32)
        if not len(left):
            return np.zeros(0, dtype=head())
        return np.concatenate([heads[np.isin(heads["number"], left)] for heads in self._heads(part)])
