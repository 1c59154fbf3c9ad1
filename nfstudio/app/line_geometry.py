"""Where characters lie on the paper: the rectangles that the painter and the mouse share, in document coordinates."""

import re
from collections.abc import Iterator
from math import inf
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

LAID_OUT_CHARACTERS = 200_000
"""Up to here a share of a document is one of its height."""

_GAP, _STEP = 128, 8
"""Pixels: more than the widest gap, which is the foot of the page, and less than the lowest line."""
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def line_rects(document: QTextDocument, start: int, end: int, clip: QRectF) -> list[QRectF]:
    """The rectangles, line by line, of the characters of [start, end) that meet `clip`.

    As tall as the characters, not as the line; several in a line that mixes directions.
    """
    rects: list[QRectF] = []
    for block in _visible_blocks(document, start, end):
        box = block_rect(document, block)
        if box.top() > clip.bottom():
            break
        if box.bottom() >= clip.top():
            rects += _rects_in(block, box.topLeft(), start, end)
    return [rect for rect in rects if rect.intersects(clip) or (not rect.width() and clip.contains(rect.topLeft()))]


def block_rect(document: QTextDocument, block: QTextBlock) -> QRectF:
    """The rectangle from the top of a block to the bottom of its last line, margins left out; null for a hidden one."""
    # Asking the layout makes it lay out that far; its own answer starts at the block but is as tall as its letters.
    box, layout = document.documentLayout().blockBoundingRect(block), block.layout()
    if not block.isVisible() or not layout.lineCount():
        return QRectF()
    last = layout.lineAt(layout.lineCount() - 1)
    return QRectF(box.left(), box.top(), layout.boundingRect().right(), last.y() + last.height())


def caret_rect(document: QTextDocument, position: int) -> QRectF:
    """A rectangle without width before the character at `position`; null in a hidden line."""
    block = document.findBlock(position)
    if not block.isVisible():
        return QRectF()
    box = block_rect(document, block)
    line = block.layout().lineForTextPosition(position - block.position())
    if not line.isValid():
        return QRectF()
    x = _x(line, position - block.position())
    return QRectF(box.left() + x, box.top() + line.y(), 0, line.height())


def height_of(document: QTextDocument) -> float:
    """Of all of it; infinite where it is so long that pixels would cost laying out too much."""
    return inf if document.characterCount() > LAID_OUT_CHARACTERS else document.size().height()


def share_at(document: QTextDocument, position: int) -> float:
    """How far down the document a position is, 0 to 1; by characters where pixels would cost laying out too much."""
    if document.characterCount() > LAID_OUT_CHARACTERS:
        return position / document.characterCount()
    return caret_rect(document, position).top() / max(1.0, document.size().height())


def position_at(document: QTextDocument, point: QPointF, *, exactly: bool) -> int:
    """The position at `point`; `exactly`: -1 beside the text, otherwise the nearest."""
    if exactly:
        return document.documentLayout().hitTest(point, Qt.HitTestAccuracy.ExactHit)
    return _nearest(document, onto_a_line(document, point))


def onto_a_line(document: QTextDocument, point: QPointF) -> QPointF:
    """`point`; where it lies in the gap between two lines moved down onto the next, below the last one up onto it.

    So does Qt, but not where hidden blocks follow: then it names the last one of these, or the first one after them,
    however far away; above the first line of a page, too.
    """
    for step in (*range(0, _GAP, _STEP), *range(-_STEP, -_GAP, -_STEP)):
        moved = QPointF(point.x(), point.y() + step)
        if _stands_at(document, moved):
            return moved
    return point


def _stands_at(document: QTextDocument, point: QPointF) -> bool:
    """Whether Qt names a line that is seen, and not far below `point`."""
    block = document.findBlock(_nearest(document, point))
    return block.isVisible() and block_rect(document, block).top() <= point.y() + _GAP


def _nearest(document: QTextDocument, point: QPointF) -> int:
    return document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)


def _visible_blocks(document: QTextDocument, start: int, end: int) -> Iterator[QTextBlock]:
    block = document.findBlock(start)
    while block.isValid() and (block.position() < end or block.contains(start)):
        if block.isVisible():
            yield block
        block = block.next()


def _rects_in(block: QTextBlock, origin: QPointF, start: int, end: int) -> Iterator[QRectF]:
    """The rectangles of one block's lines."""
    layout, first = block.layout(), block.position()
    low, high = max(0, start - first), min(block.length() - 1, end - first)
    line = layout.lineForTextPosition(low)
    number = line.lineNumber() if line.isValid() else layout.lineCount()
    for i in range(number, layout.lineCount()):
        line = layout.lineAt(i)
        if line.textStart() >= high:
            break
        natural = line.naturalTextRect()
        letters = range(max(low, line.textStart()), min(high, line.textStart() + line.textLength()))
        for west, east in _stretches(line, letters, block.text()):
            left, right = max(west, natural.left()), min(east, natural.right())
            yield QRectF(origin.x() + left, origin.y() + line.y(), max(0.0, right - left), line.height())


def _stretches(line: QTextLine, letters: range, text: str) -> list[tuple[float, float]]:
    """Left and right ends of what `letters` cover in one line; several where directions mix."""
    if text.isascii() or not RIGHT_TO_LEFT.search(text):
        west, east = sorted((_x(line, letters.start), _x(line, letters.stop)))
        return [(west, east)]
    # At the border between two directions a character has two places for a caret: only its glyph says where it is.
    inked = [run.boundingRect() for run in line.glyphRuns(letters.start, len(letters))]
    joined: list[tuple[float, float]] = []
    for west, east in sorted((rect.left(), rect.right()) for rect in inked):
        if joined and west <= joined[-1][1] + line.height() / 2:
            joined[-1] = (joined[-1][0], max(east, joined[-1][1]))
        else:
            joined.append((west, east))
    return joined


def _x(line: QTextLine, position: int) -> float:
    x: Any = line.cursorToX(position)  # declared as a float, but a pair of it and the position
    return float(x[0])
