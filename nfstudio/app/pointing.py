"""What lies under the pointer beside plain words: letters in the margin, gaps, edges of the span looked at."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF

from nfstudio.app.edges import Edge
from nfstudio.app.line_geometry import caret_rect
from nfstudio.app.links import Ask, Link
from nfstudio.app.span_marks import Mark
from nfstudio.app.span_painting import Chip, Scene, gap_rect

GRIP = 4.0
"""Pixels beside an edge in which the mouse takes hold of it."""


def edge_at(scene: Scene, point: QPointF) -> Edge | None:
    """The edge of the selected span at `point`."""
    chosen = scene.marks.chosen
    if chosen is None:
        return None
    for edge, position in ((Edge.START, chosen.start), (Edge.END, chosen.end)):
        if caret_rect(scene.page.document, position).adjusted(-GRIP, 0, GRIP, 0).contains(point):
            return edge
    return None


def gap_at(scene: Scene, point: QPointF) -> Link | None:
    """What a click at `point` would open, when it says there that lines are missing."""
    for number in scene.page.gaps:
        if gap_rect(scene, number).contains(point):
            place = scene.page.place_at(scene.page.document.findBlockByNumber(number).position())
            return Link(Ask.WHOLE, place.view.id) if place else None
    return None


def letter_at(chips: Iterable[Chip], point: QPointF) -> Mark | None:
    """The mark whose letter lies at `point`."""
    return next((chip.mark for chip in chips if chip.rect.contains(point)), None)
