"""The blind pass: one message of the sample after the other, with the detector's claims and nothing else marked."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.branches import Tree, conversation_view, feedback_view
from nfstudio.app.category_marks import letter_picture
from nfstudio.app.edges import Direction, Edge, Unit, move_edge
from nfstudio.app.evidence_words import reasons
from nfstudio.app.find_bar import FindBar
from nfstudio.app.panels.transcript import Transcript
from nfstudio.app.row_words import cut, score_text, status_word
from nfstudio.app.second_look.bar import Bar
from nfstudio.app.second_look.desk import BlindDesk
from nfstudio.app.second_look.sheet import Mark
from nfstudio.app.session import Session
from nfstudio.app.verdict_buttons import CategoryButtons, VerdictButtons
from nfstudio.app.wording import category_word, number
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.domain.feedback import Category, Evidence, Status
from nfstudio.domain.span import Span
from nfstudio.store.reading import StoredFeedback

_ASIDE = 300


class BlindReading(QWidget):
    """Shows what a `BlindDesk` has in hand, and does there what keys and buttons ask for."""

    left, result_wanted, deeds_changed = Signal(), Signal(), Signal()

    def __init__(self, session: Session, desk: BlindDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.desk = session, desk
        desk.setParent(self)
        self.bar, self.transcript = Bar(self), Transcript(self)
        self.find_bar = FindBar(self.transcript, self)
        self._tree = Tree.of(())
        self._letter, self._category = QLabel(self), QLabel(self)
        self._quote, self._why = WrappedText(), WrappedText(muted=True)
        self._verdicts, self._categories = VerdictButtons(self), CategoryButtons(self)
        self._read = QPushButton(self)
        self._lay_out()
        self._connect()
        self._turn()

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """Say the keys on the buttons; by the id of an action."""
        self._verdicts.name_keys(keys)
        self._categories.name_keys(keys)
        key = keys.get("review.look.read", "")
        self._read.setText(self.tr("Message is read ({key})").format(key=key) if key else self.tr("Message is read"))

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What the actions of reviewing do here now, by their ids."""
        desk = self.desk
        deeds: dict[str, Callable[[], object]] = {
            "review.next": partial(desk.step, 1),
            "review.previous": partial(desk.step, -1),
            "review.undecided": desk.next_unread,
            "edit.find": self.find_bar.come,
            "edit.find_next": partial(self.find_bar.step, 1),
            "edit.find_previous": partial(self.find_bar.step, -1),
        }
        if self._session.readonly:
            return deeds
        deeds |= {f"review.category.{one.name.lower()}": partial(self._categorise, one) for one in Category}
        deeds |= {"review.look.read": desk.read, "review.skip": desk.skip}
        deeds |= {"edit.undo": desk.undo} if desk.undoable else {}
        deeds |= {"edit.redo": desk.redo} if desk.redoable else {}
        return deeds | (self._deeds_of_mark() if desk.mark is not None else {})

    def _deeds_of_mark(self) -> dict[str, Callable[[], object]]:
        desk = self.desk
        edges = {
            f"review.edge.{name}": partial(self._move_edge, edge, direction, unit)
            for name, edge, direction, unit in _EDGES
        }
        return {
            "review.accept": partial(desk.say, Status.CONFIRMED),
            "review.reject": partial(desk.say, Status.REJECTED),
            "review.delete": desk.delete,
            "review.split": self._split,
            "review.merge": desk.merge,
            **edges,
        }

    # Doing

    def _categorise(self, category: Category) -> None:
        words = self.transcript.selected_span()
        if words is None:
            self.desk.call(category)
        elif words[0] == self.desk.message:
            self.desk.mark_words(words[1], category)
        else:
            self._session.told.emit(self.tr("These words stand in another message than the one to judge."))

    def _move_edge(self, edge: Edge, direction: Direction, unit: Unit) -> None:
        mark = self.desk.mark
        if mark is not None:
            self.desk.move(move_edge(mark.span, self.desk.content, edge=edge, direction=direction, unit=unit))

    def _split(self) -> None:
        mark = self.desk.mark
        if mark is None:
            return
        message, at = self.transcript.caret() or (None, 0)
        if message != self.desk.message or not mark.span.start < at < mark.span.end:
            begun = Span(mark.span.start, mark.span.start + 1)
            at = move_edge(begun, self.desk.content, edge=Edge.END, direction=Direction.FORWARD, unit=Unit.SENTENCE).end
        self.desk.split(at)

    def _edge_dragged(self, mark: int, start: int, end: int) -> None:
        self.desk.choose(mark)
        self.desk.move(Span(start, end))

    # Showing

    def _turn(self) -> None:
        """Another message is in hand."""
        stored = self.desk.stored
        self._tree = Tree.of(stored.conversation.messages)
        self._show_path(self._tree.path(stored.message_ids.index(self.desk.message)))
        self.transcript.take_in_hand(self.desk.message)
        self._mark()
        self.find_bar.again()

    def look_again(self) -> None:
        """Bring the message into sight, once there is a size to do it in."""
        self.transcript.take_in_hand(self.desk.message)
        self._mark()

    def _show_path(self, path: tuple[int, ...]) -> None:
        self._on_path = {self.desk.stored.message_ids[index] for index in path}
        self.transcript.show_conversation(conversation_view(self.desk.stored, self._tree, path))

    def _branch(self, message: int, step: int) -> None:
        index = self._tree.sibling(self.desk.stored.message_ids.index(message), step)
        self._show_path(self._tree.path(index))
        if self.desk.message in self._on_path:
            self.transcript.take_in_hand(self.desk.message)
        self._mark()
        self.transcript.scroll_to_message(self.desk.stored.message_ids[index])

    def _mark(self) -> None:
        """The marks are others, or another one is looked at."""
        shown = self.desk.message in self._on_path
        items = [feedback_view(self._as_feedback(mark)) for mark in self.desk.sheet.marks] if shown else []
        self.transcript.set_feedback(items)
        chosen = self.desk.chosen if shown else None
        self.transcript.select(chosen)
        self._say()
        self.deeds_changed.emit()

    def _as_feedback(self, mark: Mark) -> StoredFeedback:
        """A mark in the words of everything that shows feedback: undecided, or said by this reader and nobody else."""
        claim = mark.claim
        return StoredFeedback(
            id=mark.id,
            conversation=self.desk.stored.id,
            message=self.desk.message,
            span=mark.span,
            category=mark.category,
            status=mark.status,
            score=claim.score if claim else None,
            target=self.desk.target,
            detector=self.desk.detector,
            decided=mark.status in (Status.CONFIRMED, Status.REJECTED),
            by_hand=claim is None,
            scope=None,
            note="",
            flags=(),
            evidence=claim.evidence if claim else Evidence(),
            reviewer=self.desk.look.reviewer,
        )

    def _say(self) -> None:
        desk, mark = self.desk, self.desk.mark
        drawn, left = len(desk.look.messages), len(desk.unread)
        self.bar.say(
            self.tr("Second look by {reviewer}").format(reviewer=cut(desk.look.reviewer, 40)),
            self.tr("{read} of {drawn} read · message {place}").format(
                read=number(drawn - left), drawn=number(drawn), place=number(desk.place + 1)
            ),
            (drawn - left) / drawn,
        )
        for widget in (self._letter, self._verdicts, self._why):
            widget.setVisible(mark is not None)
        self._categories.show_category(mark.category if mark is not None else None)
        if mark is None:
            self._category.setText(self.tr("Nothing is marked"))
            self._quote.say(self.tr("Is there feedback in this message? Select the words and choose what they are."))
            return
        self._dress()
        self._category.setText(
            " · ".join(
                part
                for part in (
                    category_word(mark.category),
                    score_text(mark.claim.score if mark.claim else None),
                    status_word(mark.status),
                )
                if part
            )
        )
        self._quote.say(self.tr("“{words}”").format(words=cut(mark.span.of(desk.content), 300)))
        self._why.say("\n".join(reasons(self._as_feedback(mark))))
        self._verdicts.show_status(mark.status)

    def _dress(self) -> None:
        if self.desk.mark is not None:
            self._letter.setPixmap(letter_picture(self.desk.mark.category, self, 22))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme: another picture of the letter."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_letter"):
            self._dress()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(look.NEAR)
        head.addWidget(self._letter)
        head.addWidget(self._category, 1)
        self._category.setTextFormat(Qt.TextFormat.PlainText)
        font = self._category.font()
        font.setBold(True)
        self._category.setFont(font)
        hint = WrappedText(
            self.tr(
                "The message to judge has the bar at its left. Words of it that you select become a span by the number"
                " of a category. A message is read with the verdict on its last claim, or when you say so."
            ),
            muted=True,
        )
        aside = QWidget(self)
        column = QVBoxLayout(aside)
        column.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        column.setSpacing(look.ROOM)
        column.addLayout(head)
        for widget in (self._quote, self._verdicts, self._categories, self._read, self._why):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(hint)
        aside.setMinimumWidth(_ASIDE)  # larger letters take more
        # What it says differs from message to message: the column must not.
        self._category.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        reading = QVBoxLayout()
        reading.setSpacing(0)
        reading.addWidget(self.find_bar)
        reading.addWidget(self.transcript, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(reading, 1)
        row.addWidget(aside)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.bar)
        page.addLayout(row, 1)
        self.setFocusProxy(self.transcript)

    def _connect(self) -> None:
        self.bar.button(self.tr("Result so far")).clicked.connect(self.result_wanted)
        self.bar.button(self.tr("Back to the list"), self.tr("Back to the list (Esc)")).clicked.connect(self.left)
        self.desk.turned.connect(self._turn)
        self.desk.marked.connect(self._mark)
        self.desk.all_read.connect(self.result_wanted)
        self.transcript.feedback_clicked.connect(self.desk.choose)
        self.transcript.span_edge_moved.connect(self._edge_dragged)
        self.transcript.branch_requested.connect(self._branch)
        self._verdicts.accept.connect(lambda: self._do("review.accept"))
        self._verdicts.reject.connect(lambda: self._do("review.reject"))
        self._verdicts.skip.connect(lambda: self._do("review.skip"))
        self._verdicts.delete.connect(lambda: self._do("review.delete"))
        self._categories.chosen.connect(lambda category: self._do(f"review.category.{category.name.lower()}"))
        self._read.clicked.connect(lambda: self._do("review.look.read"))

    def _do(self, name: str) -> None:
        """What the action of that name does here; the keys then go on to the transcript."""
        self.deeds().get(name, lambda: None)()
        self.transcript.setFocus(Qt.FocusReason.OtherFocusReason)


_UNITS = (("", Unit.CHARACTER), ("_word", Unit.WORD), ("_sentence", Unit.SENTENCE))
_EDGES = tuple(
    (f"{edge.value}.{way}{suffix}", edge, direction, unit)
    for edge, ways in (
        (Edge.END, (("shrink", Direction.BACK), ("grow", Direction.FORWARD))),
        (Edge.START, (("grow", Direction.BACK), ("shrink", Direction.FORWARD))),
    )
    for way, direction in ways
    for suffix, unit in _UNITS
)
"""The actions that move an edge, as the table of actions names them."""
