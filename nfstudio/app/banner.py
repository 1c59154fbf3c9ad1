"""One line across the top that stays as long as what it says is true."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from nfstudio.app import theme as look
from nfstudio.app.icons import picture


class Banner(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._picture = QLabel(self)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.ROOM, look.NEAR, look.ROOM, look.NEAR)
        row.setSpacing(look.NEAR)
        row.addWidget(self._picture)
        row.addWidget(self._label, 1)
        self.say("")

    def say(self, sentence: str) -> None:
        """Say something, or nothing any more."""
        self._label.setText(sentence)
        self.setVisible(bool(sentence))
        self._tint()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._label.text()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Colours follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        theme = look.theme_of(self.palette())
        self._picture.setPixmap(picture("lock", theme.text, QSize(16, 16)))
        wanted = f"Banner {{ background: {theme.find.name()}; }}"
        if self.styleSheet() != wanted:  # setting it changes the palette, which comes back here
            self.setStyleSheet(wanted)
