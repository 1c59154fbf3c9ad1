"""What this program is."""

import PySide6
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nfstudio import __version__
from nfstudio.app import theme as look
from nfstudio.app.icons import app_icon


class About(QDialog):
    """Name, version, licence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About NF Studio"))
        picture = QLabel(self)
        picture.setPixmap(app_icon().pixmap(QSize(64, 64)))
        words = QVBoxLayout()
        for number, text in enumerate(
            (
                f"NF Studio {__version__}",
                self.tr("Finds the feedback that people left in chat logs and turns it into preference data."),
                self.tr("Apache License 2.0. Works offline: nothing leaves this computer."),
                f"PySide6 {PySide6.__version__}",
            )
        ):
            label = QLabel(text, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            if not number:
                label.setFont(look.heading_font(self.font()))
            words.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(look.WIDE)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        page = QVBoxLayout(self)
        page.setSpacing(look.WIDE)
        page.addLayout(row)
        page.addWidget(buttons)
        self.setMinimumWidth(460)
