"""What had better be looked at before exporting, each with a button for every remedy there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.dialogs.export_words import ACTIONS
from nfstudio.app.sentences import in_words
from nfstudio.app.wording import counted, tr
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.curate.checks import CHECKS, ROW_CHECKS
from nfstudio.curate.checks.flags import Action
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.export_preview import Preview


@dataclass(frozen=True, slots=True)
class Advice:
    """A sentence, and what would mend it: changes of `ExportOptions` by what the button says."""

    sentence: str
    remedies: tuple[tuple[str, Mapping[str, Any]], ...] = ()


def warnings_of(seen: Preview, options: ExportOptions) -> list[Advice]:
    """What the preview warns of, then the rows that checks flag and nobody has chosen an action for."""
    told = [Advice(in_words(one.sentence), _remedies(one.remedy)) for one in seen.warnings]
    for name in ROW_CHECKS:
        count = seen.checks.get(name, 0)
        if count and options.actions.get(name, CHECKS[name].DEFAULT) == Action.KEEP and name not in options.actions:
            told.append(_flagged(name, count, options))
    return told


def _remedies(remedy: Mapping[str, Any]) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    return ((_button(remedy), remedy),) if remedy else ()


def _button(remedy: Mapping[str, Any]) -> str:
    """What a button says that makes these changes."""
    if "min_score" in remedy:
        return tr("Any score")
    if "status" in remedy:
        return tr("Confirmed only") if remedy["status"] == "confirmed" else tr("Undecided too")
    if "split_by" in remedy:
        return tr("Split by near duplicates") if remedy["split_by"] == "cluster" else tr("Split by conversation")
    if "drop_greeting" in remedy:
        return tr("Leave out its first words")
    if "settings" in remedy:
        return tr("Set a cap")
    return tr("Leave out")


def _flagged(name: str, count: int, options: ExportOptions) -> Advice:
    """Rows that stay although a check flags them."""
    one, many = tr("{check}: 1 row is flagged and stays."), tr("{check}: {count} rows are flagged and stay.")
    sentence = counted(
        count, one.replace("{check}", tr(CHECKS[name].TITLE)), many.replace("{check}", tr(CHECKS[name].TITLE))
    )
    others = [action.value for action in CHECKS[name].ACTIONS if action is not Action.KEEP]
    return Advice(
        sentence, tuple((tr(ACTIONS[action]), {"actions": {**options.actions, name: action}}) for action in others)
    )


class Warnings(QWidget):
    """One line a warning."""

    remedied = Signal(object)
    """Changes of the options, by field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.NEAR, look.TIGHT, look.NEAR, look.TIGHT)
        self._column.setSpacing(look.TIGHT)
        self._column.addStretch()
        self.shown: tuple[Advice, ...] = ()
        self.buttons: list[QPushButton] = []

    def show_warnings(self, warnings: Sequence[Advice]) -> None:
        """Show other warnings."""
        if tuple(warnings) == self.shown:
            return
        pressed = next((at for at, button in enumerate(self.buttons) if button.hasFocus()), None)
        self.shown, self.buttons = tuple(warnings), []
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            line = item.widget() if item is not None else None
            if line is not None:
                line.hide()
                line.deleteLater()
        for at, warning in enumerate(warnings):
            self._column.insertWidget(at, self._line(warning))
        self._column.activate()  # else the scroll area squeezes the lines into the height of the old ones
        if pressed is not None and self.buttons:  # else Qt looks for another home of the keyboard, and scrolls there
            self.buttons[min(pressed, len(self.buttons) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, warning: Advice) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(WrappedText(f"•  {warning.sentence}", parent=line), 1)
        for text, change in warning.remedies:
            button = QPushButton(text, line, autoDefault=False)
            button.setAccessibleName(f"{text}: {warning.sentence}")
            button.clicked.connect(lambda _=False, change=change: self.remedied.emit(change))
            row.addWidget(button)
            line.setMinimumHeight(button.sizeHint().height())
            self.buttons.append(button)
        return line
