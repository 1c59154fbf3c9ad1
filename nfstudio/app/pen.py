"""Draws single lines of text in lists: as they are, so that nothing in them can be HTML, and fast, because a table
that fills a screen has three hundred of them and draws them again at every step of the wheel."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from nfstudio.app.highlight import Offsets
from nfstudio.app.line_geometry import RIGHT_TO_LEFT
from nfstudio.app.reading_text import occurrences
from nfstudio.app.theme import DARK, LIGHT, NEAR, Theme, mixed, small_font
from nfstudio.domain.feedback import Category

_LINE = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value | Qt.TextFlag.TextSingleLine.value
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours behind the rows of one scheme.

    Attributes:
        selected, accent: the present row and its bar while the keys go to the list.
        remembered, muted: the same while they go elsewhere.
    """

    selected: QColor
    remembered: QColor
    pointed_at: QColor
    rule: QColor
    accent: QColor
    muted: QColor


@lru_cache(maxsize=2)
def shades_of(*, dark: bool) -> Shades:
    """The colours behind rows."""
    theme = DARK if dark else LIGHT
    return Shades(
        selected=mixed(theme.accent, theme.base, 0.16),
        remembered=mixed(theme.text, theme.base, 0.09),
        pointed_at=mixed(theme.text, theme.base, 0.05),
        rule=mixed(theme.rule, theme.base, 0.6),
        accent=theme.accent,
        muted=theme.muted,
    )


class Inks:
    """The fonts of rows, each with what it measures.

    Attributes:
        height: pixels of a line in the usual font.
    """

    def __init__(self, font: QFont) -> None:
        self.usual, self.small = QFont(font), small_font(font)
        self.height = QFontMetrics(self.usual).height()
        self._made: dict[tuple[bool, bool, bool, bool], tuple[QFont, QFontMetrics]] = {}

    def of(
        self, *, small: bool = False, struck: bool = False, italic: bool = False, bold: bool = False
    ) -> tuple[QFont, QFontMetrics]:
        """A font and its measures."""
        wanted = (small, struck, italic, bold)
        if wanted not in self._made:
            font = QFont(self.small if small else self.usual)
            font.setStrikeOut(struck)
            font.setItalic(italic)
            font.setBold(bold or font.bold())
            self._made[wanted] = (font, QFontMetrics(font))
        return self._made[wanted]


_INKS: dict[str, Inks] = {}


def inks_of(font: QFont) -> Inks:
    """The fonts of rows in a list whose font this is."""
    key = font.key()
    if key not in _INKS:
        if len(_INKS) >= 16:
            _INKS.clear()
        _INKS[key] = Inks(font)
    return _INKS[key]


class Pen:
    """Draws single lines of text in a theme, with the words of a search marked."""

    def __init__(self, painter: QPainter, theme: Theme, inks: Inks, terms: Sequence[str]) -> None:
        self.painter, self.theme, self.inks, self.terms = painter, theme, inks, terms

    def line(
        self,
        area: QRect,
        text: str,
        *,
        colour: QColor | None = None,
        small: bool = False,
        struck: bool = False,
        italic: bool = False,
    ) -> None:
        """One line out of a log, as much of it as fits, from the side that its script begins on."""
        font, metrics = self.inks.of(small=small, struck=struck, italic=italic)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        marks = self._marks(text) if self.terms else []
        self.painter.setPen(colour or self.theme.text)
        if marks or (not text.isascii() and RIGHT_TO_LEFT.search(text)):
            self._laid_out(area, text, font, marks)
        else:
            self.painter.setFont(font)
            self.painter.drawText(area.adjusted(0, -2, 0, 2), _LINE, text)

    def _laid_out(self, area: QRect, text: str, font: QFont, marks: list[QTextLayout.FormatRange]) -> None:
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout = QTextLayout(text, font)
        layout.setTextOption(option)
        layout.setFormats(marks)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(area.width())
        layout.endLayout()
        self.painter.setClipRect(area.adjusted(0, -2, 0, 2))  # a font for another script may be taller than ours
        layout.draw(self.painter, QPointF(area.left(), area.top() + (area.height() - line.height()) / 2))
        self.painter.setClipping(False)

    def aside(self, area: QRect, text: str, *, colour: QColor | None = None, bold: bool = False) -> int:
        """A short word of ours at the end of `area`; returns the pixels it took, the gap before it included."""
        if not text:
            return 0
        font, metrics = self.inks.of(small=True, bold=bold)
        self.painter.setFont(font)
        self.painter.setPen(colour or self.theme.muted)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        self.painter.drawText(area, _END, text)
        return metrics.horizontalAdvance(text) + NEAR

    def letter(self, area: QRect, category: Category, *, faded: bool) -> None:
        """A category's letter on its tint."""
        colours = self.theme.categories[category]
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.theme.code if faded else colours.tint)
        self.painter.drawRoundedRect(area, 4, 4)
        self.painter.setFont(self.inks.of(small=True, bold=True)[0])
        self.painter.setPen(self.theme.muted if faded else colours.ink)
        self.painter.drawText(area, Qt.AlignmentFlag.AlignCenter, category.letter)

    def _marks(self, text: str) -> list[QTextLayout.FormatRange]:
        marks = []
        offsets = Offsets(text)
        for span in (span for term in self.terms for span in occurrences(text, term)):
            mark = QTextLayout.FormatRange()
            mark.start = offsets.utf16(span.start)
            mark.length = offsets.utf16(span.end) - mark.start
            mark.format = QTextCharFormat()
            mark.format.setBackground(self.theme.found)
            marks.append(mark)
        return marks
