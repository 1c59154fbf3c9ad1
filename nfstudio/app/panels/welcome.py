"""The first page: what can be opened, what was open before, and where logs can be dropped."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QCommandLinkButton,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app import theme as look
from nfstudio.app import wording
from nfstudio.app.icons import app_icon, icon
from nfstudio.app.preferences import Recent
from nfstudio.paths import is_file, shown
from nfstudio.store.project import SUFFIX

_PATH = Qt.ItemDataRole.UserRole


class Welcome(QWidget):
    """What there is before a project is open."""

    TITLE = "Welcome"
    folder_wanted = Signal()
    project_wanted = Signal()
    new_wanted = Signal()
    samples_wanted = Signal()
    recent_wanted = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ways: list[tuple[QCommandLinkButton, str]] = []
        self._recents = QListWidget(self)
        self._recents.setAccessibleName(self.tr("Recent projects"))
        self._recents.setFrameShape(QListWidget.Shape.NoFrame)
        self._recents.setUniformItemSizes(True)
        self._recents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._recents.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._recents.itemActivated.connect(self._open)
        self._recents.itemClicked.connect(self._open)
        self._none = _words(self.tr("Projects you open are listed here."), quiet=True)
        self._lay_out()
        self._tint()
        self.show_recents(())

    def show_recents(self, recents: Sequence[Recent]) -> None:
        """List the projects that still lie where they were."""
        self._recents.clear()
        now = wording.now()
        for recent in recents:
            if not is_file(recent.path):
                continue
            name = recent.path.name.removesuffix(SUFFIX)
            about = " · ".join(part for part in (shown(recent.path.parent), _ago(recent.opened_at, now)) if part)
            item = QListWidgetItem(f"{name}\n{about}")
            item.setData(_PATH, str(recent.path))
            item.setToolTip("")
            self._recents.addItem(item)
        self._recents.setVisible(self._recents.count() > 0)
        self._none.setVisible(self._recents.count() == 0)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Icons follow the palette."""
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        self.recent_wanted.emit(Path(item.data(_PATH)))

    def _way(self, name: str, text: str, about: str, signal: object) -> QCommandLinkButton:
        button = _Way(text, about, self)
        button.setIconSize(QSize(20, 20))
        button.clicked.connect(signal)
        self._ways.append((button, name))
        return button

    def _lay_out(self) -> None:
        ways = QVBoxLayout()
        ways.setSpacing(look.TIGHT)
        for way in (
            self._way(
                "folder",
                self.tr("Open a folder of chat logs…"),
                self.tr("Its project is kept beside it"),
                self.folder_wanted,
            ),
            self._way(
                "project", self.tr("Open a project…"), self.tr("A file that ends in .nfstudio"), self.project_wanted
            ),
            self._way("import", self.tr("New project…"), self.tr("Empty; add files as you find them"), self.new_wanted),
            self._way(
                "sample",
                self.tr("Try the sample logs"),
                self.tr("A few invented conversations to look around in"),
                self.samples_wanted,
            ),
        ):
            ways.addWidget(way)
        ways.addStretch()
        known = QVBoxLayout()
        known.setSpacing(look.NEAR)
        known.addWidget(_words(self.tr("Recent projects"), bold=True))
        known.addWidget(self._none)
        known.addWidget(self._recents, 1)
        known.addStretch()
        columns = QHBoxLayout()
        columns.setSpacing(2 * look.AIRY)
        columns.addLayout(ways, 1)
        columns.addLayout(known, 1)
        page = QVBoxLayout()
        page.setSpacing(look.AIRY)
        page.addLayout(self._head())
        page.addLayout(columns)
        page.addWidget(
            _words(
                self.tr("Or drop files, a folder or a project on this window. Nothing leaves this computer."),
                quiet=True,
            )
        )
        around = QVBoxLayout(self)
        around.setContentsMargins(look.AIRY, look.AIRY, look.AIRY, look.AIRY)
        box = QWidget(self)
        box.setLayout(page)
        box.setMaximumWidth(880)
        around.addStretch(2)
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(box, 100)
        across.addStretch()
        around.addLayout(across)
        around.addStretch(3)

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(app_icon().pixmap(QSize(56, 56)))
        picture.setAccessibleName("")
        name = _words("NF Studio")
        name.setFont(look.heading_font(self.font()))
        about = _words(self.tr("Turn the chat logs you own into preference data."), quiet=True)
        words = QVBoxLayout()
        words.setSpacing(look.TIGHT)
        words.addStretch()
        words.addWidget(name)
        words.addWidget(about)
        words.addStretch()
        head = QHBoxLayout()
        head.setSpacing(look.WIDE)
        head.addWidget(picture)
        head.addLayout(words, 1)
        return head

    def _tint(self) -> None:
        for button, name in self._ways:
            button.setIcon(icon(name, self.palette()))
        theme = look.theme_of(self.palette())
        plain = (
            f"QListWidget {{ background: transparent; }} QListWidget::item {{ padding: {look.NEAR}px;"
            f" border-radius: {look.TIGHT}px; }} QListWidget::item:hover {{ background: {theme.raised.name()}; }}"
            f" QListWidget::item:selected {{ background: {theme.find.name()}; color: {theme.text.name()}; }}"
        )
        if self._recents.styleSheet() != plain:  # setting it changes the palette, which comes back here
            self._recents.setStyleSheet(plain)


class _Way(QCommandLinkButton):
    """A button that Return presses, too, with a rim that says that it would: the style draws none."""

    def __init__(self, text: str, about: str, parent: QWidget) -> None:
        super().__init__(text, about, parent)
        self.setAutoDefault(True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The rim around what has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.theme_of(self.palette()).accent, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.TIGHT, look.TIGHT)
            painter.end()


def _words(text: str, *, quiet: bool = False, bold: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if quiet:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    if bold:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label


def _ago(opened_at: str, now: datetime) -> str:
    """When a project was open, in words; nothing for a time that is none."""
    try:
        return wording.relative(datetime.fromisoformat(opened_at), now)
    except ValueError:
        return ""
