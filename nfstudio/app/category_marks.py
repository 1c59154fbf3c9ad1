"""A category as a small picture: its letter on its tint, for buttons and headings."""

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from nfstudio.app.pen import Pen, inks_of
from nfstudio.app.theme import DARK, LIGHT, theme_of
from nfstudio.domain.feedback import Category


def letter_picture(category: Category, widget: QWidget, side: int) -> QPixmap:
    """The letter as a square of `side` pixels, sharp on the screen of `widget` and in its theme."""
    return _drawn(category, theme_of(widget.palette()).dark, widget.font().family(), side, widget.devicePixelRatioF())


@lru_cache(maxsize=64)
def _drawn(category: Category, dark: bool, family: str, side: int, ratio: float) -> QPixmap:  # noqa: FBT001 - a key
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    font = QFont(family)
    font.setPixelSize(round(side * 0.72))
    painter = QPainter(picture)
    Pen(painter, DARK if dark else LIGHT, inks_of(font), ()).letter(QRect(0, 0, side, side), category, faded=False)
    painter.end()
    return picture


def letter_icon(category: Category, widget: QWidget, side: int) -> QIcon:
    """The same for a button."""
    return QIcon(letter_picture(category, widget, side))
