"""The conditions that are ranges rather than lists: score, date, length, sign, and whose words are searched."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from nfstudio.app.chips import Flow
from nfstudio.app.filter_words import role_word
from nfstudio.app.row_words import polarity_word, score_text
from nfstudio.app.theme import NEAR, TIGHT, theme_of
from nfstudio.app.wording import category_word, number
from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category, Polarity
from nfstudio.store.browse import Filter


class FilterForm(QWidget):
    """Edits part of a filter; every change is told at once."""

    wanted = Signal(object)
    """The Filter after a change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = Filter()
        self._score = RangeField(_score, score_text)
        self._created = RangeField(_day, str, example="2026-01-31")
        self._length = RangeField(_whole, number)
        self._polarities = {polarity: QCheckBox(polarity_word(polarity)) for polarity in Polarity}
        self._role = QComboBox()
        self._role.addItem(self.tr("All messages"), None)
        for role in (Role.USER, Role.ASSISTANT):
            self._role.addItem(role_word(role), role)
        self._lay_out()
        for name, field in self._ranges.items():
            field.changed.connect(lambda ends, name=name: self._tell(**{name: ends}))
        for box in self._polarities.values():
            box.toggled.connect(self._tell_polarities)
        self._role.activated.connect(lambda _: self._tell(text_role=self._role.currentData()))

    @property
    def _ranges(self) -> dict[str, "RangeField"]:
        return {"score": self._score, "created": self._created, "length": self._length}

    def show_filter(self, shown: Filter) -> None:
        """Fill the fields in."""
        self._filter = shown
        for name, field in self._ranges.items():
            field.show_ends(getattr(shown, name))
        for polarity, box in self._polarities.items():
            with QSignalBlocker(box):
                box.setChecked(polarity in shown.polarities)
        self._role.setCurrentIndex(max(0, self._role.findData(shown.text_role)))

    def _tell(self, **changed: Any) -> None:
        self._filter = replace(self._filter, **changed)
        self.wanted.emit(self._filter)

    def _tell_polarities(self) -> None:
        self._tell(polarities=frozenset(p for p, box in self._polarities.items() if box.isChecked()))

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(NEAR, 0, NEAR, NEAR)
        form.setSpacing(TIGHT)
        signs = QWidget()
        row = Flow(signs)
        for box in self._polarities.values():
            row.addWidget(box)
        for text, field in (
            (self.tr("Score"), self._score),
            (self.tr("Date"), self._created),
            (self.tr("Messages"), self._length),
        ):
            field.name(text)
            form.addRow(text, field)
        form.addRow(self.tr("Sign"), signs)
        form.addRow(self.tr("Search in"), self._role)
        self._role.setAccessibleName(self.tr("Search in"))
        for polarity, box in self._polarities.items():
            meant = [category_word(category) for category in Category if category.polarity is polarity]
            box.setToolTip(", ".join(meant))


class RangeField(QWidget):
    """Two fields for the ends of a range, both included; an empty field leaves its end open.

    Args:
        read: an end from what was typed; raises ValueError for what is none.
        write: an end as it is shown.
    """

    changed = Signal(object)
    """Both ends, None for an open one."""

    def __init__(self, read: Callable[[str], Any], write: Callable[[Any], str], *, example: str = "") -> None:
        super().__init__()
        self._read, self._write = read, write
        self._ends: tuple[Any, Any] = (None, None)
        self._fields = (QLineEdit(placeholderText=self.tr("from")), QLineEdit(placeholderText=self.tr("to")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        row.addWidget(self._fields[0])
        row.addWidget(QLabel("–"))
        row.addWidget(self._fields[1])
        for field in self._fields:
            field.setToolTip(self.tr("Such as {example}").format(example=example) if example else "")
            field.editingFinished.connect(self._edited)

    def name(self, text: str) -> None:
        """What the range is of, for screen readers."""
        for field, end in zip(self._fields, (self.tr("from"), self.tr("to")), strict=True):
            field.setAccessibleName(f"{text}, {end}")

    def show_ends(self, ends: tuple[Any, Any]) -> None:
        """Fill both fields in; a field the person is typing in is left alone."""
        self._ends = ends
        for field, end in zip(self._fields, ends, strict=True):
            if not (field.hasFocus() and field.isModified()):
                field.setText("" if end is None else self._write(end))

    def _edited(self) -> None:
        ends = tuple(self._end(field) for field in self._fields)
        if _WRONG not in ends and ends != self._ends:
            self._ends = (ends[0], ends[1])
            self.changed.emit(self._ends)

    def _end(self, field: QLineEdit) -> Any:
        """What a field holds; marked, and `_WRONG`, when it cannot be read."""
        field.setModified(False)
        text = field.text().strip()
        try:
            end = self._read(text) if text else None
        except ValueError:
            wrong = theme_of(self.palette()).categories[Category.CORRECTION].line.name()
            field.setStyleSheet(f"border: 1px solid {wrong}")
            field.setAccessibleDescription(self.tr("This cannot be read"))
            return _WRONG
        field.setStyleSheet("")
        field.setAccessibleDescription("")
        return end


_WRONG = object()


def _score(text: str) -> float:
    value, understood = QLocale().toDouble(text)
    if not understood:
        value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return float(value)


def _whole(text: str) -> int:
    value, understood = QLocale().toLongLong(text)
    if not understood or value < 0:
        raise ValueError(text)
    return int(value)


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()
