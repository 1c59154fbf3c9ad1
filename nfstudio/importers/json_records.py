"""JSON records out of files of any size and state: one a line, a list, a wrapped list, pretty-printed, cut, broken."""

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial

import orjson

from nfstudio.domain.records import Problem, Reason
from nfstudio.importers import streams
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Layout, parsed, sample_of, under
from nfstudio.importers.streams import StreamFailed

MOST = 64 << 20
"""Bytes that one record may have. A conversation has a few megabytes at the very most."""

_CHUNK = 1 << 18
_TO_BRACKET = re.compile(rb'[^"{}\[\]]*+(?:"[^"\\]*+(?:\\.[^"\\]*+)*+"[^"{}\[\]]*+)*+([{}\[\]])', re.DOTALL)
_NAME = re.compile(rb'"(?:[^"\\]|\\.)*"[ \t\r\n]*:[ \t\r\n]*\Z', re.DOTALL)
_TEXT = re.compile(
    rb'[ \t\r\n]*+[{,]?[ \t\r\n]*+("[^"\\]*+(?:\\.[^"\\]*+)*+"[ \t\r\n]*+:[ \t\r\n]*+'
    rb'"[^"\\]*+(?:\\.[^"\\]*+)*+")[ \t\r\n]*+(?=[,}])',
    re.DOTALL,
)
_OPENING = frozenset(b"{[")
_BETWEEN = b" \t\r\n,"
_TOO_LONG = f"It is longer than {MOST >> 20} MB: passed over."

Record = tuple[str, object]
"""Where it stood, such as "line 12" or "record 3", and its value."""


def records(entry: Entry, is_record: Callable[[object], bool]) -> Iterator[Record | Problem]:
    """All records of a JSON file, one at a time; memory holds one record.

    Args:
        entry: read once, from front to back.
        is_record: whether a value has the wanted shape; tells where in the file records stand, filters nothing.
    """
    item: Record | Problem | None = None
    try:
        sample = sample_of(entry)
        layout = sample.layout(is_record) or sample.likely_layout()
        with closing(entry.open()) as raw, closing(streams.as_utf8(raw, sample.encoding)) as stream:
            ordinary = not (layout.lines and streams.ends_with_returns(sample.head))
            for item in (
                _lines(stream if ordinary else streams.lined(stream)) if layout.lines else _values(stream, layout)
            ):
                yield item
    except StreamFailed as failure:
        place = item.place if isinstance(item, Problem) else item[0] if item else ""
        yield failure.as_problem(f"after {place}" if place else "")


def _lines(stream: io.BufferedReader) -> Iterator[Record | Problem]:
    loads, broken = orjson.loads, orjson.JSONDecodeError
    lines = iter(partial(stream.readline, MOST), b"")
    for number, line in enumerate(lines, 1):
        try:
            yield f"line {number}", loads(line)
        except broken:
            if len(line) >= MOST and not line.endswith(b"\n"):
                for rest in lines:
                    if rest.endswith(b"\n"):
                        break
                yield Problem(f"line {number}", Reason.UNSAFE, _TOO_LONG)
            elif words := line.strip():
                yield from _odd_line(f"line {number}", words, last=not line.endswith(b"\n"))


def _odd_line(place: str, raw: bytes, *, last: bool) -> Iterator[Record | Problem]:
    """A line that the strict reader refused; several where a program ended some lines with a carriage return alone."""
    read = _second_reading(place, raw, last=last)
    pieces = [piece for piece in raw.split(b"\r") if piece.strip()]
    if isinstance(read, Problem) and len(pieces) > 1:
        for i, piece in enumerate(pieces, 1):
            yield _second_reading(place, piece.strip(), last=last and i == len(pieces))
    else:
        yield read


def _second_reading(place: str, raw: bytes, *, last: bool = False) -> Record | Problem:
    """What the strict reader refused, read leniently, or the reason why not."""
    value = parsed(raw)
    if value is not None or raw == b"null":
        return place, value
    if last:
        return Problem(place, Reason.TRUNCATED, "The file ends inside this record; everything before it was read.")
    return Problem(place, Reason.BROKEN_JSON, f"This is not valid JSON{_why(raw)}.")


def _why(raw: bytes) -> str:
    try:
        json.loads(raw.decode("utf-8", "replace"), strict=False)
    except json.JSONDecodeError as error:
        return f" ({error.msg.removesuffix(' at')} at character {error.pos + 1})"
    except RecursionError:
        return " (it is nested too deeply)"
    except ValueError:
        return " (it holds a number of thousands of digits)"
    return ""


