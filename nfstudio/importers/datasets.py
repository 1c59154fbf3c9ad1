"""Data sets are published as JSON lines and as Parquet or CSV of the same shape: here both are records alike."""

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import json_records, tabular
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample, parsed, sample_of
from nfstudio.importers.shapes import WrongShape, complaint, placed
from nfstudio.importers.streams import StreamFailed

MOST_LITERAL = 8 << 20
"""Characters of one Python literal that are parsed: its syntax tree takes some fifty times their number in bytes."""


def shows(sample: Sample, *, columns: frozenset[str], is_record: Callable[[object], bool]) -> bool:
    """Whether the sample is a table with at least these columns, or JSON with such a record."""
    return columns <= set(sample.columns) if sample.columns else sample.layout(is_record) is not None


def shows_rows(sample: Sample, is_record: Callable[[object], bool]) -> bool:
    """Whether the rows of a table are such records, written in cells instead of JSON."""
    return any(is_record(opened(row)) for row in sample.rows[:_SETTLE] if isinstance(row, dict))


_SETTLE = 3  # rows: one may lack what the others have


def opened(row: Mapping[str, object]) -> dict[str, object]:
    """A row in which texts that hold a list of objects are that list; any other text is what somebody said.

    Lists side by side in an object, as some sets keep a list of objects, are turned into that.
    """
    return {name: _listed(cell) if isinstance(cell, str) else turned(cell) for name, cell in row.items()}


def turned(cell: object) -> object:
    """The objects of which an object holds the fields, each as a list; itself where it is anything else."""
    if not isinstance(cell, dict) or cell.keys().isdisjoint(_SPEAKING):
        return cell
    columns = list(cell.values())
    if not all(isinstance(column, list) for column in columns) or len({len(column) for column in columns}) != 1:
        return cell
    return [dict(zip(cell, fields, strict=True)) for fields in zip(*columns, strict=True)]


_SPEAKING = frozenset({"role", "from", "speaker", "author"})


def _listed(cell: str) -> object:
    held = unpacked(cell)
    return held if isinstance(held, list) and all(map(_is_object, held)) else cell


def _is_object(item: object) -> bool:
    return isinstance(item, dict) and all(isinstance(name, str) for name in item)


def as_json(items: Iterator[json_records.Record | Problem]) -> Iterator[json_records.Record | Problem]:
    """Rows of a table as the records that JSON would have held."""
    for item in items:
        yield item if isinstance(item, Problem) or not isinstance(item[1], dict) else (item[0], opened(item[1]))


def records(entry: Entry, is_record: Callable[[object], bool]) -> Iterator[json_records.Record | Problem]:
    """All records of a JSON file (see `json_records.records`), or all rows of a table."""
    try:
        table = bool(sample_of(entry).columns)
    except StreamFailed as failure:
        yield failure.as_problem()
        return
    yield from tabular.rows(entry) if table else json_records.records(entry, is_record)


def opened_records(entry: Entry, is_record: Callable[[object], bool]) -> Iterator[json_records.Record | Problem]:
    """The same; rows as the records that JSON would have held."""
    items = records(entry, is_record)
    try:
        return as_json(items) if sample_of(entry).columns else items
    except StreamFailed:
        return items  # which tells of it


def conversations(
    items: Iterator[json_records.Record | Problem], build: Callable[[object], Sequence[Found]]
) -> Iterator[Found | Problem]:
    """What `build` makes of every record; `shapes.conversations` for records that may hold several.

    Args:
        build: gets a value of any shape and leaves `place` empty; raises WrongShape with a sentence.
    """
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        try:
            made = build(item[1])
        except WrongShape as fault:
            yield Problem(item[0], Reason.WRONG_SHAPE, str(fault))
            continue
        for found in made:
            yield placed(found, item[0])
            yield from complaint(found, item[0])


def unpacked(cell: object) -> object:
    """What a cell of text holds: JSON, or a list or dict as Python prints it; itself when it is neither."""
    if not isinstance(cell, str) or not cell.lstrip().startswith(("[", "{")):
        return cell
    value = parsed(cell.encode(errors="replace"))
    return literal(cell) if value is None else value


_BARE = re.compile(r"\}[ \t]*\n[ \t]*\{")
"""Between the objects of an array as NumPy prints it, which leaves the commas out. No text in it holds a line break."""


def literal(text: str) -> object:
    """`text` as the value that Python prints so; `text` itself when it is none. Nothing in it is ever run."""
    if len(text) > MOST_LITERAL:
        return text
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd escapes, which are the file's affair
            value: object = ast.literal_eval(_BARE.sub("}, {", text.strip()))
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return text
    return value
