"""Finding words in the conversation at hand: a line above it that comes with Ctrl+F and goes with Escape."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from nfstudio.app import theme as look
from nfstudio.app.panels.transcript import Transcript
from nfstudio.app.wording import number


class FindBar(QWidget):
    """Drives the finding of a transcript."""

    def __init__(self, transcript: Transcript, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transcript = transcript
        self._hits = 0
        self.words = QLineEdit(self, clearButtonEnabled=True)
        self.words.setPlaceholderText(self.tr("Find in this conversation"))
        self.words.setAccessibleName(self.tr("Find in this conversation"))
        self._count = QLabel(self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._count.setMinimumWidth(self.fontMetrics().horizontalAdvance("8,888 of 8,888"))
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.ROOM, look.TIGHT, look.ROOM, look.TIGHT)
        row.setSpacing(look.TIGHT)
        row.addWidget(self.words, 1)
        row.addWidget(self._count)
        for arrow, name, step in (
            (Qt.ArrowType.UpArrow, self.tr("Previous hit"), -1),
            (Qt.ArrowType.DownArrow, self.tr("Next hit"), 1),
        ):
            row.addWidget(self._arrow(arrow, name, step))
        self.words.textChanged.connect(self._find)
        self.hide()

    def come(self) -> None:
        """Show the bar, ready to type."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._find(self.words.text())

    def go(self) -> None:
        """Hide the bar and the marks."""
        self.hide()
        self._transcript.find_text("")
        self._transcript.setFocus(Qt.FocusReason.OtherFocusReason)

    def again(self) -> None:
        """Another conversation is shown: its hits are others."""
        if self.isVisible() and self.words.text():
            self._hits = self._transcript.find_text(self.words.text())
            self._tell(None)

    def step(self, step: int) -> None:
        """Look at the next or the previous hit."""
        self._tell(self._transcript.find_next() if step > 0 else self._transcript.find_previous())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes, Return goes on, Shift+Return back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _arrow(self, arrow: Qt.ArrowType, name: str, step: int) -> QToolButton:
        button = QToolButton(self, autoRaise=True, arrowType=arrow)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: self.step(step))
        return button

    def _find(self, text: str) -> None:
        self._hits = self._transcript.find_text(text)
        self._tell(self._transcript.find_next())

    def _tell(self, hit: int | None) -> None:
        if not self.words.text():
            self._count.setText("")
        elif not self._hits:
            self._count.setText(self.tr("no hits"))
        elif hit is None:
            self._count.setText(number(self._hits))
        else:
            self._count.setText(self.tr("{at} of {total}").format(at=number(hit + 1), total=number(self._hits)))
