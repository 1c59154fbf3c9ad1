"""Rows of the lists of second looks: two lines each, the upper what it is, the lower muted words; a sign at the end."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nfstudio.app.pen import Pen, inks_of, shades_of
from nfstudio.app.theme import NEAR, ROOM, TIGHT, small_font, theme_of

_LOWER, _SIGN, KEY = (Qt.ItemDataRole.UserRole.value + number for number in range(1, 4))


class TwoLines(QStyledItemDelegate):
    """Draws text as it is, so that nothing in it can be HTML."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Any) -> QSize:  # noqa: N802 - Qt's name
        """The same for all."""
        return QSize(120, row_height(option.widget))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground, the mark of the present row, both lines."""
        theme, rect = theme_of(option.palette), option.rect
        shades, focused = shades_of(dark=theme.dark), option.widget.hasFocus()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, shades.selected if focused else shades.remembered)
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), shades.accent if focused else shades.muted
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, shades.pointed_at)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), shades.rule)
        pen = Pen(painter, theme, inks_of(option.font), ())
        area = rect.adjusted(ROOM, TIGHT + 2, -ROOM, -TIGHT - 2)
        upper = QRect(area.left(), area.top(), area.width(), pen.inks.height)
        lower = QRect(area.left(), upper.bottom() + 1, area.width(), area.bottom() - upper.bottom())
        sign = str(index.data(_SIGN) or "")
        upper.setWidth(upper.width() - pen.aside(upper, sign))
        pen.line(upper, str(index.data()), colour=theme.muted if sign else None)
        pen.line(lower, str(index.data(_LOWER) or ""), colour=theme.muted, small=True)
        painter.restore()


def row_height(widget: QWidget) -> int:
    """Pixels of every row."""
    font = widget.font()
    return QFontMetrics(font).height() + QFontMetrics(small_font(font)).height() + NEAR + TIGHT


def add_row(rows: QListWidget, upper: str, lower: str, *, sign: str = "", key: int = 0) -> None:
    """One more row; a screen reader says both lines."""
    item = QListWidgetItem(upper, rows)
    for role, value in ((_LOWER, lower), (_SIGN, sign), (KEY, key)):
        item.setData(role, value)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, " · ".join(part for part in (upper, lower, sign) if part))
