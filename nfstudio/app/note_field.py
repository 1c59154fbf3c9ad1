"""Where a note is written: plain text, told when the person is done with it rather than at every key."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget


class NoteField(QPlainTextEdit):
    """Ctrl+Return, or going elsewhere, is being done; Tab goes elsewhere."""

    done = Signal()
    entered = Signal()
    """By Ctrl+Return."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("Goes along with your decision"))
        self.setToolTip(self.tr("Ctrl+Return keeps the note"))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Four lines."""
        return QSize(200, 4 * self.fontMetrics().lineSpacing() + 12)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Two lines."""
        return QSize(60, 2 * self.fontMetrics().lineSpacing() + 12)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Return."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Going elsewhere; opening the field's own menu is not."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.done.emit()
