"""What an import would find, shown while it is being counted: the person may go on at once."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app import theme as look
from nfstudio.app.aside import Aside
from nfstudio.app.dialogs.column_mapping import ColumnMappingDialog
from nfstudio.app.dialogs.details import said
from nfstudio.app.dialogs.rows import Column, RowsModel, selected, table
from nfstudio.app.elided import Elided
from nfstudio.app.highlight import shown
from nfstudio.app.sentences import in_words
from nfstudio.app.wording import amount, counted, number, tr
from nfstudio.importers.column_mapping import ColumnMapping
from nfstudio.jobs.previewing import Looked, NotRead, Preview, TableSeen, preview

_SHOW_EVERY = 0.25
"""Seconds between two looks of the table: faster nobody reads."""
_DIGITS = 2
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Row:
    """One format, or the tables of the same columns; `conversations` is None while nobody said what they hold."""

    title: str
    files: int
    bytes: int
    conversations: int | None
    exact: bool
    table: TableSeen | None = None


class _Formats(RowsModel[_Row]):
    """The rows, with what is counted at the right."""

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return _RIGHT
        return super().data(index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The titles."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section:
            return _RIGHT
        return super().headerData(section, orientation, role)


class ImportPreview(QDialog):
    """What lies under `paths`: `wanted` when it is to be imported, `mapped` when columns of a table were named."""

    wanted = Signal()
    mapped = Signal(str, object)
    _told = Signal(object)

    def __init__(
        self, paths: Sequence[Path], mappings: Mapping[str, ColumnMapping], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.paths = tuple(paths)
        self.counting = True
        self._mappings = dict(mappings)
        self._seen = Preview()
        self._stop = threading.Event()
        self.setWindowTitle(self.tr("Import"))
        self._formats = _Formats(
            [
                Column(self.tr("Format"), lambda row: row.title),
                Column(self.tr("Conversations"), _about, 26),
                Column(self.tr("Files"), lambda row: row.files, 12),
                Column(self.tr("Size"), lambda row: amount(row.bytes, "bytes"), 16),
            ],
            self,
        )
        self._passed: RowsModel[NotRead] = RowsModel(
            [
                Column(self.tr("File"), lambda row: row.shown, 44, of_files=True),
                Column(self.tr("Why"), lambda row: in_words(row.sentence)),
            ],
            self,
        )
        self.formats, self.not_read = table(self._formats, self), table(self._passed, self)
        self.formats.setAccessibleName(self.tr("Formats"))
        self.not_read.setAccessibleName(self.tr("Files that will not be read"))
        self.summary, self.passed, self.advice = (_plain(self) for _ in range(3))
        self.dialog: ColumnMappingDialog | None = None
        self._bar = QProgressBar(self, textVisible=False, maximum=0)
        self._bar.setAccessibleName(self.tr("Looking at the files"))
        self.columns = QPushButton(self.tr("Columns…"), self, autoDefault=False)
        self.cancel = QPushButton(self.tr("Cancel"), self, autoDefault=False)
        self.go = QPushButton(self.tr("Import"), self, default=True)
        self._lay_out()
        self._connect()
        self._show()
        self._aside = Aside(self._look, self)
        self._aside.done.connect(self._finish)
        self._aside.start()

    @property
    def rows(self) -> Sequence[_Row]:
        """What is shown, a row a format."""
        return self._formats.rows

    # In the thread beside

    def _look(self) -> None:
        told, job = 0.0, preview(self.paths)
        while not self._stop.is_set():
            try:
                progress = next(job)
            except StopIteration as done:
                self._told.emit(done.value)
                return
            if monotonic() - told >= _SHOW_EVERY:
                assert isinstance(progress, Looked)
                self._told.emit(progress.preview)
                told = monotonic()
        job.close()

    # In the window

    def done(self, result: int) -> None:
        """Stop looking: it takes as long as one file."""
        self._stop.set()
        self._aside.wait()
        if self.dialog is not None:
            self.dialog.close()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Go with the window."""
        if watched is self.parent() and event.type() == QEvent.Type.Close:
            self.reject()
        return super().eventFilter(watched, event)

    def _take(self, seen: Preview) -> None:
        self._seen = seen
        self._show()

    def _finish(self, failed: Exception | None) -> None:
        self.counting = False
        self._bar.hide()
        self._show()
        if failed is not None:
            self.summary.setText(" ".join(said(failed)).strip())

    def _import(self) -> None:
        self.accept()
        self.wanted.emit()

    def _ask_columns(self) -> None:
        seen = self._table()
        if seen is None:
            return
        now = self._mappings.get(seen.signature, seen.guess.mapping)
        if self.dialog is not None:
            self.dialog.close()  # it asks about another table
        self.dialog = ColumnMappingDialog(seen, now, self)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.chosen.connect(lambda mapping: self._keep(seen, mapping))
        self.dialog.finished.connect(self._asked)
        self.dialog.show()

    def _asked(self) -> None:
        self.dialog = None

    def _keep(self, seen: TableSeen, mapping: ColumnMapping) -> None:
        self._mappings[seen.signature] = mapping
        self.mapped.emit(seen.signature, mapping)
        self._show()

    def _table(self) -> TableSeen | None:
        """The table whose columns are asked for: the one selected, else the first that cannot be read without, else
        any, because a guess may be wrong."""
        rows = [*selected(self.formats), *sorted(self._formats.rows, key=lambda row: row.conversations is not None)]
        return next((row.table for row in rows if row.table is not None), None)

    def _run_together(self, row: _Row) -> bool:
        """Whether all rows of a table are read as one conversation, because no column is known to tell them apart."""
        mapping = row.table.mapping(self._mappings) if row.table is not None else None
        return bool(mapping and mapping.text and not mapping.messages and not mapping.conversation)

    def _show(self) -> None:
        rows = self._rows()
        if rows != list(self._formats.rows):
            chosen = {_key(row) for row in selected(self.formats)}
            self._formats.show_rows(rows)
            for at, row in enumerate(rows):
                if _key(row) in chosen:
                    self.formats.selectRow(at)
        if tuple(self._passed.rows) != self._seen.not_read:
            self._passed.show_rows(self._seen.not_read)
        self.summary.setText(self._summary(rows))
        self.passed.setText(self._passed_over())
        self.not_read.setVisible(bool(self._seen.not_read))
        unclear = sum(row.conversations is None for row in rows)
        one = self.tr("1 table does not say what its columns hold: choose them, or it will be passed over.")
        many = self.tr("{count} tables do not say what their columns hold: choose them, or they will be passed over.")
        together = self.tr("A table is read as one conversation: Columns… says which column tells conversations apart.")
        self.advice.setText(
            counted(unclear, one, many) if unclear else together if any(map(self._run_together, rows)) else ""
        )
        self._enable()

    def _enable(self) -> None:
        self.columns.setEnabled(self._table() is not None)
        able = self.counting or any(row.conversations for row in self._formats.rows)
        if not able and self.go.hasFocus():  # else Qt gives it to the table
            (self.columns if self.columns.isEnabled() else self.cancel).setFocus()
        self.go.setEnabled(able)
        (self.go if able or not self.columns.isEnabled() else self.columns).setDefault(True)

    def _rows(self) -> list[_Row]:
        rows = [_Row(f.title, f.files, f.bytes, f.conversations, f.exact) for f in self._seen.formats]
        for seen in self._seen.tables:
            mapping = seen.mapping(self._mappings)
            about = None if mapping is None else seen.conversations(mapping)
            title = tr("Table: {columns}").format(columns=", ".join(seen.columns))
            rows.append(_Row(title, seen.files, seen.bytes, about, exact=seen.rows <= seen.looked_at, table=seen))
        return rows

    def _summary(self, rows: Sequence[_Row]) -> str:
        total = sum(row.conversations or 0 for row in rows)
        files = counted(self._seen.files, tr("1 file"), tr("{count} files"))
        place = tr("{files}, {size}").format(files=files, size=amount(self._seen.bytes, "bytes"))
        if self.counting:
            return self.tr("Looking at the files: {place} so far").format(place=place)
        if not total and rows:
            return place
        if not total:
            return self.tr("No conversation of a known format was found in {place}").format(place=place)
        exact = all(row.exact for row in rows)
        count = counted(_rounded(total, exact=exact), tr("1 conversation"), tr("{count} conversations"))
        return (self.tr("{count} in {place}") if exact else self.tr("About {count} in {place}")).format(
            count=count, place=place
        )

    def _passed_over(self) -> str:
        count = self._seen.unknown + self._seen.unreadable
        if not count:
            unclear = any(row.conversations is None for row in self._formats.rows)
            return "" if self.counting or unclear else self.tr("Every file can be read.")
        text = counted(count, self.tr("1 file will not be read"), self.tr("{count} files will not be read"))
        more = count - len(self._seen.not_read)
        return self.tr("{text}; the first of them:").format(text=text) if more else f"{text}:"

    def _connect(self) -> None:
        self._told.connect(self._take)
        self.go.clicked.connect(self._import)
        self.cancel.clicked.connect(self.reject)
        self.columns.clicked.connect(self._ask_columns)
        self.formats.selectionModel().selectionChanged.connect(self._enable)
        parent = self.parent()
        if parent is not None:
            parent.installEventFilter(self)

    def _lay_out(self) -> None:
        heading = Elided(_named(self.paths), self)
        heading.setFont(look.heading_font(self.font()))
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.setFixedHeight(look.TIGHT)
        line = self.not_read.verticalHeader().defaultSectionSize()
        self.not_read.setFixedHeight(line * 6)
        self.formats.setMinimumHeight(line * 5)
        self.formats.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.formats.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.advice.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.columns)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        page = QVBoxLayout(self)
        page.setSpacing(look.NEAR)
        page.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        for widget, share in (
            (heading, 0),
            (self.summary, 0),
            (self._bar, 0),
            (self.formats, 1),
            (self.advice, 0),
            (self.passed, 0),
            (self.not_read, 0),
        ):
            page.addWidget(widget, share)
        page.addSpacing(look.TIGHT)
        page.addLayout(buttons)
        self.resize(840, 680)
        self.go.setFocus()


def _plain(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _key(row: _Row) -> str:
    return row.table.signature if row.table is not None else row.title


def _named(paths: Sequence[Path]) -> str:
    first = shown(paths[0].name or str(paths[0]))
    return tr("{name} and {count} more").format(name=first, count=number(len(paths) - 1)) if len(paths) > 1 else first


def _rounded(count: int, *, exact: bool) -> int:
    """A guess with as many digits as it is worth."""
    return count if exact else round(count, min(0, _DIGITS - len(str(count))))


def _about(row: _Row) -> str | int:
    """How many conversations, in words."""
    if row.conversations is None:
        return tr("columns not known")
    text = number(_rounded(row.conversations, exact=row.exact))
    return text if row.exact else tr("about {count}").format(count=text)
