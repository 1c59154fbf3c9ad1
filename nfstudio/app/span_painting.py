"""What Qt's text engine cannot draw: rules, code grounds and hits under the text; lines, lanes, letters over it.

Everything is in document coordinates and only for what `clip` shows, so that a repaint costs what is on the screen.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QTextBlock, QTextDocument

from nfstudio.app import theme as look
from nfstudio.app.lane_room import LANE
from nfstudio.app.line_geometry import block_rect, caret_rect, line_rects, position_at
from nfstudio.app.reading_column import CHIPS, INDENT, chip_size, chip_stride
from nfstudio.app.span_marks import Mark, Marks
from nfstudio.app.theme import Theme, Underline
from nfstudio.app.transcript_document import Place, TranscriptDocument, tr
from nfstudio.app.transcript_folding import GAP_HEIGHT
from nfstudio.app.wording import counted
from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category, Status


@dataclass(frozen=True, slots=True)
class Scene:
    """All that one paint pass needs.

    Attributes:
        clip: what is on the screen.
        column: left and right edge of the text column.
        font: of the chrome.
    """

    page: TranscriptDocument
    marks: Marks
    theme: Theme
    clip: QRectF
    column: tuple[float, float]
    font: QFont

    @property
    def words(self) -> float:
        """Where words begin."""
        return self.column[0] + INDENT

    def visible(self) -> tuple[int, int]:
        """First and last position on the screen."""
        document = self.page.document
        top = position_at(document, self.clip.topLeft(), exactly=False)
        return top, position_at(document, self.clip.bottomRight(), exactly=False)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """The lines of [start, end) on the screen."""
        return line_rects(self.page.document, start, end, self.clip)


@dataclass(frozen=True, slots=True)
class Chip:
    """A letter in the margin; `more` stands for marks that found no room."""

    rect: QRectF
    mark: Mark
    more: int = 0


def paint_under(painter: QPainter, scene: Scene) -> None:
    """Grounds of code, thin rules of answers, what was searched for."""
    first, last = scene.visible()
    for place in scene.page.places:
        if place.end >= first and place.start <= last:
            _paint_rule(painter, scene, place)
            _paint_code(painter, scene, place)
    hits = scene.marks.hits
    for hit in hits[bisect_left(hits, (first, 0)) : bisect_right(hits, (last, last))]:
        colour = scene.theme.found if hit == scene.marks.hit else scene.theme.find
        for rect in scene.rects(*hit):
            _fill(painter, rect.adjusted(-1, -1, 1, 1), colour, radius=2)


def paint_over(painter: QPainter, scene: Scene) -> list[Chip]:
    """Lines under spans, the ring of the selected one, letters; returns the letters for the mouse."""
    first, last = scene.visible()
    shown = [mark for mark in scene.marks.items if mark.end > first and mark.start <= last]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in shown:
        rects = scene.rects(mark.start, mark.end)
        for rect in rects:
            _paint_line(painter, scene, mark, rect)
        if mark.feedback.by_hand:
            _paint_tick(painter, scene, mark)
        if mark.feedback.id == scene.marks.selected:
            _paint_ring(painter, scene.theme.accent, rects)
    painter.setFont(look.small_font(scene.font))
    chips = list(_chips(scene, shown))
    for chip in chips:
        _paint_chip(painter, scene, chip)
    _paint_judged(painter, scene)
    for line, missing in scene.page.gaps.items():
        _paint_gap(painter, scene, line, missing)
    return chips


def gap_rect(scene: Scene, line: int) -> QRectF:
    """Where it says how many lines are missing above line number `line`."""
    box = block_rect(scene.page.document, scene.page.document.findBlockByNumber(line))
    return QRectF(scene.words, box.top() - GAP_HEIGHT, scene.column[1] - scene.words, GAP_HEIGHT)


def line_colour(mark: Mark, theme: Theme) -> QColor:
    """The colour of a mark's line; grey once it was rejected or skipped."""
    if mark.feedback.status in (Status.REJECTED, Status.SKIPPED):
        return theme.muted
    return theme.categories[mark.feedback.category].line


