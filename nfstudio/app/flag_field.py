"""The flags of a feedback: the four that every export knows as buttons, any others as words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nfstudio.app.chips import Flow
from nfstudio.app.theme import TIGHT
from nfstudio.app.wording import tr

FLAGS = ("toxic", "personal data", "jailbreak", "unclear")
"""Stored as these words."""


def flag_word(flag: str) -> str:
    """A flag on the screen: one of `FLAGS` in the person's language, another as it is."""
    return {
        "toxic": tr("Toxic"),
        "personal data": tr("Personal data"),
        "jailbreak": tr("Jailbreak"),
        "unclear": tr("Unclear"),
    }.get(flag, flag)


class FlagField(QWidget):
    """Edits flags; a button is done at once, words when the person leaves the field."""

    edited = Signal()
    done = Signal()
    pressed = Signal(str)
    """A button was pressed: the flag that is on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = {flag: QToolButton() for flag in FLAGS}
        self._others = QLineEdit()
        self._others.setAccessibleName(self.tr("Flags"))
        self._others.setPlaceholderText(self.tr("others, with commas between them"))
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = Flow(row)
        own = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        own.setHeightForWidth(True)
        self.setSizePolicy(own)
        for flag, button in self._buttons.items():
            button.setText(flag_word(flag))
            button.setCheckable(True)
            button.setFocusPolicy(self._others.focusPolicy().TabFocus)
            button.clicked.connect(lambda _=False, flag=flag: self.pressed.emit(flag))
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addWidget(row)
        column.addWidget(self._others)
        self._others.textEdited.connect(self.edited)
        self._others.editingFinished.connect(self.done)

    @property
    def flags(self) -> tuple[str, ...]:
        """What is flagged, each flag once."""
        pressed = [flag for flag, button in self._buttons.items() if button.isChecked()]
        words = [word.strip() for word in self._others.text().split(",") if word.strip()]
        return tuple(dict.fromkeys([*pressed, *words]))

    def show_flags(self, flags: Sequence[str], *, typing: bool) -> None:
        """Fill in; while the person is `typing` the words stay as they are."""
        for flag, button in self._buttons.items():
            button.setChecked(flag in flags)
        others = ", ".join(flag for flag in flags if flag not in FLAGS)
        if not (typing and self._others.hasFocus()) and self._others.text() != others:
            self._others.setText(others)

    def toggle(self, flag: str) -> None:
        """As if its button were pressed."""
        self._buttons[flag].click()

    def name_keys(self, keys: dict[str, str]) -> None:
        """The keys that press the buttons, by flag."""
        for flag, button in self._buttons.items():
            button.setToolTip(keys.get(flag, ""))
