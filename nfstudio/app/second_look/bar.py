"""The line above each part of a second look: what it is, how far it is, and the ways out of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.review_meter import Ring


class Bar(QWidget):
    """A heading with a side remark; buttons at its end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ring = Ring(self)
        self._title, self._remark = QLabel(self), QLabel(self)
        for label in (self._title, self._remark):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(look.heading_font(self.font()))
        self._remark.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._remark)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(look.WIDE, look.NEAR, look.WIDE, look.NEAR)
        self._row.setSpacing(look.NEAR)
        self._row.addWidget(self.ring)
        self._row.addLayout(words, 1)

    def say(self, title: str, remark: str, share: float) -> None:
        """Other words; `share` of the ring is full, 0 to 1."""
        self._title.setText(title)
        self._remark.setText(remark)
        self.ring.show_share(share)

    @property
    def sentence(self) -> str:
        """What it says."""
        return f"{self._title.text()}: {self._remark.text()}"

    def button(self, text: str, tip: str = "") -> QPushButton:
        """One more way out."""
        made = QPushButton(text, self)
        made.setToolTip(tip)
        self._row.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        return made
