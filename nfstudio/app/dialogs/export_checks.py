"""What becomes of the rows that each check flags, and how many it flags."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from nfstudio.app import theme as look
from nfstudio.app.dialogs.export_words import ACTIONS
from nfstudio.app.wording import number, tr
from nfstudio.curate.checks import CHECKS

_TELLING = {name for name, check in CHECKS.items() if len(check.ACTIONS) == 1}
"""Checks that only tell: there is nothing to choose."""


class CheckChoices(QWidget):
    """One line a check."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QComboBox] = {}
        self._counts: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        grid.setVerticalSpacing(look.TIGHT)
        grid.setColumnStretch(0, 1)
        for row, name in enumerate(name for name in CHECKS if name not in _TELLING):
            self._add(grid, row, name)
        grid.setRowStretch(len(self.boxes), 1)

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen where it is not the check's default."""
        every = {name: str(box.currentData()) for name, box in self.boxes.items()}
        return {name: action for name, action in every.items() if action != CHECKS[name].DEFAULT.value}

    def choose(self, actions: Mapping[str, str]) -> None:
        """Choose these, and the default of every other."""
        for name, box in self.boxes.items():
            box.setCurrentIndex(box.findData(actions.get(name, CHECKS[name].DEFAULT.value)))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many rows each check flags; without a figure it does not look."""
        for name, label in self._counts.items():
            label.setText(number(counts[name]) if name in counts else "–")

    def _add(self, grid: QGridLayout, row: int, name: str) -> None:
        check = CHECKS[name]
        title, count, box = QLabel(tr(check.TITLE), self), QLabel(self), QComboBox(self)
        title.setToolTip(tr(check.ABOUT))
        count.setToolTip(tr("rows flagged"))
        for action in check.ACTIONS:
            box.addItem(tr(ACTIONS[action.value]), action.value)
        box.setCurrentIndex(box.findData(check.DEFAULT.value))
        box.setAccessibleName(tr(check.TITLE))
        box.setToolTip(tr(check.ABOUT))
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        grid.addWidget(title, row, 0)
        grid.addWidget(count, row, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(box, row, 2)
        self.boxes[name], self._counts[name] = box, count
