"""A scroll bar that keeps its room: what stands beside it does not jump when there is more to show, or less."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollArea, QWidget


def keep_room(area: QAbstractScrollArea) -> None:
    """Keep the room of the vertical bar for good; its handle is seen only while there is anything to scroll."""
    bar = area.verticalScrollBar()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    # Asked for anew each time: what Python holds of a bar can become void while the bar itself lives on.
    bar.rangeChanged.connect(lambda least, most: area.verticalScrollBar().setEnabled(most > least))
    bar.setEnabled(bar.maximum() > bar.minimum())


def scrolling(page: QWidget) -> QScrollArea:
    """A page that scrolls up and down where it is higher than its room."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    keep_room(area)
    return area