def _values(stream: io.BufferedReader, layout: Layout) -> Iterator[Record | Problem]:
    """Records found by counting brackets, so that one broken record does not cost the rest of the file."""
    number = 0
    for piece in _texts(stream) if layout.texts else split(stream, layout):
        if isinstance(piece, Problem):
            yield piece
            continue
        number += 1
        whole = b"{%b}" % piece if layout.keyed else piece
        try:
            read: Record | Problem = f"record {number}", orjson.loads(whole)
        except orjson.JSONDecodeError:
            read = _second_reading(f"record {number}", whole)
        yield _named(read) if layout.keyed and not isinstance(read, Problem) else read


def _texts(stream: io.BufferedReader) -> Iterator[bytes | Problem]:
    """The names and values of an object whose values are texts; memory holds one."""
    buffer, count = b"", 0
    while True:
        at = 0
        while found := _TEXT.match(buffer, at):
            count, at = count + 1, found.end()
            yield found[1]
        buffer = buffer[at:]
        more = b"" if len(buffer) > MOST else stream.read1(_CHUNK)
        if not more:
            break
        buffer += more
    rest = buffer.strip(_BETWEEN)
    if rest not in (b"", b"}"):
        yield from _end(rest, 1, count)


def _named(record: Record) -> Record:
    """A record that stands under its name, as one that holds it."""
    place, value = record
    name, item = next(iter(value.items())) if isinstance(value, dict) and value else ("", value)
    return place, under(name, item)


def split(stream: io.BufferedReader, layout: Layout) -> Iterator[bytes | Problem]:
    """The bytes of each object or list that stands where `layout` says; where it is keyed, after its name.

    Between them nothing but commas and blanks is expected: anything else is told of as a problem.
    """
    level = layout.level
    keys = [_spelt(key) for key in layout.path[:-1]] + [_spelt(*layout.path[-1:], *layout.also)]
    last = b"{" if layout.keyed else b"["
    buffer, at, begin, depth, count = b"", 0, 0, 0, 0
    on = 0  # how many of the open brackets lead to records
    while True:
        bracket = _TO_BRACKET.match(buffer, at)
        if bracket is None:
            keep = begin if on == level and depth > level else at
            more = b"" if len(buffer) - keep > MOST else stream.read1(max(_CHUNK, len(buffer) - keep))
            if not more:
                break
            buffer, at, begin = buffer[keep:] + more, at - keep, begin - keep
            continue
        before, at = at, bracket.end()
        opening = buffer[at - 1] in _OPENING
        if on == depth == level:
            begin = _name_before(buffer, before, at - 1) if layout.keyed else at - 1
            if not layout.keyed and (stray := buffer[before : at - 1].strip(_BETWEEN)):
                yield _stray(count, stray)
        elif opening and on == depth and (not depth or _leads(buffer[before:at], keys, depth, last)):
            on += 1
        depth = depth + 1 if opening else max(0, depth - 1)
        if not opening and on == depth == level:
            count += 1
            yield buffer[begin:at]
        on = min(on, depth)
    yield from _end(buffer[at:], depth, count)


def _spelt(*keys: str) -> tuple[bytes, ...]:
    """How keys may be written; what every text ends with where any key will do."""
    if "" in keys:
        return (b"",)
    return tuple({json.dumps(key, ensure_ascii=plain).encode() for key in keys for plain in (True, False)})


def _leads(before: bytes, keys: Sequence[tuple[bytes, ...]], depth: int, last: bytes) -> bool:
    """Whether the bracket at the end of `before` opens what the next of the keys names."""
    opening = last if depth == len(keys) else b"{"
    return before.endswith(opening) and before[:-1].rstrip(b" :\t\r\n").endswith(keys[depth - 1])


def _name_before(buffer: bytes, before: int, at: int) -> int:
    """Where the name begins that stands before `at`; `at` where there is none."""
    name = _NAME.search(buffer, before, at)
    return name.start() if name else at


def _end(rest: bytes, depth: int, count: int) -> Iterator[Problem]:
    """What is to be told of the end of a file: cut off, or followed by something else."""
    if len(rest) > MOST:
        yield Problem(f"record {count + 1}", Reason.UNSAFE, f"It is longer than {MOST >> 20} MB: not read further.")
    elif depth:
        whole = f"The file ends early; it was read to its last whole record, number {count}."
        sentence = whole if count else "The file ends early, before its first record is whole: nothing was read."
        yield Problem(f"record {count + 1}", Reason.TRUNCATED, sentence)
    elif stray := rest.strip(_BETWEEN):
        yield _stray(count, stray)


def _stray(count: int, stray: bytes) -> Problem:
    words = stray[:40].decode("utf-8", "replace")
    return Problem(f"after record {count}", Reason.WRONG_SHAPE, f"Something that is no record stands here: {words!r}.")
