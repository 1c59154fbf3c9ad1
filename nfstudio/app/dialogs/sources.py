"""The files a project was made of, and the way to take one out of it for good."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.dialogs.asking import confirm
from nfstudio.app.dialogs.rows import Column, RowsModel, selected, table
from nfstudio.app.session import Session
from nfstudio.app.tickets import remove_ticket
from nfstudio.app.wording import number
from nfstudio.store import statistics
from nfstudio.store.changes import Changes
from nfstudio.store.statistics import SourceRow

_CHANNEL = "sources"


class Sources(QDialog):
    """All files with what each held."""

    backup_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.question: QMessageBox | None = None
        self.setWindowTitle(self.tr("Sources"))
        self._model: RowsModel[SourceRow] = RowsModel(
            [
                Column(self.tr("File"), lambda row: row.shown, 44, of_files=True),
                Column(self.tr("Format"), lambda row: row.format or self.tr("none known"), 16),
                Column(self.tr("Conversations"), lambda row: row.conversations, 20),
                Column(self.tr("Messages"), lambda row: row.messages, 15),
                Column(self.tr("Problems"), lambda row: row.problems, 15),
                Column(self.tr("State"), lambda row: "" if row.finished else self.tr("not read to its end")),
            ],
            self,
        )
        self.view = table(self._model, self)
        self.view.setAccessibleName(self.tr("Sources"))
        self._remove = QPushButton(self.tr("Remove for good…"), self)
        self._backup = QPushButton(self.tr("Back up…"), self)
        self._restore = QPushButton(self.tr("Restore…"), self)
        row = QHBoxLayout()
        row.addWidget(self._remove)
        row.addStretch()
        row.addWidget(self._backup)
        row.addWidget(self._restore)
        page = QVBoxLayout(self)
        page.setSpacing(look.ROOM)
        page.addWidget(self.view, 1)
        page.addLayout(row)
        self.resize(940, 460)
        self._remove.clicked.connect(self._ask)
        self._backup.clicked.connect(self.backup_wanted)
        self._restore.clicked.connect(self.restore_wanted)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        session.changed.connect(self._changed)
        self._read()

    @property
    def rows(self) -> list[SourceRow]:
        """The files shown."""
        return list(self._model.rows)

    def _changed(self, changes: Changes) -> None:
        if changes.imported:
            self._read()

    def _read(self) -> None:
        self._session.reader.ask(_CHANNEL, lambda project: statistics.sources(project.db), self._take)

    def _take(self, rows: list[SourceRow]) -> None:
        self._model.show_rows(rows)
        self._enable()

    def _enable(self) -> None:
        write = not self._session.readonly
        self._remove.setEnabled(write and len(selected(self.view)) == 1)
        self._backup.setEnabled(write)
        self._restore.setEnabled(write)

    def _ask(self) -> None:
        row: SourceRow = selected(self.view)[0]
        if self.question is not None:
            self.question.close()  # it was about another file
        self.question = confirm(
            self,
            self.tr("Remove {name} from this project?").format(name=row.shown),
            self.tr(
                "Its {count} conversations go, with all that was found and decided in them, except those that another"
                " file holds too. This cannot be undone; the file itself stays where it is."
            ).format(count=number(row.conversations)),
            verb=self.tr("Remove for good"),
            then=lambda: self._session.start(remove_ticket(row)),
        )
        self.question.destroyed.connect(self._answered)

    def _answered(self) -> None:
        self.question = None