def _fill(painter: QPainter, rect: QRectF, colour: QColor, *, radius: float = 0) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, radius, radius)


def _body(scene: Scene, place: Place) -> tuple[float, float]:
    """Top and bottom of all that a message shows below its header."""
    document = scene.page.document
    header = block_rect(document, document.findBlockByNumber(place.header))
    ends = () if place.whole is None else (place.whole.closer, place.whole.opener)
    folded = (line for part in reversed(place.parts) for line in (part.closer, part.opener))
    numbers = (*ends, place.lines.stop - 1, *folded)
    for line in numbers:
        block = document.findBlockByNumber(line)
        if block.isVisible():
            return header.bottom() + look.NEAR, block_rect(document, block).bottom()
    return header.bottom(), header.bottom()


def _paint_rule(painter: QPainter, scene: Scene, place: Place) -> None:
    chosen = scene.marks.chosen
    judged = chosen is not None and chosen.feedback.target == place.view.id
    in_hand = scene.marks.in_hand == place.view.id
    if place.view.role is Role.USER and not (judged or in_hand):
        return
    top, bottom = _body(scene, place)
    width = 3.0 if judged or in_hand else 1.0
    colour = line_colour(chosen, scene.theme) if judged and chosen else scene.theme.rule
    colour = scene.theme.accent if in_hand else colour
    x = scene.column[0] + look.TIGHT - (width - 1) / 2
    _fill(painter, QRectF(x, top, width, bottom - top), colour)


def _paint_code(painter: QPainter, scene: Scene, place: Place) -> None:
    document = scene.page.document
    for lines in place.code:
        upper, lower = (_first_visible(document, numbers) for numbers in (lines, reversed(lines)))
        if upper is not None and lower is not None:
            top, bottom = block_rect(document, upper).top(), block_rect(document, lower).bottom() + look.TIGHT
            ground = QRectF(scene.words - look.NEAR, top, scene.column[1] - scene.words + look.NEAR, bottom - top)
            _fill(painter, ground, scene.theme.code, radius=look.TIGHT)


def _first_visible(document: QTextDocument, numbers: Iterable[int]) -> QTextBlock | None:
    return next((block for block in map(document.findBlockByNumber, numbers) if block.isVisible()), None)


def _paint_line(painter: QPainter, scene: Scene, mark: Mark, rect: QRectF) -> None:
    colour = QColor(line_colour(mark, scene.theme))
    if mark.feedback.status is Status.LOW:
        colour.setAlphaF(0.55)
    y = round(rect.bottom() - 1 + mark.lane * LANE)  # between two rows of pixels: two of them are filled, sharply
    if mark.feedback.status is not Status.REJECTED:
        underline(painter, rect.left(), rect.right(), y, colour=colour, style=look.UNDERLINES[mark.feedback.category])


