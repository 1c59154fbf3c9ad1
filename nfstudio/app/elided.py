"""A line of plain text that shortens itself: a long file name must not widen the window, nor be taken for markup."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Elided(QLabel):
    """Shows as much as fits, the whole as a tool tip when not all does."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show another text."""
        super().setText(" ".join(text.split()))
        self._hint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as the layout likes."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The tool tip comes and goes with the room."""
        super().resizeEvent(event)
        self._hint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the text, shortened at its end."""
        painter = QPainter(self)
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()), text)
        painter.end()

    def _hint(self) -> None:
        whole = self.fontMetrics().horizontalAdvance(self.text()) <= self.width()
        # Qt guesses whether a tool tip is markup: escaped inside a tag it is never mistaken.
        self.setToolTip("" if whole else f"<span>{escape(self.text())}</span>")
