"""Which of many marks stand in a text: one look at the text tells, and a thousand marks take hardly longer than ten."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WIDE, _NARROW = 6, 4
"""Bytes by which a mark is known. One of three is known by them and each byte that may follow; of two by itself."""
_BITS = 20
"""Of what these bytes are hashed to: few enough that the table stays near the processor."""
_BETWEEN = b"\0"
"""Between two texts; no mark holds it."""
_FACTOR, _MASK = 2_654_435_761, 2**32 - 1
_LETTERS = dict(
    zip(
        "zqjxkvbpygfwmucldrhsniaote ", (1, 1, 2, 2, 8, 10, 15, 19, 20, 20, 22, 24, 24, 28, 28, 40, 43, 60), strict=False
    )
)
"""How often letters stand in a thousand; those that are not named are frequent ones."""
_USUAL = 80


class Marks:
    """Looks for all of its marks together: each is known by a few rare letters of it, and read where these stand."""

    def __init__(self, marks: Iterable[str]) -> None:
        by_width: dict[int, list[str]] = {}
        for mark in dict.fromkeys(marks):
            size = len(_encoded(mark))
            by_width.setdefault(_WIDE if size >= _WIDE else _NARROW if size >= _NARROW - 1 else 0, []).append(mark)
        self._short = by_width.pop(0, [])
        self._known = [_Known(width, own) for width, own in by_width.items()]

    def standing(self, texts: Sequence[str]) -> list[frozenset[str]]:
        """The marks that stand in each of these texts: many texts at once cost little more than one."""
        found: list[set[str]] = [{mark for mark in self._short if mark in text} for text in texts]
        encoded = [_encoded(text) for text in texts]
        joined = _BETWEEN.join(encoded)
        fours = _fours(joined)
        starts = list(accumulate((len(one) + len(_BETWEEN) for one in encoded), initial=0))
        for known in self._known:
            known.among(joined, fours, starts, found)
        return [frozenset(one) for one in found]


class _Known:
    """Marks that are known by so many bytes."""

    def __init__(self, width: int, marks: Iterable[str]) -> None:
        import numpy as np

        self._width = width
        self._marks: dict[int, list[tuple[bytes, int, str]]] = {}
        self._table = np.zeros(1 << _BITS, dtype=np.bool_)
        for mark in marks:
            for at, few in _anchors(_encoded(mark), width):
                self._marks.setdefault(_place(few), []).append((_encoded(mark), at, mark))
        self._table[list(self._marks)] = True

    def among(
        self, joined: bytes, fours: "NDArray[np.uint32]", starts: Sequence[int], found: Sequence[set[str]]
    ) -> None:
        """Add to `found`, for each of the texts that begin at `starts`, the marks that stand in it.

        Args:
            joined: the texts behind one another; no mark reaches from one into the next.
            fours: of them (see `_fours`).
        """
        import numpy as np

        places = _places(fours, self._width)
        hits = self._table.take(places).nonzero()[0]
        owners = np.searchsorted(starts, hits, side="right") - 1
        known = self._marks
        for place, hit, owner in zip(places[hits].tolist(), hits.tolist(), owners.tolist(), strict=True):
            for mark, at, name in known[place]:
                if hit >= at and joined.startswith(mark, hit - at):
                    found[owner].add(name)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _anchors(mark: bytes, width: int) -> Iterator[tuple[int, bytes]]:
    """Some bytes of a mark and where they stand in it; of a mark that has one less all that may begin with it."""
    if len(mark) < width:
        yield from ((0, mark + bytes((byte,))) for byte in range(256))
    else:
        at = min(range(len(mark) - width + 1), key=lambda at: _frequency(mark[at : at + width]))
        yield at, mark[at : at + width]


def _frequency(few: bytes) -> int:
    return prod(_LETTERS.get(chr(byte), _USUAL) for byte in few)


def _place(few: bytes) -> int:
    """What `_places` says of these bytes alone, worked out by single numbers: there are tens of thousands of them."""
    hashed = int.from_bytes(few[:_NARROW], "little") * _FACTOR & _MASK
    if len(few) > _NARROW:
        hashed = (hashed << 1 & _MASK) ^ (int.from_bytes(few[-_NARROW:], "little") * _FACTOR & _MASK)
    return hashed >> (32 - _BITS)


def _fours(text: bytes) -> "NDArray[np.uint32]":
    """What each four bytes that follow one another are hashed to; a zero follows the last."""
    import numpy as np

    count = len(text) - _NARROW + 2
    if count <= 0:
        return np.zeros(0, dtype=np.uint32)
    return np.ndarray((count,), dtype="<u4", buffer=text + b"\0", strides=(1,)) * np.uint32(_FACTOR)


def _places(fours: "NDArray[np.uint32]", width: int) -> "NDArray[np.uint32]":
    """The same of so many bytes, and of no more than a table has places."""
    import numpy as np

    apart = width - _NARROW
    hashed = (fours[:-apart] << np.uint32(1)) ^ fours[apart:] if apart else fours
    return hashed >> np.uint32(32 - _BITS)
