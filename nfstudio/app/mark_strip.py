"""Where in a long conversation the feedback lies: a strip beside the scroll bar, one mark a span, a click jumps."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfstudio.app import theme as look
from nfstudio.app.theme import theme_of

MARK = 3.0
NEAREST = 12.0
"""How many pixels beside a mark a click still means it."""


@dataclass(frozen=True, slots=True)
class StripMark:
    """One mark: which feedback, how far down (0 to 1), in which colour."""

    feedback: int
    share: float
    colour: QColor
    selected: bool


class MarkStrip(QWidget):
    """Paints marks; knows nothing of documents."""

    jumped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[StripMark, ...] = ()
        self._reach = inf
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Where the feedback lies"))

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """As narrow as a mark can be seen."""
        return QSize(look.ROOM, 0)

    def show_marks(self, marks: Sequence[StripMark], *, reach: float = inf) -> None:
        """Replace all marks; where all that they stand in is lower than the strip (`reach` pixels), each lies beside
        its words."""
        self._marks, self._reach = tuple(marks), reach
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 -- Qt's name
        """Marks on the ground of the text; the selected one on top and wider."""
        painter, theme = QPainter(self), theme_of(self.palette())
        painter.fillRect(self.rect(), theme.base)
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in sorted(self._marks, key=lambda mark: mark.selected):
            inset = 0 if mark.selected else 2
            height = MARK + 2 if mark.selected else MARK
            painter.setBrush(theme.accent if mark.selected else mark.colour)
            painter.drawRoundedRect(QRectF(inset, self._y(mark), self.width() - 2 * inset, height), 1, 1)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Jump to the mark nearest to the pointer."""
        y = event.position().y()
        nearest = min(self._marks, key=lambda mark: abs(self._y(mark) - y), default=None)
        if nearest is not None and abs(self._y(nearest) - y) <= NEAREST:
            self.jumped.emit(nearest.feedback)

    def _y(self, mark: StripMark) -> float:
        return mark.share * min(self._reach, max(0.0, self.height() - MARK - 2))
