"""Saying the same of a whole list: what it would touch is counted and shown before anything is written."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app import theme as look
from nfstudio.app import tickets
from nfstudio.app.filter_words import conditions
from nfstudio.app.flag_field import FLAGS, flag_word
from nfstudio.app.models.feedback_list import FeedbackList
from nfstudio.app.row_painting import FeedbackPainter
from nfstudio.app.row_words import cut, plain_label, scope_word, score_text
from nfstudio.app.session import Session
from nfstudio.app.several import saying_words
from nfstudio.app.standing_question import StandingQuestion
from nfstudio.app.steady_list import SteadyList
from nfstudio.app.wording import category_word, counted, number
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.domain.feedback import Category, Scope, Status, Verdict
from nfstudio.store import browse
from nfstudio.store.browse import Filter, Order
from nfstudio.store.changes import Changes
from nfstudio.store.decisions import STANDING, Saying
from nfstudio.store.project import Project

SAMPLES = 20


def _is_verdict(saying: Saying) -> bool:
    """Whether it decides, rather than go along with what is decided."""
    return saying.verdict is not None or saying.delete


_UNDECIDED = frozenset({Status.AUTO, Status.LOW})


@dataclass(frozen=True, slots=True)
class Preview:
    """What a decision would be about: ids of all of it, and of a few drawn at random."""

    ids: "array[int]"
    samples: "array[int]"


def preview(project: Project, wanted: Filter | None) -> Preview:
    """What `wanted` lets through, None nothing; asked of the reader thread."""
    if wanted is None:
        return Preview(array("q"), array("q"))
    ids = array("q", browse.feedback_ids(project.db, wanted))
    samples = array("q", browse.feedback_ids(project.db, wanted, Order.RANDOM)[:SAMPLES])
    return Preview(ids, samples)


class DecideAll(QDialog):
    """Follows the filter of the list; it stands beside the window, which goes on working.

    Args:
        among: ids of feedback that somebody has selected, in the place of the list.
        saying: what is meant for them.
    """

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        among: Sequence[int] | None = None,
        saying: Saying | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._among = None if among is None else Filter(among=tuple(among))
        self._preview: Preview | None = None
        whole = self._among is None
        self.setWindowTitle(self.tr("Decide the whole list") if whole else self.tr("Decide what is selected"))
        self.verdict, self.category = QComboBox(self), QComboBox(self)
        self.score = QDoubleSpinBox(self)
        self.undecided = QCheckBox(self.tr("Leave alone what somebody has decided"), self)
        self.go = QPushButton(self)
        self._filter, self._count = WrappedText(muted=True), QLabel(self)
        self._samples = FeedbackList(session, self)
        self._list = SteadyList(self._samples, FeedbackPainter(self))
        self._fill_in()
        self._mean(saying or Saying(Verdict.ACCEPT))
        self._lay_out()
        self._question: StandingQuestion[Preview] = StandingQuestion(
            session.reader, "decide all", compose=self._compose, answer=self._show, parent=self
        )
        self._connect()
        self._look()

    @property
    def wanted(self) -> Filter | None:
        """What is decided: the filter of the list, narrowed by what stands here; None for nothing, as when the list
        shows what is decided and that is to be left alone."""
        wanted = self._among or self._session.filter
        category = self.category.currentData()
        if category is not None:
            wanted = replace(wanted, categories=frozenset({category}))
        if self.score.value() > 0:
            wanted = replace(wanted, score=(self.score.value(), wanted.score[1]))
        goes_along = not _is_verdict(self.saying)
        if self.undecided.isChecked() or goes_along:
            able = frozenset(STANDING) if goes_along else _UNDECIDED
            statuses = (wanted.statuses or able) & able
            if not statuses:
                return None
            wanted = replace(wanted, statuses=statuses)
        return wanted

    @property
    def saying(self) -> Saying:
        """What is said of each."""
        said: Saying = self.verdict.currentData()
        return said

    def decide(self) -> None:
        """Put it in line, and go."""
        shown = self._preview
        if shown is None or not shown.ids:
            return
        what = f"{saying_words(self.saying)} ({number(len(shown.ids))})"  # the project keeps it
        self._session.start(
            tickets.decide_ticket(
                shown.ids,
                self.saying,
                reviewer=self._session.reviewer,
                keep_decided=self.undecided.isChecked() and _is_verdict(self.saying),
                what=what,
            )
        )
        self.accept()

    # Inside

    def _compose(self) -> Callable[[Project], Preview]:
        wanted = self.wanted
        return lambda project: preview(project, wanted)

    def _look(self, *_: object) -> None:
        self._preview = None
        self._say()
        self._question.now()

    def _meant(self, _: int) -> None:
        """Another thing is meant: of the same feedback, or of those that have a verdict."""
        self._look()

    def _changed(self, changes: Changes) -> None:
        self._samples.refresh(changes)
        if changes.feedback or changes.imported:
            self._question.soon()

    def _show(self, found: Preview) -> None:
        self._preview = found
        self._samples.show(found.samples)
        self._say()

    def _say(self) -> None:
        shown, verdict = self._preview, self.verdict.currentText()
        if shown is None:
            self._count.setText(self.tr("Counting…"))
            self.go.setText(verdict)
        else:
            count = counted(len(shown.ids), self.tr("1 piece of feedback"), self.tr("{count} pieces of feedback"))
            few = self.tr("{count}. {samples} of them, drawn at random:")
            whole = self.tr("{count}:") if shown.ids else self.tr("Nothing matches.")
            text = few if len(shown.ids) > len(shown.samples) else whole
            self._count.setText(text.format(count=count, samples=number(len(shown.samples))))
            self.go.setText(self.tr("{verdict}: {count}").format(verdict=verdict, count=number(len(shown.ids))))
        self.go.setEnabled(shown is not None and bool(shown.ids) and not self._session.readonly)
        self.undecided.setEnabled(_is_verdict(self.saying))
        if self._among is not None:
            text = self.tr("{count} selected")
            self._filter.say(text.format(count=number(len(self._among.among))))
            return
        words = [text for text, _ in conditions(self._session.filter)]
        if self._session.filter.text:
            words.insert(0, self.tr("“{text}”").format(text=self._session.filter.text))
        self._filter.say(" · ".join(words) or self.tr("Everything: the list has no filter"))

    def _fill_in(self) -> None:
        """Begin with what the filter of the list says already."""
        for text, verdict in (
            (self.tr("Accept"), Verdict.ACCEPT),
            (self.tr("Reject"), Verdict.REJECT),
            (self.tr("Skip"), Verdict.SKIP),
        ):
            self.verdict.addItem(text, Saying(verdict))
        for category in Category:
            self.verdict.addItem(
                self.tr("Change to {category}").format(category=category_word(category)),
                Saying(Verdict.ACCEPT, category=category),
            )
        # What goes along with the verdict that stands.
        for scope in Scope:
            self.verdict.addItem(self.tr("Holds for: {scope}").format(scope=scope_word(scope)), Saying(scope=scope))
        for flag in FLAGS:
            self.verdict.addItem(self.tr("Flag: {flag}").format(flag=flag_word(flag)), Saying(flag=flag))
        self.category.addItem(self.tr("As listed"), None)
        for category in Category:
            self.category.addItem(category_word(category), category)
        self.score.setRange(0, 1)
        self.score.setSingleStep(0.05)
        self.score.setSpecialValueText(self.tr("Any"))
        self.score.setValue((self._session.filter.score[0] or 0) if self._among is None else 0)
        self.score.setToolTip(self.tr("Such as {example}").format(example=score_text(0.95)))
        self.undecided.setChecked(True)

    def _mean(self, saying: Saying) -> None:
        """Begin with what a key has asked for; a note or a reason goes along, so it has a row of its own."""
        at = next((i for i in range(self.verdict.count()) if self.verdict.itemData(i) == saying), -1)
        if at < 0:
            text = {
                bool(saying.note) and saying.verdict is None: self.tr("Note: {words}").format(
                    words=cut(saying.note, 40)
                ),
                saying.verdict is Verdict.SKIP: self.tr("Skip: {words}").format(words=cut(saying.note, 40)),
                saying.delete: self.tr("Delete"),
            }
            self.verdict.addItem(plain_label(text[True]), saying)
            at = self.verdict.count() - 1
        self.verdict.setCurrentIndex(at)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(look.NEAR)
        for text, field in (
            (self.tr("List"), self._filter),
            (self.tr("Verdict"), self.verdict),
            (self.tr("Category"), self.category),
            (self.tr("Score from"), self.score),
        ):
            field.setAccessibleName(text)
            form.addRow(text, field)
        form.addRow("", self.undecided)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self._list.setAccessibleName(self.tr("Samples"))
        close = QPushButton(self.tr("Cancel"), self)
        close.clicked.connect(self.reject)
        self.go.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(close)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.NEAR)
        column.addLayout(form)
        column.addSpacing(look.TIGHT)
        column.addWidget(self._count)
        column.addWidget(self._list, 1)
        column.addLayout(buttons)
        self.resize(520, 620)

    def _connect(self) -> None:
        self.verdict.currentIndexChanged.connect(self._meant)
        self.category.currentIndexChanged.connect(self._look)
        self.score.valueChanged.connect(self._look)
        self.undecided.toggled.connect(self._look)
        self.go.clicked.connect(self.decide)
        self._list.picked.connect(self._session.select)
        self._session.filtered.connect(self._look)
        self._session.changed.connect(self._changed)
        self.finished.connect(lambda _: self._question.drop())
