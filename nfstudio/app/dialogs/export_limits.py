"""The numbers of the checks, and the tokenizer that counts: fields for what the command line calls `--limit`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from nfstudio.app import theme as look
from nfstudio.app.dialogs.asking import ask_file
from nfstudio.app.wording import tr
from nfstudio.curate.checks.limits import LIMITS, Limit


class Limits(QWidget):
    """`changed` when another number or tokenizer stands in it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes = {limit.field: _box(limit, self) for limit in LIMITS.values()}
        self.tokenizer = QLineEdit(self)
        self.tokenizer.setPlaceholderText(tr("characters / 4"))
        self.tokenizer.setAccessibleName(tr("Tokenizer"))
        self.tokenizer.setToolTip(tr("A tokenizer.json, or the folder of a model with one; nothing is fetched"))
        choose = QPushButton(tr("Choose…"), self, autoDefault=False)
        choose.setAccessibleName(tr("Choose the tokenizer"))
        beside = QHBoxLayout()
        beside.addWidget(self.tokenizer, 1)
        beside.addWidget(choose)
        form = QFormLayout(self)
        form.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        form.setVerticalSpacing(look.TIGHT)
        for limit in LIMITS.values():
            form.addRow(tr(limit.title), self.boxes[limit.field])
        form.addRow(tr("Tokenizer"), beside)
        for box in self.boxes.values():
            box.valueChanged.connect(self.changed)
        self.tokenizer.editingFinished.connect(self._typed)
        choose.clicked.connect(self._choose)
        self._told: str | None = None

    @property
    def settings(self) -> dict[str, float | int]:
        """The numbers that are not as usual, by their names in `Settings`."""
        found = {limit.field: _value(limit, self.boxes[limit.field]) for limit in LIMITS.values()}
        usual = {limit.field: limit.usual for limit in LIMITS.values()}
        return {name: value for name, value in found.items() if value is not None and value != usual[name]}

    @property
    def path(self) -> str | None:
        """The tokenizer that is named."""
        return self.tokenizer.text().strip() or None

    def show_limits(self, settings: Mapping[str, Any], tokenizer: str | None) -> None:
        """Have these stand in the fields, and tell nobody."""
        for limit in LIMITS.values():
            box = self.boxes[limit.field]
            with QSignalBlocker(box):
                value = settings.get(limit.field, limit.usual)
                _set(box, box.minimum() if value is None else value)
        self.tokenizer.setText(tokenizer or "")
        self._told = self.path

    def _choose(self) -> None:
        def chosen(path: Path) -> None:
            self.tokenizer.setText(str(path))
            self._typed()

        ask_file(self, tr("Tokenizer"), [tr("Tokenizers (*.json)")], chosen)

    def _typed(self) -> None:
        if self.path != self._told:
            self._told = self.path
            self.changed.emit()


def _box(limit: Limit, parent: QWidget) -> QSpinBox | QDoubleSpinBox:
    """A field for one number; without a default its lowest value stands for none."""
    box: QSpinBox | QDoubleSpinBox
    if limit.whole:
        box = QSpinBox(parent, minimum=int(limit.least) - (limit.usual is None), maximum=int(limit.most))
    else:
        box = QDoubleSpinBox(parent, minimum=limit.least, maximum=limit.most, singleStep=0.05, decimals=2)
    if limit.usual is None:
        box.setSpecialValueText(tr("any"))
    box.setKeyboardTracking(False)  # counted anew once the whole number stands there
    box.setAccessibleName(tr(limit.title))
    _set(box, box.minimum() if limit.usual is None else limit.usual)
    return box


def _set(box: QSpinBox | QDoubleSpinBox, value: float) -> None:
    if isinstance(box, QSpinBox):
        box.setValue(int(value))
    else:
        box.setValue(value)


def _value(limit: Limit, box: QSpinBox | QDoubleSpinBox) -> float | int | None:
    value = round(box.value(), 2)
    return None if limit.usual is None and value == box.minimum() else value
