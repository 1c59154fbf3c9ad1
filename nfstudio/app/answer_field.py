"""Where an answer is written: plain text, given back exactly as it was filled in where nobody touched it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from nfstudio.app.highlight import shown
from nfstudio.app.theme import message_font


class AnswerField(QPlainTextEdit):
    """Ctrl+Return is being done; Tab goes elsewhere."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filled = self._given = ""
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(message_font(self.font()))
        self.setAccessibleName(self.tr("Better answer"))

    def fill(self, words: str) -> None:
        """Begin anew with `words`; what was typed before is no longer to be undone here."""
        self._filled = words
        self.setPlainText(shown(words))
        self._given = self._typed()

    def replace(self, words: str) -> None:
        """Put `words` in the place of all that stands here; the field's own undo brings it back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(shown(words))
        self._filled, self._given = words, self._typed()

    @property
    def words(self) -> str:
        """What stands here. Qt shows some characters as others: untouched words are those that were filled in."""
        typed = self._typed()
        return self._filled if typed == self._given else typed

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Return."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> str:
        """As Qt holds it, which keeps no-break spaces; only its own line breaks are put back."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
