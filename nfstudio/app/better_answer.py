"""What the inspector says of the better answer: its first words, and the way to write it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from nfstudio.app.row_words import cut
from nfstudio.app.theme import TIGHT
from nfstudio.app.wrapped_text import WrappedText

SHOWN = 240
"""Characters of a better answer that are shown."""


class BetterAnswer(QWidget):
    """The words and a button."""

    wanted = Signal()
    """The person wants to write."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = WrappedText()
        self._button = QPushButton()
        self._key = "W"
        self._written = False
        self._button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addWidget(self._words)
        column.addWidget(self._button)

    def show_words(self, words: str) -> None:
        """Show what was written; empty when nothing was."""
        self._written = bool(words)
        self._words.say(cut(words, SHOWN))
        self._words.setVisible(self._written)
        self._name()

    def name_key(self, key: str) -> None:
        """The key that does what the button does."""
        self._key = key
        self._name()

    def _name(self) -> None:
        text = self.tr("Change it") if self._written else self.tr("Write it")
        self._button.setText(f"{text} ({self._key})" if self._key else text)
