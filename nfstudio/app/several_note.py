"""Above the inspector: of how many rows keys and buttons speak, and a note that goes to all of them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStyle, QVBoxLayout, QWidget

from nfstudio.app.note_field import NoteField
from nfstudio.app.theme import NEAR, TIGHT, WIDE
from nfstudio.app.wording import number
from nfstudio.app.wrapped_text import WrappedText


class SeveralNote(QWidget):
    """Hidden while keys speak of one row. What is typed waits here until it is said, whatever is selected meanwhile;
    what was `waiting` when the window closed is shown again with the next selection."""

    said = Signal(str)
    """Words that go below the note of each; call `told` when they have gone there."""
    typed = Signal(str)
    """The words so far."""

    def __init__(self, waiting: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._opens = bool(waiting)
        self._back: QWidget | None = None
        self._words = WrappedText()
        self._below = WrappedText(muted=True)
        self.note = NoteField()
        self.keep = QPushButton(self.tr("Write it"))
        self.leave = QPushButton(self.tr("Not now"))
        self._parts = (self._below, self.note, self.keep, self.leave)
        buttons = QHBoxLayout()
        buttons.setSpacing(NEAR)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.leave)
        buttons.addStretch()
        column = QVBoxLayout(self)
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        column.setContentsMargins(WIDE, WIDE, WIDE + bar, TIGHT)  # the column below it keeps room for its scroll bar
        column.setSpacing(NEAR)
        for part in (self._words, self._below, self.note):
            column.addWidget(part)
        column.addLayout(buttons)
        for button in (self.keep, self.leave):
            button.setAutoDefault(False)
        self.note.setPlaceholderText("")
        self.note.setAccessibleName(self.tr("Note for all that are selected"))
        self.note.setToolTip(self.tr("Ctrl+Return writes the note, Escape leaves it"))
        self.note.entered.connect(self._say)
        self.keep.clicked.connect(self._say)
        self.leave.clicked.connect(self.go)
        self.note.setPlainText(waiting)
        self.note.textChanged.connect(self._typed)
        self.keep.setEnabled(bool(waiting))
        self._open(shown=False)
        self.hide()

    @property
    def count(self) -> int:
        """Of how many rows keys speak; 0 for the one looked at."""
        return self._count

    @property
    def text(self) -> str:
        """What it says of them."""
        return self._words.text

    def show_count(self, count: int) -> None:
        """Say of how many rows keys and buttons speak; nothing for one."""
        self._count = count
        text = self.tr("{count} selected: what you say is said of all of them. Escape in the list: only of this one.")
        self._words.say(text.format(count=number(count)) if count else "")
        label = self.tr("Goes below the note of each of the {count} selected:")
        self._below.say(label.format(count=number(count)) if count else "")
        if not count or self._opens:
            self._open(shown=bool(count))
        self.setVisible(bool(count))

    def come(self) -> None:
        """Let the person write."""
        if self.note.isHidden():
            self._back = QApplication.focusWidget()
        self._open(shown=True)
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def told(self) -> None:
        """The words are said."""
        self.note.clear()
        self.go()

    def go(self) -> None:
        """Done for now: the keyboard goes where it was."""
        self._opens = False
        back, self._back = self._back, None
        if back is not None and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._open(shown=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape and not self.note.isHidden():
            self.go()
        else:
            super().keyPressEvent(event)

    def _open(self, *, shown: bool) -> None:
        for part in self._parts:
            part.setVisible(shown)

    def _typed(self) -> None:
        words = self.note.toPlainText()
        self.keep.setEnabled(bool(words.strip()))
        self.typed.emit(words)

    def _say(self) -> None:
        if words := self.note.toPlainText().strip():
            self.said.emit(words)
