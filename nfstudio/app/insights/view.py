"""A plot on the screen: what the pointer rests on is told in words, and the arrow keys walk the rows as it does."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nfstudio.app.insights import painting
from nfstudio.app.insights.charts import Chart
from nfstudio.app.insights.painting import Area
from nfstudio.app.row_words import plain_tip
from nfstudio.app.theme import TIGHT, mixed, theme_of

_NEXT = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BEFORE = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SPOKEN = 40
"""Rows that a screen reader is given at once."""


class ChartView(QWidget):
    """One plot, as wide as there is room and as high as it needs."""

    picked = Signal(str)
    """The key of a row that the person wants to see the feedback of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self._areas: list[Area] = []
        self._at: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Show a plot, or another state of it."""
        self._chart = chart
        self._areas, self._at = [], None
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription("\n".join(row.tip for row in chart.rows[:_SPOKEN] if row.tip) or chart.empty)
        self.setFixedHeight(painting.height(chart, self.font()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide; the height is fixed when a plot is shown."""
        return QSize(440, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The plot, and a tint behind the row looked at."""
        theme = theme_of(self.palette())
        painter = QPainter(self)
        if self._at is not None and self._at < len(self._areas):
            painter.fillRect(self._areas[self._at].rect, mixed(theme.text, theme.base, 0.06))
        if self._chart is not None:
            self._areas = painting.draw(painter, QRectF(self.rect()), self._chart, theme, self.font())
        if self.hasFocus():
            painter.setPen(theme.accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), TIGHT, TIGHT)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tell of the row under the pointer."""
        at = next((i for i, area in enumerate(self._areas) if area.rect.contains(event.position())), None)
        self._go(at, event.globalPosition().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what the row stands for."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is looked at any more."""
        self._go(None, QPoint())
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is looked at any more."""
        self._go(None, QPoint())
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk the rows, Return asks for what a row stands for."""
        if event.key() in (*_NEXT, *_BEFORE) and self._areas:
            step = 1 if event.key() in _NEXT else -1
            first = 0 if step > 0 else len(self._areas) - 1
            at = first if self._at is None else min(max(self._at + step, 0), len(self._areas) - 1)
            self._go(at, self.mapToGlobal(self._areas[at].rect.bottomLeft().toPoint()))
        elif event.key() in _ENTER and self._at is not None:
            self._pick()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """The rows lie elsewhere until the next drawing."""
        self._areas, self._at = [], None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Plots grow with the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._chart is not None:
            self.setFixedHeight(painting.height(self._chart, self.font()))

    def _go(self, at: int | None, where: QPoint) -> None:
        if at == self._at:
            return
        self._at = at
        row = None if at is None else self._areas[at].row
        self.setCursor(Qt.CursorShape.PointingHandCursor if row and row.key is not None else Qt.CursorShape.ArrowCursor)
        if row is not None and row.tip:
            QToolTip.showText(where, plain_tip(row.tip), self)
        else:
            QToolTip.hideText()
        self.update()

    def _pick(self) -> None:
        key = None if self._at is None else self._areas[self._at].row.key
        if key is not None:
            self.picked.emit(key)
