"""Why a span is marked, on a small card: always plain text, because Qt's own tool tips read whatever looks like
HTML as HTML."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from nfstudio.app import theme as look
from nfstudio.app.theme import theme_of

WIDTH = 360
BELOW_POINTER = 20


class HoverCard(QLabel):
    """A card that never takes the focus; it goes when its owner says so."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.ToolTip | Qt.WindowType.WindowTransparentForInput)
        self._owner = owner
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setMargin(look.NEAR)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)  # the other one colours the rim

    def show_text(self, text: str, at: QPoint) -> None:
        """Show `text` below the pointer at `at` (global), inside the screen."""
        palette = self._owner.palette()
        palette.setColor(QPalette.ColorRole.Window, theme_of(palette).rim)
        self.setPalette(palette)
        self.setWordWrap(False)
        self.setText(text)
        if self.sizeHint().width() > WIDTH:
            self.setWordWrap(True)
            self.setFixedSize(WIDTH, self.heightForWidth(WIDTH))
        else:
            self.setFixedSize(self.sizeHint())
        screen = self._owner.screen().availableGeometry()
        x = min(at.x(), screen.right() - self.width())
        below = at.y() + BELOW_POINTER
        y = below if below + self.height() <= screen.bottom() else at.y() - self.height() - look.NEAR
        self.move(max(screen.left(), x), max(screen.top(), y))
        self.show()
