"""The other half of a batch: requests lie in one file, answers in another, and are found again by their names."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO

import orjson

from nfstudio.domain.records import Problem
from nfstudio.importers import shapes
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import MOST, records
from nfstudio.importers.sample import parsed, sample_of
from nfstudio.importers.streams import StreamFailed, ends_with_returns

_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".jsonl.zst")
_MOST_SIBLINGS = 200
"""Files of a folder among which the other half is looked for."""
_MOST_OPEN = 20
"""Of these so many are read again where they lie; what stands in others, or in packed ones, is copied."""
_IN_MEMORY = 16 << 20

Record = Mapping[str, object]
Which = Callable[[object], bool | None]
"""Whether a value is a request; false for an answer, None for anything else."""
Half = int
"""Where a half stands: the number of its file, its own in that, and the byte it begins at, in one number; a million of
them are held."""
_FILE, _BEGIN = (1 << 8) - 1, 40
_NUMBER = (1 << _BEGIN - 8) - 1


@dataclass(slots=True)
class Others:
    """The files beside one of a batch, and what in them belongs to which name.

    Attributes:
        siblings: these files.
    """

    siblings: list[Entry] = field(default_factory=list)
    _files: list[IO[bytes]] = field(default_factory=list)
    _at: Mapping[bool, dict[str, Half]] = field(default_factory=lambda: {True: {}, False: {}})

    def find(self, name: str, is_request: bool) -> Half | None:  # noqa: FBT001 - one of two halves
        """The request (true) or the answer that belongs to a name."""
        return self._at[is_request].get(name)

    def raw(self, half: Half) -> bytes:
        """What stands there."""
        file = self._files[half & _FILE]
        file.seek(half >> _BEGIN)
        return file.readline(MOST)

    def take(self, sibling: Entry, file: IO[bytes], halves: Iterator[tuple[object, int, int]], which: Which) -> None:
        """Note the halves that a file holds: each with its number and where it begins."""
        at = len(self.siblings)
        self.siblings.append(sibling)
        self._files.append(file)
        for value, number, begin in halves:
            is_request = which(value)
            if is_request is not None and isinstance(value, dict):
                self._at[is_request].setdefault(name_of(value), begin << _BEGIN | (number & _NUMBER) << 8 | at)


def number_of(half: Half) -> tuple[int, int]:
    """The number of its file among the siblings, and its own in that file."""
    return half & _FILE, half >> 8 & _NUMBER


@contextmanager
def other_halves(entry: Entry, which: Which) -> Iterator[Others]:
    """What belongs to the requests or answers of this file, as the files beside it have it; memory holds the names.

    Raises:
        OSError: when there is no room for what must be copied meanwhile.
    """
    with ExitStack() as opened, SpooledTemporaryFile(_IN_MEMORY) as copies:
        others, plain = Others(), 0
        for sibling in islice(entry.siblings(_SUFFIXES), _MOST_SIBLINGS):
            file = _kept_open(sibling, which, opened) if plain < _MOST_OPEN else None
            plain += file is not None
            halves = _copied(sibling, which, copies) if file is None else _lines(file)
            others.take(sibling, copies if file is None else file, halves, which)
        yield others


def name_of(half: Record) -> str:
    """What brings the two together: a `custom_id`, for Gemini a `key`."""
    return str(half.get("custom_id", half.get("key")))


def number_in(place: str) -> int:
    """The number in "line 12" or "record 12"."""
    return int(place[place.rfind(" ") + 1 :])


def _kept_open(sibling: Entry, which: Which, opened: ExitStack) -> IO[bytes] | None:
    """A file of a batch with a record a line, as it lies on the disk; None for any other."""
    if sibling.member or sibling.packing:
        return None
    try:
        sample = sample_of(sibling)
        layout = sample.layout(lambda value: which(value) is not None)
        if layout is None or not layout.lines or sample.encoding != "utf-8" or ends_with_returns(sample.head):
            return None
        return opened.enter_context(sibling.path.open("rb"))
    except (StreamFailed, OSError):
        return None  # what is wrong with it is told when the walk comes to it


def _lines(file: IO[bytes]) -> Iterator[tuple[object, int, int]]:
    begin = 0
    for number, line in enumerate(iter(partial(file.readline, MOST), b""), 1):
        yield parsed(line), number, begin
        begin += len(line)


def _copied(sibling: Entry, which: Which, copies: IO[bytes]) -> Iterator[tuple[object, int, int]]:
    """The records of a file when it is one of a batch; each is copied first."""

    def is_record(value: object) -> bool:
        return which(value) is not None

    try:
        if sample_of(sibling).layout(is_record) is None:
            return
    except StreamFailed:
        return  # as above
    for item in records(sibling, is_record):
        if not isinstance(item, Problem):
            begin = copies.tell()
            copies.write(_line(item[1]) + b"\n")
            yield item[1], number_in(item[0]), begin


def _line(value: object) -> bytes:
    """A record as a line; what no writer takes (lone surrogates, whole numbers of any size) is made such as it does."""
    try:
        return orjson.dumps(value)
    except TypeError:
        pass
    held = value if isinstance(value, dict) else {}
    try:
        return orjson.dumps(shapes.plain(dict(held)))
    except shapes.WrongShape:  # nested too deeply: its half is told so where it is read
        return orjson.dumps({name: said for name, said in held.items() if isinstance(said, str) and said.isascii()})
