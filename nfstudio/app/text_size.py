"""How large the words of the window are: a share of the desktop's own size, everywhere at once."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Per cent that the keys step through."""
_USUAL = "nfstudio.text size"


def resize_text(app: QApplication, percent: int) -> None:
    """Show all words at `percent` of the desktop's size; widgets with a size of their own keep their proportion."""
    usual = app.property(_USUAL)
    font = QFont(app.font())
    if usual is None:
        usual = font.pointSizeF()
        app.setProperty(_USUAL, usual)
    wanted = usual * percent / 100
    if usual <= 0 or abs(wanted - font.pointSizeF()) < 0.01:  # a font measured in pixels has no points
        return
    ratio = wanted / font.pointSizeF()
    # Each widget by itself: under a style sheet they do not hear of the application's font. All are read before any is
    # set, because what one hands down to another would else count twice.
    sizes = [(widget, widget.font().pointSizeF() * ratio) for widget in app.allWidgets()]
    font.setPointSizeF(wanted)
    app.setFont(font)
    for widget, size in sizes:
        if size > 0:
            own = QFont(widget.font())
            own.setPointSizeF(size)
            widget.setFont(own)


def stepped(percent: int, step: int) -> int:
    """The next size up (1) or down (-1); the last one stays."""
    beyond = [size for size in SIZES if (size > percent if step > 0 else size < percent)]
    return (beyond[0] if step > 0 else beyond[-1]) if beyond else percent
