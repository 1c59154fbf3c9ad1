"""Choosing what leaves as a dataset, and seeing it while one chooses: counts, balance, warnings, rows as written."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app import theme as look
from nfstudio.app import tickets
from nfstudio.app.dialogs.asking import ask_folder
from nfstudio.app.dialogs.details import said
from nfstudio.app.dialogs.export_examples import Examples
from nfstudio.app.dialogs.export_figures import Figures
from nfstudio.app.dialogs.export_form import ExportForm
from nfstudio.app.dialogs.export_recipes import Recipes
from nfstudio.app.dialogs.export_warnings import Advice, Warnings, warnings_of
from nfstudio.app.runner import Ticket
from nfstudio.app.session import Session
from nfstudio.app.standing_question import StandingQuestion
from nfstudio.app.tab_order import move_focus
from nfstudio.errors import StudioError
from nfstudio.jobs.export_options import plan
from nfstudio.jobs.export_preview import Preview, preview
from nfstudio.store.browse import Filter, facets
from nfstudio.store.changes import Changes
from nfstudio.store.project import Project

_FACETS = {"sources": "source", "models": "model", "languages": "language"}
_Answer = Preview | StudioError
_FOR_ADVICE = 4
"""What to mind may take such a part of the height; the rest scrolls."""


class ExportDialog(QDialog):
    """What to export and where; it stands beside the window, which goes on working."""

    def __init__(self, session: Session, proposed: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ticket: Ticket | None = None
        self._seen: Preview | None = None
        self.setWindowTitle(self.tr("Export dataset"))
        self.recipes, self.form = Recipes(session, self), ExportForm(self)
        self.figures, self.warnings, self.examples = Figures(self), Warnings(self), Examples(self)
        self.out = QLineEdit(str(proposed), self)
        self.out.setAccessibleName(self.tr("Folder for the dataset"))
        self.outcome = QLabel(self)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setWordWrap(True)
        self.outcome.hide()  # an empty line is no line
        self.go = QPushButton(self.tr("Export"), self, default=True)
        self._lay_out()
        self._question: StandingQuestion[_Answer] = StandingQuestion(
            session.reader, "export", compose=self._compose, answer=self._show, parent=self
        )
        self._connect()
        self._ask_values()
        self._ask()

    @property
    def wanted(self) -> tickets.Export:
        """What is chosen.

        Raises:
            StudioError: when it makes no export.
        """
        options = self.form.options
        return tickets.Export(Path(self.out.text()).expanduser(), options, self.recipes.name_of(options))

    # Looking

    def _compose(self) -> Callable[[Project], _Answer]:
        options = self.form.options

        def ask(project: Project) -> _Answer:
            try:
                return preview(project, options)
            except StudioError as wrong:  # said here, beside the choice that it is about
                return wrong

        return ask

    def _ask(self) -> None:
        self._seen = None
        try:
            plan(self.form.options)
        except StudioError as wrong:
            self._question.drop()
            self._show(wrong)
            return
        self.figures.say(self.tr("Counting…"))
        self.go.setEnabled(False)
        self._question.now()

    def _show(self, answer: _Answer) -> None:
        if isinstance(answer, StudioError):
            self._seen = None
            self.figures.say_nothing(self.tr("These choices make no dataset"), said(answer)[0])
            self.form.checks.show_counts({})
            self._advise(())
            self.examples.show_rows(())
            self.go.setEnabled(False)
            return
        self._seen = answer
        self.figures.show_preview(answer)
        self.form.checks.show_counts(answer.checks)
        self._advise(warnings_of(answer, self.form.options))
        self.examples.show_rows(answer.examples)
        self._enable()

    def _advise(self, warnings: Sequence[Advice]) -> None:
        """Show other advice where the old one stood: a remedy that was pressed does not scroll the rest away."""
        bar = self._advice.verticalScrollBar()
        before = bar.value()
        self.warnings.show_warnings(warnings)
        lines = len(self.warnings.shown) * look.AIRY * 3 // 2
        self._advice.setMinimumHeight(min(lines, self.height() // _FOR_ADVICE))
        bar.setValue(before)
        QTimer.singleShot(0, bar, lambda: bar.setValue(before))  # once the lines have their heights

    def _enable(self) -> None:
        rows = self._seen.rows if self._seen is not None else 0
        more = self._seen is not None and self._seen.looked_at < self._seen.conversations
        if self._seen is not None and not rows and not more:
            self.figures.say(self.tr("No rows: detect feedback, confirm some, or choose otherwise"))
        self.go.setEnabled(bool(rows or more) and self._ticket is None and not self._session.readonly)

    def _changed(self, changes: Changes) -> None:
        if changes.feedback or changes.imported:
            self._question.soon()
        if changes.imported:
            self._ask_values()

    def _ask_values(self) -> None:
        def values(project: Project) -> dict[str, list[tuple[str, int]]]:
            found = facets(project.db, Filter(), of_feedback=True)
            return {name: [(v, n) for v, n in found[facet] if v] for name, facet in _FACETS.items()}

        self._session.reader.ask("export values", values, self.form.offer_values)

    # Doing

    def _choose(self) -> None:
        ask_folder(self, self.tr("Folder for the dataset"), lambda path: self.out.setText(str(path)))

    def _start(self) -> None:
        self.go.setEnabled(False)
        self._tell(self.tr("Exporting… The strip at the foot of the window tells how far it is."))
        self._ticket = tickets.export_ticket(self.wanted)
        self._session.start(self._ticket)

    def _finished(self, ticket: Ticket, _result: object) -> None:
        if ticket is self._ticket:
            self._ticket = None
            self.accept()  # the window shows what came out

    def _failed(self, ticket: Ticket, error: Exception) -> None:
        if ticket is self._ticket:
            self._end(" ".join(said(error)).strip())

    def _cancelled(self, ticket: Ticket) -> None:
        if ticket is self._ticket:
            self._end(self.tr("Stopped. Nothing was written."))

    def _end(self, sentence: str) -> None:
        self._ticket = None
        self._tell(sentence)
        self._enable()

    # Inside

    def _tell(self, sentence: str) -> None:
        self.outcome.setText(sentence)
        self.outcome.show()

    def _connect(self) -> None:
        self.form.changed.connect(self._ask)
        self.warnings.remedied.connect(self.form.remedy)
        self.examples.opened.connect(self._session.show)
        self.recipes.chosen.connect(self.form.show_options)
        self.recipes.saving.connect(lambda name: self.recipes.keep(name, self.form.options))
        self.go.clicked.connect(self._start)
        self._session.changed.connect(self._changed)
        runner = self._session.runner
        runner.finished.connect(self._finished)
        runner.failed.connect(self._failed)
        runner.cancelled.connect(self._cancelled)
        self.finished.connect(lambda _: self._question.drop())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's name
        """Tab follows the eye."""
        return move_focus(self, forward=forward)

    def _lay_out(self) -> None:
        left, right, middle = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for column in (left, right):
            column.setSpacing(look.NEAR)
        left.addWidget(self.recipes)
        left.addWidget(self.form, 1)
        self._advice = advice = QScrollArea(self, widgetResizable=True)
        advice.setAccessibleName(self.tr("What to mind"))
        advice.setFrameShape(QFrame.Shape.NoFrame)
        advice.setWidget(self.warnings)
        advice.setMaximumHeight(look.AIRY * 9)
        right.addWidget(self.figures)
        right.addWidget(advice)
        right.addWidget(self.examples, 1)
        middle.setSpacing(look.WIDE)
        middle.addLayout(left, 2)
        middle.addLayout(right, 3)
        choose = QPushButton(self.tr("Choose…"), self, autoDefault=False)
        choose.clicked.connect(self._choose)
        close = QPushButton(self.tr("Close"), self, autoDefault=False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(QLabel(self.tr("Folder"), self))
        for widget, share in ((self.out, 1), (choose, 0), (close, 0), (self.go, 0)):
            foot.addWidget(widget, share)
        page = QVBoxLayout(self)
        page.setSpacing(look.ROOM)
        page.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        page.addLayout(middle, 1)
        page.addWidget(self.outcome)
        page.addLayout(foot)
        self.resize(1120, 720)
