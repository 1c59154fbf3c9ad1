"""The other half of a batch: requests lie in one file, answers in another, and are found again by their names."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
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
Other = Callable[[str, bool], Record | None]
"""Looks up what belongs to a name: a request (true) or an answer."""
_Place = tuple[IO[bytes], int, int]
"""A file, where in it something begins, and how many bytes it has."""


@contextmanager
def other_half(entry: Entry, which: Which) -> Iterator[Other]:
    """What belongs to a request or an answer of this file, as the files beside it have it; memory holds the names.

    Raises:
        OSError: when there is no room for what must be copied meanwhile.
    """
    with ExitStack() as opened, SpooledTemporaryFile(_IN_MEMORY) as copies:
        at: dict[bool, dict[str, _Place]] = {True: {}, False: {}}
        plain = 0
        for sibling in islice(entry.siblings(_SUFFIXES), _MOST_SIBLINGS):
            file = _kept_open(sibling, which, opened) if plain < _MOST_OPEN else None
            plain += file is not None
            for value, place in _copied(sibling, which, copies) if file is None else _lines(file):
                is_request = which(value)
                if is_request is not None and isinstance(value, dict):
                    at[is_request].setdefault(name_of(value), place)

        def other(name: str, is_request: bool) -> Record | None:  # noqa: FBT001 - one of two halves
            if (place := at[is_request].get(name)) is None:
                return None
            file, begin, length = place
            file.seek(begin)
            half = parsed(file.read(length))
            return half if isinstance(half, dict) else None

        yield other


def name_of(half: Record) -> str:
    """What brings the two together: a `custom_id`, for Gemini a `key`."""
    return str(half.get("custom_id", half.get("key")))


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


def _lines(file: IO[bytes]) -> Iterator[tuple[object, _Place]]:
    begin = 0
    for line in iter(partial(file.readline, MOST), b""):
        yield parsed(line), (file, begin, len(line))
        begin += len(line)


def _copied(sibling: Entry, which: Which, copies: IO[bytes]) -> Iterator[tuple[object, _Place]]:
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
            raw, begin = _line(item[1]), copies.tell()
            copies.write(raw)
            yield item[1], (copies, begin, len(raw))


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
