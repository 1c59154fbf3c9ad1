"""What the logs tell, in plots: each is a question for the reader thread, asked while the page is looked at."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app.filter_words import FIELDS
from nfstudio.app.insights import drawings
from nfstudio.app.insights.card import Card
from nfstudio.app.insights.rule_table import RuleTable, rule_chart
from nfstudio.app.insights.source_pair import SourcePair
from nfstudio.app.session import Session
from nfstudio.app.standing_question import StandingQuestion
from nfstudio.app.theme import AIRY, ROOM, WIDE, heading_font
from nfstudio.domain.feedback import Category
from nfstudio.jobs import insights
from nfstudio.jobs.ages import Ages, ages
from nfstudio.jobs.insights import GROUPS, SCORE_BINS, Comparison, Overview, Precisions, ReviewProgress, RuleFigures
from nfstudio.store import figures
from nfstudio.store.browse import Filter
from nfstudio.store.changes import Changes
from nfstudio.store.project import Project

_TWO_COLUMNS = 1040
"""Width from which two cards stand side by side."""


class Insights(QScrollArea):
    """The page of plots."""

    TITLE = "Insights"

    left = Signal()
    """The person wants to go back to the lists."""
    wanted = Signal(object)
    """A Filter whose feedback the person wants to see."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._page = QWidget(self)
        self._summary = QLabel(self._page)
        self._back = QPushButton(self.tr("Back to the list"), self._page)
        self._by = QComboBox(self._page)
        self._pair = SourcePair(self._page)
        self.shares = Card(self.tr("Conversations with feedback"), self._page)
        self.categories = Card(self.tr("Categories"), self._page)
        self.scores = Card(self.tr("Scores"), self._page)
        self.precision = Card(self.tr("Precision"), self._page)
        self.standing = Card(self.tr("Review"), self._page)
        self.days = Card(self.tr("Decisions"), self._page)
        self.comparison = Card(self.tr("Older against newer"), self._page)
        self.rules = RuleTable(self._page)
        self._questions = self._ask_about(session)
        self._lay_out()
        self._connect()

    # Questions

    def _ask_about(self, session: Session) -> "_Questions":
        def question(name: str, compose: Callable[[], Any], answer: Callable[[Any], None]) -> StandingQuestion[Any]:
            return StandingQuestion(session.reader, f"insights {name}", compose=compose, answer=answer, parent=self)

        return _Questions(
            progress=question("progress", lambda: insights.progress, self._take_progress),
            overview=question("overview", self._which_overview, self._take_overview),
            scores=question("scores", lambda: insights.scores, self._take_scores),
            precision=question("precision", lambda: insights.precisions, self._take_precision),
            rules=question("rules", lambda: insights.rules, self._take_rules),
            ages=question("ages", lambda: ages, self._take_ages),
            comparison=question("comparison", self._which_comparison, self._take_comparison),
        )

    def _which_overview(self) -> Callable[[Project], Overview]:
        return partial(insights.overview, by=self._by.currentData())

    def _which_comparison(self) -> Callable[[Project], Comparison | None]:
        if not self._pair.is_one:
            return lambda _project: None
        older, newer = self._pair.chosen
        return partial(insights.compare, older=older, newer=newer)

    # Answers

    def _take_overview(self, overview: Overview) -> None:
        self._summary.setText(drawings.summary(overview))
        self.shares.show_charts([("", drawings.shares(overview))])

    def _take_progress(self, progress: ReviewProgress) -> None:
        self.categories.show_charts([("", drawings.categories(progress.categories))])
        self.standing.show_charts([("", drawings.standing(progress))])
        self.days.show_charts([("", drawings.days(progress))])

    def _take_scores(self, bins: list[Any]) -> None:
        self.scores.show_charts([("", drawings.scores(bins))])

    def _take_precision(self, found: Precisions) -> None:
        caption = self.tr("Accepted, of all reviewed. It is the detector's only for spans drawn at random.")
        by_score = self.tr("Accepted, of all reviewed with such a score: this holds whatever order they came in.")
        draw = partial(drawings.precision, title=self.tr("Precision of the detector"))
        self.precision.show_charts(
            [
                (self.tr("by category"), draw(found.by_category, by="category", caption=caption)),
                (self.tr("by score"), draw(found.by_score, by="score", caption=by_score)),
                (self.tr("by detector"), draw(found.by_detector, by="detector", caption=caption)),
            ]
        )

    def _take_comparison(self, found: Comparison | None) -> None:
        if found is not None:
            self.comparison.show_charts([("", drawings.comparison(found))])

    def _take_rules(self, found: list[RuleFigures]) -> None:
        self.rules.show_rules(found)
        self._rule_card.show_charts([("", rule_chart(found))])

    def _take_ages(self, found: Ages) -> None:
        if self._pair.offer(found):
            self.comparison.setVisible(self._pair.is_one)
            self._questions.comparison.now()

    # Looking

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask everything; nothing was asked while nobody looked."""
        super().showEvent(event)
        for question in self._questions.all:
            question.now()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """The lists must not wait for plots that nobody looks at."""
        super().hideEvent(event)
        for question in self._questions.all:
            question.drop()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One card or two side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.feedback or changes.imported):
            for question in self._questions.all:
                question.soon()

    def _pick(self, key: str) -> None:
        """Show the feedback behind a mark."""
        kind, _, value = key.partition("\t")
        if kind == "score":
            at = int(value)
            self.wanted.emit(Filter(score=(at / SCORE_BINS, (at + 1) / SCORE_BINS)))
        elif kind == "month":
            self.wanted.emit(Filter(created=(f"{value}-01", f"{value}-31")))
        else:
            chosen: frozenset[Any] = frozenset({Category(value) if kind == "category" else value})
            field = FIELDS["source" if kind == "file" else kind]
            self.wanted.emit(replace(Filter(), **{field: chosen}))  # type: ignore[arg-type]

    def _pick_rule(self, rule: str) -> None:
        """Show the feedback behind which a rule is."""
        what = self.tr("Rule {rule}").format(rule=rule)

        def take(found: tuple[int, ...]) -> None:
            if found:
                self.wanted.emit(Filter(among=found, among_what=what))
            else:
                self._session.told.emit(self.tr("What this rule found is no feedback any more."))

        self._session.reader.ask("insights rule", lambda project: figures.fired_by(project.db, rule), take)

    def _arrange(self) -> None:
        wide = self.viewport().width() >= _TWO_COLUMNS
        if self._grid.property("wide") == wide:
            return
        self._grid.setProperty("wide", wide)
        pairs = (self.shares, self.categories, self.scores, self.precision, self.standing, self.days)
        for at, card in enumerate(pairs):
            place = divmod(at, 2) if wide else (at, 0)
            self._grid.addWidget(card, *place)
        self._grid.addWidget(self.comparison, len(pairs), 0, 1, 2 if wide else 1)
        self._grid.addWidget(self._rule_card, len(pairs) + 1, 0, 1, 2 if wide else 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if wide else 0)

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Insights"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to what stands on it
        self._summary.setFont(heading_font(self.font()))
        self._summary.setWordWrap(True)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        for by in GROUPS:
            self._by.addItem(drawings.by_group(by), by)
        self._by.setAccessibleName(self.tr("Group conversations"))
        self.shares.head.insertWidget(1, self._by)
        self.comparison.head.insertWidget(1, self._pair)
        self.comparison.hide()
        self._rule_card = Card(self.tr("Rules"), self._page, content=self.rules)
        head = QHBoxLayout()
        head.setSpacing(WIDE)
        head.addWidget(self._summary, 1)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        self._grid = QGridLayout()
        self._grid.setSpacing(ROOM)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(AIRY, WIDE, AIRY, AIRY)
        column.setSpacing(WIDE)
        column.addLayout(head)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.setWidget(self._page)

    def _connect(self) -> None:
        self._back.clicked.connect(self.left)
        self._back.setToolTip(self.tr("Back to the list (Esc)"))
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        ).activated.connect(self.left)
        self._by.currentIndexChanged.connect(lambda _: self._questions.overview.now())
        self._pair.changed.connect(self._questions.comparison.now)
        for card in (*self._cards(), self._rule_card):
            card.told.connect(self._session.told)
            card.failed.connect(self._session.failed)
            card.view.picked.connect(self._pick)
        self.rules.picked.connect(self._pick_rule)
        self._session.changed.connect(self._changed)

    def _cards(self) -> list[Card]:
        return [self.shares, self.categories, self.scores, self.precision, self.standing, self.days, self.comparison]


@dataclass(frozen=True, slots=True)
class _Questions:
    """What the page asks, in the order of asking: what is quick and stands at the top comes first."""

    progress: StandingQuestion[ReviewProgress]
    overview: StandingQuestion[Overview]
    scores: StandingQuestion[Any]
    precision: StandingQuestion[Precisions]
    rules: StandingQuestion[Any]
    ages: StandingQuestion[Any]
    comparison: StandingQuestion[Any]

    @property
    def all(self) -> tuple[StandingQuestion[Any], ...]:
        """All of them."""
        return (self.progress, self.overview, self.scores, self.precision, self.rules, self.ages, self.comparison)
