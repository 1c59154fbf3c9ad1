"""A paragraph of plain text that wraps anywhere if it must: a log may hold a word of ten thousand letters."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from nfstudio.app.highlight import shown
from nfstudio.app.row_words import plain_tip

_WIDTHS = 8
"""Widths for which the lines are kept."""


class WrappedText(QWidget):
    """Shows text as it is, never as markup, as high as its width makes it; each line break begins a line.

    Args:
        lines: it is always so many lines high, so that nothing below it moves; what is longer is cut, and whole in its
            tool tip.
    """

    def __init__(self, text: str = "", *, muted: bool = False, lines: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._lines = lines
        self._laid: dict[int, list[QTextLayout]] = {}
        self._role = QPalette.ColorRole.PlaceholderText if muted else QPalette.ColorRole.WindowText
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(text)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def say(self, text: str) -> None:
        """Show another text."""
        if text == self._text:
            return
        self._text = text
        self._laid.clear()
        self.setAccessibleName(text)
        if self._lines:
            self.setToolTip(plain_tip(text))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """The height of all lines."""
        if self._lines:
            return self._lines * self.fontMetrics().lineSpacing() + 1
        return round(sum(_height(layout) for layout in self._layouts(width)))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """For the width it has, or a usual one."""
        width = self.width() if self.width() > 50 else 240
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """One line, or all where their number is fixed."""
        return QSize(0, self.heightForWidth(0) if self._lines else self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self._role))
        top = 0.0
        for layout in self._layouts(self.width()):
            layout.draw(painter, QPointF(0, top))
            top += _height(layout)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other letters need another room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._laid.clear()

    def _layouts(self, width: int) -> list[QTextLayout]:
        """The lines; kept by width, because a layout asks a dozen times before it settles."""
        if width not in self._laid:
            if len(self._laid) >= _WIDTHS:
                self._laid.clear()
            text = shown(self._text)
            if self._lines:
                self._laid[width] = [_cut_to(self._lines, " ".join(text.split()), self.font(), width)]
            else:
                self._laid[width] = [_laid_out(line, self.font(), width) for line in text.split("\n")]
        return self._laid[width]


def _laid_out(text: str, font: QFont, width: int) -> QTextLayout:
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout


def _cut_to(lines: int, text: str, font: QFont, width: int) -> QTextLayout:
    """As much of `text` as so many lines hold."""
    whole = _laid_out(text, font, width)
    if whole.lineCount() <= lines:
        return whole
    fits, over = 0, len(text)
    while over - fits > 1:
        half = (fits + over) // 2
        laid = _laid_out(f"{text[:half].rstrip()}…", font, width)
        fits, over = (half, over) if laid.lineCount() <= lines else (fits, half)
    return _laid_out(f"{text[:fits].rstrip()}…", font, width)


def _height(layout: QTextLayout) -> float:
    return sum(layout.lineAt(i).height() for i in range(layout.lineCount()))
