"""What a list can be narrowed by, with counts: a tree that changes in place, because a person may be reading it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from nfstudio.app.filter_words import FIELDS
from nfstudio.app.row_words import facet_word, plain_tip, value_word
from nfstudio.app.theme import NEAR, theme_of
from nfstudio.app.wording import category_meaning, number
from nfstudio.domain.differences import Change
from nfstudio.domain.feedback import Category, Status
from nfstudio.store.browse import FACETS, Filter

Counted = Mapping[str, Sequence[tuple[str | None, int]]]

MOST = 60
"""Values of one facet that are listed; the rest is said as a number."""
LINES = 14
"""Lines shown without scrolling."""
_VALUE = Qt.ItemDataRole.UserRole
_NAME, _COUNT = 0, 1
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FacetTree(QTreeWidget):
    """Every facet a branch, every value a box to tick; several values of one facet widen, several facets narrow."""

    chosen = Signal(str, object)
    """A facet, and the values now ticked in it (frozenset; an empty text stands for rows without one)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self._facets = {name: QTreeWidgetItem([facet_word(name), ""]) for name in FACETS}
        self._quiet = True
        for name, item in self._facets.items():
            item.setData(_NAME, _VALUE, name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setTextAlignment(_COUNT, _END)
            item.setSizeHint(_NAME, QSize(0, self.fontMetrics().height() + NEAR))
        self._plain_look()
        self.addTopLevelItems(list(self._facets.values()))
        self._quiet = False
        self.itemChanged.connect(self._ticked)
        for moved in (self.itemExpanded, self.itemCollapsed):
            moved.connect(lambda _: self.updateGeometry())

    def show_counts(self, counted: Counted, wanted: Filter, *, sort: bool) -> None:
        """Say how many rows each value would leave.

        Args:
            sort: put the most frequent first; without it every value stays where it is and new ones come last.
        """
        self._quiet = True
        self._filter = wanted
        for name, item in self._facets.items():
            self._show(item, name, dict(counted[name]), sort=sort)
        self._quiet = False
        self.updateGeometry()

    def _show(self, item: QTreeWidgetItem, name: str, counts: dict[str | None, int], *, sort: bool) -> None:
        ticked: frozenset[str] = getattr(self._filter, FIELDS[name])
        for value in sorted(ticked):
            counts.setdefault(value or None, 0)
        before = [line.data(_NAME, _VALUE) for line in _lines(item)]
        kept = [] if sort else [value for value in before if (value or None) in counts and value != _REST]
        known = set(kept)
        values = kept + [value or "" for value in counts if (value or "") not in known]
        values, rest = _most(values, ticked)
        if values + [_REST] * bool(rest) != before:
            item.takeChildren()
            item.addChildren([_line(value) for value in values] + ([_line(_REST)] if rest else []))
        lines = _lines(item)
        for line, value in zip(lines, values, strict=False):  # the line that says how many more has no value
            self._write(line, name, value, counts[value or None], ticked=value in ticked)
        if rest:
            self._write_rest(lines[-1], rest)
        item.setText(_COUNT, number(len(counts)))
        item.setHidden(set(counts) <= {None} and not ticked)

    def _write(self, line: QTreeWidgetItem, name: str, value: str, count: int, *, ticked: bool) -> None:
        text = value_word(name, value)
        if name == "category":
            category = Category(value)
            text = f"{category.letter}  {text}"
            line.setForeground(_NAME, theme_of(self.palette()).categories[category].ink)
            line.setToolTip(_NAME, plain_tip(category_meaning(category)))
        else:
            line.setToolTip(_NAME, plain_tip(text))
        line.setText(_NAME, text)
        line.setText(_COUNT, number(count))
        line.setCheckState(_NAME, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _write_rest(self, line: QTreeWidgetItem, rest: int) -> None:
        line.setText(_NAME, self.tr("and {count} more; search finds them").format(count=number(rest)))
        line.setFlags(Qt.ItemFlag.ItemIsEnabled)

    def _ticked(self, line: QTreeWidgetItem, column: int) -> None:
        facet = line.parent()
        if self._quiet or column != _NAME or facet is None:
            return
        name = facet.data(_NAME, _VALUE)
        ticked = [line for line in _lines(facet) if line.checkState(_NAME) is Qt.CheckState.Checked]
        values = [line.data(_NAME, _VALUE) for line in ticked]
        self.chosen.emit(name, frozenset(_typed(name, value) for value in values))

    def _plain_look(self) -> None:
        self.setAccessibleName(self.tr("Filter by"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(16)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.viewport().setAutoFillBackground(False)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_COUNT, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(_COUNT, self.fontMetrics().horizontalAdvance("8,888,888 "))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As many lines as are open, up to `LINES`."""
        lines = sum(
            1 + (item.childCount() if item.isExpanded() else 0) for item in self._facets.values() if not item.isHidden()
        )
        height = self.fontMetrics().height() + NEAR
        return QSize(200, min(lines, LINES) * height + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A list needs the room more: three lines."""
        return QSize(100, min(self.sizeHint().height(), 3 * (self.fontMetrics().height() + NEAR)))


_REST = "\x00rest"


def _most(values: list[str], ticked: frozenset[str]) -> tuple[list[str], int]:
    """At most `MOST` values, ticked ones always among them, and how many are left out."""
    if len(values) <= MOST:
        return values, 0
    shown = values[:MOST] + [value for value in values[MOST:] if value in ticked]
    return shown, len(values) - len(shown)


def _lines(facet: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [line for i in range(facet.childCount()) if (line := facet.child(i)) is not None]


def _line(value: str) -> QTreeWidgetItem:
    line = QTreeWidgetItem()
    line.setData(_NAME, _VALUE, value)
    line.setTextAlignment(_COUNT, _END)
    line.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
    return line


def _typed(facet: str, value: str) -> Any:
    if facet == "category":
        return Category(value)
    if facet == "difference":
        return Change(value)
    return Status(value) if facet == "status" else value
