"""The order of the rows in a file matters to those who read it; these two passes make a shuffled file safe to train on.

KTO estimates its KL term by pairing each prompt with the completion of the row before, so neighbours must not come
from one conversation. And `datasets` takes the type of every column from the first ten megabytes of a file: a field
that is null there and holds a value later stops the load with "Couldn't cast array of type string to null".
"""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import islice
from operator import eq, or_
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")


class Traits:
    """Which fields of a record hold a value, as a bit mask; each field has its bit from when it was first seen."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._masks: dict[tuple[object, ...], tuple[int, list[str]]] = {}
        self._before: tuple[list[str], list[type]] = [], []
        self._known: tuple[int, list[str]] = 0, []

    def of(self, record: Mapping[str, object]) -> int:
        """The mask of one record."""
        # Names and types tell all but what is in lists and records; there are few mixtures, and most are as the last.
        types = [*map(type, record.values())]
        if types != self._before[1] or [*record] != self._before[0]:
            self._before = [*record], types
            self._known = self._shape(record, (*record, *types))
        mask, nested = self._known
        for name in nested:
            if record[name]:
                mask |= self._mask({name: record[name]})
        return mask

    def _shape(self, record: Mapping[str, object], shape: tuple[object, ...]) -> tuple[int, list[str]]:
        """The mask of what stands in the record itself, and the names of what holds more."""
        if shape not in self._masks:
            nested = [name for name, value in record.items() if isinstance(value, dict | list | tuple)]
            plain = {name: value for name, value in record.items() if name not in nested}
            self._masks[shape] = self._mask(plain), nested
        return self._masks[shape]

    def bit(self, name: str) -> int:
        """The bit of one field."""
        return self._bits.setdefault(name, 1 << len(self._bits))

    def _mask(self, record: Mapping[str, object]) -> int:
        return reduce(or_, map(self.bit, _held(record)), 0)


_NESTED = frozenset({dict, list, tuple})


def _held(record: Mapping[str, object]) -> list[str]:
    """The names of the fields that hold a value; of records inside the record those of each, after its name."""
    held = [name for name, value in record.items() if value is not None and value.__class__ not in _NESTED]
    for name, value in record.items():
        if value.__class__ not in _NESTED or not value:
            continue
        if isinstance(value, dict):
            held += [f"{name}.{inner}" for inner in _held(value)]
        elif isinstance(value, list | tuple):
            held.append(name)
            held += [f"{name}.{inner}" for item in value if isinstance(item, dict) for inner in _held(item)]
    return held


class Witnesses:
    """Finds a few items that are moved to the front, so that every trait is seen among the first."""

    def __init__(self) -> None:
        self._seen = 0

    def among(self, traits: "NDArray[np.uint64]") -> list[int]:
        """Which of the next items show a trait that none before them showed.

        Args:
            traits: a bit mask of what each shows: here, which nullable fields of a row hold a value.
        """
        import numpy as np

        found: list[int] = []
        while len(new := np.flatnonzero(traits & np.uint64(~self._seen & _ALL))):
            found.append(int(new[0]))
            self._seen |= int(traits[found[-1]])
        return found


_ALL = 2**64 - 1


class Apart(Generic[T]):
    """Moves items as little as needed so that no two neighbours share a key; they come, and go, a list at a time.

    Attributes:
        held: what could not go yet, with its key: all of one key, that of the last item that went. Where one key has
            more than half of all items these are many.
    """

    def __init__(self) -> None:
        self.held: deque[tuple[Hashable, T]] = deque()
        self._last: Hashable = None

    def put(self, keys: Sequence[Hashable], items: Sequence[T]) -> list[tuple[Hashable, T]]:
        """The items that go now, with their keys."""
        if not keys:
            return []
        if not self.held and keys[0] != self._last and not any(map(eq, keys, islice(keys, 1, None))):
            self._last = keys[-1]
            return list(zip(keys, items, strict=True))
        out: list[tuple[Hashable, T]] = []
        for both in zip(keys, items, strict=True):
            if both[0] == self._last:
                self.held.append(both)
                continue
            out.append(both)
            if self.held:
                out.append(self.held.popleft())
            self._last = out[-1][0]
        return out


class Woven(Generic[T]):
    """Puts a surplus, all of one key, between neighbours that both have another key; what is left stands at the end.

    Nothing can separate that.
    """

    def __init__(self, surplus: Iterable[tuple[Hashable, T]]) -> None:
        self._surplus = deque(surplus)
        self._crowded = self._surplus[0][0] if self._surplus else None
        self._before: Hashable = self

    def put(self, items: Sequence[tuple[Hashable, T]]) -> list[T]:
        """These items, with some of the surplus between them."""
        if not self._surplus:
            return [item for _, item in items]
        woven: list[T] = []
        for key, item in items:
            if self._surplus and self._crowded not in (key, self._before):
                woven.append(self._surplus.popleft()[1])
            woven.append(item)
            self._before = key
        return woven

    def rest(self) -> list[T]:
        """The surplus that found no place."""
        return [item for _, item in self._surplus]
