"""Our own drawings, coloured like the words beside them; asked for anew when the palette changes."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from nfstudio import paths

SIZE = QSize(20, 20)
_SCALES = (1, 2, 3)


def icon(name: str, palette: QPalette) -> QIcon:
    """The drawing `name` in the colours of `palette`, sharp on every screen."""
    made = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.ButtonText)
        for scale in _SCALES:
            made.addPixmap(_drawn(name, colour, scale), mode)
    return made


def picture(name: str, colour: QColor, size: QSize) -> QPixmap:
    """The drawing `name` as a picture of `size`, for a label."""
    return _painted(name, colour, size, 2)


def app_icon() -> QIcon:
    """What stands in the task bar."""
    return QIcon(str(paths.resources() / "icons" / "app.svg"))


def _drawn(name: str, colour: QColor, scale: int) -> QPixmap:
    return _painted(name, colour, SIZE, scale)


def _painted(name: str, colour: QColor, size: QSize, scale: int) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour.name()).encode()))
    made = QPixmap(size * scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    drawing.render(painter, QRectF(0, 0, size.width() * scale, size.height() * scale))
    painter.end()
    made.setDevicePixelRatio(scale)
    return made


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
