"""The rules as a table: how often each fires, how often it was right, how often another category won."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from nfstudio.app.dialogs.rows import Column, RowsModel, table
from nfstudio.app.insights.charts import Chart, Ink, Kind, Part, Row
from nfstudio.app.insights.drawings import bounds, interval, percent
from nfstudio.app.row_words import one_line
from nfstudio.app.theme import theme_of
from nfstudio.app.wording import category_word, number, tr
from nfstudio.jobs.insights import RuleFigures

_DRAWN = 20
"""Rules in the picture."""
_LINES = 14
"""Rules shown without scrolling."""


class RuleTable(QWidget):
    """All rules that fired; a click on a title sorts by it, one on a rule asks for what it found."""

    picked = Signal(str)
    """The rule whose feedback the person wants to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = _Sorted(
            [
                Column(self.tr("Rule"), lambda row: one_line(row.rule, 80), 34),
                Column(self.tr("Claims"), lambda row: category_word(row.category), 15),
                Column(self.tr("Fires"), lambda row: row.fires, 12),
                Column(self.tr("Reviewed"), lambda row: row.reviewed, 15),
                Column(self.tr("Right"), lambda row: row.right, 12),
                Column(self.tr("Conflicts"), lambda row: row.conflicts, 15),
                Column(self.tr("Precision"), _precision),
            ],
            self,
        )
        self.view: QTableView = table(self.model, self)
        self.view.setAccessibleName(self.tr("Rules"))
        self.view.setSortingEnabled(True)
        self.view.horizontalHeader().setSortIndicator(2, Qt.SortOrder.DescendingOrder)
        self.view.setMouseTracking(True)
        self.view.entered.connect(self._point)
        self.view.clicked.connect(lambda index: self._pick(index) if not index.column() else None)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            chosen = QShortcut(QKeySequence(key), self.view, context=Qt.ShortcutContext.WidgetShortcut)
            chosen.activated.connect(lambda: self._pick(self.view.currentIndex()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._fit()

    def show_rules(self, rules: list[RuleFigures]) -> None:
        """Show figures; the order the person chose stays."""
        self.model.show_rows(rules)
        self._fit()

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.model.rows[index.row()].rule)

    def _point(self, index: QModelIndex) -> None:
        link = Qt.CursorShape.PointingHandCursor if not index.column() else Qt.CursorShape.ArrowCursor
        self.view.viewport().setCursor(link)

    def _fit(self) -> None:
        line = self.view.verticalHeader().defaultSectionSize()
        lines = min(max(len(self.model.rows), 1), _LINES)
        self.view.setFixedHeight(self.view.horizontalHeader().sizeHint().height() + lines * line + 2)


def rule_chart(found: Sequence[RuleFigures]) -> Chart:
    """The rules that fire most, as a plot to take along, with the figures of all of them."""
    rows = tuple(
        Row(one_line(one.rule, 80), (Part(float(one.fires), Ink(one.category)),), number(one.fires), "", one.category)
        for one in found[:_DRAWN]
    )
    return Chart(
        Kind.BARS,
        tr("Rules that fire most"),
        rows,
        lambda value: number(round(value)),
        ("rule", "category", "fires", "reviewed", "right", "conflicts", "precision", "low_95", "high_95"),
        tuple(
            (one.rule, one.category.value, one.fires, one.reviewed, one.right, one.conflicts, *bounds(one.precision))
            for one in found
        ),
        caption=tr("Claims that each rule stands behind. In a conflict another category won on the same words."),
        empty=tr("No rule has fired yet."),
    )


class _Sorted(RowsModel[RuleFigures]):
    """Rows that are all at hand, sorted by a column."""

    _by, _order = 2, Qt.SortOrder.DescendingOrder

    def show_rows(self, rows: Any) -> None:
        """In the order chosen."""
        by_name = sorted(rows, key=lambda row: str(row.rule))
        super().show_rows(sorted(by_name, key=_KEYS[self._by], reverse=self._order is Qt.SortOrder.DescendingOrder))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By another column."""
        if column >= 0:
            self._by, self._order = column, order
            self.show_rows(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; the interval of the precision is for screen readers too, and a rule looks like the link it is."""
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return theme_of(QGuiApplication.palette()).accent
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 0:
            return tr("Show what it found")
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid() and index.column() == 6:
            return interval(self.rows[index.row()].precision)
        return super().data(index, role)


def _precision(row: RuleFigures) -> str:
    share = row.precision
    return "–" if share.value is None else f"{percent(share.value)}  ({percent(share.low)} – {percent(share.high)})"


def _value(row: RuleFigures) -> float:
    return -1.0 if row.precision.value is None else row.precision.value


_KEYS: tuple[Callable[[RuleFigures], Any], ...] = (
    lambda row: row.rule,
    lambda row: category_word(row.category),
    lambda row: row.fires,
    lambda row: row.reviewed,
    lambda row: row.right,
    lambda row: row.conflicts,
    _value,
)
"""What each column is sorted by."""