def underline(painter: QPainter, left: float, right: float, y: float, *, colour: QColor, style: Underline) -> None:
    """A line two pixels tall around `y`, in the style of a category."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if style is Underline.DOUBLE:
        painter.setPen(QPen(colour, 1))
        for dy in (-1.5, 1.5):
            painter.drawLine(QPointF(left, y + dy), QPointF(right, y + dy))
    elif style is Underline.WAVY:
        painter.setPen(QPen(colour, 1.4))
        painter.drawPath(_wave(left, right, y))
    else:
        pen = QPen(colour, 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if style is not Underline.SOLID:
            pen.setDashPattern([1, 1] if style is Underline.DOTTED else [3, 1.5])
        painter.setPen(pen)
        painter.drawLine(QPointF(left, y), QPointF(right, y))


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path, x, up = QPainterPath(QPointF(left, y)), left, True
    while x < right:
        step = min(3.0, right - x)
        path.quadTo(QPointF(x + step / 2, y - 3 if up else y + 3), QPointF(x + step, y))
        x, up = x + step, not up
    return path


def _paint_tick(painter: QPainter, scene: Scene, mark: Mark) -> None:
    rect = caret_rect(scene.page.document, mark.start)
    _fill(painter, QRectF(rect.left() - 2, rect.top(), 2, rect.height() + 1), line_colour(mark, scene.theme))


def _paint_ring(painter: QPainter, colour: QColor, rects: Sequence[QRectF]) -> None:
    ring = QPainterPath()
    for rect in rects:
        box = QPainterPath()
        box.addRoundedRect(rect.adjusted(-2.5, -1.5, 2.5, 3.5), 3, 3)
        ring = ring.united(box)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(ring)


def _chips(scene: Scene, marks: Sequence[Mark]) -> Iterator[Chip]:
    """Letters for the marks that begin on the screen, side by side where several begin in one line."""
    rows: dict[tuple[float, float], list[Mark]] = defaultdict(list)
    for mark in marks:
        rect = caret_rect(scene.page.document, mark.start)
        if rect.height() and rect.bottom() >= scene.clip.top() and rect.top() <= scene.clip.bottom():
            rows[rect.top(), rect.height()].append(mark)
    size, stride = chip_size(scene.font), chip_stride(scene.font)
    for (top, height), row in rows.items():
        kept, more = (row, 0) if len(row) <= CHIPS else (row[: CHIPS - 1], len(row) - CHIPS + 1)
        letters = [(mark, 0) for mark in kept] + ([(row[CHIPS - 1], more)] if more else [])
        x = scene.column[0] - look.NEAR - len(letters) * stride + INDENT / 2
        for i, (mark, count) in enumerate(letters):
            yield Chip(QRectF(x + i * stride, top + (height - size) / 2, size, size), mark, count)


def _paint_chip(painter: QPainter, scene: Scene, chip: Chip) -> None:
    theme, feedback = scene.theme, chip.mark.feedback
    colours = theme.categories[feedback.category]
    ground, ink = colours.faint, colours.ink
    if chip.more or feedback.status in (Status.REJECTED, Status.SKIPPED):
        ground, ink = theme.code, theme.muted
    elif feedback.status is Status.CONFIRMED:
        ground, ink = colours.ink, theme.base
    _fill(painter, chip.rect, ground, radius=3)
    if feedback.id == scene.marks.selected and not chip.more:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.accent, 1.5))
        painter.drawRoundedRect(chip.rect.adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3)
    painter.setPen(ink)
    painter.drawText(
        chip.rect, Qt.AlignmentFlag.AlignCenter, f"+{chip.more}" if chip.more else feedback.category.letter
    )


def _paint_judged(painter: QPainter, scene: Scene) -> None:
    """The small mark at the right end of the judged answer's header."""
    chosen = scene.marks.chosen
    place = scene.page.place(chosen.feedback.target) if chosen and chosen.feedback.target is not None else None
    if chosen is None or place is None:
        return
    document = scene.page.document
    box = block_rect(document, document.findBlockByNumber(place.header))
    row = QRectF(scene.column[0], box.top(), scene.column[1] - scene.column[0], box.height())
    head = document.findBlockByNumber(place.header)
    room = row.right() - caret_rect(document, head.position() + head.length() - 1).right() - look.NEAR
    painter.setPen(_ink(chosen.feedback.category, scene.theme))
    text = judged_text(chosen, painter.fontMetrics(), room)
    painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, text)


def judged_text(mark: Mark, metrics: QFontMetrics, room: float) -> str:
    """What stands beside the answer that `mark` judges, as far as the head of the answer leaves room for it."""
    letter = mark.feedback.category.letter
    whole = tr("{letter} · judged here").format(letter=letter)
    return next((one for one in (whole, letter) if metrics.horizontalAdvance(one) <= room), "")


def _ink(category: Category, theme: Theme) -> QColor:
    return theme.categories[category].ink


def _paint_gap(painter: QPainter, scene: Scene, line: int, missing: int) -> None:
    rect = gap_rect(scene, line)
    if rect.intersects(scene.clip):
        painter.setPen(scene.theme.accent)
        painter.drawText(
            rect,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            counted(missing, tr("⋯ 1 more line"), tr("⋯ {count} more lines")) if missing else tr("⋯ more of this line"),
        )
