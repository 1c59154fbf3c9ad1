"""How each kind of line in the transcript is set: block and character formats, made once for a theme and a font.

Lines have a fixed height, so that an emoji or a foreign script does not shake the rhythm, and so that there is
always room for the lines under a span.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QTextBlockFormat, QTextCharFormat

from nfstudio.app import theme as look
from nfstudio.app.reading_column import INDENT
from nfstudio.app.reading_text import Look
from nfstudio.app.theme import Theme


@dataclass(frozen=True, slots=True)
class Lines:
    """A block format and the character format its words start with."""

    block: QTextBlockFormat
    characters: QTextCharFormat


@dataclass(frozen=True, slots=True)
class Formats:
    """Every format of one transcript.

    Attributes:
        speaker, link: pieces of a header line.
        folded: the line that opens something; note: attachments; part: what was folded.
        content, aside: words of people and answers; words of systems and tools.
        code_line: merged into the content's block format inside code.
    """

    title: Lines
    subtitle: Lines
    header: Lines
    speaker: QTextCharFormat
    link: QTextCharFormat
    folded: Lines
    note: Lines
    part: Lines
    content: Lines
    aside: Lines
    code_line: QTextBlockFormat
    looks: Mapping[Look, QTextCharFormat]


def formats(theme: Theme, system: QFont) -> Formats:
    """The formats for one theme; `system` is the font of the surrounding window."""
    chrome, words = look.chrome_font(system), look.message_font(system)
    heading, code, bold = look.heading_font(system), look.code_font(system), QFont(chrome)
    bold.setWeight(QFont.Weight.DemiBold)
    quiet = characters(chrome, theme.muted)
    return Formats(
        title=Lines(block(heading), characters(heading, theme.text)),
        subtitle=Lines(block(chrome), quiet),
        header=Lines(block(chrome, top=look.AIRY, bottom=look.TIGHT), quiet),
        speaker=characters(bold, theme.text),
        link=characters(chrome, theme.accent),
        folded=Lines(block(chrome, left=INDENT, bottom=look.TIGHT), quiet),
        note=Lines(block(chrome, left=INDENT), quiet),
        part=Lines(block(chrome, left=INDENT + look.WIDE, auto=True), quiet),
        content=Lines(block(words, left=INDENT, auto=True), characters(words, theme.text)),
        aside=Lines(block(chrome, left=INDENT, auto=True), quiet),
        code_line=line_height(QTextBlockFormat(), code),
        looks=_looks(theme, code),
    )


def _looks(theme: Theme, code: QFont) -> Mapping[Look, QTextCharFormat]:
    inline, strong = characters(code, theme.text), QTextCharFormat()
    inline.setBackground(theme.code)
    strong.setFontWeight(QFont.Weight.DemiBold)
    return {
        Look.CODE_BLOCK: characters(code, theme.text),
        Look.FENCE: characters(code, theme.muted),
        Look.CODE: inline,
        Look.HEADING: strong,
        Look.BOLD: strong,
    }


def characters(font: QFont, colour: QColor) -> QTextCharFormat:
    """Words in one font and colour."""
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(colour)
    return made


def block(font: QFont, *, left: int = 0, top: int = 0, bottom: int = 0, auto: bool = False) -> QTextBlockFormat:
    """A line of text in `font`; `auto`: its own first strong letter says which way it runs."""
    made = QTextBlockFormat()
    made.setLeftMargin(left)
    made.setTopMargin(top)
    made.setBottomMargin(bottom)
    if not auto:
        # Ours to set: a name out of a log must not turn the line it stands in.
        made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return line_height(made, font)


def line_height(made: QTextBlockFormat, font: QFont) -> QTextBlockFormat:
    """`made` with the height that lines in `font` have."""
    pixels = round(QFontInfo(font).pixelSize() * look.LINE_HEIGHT) + 1
    made.setLineHeight(pixels, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return made
