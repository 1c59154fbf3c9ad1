"""The sources a project was made of with their files, and the way to take one out of it for good."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.dialogs.asking import confirm
from nfstudio.app.dialogs.rows import Column, RowsModel, selected, table
from nfstudio.app.row_words import with_files
from nfstudio.app.session import Session
from nfstudio.app.tickets import remove_ticket
from nfstudio.app.wording import number
from nfstudio.store import statistics
from nfstudio.store.changes import Changes
from nfstudio.store.statistics import SourceRow

_CHANNEL = "sources"


@dataclass(frozen=True, slots=True)
class Line:
    """A source of several files, open or not, or one file; `inside`: a file of an open source."""

    name: str
    files: tuple[SourceRow, ...]
    opened: bool = False
    inside: bool = False

    @property
    def words(self) -> str:
        """What the line is called."""
        if len(self.files) == 1:
            return f"└ {self.name}" if self.inside else self.name
        return f"{'▾' if self.opened else '▸'} {with_files(self.name, len(self.files))}"

    @property
    def formats(self) -> str:
        """The formats of the files, each once."""
        return ", ".join(sorted({row.format for row in self.files if row.format}))

    def total(self, of: Callable[[SourceRow], int]) -> int:
        """Of all files together."""
        return sum(map(of, self.files))

    @property
    def half(self) -> int:
        """Files that are not read to their end."""
        return sum(not row.finished for row in self.files)


def lines(rows: Sequence[SourceRow], opened: Container[str]) -> list[Line]:
    """A line for each source, where its first file stands, and below an open one its files."""
    together: dict[str, list[SourceRow]] = {}
    for row in rows:
        together.setdefault(row.source, []).append(row)
    found: list[Line] = []
    for source, files in together.items():
        if len(files) == 1:
            found.append(Line(files[0].shown, tuple(files)))
            continue
        found.append(Line(source, tuple(files), opened=source in opened))
        found += [Line(row.shown, (row,), inside=True) for row in files if source in opened]
    return found


class Sources(QDialog):
    """All sources with what each held; one of several files is opened to them by a double click or Enter."""

    backup_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.question: QMessageBox | None = None
        self.setWindowTitle(self.tr("Sources"))
        self._files: list[SourceRow] = []
        self._opened: set[str] = set()
        half = self.tr("not read to its end")
        self._model: RowsModel[Line] = RowsModel(
            [
                Column(self.tr("File"), lambda line: line.words, 44, of_files=True),
                Column(self.tr("Format"), lambda line: line.formats or self.tr("none known"), 16),
                Column(self.tr("Conversations"), lambda line: line.total(lambda row: row.conversations), 20),
                Column(self.tr("Messages"), lambda line: line.total(lambda row: row.messages), 15),
                Column(self.tr("Problems"), lambda line: line.total(lambda row: row.problems), 15),
                Column(self.tr("State"), lambda line: half if line.half else ""),
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
        self.view.activated.connect(self._open)
        session.changed.connect(self._changed)
        self._read()

    @property
    def rows(self) -> list[SourceRow]:
        """The files shown."""
        return list(self._files)

    def _changed(self, changes: Changes) -> None:
        if changes.imported:
            self._read()

    def _read(self) -> None:
        self._session.reader.ask(_CHANNEL, lambda project: statistics.sources(project.db), self._take)

    def _take(self, rows: list[SourceRow]) -> None:
        self._files = rows
        self._model.show_rows(lines(rows, self._opened))
        self._enable()

    def _open(self, index: QModelIndex) -> None:
        """Open a source of several files, or close it."""
        line = self._model.rows[index.row()]
        if len(line.files) > 1:
            self._opened ^= {line.name}
            self._take(self._files)
            self.view.selectRow(index.row())

    def _enable(self) -> None:
        write = not self._session.readonly
        self._remove.setEnabled(write and len(selected(self.view)) == 1)
        self._backup.setEnabled(write)
        self._restore.setEnabled(write)

    def _ask(self) -> None:
        if self.question is not None:
            self.question.close()  # it was about another file
        line: Line = selected(self.view)[0]
        several = len(line.files) > 1
        name = with_files(line.name, len(line.files))
        one = self.tr(
            "Its {count} conversations go, with all that was found and decided in them, except those that another"
            " file holds too. This cannot be undone; the file itself stays where it is."
        )
        many = self.tr(
            "Their {count} conversations go, with all that was found and decided in them, except those that another"
            " file holds too. This cannot be undone; the files themselves stay where they are."
        )
        self.question = confirm(
            self,
            self.tr("Remove {name} from this project?").format(name=name),
            (many if several else one).format(count=number(line.total(lambda row: row.conversations))),
            verb=self.tr("Remove for good"),
            then=lambda: self._session.start(remove_ticket(line.files, shown=name)),
        )
        self.question.finished.connect(self._answered)

    def _answered(self) -> None:
        self.question = None
