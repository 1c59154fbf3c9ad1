"""Choosing what leaves as a dataset, with the counts of what would leave while one chooses."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app import theme as look
from nfstudio.app import tickets
from nfstudio.app.dialogs.asking import ask_folder
from nfstudio.app.dialogs.details import said
from nfstudio.app.runner import Ticket
from nfstudio.app.session import Session
from nfstudio.app.wording import counted, number
from nfstudio.curate.judged import STATUSES
from nfstudio.curate.splits import parse_split
from nfstudio.domain.feedback import Category, Polarity, Status
from nfstudio.exporters import EXPORTERS
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.store.browse import Filter, count_feedback
from nfstudio.store.changes import Changes
from nfstudio.store.project import Project

_CHANNEL = "export"
_NEUTRAL = tuple(category for category in Category if category.polarity is Polarity.NEUTRAL)
_SPLITS = ("", "0.9,0.1", "0.8,0.1,0.1")


def count(project: Project, *, status: str, min_score: float | None) -> dict[Category, int]:
    """How much feedback of each category a choice takes; a score is asked of undecided feedback alone."""
    return {
        category: sum(
            count_feedback(
                project.db,
                Filter(
                    categories=frozenset({category}),
                    statuses=frozenset({one}),
                    score=(min_score if one is Status.AUTO else None, None),
                ),
            )
            for one in STATUSES[status]
        )
        for category in Category
    }


class ExportDialog(QDialog):
    """What to export and where."""

    def __init__(self, session: Session, proposed: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ticket: Ticket | None = None
        self._folder: Path | None = None
        self.setWindowTitle(self.tr("Export dataset"))
        self.kind = QComboBox(self)
        for framework, exporter in EXPORTERS.items():
            for kind in exporter.KINDS:
                self.kind.addItem(
                    self.tr("{kind} for {framework}").format(kind=kind.upper(), framework=framework.upper()),
                    (framework, kind),
                )
        self.status = QComboBox(self)
        self.status.addItem(self.tr("Confirmed and undecided"), "all")
        self.status.addItem(self.tr("Confirmed only"), "confirmed")
        self.status.addItem(self.tr("Undecided only"), "auto")
        self.score = QDoubleSpinBox(self, maximum=1.0, singleStep=0.05, decimals=2)
        self.score.setSpecialValueText(self.tr("any"))
        self.split = QComboBox(self, editable=True)
        for split in _SPLITS:
            self.split.addItem(split)
        edit = self.split.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(self.tr("all for training"))
        self.split.setMinimumContentsLength(14)
        self.split.setToolTip(self.tr("Shares of train, validation and test, such as 0.8,0.1,0.1"))
        self.seed = QSpinBox(self, maximum=2**31 - 1)
        self.include = {category: QCheckBox(category.short, self) for category in _NEUTRAL}
        self.out = QLineEdit(str(proposed), self)
        self.counts, self.outcome = _words(self), _words(self)
        self.go = QPushButton(self.tr("Export"), self, default=True)
        self._open = QPushButton(self.tr("Open folder"), self)
        self._close = QPushButton(self.tr("Close"), self)
        self._lay_out()
        self._connect()
        self._ask()

    @property
    def wanted(self) -> tickets.Export:
        """What is chosen."""
        framework, kind = self.kind.currentData()
        options = ExportOptions(
            kind=kind,
            framework=framework,
            status=self.status.currentData(),
            min_score=self.score.value() or None,
            split=self.split.currentText().strip() or None,
            seed=self.seed.value(),
            include=tuple(category.short for category, box in self.include.items() if box.isChecked()),
        )
        return tickets.Export(Path(self.out.text()).expanduser(), options)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(look.NEAR)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        form.addRow(self.tr("Dataset"), self.kind)
        form.addRow(self.tr("Feedback"), self.status)
        form.addRow(self.tr("Lowest score of undecided"), self.score)
        also = QHBoxLayout()
        for box in self.include.values():
            also.addWidget(box)
        form.addRow(self.tr("Unwanted answers too"), also)
        form.addRow(self.tr("Split"), self.split)
        form.addRow(self.tr("Seed"), self.seed)
        choose = QPushButton(self.tr("Choose…"), self)
        choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.addWidget(self.out, 1)
        place.addWidget(choose)
        self.out.setMinimumWidth(look.AIRY * 16)
        form.addRow(self.tr("Folder"), place)
        rule = QFrame(self)
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setForegroundRole(rule.palette().ColorRole.Mid)
        buttons = QHBoxLayout()
        buttons.addWidget(self._open)
        buttons.addStretch()
        buttons.addWidget(self._close)
        buttons.addWidget(self.go)
        page = QVBoxLayout(self)
        page.setSpacing(look.ROOM)
        page.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        page.addLayout(form)
        page.addWidget(rule)
        page.addWidget(self.counts)
        page.addWidget(self.outcome)
        page.addStretch()
        page.addLayout(buttons)
        self._open.hide()
        self.go.setEnabled(False)
        self.outcome.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.counts.setMinimumHeight(2 * self.fontMetrics().lineSpacing())

    def _connect(self) -> None:
        self.status.currentIndexChanged.connect(self._ask)
        self.score.valueChanged.connect(self._ask)
        for box in self.include.values():
            box.toggled.connect(self._ask)
        self.split.currentTextChanged.connect(self._ask)
        self.go.clicked.connect(self._start)
        self._open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder))))
        self._close.clicked.connect(self.close)
        self._session.changed.connect(self._changed)
        runner = self._session.runner
        runner.finished.connect(self._finished)
        runner.failed.connect(self._failed)
        runner.cancelled.connect(self._cancelled)

    # Counting

    def _changed(self, changes: Changes) -> None:
        if changes.feedback or changes.imported:
            self._ask()

    def _ask(self) -> None:
        wanted = self.wanted.options
        if wanted.split:
            try:
                parse_split(wanted.split)
            except ValueError as wrong:
                self._session.reader.drop(_CHANNEL)
                self.counts.setText(f"{str(wrong)[:1].upper()}{str(wrong)[1:]}.")
                self.go.setEnabled(False)
                return
        self._session.reader.ask(
            _CHANNEL,
            lambda project: count(project, status=wanted.status or "all", min_score=wanted.min_score),
            self._tell,
        )

    def _tell(self, found: Mapping[Category, int]) -> None:
        taken = {
            category: found[category]
            for category in Category
            if category not in self.include or self.include[category].isChecked()
        }
        good = sum(count for category, count in taken.items() if category.polarity is Polarity.POSITIVE)
        total = sum(taken.values())
        if not total:
            self.counts.setText(self.tr("Nothing of this kind yet. Run detection, or confirm some feedback."))
        else:
            each = "   ".join(f"{category.short} {number(taken[category])}" for category in taken)
            line = counted(total, self.tr("1 feedback is chosen"), self.tr("{count} feedback are chosen"))
            sides = self.tr("{good} for wanted answers, {bad} for unwanted ones").format(
                good=number(good), bad=number(total - good)
            )
            self.counts.setText(f"{line}: {sides}.\n{each}")
        self.go.setEnabled(total > 0 and self._ticket is None and not self._session.readonly)

    # Doing

    def _choose(self) -> None:
        ask_folder(self, self.tr("Folder for the dataset"), lambda path: self.out.setText(str(path)))

    def _start(self) -> None:
        self._open.hide()
        self.go.setEnabled(False)
        self.outcome.setText(self.tr("Exporting…"))
        self._ticket = tickets.export_ticket(self.wanted)
        self._session.start(self._ticket)

    def _finished(self, ticket: Ticket, result: object) -> None:
        if ticket is self._ticket:
            told = tickets.outcome(result)
            self._folder = told.folder
            self._open.show()
            self._end(f"{told.sentence}.")

    def _failed(self, ticket: Ticket, error: Exception) -> None:
        if ticket is self._ticket:
            self._end(" ".join(said(error)).strip())

    def _cancelled(self, ticket: Ticket) -> None:
        if ticket is self._ticket:
            self._end(self.tr("Stopped. Nothing was written."))

    def _end(self, sentence: str) -> None:
        self._ticket = None
        self.outcome.setText(sentence)
        self._ask()


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return label
