"""How wide lines are: the one place that weighs the window's width against what an eye can follow."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from nfstudio.app import theme as look

INDENT = look.WIDE
"""Pixels by which words stand in from the line that says who speaks."""
CHIPS = 3
"""Letters side by side in the margin of one line; further ones are counted."""

_PROSE = "people write words of about five letters, and now and then a much longer one"


def column(width: float, font: QFont) -> tuple[float, float]:
    """Left and right edge of the text column in `width` pixels: centred, and never wider than reads well."""
    room = gutter(font)
    wide = min(width - room - look.WIDE, look.COLUMN_MAX * _letter(font) + INDENT)
    left = max(room, (width - wide) / 2)
    return left, left + wide


def gutter(font: QFont) -> float:
    """Room for letters left of the column."""
    return CHIPS * chip_stride(font) + look.WIDE


def least_width(font: QFont) -> int:
    """How narrow the page may be before lines get too short to read."""
    return round(gutter(font) + INDENT + look.COLUMN_MIN * _letter(font) + look.WIDE)


def chip_size(font: QFont) -> float:
    """Width and height of a letter's ground; `font` as everywhere here is that of the chrome."""
    return round(QFontMetricsF(look.small_font(font)).height()) + 2.0


def chip_stride(font: QFont) -> float:
    """From one letter to the next."""
    return chip_size(font) + 2.0


def _letter(font: QFont) -> float:
    return _of_prose(look.message_font(font).toString())


@lru_cache(maxsize=8)
def _of_prose(font: str) -> float:
    """How wide a letter is in running text: the average over all letters of a font is a tenth wider in some of them."""
    shown = QFont()
    shown.fromString(font)
    return QFontMetricsF(shown).horizontalAdvance(_PROSE) / len(_PROSE)
