"""Logs that are text for people to read: lines, gathered into the stretches that are one conversation each."""

import io
from collections.abc import Callable, Iterator
from contextlib import closing

from nfstudio.domain.records import Problem, Reason
from nfstudio.importers import streams
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import sample_of
from nfstudio.importers.streams import StreamFailed

MOST = 64 << 20
"""Characters that one line, or all lines of one conversation, may have."""

Block = tuple[str, list[str]]
"""Where its first line stands, such as "line 12", and its lines without their ends."""


def blocks(entry: Entry, begins: Callable[[str], bool]) -> Iterator[Block | Problem]:
    """The lines of a text file, cut before every line that `begins` another conversation; memory holds one."""
    held: list[str] = []
    start, size, place = 1, 0, ""
    try:
        for number, line in enumerate(_lines(entry), 1):
            if held and begins(line):
                place = f"line {start}"
                yield _block(place, held, size)
                held, start, size = [], number, 0
            size += len(line)
            if size <= MOST:
                held.append(line.removesuffix("\n"))
        if held:
            yield _block(f"line {start}", held, size)
    except StreamFailed as failure:
        if held:
            yield _block(f"line {start}", held, size)
        yield failure.as_problem(f"after line {start + len(held) - 1}" if held else place)


def _block(place: str, held: list[str], size: int) -> Block | Problem:
    if size > MOST:
        return Problem(place, Reason.UNSAFE, f"It is longer than {MOST >> 20} MB: passed over.")
    return place, held


def _lines(entry: Entry) -> Iterator[str]:
    """Lines with the one kind of newline that `canonical` knows."""
    encoding = sample_of(entry).encoding
    with closing(entry.open()) as raw, closing(streams.as_utf8(raw, encoding)) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline=None)
        while line := text.readline(MOST):
            yield line


def never(_line: str) -> bool:
    """For formats of one conversation a file: no line begins another."""
    return False


def without_rules(text: str) -> str:
    """`text` without the blank lines and rules (`---`) at its ends, which part messages and belong to none."""
    lines = text.split("\n")
    first, last = 0, len(lines)
    while first < last and _is_rule(lines[first]):
        first += 1
    while first < last and _is_rule(lines[last - 1]):
        last -= 1
    return "\n".join(lines[first:last]).strip()


def _is_rule(line: str) -> bool:
    signs = line.strip()
    return not signs or (len(signs) > 2 and signs[0] in "-*_=" and signs.count(signs[0]) == len(signs))
