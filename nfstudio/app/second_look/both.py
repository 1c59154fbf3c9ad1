"""Two readings of one message side by side: the same conversation twice, each with the marks of one reader."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.branches import Tree, conversation_view
from nfstudio.app.conversation_view import FeedbackView
from nfstudio.app.panels.transcript import Transcript
from nfstudio.app.row_words import cut
from nfstudio.app.second_look.figures import reading_words
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span
from nfstudio.store.reading import StoredConversation
from nfstudio.store.second_look import Found, Pair

_NARROWEST = 220
_OWN = 1_000
"""From this number on, marks are of whoever settles."""


class Both(QWidget):
    """What the first reader found at the left, what the second one found at the right."""

    def __init__(self, reviewer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.transcripts = (Transcript(self), Transcript(self))
        self._held = (QLabel(self), QLabel(self))
        names = (self.tr("First reading"), self.tr("Second reading, by {name}").format(name=cut(reviewer, 40)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        for name, held, transcript in zip(names, self._held, self.transcripts, strict=True):
            row.addLayout(self._side(name, held, transcript), 1)
        self.setFocusProxy(self.transcripts[1])

    def show_pair(self, pair: Pair, stored: StoredConversation, target: int | None) -> None:
        """Show another message."""
        tree = Tree.of(stored.conversation.messages)
        view = conversation_view(stored, tree, tree.path(stored.message_ids.index(pair.message)))
        for transcript in self.transcripts:
            transcript.show_conversation(view)
        self.mark(pair, (), target)
        self.look_at(pair.message)

    def look_at(self, message: int) -> None:
        """Bring the message into sight on both sides."""
        for transcript in self.transcripts:
            transcript.take_in_hand(message)

    def mark(self, pair: Pair, own: Found, target: int | None) -> None:
        """Mark both readings, and in either what whoever settles marks instead."""
        for transcript, held, found in zip(self.transcripts, self._held, (pair.first, pair.second), strict=True):
            transcript.set_feedback([*_views(pair.message, found, target, 1), *_views(pair.message, own, target, _OWN)])
            held.setText(reading_words(found))

    def selected_span(self) -> tuple[int, Span] | None:
        """The words selected on either side, as message id and span; those where the keyboard is first."""
        focus: QWidget | None = self.window().focusWidget()
        by_focus = sorted(self.transcripts, key=lambda one: focus is None or not one.isAncestorOf(focus))
        return next((words for one in by_focus if (words := one.selected_span()) is not None), None)

    def clear_selection(self) -> None:
        """Select no words any more."""
        for transcript in self.transcripts:
            transcript.clear_selection()

    def _side(self, name: str, held: QLabel, transcript: Transcript) -> QVBoxLayout:
        title = QLabel(name, self)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        for label in (title, held):
            label.setTextFormat(Qt.TextFormat.PlainText)
        held.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        head = QHBoxLayout()
        head.setContentsMargins(look.WIDE, look.NEAR, look.WIDE, look.NEAR)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(held)
        transcript.name_page(name)
        transcript.setMinimumWidth(_NARROWEST)
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addLayout(head)
        side.addWidget(transcript, 1)
        return side


def _views(message: int, found: Sequence[tuple[Span, Category]], target: int | None, first: int) -> list[FeedbackView]:
    return [
        FeedbackView(number, message, span, category, Status.CONFIRMED, target=target, by_hand=first == _OWN)
        for number, (span, category) in enumerate(found, first)
    ]
