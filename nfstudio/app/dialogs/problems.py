"""Every record that did not become a conversation: which file, which place, why; nothing is passed over in silence."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.dialogs.rows import Column, RowsModel, copy_rows, selected, table
from nfstudio.app.outside import may_open, open_file, open_folder
from nfstudio.app.sentences import in_words
from nfstudio.app.session import Session
from nfstudio.app.tab_order import move_focus
from nfstudio.app.wording import counted, number
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.domain.records import Reason
from nfstudio.store import statistics
from nfstudio.store.changes import Changes
from nfstudio.store.statistics import ProblemRow

PAGE = 10_000
_CHANNEL = "problems"


class Problems(QDialog):
    """The problems of a project, `PAGE` at a time."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rows: list[ProblemRow] = []
        self._more_known = False
        self.setWindowTitle(self.tr("Problems"))
        self._model: RowsModel[ProblemRow] = RowsModel(
            [
                Column(self.tr("File"), lambda row: row.shown, 38, of_files=True),
                Column(self.tr("Place"), lambda row: in_words(row.place) or self.tr("whole file"), 16),
                Column(self.tr("Reason"), lambda row: in_words(row.reason), 20),
                Column(self.tr("What happened"), lambda row: in_words(row.sentence)),
            ],
            self,
        )
        self.view = table(self._model, self)
        self.view.setAccessibleName(self.tr("Problems"))
        self._reason = QComboBox(self)
        self._reason.setAccessibleName(self.tr("Reason"))
        self._reason.addItem(self.tr("All reasons"), None)
        for reason in Reason:
            self._reason.addItem(in_words(reason.value).capitalize(), reason.value)
        self._count = QLabel(self.tr("Reading…"), self)
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        self.told = WrappedText(parent=self)
        self._more = QPushButton(self.tr("Show more"), self)
        self._copy = QPushButton(self.tr("Copy"), self)
        self._place = QPushButton(self.tr("Copy place"), self)
        self._file = QPushButton(self.tr("Open file"), self)
        self._folder = QPushButton(self.tr("Open folder"), self)
        self._lay_out()
        self._reason.currentIndexChanged.connect(self._filter)
        self._more.clicked.connect(self._read)
        self._copy.clicked.connect(lambda: copy_rows(self.view))
        self._place.clicked.connect(self._copy_place)
        self._file.clicked.connect(self._open_file)
        self._folder.clicked.connect(self._open_folder)
        self.view.doubleClicked.connect(self._open_file)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        session.changed.connect(self._changed)
        self._read()

    @property
    def rows(self) -> list[ProblemRow]:
        """The problems shown."""
        return list(self._model.rows)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's name
        """Tab follows the eye."""
        return move_focus(self, forward=forward)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._reason)
        top.addWidget(self._count, 1)
        bottom = QHBoxLayout()
        for button in (self._copy, self._place, self._file, self._folder):
            bottom.addWidget(button)
        bottom.addStretch()
        bottom.addWidget(self._more)
        page = QVBoxLayout(self)
        page.setSpacing(look.ROOM)
        page.addLayout(top)
        page.addWidget(self.view, 1)
        page.addWidget(self.told)
        page.addLayout(bottom)
        self.resize(1040, 560)
        self._more.hide()
        self._enable()

    def _changed(self, changes: Changes) -> None:
        if changes.imported:
            self._ask(())

    def _read(self) -> None:
        self._ask(tuple(self._rows))

    def _ask(self, before: tuple[ProblemRow, ...]) -> None:
        """The page that follows these rows; what is shown stays until it has come."""
        after = before[-1].id if before else 0
        self._session.reader.ask(
            _CHANNEL,
            lambda project: statistics.problems(project.db, after=after, limit=PAGE),
            lambda rows: self._take([*before, *rows], more=len(rows) == PAGE),
        )

    def _take(self, rows: list[ProblemRow], *, more: bool) -> None:
        self._rows, self._more_known = rows, more
        self._filter()

    def _filter(self) -> None:
        wanted = self._reason.currentData()
        self._model.show_rows([row for row in self._rows if wanted is None or row.reason == wanted])
        self._more.setVisible(self._more_known)
        self._enable()
        count = len(self._model.rows)
        text = counted(count, self.tr("1 record was passed over."), self.tr("{count} records were passed over."))
        if not self._rows:
            text = self.tr("No problems: every record became a conversation.")
        elif self._more_known:
            text = self.tr("The first {count} records that were passed over.").format(count=number(count))
        self._count.setText(text)

    def _enable(self) -> None:
        rows: list[ProblemRow] = selected(self.view)
        one = rows[0] if len(rows) == 1 else None
        self.told.say(self._advice() if one is None else "\n".join((_where(one), in_words(one.sentence))))
        self._place.setEnabled(one is not None)
        self._folder.setEnabled(one is not None)
        self._file.setEnabled(one is not None and may_open(_file_of(one)))
        self._file.setToolTip(
            "" if one is None or self._file.isEnabled() else self.tr("Only text and tables that lie open are opened.")
        )
        self._copy.setEnabled(bool(self._model.rows))

    def _advice(self) -> str:
        return self.tr("Select a problem to read all of it.") if self._model.rows else ""

    def _copy_place(self) -> None:
        """Where the problem is, as editors and terminals take it."""
        place = path_and_line(selected(self.view)[0])
        QGuiApplication.clipboard().setText(place)
        self._session.told.emit(self.tr("Copied {place}").format(place=place))

    def _open_file(self) -> None:
        row: ProblemRow = selected(self.view)[0]
        if open_file(_file_of(row)):
            self._say_if_gone(row, there=True)
        else:
            self._open_folder()

    def _open_folder(self) -> None:
        row: ProblemRow = selected(self.view)[0]
        self._say_if_gone(row, there=open_folder(_file_of(row).parent))

    def _say_if_gone(self, row: ProblemRow, *, there: bool) -> None:
        gone = self.tr("It cannot be opened: {path}").format(path=_file_of(row))
        self.told.say("\n".join((_where(row), in_words(row.sentence) if there else gone)))


def path_and_line(row: ProblemRow) -> str:
    """Such as "/logs/a.jsonl:12"; a place that is no line of a file that lies open stands behind it in words."""
    what, _, count = row.place.partition(" ")
    if what == "line" and count.isdigit() and "!/" not in row.path:
        return f"{row.path}:{count}"
    return f"{row.path}, {row.place}" if row.place else row.path


def _file_of(row: ProblemRow) -> Path:
    """The file on this disk; of a part of an archive the archive."""
    return Path(row.path.partition("!/")[0])


def _where(row: ProblemRow) -> str:
    """The file and the place in it, whole."""
    return f"{row.shown}, {in_words(row.place)}" if row.place else row.shown
