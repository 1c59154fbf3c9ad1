"""The transcript: one conversation with its feedback marked, to read, to click, to select words in.

It shows what it is given and reports what a person does; it never decides anything about feedback.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nfstudio.app.conversation_view import ConversationView, FeedbackView
from nfstudio.app.edges import Edge, drag_edge, whole_words
from nfstudio.app.hits import Hits
from nfstudio.app.lane_room import make_room
from nfstudio.app.line_geometry import caret_rect, height_of, share_at
from nfstudio.app.links import Ask, Link
from nfstudio.app.mark_strip import MarkStrip, StripMark
from nfstudio.app.reading_column import least_width
from nfstudio.app.span_marks import Marks, place_marks
from nfstudio.app.span_painting import line_colour
from nfstudio.app.theme import theme_of
from nfstudio.app.transcript_document import Place, TranscriptDocument, build, window
from nfstudio.app.transcript_folding import first_hidden, fold, hides, over
from nfstudio.app.transcript_formats import formats
from nfstudio.app.transcript_page import TranscriptPage, by_letters
from nfstudio.domain.span import Span


class Transcript(QWidget):
    """One conversation.

    Signals:
        feedback_clicked(id): a marked span, a letter in the margin or a mark in the strip.
        span_selected(message id, start, end): words of one message, in code points, edges without white space.
        span_edge_moved(feedback id, start, end): an edge of the selected span was dragged there.
        branch_requested(message id, step): show the sibling before (-1) or after (1) this message.
    """

    feedback_clicked = Signal(object)
    span_selected = Signal(object, int, int)
    span_edge_moved = Signal(object, int, int)
    branch_requested = Signal(object, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = ConversationView(0, "", "", ())
        self._feedback: tuple[FeedbackView, ...] = ()
        self._selected: int | None = None
        self._in_hand: int | None = None
        self._dragged: FeedbackView | None = None
        self._opened: set[Link] = set()
        self._hits = Hits()
        self._page = TranscriptPage(self)
        self._strip = MarkStrip(self)
        self._lay_out()
        self._document = self._build(range(0))
        self._rebuilding = QTimer(self, singleShot=True, interval=0)
        self._rebuilding.timeout.connect(self._rebuild)
        self._page.feedback_pressed.connect(self._pressed)
        self._page.swept.connect(self._swept)
        self._page.selected_text.connect(self._selected_text)
        self._page.edge_dragged.connect(self._drag_edge)
        self._page.edge_dropped.connect(self._drop_edge)
        self._page.asked.connect(self._asked)
        # Once for a burst of changes: dressing a window sends several.
        self._page.dressed_anew.connect(self._rebuilding.start)
        self._strip.jumped.connect(self.feedback_clicked)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._page)
        row.addWidget(self._strip)
        self.setFocusProxy(self._page)
        self._page.setAccessibleName(self.tr("Transcript"))
        self._page.setAccessibleDescription(
            self.tr("The conversation, with feedback marked. Select words to mark them.")
        )

    # What is shown

    def show_conversation(self, view: ConversationView) -> None:
        """Show `view` from its top, without feedback."""
        self._view, self._feedback, self._selected, self._dragged = view, (), None, None
        self._in_hand = None
        self._opened, self._hits = set(), Hits()
        self._render(0)
        self._page.verticalScrollBar().setValue(0)

    def set_feedback(self, items: Sequence[FeedbackView]) -> None:
        """Mark `items` instead of what was marked; nothing on the screen moves but what must open for them."""
        self._feedback, self._dragged = tuple(items), None
        if self._selected not in {item.id for item in items}:
            self._selected = None
        self._refresh(folds=True)

    def select(self, feedback: int | None) -> None:
        """Look at one feedback: show it in calm context, name the answer it judges. None: look at none.

        Raises:
            KeyError: when no such feedback was set.
        """
        self._selected = feedback
        if feedback is None:
            self._refresh()
            return
        item = self._item(feedback)
        self._show_message(item.message)
        self._refresh()
        self._look_at(item.message, item.span)

    @property
    def selected(self) -> int | None:
        """Id of the feedback looked at."""
        return self._selected

    def scroll_to_message(self, message: int) -> None:
        """Show where `message` begins.

        Raises:
            KeyError: when the conversation has no such message.
        """
        place = self._show_message(message)
        self._page.scroll_to(place.start, place.start)

    def take_in_hand(self, message: int) -> None:
        """Show which message is to be judged, from where it begins; the keyboard selects words from there.

        Raises:
            KeyError: when the conversation has no such message.
        """
        self._in_hand = message
        place = self._show_message(message)
        self._refresh()
        self._page.set_caret(place.start)
        self._page.scroll_to(place.start, place.end)

    def selected_span(self) -> tuple[int, Span] | None:
        """The selected words as message id and span, clipped to one message; None without any."""
        cursor = self._page.textCursor()
        found = self._document.clipped(cursor.anchor(), cursor.position())
        return (found[0].view.id, found[1]) if found else None

    def caret(self) -> tuple[int, int] | None:
        """Where the caret stands, as message id and code point; None when it stands in no message."""
        position = self._page.textCursor().position()
        place = self._document.place_at(position)
        return (place.view.id, place.offset(position)) if place else None

    def name_page(self, name: str) -> None:
        """What a screen reader calls it, where there are several."""
        self._page.setAccessibleName(name)

    def offer(self, groups: Sequence[Sequence[QAction]]) -> None:
        """What the menu of the right mouse button offers, above copying."""
        self._page.offered = tuple(tuple(group) for group in groups)

    def clear_selection(self) -> None:
        """Select no words any more; the caret stays."""
        cursor = self._page.textCursor()
        cursor.clearSelection()
        self._page.setTextCursor(cursor)

    # Finding

    def find_text(self, *texts: str) -> int:
        """Mark where any of `texts` stands here, in any letter case, and say how often; "" marks nothing."""
        self._hits = Hits(self._view.messages, *texts)
        self._refresh()
        return len(self._hits)

    def find_next(self) -> int | None:
        """Look at the next hit, from the first again after the last; its number from 0, None without hits."""
        return self._find_step(1)

    def find_previous(self) -> int | None:
        """Look at the hit before."""
        return self._find_step(-1)

    def _find_step(self, step: int) -> int | None:
        hit = self._hits.step(step)
        if hit is not None:
            message, span = hit
            place = self._show_message(message)
            self._open_around(place, span)
            self._refresh()
            self._page.scroll_to(place.position(span.start), place.position(span.end))
        return self._hits.current

    # Rendering

    def _build(self, rendered: range) -> TranscriptDocument:
        made = formats(theme_of(self.palette()), self._page.font())
        document = build(self._view, rendered=rendered, formats=made, parent=self._page)
        fold(document, opened=self._opened, spans=self._spans())
        self._page.show_document(document)
        return document

    def _render(self, centre: int) -> None:
        """Render the conversation, or of a very large one the part around message number `centre`."""
        self._document = self._build(window(self._view.messages, centre))
        self._refresh()

    def _rebuild(self) -> None:
        """The same part again, in other colours or another size; the first line on the screen stays the first."""
        bar = self._page.verticalScrollBar()
        top = self._page.top_position()
        cursor = self._page.textCursor()
        self._document = self._build(self._document.window)
        kept = QTextCursor(self._document.document)
        kept.setPosition(cursor.anchor())
        kept.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        self._page.setTextCursor(kept)
        self._refresh()
        bar.setValue(round(caret_rect(self._document.document, top).top()))

    def _refresh(self, *, folds: bool = False) -> None:
        """Paint the marks as they now are."""
        if folds and fold(self._document, opened=self._opened, spans=self._spans()):
            self._page.viewport().update()
        items = [self._dragged if self._dragged and i.id == self._dragged.id else i for i in self._feedback]
        placed = place_marks(self._document, items)
        make_room(self._document, placed)
        hits, current = self._hits.positions(self._document), self._hits.current
        marks = Marks(
            items=placed,
            selected=self._selected,
            hits=tuple(hit for hit in hits if hit is not None),
            hit=None if current is None else hits[current],
            in_hand=self._in_hand,
        )
        self._page.show_marks(marks)
        self._show_strip(marks)

    def _show_strip(self, marks: Marks) -> None:
        theme, document = theme_of(self.palette()), self._document.document
        self._strip.show_marks(
            [
                StripMark(
                    m.feedback.id, share_at(document, m.start), line_colour(m, theme), m.feedback.id == self._selected
                )
                for m in marks.items
            ],
            reach=height_of(document),
        )

    def _spans(self) -> dict[int, list[Span]]:
        spans = defaultdict(list)
        for item in self._feedback:
            spans[item.message].append(item.span)
        return spans

    def _item(self, feedback: int) -> FeedbackView:
        return {item.id: item for item in self._feedback}[feedback]

    def _show_message(self, message: int) -> Place:
        """Where `message` stands, rendered if it was not."""
        place = self._document.place(message)
        if place is None:
            self._render([m.id for m in self._view.messages].index(message))
            place = self._document.place(message)
            assert place is not None
        return place

    def _look_at(self, message: int, span: Span) -> None:
        """Set the caret before `span`, so that the keyboard can select from there, and scroll to it."""
        place = self._show_message(message)
        start, end = (place.position(min(at, place.offsets.length)) for at in (span.start, span.end))
        self._page.set_caret(start)
        self._page.scroll_to(start, end)

    def _open_around(self, place: Place, span: Span) -> None:
        """Open a long message, or what an answer thought, when part of `span` is folded away."""
        if hides(self._document, place, span):
            self._opened |= over(place, span)
            self._refresh(folds=True)

    # What a person does

    def _pressed(self, over: list[int]) -> None:
        """A click on overlapping spans walks through them, from the shortest."""
        at = over.index(self._selected) + 1 if self._selected in over else 0
        self.feedback_clicked.emit(over[at % len(over)])

    def _selected_text(self) -> None:
        found = self.selected_span()
        if found is not None:
            message, span = found
            place = self._show_message(message)
            self._open_around(place, span)
            self.span_selected.emit(message, span.start, span.end)

    def _swept(self) -> None:
        """The mouse has selected: whole words, unless the person wants letters."""
        cursor = self._page.textCursor()
        found = self._document.place_at(cursor.anchor()), self._document.place_at(cursor.position())
        place = found[0]
        if by_letters() or place is None or place is not found[1]:
            return
        anchor, position = place.offset(cursor.anchor()), place.offset(cursor.position())
        span = whole_words(Span(min(anchor, position), max(anchor, position)), place.view.content)
        ends = place.position(span.start), place.position(span.end)
        self._page.set_caret(*(ends if anchor < position else ends[::-1]))

    def _drag_edge(self, edge: Edge, position: int) -> None:
        """Show where the edge would go; nothing is decided before the mouse lets go."""
        if self._selected is not None:
            item = self._item(self._selected)
            place = self._show_message(item.message)
            to, words = place.offset(position), not by_letters()
            self._dragged = replace(item, span=drag_edge(item.span, place.view.content, edge=edge, to=to, words=words))
            self._refresh()

    def _drop_edge(self, edge: Edge, position: int) -> None:
        self._drag_edge(edge, position)
        moved, self._dragged = self._dragged, None
        self._refresh()
        if moved is not None and moved.span != self._item(moved.id).span:
            self.span_edge_moved.emit(moved.id, moved.span.start, moved.span.end)

    def _asked(self, link: Link) -> None:
        if link.ask is Ask.BRANCH:
            self.branch_requested.emit(link.message, link.number)
        elif link.ask in (Ask.EARLIER, Ask.LATER):
            rendered = self._document.window
            edge = rendered.start - 1 if link.ask is Ask.EARLIER else rendered.stop
            self._render(edge)
            self.scroll_to_message(self._view.messages[edge].id)
        else:
            self._toggle(link)

    def _toggle(self, link: Link) -> None:
        """Open or close, and put the caret where reading goes on."""
        toggle, opening = self._document.toggle(link), link not in self._opened
        reads_on = first_hidden(self._document, toggle.lines) if link.ask is Ask.WHOLE else toggle.closer
        self._opened ^= {link}
        self._refresh(folds=True)
        self._page.go_to_line(reads_on if opening else toggle.opener, scroll=not opening)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Never so narrow that lines get too short to read."""
        return QSize(least_width(self._page.font()) + self._strip.sizeHint().width(), 0)
