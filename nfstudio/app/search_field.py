"""Where a search is typed: it begins by itself after a pause, so that nobody looks for a button."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

TYPING = 250
"""Milliseconds without a key after which a search begins."""


class SearchField(QLineEdit):
    """Return searches at once and goes to the first row found, Escape clears and leaves, Down goes into the list."""

    settled = Signal()
    """The person has stopped typing, or cleared the field."""
    entered = Signal()
    """The person wants the first row of what was searched for."""
    left = Signal()
    """The person wants to be in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search all messages"))
        self.setAccessibleName(self.tr("Search all messages"))
        self.setToolTip(self.tr('All words must occur in one message; "words in quotes" stand together.'))
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING)
        self._pause.timeout.connect(self.settled)
        self.textEdited.connect(lambda _: self._pause.start())
        self.textChanged.connect(self._cleared)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The keys that are not letters."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._at_once()
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif key == Qt.Key.Key_Down:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _cleared(self, text: str) -> None:
        """The button in the field clears it without `textEdited`."""
        if not text:
            self._at_once()

    def _at_once(self) -> None:
        self._pause.stop()
        self.settled.emit()
