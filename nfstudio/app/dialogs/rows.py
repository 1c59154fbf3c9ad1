"""A plain table over rows that are all at hand; the long lists of the window page theirs (see `models`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from nfstudio.app.highlight import shown
from nfstudio.app.wording import number

T = TypeVar("T")
_Index = QModelIndex | QPersistentModelIndex
_LONGEST = 300
"""Characters of one cell."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: what stands above it and what it says of a row; numbers stand at the right.

    Attributes:
        width: in average characters; 0 takes the room that is left.
        of_files: cut in the middle where there is no room, because files are told apart by their ends.
    """

    title: str
    of: Callable[[T], str | int]
    width: int = 0
    of_files: bool = False


class RowsModel(QAbstractTableModel, Generic[T]):
    """The rows under their columns."""

    def __init__(self, columns: Sequence[Column[T]], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[T] = []

    @property
    def rows(self) -> Sequence[T]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show other rows; with the same ones nothing happens, so that what is selected stays."""
        if self._rows == list(rows):
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell. Tool tips are left out: Qt would take words of a log for markup there."""
        if not index.isValid():
            return None
        value = self.columns[index.column()].of(self._rows[index.row()])
        if role == Qt.ItemDataRole.DisplayRole:
            return number(value) if isinstance(value, int) else " ".join(shown(value[:_LONGEST]).split())
        if role == Qt.ItemDataRole.TextAlignmentRole and isinstance(value, int):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The titles."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            right = self._rows and isinstance(self.columns[section].of(self._rows[0]), int)
            across = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return across | Qt.AlignmentFlag.AlignVCenter
        return None


_LOOKS = (
    "QHeaderView::section { border: none; padding: 4px 6px; } QTableView::item { padding: 0 4px; }"
    # else the arrow lies upon the last letter of a title at the right
    " QHeaderView::up-arrow, QHeaderView::down-arrow { subcontrol-position: top center; width: 8px; height: 5px; }"
    " QTableView:focus { border: 1px solid palette(highlight); }"
)


class _Rows(QStyledItemDelegate):
    """Cells without a mark of their own: rows are selected, and the focus alone would mark the first cell like one."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus


class _Files(_Rows):
    """Cells that keep both ends."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


def table(model: RowsModel[Any], parent: QWidget) -> QTableView:
    """A view of `model`: whole rows, fixed heights, Ctrl+C copies what is selected as text with tabs."""
    view = QTableView(parent)
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setAlternatingRowColors(True)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 10)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    view.setStyleSheet(_LOOKS)
    view.setItemDelegate(_Rows(view))
    character = view.fontMetrics().averageCharWidth()
    for section, column in enumerate(model.columns):
        if column.width:
            view.setColumnWidth(section, column.width * character)
        if column.of_files:
            view.setItemDelegateForColumn(section, _Files(view))
    header.setStretchLastSection(True)
    copy = QShortcut(QKeySequence.StandardKey.Copy, view, context=Qt.ShortcutContext.WidgetShortcut)
    copy.activated.connect(lambda: copy_rows(view))
    return view


def selected(view: QTableView) -> list[Any]:
    """The rows that are selected, in order."""
    model: Any = view.model()
    return [model.rows[at] for at in sorted({index.row() for index in view.selectionModel().selectedRows()})]


def copy_rows(view: QTableView) -> None:
    """Put the selected rows on the clipboard, all rows when none is."""
    model: Any = view.model()
    rows = selected(view) or model.rows
    lines = ["\t".join(" ".join(str(column.of(row)).split()) for column in model.columns) for row in rows]
    QGuiApplication.clipboard().setText("\n".join(lines))
