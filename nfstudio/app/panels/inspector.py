"""The right column: one feedback, why it was found, and what a person can say of it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app.better_answer import BetterAnswer
from nfstudio.app.change_words import before_and_after
from nfstudio.app.conversation_facts import ConversationFacts
from nfstudio.app.drafts import Drafts
from nfstudio.app.evidence_words import reasons, standing
from nfstudio.app.feedback_head import QUOTED, FeedbackHead
from nfstudio.app.flag_field import FLAGS, FlagField
from nfstudio.app.note_field import NoteField
from nfstudio.app.row_words import scope_word
from nfstudio.app.session import Session
from nfstudio.app.several_note import SeveralNote
from nfstudio.app.steady_bar import scrolling
from nfstudio.app.targets import Answer, answers_above
from nfstudio.app.theme import NEAR, WIDE, small_font
from nfstudio.app.verdict_buttons import CategoryButtons, VerdictButtons
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.domain.feedback import Category, Polarity, Scope, Verdict
from nfstudio.store.changes import Changes
from nfstudio.store.decisions import STANDING, Edit, Saying
from nfstudio.store.reading import StoredConversation, StoredFeedback


class Inspector(QWidget):
    """Shows the feedback that the session looks at, or facts about the conversation when there is none.

    What is written about an undecided feedback waits in the project, and goes along with the verdict; about a decided
    one it is part of that as soon as the person is done with the field.
    """

    TITLE = "Inspector"
    advance = Signal()
    """A verdict was given: go on to the next."""
    target_clicked = Signal(object)
    """Id of a message that the person wants to see."""
    left = Signal()
    """The person is done with a field, and goes on with the keys of the window."""
    rewrite_wanted = Signal()
    """The person wants to write a better answer."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._item: StoredFeedback | None = None
        self._conversation: StoredConversation | None = None
        self.drafts = self._drafts = Drafts(session, self)
        self.spread: Callable[[Saying], bool] = lambda _: False
        """Says it of all rows that are selected in the list; false when it is the one shown here."""
        self.mark: Callable[[Category], bool] = lambda _: False
        """Marks the words that are selected in the transcript; false when there are none."""
        self._several = SeveralNote(self.drafts.shared())
        self._head = FeedbackHead()
        self._verdicts = VerdictButtons()
        self._categories = CategoryButtons()
        self._status = WrappedText()
        self._why = WrappedText()
        self._changes = WrappedText()
        self._changes_heading = _heading(self.tr("Changed by the last detection"))
        self._scopes = {scope: QRadioButton(scope_word(scope)) for scope in Scope}
        self._no_scope = QRadioButton()  # never shown: pressed in while nobody has said
        self._flags = FlagField()
        self._better = BetterAnswer()
        self._better_heading = _heading(self.tr("Better answer"))
        self._note = NoteField()
        self._facts = ConversationFacts()
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._look()

    # What the window and its keys ask for

    def accept(self) -> None:
        """It is feedback, as marked."""
        self._say(Verdict.ACCEPT)

    def reject(self) -> None:
        """It is no feedback."""
        self._say(Verdict.REJECT)

    def skip(self) -> None:
        """Leave it undecided on purpose."""
        self._say(Verdict.SKIP)

    def delete(self) -> None:
        """Take away a span that was made by hand; a detector's claim is rejected, and the next one comes."""
        if self.spread(Saying(delete=True)):
            self._show_item()
        elif self._item is not None and self._item.by_hand:
            self._session.delete(self._item)
        elif self._item is not None:
            self.reject()

    def set_category(self, category: Category) -> None:
        """It is feedback of this category; the present one is thereby accepted."""
        if self.spread(Saying(Verdict.ACCEPT, category=category)):
            self._show_item()
        elif self._item is not None:
            what = "accept" if category is self._item.category else f"change to {category.short}"
            self._decide(Verdict.ACCEPT, Edit(category=category), what)

    def choose(self, category: Category) -> None:
        """Mark the words that are selected; where none are, it is feedback of this category."""
        if self.mark(category):
            self._show_item()
        else:
            self.set_category(category)

    def focus_note(self) -> None:
        """Let the person write a note, about all that are selected where several are."""
        if self._several.count:
            self._several.come()
        elif self._item is not None:
            self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step_target(self, step: int) -> None:
        """It judges the answer before (-1) or after (1) the one it is said to judge."""
        answers = [answer.message for answer in self._answers()]
        if self._item is not None and answers:
            at = answers.index(self._item.target) if self._item.target in answers else len(answers) - 1
            self._set_target(answers[max(0, min(len(answers) - 1, at + step))])

    def set_scope(self, scope: Scope) -> None:
        """It holds for everyone, or states one person's wish."""
        if self._item is None:
            self.spread(Saying(scope=scope))
        else:
            self._scopes[scope].click()

    def toggle_flag(self, flag: str) -> None:
        """Flag it, or flag it no longer."""
        if self._item is None:
            self.spread(Saying(flag=flag))
        else:
            self._flags.toggle(flag)

    def skip_because(self, reason: str) -> None:
        """Leave it undecided on purpose; the reason goes into the note."""
        item = self._item
        if self.spread(Saying(Verdict.SKIP, note=reason)):
            self._show_item()
        elif item is not None:
            self._say(Verdict.SKIP, Saying(note=reason).edit(item, self._drafts.of(item)))

    def show_several(self, count: int) -> None:
        """Say of how many rows keys and buttons speak; nothing for the one shown here."""
        self._several.show_count(count)
        self._offer_delete()

    def note_said(self, saying: Saying) -> None:
        """It was said of several; where it is the note that was written for them, that waits no more."""
        if saying.note and saying.note == self._several.note.toPlainText().strip():
            self._several.told()
            self._drafts.keep()

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """Say the keys on the buttons; by the id of an action."""
        self._verdicts.name_keys(keys)
        self._categories.name_keys(keys)
        self._better.name_key(keys.get("review.rewrite", ""))
        self._flags.name_keys({flag: keys.get(f"review.flag.{flag.replace(' ', '_')}", "") for flag in FLAGS})

    # Inside

    def _say(self, verdict: Verdict, edit: Edit = Edit()) -> None:
        if self.spread(Saying(verdict)):
            self._show_item()
        elif self._item is not None and self._decide(verdict, edit, verdict.value):
            self.advance.emit()

    def _decide(self, verdict: Verdict, edit: Edit, what: str) -> bool:
        """Write a decision about the item shown, which takes along what was drafted for it; whether it was written."""
        assert self._item is not None
        if self._drafts.keep() and self._session.decide([self._item.id], verdict, edit=edit, what=what):
            return True
        self._show_item()
        return False

    def _set_target(self, message: int) -> None:
        if self._item is not None and message != self._item.target:
            verdict = STANDING.get(self._item.status, Verdict.ACCEPT)
            self._decide(verdict, Edit(target=message), "change target")

    def keep(self) -> None:
        """Write what was drafted; where a verdict stands that it can go with, as part of that."""
        item = self._item
        if self._drafts.keep() and item is not None and item.status in STANDING and self._drafts.of(item) != Edit():
            self._decide(STANDING[item.status], Edit(), "note")

    def _drafted(self) -> None:
        if self._item is not None:
            self._drafts.put(self._item, note=self._note.toPlainText(), flags=self._flags.flags)

    def _flagged(self, flag: str) -> None:
        if self.spread(Saying(flag=flag)):
            self._show_item()
        else:
            self._drafted()
            self.keep()

    def _scoped(self) -> None:
        scope = next((scope for scope, button in self._scopes.items() if button.isChecked()), None)
        if scope is not None and self.spread(Saying(scope=scope)):
            self._show_item()
        elif self._item is not None and scope is not None:
            self._drafts.put(self._item, scope=scope)
            self.keep()

    def _look(self, _wanted: int | None = None) -> None:
        """Show what the session looks at now."""
        wanted = self._session.feedback
        if self._item is not None and self._item.id != wanted:
            self.keep()
        conversation = self._session.conversation
        if self._conversation is None or self._conversation.id != conversation:
            self._conversation = self._session.shown()
        self._item = self._session.selected()
        self._show_item()

    def _arrive(self, _conversation: int | None) -> None:
        """Another conversation; with a feedback in it, that is told next and is then looked at."""
        if self._session.feedback is None:
            self._look()

    def _changed(self, changes: Changes) -> None:
        if self._conversation is not None and changes.touches(self._conversation.id):
            if changes.imported:
                self._conversation = self._session.shown()
            self._item = self._session.selected()
            self._show_item()

    def _show_item(self) -> None:
        item = self._item
        self._pages.setCurrentIndex(int(item is not None))
        if item is None:
            session = self._session
            facts = (session.shown_feedback(), session.differences(), session.waiting())
            self._facts.show_facts(self._conversation, *facts)
            return
        self._head.show_item(item, self._words(item), self._answers)
        self._verdicts.show_status(item.status)
        self._offer_delete()
        self._categories.show_category(item.category)
        self._status.say(standing(item))
        self._why.say("\n".join(reasons(item)))
        self._show_changes(item)
        self._fill_in(item)
        self._show_better(item)
        free = not self._session.readonly
        for part in (self._verdicts, self._categories, self._flags, self._better, *self._scopes.values()):
            part.setEnabled(free)
        self._note.setReadOnly(not free)
        self._head.allow(change=free)

    def _offer_delete(self) -> None:
        by_hand = self._item is not None and self._item.by_hand
        self._verdicts.offer_delete(possible=by_hand or bool(self._several.count))

    def _fill_in(self, item: StoredFeedback) -> None:
        """The fields: what is drafted, else what is stored. A field that says it already keeps its cursor."""
        draft = self._drafts.of(item)
        note = item.note if draft.note is None else draft.note
        flags = item.flags if draft.flags is None else draft.flags
        if self._note.toPlainText() != note:
            with QSignalBlocker(self._note):  # nobody typed it, least of all with the flags of the one before
                self._note.setPlainText(note)
        self._flags.show_flags(flags, typing=draft != Edit())
        scope = draft.scope or item.scope
        (self._scopes[scope] if scope is not None else self._no_scope).setChecked(True)

    def _show_changes(self, item: StoredFeedback) -> None:
        """What the detector claimed before and claims now, where that differs."""
        found = [one for one in self._session.differences(item.message) if one.feedback == item.id]
        self._changes.say("\n".join(before_and_after(found)))
        self._changes.setVisible(bool(found))
        self._changes_heading.setVisible(bool(found))

    def _show_better(self, item: StoredFeedback) -> None:
        """The better answer, where there can be one: beside what praises its answer there is nothing to write."""
        can = item.target is not None and item.category.polarity is not Polarity.POSITIVE
        self._better.setVisible(can)
        self._better_heading.setVisible(can)
        if can and item.target is not None:
            self._better.show_words(self._session.rewritten(item.target))

    def _words(self, item: StoredFeedback) -> str:
        shown = self._conversation
        if shown is None or item.message not in shown.message_ids:
            return ""
        content = shown.conversation.messages[shown.message_ids.index(item.message)].content
        return content[item.span.start : min(item.span.end, item.span.start + 2 * QUOTED)]

    def _answers(self) -> list[Answer]:
        if self._conversation is None or self._item is None:
            return []
        return answers_above(self._conversation, self._item.message)

    def _lay_out(self) -> None:
        scopes = QHBoxLayout()
        group = QButtonGroup(self)
        group.addButton(self._no_scope)
        for button in self._scopes.values():
            group.addButton(button)
            scopes.addWidget(button)
        scopes.addStretch()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        column.setSpacing(NEAR)
        for part in (self._head, self._verdicts, self._categories, self._status):
            column.addWidget(part)
        column.addWidget(_heading(self.tr("Why")))
        column.addWidget(self._why)
        column.addWidget(self._changes_heading)
        column.addWidget(self._changes)
        column.addWidget(self._better_heading)
        column.addWidget(self._better)
        column.addWidget(_heading(self.tr("Holds for")))
        column.addLayout(scopes)
        column.addWidget(_heading(self.tr("Note")))
        column.addWidget(self._note)
        column.addWidget(_heading(self.tr("Flags")))
        column.addWidget(self._flags)
        column.addStretch()
        self._pages.addWidget(scrolling(self._facts))
        self._pages.addWidget(scrolling(page))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._several)
        whole.addWidget(self._pages)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape leaves a field, in which letters are letters and no keys."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for its buttons, also where words are large: it never scrolls sideways."""
        page = self._verdicts.minimumSizeHint().expandedTo(self._categories.minimumSizeHint())
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return QSize(max(220, page.width() + 2 * WIDE + bar), 0)

    def _connect(self) -> None:
        self._verdicts.accept.connect(self.accept)
        self._verdicts.reject.connect(self.reject)
        self._verdicts.skip.connect(self.skip)
        self._verdicts.delete.connect(self.delete)
        self._categories.chosen.connect(self.choose)
        self._head.target_clicked.connect(self.target_clicked)
        self._head.target_chosen.connect(self._set_target)
        self._note.textChanged.connect(self._drafted)
        self._flags.edited.connect(self._drafted)
        self._note.done.connect(self.keep)
        self._flags.done.connect(self.keep)
        self._flags.pressed.connect(self._flagged)
        self._several.said.connect(lambda words: self.spread(Saying(note=words)))
        self._several.typed.connect(self._drafts.put_shared)
        self._better.wanted.connect(self.rewrite_wanted)
        for button in self._scopes.values():
            button.clicked.connect(self._scoped)
        self._session.feedback_selected.connect(self._look)
        self._session.conversation_shown.connect(self._arrive)
        self._session.changed.connect(self._changed)


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    font = small_font(label.font())
    font.setBold(True)
    label.setFont(font)
    label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    label.setContentsMargins(0, NEAR, 0, 0)
    return label
