"""A resting place for rows until all are known: they lie on disk, sorted roughly, and come back run by run in order."""

import struct
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nfstudio.exporters.behind import Behind
from nfstudio.exporters.lines import Line, parts
from nfstudio.exporters.shapes import Beside

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Heads = NDArray[np.void]

_HEAD = struct.Struct("<16s8sqQQIIIIHHBB")
_BUCKETS = 256
"""Rows are sorted by the first byte of their place as they come, and finely once a bucket is read."""
_FULL = 8 << 20
"""Bytes that are held before they go to the disk."""
_SOON = 1 << 20
"""Bytes after which it is likely that there will be as many."""
_RUN = 8192
"""Rows that are read together where buckets are small."""
_MANY = 0xFFFF


@cache
def head() -> "np.dtype[np.void]":
    """What is known of a row besides its line.

    `high` and `low` are its place: a seeded digest of what is trained on, the same for equal rows of any provenance,
    whose order is the shuffle. `content` is a digest of the same without the seed, `conversation` a number that rows
    of one conversation share, in this process. `traits` is a bit mask of the fields that hold a value. `offset` and
    `size` say where the line lies in its bucket; `words` and `flags` are as in `Line`. `number` counts the rows as they
    came, `judgements` the feedback behind one; `sort` and `split` are small numbers that the caller knows the meaning
    of; `label` is 0 for false, 1 for true, 2 for rows without one.
    """
    import numpy as np

    places = "high >u8|low >u8|content >u8|conversation <i8|traits <u8|offset <u8"
    others = "size <u4|words <u4|flags <u4|number <u4|judgements <u2|sort <u2|split u1|label u1"
    return np.dtype([tuple(field.split()) for field in f"{places}|{others}".split("|")])


class Piece(NamedTuple):
    """Bytes of one kind on the disk: how many lie before them, where they begin, how many they are."""

    before: int
    at: int
    size: int


def _pieces(numbers: "array[int]") -> Iterator[Piece]:
    return map(Piece, numbers[0::3], numbers[1::3], numbers[2::3])


class _Bucket:
    """Rows whose places begin alike: what is held of them, and their pieces on the disk, three numbers each.

    Attributes:
        end: bytes of all its lines; `begun`, of those on the disk.
    """

    __slots__ = ("begun", "end", "held", "lines", "spilt", "told")

    def __init__(self) -> None:
        self.told: list[bytes] = []
        self.held: list[bytes] = []
        self.spilt = array("Q")
        self.lines = array("Q")
        self.begun = self.end = 0


