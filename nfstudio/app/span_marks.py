"""Feedback as marks on a document: where each stands, which lane its line takes, how the words behind it are tinted."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from nfstudio.app.conversation_view import FeedbackView
from nfstudio.app.theme import Theme, mixed
from nfstudio.app.transcript_document import TranscriptDocument
from nfstudio.domain.feedback import Status
from nfstudio.domain.span import Span, clip, lanes, segments

LANES = 6
"""Lanes under a line of text; what overlaps deeper shares the last one, and is counted in the margin."""

_TINTED = (Status.CONFIRMED, Status.AUTO)


@dataclass(frozen=True, slots=True)
class Mark:
    """One feedback where it stands: positions of its first unit and after its last."""

    feedback: FeedbackView
    start: int
    end: int
    lane: int


@dataclass(frozen=True, slots=True)
class Marks:
    """All that is painted beside the text.

    Attributes:
        items: in order of position.
        selected: id of the feedback looked at.
        hits: start and end of what was searched for, in order.
        hit: the one looked at.
        in_hand: id of the message that is to be judged, where that is not clear from the marks.
    """

    items: tuple[Mark, ...] = ()
    selected: int | None = None
    hits: tuple[tuple[int, int], ...] = ()
    hit: tuple[int, int] | None = None
    in_hand: int | None = None

    @property
    def chosen(self) -> Mark | None:
        """The mark of the selected feedback."""
        return next((mark for mark in self.items if mark.feedback.id == self.selected), None)

    def at(self, position: int) -> list[Mark]:
        """The marks over the character at `position`, the shortest first."""
        over = [mark for mark in self.items if mark.start <= position < mark.end]
        return sorted(over, key=lambda mark: mark.end - mark.start)


def place_marks(page: TranscriptDocument, items: Iterable[FeedbackView]) -> tuple[Mark, ...]:
    """The marks of those `items` that are rendered; a span that reaches beyond its content is clipped to it."""
    by_message: dict[int, list[tuple[FeedbackView, Span]]] = defaultdict(list)
    for item in items:
        place = page.place(item.message)
        span = clip(item.span, place.offsets.length) if place else None
        if span is not None:
            by_message[item.message].append((item, span))
    marks = []
    for message, found in by_message.items():
        place = page.place(message)
        assert place is not None
        for (item, span), lane in zip(found, lanes([span for _, span in found]), strict=True):
            start, end = place.position(span.start), place.position(span.end)
            marks.append(Mark(item, start, end, min(lane, LANES - 1)))
    return tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.feedback.id)))


def tints(page: TranscriptDocument, marks: Marks, theme: Theme) -> list[QTextEdit.ExtraSelection]:
    """The colours behind marked words, cut into disjoint pieces so that overlaps blend."""
    cursor = QTextCursor(page.document)
    made = []
    for _, group in groupby(marks.items, key=lambda mark: mark.feedback.message):
        items = list(group)
        for piece, covering in segments([Span(mark.start, mark.end) for mark in items]):
            looks = _looks([items[i] for i in covering], marks.selected, theme)
            if looks is not None:
                made.append(_selection(cursor, piece, looks))
    return made


def _looks(covering: Sequence[Mark], selected: int | None, theme: Theme) -> QTextCharFormat | None:
    looks = QTextCharFormat()
    colour = _background(covering, selected, theme)
    if colour is not None:
        looks.setBackground(colour)
    if all(mark.feedback.status is Status.REJECTED for mark in covering):
        looks.setFontStrikeOut(True)
        looks.setForeground(theme.muted)
    return None if looks.isEmpty() else looks


def _background(covering: Sequence[Mark], selected: int | None, theme: Theme) -> QColor | None:
    """The selected mark's full tint, or else the tints laid over one another."""
    for mark in covering:
        if mark.feedback.id == selected:
            rejected = mark.feedback.status is Status.REJECTED
            return theme.code if rejected else theme.categories[mark.feedback.category].full
    colour = None
    for mark in covering:
        if mark.feedback.status in _TINTED:
            colours = theme.categories[mark.feedback.category]
            tint = colours.tint if mark.feedback.status is Status.CONFIRMED else colours.faint
            colour = tint if colour is None else mixed(tint, colour, 0.5)
    return colour


def _selection(cursor: QTextCursor, piece: Span, looks: QTextCharFormat) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    made.cursor = QTextCursor(cursor)
    made.cursor.setPosition(piece.start)
    made.cursor.setPosition(piece.end, QTextCursor.MoveMode.KeepAnchor)
    made.format = looks
    return made
