"""Which of many marks stand in a text: one look at the text tells most of those that do not."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHORT = 400
"""Characters up to which it is faster to look for each mark."""
_GRAM = 3
"""Bytes that are looked at together."""
_TABLE = 1 << 13
"""Places that runs of bytes are hashed to."""


def standing(marks: tuple[str, ...], text: str) -> list[str]:
    """The marks that stand in a text, in their order."""
    if len(text) <= _SHORT:
        return [mark for mark in marks if mark in text]
    import numpy as np

    places, starts = _places_of(marks)
    possible = np.logical_and.reduceat(_grams(text)[places], starts)
    return [mark for at in np.flatnonzero(possible).tolist() if (mark := marks[at]) in text]


@lru_cache(maxsize=4)  # several lists are looked for in one text
def _grams(text: str) -> "NDArray[np.bool_]":
    """Which places the runs of bytes of a text are hashed to; a mark stands in it only where all of its are."""
    import numpy as np

    present = np.zeros(_TABLE + 1, dtype=np.bool_)
    present[_hashed(text)] = True
    present[_TABLE] = True  # stands for marks that are too short
    return present


@lru_cache(maxsize=128)
def _places_of(marks: Sequence[str]) -> "tuple[NDArray[np.intp], NDArray[np.intp]]":
    """The places of all marks behind one another, and where those of each begin."""
    import numpy as np

    places = [_hashed(mark).tolist() or [_TABLE] for mark in marks]
    ends = np.cumsum([len(own) for own in places])
    flat = np.array([place for own in places for place in own], dtype=np.intp)
    return flat, np.concatenate(([0], ends[:-1]))


def _hashed(text: str) -> "NDArray[np.uint16]":
    import numpy as np

    data = np.frombuffer(text.encode("utf-8", "surrogatepass"), dtype=np.uint8).astype(np.uint16)
    if len(data) < _GRAM:
        return data[:0]
    hashed = data[:-2] * np.uint16(961)
    hashed += data[1:-1] * np.uint16(31)
    hashed += data[2:]
    hashed &= np.uint16(_TABLE - 1)
    return hashed