class Spool:
    """Rows put in one by one, handed out in a shuffled order and each once.

    The order depends on the seed and on what is trained on, nothing else: not on the order of arrival, not on ids.
    Memory holds `_FULL` bytes of them, a bucket while it is read, and where the pieces of each bucket lie, about a byte
    a row. The file has no name in the folder: it goes when the program does.

    Args:
        beside: is given the lines as they come to rest, where there are so many that they do not stay in memory.
    """

    def __init__(self, folder: Path, *, seed: int, beside: Beside | None = None) -> None:
        _keep_memory()
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `close`
        self._behind = Behind()
        self._beside = beside
        shuffle = blake2b(f"{seed}".encode(), digest_size=16).digest()
        self._shuffle = blake2b(key=shuffle, digest_size=16)
        self._buckets = [_Bucket() for _ in range(_BUCKETS)]
        self._count = self._held = self._end = 0
        self._next = min(_SOON, _FULL)

    def add(
        self,
        content: bytes,
        line: Line,
        *,
        conversation: str,
        judgements: int,
        traits: int,
        split: int,
        sort: int,
        label: bool | None,
    ) -> int:
        """Keep a row; those with equal `content`, what is trained on, are one. Its number, counted from 0."""
        number, digest = self._count, blake2b(content, digest_size=16).digest()
        shuffled = self._shuffle.copy()
        shuffled.update(digest)
        place, (text, words, flags) = shuffled.digest(), line
        bucket = self._buckets[place[0]]
        told = _HEAD.pack(
            place,
            digest[:8],
            hash(conversation),
            traits,
            bucket.end,
            len(text),
            words,
            flags,
            number,
            min(judgements, _MANY),
            sort,
            split,
            2 if label is None else label,
        )
        bucket.told.append(told)
        bucket.held.append(text)
        bucket.end += len(text)
        self._count += 1
        self._held += len(text) + _HEAD.size
        if self._held >= self._next:
            self._step()
        return number

    def runs(self) -> "Iterator[Heads]":
        """The heads of all rows, run by run, in the order of their places."""
        self._spill(last=True)
        together: list[bytes] = []
        for bucket in self._buckets:
            together += map(self.read, _pieces(bucket.spilt))
            if sum(map(len, together)) >= _RUN * _HEAD.size:
                yield _sorted(b"".join(together))
                together = []
        yield _sorted(b"".join(together))

    def once(self, heads: "Heads") -> "tuple[Heads, Heads]":
        """The heads with one of equal rows, the one whose line has the smallest digest, whichever came first; and those
        of the others."""
        import numpy as np

        same = (heads["high"][1:] == heads["high"][:-1]) & (heads["low"][1:] == heads["low"][:-1])
        if not same.any():
            return heads, heads[:0]
        starts = np.flatnonzero(np.concatenate(([True], ~same)))
        ends = np.append(starts[1:], len(heads))
        kept = starts.copy()
        for group in np.flatnonzero(ends - starts > 1).tolist():
            start, end = int(starts[group]), int(ends[group])
            kept[group] = min(range(start, end), key=lambda at: (self._tie(heads, at), int(heads["number"][at])))
        return heads[kept], np.delete(heads, kept)

    def lines(self, heads: "Heads") -> list[bytes]:
        """The lines of these rows, in the order of their heads; a piece of a bucket is read at a time."""
        import numpy as np

        found = [b""] * len(heads)
        begins = heads["offset"].astype(np.int64)
        buckets = (heads["high"] >> np.uint64(56)).astype(np.int64)
        order = np.lexsort((begins, buckets))
        places = zip(
            order.tolist(), buckets[order].tolist(), begins[order].tolist(), heads["size"][order].tolist(), strict=True
        )
        pieces: Iterator[Piece] = iter(())
        of, piece, text = -1, Piece(0, 0, 0), b""
        for at, bucket, begin, size in places:
            if bucket != of:
                of, pieces, piece = bucket, _pieces(self._buckets[bucket].lines), Piece(0, 0, 0)
            if begin >= piece.before + piece.size:
                piece = next(one for one in pieces if begin < one.before + one.size)
                text = self.read(piece)
            found[at] = text[begin - piece.before : begin - piece.before + size]
        return found

    def keep(self, data: bytes) -> Piece:
        """Put further bytes aside, to `read` them again."""
        piece = Piece(0, self._end, len(data))
        self._behind.wait()
        self._file.seek(self._end)
        self._file.write(data)
        self._end += len(data)
        return piece

    def read(self, piece: Piece) -> bytes:
        """Bytes that were put aside."""
        self._behind.wait()
        self._file.seek(piece.at)
        return self._file.read(piece.size)

    def close(self) -> None:
        """Let the rows go."""
        self._behind.close()
        with suppress(OSError):  # a full disk refuses the last bytes of what is thrown away
            self._file.close()
        self._buckets.clear()

    def _step(self) -> None:
        """What is due when so many bytes are held."""
        if self._next < _FULL:
            self._next = _FULL
            if self._beside is not None:
                self._beside.expect()
        else:
            self._spill()

    def _spill(self, *, last: bool = False) -> None:
        """Bring what is held to the disk; rows of one bucket lie together there."""
        full = [bucket for bucket in self._buckets if bucket.held]
        heads = [b"".join(bucket.told) for bucket in full]
        lines = b"".join(chain.from_iterable(bucket.held for bucket in full))
        at, begin = self._end, self._end + sum(map(len, heads))
        for bucket, told in zip(full, heads, strict=True):
            size = bucket.end - bucket.begun
            bucket.spilt.extend((0, at, len(told)))
            bucket.lines.extend((bucket.begun, begin, size))
            at, begin = at + len(told), begin + size
            bucket.told, bucket.held, bucket.begun = [], [], bucket.end
        if last and not self._end:  # all of them were in memory
            self._beside = None
        self._end, self._held = begin, 0
        self._behind.begin(self._store, b"".join(heads), lines)

    def _store(self, heads: bytes, lines: bytes) -> None:
        self._file.write(heads)
        self._file.write(lines)
        if self._beside is not None and lines:
            self._beside.rest(lines)

    def _tie(self, heads: "Heads", at: int) -> bytes:
        high, begin, size, words, flags = (
            int(heads[name][at]) for name in ("high", "offset", "size", "words", "flags")
        )
        bucket = high >> 56
        piece = next(p for p in _pieces(self._buckets[bucket].lines) if begin < p.before + p.size)
        text = self.read(Piece(0, piece.at + begin - piece.before, size))
        return tie(Line(text, words, flags))


def tie(one: Line) -> bytes:
    """What decides between equal rows: the one whose line has the smallest stays."""
    return blake2b(_GAP.join(parts(one)), digest_size=8).digest()


def _keep_memory() -> None:
    """Have memory used again that is let go, where the system's allocator learns from what it is asked for.

    The allocator of Linux gives what was held back to the system after each spill and fetches it anew, page by page and
    cleared, which took long rows a tenth of their time. Once a block of this size was let go it keeps twice as much.
    """
    bytes(_KEPT)


_KEPT = 31 << 20
"""Bytes, just below the most that it learns from. They are not touched, so they take no memory."""
_GAP = b"\x00"
"""Between the parts of a row where it is told from its equals; no JSON holds it."""


def _sorted(heads: bytes) -> "Heads":
    import numpy as np

    found = np.frombuffer(heads, dtype=head())
    return found[np.lexsort((found["low"].astype(np.uint64), found["high"].astype(np.uint64)))]
