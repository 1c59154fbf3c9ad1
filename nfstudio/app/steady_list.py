"""A list in which nothing jumps: rows of one height, and after every change of the model the row under the person
is still under the person."""

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from nfstudio.app.models.paged_list import PagedList
from nfstudio.app.row_painting import RowPainter


class SteadyList(QTableView):
    """A view of one `PagedList`. A table of one column, because a table never asks a million rows for their size."""

    picked = Signal(object)
    """Id of the row that the person went to; not sent when the row changes for another reason."""

    def __init__(self, model: PagedList[Any], painter: RowPainter[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = model
        self._painter = painter
        self._quiet = self._anew = False
        self._current: int | None = None
        self._heights: list[tuple[int, int]] = []
        self.setModel(model)
        self.setItemDelegate(painter)
        self._plain_look()
        self._fix_height()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentChanged.connect(self._moved)
        self.clicked.connect(lambda index: self.picked.emit(self._list.ids[index.row()]))

    @property
    def current_id(self) -> int | None:
        """Id of the row that the person is on."""
        return self._current

    @property
    def current_row(self) -> int:
        """Its place; -1 when there is none."""
        return self.currentIndex().row()

    @property
    def held(self) -> bool:
        """Whether the person is anywhere in particular, so that rows must not move."""
        return self._current is not None or self.verticalScrollBar().value() > 0

    def go_to_row(self, row: int) -> None:
        """Move the person to a row; told by `picked`."""
        index = self._list.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def start_over(self) -> None:
        """Begin at the top when the next rows come, unless the present row is among them."""
        self._anew = True

    def settled(self) -> None:
        """The rows that `start_over` waited for have come."""
        self._anew = False

    def show_current(self, wanted: int | None) -> None:
        """Put the mark of the present row where the session says it is, without telling anyone."""
        if wanted == self._current:
            return
        row = None if wanted is None else self._list.rows_of([wanted]).get(wanted)
        self._put_mark(row)
        if row is not None:
            self.scrollTo(self._list.index(row, 0))

    def _put_mark(self, row: int | None) -> None:
        self._quiet = True
        if row is None:
            self.selectionModel().clear()
            self._current = None
        else:
            self.setCurrentIndex(self._list.index(row, 0))
        self._quiet = False

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._current = self._list.ids[index.row()] if index.isValid() else None
        if self._current is not None and not self._quiet:
            self.picked.emit(self._current)

    def _remember(self) -> None:
        """Note how high on the screen the rows stand, the present row first."""
        height, top = self._row_height(), self.verticalScrollBar().value()
        first = top // height
        last = min(len(self._list.ids), first + self.viewport().height() // height + 2)
        seen = [(self._list.ids[row], row * height - top) for row in range(first, last)]
        if self._anew:
            seen = [one for one in seen if one[0] == self._current]
        self._heights = sorted(seen, key=lambda one: one[0] != self._current)
        self._wanted = self._current
        self._quiet = True

    def _restore(self) -> None:
        """Put the first of those rows that is still there back to its height."""
        wanted = [row_id for row_id, _ in self._heights]
        places = self._list.rows_of([*wanted, *([self._wanted] if self._wanted is not None else [])])
        self._current = None
        if self._wanted in places:
            self._put_mark(places[self._wanted])
        self.updateGeometries()  # else the scroll bar still has the range of the old rows
        for row_id, height in self._heights:
            if row_id in places:
                self.verticalScrollBar().setValue(places[row_id] * self._row_height() - height)
                break
        else:
            self.verticalScrollBar().setValue(0)
        self._quiet = False

    def _row_height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    def _fix_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._painter.height(self))

    def _plain_look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        for header in (rows, columns):
            header.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def changeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Rows grow with the font."""
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self._fix_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Letters are keys of the window (A accepts), not a search among the rows on the screen."""
        if event.text().isprintable() and event.text() and not event.modifiers() & _MODIFIED:
            event.ignore()
        else:
            super().keyPressEvent(event)


_MODIFIED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
