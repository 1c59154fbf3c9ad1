"""A resting place for rows until all are known: the rows lie on disk, only a small key of each stays in memory."""

import os
import struct
import tempfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

_KEY = struct.Struct(">16s8sQI8sHQBBB")
"""Big-endian, so that keys sort as bytes just as they would field by field."""

_CONVERSATION = slice(36, 44)
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
        split, category: small numbers that the caller knows the meaning of.
        label: 1 for true.
    """

    place: bytes
    tie: bytes
    offset: int
    size: int
    conversation: bytes
    judgements: int
    traits: int
    split: int
    category: int
    label: int

    @classmethod
    def of(cls, key: bytes) -> "Entry":
        """A key taken apart."""
        return cls._make(_KEY.unpack(key))


def conversation_of(key: bytes) -> bytes:
    """The digest of the conversation alone, without taking the key apart."""
    return key[_CONVERSATION]


class Spool:
    """Rows put in one by one, handed out in a shuffled order and each once.

    The order depends on the seed and on what is trained on, nothing else: not on the order of arrival, not on ids.
    The file has no name in the folder: it goes when the program does.
    """

    def __init__(self, folder: Path, *, seed: int) -> None:
        self._file = tempfile.TemporaryFile(dir=folder, buffering=1 << 20)  # noqa: SIM115 - closed by `close`
        self._shuffle = blake2b(f"{seed}\x1f".encode(), digest_size=16)
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
        category: int,
        label: bool,
    ) -> None:
        """Keep `row`, a line of a file; rows with equal `content`, what is trained on, are one."""
        place = self._shuffle.copy()
        place.update(content)
        entry = Entry(
            place=place.digest(),
            tie=blake2b(row, digest_size=8).digest(),
            offset=self._end,
            size=len(row),
            conversation=blake2b(conversation.encode(), digest_size=8).digest(),
            judgements=min(judgements, _MANY),
            traits=traits,
            split=split,
            category=category,
            label=label,
        )
        self._keys.append(_KEY.pack(*entry))
        self._file.write(row)
        self._end += len(row)

    def settle(self) -> tuple[list[bytes], list[bytes]]:
        """The keys of the rows to write, in their order, and those of the rows that others stand for."""
        self._file.flush()
        self._keys.sort()
        kept: list[bytes] = []
        doubles: list[bytes] = []
        for key in self._keys:
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
