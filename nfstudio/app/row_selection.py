"""Which rows of a list are selected, as ranges of rows: a million selected rows are one range."""

from array import array
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject, Signal
from PySide6.QtWidgets import QTableView

from nfstudio.app.models.paged_list import PagedList

KEPT = 10_000
"""Most selected rows that are looked for again among other rows: looking for any costs a pass over all of them."""
_FEW = 1_000
_Flag = QItemSelectionModel.SelectionFlag
ONLY = _Flag.ClearAndSelect | _Flag.Rows


class RowSelection(QObject):
    """The selection of a view of a `PagedList`, made after the view has its model."""

    changed = Signal()

    def __init__(self, view: QTableView, model: PagedList[Any]) -> None:
        super().__init__(view)
        self._model, self._list = view.selectionModel(), model
        self._kept: frozenset[int] = frozenset()
        self._model.selectionChanged.connect(self.changed)

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """First and last row of every run of selected rows, from the top."""
        found: list[tuple[int, int]] = []
        for top, bottom in sorted(_rows(self._model.selection())):
            if found and top <= found[-1][1] + 1:
                found[-1] = (found[-1][0], max(found[-1][1], bottom))
            else:
                found.append((top, bottom))
        return found

    @property
    def count(self) -> int:
        """How many rows are selected."""
        return sum(bottom - top + 1 for top, bottom in self.ranges)

    @property
    def ids(self) -> "array[int]":
        """Their ids, in the order of the list."""
        found = array("q")
        for top, bottom in self.ranges:
            found += self._list.ids[top : bottom + 1]
        return found

    def is_only(self, row: int) -> bool:
        """Whether this row is selected and no other."""
        return self.ranges == [(row, row)]

    def go_to(self, row: int, column: int, *, alone: bool = True) -> None:
        """Make a row the present one; `alone`, it becomes the only selected one, whatever keys are held."""
        self._model.setCurrentIndex(self._list.index(row, column), ONLY if alone else _Flag.NoUpdate)

    def remember(self) -> None:
        """Other rows are about to come: note what is selected, where that is several rows and no more than `KEPT`."""
        self._kept = frozenset(self.ids) if 1 < self.count <= KEPT else frozenset()

    def restore(self) -> None:
        """Select what was selected, as far as it is among the rows that have come."""
        kept, self._kept = self._kept, frozenset()
        if not kept:
            return
        again, last = QItemSelection(), self._list.columnCount() - 1
        for first, end in _runs(row for row, one in enumerate(self._list.ids) if one in kept):
            again.select(self._list.index(first, 0), self._list.index(end, last))
        self._model.select(again, _Flag.ClearAndSelect)


def are_many(*selections: QItemSelection) -> bool:
    """Whether so many rows are in these that Qt must not go through them one by one."""
    return sum(bottom - top + 1 for selection in selections for top, bottom in _rows(selection)) > _FEW


def _rows(selection: QItemSelection) -> list[tuple[int, int]]:
    """First and last row of each of its ranges."""
    ranges: list[QItemSelectionRange] = list(selection)  # type: ignore[call-overload] # a list, which its type hides
    return [(one.top(), one.bottom()) for one in ranges]


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending rows as first and last of each run."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
