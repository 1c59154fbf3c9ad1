"""What an export wrote, where it lies, and the lines that load it and train on it."""

import json
import shlex
from collections.abc import Iterator

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextOption
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.dialogs.export_words import listed
from nfstudio.app.elided import Elided
from nfstudio.app.sentences import in_words
from nfstudio.app.wording import counted, number, since, tr
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.exporters import EXPORTERS
from nfstudio.exporters.manifest import Written
from nfstudio.exporters.shapes import DataFile
from nfstudio.exporters.trl import HERE
from nfstudio.paths import shown


def load_snippet(written: Written) -> str:
    """Python that loads the rows, from wherever it is run; the card in the folder names the files."""
    folder = json.dumps(str(written.folder), ensure_ascii=False)
    return f'from datasets import load_dataset\n\nrows = load_dataset({folder}, "{written.kind}")\n'


def train_snippet(written: Written) -> str:
    """What the card says of training, with the folder told so that it runs from anywhere."""
    files = [DataFile(file.path, file.split) for file in written.files]
    text = EXPORTERS[written.framework].snippet(kind=written.kind, files=files)
    folder = str(written.folder)
    if "import " not in text:
        return f"cd {shlex.quote(folder)}\n{text}"
    quoted = json.dumps(folder, ensure_ascii=False)
    if f"load_dataset({HERE}" in text:
        return text.removeprefix("import os\n\n").replace(HERE, quoted)
    return f"import os\n\nos.chdir({quoted})\n{text}"


class ExportResult(QDialog):
    """Stands beside the window, which goes on working."""

    def __init__(self, written: Written, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.written = written
        self.setWindowTitle(self.tr("Exported"))
        self.headline = QLabel(counted(sum(written.rows.values()), self.tr("1 row"), self.tr("{count} rows")), self)
        self.headline.setFont(look.heading_font(self.font()))
        self.place = Elided(shown(written.folder), self)
        self.figures = WrappedText("\n".join(_told(written)))
        self.load, self.train = _code(load_snippet(written), self), _code(train_snippet(written), self)
        self.open_folder = QPushButton(self.tr("Open folder"), self, autoDefault=False)
        self.copy_load = QPushButton(self.tr("Copy"), self, autoDefault=False)
        self.copy_train = QPushButton(self.tr("Copy"), self, autoDefault=False)
        self._lay_out()

    def _lay_out(self) -> None:
        page = QVBoxLayout(self)
        page.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        page.setSpacing(look.NEAR)
        for widget in (self.headline, self.place, self.figures):
            page.addWidget(widget)
        for title, code, copy in (
            (self.tr("Load it"), self.load, self.copy_load),
            (self.tr("Train on it"), self.train, self.copy_train),
        ):
            row, name = QHBoxLayout(), QLabel(title, self)
            code.setAccessibleName(title)
            copy.setAccessibleName(tr("Copy: {title}").format(title=title))
            copy.clicked.connect(lambda _=False, code=code: QGuiApplication.clipboard().setText(code.toPlainText()))
            row.addWidget(name)
            row.addStretch()
            row.addWidget(copy)
            page.addLayout(row)
            page.addWidget(code, 2 if code is self.train else 1)
        self.shut = QPushButton(self.tr("Close"), self, default=True)
        self.shut.clicked.connect(self.close)
        self.open_folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written.folder))))
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_folder)
        buttons.addStretch()
        buttons.addWidget(self.shut)
        page.addLayout(buttons)
        self.resize(720, 600)


def _told(written: Written) -> Iterator[str]:
    """What came out, in lines."""
    yield from (f"{file.path}: {number(file.rows)}" for file in written.files)
    empty = [split for split, rows in written.rows.items() if written.files and not rows]
    yield from (tr("No file for {split}: it got no row").format(split=split) for split in empty)
    if any(written.labels.values()):
        text = tr("Wanted {good}, unwanted {bad}")
        yield text.format(good=number(written.labels["true"]), bad=number(written.labels["false"]))
    if written.change is not None:
        text = tr("Since the last run of this recipe ({when}): {added} rows added, {removed} removed")
        change = written.change
        yield text.format(when=since(change.since), added=number(change.added), removed=number(change.removed))
    if written.control is not None:
        rows = number(sum(written.control.rows.values()))
        yield tr("Control: {rows} rows in {folder}").format(rows=rows, folder=shown(written.control.folder))
    yield from (tr("To mind: {sentence}").format(sentence=in_words(sentence)) for sentence in written.minds)
    if flagged := {name: count for name, count in written.checks.items() if count}:
        yield tr("Flagged: {what}").format(what=listed(flagged))
    if written.left_out:
        yield tr("Without a row: {reasons}").format(reasons=listed(written.left_out))


def _code(text: str, parent: QWidget) -> QPlainTextEdit:
    made = QPlainTextEdit(text.rstrip("\n"), parent, readOnly=True)
    made.setFont(look.code_font(parent.font()))
    made.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)  # a path is longer than any box
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return made
