"""A failure told in plain words, with the details that help to mend it and none that tell of a conversation."""

import platform

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from nfstudio import __version__
from nfstudio.app import theme as look
from nfstudio.app.sentences import in_words
from nfstudio.app.wording import tr
from nfstudio.errors import StudioError, frames_of
from nfstudio.jobs.apart import BrokeApartError


def said(error: BaseException) -> tuple[str, str]:
    """What to tell the person of an error: a sentence and what to do.

    Never the words of an unexpected exception: they may be words of a conversation.
    """
    if isinstance(error, StudioError):
        return in_words(error.sentence), in_words(error.hint)
    return (
        tr("Something went wrong inside the program."),
        tr("What you decided is saved. The details below help to mend it; they hold no words of your logs."),
    )


def details_of(error: BaseException) -> str:
    """Where in the program an error arose, and in which program: frames and versions, no values."""
    lines = [
        f"NF Studio {__version__}, Python {platform.python_version()}, PySide6 {PySide6.__version__}, Qt {qVersion()}",
        platform.platform(),
        "",
        *(error.frames if isinstance(error, BrokeApartError) else frames_of(error)),
    ]
    return "\n".join(lines)


class Details(QDialog):
    """One failure."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sentence, hint = said(error)
        self.setWindowTitle(self.tr("Something went wrong"))
        head, advice = QLabel(sentence, self), QLabel(hint, self)
        for label in (head, advice):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        head.setFont(look.heading_font(self.font()))
        self.text = QPlainTextEdit(details_of(error), self, readOnly=True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(self.tr("Details"))
        buttons = QDialogButtonBox(self)
        copy = buttons.addButton(self.tr("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        close.clicked.connect(self.close)
        page = QVBoxLayout(self)
        page.setSpacing(look.ROOM)
        page.addWidget(head)
        page.addWidget(advice)
        page.addWidget(self.text, 1)
        page.addWidget(buttons)
        self.resize(680, 420)
