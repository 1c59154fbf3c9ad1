"""Draws a plot with a painter: the same on a widget, on an image and on a page of SVG."""

from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from nfstudio.app.insights.charts import Chart, Ink, Part, Row, Shape, colour_of, ticks
from nfstudio.app.theme import NEAR, ROOM, TIGHT, Theme, small_font

_LABELS = 0.42
"""Most of the width that labels may take."""
_TALL = 170
"""Height of the field of an upright plot, in pixels."""
_FEW, _WIDEST = 10, 72
"""Columns, and most pixels of each where there are fewer: one day is no wall."""
_MARK = 4.5
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Area:
    """Where a row was drawn, for the pointer."""

    row: Row
    rect: QRectF


def height(chart: Chart, font: QFont) -> int:
    """Pixels that a plot needs; its width is free."""
    line = QFontMetricsF(small_font(font)).height()
    if not chart.rows:
        return round(3 * line)
    field = _TALL if chart.upright else len(chart.rows) * _row_height(chart, font)
    return round(field + line + TIGHT + (line + NEAR if chart.legend else 0) + TIGHT)


def draw(painter: QPainter, rect: QRectF, chart: Chart, theme: Theme, font: QFont) -> list[Area]:
    """Draw `chart` into `rect`, which is `height` high; where its rows came to lie."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = _Pen(painter, theme, font, chart)
    if not chart.rows:
        painter.setFont(font)
        painter.setPen(theme.muted)
        painter.drawText(rect, _LEFT | Qt.TextFlag.TextWordWrap, chart.empty)
        return []
    if chart.legend:
        rect = pen.legend(rect)
    return pen.upright(rect) if chart.upright else pen.lying(rect)


def _row_height(chart: Chart, font: QFont) -> float:
    series = 1 if chart.stacked else max(len(row.parts) for row in chart.rows)
    return QFontMetricsF(font).height() + ROOM + (series - 1) * ROOM


class _Pen:
    """One drawing of one chart."""

    def __init__(self, painter: QPainter, theme: Theme, font: QFont, chart: Chart) -> None:
        self._painter, self._theme, self._chart = painter, theme, chart
        self._font, self._small = QFont(font), small_font(font)
        self._reach = chart.reach

    # Rows from top to bottom

    def lying(self, rect: QRectF) -> list[Area]:
        """Labels at the left, notes at the right, the field between them."""
        metrics, small = QFontMetricsF(self._font), QFontMetricsF(self._small)
        letter = metrics.height() + NEAR if any(row.category for row in self._chart.rows) else 0
        widest = max(metrics.horizontalAdvance(row.label) for row in self._chart.rows) + letter + ROOM
        left = min(widest, _LABELS * rect.width())
        right = max(small.horizontalAdvance(row.note) for row in self._chart.rows) + ROOM
        below = small.height() + TIGHT
        field = QRectF(rect.left() + left, rect.top(), rect.width() - left - right, rect.height() - below - TIGHT)
        self._grid_down(field, below)
        high = _row_height(self._chart, self._font)
        areas = []
        for at, row in enumerate(self._chart.rows):
            line = QRectF(rect.left(), rect.top() + at * high, rect.width(), high)
            self._label(QRectF(line.left(), line.top(), left - ROOM, high), row, letter)
            self._text(line, row.note, _RIGHT, self._small, self._theme.muted)
            self._parts(QRectF(field.left(), line.top(), field.width(), high), row)
            areas.append(Area(row, line))
        return areas

    def _grid_down(self, field: QRectF, below: float) -> None:
        last = -inf
        for value in self._ticks():
            x = field.left() + field.width() * value / self._reach
            self._painter.setPen(QPen(self._theme.rule, 1))
            self._painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()))
            text = self._chart.axis(value)
            wide = QFontMetricsF(self._small).horizontalAdvance(text)
            if x - wide / 2 > last:  # a narrow field has room for some of them
                last = x + wide / 2 + NEAR
                place = QRectF(x - wide, field.bottom() + TIGHT, 2 * wide, below)
                self._text(place, text, _CENTRE, self._small, self._theme.muted, elide=False)

    def _parts(self, line: QRectF, row: Row) -> None:
        middle = line.center().y()
        if self._chart.stacked:
            at, tall = line.left(), line.height() - ROOM
            for part in row.parts:
                wide = line.width() * part.value / self._reach
                self._block(QRectF(at, middle - tall / 2, wide, tall), part.ink)
                at += wide
            return
        for number, part in enumerate(row.parts):
            y = middle + (number - (len(row.parts) - 1) / 2) * ROOM

            def point(value: float, y: float = y) -> QPointF:
                return QPointF(line.left() + line.width() * min(value, self._reach) / self._reach, y)

            self._estimate(part, point(part.low or 0.0), point(part.value), point(part.high or 0.0), QPointF(0, 4))

    # Rows from left to right

    def upright(self, rect: QRectF) -> list[Area]:
        """The axis at the left, labels below as far as there is room for them."""
        small = QFontMetricsF(self._small)
        left = max(small.horizontalAdvance(self._chart.axis(value)) for value in self._ticks()) + NEAR
        below = small.height() + TIGHT
        top = rect.top() + small.height() / 2
        field = QRectF(rect.left() + left, top, rect.width() - left, rect.bottom() - below - TIGHT - top)
        for value in self._ticks():
            y = field.bottom() - field.height() * value / self._reach
            self._painter.setPen(QPen(self._theme.rule, 1))
            self._painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            place = QRectF(rect.left(), y - small.height() / 2, left - NEAR, small.height())
            self._text(place, self._chart.axis(value), _RIGHT, self._small, self._theme.muted, elide=False)
        return self._columns(field, below)

    def _columns(self, field: QRectF, below: float) -> list[Area]:
        rows = self._chart.rows
        wide = field.width() / len(rows)
        wide = min(wide, _WIDEST) if len(rows) < _FEW else wide
        widest = max(QFontMetricsF(self._small).horizontalAdvance(row.label) for row in rows) + NEAR
        every = max(1, round(-(-widest // wide)))
        areas = []
        for at, row in enumerate(rows):
            column = QRectF(field.left() + at * wide, field.top(), wide, field.height())
            self._column(column, row)
            if at % every == 0 and (at + every <= len(rows) or at == 0 or every == 1):
                place = QRectF(column.center().x() - widest / 2, field.bottom() + TIGHT, widest, below)
                self._text(place, row.label, _CENTRE, self._small, self._theme.muted, elide=False)
            areas.append(Area(row, column))
        return areas

    def _column(self, column: QRectF, row: Row) -> None:
        def y(value: float) -> float:
            return column.bottom() - column.height() * min(value, self._reach) / self._reach

        if not self._chart.stacked:
            x = column.center().x()
            for part in row.parts:
                low, value, high = (QPointF(x, y(one)) for one in (part.low or 0.0, part.value, part.high or 0.0))
                self._estimate(part, low, value, high, QPointF(4, 0))
            return
        below, gap = 0.0, min(2.0, 0.15 * column.width())
        for part in row.parts:
            top = y(below + part.value)
            self._block(QRectF(column.left() + gap, top, column.width() - 2 * gap, y(below) - top), part.ink)
            below += part.value

    # Marks

    def _estimate(self, part: Part, low: QPointF, value: QPointF, high: QPointF, cap: QPointF) -> None:
        """A mark, and its interval as a line with caps."""
        colour = colour_of(part.ink, self._theme)
        if part.low is not None and part.high is not None:
            self._painter.setPen(QPen(colour, 1.5))
            self._painter.drawLine(low, high)
            for end in (low, high):
                self._painter.drawLine(end - cap, end + cap)
        self._mark(value, part.ink)

    def _mark(self, at: QPointF, ink: Ink) -> None:
        self._painter.setPen(QPen(self._theme.base, 1))
        self._painter.setBrush(colour_of(ink, self._theme))
        if ink.shape is Shape.CIRCLE:
            self._painter.drawEllipse(at, _MARK, _MARK)
            return
        reach = _MARK * 1.3
        corners = (QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0))
        self._painter.drawPolygon(QPolygonF([at + corner for corner in corners]))

    def _block(self, rect: QRectF, ink: Ink) -> None:
        if rect.width() <= 0 or rect.height() <= 0:
            return
        colour = colour_of(ink, self._theme)
        self._painter.fillRect(rect, self._theme.base)
        self._painter.fillRect(rect, QBrush(colour, ink.pattern))
        if ink.pattern is not Qt.BrushStyle.SolidPattern and min(rect.width(), rect.height()) > 2:
            self._painter.setPen(QPen(colour, 1))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))

    # Words

    def legend(self, rect: QRectF) -> QRectF:
        """What the inks mean, in one line; what is left of `rect`."""
        metrics = QFontMetricsF(self._small)
        x, high = rect.left(), metrics.height()
        for ink, text in self._chart.legend:
            middle = rect.top() + high / 2
            if self._chart.stacked:
                self._block(QRectF(x, middle - 5, ROOM, 10), ink)
            else:
                self._mark(QPointF(x + ROOM / 2, middle), ink)
            x += ROOM + TIGHT
            wide = min(metrics.horizontalAdvance(text) + 1, max(0.0, rect.right() - x))
            self._text(QRectF(x, rect.top(), wide, high), text, _LEFT, self._small, self._theme.text)
            x += wide + ROOM
        return rect.adjusted(0, high + NEAR, 0, 0)

    def _label(self, place: QRectF, row: Row, letter: float) -> None:
        if row.category is not None:
            colours = self._theme.categories[row.category]
            side = letter - NEAR
            box = QRectF(place.left(), place.center().y() - side / 2, side, side)
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(colours.tint)
            self._painter.drawRoundedRect(box, 4, 4)
            bold = QFont(self._small)
            bold.setBold(True)
            self._text(box, row.category.letter, Qt.AlignmentFlag.AlignCenter, bold, colours.ink, elide=False)
        self._text(place.adjusted(letter, 0, 0, 0), row.label, _LEFT, self._font, self._theme.text)

    def _text(
        self, place: QRectF, text: str, where: Qt.AlignmentFlag, font: QFont, colour: QColor, *, elide: bool = True
    ) -> None:
        if elide:
            text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideMiddle, place.width() + 1)
        self._painter.setFont(font)
        self._painter.setPen(colour)
        flags = where if elide else where | Qt.TextFlag.TextDontClip
        self._painter.drawText(place, flags | Qt.TextFlag.TextSingleLine, text)

    def _ticks(self) -> list[float]:
        return ticks(self._reach, whole=self._chart.stacked)
