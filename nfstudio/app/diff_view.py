"""A text beside the one it replaces, in one: what was taken out struck through, what was put in underlined."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from nfstudio.app.highlight import shown
from nfstudio.app.theme import Theme, message_font, theme_of
from nfstudio.app.word_diff import Change, Piece, word_diff


class DiffView(QTextEdit):
    """Read only; nothing in it is taken for markup."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: list[Piece] = []
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(message_font(self.font()))
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(self.tr("What changes"))

    def show_change(self, before: str, after: str) -> None:
        """Show how `before` becomes `after`."""
        self._pieces = word_diff(before, after)
        self._write()

    def go_to_top(self) -> None:
        """Begin to read: another text is compared."""
        self.verticalScrollBar().setValue(0)

    @property
    def pieces(self) -> list[Piece]:
        """What is shown."""
        return self._pieces

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme: other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()

    def _write(self) -> None:
        bar = self.verticalScrollBar()
        at = bar.value()
        theme = theme_of(self.palette())
        self.clear()
        cursor = QTextCursor(self.document())
        for piece in self._pieces:
            cursor.insertText(shown(piece.text), _looks(piece.change, theme))
        self.moveCursor(QTextCursor.MoveOperation.Start)  # else the view follows the last words
        bar.setValue(at)


def _looks(change: Change, theme: Theme) -> QTextCharFormat:
    looks = QTextCharFormat()
    if change is Change.REMOVED:
        looks.setFontStrikeOut(True)
        looks.setForeground(theme.muted)
    elif change is Change.ADDED:
        looks.setBackground(theme.find)
        looks.setForeground(theme.text)
        looks.setFontUnderline(True)
        looks.setFontWeight(QFont.Weight.Medium)
    else:
        looks.setForeground(theme.text)
    return looks
