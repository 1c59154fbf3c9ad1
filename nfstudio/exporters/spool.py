"""A resting place for rows until all are known: the rows lie on disk, only a small key of each stays in memory."""

import os
import struct
import tempfile
from collections.abc import Set as AbstractSet
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

_KEY = struct.Struct(">16s8sQI8sHQBBBQ8s")
"""Big-endian, so that keys sort as bytes just as they would field by field."""

_CONVERSATION = slice(36, 44)
_NUMBER = slice(57, 65)
_MANY = 0xFFFF


class Entry(NamedTuple):
    """The key of one row.

    Attributes:
        place: seeded digest of what is trained on, the same for equal rows of any provenance; its order is the shuffle.
        tie: digest of the whole row: of equal rows the one with the smallest stays, whichever came first.
        offset, size: where the row lies, in bytes.
        conversation: digest of the conversation's id.
        judgements: how many feedback stand behind the row.
        traits: bit mask of the fields that hold a value.
        split, sort: small numbers that the caller knows the meaning of.
        label: 0 for false, 1 for true, 2 for rows without one.
        number: of the row, counted from 0 as they came.
        content: digest of what is trained on, the same with every seed.
    """

    place: bytes
    tie: bytes
    offset: int
    size: int
    conversation: bytes
    judgements: int
    traits: int
    split: int
    sort: int
    label: int
    number: int
    content: bytes

    @classmethod
    def of(cls, key: bytes) -> "Entry":
        """A key taken apart."""
        return cls._make(_KEY.unpack(key))


def conversation_of(key: bytes) -> bytes:
    """The digest of the conversation alone, without taking the key apart."""
    return key[_CONVERSATION]


def number_of(key: bytes) -> int:
    """The number of the row alone, without taking the key apart."""
    return int.from_bytes(key[_NUMBER], "big")


class Spool:
    """Rows put in one by one, handed out in a shuffled order and each once.

    The order depends on the seed and on what is trained on, nothing else: not on the order of arrival, not on ids.
    The file has no name in the folder: it goes when the program does.
    """

    def __init__(self, folder: Path, *, seed: int) -> None:
        self._file = tempfile.TemporaryFile(dir=folder, buffering=1 << 20)  # noqa: SIM115 - closed by `close`
        self._shuffle = blake2b(f"{seed}".encode(), digest_size=16).digest()
        self._keys: list[bytes] = []
        self._end = 0

    def add(
        self,
        content: bytes,
        row: bytes,
        *,
        conversation: str,
        judgements: int,
        traits: int,
        split: int,
        sort: int,
        label: bool | None,
    ) -> int:
        """Keep `row`; rows with equal `content`, what is trained on, are one. Its number, counted from 0."""
        number, digest = len(self._keys), blake2b(content, digest_size=16).digest()
        entry = Entry(
            place=blake2b(digest, key=self._shuffle, digest_size=16).digest(),
            tie=blake2b(row, digest_size=8).digest(),
            offset=self._end,
            size=len(row),
            conversation=blake2b(conversation.encode(), digest_size=8).digest(),
            judgements=min(judgements, _MANY),
            traits=traits,
            split=split,
            sort=sort,
            label=2 if label is None else int(label),
            number=number,
            content=digest[:8],
        )
        self._keys.append(_KEY.pack(*entry))
        self._file.write(row)
        self._end += len(row)
        return number

    def settle(self, gone: AbstractSet[int] = frozenset()) -> tuple[list[bytes], list[bytes]]:
        """The keys of the rows to write, in their order, and those of the rows that others stand for.

        Args:
            gone: numbers of rows that are neither.
        """
        self._file.flush()
        self._keys.sort()
        kept: list[bytes] = []
        doubles: list[bytes] = []
        for key in self._keys:
            if gone and number_of(key) in gone:
                continue
            (doubles if kept and key[:16] == kept[-1][:16] else kept).append(key)
        return kept, doubles

    def row(self, entry: Entry) -> bytes:
        """A row that was put in, after `settle`."""
        return os.pread(self._file.fileno(), entry.size, entry.offset)

    def close(self) -> None:
        """Let the rows go."""
        with suppress(OSError):  # a full disk refuses the last bytes of what is thrown away
            self._file.close()
        self._keys.clear()
