"""What joins the session to the transcript: which conversation is shown, along which path, with which feedback marked,
and what the keyboard does to the span looked at."""

from PySide6.QtCore import QObject

from nfstudio.app.branches import Tree, conversation_view, feedback_view
from nfstudio.app.edges import Direction, Edge, Unit, move_edge
from nfstudio.app.panels.transcript import Transcript
from nfstudio.app.session import Session
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.store.changes import Changes
from nfstudio.store.reading import StoredConversation

PATHS_KEPT = 200
"""Conversations whose chosen path is remembered while the window is open."""


class ReadingDesk(QObject):
    """Keeps a transcript showing what the session looks at."""

    def __init__(self, session: Session, transcript: Transcript) -> None:
        super().__init__(transcript)
        self._session = session
        self._transcript = transcript
        self._stored: StoredConversation | None = None
        self._tree = Tree.of(())
        self._path: tuple[int, ...] = ()
        self._chosen: dict[int, tuple[int, ...]] = {}
        session.conversation_shown.connect(self._show)
        session.feedback_selected.connect(self._select)
        session.changed.connect(self._refresh)
        transcript.feedback_clicked.connect(session.select)
        transcript.span_edge_moved.connect(self._edge_dragged)
        transcript.branch_requested.connect(self._branch)
        if session.conversation is not None:
            self._show(session.conversation)
            self._select(session.feedback)

    # Showing

    def _show(self, conversation: int | None) -> None:
        self._stored = self._session.shown()
        if self._stored is None:
            self._tree, self._path = Tree.of(()), ()
            return
        self._tree = Tree.of(self._stored.conversation.messages)
        chosen = self._chosen.get(conversation or 0, ())
        # A conversation may have changed on the disk since its path was chosen.
        fits = bool(chosen) and chosen[-1] < len(self._tree.messages)
        self._go(self._tree.path(chosen[-1]) if fits else self._tree.path(), look=False)

    def _select(self, feedback: int | None) -> None:
        item = self._session.selected() if feedback is not None else None
        if item is not None:
            self._lead_to(item.message)
        self._transcript.select(item.id if item else None)

    def _refresh(self, changes: Changes) -> None:
        if self._stored is None or not changes.touches(self._stored.id):
            return
        if not changes.imported:  # decisions change no word; reading a thousand messages again would cost 10 ms
            self._mark()
            return
        stored = self._session.shown()
        if stored is None:
            self._session.show(None)
        elif stored.conversation != self._stored.conversation:
            self._show(stored.id)
            self._select(self._session.feedback)
        else:
            self._mark()

    def _go(self, path: tuple[int, ...], *, look: bool = True) -> None:
        assert self._stored is not None
        self._path = path
        self._transcript.show_conversation(conversation_view(self._stored, self._tree, path))
        self._mark(look=look)

    def _mark(self, *, look: bool = True) -> None:
        """Mark what is feedback on this path, and look again at the one that was looked at."""
        on_path = {self._message(index) for index in self._path}
        items = [feedback_view(item) for item in self._session.shown_feedback() if item.message in on_path]
        self._transcript.set_feedback(items)
        if look and self._session.feedback in {item.id for item in items} and self._transcript.selected is None:
            self._transcript.select(self._session.feedback)

    def _lead_to(self, message: int) -> None:
        """Show the path on which `message` lies."""
        if self._stored is not None and message not in {self._message(index) for index in self._path}:
            self._choose(self._stored.message_ids.index(message))

    def _branch(self, message: int, step: int) -> None:
        if self._stored is not None:
            index = self._tree.sibling(self._stored.message_ids.index(message), step)
            self._choose(index)
            self._transcript.scroll_to_message(self._message(index))

    def _choose(self, index: int) -> None:
        assert self._stored is not None
        path = self._tree.path(index)
        self._chosen.pop(self._stored.id, None)
        self._chosen[self._stored.id] = path
        if len(self._chosen) > PATHS_KEPT:
            del self._chosen[next(iter(self._chosen))]
        self._go(path)

    def _message(self, index: int) -> int:
        assert self._stored is not None
        return self._stored.message_ids[index]

    # Doing

    def mark(self, category: Category) -> bool:
        """Mark the selected words by hand; whether any were selected."""
        words = self._transcript.selected_span()
        if words is None:
            return False
        if self._session.add(*words, category) is not None:
            self._transcript.clear_selection()
        return True

    def show_message(self, message: int) -> None:
        """Scroll to a message of this conversation, on whichever path it lies."""
        self._lead_to(message)
        self._transcript.scroll_to_message(message)

    def move_edge(self, edge: Edge, direction: Direction, unit: Unit) -> None:
        """Move an edge of the span looked at."""
        item = self._session.selected()
        if item is None or self._stored is None:
            return
        content = self._stored.conversation.messages[self._stored.message_ids.index(item.message)].content
        span = move_edge(item.span, content, edge=edge, direction=direction, unit=unit)
        if span != item.span:
            self._session.move(item.id, span)

    def split(self) -> None:
        """Cut the span looked at in two: at the caret, or after its first sentence when the caret is elsewhere."""
        item = self._session.selected()
        if item is None or self._stored is None:
            return
        message, at = self._transcript.caret() or (None, 0)
        if message != item.message or not item.span.start < at < item.span.end:
            content = self._stored.conversation.messages[self._stored.message_ids.index(item.message)].content
            begun = Span(item.span.start, item.span.start + 1)
            sentence = move_edge(begun, content, edge=Edge.END, direction=Direction.FORWARD, unit=Unit.SENTENCE)
            at = sentence.end
        self._session.split(item.id, at)

    def merge(self) -> None:
        """Make one span of the one looked at and the next of its message, or the one before the last."""
        item = self._session.selected()
        if item is None:
            return
        there = [one for one in self._session.shown_feedback() if one.message == item.message]
        there = [one for one in there if one.status is not Status.REJECTED or one.id == item.id]
        at = next((i for i, one in enumerate(there) if one.id == item.id), 0)
        other = next(iter([*there[at + 1 : at + 2], *there[max(0, at - 1) : at]]), None)
        if other is None:
            hint = self.tr("Two spans of one message can be merged.")
            self._session.failed.emit(StudioError(self.tr("No other feedback stands in this message."), hint))
        else:
            self._session.merge([[item.id, other.id]])

    def _edge_dragged(self, feedback: int, start: int, end: int) -> None:
        if not self._session.move(feedback, Span(start, end)):
            self._mark()  # refused: the span goes back where it was
