"""Cells of tables that people open: names come out of logs, and a spreadsheet takes some for formulas."""

from typing import TypeVar

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = TypeVar("Cell")


def harmless(cell: Cell | str) -> Cell | str:
    """The cell; words that a spreadsheet would take for a formula with an apostrophe before them."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
