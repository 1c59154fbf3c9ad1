"""The guides that the program brings along, to read beside the window and without a network."""

import re

from PySide6.QtCore import QByteArray, QCoreApplication, Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QListWidget, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from nfstudio import paths
from nfstudio.app import theme as look
from nfstudio.app.sentences import SPOKEN

GUIDES = ("review-guide", "export", "checks", "detection", "formats", "troubleshooting", "privacy")
"""Names of their files, in the order in which they are offered."""
_NOTES = re.compile(r"<!--.*?-->\n*", re.DOTALL)
_SIGNS = re.compile(r"[^\w\s-]")


class Guides(QDialog):
    """A list of guides and the one that is read. They are ours, so they are shown as what they are: Markdown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Guides"))
        self.titles, self.page = QListWidget(self), _Page(self)
        self._texts = [_text(name) for name in GUIDES]
        for text in self._texts:
            self.titles.addItem(text.partition("\n")[0].removeprefix("# "))
        self.titles.setAccessibleName(self.tr("Guides"))
        self.titles.setFrameShape(QFrame.Shape.NoFrame)
        self.titles.currentRowChanged.connect(lambda row: self.page.setMarkdown(self._texts[row]))
        self.page.setAccessibleName(self.tr("Guide"))
        self.page.anchorClicked.connect(self._follow)
        halves = QSplitter(self, childrenCollapsible=False)
        halves.setHandleWidth(1)
        halves.addWidget(self.titles)
        halves.addWidget(self.page)
        halves.setStretchFactor(1, 1)
        self.titles.setMinimumWidth(self.titles.sizeHintForColumn(0) + look.WIDE)
        around = QVBoxLayout(self)
        around.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        self.language = QLabel(self.tr("The guides are written in English."), self)
        self.language.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.language.setVisible(QCoreApplication.instance().property(SPOKEN) is not None)  # type: ignore[union-attr]
        around.addWidget(self.language)
        around.addWidget(halves, 1)
        self.titles.setCurrentRow(0)
        self.resize(940, 700)

    def _follow(self, address: QUrl) -> None:
        """Another guide; what lies elsewhere is not opened: the program goes to no network."""
        name = address.path().removesuffix(".md")
        if name in GUIDES:
            self.titles.setCurrentRow(GUIDES.index(name))
        if (name in GUIDES or not address.path()) and address.hasFragment():
            self.page.show_heading(address.fragment())


class _Page(QTextBrowser):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(look.message_font(self.font()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_heading(self, fragment: str) -> None:
        """Go to the heading that a link names as websites do; Qt gives those of Markdown no names."""
        block = self.document().begin()
        while block.isValid():
            if (
                block.blockFormat().headingLevel()
                and _SIGNS.sub("", block.text().lower()).replace(" ", "-") == fragment
            ):
                self.setTextCursor(QTextCursor(block))
                self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self.cursorRect().top())
                return
            block = block.next()

    def loadResource(self, _kind: int, _name: QUrl | str) -> QByteArray:  # noqa: N802 - Qt's name
        """Words only."""
        return QByteArray()


def _text(name: str) -> str:
    """A guide without the notes that its tests read."""
    return _NOTES.sub("", (paths.guides() / f"{name}.md").read_text(encoding="utf-8")).lstrip()
