"""What is said while files are carried over the window: that they are welcome, and what will become of them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nfstudio.app import theme as look
from nfstudio.store.project import SUFFIX

_GROUND = 235
"""How much of what lies beneath is hidden, of 255."""


def local_files(event: QDropEvent) -> list[Path]:
    """The files and folders of this computer that are carried."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def take_a_copy(event: QDropEvent) -> None:
    """Accept what is carried as a copy, whatever is proposed: told that it was moved, a file manager may delete it."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


class DropHint(QWidget):
    """Lies over all of `over`, and is nothing to the mouse."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def come(self, found: Sequence[Path], into_project: bool) -> None:  # noqa: FBT001
        """Say what dropping these would do."""
        if any(path.suffix == SUFFIX for path in found):
            self._words = self.tr("Drop it to open the project")
        elif into_project:
            self._words = self.tr("Drop it to see what can be imported into this project")
        else:
            self._words = self.tr("Drop it to see what can be imported")
        self.setAccessibleName(self._words)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """As large as what it lies over."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A ground, a dashed rim, the words."""
        theme = look.theme_of(self.palette())
        ground = theme.window.toRgb()
        ground.setAlpha(_GROUND)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(theme.accent, 2, Qt.PenStyle.DashLine))
        room = QRectF(self.rect()).adjusted(look.AIRY, look.AIRY, -look.AIRY, -look.AIRY)
        painter.drawRoundedRect(room, look.NEAR, look.NEAR)
        painter.setPen(theme.text)
        painter.setFont(look.heading_font(self.font()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self._words)
        painter.end()
