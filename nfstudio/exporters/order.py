"""The order of the rows in a file matters to those who read it; these two passes make a shuffled file safe to train on.

KTO estimates its KL term by pairing each prompt with the completion of the row before, so neighbours must not come
from one conversation. And `datasets` takes the type of every column from the first ten megabytes of a file: a field
that is null there and holds a value later stops the load with "Couldn't cast array of type string to null".
"""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TypeVar

T = TypeVar("T")


class Traits:
    """Which fields of a record hold a value, as a bit mask; each field has its bit from when it was first seen."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._masks: dict[tuple[str, ...], int] = {}

    def of(self, record: Mapping[str, object]) -> int:
        """The mask of one record."""
        held = tuple(_held(record))
        if held not in self._masks:
            self._masks[held] = reduce(or_, (self.bit(name) for name in held), 0)
        return self._masks[held]

    def bit(self, name: str) -> int:
        """The bit of one field."""
        return self._bits.setdefault(name, 1 << len(self._bits))


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


def typed_first(items: Sequence[T], traits: Callable[[T], int]) -> list[T]:
    """The same items with a few moved to the front, so that every trait is seen among the first.

    Args:
        traits: a bit mask of what an item shows: here, which nullable fields of a row hold a value.
    """
    wanted = 0
    for item in items:
        wanted |= traits(item)
    seen, first, rest = 0, [], []
    for item in items:
        if seen != wanted and traits(item) & ~seen:
            seen |= traits(item)
            first.append(item)
        else:
            rest.append(item)
    return first + rest


def separated(items: Iterable[T], key: Callable[[T], Hashable]) -> list[T]:
    """The same items, moved as little as needed so that no two neighbours share a key.

    Where one key has more than half of all items the surplus stands at the end; nothing can separate that.
    """
    out: list[T] = []
    held: deque[T] = deque()  # all of one key: that of the last item of `out`
    for item in items:
        if out and key(item) == key(out[-1]):
            held.append(item)
            continue
        out.append(item)
        if held:
            out.append(held.popleft())
    return _woven(out, held, key) if held else out


def _woven(items: Sequence[T], surplus: deque[T], key: Callable[[T], Hashable]) -> list[T]:
    """`items` with the `surplus`, all of one key, put between neighbours that both have another key."""
    woven: list[T] = []
    crowded = key(surplus[0])
    for item in items:
        if surplus and key(item) != crowded and (not woven or key(woven[-1]) != crowded):
            woven.append(surplus.popleft())
        woven.append(item)
    return [*woven, *surplus]
