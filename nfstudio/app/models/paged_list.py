"""A list of any length: an exact snapshot of ids, and a cache of the rows that were looked at.

The number of rows is known at once and stays true while the project changes, so the scroll bar does not lie and no
row moves by itself. Rows are read by id, a page at a time (0.5 to 1 ms), on the connection of the GUI thread.
"""

from abc import abstractmethod
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nfstudio.app.row_words import plain_tip
from nfstudio.app.session import Session
from nfstudio.app.snapshots import place_of
from nfstudio.store.changes import Changes

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

PAGE = 100
"""Rows read at once: several screens, 0.5 to 1 ms."""
KEPT = 40 * PAGE
"""Rows remembered; the ones looked at longest ago are forgotten first."""

ROW = Qt.ItemDataRole.UserRole
"""The role under which a delegate gets the row itself; None for a row that is gone from the project."""


@dataclass(frozen=True, slots=True)
class Field(Generic[Row]):
    """One column of the table that a list can be shown as.

    Attributes:
        title: in the person's language.
        of: its words in a row.
        sort: the name by which `browse` sorts it; empty when it cannot be sorted by.
        width: in average characters.
        number: stands at the right, and its largest come first.
    """

    title: str
    of: Callable[[Row], str]
    sort: str = ""
    width: int = 12
    number: bool = False


class PagedList(QAbstractTableModel, Generic[Row]):
    """Rows whole in column 0, and their `fields` one by one in the columns after it. Subclasses say how a page is read
    and what a row is in words."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = array("q")
        self._known: OrderedDict[int, Row | None] = OrderedDict()
        self._places: dict[int, int] = {}
        self.fields = self.all_fields()

    @abstractmethod
    def all_fields(self) -> tuple[Field[Row], ...]:
        """The columns of the table."""

    @abstractmethod
    def read(self, ids: Sequence[int]) -> list[tuple[int, Row]]:
        """The rows with these ids; those that are gone are left out."""

    @abstractmethod
    def conversation(self, row: Row) -> int:
        """Id of the conversation whose changes make a row stale."""

    @abstractmethod
    def text(self, row: Row) -> str:
        """The row's own words, out of a log."""

    @abstractmethod
    def spoken(self, row: Row) -> str:
        """The row as a screen reader says it."""

    @property
    def ids(self) -> "array[int]":
        """The snapshot; never changed in place."""
        return self._ids

    def show(self, ids: "array[int]") -> None:
        """Follow another snapshot: as rows added at the end, where that is all that happened."""
        old, self._known = self._ids, OrderedDict((i, row) for i, row in self._known.items() if row is not None)
        if ids == old:
            return
        if old and len(ids) > len(old) and ids[: len(old)] == old:
            self.beginInsertRows(QModelIndex(), len(old), len(ids) - 1)
            self._ids = ids
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._ids, self._places = ids, {}
            self.endResetModel()

    def refresh(self, changes: Changes) -> None:
        """Read again what `changes` touched, where it stands."""
        stale = [i for i, row in self._known.items() if row is None or changes.touches(self.conversation(row))]
        for i in stale:
            del self._known[i]
        # Where a row stands is known of all that were looked at since the snapshot came; nobody sees the others.
        for at in sorted(self._places[i] for i in stale if i in self._places):
            self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.fields)))

    def row_at(self, at: int) -> Row | None:
        """The row at a place; None when it is gone from the project."""
        wanted = self._ids[at]
        if wanted not in self._known:
            self._read_page(at)
        self._known.move_to_end(wanted)
        self._places[wanted] = at
        return self._known[wanted]

    def row_of(self, wanted: int, *, near: int = 0) -> int | None:
        """Where an id stands in the snapshot, looked for around row `near` first (a million rows: 15 ms)."""
        known = self._places.get(wanted)
        return known if known is not None else place_of(self._ids, wanted, near=near)

    def _read_page(self, at: int) -> None:
        first = at - at % PAGE
        wanted = [i for i in self._ids[first : first + PAGE] if i not in self._known]
        found = dict(self.read(wanted))
        for i in wanted:
            self._known[i] = found.get(i)
        while len(self._known) > KEPT:
            forgotten, _ = self._known.popitem(last=False)
            self._places.pop(forgotten, None)

    # What Qt asks for

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """How many ids the snapshot holds."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's name and default
        """The whole row, then its fields."""
        return 0 if parent.isValid() else 1 + len(self.fields)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """What stands above the fields."""
        if orientation is not Qt.Orientation.Horizontal or not 1 <= section <= len(self.fields):
            return None
        field = self.fields[section - 1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if field.number else _LEFT
        return field.title if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A row under `ROW`, its words for keyboard search, screen readers and tooltips."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role not in _ROLES:
            return None
        row = self.row_at(index.row())
        if role == ROW or row is None:
            return row
        if index.column() > 0 and role in _WORDS:
            words = self.fields[index.column() - 1].of(row)
            return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        return plain_tip(self.text(row)) if role == Qt.ItemDataRole.ToolTipRole else self.text(row)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_ROLES = (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
