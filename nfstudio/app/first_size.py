"""How large a window comes: no larger than the screen it stands on, whatever it was on another one."""

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QWidget

USUAL = QSize(1440, 900)
"""Pixels of a window that comes for the first time, where the screen has room for them."""


def come_up(window: QWidget, kept: object) -> None:
    """Give a window that is not shown yet the place and size it had (`kept`, of `saveGeometry`), else the usual size;
    on a smaller screen than that was, as much of it as fits."""
    if not (isinstance(kept, QByteArray) and window.restoreGeometry(kept)):
        window.resize(USUAL)
    if not (window.isMaximized() or window.isFullScreen()):
        inside(window, window.screen().availableGeometry())


def no_larger(dialog: QWidget, room: QRect) -> None:
    """Shrink a dialog that is not shown yet to what a screen has room for; where it goes is the desktop's business."""
    if dialog.testAttribute(Qt.WidgetAttribute.WA_Resized):
        title = dialog.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        dialog.resize(dialog.size().boundedTo(QSize(room.width(), room.height() - title)))


def inside(window: QWidget, room: QRect) -> None:
    """Shrink and move a window until `room` holds it, the title that a desktop puts above it included."""
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
    least = window.minimumSizeHint()
    fitting = window.size().boundedTo(QSize(room.width(), room.height() - title)).expandedTo(least)
    if fitting != window.size():
        window.resize(fitting)
    right, foot = room.right() - fitting.width() + 1, room.bottom() - fitting.height() + 1
    left, top = max(room.left(), min(window.x(), right)), max(room.top(), min(window.y(), foot))
    if (left, top) != (window.x(), window.y()):
        window.move(left, top)
