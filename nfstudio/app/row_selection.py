"""Which rows of a list are selected, as ranges of rows: a million selected rows are one range."""

from array import array
from typing import Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject, Signal
from PySide6.QtWidgets import QTableView

from nfstudio.app.models.paged_list import PagedList
from nfstudio.app.snapshots import Chosen, Runs, again

RUNS = 5_000
"""Most runs of rows that are selected again among other rows: Qt holds each by itself and goes through all of them."""
_FEW = 1_000
_Flag = QItemSelectionModel.SelectionFlag
ONLY = _Flag.ClearAndSelect | _Flag.Rows


class RowSelection(QObject):
    """The selection of a view of a `PagedList`, made after the view has its model."""

    changed = Signal()
    let_go = Signal(int)
    """So many rows are no longer selected, because among the new ones they lie in more than `RUNS` pieces."""

    def __init__(self, view: QTableView, model: PagedList[Any]) -> None:
        super().__init__(view)
        self._model, self._list = view.selectionModel(), model
        self._noted: Chosen | None = None
        self._foreseen: tuple[Chosen, Runs] | None = None
        self._shown: Runs = []
        self._model.selectionChanged.connect(self.changed)

    @property
    def ranges(self) -> Runs:
        """First and last row of every run of selected rows, from the top."""
        found: Runs = []
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

    @property
    def chosen(self) -> Chosen | None:
        """What is to be selected again among other rows; None where that is one row, or none."""
        runs = self.ranges
        return Chosen(self._list.ids, runs) if runs and runs[-1][1] > runs[0][0] else None

    def foresee(self, chosen: Chosen, runs: Runs) -> None:
        """Where rows that are selected will stand among those about to come: known already, from another thread."""
        self._foreseen = (chosen, runs)

    def remember(self, *, anew: bool = False) -> None:
        """Other rows are about to come: note which are selected.

        Args:
            anew: only the first of them may have come until now, so that what was noted before still counts.
        """
        if not (anew and self._noted and self.ranges == self._shown):
            self._noted = self.chosen

    def restore(self) -> None:
        """Select what was selected, as far as it is among the rows that have come."""
        chosen, foreseen, self._foreseen = self._noted, self._foreseen, None
        if chosen is None:
            return
        same = foreseen is not None and foreseen[0].ids is chosen.ids and foreseen[0].runs == chosen.runs
        runs = foreseen[1] if foreseen and same else again(chosen, self._list.ids)
        if len(runs) > RUNS:
            self._noted = None
            self.let_go.emit(sum(last - first + 1 for first, last in runs))
        elif runs:
            rows, across = QItemSelection(), self._list.columnCount() - 1
            for first, last in runs:
                rows.select(self._list.index(first, 0), self._list.index(last, across))
            self._model.select(rows, _Flag.ClearAndSelect)
        self._shown = self.ranges


def are_many(*selections: QItemSelection) -> bool:
    """Whether so many rows are in these that Qt must not go through them one by one."""
    return sum(bottom - top + 1 for selection in selections for top, bottom in _rows(selection)) > _FEW


def _rows(selection: QItemSelection) -> list[tuple[int, int]]:
    """First and last row of each of its ranges."""
    ranges: list[QItemSelectionRange] = list(selection)  # type: ignore[call-overload] # a list, which its type hides
    return [(one.top(), one.bottom()) for one in ranges]
