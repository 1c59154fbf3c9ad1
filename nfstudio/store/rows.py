"""Many rows on their way into a table: what a million of them cost is decided here."""

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

_MOST_VALUES = 12_288
"""Values in one statement, where SQLite takes as many: more take longer again."""


def insert(db: sqlite3.Connection, into: str, rows: Sequence[Sequence[object]]) -> None:
    """Write rows, many in a statement: a third faster than one by one, and only each statement gives up Python's lock,
    for which a thread that works beside may let this one wait.

    A column that is NULL in all rows of a statement is left out of it, which saves two fifths of the time where most
    are: so it must be one that is NULL, or a new id, where nothing is said.

    Args:
        into: the statement up to its values, such as "INSERT INTO t(a, b)".
    """
    table, _, listed = into.removesuffix(")").partition("(")
    names = tuple(listed.split(", "))
    most = min(_MOST_VALUES, db.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)) // len(names)
    at, many = 0, 1 << most.bit_length() - 1
    while at < len(rows):  # halves: few sizes, whose statements are remembered
        if at + many > len(rows):
            many //= 2
            continue
        _insert(db, table, names, rows[at : at + many])
        at += many


def _insert(db: sqlite3.Connection, table: str, names: tuple[str, ...], rows: Sequence[Sequence[object]]) -> None:
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    said = {name: column for name, column in columns.items() if not _is_null(column)}
    if 0 < len(said) < len(names):
        names, rows = tuple(said), list(zip(*said.values(), strict=True))
    db.execute(_statement(table, names, len(rows)), tuple(chain.from_iterable(rows)))


@lru_cache(64)
def _statement(table: str, names: tuple[str, ...], rows: int) -> str:
    one = f"({', '.join('?' * len(names))})"
    return f"{table}({', '.join(names)}) VALUES {', '.join([one] * rows)}"


def _is_null(column: Sequence[object]) -> bool:
    return not any(column) and column.count(None) == len(column)
