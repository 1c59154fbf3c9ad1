"""Tables that pandas wrote as JSON, column by column or rows beside the names of their columns, and rows with their
numbers, as the site of Hugging Face hands them out."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from nfstudio.domain.records import Found
from nfstudio.importers import datasets, hh, messages, sharegpt
from nfstudio.importers.shapes import WrongShape, left_out

Row = dict[str, object]


def is_table(value: object) -> bool:
    """Whether an object holds a table so."""
    return isinstance(value, dict) and (_is_by_columns(value) or _is_split(value) or _is_numbered(value))


def _is_by_columns(value: Mapping[str, object]) -> bool:
    """{"prompt": {"0": …, "1": …}, "response": {"0": …, "1": …}}."""
    first = next(iter(value.values()), None)
    if not isinstance(first, dict) or "0" not in first or len(value) < _TWO:
        return False
    return all(isinstance(column, dict) and next(iter(column), "").isdecimal() for column in value.values())


def _is_split(value: Mapping[str, object]) -> bool:
    """{"columns": ["prompt", "response"], "data": [[…, …], …]}."""
    names, rows = value.get("columns"), value.get("data")
    if not isinstance(names, list) or not isinstance(rows, list) or not rows:
        return False
    return all(isinstance(name, str) for name in names) and isinstance(rows[0], list) and len(rows[0]) == len(names)


def _is_numbered(value: Mapping[str, object]) -> bool:
    """{"rows": [{"row_idx": 0, "row": {…}}, …]}."""
    rows = value.get("rows")
    first = rows[0] if isinstance(rows, list) and rows else None
    return isinstance(first, dict) and "row_idx" in first and isinstance(first.get("row"), dict)


_TWO = 2


def rows_of(value: Mapping[str, object]) -> Iterator[Row]:
    """Its rows, as the records that a list of objects would hold."""
    if _is_split(value):
        names, rows = value["columns"], value["data"]
        if isinstance(names, list) and isinstance(rows, list):
            yield from (dict(zip(map(str, names), row, strict=False)) for row in rows if isinstance(row, list))
        return
    if _is_numbered(value) and isinstance(rows := value["rows"], list):
        yield from (one["row"] for one in rows if isinstance(one, dict) and isinstance(one.get("row"), dict))
        return
    columns = {name: column for name, column in value.items() if isinstance(column, dict)}
    for number in next(iter(columns.values()), {}):
        yield {name: column[number] for name, column in columns.items() if number in column}


def built(value: Mapping[str, object], build: Callable[[Row], Sequence[Found]]) -> Sequence[Found]:
    """The conversations of all rows; rows that cannot be read are told of.

    Raises:
        WrongShape: when none can.
    """
    found: list[Found] = []
    lost: list[str] = []
    for number, row in enumerate(map(datasets.opened, rows_of(value)), 1):
        known = next((one for one in (messages, sharegpt, hh) if one.is_record(row)), None)
        try:
            found += [known.build(row)] if known else build(row)
        except WrongShape as fault:
            lost.append(f"Row {number}: {fault}")
    if not found:
        raise WrongShape(lost[0] if lost else "The table has no rows.")
    return [Found("", found[0].conversation, lost=left_out(lost)), *found[1:]] if lost else found
