"""What a list can be narrowed by, with counts: a tree that changes in place, because a person may be reading it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from nfstudio.app.filter_words import FIELDS
from nfstudio.app.row_words import facet_word, plain_tip, value_word, with_files
from nfstudio.app.theme import NEAR, theme_of
from nfstudio.app.wording import category_meaning, number, tr
from nfstudio.domain.differences import Change
from nfstudio.domain.feedback import Category, Status
from nfstudio.store.browse import FACETS, Filter
from nfstudio.store.conditions import names_file

Counted = Mapping[str, Sequence[tuple[str | None, int]]]
Opened = Mapping[str, Sequence[tuple[str, int]]]
"""Of sources that are opened the files, as a filter names them, with their counts."""

MOST = 60
"""Values of one facet that are listed; the rest is said as a number."""
LINES = 14
"""Lines shown without scrolling."""
_VALUE = Qt.ItemDataRole.UserRole
_NAME, _COUNT = 0, 1
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FacetTree(QTreeWidget):
    """Every facet a branch, every value a box to tick; several values of one facet widen, several facets narrow.

    A source of several files is a branch itself: its files are asked for when it is opened.
    """

    chosen = Signal(str, object)
    """A facet, and the values now ticked in it (frozenset; an empty text stands for rows without one)."""

    sources_opened = Signal(object)
    """The names of all sources that are opened (frozenset)."""

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
            moved.connect(self._moved)

    def follow(self, wanted: Filter) -> None:
        """Another filter; its counts come later."""
        self._filter = wanted

    def show_counts(
        self, counted: Counted, wanted: Filter, *, files: Mapping[str, int], opened: Opened, sort: bool
    ) -> None:
        """Say how many rows each value would leave.

        Args:
            files: how many each source has, of those that have several.
            opened: the files of sources that are opened.
            sort: put the most frequent first; without it every value stays where it is and new ones come last.
        """
        self._quiet = True
        self._filter = wanted
        for name, item in self._facets.items():
            self._show(item, name, dict(counted[name]), sort=sort)
        for line in _lines(self._facets["source"]):
            show_files(line, files.get(line.data(_NAME, _VALUE), 0), opened, wanted.sources)
        self._quiet = False
        self.updateGeometry()
        if not self._opened() <= set(opened):  # another list is shown, which has not been asked for them
            self.sources_opened.emit(self._opened())

    def _opened(self) -> frozenset[str]:
        lines = _lines(self._facets["source"])
        return frozenset(one.data(_NAME, _VALUE) for one in lines if one.isExpanded())

    def _show(self, item: QTreeWidgetItem, name: str, counts: dict[str | None, int], *, sort: bool) -> None:
        ticked: frozenset[str] = getattr(self._filter, FIELDS[name])
        for value in sorted(ticked):
            if not (name == "source" and names_file(value)):
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
            write_rest(lines[-1], rest)
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

    def _ticked(self, line: QTreeWidgetItem, column: int) -> None:
        above = line.parent()
        if self._quiet or column != _NAME or above is None:
            return
        facet = above.parent() or above
        self._quiet = True
        take_each_once(line)
        self._quiet = False
        name = facet.data(_NAME, _VALUE)
        lines = [one for line in _lines(facet) for one in (line, *_lines(line))]
        values = {one.data(_NAME, _VALUE) for one in lines if one.checkState(_NAME) is Qt.CheckState.Checked}
        if name == "source":  # files that are ticked and not listed stay
            values |= {one for one in self._filter.sources if names_file(one)} - {
                one.data(_NAME, _VALUE) for one in lines
            }
        self.chosen.emit(name, frozenset(_typed(name, value) for value in values))

    def _moved(self, line: QTreeWidgetItem) -> None:
        """A branch was opened or closed."""
        self.updateGeometry()
        if line.parent() is self._facets["source"] and not self._quiet:
            self.sources_opened.emit(self._opened())

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
        lines = sum(open_lines(item) for item in self._facets.values() if not item.isHidden())
        height = self.fontMetrics().height() + NEAR
        return QSize(200, min(lines, LINES) * height + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A list needs the room more: three lines."""
        return QSize(100, min(self.sizeHint().height(), 3 * (self.fontMetrics().height() + NEAR)))


_REST = "\x00rest"


def open_lines(item: QTreeWidgetItem) -> int:
    """How many lines a branch takes."""
    return 1 + (sum(open_lines(line) for line in _lines(item)) if item.isExpanded() else 0)


def take_each_once(line: QTreeWidgetItem) -> None:
    """A file that is ticked narrows its source, a source that is ticked is all its files: one of both."""
    above = line.parent()
    if line.checkState(_NAME) is not Qt.CheckState.Checked or above is None:
        return
    beside = [above] if above.parent() is not None else _lines(line)
    for one in beside:
        if one.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            one.setCheckState(_NAME, Qt.CheckState.Unchecked)


def show_files(line: QTreeWidgetItem, count: int, opened: Opened, ticked: frozenset[str]) -> None:
    """Say of how many files a source is, and list those that are known by now, in the line of the source."""
    if not count:
        line.takeChildren()
        line.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.DontShowIndicatorWhenChildless)
        return
    source = line.data(_NAME, _VALUE)
    line.setText(_NAME, with_files(value_word("source", source), count))
    line.setToolTip(_NAME, plain_tip(line.text(_NAME)))
    line.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
    files = opened.get(source, ())
    values = [file for file, _ in files]
    rest = count - len(files) if len(files) == MOST else 0
    if values + [_REST] * bool(rest) != [one.data(_NAME, _VALUE) for one in _lines(line)]:
        line.takeChildren()
        line.addChildren([_line(value) for value in values] + ([_line(_REST)] if rest > 0 else []))
    for one, (file, rows) in zip(_lines(line), files, strict=False):
        one.setText(_NAME, value_word("source", file.rpartition("/")[2]))
        one.setToolTip(_NAME, plain_tip(value_word("source", file)))
        one.setText(_COUNT, number(rows))
        one.setCheckState(_NAME, Qt.CheckState.Checked if file in ticked else Qt.CheckState.Unchecked)
    if rest > 0:
        write_rest(_lines(line)[-1], rest)


def write_rest(line: QTreeWidgetItem, rest: int) -> None:
    """How many values are not listed."""
    line.setText(_NAME, tr("and {count} more; search finds them").format(count=number(rest)))
    line.setFlags(Qt.ItemFlag.ItemIsEnabled)


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
