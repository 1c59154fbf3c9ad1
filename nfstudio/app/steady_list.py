"""A list in which nothing jumps: rows of one height, and after every change of the model the row under the person
is still under the person."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QFrame, QHeaderView, QMenu, QTableView, QWidget

from nfstudio.app.models.paged_list import PagedList
from nfstudio.app.row_painting import RowPainter
from nfstudio.app.row_selection import RowSelection, are_many

_LOOKED_FOR = 3
"""Rows that were seen and are looked for among the new ones: each that is gone costs a pass over all of them."""
_AHEAD = 2
"""Rows that are seen beyond the one gone to: a person reads what comes next."""


class SteadyList(QTableView):
    """A view of one `PagedList`: as a list of whole rows, or as a table of their fields. A table view both times,
    because a table never asks a million rows for their size."""

    sorted_by = Signal(str, bool)
    """The person wants the rows sorted by a field (see `Field.sort`); whether the largest come first."""
    picked = Signal(object)
    """Id of the row that the person went to; not sent when the row changes for another reason."""

    def __init__(
        self, model: PagedList[Any], painter: RowPainter[Any], parent: QWidget | None = None, *, several: bool = False
    ) -> None:
        super().__init__(parent)
        self._list = model
        self._painter = painter
        self._quiet = self._anew = False
        self._is_table = False
        self._fitted: int | None = None
        self._looks: QByteArray | None = None
        self._current: int | None = None
        self._wanted: int | None = None
        self._stood = 0
        self._left: int | None = None  # the row that was left for something the list did not show
        self._strayed_to: int | None = None
        self._after: list[int] = []  # what came after the row of the person, should that be gone
        self._heights: list[tuple[int, int, int]] = []
        self.offered: Sequence[Sequence[QAction]] = ()
        self.setModel(model)
        self.selection = RowSelection(self, model)
        self.setItemDelegate(painter)
        self._plain_look()
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self._fix_height()
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentChanged.connect(self._moved)
        self.horizontalHeader().sectionClicked.connect(self._sort)
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
        return self._current is not None or self._left is not None or self.verticalScrollBar().value() > 0

    @property
    def place(self) -> tuple[int, bool]:
        """The row that the person goes on from, -1 for none, and whether they have left it for something that the list
        did not show."""
        if self._left is None or self._current not in (None, self._strayed_to):
            return self.current_row, False
        row = self._list.row_of(self._left, near=self._stood)
        return (self.current_row, False) if row is None else (row, True)

    def go_to_row(self, row: int) -> None:
        """Move the person to a row; told by `picked`."""
        self.selection.go_to(row, self._first)
        self._show_around(row)

    @property
    def is_table(self) -> bool:
        """Whether the fields are shown rather than whole rows."""
        return self._is_table

    @property
    def _first(self) -> int:
        return 1 if self._is_table else 0

    def show_table(self, *, wanted: bool) -> None:
        """Show the fields in columns, or whole rows again; the person stays where they are."""
        if wanted == self._is_table:
            return
        if self._is_table:
            self._looks = self.horizontalHeader().saveState()
        row, quiet = self.current_row, self._quiet
        self._is_table = wanted
        self._show_columns()
        self._fix_height()
        self._quiet = True
        if row >= 0:
            self.selection.go_to(row, self._first, alone=False)
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
        self._quiet = quiet

    def looks(self) -> QByteArray | None:
        """Widths and order of the columns, to be remembered; None when the table was never shown."""
        return self.horizontalHeader().saveState() if self._is_table else self._looks

    def restore_looks(self, looks: QByteArray) -> None:
        """Widths and order as they were remembered."""
        self._looks = looks
        if self._is_table:
            self.horizontalHeader().restoreState(looks)

    def show_sort(self, field: str, *, descending: bool) -> None:
        """Say in the header what the rows are sorted by; nothing when `field` is empty."""
        section = next((at for at, one in enumerate(self._list.fields, 1) if field and one.sort == field), -1)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, order)

    def scrollTo(  # noqa: N802 - Qt's name
        self, index: Any, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Up or down, never sideways: the person chose which columns they look at."""
        across = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(across)

    def _sort(self, section: int) -> None:
        field = self._list.fields[section - 1]
        header = self.horizontalHeader()
        if not field.sort:
            return
        again = header.sortIndicatorSection() == section
        descending = header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder if again else field.number
        self.sorted_by.emit(field.sort, descending)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Words get the room that is left."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the widest column what the others leave, until the person gives it another width."""
        if not self._is_table or self._looks is not None:
            return
        header, fields = self.horizontalHeader(), self._list.fields
        section = max(range(1, len(fields) + 1), key=lambda at: fields[at - 1].width)
        now = header.sectionSize(section)
        if self._fitted not in (None, now):
            return
        left = self.viewport().width() - header.length() + now
        self._fitted = max(left, fields[section - 1].width * self.fontMetrics().averageCharWidth())
        header.resizeSection(section, self._fitted)

    def _show_columns(self) -> None:
        self._set_columns()
        self._fitted = None
        self._fit()

    def _set_columns(self) -> None:
        header, table = self.horizontalHeader(), self._is_table
        header.setVisible(table)
        for section in range(self._list.columnCount()):
            header.setSectionHidden(section, (section == 0) is table)
        mode = QHeaderView.ResizeMode
        header.setSectionResizeMode(mode.Interactive if table else mode.Stretch)
        self.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if table else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if not table:
            return
        if self._looks is None:
            character = self.fontMetrics().averageCharWidth()
            for section, field in enumerate(self._list.fields, 1):
                header.resizeSection(section, field.width * character)
        else:
            kept = (header.sortIndicatorSection(), header.sortIndicatorOrder())
            header.restoreState(self._looks)
            header.setSortIndicator(*kept)

    def start_over(self) -> None:
        """Begin at the top when the next rows come, unless the present row is among them."""
        self._anew, self._left = True, None

    def settled(self) -> None:
        """The rows that `start_over` waited for have come."""
        self._anew = False

    def show_current(self, wanted: int | None) -> None:
        """Put the mark of the present row where the session says it is, without telling anyone."""
        if wanted == self._current:
            return
        row = None if wanted is None else self._list.row_of(wanted, near=max(0, self.current_row))
        came_after = row is not None and wanted == self._strayed_to  # a span of the person's own, added at the end
        if row is None:
            self._left, self._stood = (
                (self._left, self._stood) if self._current is None else (self._current, self.current_row)
            )
            self._strayed_to = wanted
        elif not came_after:
            self._left = self._strayed_to = None
        top = self.verticalScrollBar().value()
        self._put_mark(row)
        if came_after:
            self.verticalScrollBar().setValue(top)  # the view follows its present row
        elif row is not None:
            self._show_around(row)

    def _show_around(self, row: int) -> None:
        """Scroll no further than it takes to see a row and its neighbours."""
        last = len(self._list.ids) - 1
        ahead = max(0, min(_AHEAD, (self.viewport().height() // self._row_height() - 1) // 3))
        for at in (max(0, row - ahead), min(last, row + ahead), row):
            self.scrollTo(self._list.index(at, self._first))

    def _put_mark(self, row: int | None) -> None:
        self._quiet = True
        if row is None:
            self.selectionModel().clear()
            self._current = None
        else:
            self.selection.go_to(row, self._first)
        self._quiet = False

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._current = self._list.ids[index.row()] if index.isValid() else None
        if self._current is not None and not self._quiet:
            self._left = self._strayed_to = None
            self.picked.emit(self._current)

    def _remember(self) -> None:
        """Note how high on the screen the rows stand, the present row first."""
        height, top = self._row_height(), self.verticalScrollBar().value()
        first = top // height
        last = min(len(self._list.ids), first + self.viewport().height() // height + 2)
        seen = [(self._list.ids[row], row, row * height - top) for row in range(first, last)]
        stays = self._left if self._current is None else self._current
        if self._anew or (stays is None and not top):  # who has not moved sees the first rows, whatever comes
            seen = [one for one in seen if one[0] == stays]
        self._heights = sorted(seen, key=lambda one: one[0] != stays)
        self._wanted = self._current
        if self._left is None:
            self._stood = max(0, self.current_row)
        after = self._list.ids[self._stood + 1 : self._stood + 1 + _LOOKED_FOR]
        self._after = list(after) if stays is not None and not self._anew else []
        self.selection.remember(anew=self._anew)
        self._quiet = True

    def _restore(self) -> None:
        """Put the first of those rows that is still there back to its height."""
        self._current = None
        place = None if self._wanted is None else self._list.row_of(self._wanted, near=self._stood)
        if place is not None:
            self._put_mark(place)
        else:
            self._take_place_of_gone()
        self.selection.restore()
        self.updateGeometries()  # else the scroll bar still has the range of the old rows
        self.verticalScrollBar().setValue(self._top())
        self._quiet = False

    def _take_place_of_gone(self) -> None:
        """The row that the person was on, or had left, may be gone: they go on from the one that came after it."""
        left = self._wanted if self._left is None else self._left
        if left is None or self._anew or not self._list.ids or self._list.row_of(left, near=self._stood) is not None:
            return
        places = ((one, self._list.row_of(one, near=self._stood)) for one in self._after)
        last = min(self._stood, len(self._list.ids) - 1)
        self._left, self._stood = next(
            ((one, row) for one, row in places if row is not None), (self._list.ids[last], last)
        )
        self._strayed_to = None

    def _top(self) -> int:
        """How far to scroll so that what was seen is seen where it was."""
        for row_id, row, height in self._heights[:_LOOKED_FOR]:
            place = self._list.row_of(row_id, near=row)
            if place is not None:
                return place * self._row_height() - height
        return 0

    def _row_height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    def _fix_height(self) -> None:
        height = self._painter.cell_height(self) if self._is_table else self._painter.height(self)
        self.verticalHeader().setDefaultSectionSize(height)

    def _plain_look(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        for header in (rows, columns):
            header.hide()
            # One of its own, always empty: to draw a title a header asks of every row whether it is selected.
            header.setSelectionModel(QItemSelectionModel(self.model(), header))
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setMinimumSectionSize(40)
        columns.setSectionsMovable(True)
        columns.setSectionsClickable(True)
        columns.setSortIndicatorShown(True)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        columns.setHighlightSections(False)
        columns.setStyleSheet("QHeaderView::section { border: none; padding: 4px 8px; }")
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._show_columns()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802 - Qt's name
        """Qt tells a screen reader of a selection by going through all its cells, which may be millions."""
        if are_many(selected, deselected):
            self.viewport().update()
        else:
            super().selectionChanged(selected, deselected)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """What can be said of the selected rows."""
        if self.offered and self._list.ids:
            self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """The menu of the right mouse button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in self.offered:
            menu.addActions(list(group))
            menu.addSeparator()
        return menu

    def changeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Rows grow with the font."""
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self._fix_height()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The focus alone chooses nothing: Qt would open the first row, unmarked, and the first Down pass over it."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            QAbstractScrollArea.focusInEvent(self, event)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Letters are keys of the window (A accepts), not a search among the rows on the screen; Escape leaves the
        present row alone selected."""
        if event.key() == Qt.Key.Key_Escape and self.selection.count > 1 and self.current_row >= 0:
            self.selection.go_to(self.current_row, self._first)
        elif event.text().isprintable() and event.text() and not event.modifiers() & _MODIFIED:
            event.ignore()
        else:
            super().keyPressEvent(event)


_MODIFIED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
