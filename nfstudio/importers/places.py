"""A dictionary from names to whole numbers in some fifty bytes a name, where Python's takes two hundred."""

from array import array

_LOW = (1 << 40) - 1
_FIRST = 1 << 10
_FULL = 2 / 3
"""Share of the slots in use from which there are made twice as many."""


class Places:
    """What each name stands for, a number of up to 104 bits; a name is told by 63 bits of Python's hash of it.

    Open addressing: a name lies in the first free slot from the one that its hash points to.
    """

    def __init__(self) -> None:
        self._make(_FIRST)

    def __len__(self) -> int:
        return self._used

    def get(self, name: str) -> int | None:
        """What a name stands for; None when it is not known."""
        at = self._slot(_key(name))
        return self._high[at] << 40 | self._low[at] if self._keys[at] else None

    def add(self, name: str, value: int) -> bool:
        """Let a name stand for a number; false when it stands for one already, which stays."""
        key = _key(name)
        at = self._slot(key)
        if self._keys[at]:
            return False
        self._keys[at], self._low[at], self._high[at] = key, value & _LOW, value >> 40
        self._used += 1
        if self._used > self._most:
            self._grow()
        return True

    def _make(self, slots: int) -> None:
        self._keys = array("Q", bytes(8 * slots))
        self._low, self._high = array("Q", bytes(8 * slots)), array("Q", bytes(8 * slots))
        self._used, self._most = 0, int(slots * _FULL)

    def _slot(self, key: int) -> int:
        keys, last = self._keys, len(self._keys) - 1
        at = key & last
        while keys[at] and keys[at] != key:
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        keys, low, high, used = self._keys, self._low, self._high, self._used
        self._make(2 * len(keys))
        for at, key in enumerate(keys):
            if key:
                to = self._slot(key)
                self._keys[to], self._low[to], self._high[to] = key, low[at], high[at]
        self._used = used


def _key(name: str) -> int:
    """Never 0, which marks a free slot."""
    return hash(name) & (1 << 63) - 1 | 1 << 63
