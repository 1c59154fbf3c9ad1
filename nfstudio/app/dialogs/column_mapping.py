"""Saying which column of a table holds what, with the first conversation as it would be read before one's eyes."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app import theme as look
from nfstudio.app.dialogs.rows import Column, RowsModel, table
from nfstudio.app.elided import Elided
from nfstudio.app.highlight import shown
from nfstudio.app.wording import counted, tr
from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers.column_mapping import ColumnMapping
from nfstudio.importers.table import NOBODY
from nfstudio.jobs.previewing import TableSeen, as_read

_SHAPES: Mapping[str, tuple[str, ...]] = {  # what must be said of each, first
    "One message": ("text", "role"),
    "A prompt and its response": ("prompt", "response"),
    "A whole conversation": ("messages",),
}
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "One message": ("conversation", "person"),
    "A prompt and its response": ("conversation", "system"),
    "A whole conversation": ("conversation",),
}
_ALWAYS = ("time", "model", "title", "user", "language", "rating")
_NAMES = {
    "text": "Words",
    "role": "Who speaks",
    "prompt": "Prompt",
    "response": "Response",
    "messages": "Messages",
    "conversation": "Conversation",
    "person": "The person is",
    "system": "System prompt",
    "time": "Time",
    "model": "Model",
    "title": "Title",
    "user": "User",
    "language": "Language",
    "rating": "Rating",
}
_ROLES = {Role.USER: "Person", Role.ASSISTANT: "Assistant", Role.SYSTEM: "System", Role.TOOL: "Tool"}
_ROWS_SHOWN, _LINES, _WIDE = 6, 7, 22
_MOST_WORDS = 30
"""Different words of the column "who speaks" that are offered for the person."""
_LONGEST = 60


class ColumnMappingDialog(QDialog):
    """What the columns of one table hold; `chosen` with the mapping when the person is content."""

    chosen = Signal(object)

    def __init__(self, seen: TableSeen, mapping: ColumnMapping, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seen = seen
        self.setWindowTitle(self.tr("Columns"))
        self.shape = QComboBox(self)
        for shape in _SHAPES:
            self.shape.addItem(tr(shape), shape)
        self.combos = {what: self._combo(what) for what in _NAMES}
        self._cells: RowsModel[Mapping[str, object]] = RowsModel(
            [Column(_short(name), partial(_cell, name=name), _WIDE) for name in seen.columns], self
        )
        self._said: RowsModel[Message] = RowsModel(
            [Column(self.tr("Who"), lambda said: tr(_ROLES[said.role]), 14), Column(self.tr("Words"), _words)], self
        )
        self.rows = self._table(self._cells, self.tr("First rows"), _ROWS_SHOWN)
        self.conversation = self._table(self._said, self.tr("First conversation"), _LINES)
        self.verdict = QLabel(self)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.verdict.setWordWrap(True)
        self.verdict.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.cancel = QPushButton(self.tr("Cancel"), self, autoDefault=False)
        self.use = QPushButton(self.tr("Use these columns"), self, default=True)
        self._needed, self._beside = QFormLayout(), QFormLayout()
        self._lay_out()
        self._cells.show_rows(seen.sample[:_ROWS_SHOWN])
        self._set(mapping)
        self._connect()
        self._changed()

    @property
    def mapping(self) -> ColumnMapping:
        """What is chosen."""
        values = {what: self.combos[what].currentData() for what in self._asked()}
        return ColumnMapping(**values)

    def _asked(self) -> tuple[str, ...]:
        """What the chosen shape asks for."""
        shape = self.shape.currentData()
        return (*_SHAPES[shape], *_BESIDE[shape], *_ALWAYS)

    def _set(self, mapping: ColumnMapping) -> None:
        """Show a mapping; the words for the person depend on the column chosen for who speaks."""
        for at, parts in enumerate(_SHAPES.values()):
            if all(getattr(mapping, part) for part in parts):
                self.shape.setCurrentIndex(at)
        for what, column in mapping.chosen().items():
            self.combos[what].setCurrentIndex(max(0, self.combos[what].findData(column)))
        self._offer_words()
        self.combos["person"].setCurrentIndex(max(0, self.combos["person"].findData(mapping.person)))

    def _connect(self) -> None:
        self.shape.currentIndexChanged.connect(self._changed)
        self.combos["role"].currentIndexChanged.connect(self._offer_words)
        for combo in self.combos.values():
            combo.currentIndexChanged.connect(self._changed)
        self.use.clicked.connect(self._accept)
        self.cancel.clicked.connect(self.reject)

    def _accept(self) -> None:
        mapping = self.mapping
        self.accept()
        self.chosen.emit(mapping)

    def _changed(self) -> None:
        """Another choice: ask for what it needs, and read the first rows by it."""
        asked = self._asked()
        for what, combo in self.combos.items():
            form = self._beside if what in _ALWAYS else self._needed
            form.setRowVisible(combo, what in asked)
        missing = [what for what in _SHAPES[self.shape.currentData()] if not self.combos[what].currentData()]
        if missing:
            names = ", ".join(tr(_NAMES[what]) for what in missing)
            self._say([], self.tr("Choose the column for: {names}.").format(names=names))
            return
        read = as_read(self._seen, self.mapping)
        found = [item for item in read if isinstance(item, Found)]
        problems = [item for item in read if isinstance(item, Problem)]
        self._say(list(found[0].conversation.messages) if found else [], self._verdict(len(found), problems))

    def _verdict(self, found: int, problems: list[Problem]) -> str:
        lines = []
        if found:
            rows = counted(len(self._seen.sample), tr("the first row"), tr("the first {count} rows"))
            text = counted(found, tr("1 conversation in {{rows}}."), tr("{count} conversations in {{rows}}."))
            lines.append(text.format(rows=rows))
        if problems:
            passed = counted(len(problems), tr("1 problem"), tr("{count} problems"))
            lines.append(self.tr("{passed}: {why}").format(passed=passed, why=_short(problems[0].sentence, 200)))
        if self.combos["role"].currentData() and any(one.sentence.startswith(NOBODY) for one in problems):
            lines.append(self.tr("Choose the word for the person under “{field}”.").format(field=tr(_NAMES["person"])))
        return "\n".join(lines) or self.tr("Nothing is said in these columns.")

    def _say(self, messages: list[Message], verdict: str) -> None:
        self._said.show_rows(messages)
        self.verdict.setText(verdict)
        self.use.setEnabled(bool(messages))

    def _offer_words(self) -> None:
        """What may stand for the person in the column of who speaks."""
        combo, column = self.combos["person"], self.combos["role"].currentData()
        kept = combo.currentData()
        words = sorted({str(row.get(column, "")).strip() for row in self._seen.sample} - {""}) if column else []
        combo.blockSignals(True)  # noqa: FBT003 - Qt's own way
        combo.clear()
        combo.addItem(tr("recognised by usual words"), "")
        for word in words[:_MOST_WORDS]:
            combo.addItem(_short(word), word)
        combo.setCurrentIndex(max(0, combo.findData(kept)))
        combo.blockSignals(False)  # noqa: FBT003 - as above

    def _combo(self, what: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(tr(_NAMES[what]))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(_WIDE)
        combo.addItem("–", "")
        for name in self._seen.columns if what != "person" else ():
            combo.addItem(_short(name), name)
        return combo

    def _table(self, model: RowsModel[Any], name: str, lines: int) -> QTableView:
        view = table(model, self)
        view.setAccessibleName(name)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        line = view.verticalHeader().defaultSectionSize()
        view.setMinimumHeight(line * 3)
        view.setMaximumHeight(line * (lines + 2))
        return view

    def _lay_out(self) -> None:
        heading = Elided(shown(self._seen.shown), self)
        heading.setFont(look.heading_font(self.font()))
        for form, names in ((self._needed, [*_SHAPES.values(), *_BESIDE.values()]), (self._beside, [_ALWAYS])):
            form.setSpacing(look.NEAR)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            if form is self._needed:
                form.addRow(self.tr("A row holds"), self.shape)
            for what in dict.fromkeys(name for group in names for name in group):
                form.addRow(tr(_NAMES[what]), self.combos[what])
        forms = QHBoxLayout()
        forms.setSpacing(look.AIRY)
        forms.addLayout(self._needed, 1)
        forms.addLayout(self._beside, 1)
        page = QVBoxLayout(self)
        page.setSpacing(look.ROOM)
        page.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        page.addWidget(heading)
        page.addWidget(self.rows, 1)
        page.addLayout(forms)
        page.addWidget(QLabel(self.tr("The first conversation, as it would be read"), self))
        page.addWidget(self.conversation, 1)
        page.addWidget(self.verdict)
        note = self.tr("Tables with the same columns will be read in the same way, without a question.")
        quiet = QLabel(note, self)
        quiet.setForegroundRole(quiet.palette().ColorRole.PlaceholderText)
        quiet.setWordWrap(True)
        page.addWidget(quiet)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.use)
        page.addLayout(buttons)
        self.resize(860, 640)


def _cell(row: Mapping[str, object], *, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)[:_LONGEST_CELL]


_LONGEST_CELL = 300


def _words(said: Message) -> str:
    return said.content[:_LONGEST_CELL]


def _short(text: str, longest: int = _LONGEST) -> str:
    """One line of plain text from a log, not too long for a list."""
    line = " ".join(shown(text).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
