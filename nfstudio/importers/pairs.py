"""The two files of a batch hold each conversation twice: what the pairs of the first came to is kept for the second.

So a conversation is built once. Marks lie on the disk: memory holds no more of a large file than of a small one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from struct import Struct
from tempfile import SpooledTemporaryFile
from typing import IO
from weakref import finalize

from nfstudio.domain.marks import Mark
from nfstudio.importers.files import Entry
from nfstudio.importers.halves import Half, number_of

_ROW = Struct("<qII16s5I6s")
"""Hash of the name, the other half's file and its number in that, fingerprint, sizes, what tells equal names apart."""
_IN_MEMORY, _TOGETHER = 8 << 20, 1 << 16
_NOTE = "pairs"

_File = tuple[str, str]
"""Path, and name inside an archive."""
_State = tuple[int, int] | None
"""Size and time of the last change."""


class Pairs:
    """Of all files of batches that one walk came by."""

    def __init__(self) -> None:
        self._rows: IO[bytes] = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - as long as this
        finalize(self, self._rows.close)
        self._waiting, self._at = bytearray(), 0
        self._end = 0
        self._begins: dict[int, int] = {}
        self._numbers: dict[_File, int] = {}
        self._states: dict[int, _State] = {}

    def of(self, entry: Entry, siblings: Sequence[Entry]) -> "PairsOfFile":
        """Those of a file that is about to be read; what came of files that have changed since is forgotten."""
        try:
            self._write()
        except OSError:
            self._begins.clear()  # no room: the files that are still to come are read as if alone
        files = [self._number(file) for file in (entry, *siblings)]
        found = {number: _state(file) for number, file in zip(files, (entry, *siblings), strict=True)}
        if any(self._states.get(number, state) != state for number, state in found.items()):
            self._begins.clear()
        self._states |= found
        before = [self._begins.get(number) for number in files[1:]]
        self._begins[files[0]] = self._end
        return PairsOfFile(self, self._end, files[0], files[1:], before)

    def _number(self, entry: Entry) -> int:
        return self._numbers.setdefault((str(entry.path), entry.member), len(self._numbers))

    def row(self, at: int) -> bytes:
        """What was put there."""
        self._rows.seek(at)
        return self._rows.read(_ROW.size)

    def put(self, at: int, row: bytes) -> None:
        """Keep a row.

        Raises:
            OSError: when there is no room.
        """
        if at != self._at + len(self._waiting) or len(self._waiting) > _TOGETHER:
            self._write()
            self._at = at
        self._waiting += row
        self._end = max(self._end, at + len(row))

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, bytearray()
        self._rows.seek(self._at)
        self._rows.write(waiting)


@dataclass(slots=True)
class PairsOfFile:
    """Those of one file that is being read."""

    _pairs: Pairs
    _begin: int
    _file: int
    _siblings: Sequence[int]
    _before: Sequence[int | None]
    _room: bool = field(default=True, init=False)

    def known(self, number: int, name: str, half: Half) -> tuple[Mark, str] | None:
        """What a record and its other half came to when the file of that was read, and what tells its name apart.

        None when it is not known.
        """
        sibling, its_number = number_of(half)
        begin = self._before[sibling]
        if begin is None or len(row := self._pairs.row(begin + its_number * _ROW.size)) < _ROW.size:
            return None
        hashed, file, other, print_, *counts, apart = _ROW.unpack(row)
        if not number or other != number or hashed != hash(name) or file != self._file:
            return None
        return (print_.hex(), tuple(counts)), apart.hex()

    def note(self, number: int, name: str, half: Half, *, mark: Mark, apart: str) -> None:
        """Keep what record `number` and its other half came to, if the file of that is still to be read."""
        sibling, other = number_of(half)
        if self._before[sibling] is not None or not self._room:
            return
        print_, counts = mark
        row = _ROW.pack(
            hash(name), self._siblings[sibling], other, bytes.fromhex(print_), *counts, bytes.fromhex(apart)
        )
        try:
            self._pairs.put(self._begin + number * _ROW.size, row)
        except OSError:
            self._room = False  # without it, the other file takes longer


def pairs_of(entry: Entry, siblings: Sequence[Entry]) -> PairsOfFile:
    """The pairs of a file that is about to be read, as the walk that came to it knows them."""
    pairs = entry.notes.get(_NOTE)
    if not isinstance(pairs, Pairs):
        pairs = entry.notes[_NOTE] = Pairs()
    return pairs.of(entry, siblings)


def _state(entry: Entry) -> _State:
    try:
        about = entry.path.stat()
    except OSError:
        return None
    return about.st_size, about.st_mtime_ns
