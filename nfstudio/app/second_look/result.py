"""What a second look came to: how far both readers agree, and every disagreement to be settled by a key."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app import theme as look
from nfstudio.app.row_words import cut
from nfstudio.app.second_look.bar import Bar
from nfstudio.app.second_look.both import Both
from nfstudio.app.second_look.confusion import Confusion
from nfstudio.app.second_look.figures import figures, outcome_words, pair_words
from nfstudio.app.second_look.rows import TwoLines, add_row
from nfstudio.app.session import Session
from nfstudio.app.wording import number
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.domain.feedback import Category
from nfstudio.jobs.second_look import Agreement, agreement
from nfstudio.store import blind_reading, reading, second_look
from nfstudio.store.second_look import Found, Outcome, Pair

_LEFT = 340
_OUTCOMES = {
    Outcome.FIRST: "review.look.first",
    Outcome.SECOND: "review.look.second",
    Outcome.BOTH: "review.look.both",
    Outcome.NEITHER: "review.look.neither",
}


class Result(QWidget):
    """The result of one second look, as it is now."""

    left, reading_wanted, others_wanted, deeds_changed = Signal(), Signal(), Signal(), Signal()

    def __init__(self, session: Session, look_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self.look_id = session, look_id
        self._look = second_look.second_look(session.project.db, look_id)
        self.found: Agreement = agreement(session.project, look_id)
        self.own: Found = ()
        self.bar, self.both, self.confusion = Bar(self), Both(self._look.reviewer, self), Confusion(self)
        self.disagreements = QListWidget(self)
        self._figures, self._said = QFormLayout(), WrappedText()
        self._buttons = {outcome: QPushButton(self) for outcome in Outcome}
        self._right = QStackedWidget(self)
        self._go_on = self.bar.button(self.tr("Go on reading"))
        self._lay_out()
        self._connect()
        self._show_figures()
        self.next_unsettled()

    @property
    def pair(self) -> Pair | None:
        """The disagreement looked at."""
        at = self.disagreements.currentRow()
        return self.found.disagreements[at] if 0 <= at < len(self.found.disagreements) else None

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """Say the keys on the buttons; by the id of an action."""
        for outcome, button in self._buttons.items():
            text, key = self._word(outcome), keys.get(_OUTCOMES[outcome], "")
            button.setText(f"{text} ({key})" if key else text)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What the actions of reviewing do here now, by their ids."""
        deeds: dict[str, Callable[[], object]] = {
            "review.next": partial(self._step, 1),
            "review.previous": partial(self._step, -1),
            "review.undecided": self.next_unsettled,
        }
        if self._session.readonly:
            return deeds
        deeds |= {"edit.undo": self._session.undo} if self._session.undo_label() else {}
        deeds |= {"edit.redo": self._session.redo} if self._session.redo_label() else {}
        if self.pair is not None and self.pair.outcome is None:
            deeds |= {name: partial(self.settle, outcome) for outcome, name in _OUTCOMES.items()}
            deeds |= {f"review.category.{one.name.lower()}": partial(self._mark_own, one) for one in Category}
            deeds |= {"review.delete": self._clear_own} if self.own else {}
        return deeds

    def settle(self, outcome: Outcome) -> None:
        """Say which reading stands of the disagreement looked at, and go on to the next one."""
        pair = self.pair
        if pair is None or pair.outcome is not None:
            return
        own = self.own if outcome is Outcome.NEITHER else ()
        if self._session.write(
            lambda: second_look.settle(
                self._session.project,
                self.look_id,
                pair.message,
                outcome,
                reviewer=self._session.reviewer,
                found=own,
            )
        ):
            self.next_unsettled()

    def next_unsettled(self) -> None:
        """Look at the next disagreement that is not settled; the first one when all are."""
        pairs = self.found.disagreements
        now = self.disagreements.currentRow()
        around = [*range(now + 1, len(pairs)), *range(now + 1)]
        at = next((i for i in around if 0 <= i < len(pairs) and pairs[i].outcome is None), None)
        if at is not None:
            self.disagreements.setCurrentRow(at)
        elif now < 0:
            self.disagreements.setCurrentRow(0)

    # Inside

    def _step(self, by: int) -> None:
        count = self.disagreements.count()
        if count:
            self.disagreements.setCurrentRow((self.disagreements.currentRow() + by) % count)

    def _mark_own(self, category: Category) -> None:
        """The words selected are what the message holds, if neither reading stands."""
        pair, words = self.pair, self.both.selected_span()
        if pair is None or words is None or words[0] != pair.message:
            self._session.told.emit(self.tr("Select words of the message first: they stand if neither reading does."))
            return
        self.own = tuple(sorted({*self.own, (words[1], category)}))
        self.both.clear_selection()
        self._mark(pair)

    def _clear_own(self) -> None:
        self.own = ()
        if self.pair is not None:
            self._mark(self.pair)

    def _mark(self, pair: Pair) -> None:
        self.both.mark(pair, self.own, reading.target(self._session.project.db, pair.message))
        self._say()
        self.deeds_changed.emit()

    def look_again(self) -> None:
        """Bring the message into sight, once there is a size to do it in."""
        pair = self.pair
        if pair is not None:
            self.both.look_at(pair.message)

    def refresh(self) -> None:
        """Something was settled, undone or read: see anew, and look where it happened."""
        before, at = {pair.message: pair.outcome for pair in self.found.disagreements}, self.disagreements.currentRow()
        self.found = agreement(self._session.project, self.look_id)
        self._show_figures()
        pairs = self.found.disagreements
        undone = [i for i, pair in enumerate(pairs) if pair.outcome is None and before.get(pair.message) is not None]
        self.disagreements.setCurrentRow(undone[0] if undone else min(at, len(pairs) - 1))
        self._show_pair()

    def _show_figures(self) -> None:
        drawn, read, reviewer = self.found.drawn, self.found.read, cut(self.found.reviewer, 40)
        self.bar.say(
            self.tr("Agreement with {reviewer}").format(reviewer=reviewer),
            self.tr("{read} of {drawn} messages read twice · in brackets the 95 % intervals").format(
                read=number(read), drawn=number(drawn)
            ),
            read / max(1, drawn),
        )
        self._go_on.setVisible(read < drawn)
        while self._figures.rowCount():
            self._figures.removeRow(0)
        for name, value in figures(self.found):
            said = QLabel(value)
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setAccessibleName(f"{name}: {value}")
            self._figures.addRow(name, said)
        self.confusion.show_agreement(self.found)
        self._list()

    def _list(self) -> None:
        pairs = self.found.disagreements
        words = blind_reading.contents(self._session.project.db, [pair.message for pair in pairs])
        with QSignalBlocker(self.disagreements):
            self.disagreements.clear()
            for pair in pairs:
                said, quote, sign = pair_words(pair, words.get(pair.message, ""))
                add_row(self.disagreements, said, quote, sign=sign)
        self._right.setCurrentIndex(0 if pairs else 1)
        nothing = self.tr("Both readers said the same of every message.")
        self._empty.setText(nothing if self.found.read else self.tr("No message is read a second time yet."))

    def _show_pair(self) -> None:
        pair = self.pair
        self.own = ()
        if pair is not None:
            stored = reading.conversation(self._session.project.db, pair.conversation)
            assert stored is not None
            self.both.show_pair(pair, stored, reading.target(self._session.project.db, pair.message))
        self._say()
        self.deeds_changed.emit()

    def _say(self) -> None:
        pair = self.pair
        if pair is not None:
            said = outcome_words(pair.outcome)
            own = self.tr("Neither stands would keep your own {count}.").format(count=number(len(self.own)))
            self._said.say(f"{said} {own}" if self.own else said)
        for button in self._buttons.values():
            button.setEnabled(pair is not None and pair.outcome is None and not self._session.readonly)

    def _word(self, outcome: Outcome) -> str:
        return {
            Outcome.FIRST: self.tr("First stands"),
            Outcome.SECOND: self.tr("Second stands"),
            Outcome.BOTH: self.tr("Both stand"),
            Outcome.NEITHER: self.tr("Neither stands"),
        }[outcome]

    def _lay_out(self) -> None:
        self._figures.setHorizontalSpacing(look.WIDE)
        self._figures.setVerticalSpacing(look.TIGHT)
        self._figures.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.disagreements.setAccessibleName(self.tr("Disagreements"))
        self.disagreements.setFrameShape(QFrame.Shape.NoFrame)
        self.disagreements.setItemDelegate(TwoLines(self.disagreements))
        self.disagreements.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across = WrappedText(self.tr("First reading down, second reading across:"), muted=True)
        aside = QWidget(self)
        column = QVBoxLayout(aside)
        column.setContentsMargins(look.WIDE, look.NEAR, look.WIDE, look.NEAR)
        column.setSpacing(look.ROOM)
        column.addLayout(self._figures)
        column.addWidget(across)
        column.addWidget(self.confusion)
        column.addWidget(self.disagreements, 1)
        aside.setMinimumWidth(_LEFT)
        foot = QHBoxLayout()
        foot.setContentsMargins(look.WIDE, look.NEAR, look.WIDE, look.NEAR)
        foot.setSpacing(look.NEAR)
        foot.addWidget(self._said, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in self._buttons.values():
            foot.addWidget(button)
        shown = QWidget(self)
        side = QVBoxLayout(shown)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.both, 1)
        side.addLayout(foot)
        self._empty = QLabel(self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._right.addWidget(shown)
        self._right.addWidget(self._empty)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(aside)
        row.addWidget(self._right, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.bar)
        page.addLayout(row, 1)
        self.name_keys({})
        self.setFocusProxy(self.disagreements)

    def _connect(self) -> None:
        self._go_on.clicked.connect(self.reading_wanted)
        self.bar.button(self.tr("Other second looks")).clicked.connect(self.others_wanted)
        self.bar.button(self.tr("Back to the list"), self.tr("Back to the list (Esc)")).clicked.connect(self.left)
        self.disagreements.currentRowChanged.connect(lambda _: self._show_pair())
        for outcome, button in self._buttons.items():
            button.clicked.connect(partial(self._settle_by_button, outcome))

    def _settle_by_button(self, outcome: Outcome, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 -- a slot
        self.settle(outcome)
        self.disagreements.setFocus(Qt.FocusReason.OtherFocusReason)
