"""A look at the beginning of a file, parsed as far as it goes: formats are told apart by content, never by name."""

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import overload

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
        level: how many brackets are open where a record begins: 0 = each top-level value is one, 1 = the items of a
            top-level list, 2 and 3 = the items of a list that lies in objects.
        path: the keys that lead to that list, one for each object around it; the last is empty where every list holds
            records.
        also: further keys beside the last one whose lists hold records, too.
        lines: whether each top-level value has a line of its own.
        keyed: they are no items of a list but the values of an object, each under its name.
        texts: these values are texts, not objects or lists.
    """

    level: int
    path: tuple[str, ...] = ()
    lines: bool = False
    keyed: bool = False
    texts: bool = False
    also: tuple[str, ...] = ()


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
        rows: its first rows, by column; read when they are first looked at.
    """

    name: str
    head: bytes
    encoding: str = "utf-8"
    values: Sequence[object] = ()
    lines: bool = False
    columns: tuple[str, ...] = ()
    rows: Sequence[object] = ()

    @property
    def text(self) -> str:
        """The head as text with the one kind of newline, for formats that are not JSON."""
        text = self.head.decode("utf-8", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def layout(self, is_record: Callable[[object], bool]) -> Layout | None:
        """Where the values that satisfy `is_record` stand; None when the sample shows none."""
        if any(map(is_record, self.values)):
            return Layout(0, lines=self.lines)
        for value in self.values:
            if isinstance(value, list) and any(map(is_record, value)):
                return Layout(1)
            if isinstance(value, dict) and (found := _inside(value, is_record, lines=len(self.values) > 1)):
                return found
        return None

    def likely_layout(self) -> Layout:
        """Where records stand when nothing is known of their shape."""
        return Layout(1 if not self.lines and self.head.lstrip().startswith(b"[") else 0, lines=self.lines)


def _inside(
    value: dict[str, object], is_record: Callable[[object], bool], *, lines: bool, path: tuple[str, ...] = ()
) -> Layout | None:
    """Where records stand inside an object: in one of its lists, under names of their own, or one object deeper.

    Args:
        lines: whether it is one of many such objects, in which nobody wraps a whole export.
    """
    texts = not lines and not path and _are_texts(value)
    if not lines and (texts or all(map(_has_digit, value))) and _are_keyed(value, is_record):
        return Layout(len(path) + 1, path, keyed=True, texts=texts)
    lists = {key: items for key, items in value.items() if isinstance(items, list) and items}
    holding = [key for key, items in lists.items() if any(map(is_record, items))]
    if holding:
        every = len(holding) == len(lists) > 1 or not _PARTS.isdisjoint(holding)
        first, also = ("", ()) if every else (holding[0], tuple(holding[1:]))
        return Layout(len(path) + 2, (*path, first), also=also)
    if lines:
        return None
    if _are_keyed(value, is_record):
        return Layout(len(path) + 1, path, keyed=True)
    for key, inner in value.items():
        if isinstance(inner, dict) and len(path) < _DEEPEST:
            found = _inside(inner, is_record, lines=False, path=(*path, key))
            if found is not None:
                return found
    return None


def _are_keyed(value: dict[str, object], is_record: Callable[[object], bool]) -> bool:
    """Whether the values of an object are records under their names: no word of a record's own, no other values."""
    if not value or not _FIELDS.isdisjoint(value) or any(name.startswith(_STORED) for name in value):
        return False
    if len(value) == 1 and not _has_digit(next(iter(value))):
        return False
    kept = list(value.items())
    if isinstance(kept[0][1], str) and not _are_texts(value):
        return False
    if not any(item and is_record(under(name, item)) for name, item in kept):
        return False  # an empty list may be of anything
    return all(is_record(under(name, item)) for name, item in kept[:-1] or kept)  # the last may be cut off


def _are_texts(value: dict[str, object]) -> bool:
    return bool(value) and all(isinstance(item, str) for item in value.values())


def _has_digit(name: str) -> bool:
    return any(map(str.isdigit, name))


def under(name: str, item: object) -> object:
    """A value that stands under its name, as a record: the name is its id where it has none of its own."""
    if isinstance(item, list):
        return {"id": name, "messages": item}
    if isinstance(item, str):
        return {"id": name, "text": item}
    if isinstance(item, dict) and _IDS.isdisjoint(item):
        return {**item, "id": name}
    return item


_PARTS = frozenset({"train", "test", "validation", "valid", "val", "dev", "eval"})
"""Names of the lists that a data set is cut into; where there is one, the others may stand far behind it."""
_DEEPEST = 3  # objects around the one that holds records
_STORED = "session:"
"""How Chatbox names the conversations of its store, of which only its importer takes no more than these."""
_IDS = frozenset({"id", "uuid", "conversation_id", "conversationId", "conversation_hash", "chat_id", "session_id"})
_FIELDS = frozenset(
    {"messages", "conversation", "conversation_a", "conversation_b", "prompt", "chosen", "rejected", "completion"}
    | {"history", "input", "output", "inputs", "outputs", "request", "response", "body", "kwargs", "chat", "thread"}
    | {"internal", "visible", "data_visible", "trace", "observations", "conv", "turns", "mapping", "system", "message"}
    | {
        "values",
        "question",
        "answer",
        "user",
        "assistant",
        "human",
        "snapshot",
        "role",
        "content",
        "chunks",
        "pendingInputs",
    }
)
"""Names that stand in records, never of them."""


_latest: list[tuple[Entry, Sample]] = []
"""The sample looked at last, because who has recognised a file reads it next."""


def sample_of(entry: Entry) -> Sample:
    """The beginning of `entry`, as it was when first asked for.

    Raises:
        StreamFailed: when not a byte of it can be read.
    """
    for known, sample in _latest[:]:
        if known is entry:
            return sample
    sample = _sampled(entry)
    _latest[:] = [(entry, sample)]
    return sample


def _sampled(entry: Entry) -> Sample:
    with closing(entry.open()) as stream:
        raw = streams.head_of(stream, HEAD)
    whole = len(raw) < HEAD
    encoding = streams.encoding_of(raw)
    head = raw if encoding == "utf-8" else raw.decode(encoding, "replace").encode(errors="replace")
    if is_page(head):
        return Sample(entry.name, _shown(entry, encoding), encoding)
    if not head.lstrip().startswith((b"{", b"[")):
        columns = tabular.columns_of(entry, head)
        rows = _Lazily(tabular.first_rows(entry)) if columns else ()
        return Sample(entry.name, head, encoding, columns=columns, rows=rows)
    values = _Lazily(_by_line(head, whole=whole))
    if values:
        return Sample(entry.name, head, encoding, values, lines=True)
    value = _in_part(head)
    return Sample(entry.name, head, encoding, () if value is None else (value,))


class _Lazily(Sequence[object]):
    """Values that are parsed when they are first looked at: most formats are told by the first of fifty."""

    def __init__(self, values: Iterator[object]) -> None:
        self._values, self._known = values, list[object]()

    def __iter__(self) -> Iterator[object]:
        at = 0
        while at < len(self._known) or self._more():
            yield self._known[at]
            at += 1

    def __bool__(self) -> bool:
        return bool(self._known) or self._more()

    def __len__(self) -> int:
        while self._more():
            pass
        return len(self._known)

    @overload
    def __getitem__(self, at: int) -> object: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[object]: ...
    def __getitem__(self, at: int | slice) -> object:
        if at != 0:
            len(self)
        return self._known[at] if self else [][at]

    def _more(self) -> bool:
        for value in self._values:
            self._known.append(value)
            return True
        return False


def is_page(head: bytes) -> bool:
    """Whether a file that begins with `head`, as UTF-8, is an HTML page."""
    return head.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html"))


def _shown(entry: Entry, encoding: str) -> bytes:
    """The beginning of a page without its style sheets, which may be longer than all that is looked at else."""
    with closing(entry.open()) as raw, closing(streams.as_utf8(raw, encoding)) as stream:
        page = streams.head_of(stream, _PAGE_HEAD)
    kept: list[bytes] = []
    at = 0
    while (begin := page.find(b"<style", at)) >= 0:
        kept.append(page[at:begin])
        end = page.find(b"</style>", begin)
        at = len(page) if end < 0 else end
    return b"".join([*kept, page[at:]])[:HEAD]


_PAGE_HEAD = 8 * HEAD


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
