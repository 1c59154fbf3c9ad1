"""A scroll bar that keeps its room: what stands beside it does not jump when there is more to show, or less."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea


def keep_room(area: QAbstractScrollArea) -> None:
    """Keep the room of the vertical bar for good; its handle is seen only while there is anything to scroll."""
    bar = area.verticalScrollBar()
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
    bar.setEnabled(bar.maximum() > bar.minimum())
