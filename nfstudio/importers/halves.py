"""The other half of a batch: requests lie in one file, answers in another, and are found again by their names."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from itertools import islice
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from typing import IO

import orjson

from nfstudio.domain.records import Problem
from nfstudio.importers import shapes
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import MOST, records
from nfstudio.importers.places import Places
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
_Halves = Generator[tuple[object, int, int], None, None]
"""The values of a file, each with its number and where it begins."""
_FILE, _BEGIN = (1 << 8) - 1, 40
_NUMBER = (1 << _BEGIN - 8) - 1


class Others:
    """The files beside one of a batch, and what in them belongs to which name: gone through no further than asked.

    Both halves mostly stand in the same order, so that what is asked for is what is read next.

    Attributes:
        siblings: these files.
    """

    def __init__(self, siblings: Sequence[Entry], which: Which, opened: ExitStack, copies: IO[bytes]) -> None:
        self.siblings = siblings
        self._which, self._opened, self._copies = which, opened, copies
        self._files: list[IO[bytes]] = []
        self._at: Mapping[bool, Places] = {True: Places(), False: Places()}
        self._rest: Generator[tuple[object, Half], None, None] = self._halves()
        self._latest: tuple[Half, Record] | None = None

    def find(self, name: str, is_request: bool) -> Half | None:  # noqa: FBT001 - one of two halves
        """The request (true) or the answer that belongs to a name: the first of the first file that has one.

        Raises:
            OSError: when there is no room for what must be copied meanwhile.
        """
        known = self._at[is_request].get(name)
        return self._read_on(name, is_request) if known is None else known

    def half(self, half: Half) -> Record | bytes:
        """What stands there: as it is read, where it was read just now, else as it stands in its file."""
        if self._latest is not None and self._latest[0] == half:
            return self._latest[1]
        file = self._files[half & _FILE]
        file.seek(half >> _BEGIN)
        return file.readline(MOST)

    def _read_on(self, name: str, is_request: bool) -> Half | None:  # noqa: FBT001 - as above
        which, at = self._which, self._at
        for value, half in self._rest:
            kind = which(value)
            if kind is None or not isinstance(value, dict):
                continue
            its_name = name_of(value)
            if at[kind].add(its_name, half) and its_name == name and kind is is_request:
                self._latest = half, value
                return half
        return None

    def close(self) -> None:
        """Leave the file that is being gone through."""
        self._rest.close()

    def _halves(self) -> Generator[tuple[object, Half], None, None]:
        plain = 0
        for at, sibling in enumerate(self.siblings):
            file = _kept_open(sibling, self._which, self._opened) if plain < _MOST_OPEN else None
            plain += file is not None
            self._files.append(self._copies if file is None else self._opened.enter_context(sibling.path.open("rb")))
            halves = _copied(sibling, self._which, self._copies) if file is None else _lines(file)
            with closing(halves):
                for value, number, begin in halves:
                    yield value, begin << _BEGIN | (number & _NUMBER) << 8 | at


def number_of(half: Half) -> tuple[int, int]:
    """The number of its file among the siblings, and its own in that file."""
    return half & _FILE, half >> 8 & _NUMBER


@contextmanager
def other_halves(entry: Entry, which: Which) -> Iterator[Others]:
    """What belongs to the requests or answers of this file, as the files beside it have it; memory holds the names."""
    siblings = list(islice(entry.siblings(_SUFFIXES), _MOST_SIBLINGS))
    with (
        ExitStack() as opened,
        SpooledTemporaryFile(_IN_MEMORY) as copies,
        closing(Others(siblings, which, opened, copies)) as others,
    ):
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


def _lines(file: IO[bytes]) -> _Halves:
    begin = 0
    for number, line in enumerate(iter(partial(file.readline, MOST), b""), 1):
        yield parsed(line), number, begin
        begin += len(line)


def _copied(sibling: Entry, which: Which, copies: IO[bytes]) -> _Halves:
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
            begin = copies.seek(0, SEEK_END)  # what was copied is read between
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
