"""A look at the beginning of a file, parsed as far as it goes: formats are told apart by content, never by name."""

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import ijson
import orjson

from nfstudio.importers import streams, tabular
from nfstudio.importers.files import Entry

HEAD = 1 << 17
"""Bytes looked at. A first record that is longer is seen in part, which is enough to know its shape."""

MOST_VALUES = 50
_CUT_ESCAPE = re.compile(rb"\\+(u[0-9a-fA-F]{0,3})?\Z")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the records of a JSON file stand.

    Attributes:
        level: 0 = each top-level value is one, 1 = the items of a top-level list, 2 = the items of the list `key`
            of a top-level object.
        lines: whether each top-level value has a line of its own.
    """

    level: int
    key: str = ""
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of one file.

    Attributes:
        name: as people see it.
        head: the first bytes, as UTF-8 without a byte order mark, whatever the file's encoding.
        encoding: what it was (see `streams.encoding_of`).
        values: top-level JSON values in `head`, the last of them perhaps in part; empty when it is no JSON.
        lines: whether they stand one a line.
        columns: names of the columns, when it is a table (CSV, TSV, Parquet) rather than JSON.
    """

    name: str
    head: bytes
    encoding: str = "utf-8"
    values: tuple[object, ...] = ()
    lines: bool = False
    columns: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The head as text, for formats that are not JSON."""
        return self.head.decode("utf-8", "replace")

    def layout(self, is_record: Callable[[object], bool]) -> Layout | None:
        """Where the values that satisfy `is_record` stand; None when the sample shows none."""
        if any(map(is_record, self.values)):
            return Layout(0, lines=self.lines)
        for value in self.values:
            if isinstance(value, list) and any(map(is_record, value)):
                return Layout(1)
            if isinstance(value, dict):
                for key, items in value.items():
                    if isinstance(items, list) and any(map(is_record, items)):
                        return Layout(2, key)
        return None

    def likely_layout(self) -> Layout:
        """Where records stand when nothing is known of their shape."""
        return Layout(1 if not self.lines and self.head.lstrip().startswith(b"[") else 0, lines=self.lines)


def sample_of(entry: Entry) -> Sample:
    """The beginning of `entry`.

    Raises:
        StreamFailed: when not a byte of it can be read.
    """
    with closing(entry.open()) as stream:
        raw = streams.head_of(stream, HEAD)
    whole = len(raw) < HEAD
    encoding = streams.encoding_of(raw)
    head = raw if encoding == "utf-8" else raw.decode(encoding, "replace").encode(errors="replace")
    if not head.lstrip().startswith((b"{", b"[")):
        return Sample(entry.name, head, encoding, columns=tabular.columns_of(entry, head))
    values = tuple(_by_line(head, whole=whole))
    if values:
        return Sample(entry.name, head, encoding, values, lines=True)
    value = _in_part(head)
    return Sample(entry.name, head, encoding, () if value is None else (value,))


def _by_line(head: bytes, *, whole: bool) -> Iterator[object]:
    """Values that stand on lines of their own; none when the file is not made of such lines."""
    lines = head.lstrip().splitlines()
    first = lines[0].rstrip()
    if len(lines) > 1 and first.endswith((b"{", b"[", b",", b":")):
        return  # pretty-printed, or one record a line inside a list
    if not whole and len(lines) == 1:
        return
    for line in lines[:MOST_VALUES]:
        if line.startswith((b"{", b"[")) and (value := parsed(line)) is not None:
            yield value


def _in_part(head: bytes) -> object:
    """The first JSON value in `head`, also when its end is cut off; None when there is none."""
    closed = _CUT_ESCAPE.sub(b"", head.decode("utf-8", "ignore").encode()) + b'"'  # a string cut in two counts too
    builder = ijson.ObjectBuilder()
    try:
        for event, value in ijson.basic_parse(io.BytesIO(closed), use_float=True):
            builder.event(event, value)
    except (ijson.JSONError, ValueError):
        pass  # cut off, or broken from here on: what was built so far is the sample
    return getattr(builder, "value", None)


def parsed(raw: bytes) -> object:
    """One JSON value; None when it is none, and for the value `null`.

    Chat logs hold what strict readers refuse (lone surrogates, NaN, raw tabs, wrong bytes): those are read by the
    lenient reader of the standard library.
    """
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(raw.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None
