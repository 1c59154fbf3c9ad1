"""Room for the lines under deep overlaps: a line of text has it for two lanes, and grows where spans need more."""

from collections.abc import Iterable

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCursor

from nfstudio.app.span_marks import Mark
from nfstudio.app.theme import COLUMN_MIN
from nfstudio.app.transcript_document import TranscriptDocument

LANE = 4.0
"""Pixels from one lane to the next."""
FREE = 2
"""Lanes that fit between two lines of text as they are."""
SPARE = 3.0
"""Pixels between the lowest lane and the capitals below."""


def make_room(page: TranscriptDocument, marks: Iterable[Mark]) -> None:
    """Let the lines of `page` be as tall as the lanes of `marks` need, and no taller."""
    wanted: dict[int, float] = {}
    for mark in marks:
        if mark.lane >= FREE:
            first, last = (page.document.findBlock(at).blockNumber() for at in (mark.start, mark.end - 1))
            for line in range(first, last + 1):
                wanted[line] = max(wanted.get(line, 0), (mark.lane + 1 - FREE) * LANE + SPARE)
    for line in page.deep.keys() | wanted.keys():
        if (more := wanted.get(line, 0) - page.deep.get(line, 0)) != 0:
            _grow(page.document.findBlockByNumber(line), more)
    page.deep = wanted


def _grow(block: QTextBlock, pixels: float) -> None:
    """Below its last line by a margin; between its lines, where it can have several, by their height, which Qt puts
    above the letters."""
    grown = QTextBlockFormat()
    grown.setBottomMargin(block.blockFormat().bottomMargin() + pixels)
    if block.length() > COLUMN_MIN:
        height = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        grown.setLineHeight(block.blockFormat().lineHeight() + pixels, height)
    QTextCursor(block).mergeBlockFormat(grown)
