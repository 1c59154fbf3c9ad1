"""What a person can say of a feedback, as buttons that name their keys: four verdicts and five categories."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from nfstudio.app.category_marks import letter_icon
from nfstudio.app.theme import TIGHT, Theme, mixed, theme_of
from nfstudio.app.wording import category_meaning, category_word
from nfstudio.domain.feedback import Category, Status, Verdict


class VerdictButtons(QWidget):
    """Accept, reject, skip, delete; the one in force is pressed in."""

    accept, reject, skip, delete = Signal(), Signal(), Signal(), Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(TIGHT)
        self._buttons: dict[Verdict, QPushButton] = {}
        self._texts: dict[Verdict, str] = {}
        for at, (verdict, text, says, signal) in enumerate(
            (
                (Verdict.ACCEPT, self.tr("Accept"), self.tr("It is feedback, as marked"), self.accept),
                (Verdict.REJECT, self.tr("Reject"), self.tr("It is no feedback"), self.reject),
                (Verdict.SKIP, self.tr("Skip"), self.tr("Leave it to somebody else"), self.skip),
                (Verdict.WITHDRAW, self.tr("Delete"), "", self.delete),
            )
        ):
            button = QPushButton(text)
            button.setToolTip(says)
            button.setCheckable(verdict is not Verdict.WITHDRAW)
            button.clicked.connect(signal)
            grid.addWidget(button, at // 2, at % 2)
            self._buttons[verdict], self._texts[verdict] = button, text

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """The keys that press the buttons, by the id of an action."""
        for verdict, button in self._buttons.items():
            text, key = self._texts[verdict], keys.get(_ACTIONS[verdict], "")
            button.setText(f"{text} ({key})" if key else text)

    def show_status(self, status: Status) -> None:
        """Press the verdict in force in, whatever a click did to the others."""
        in_force = {Status.CONFIRMED: Verdict.ACCEPT, Status.REJECTED: Verdict.REJECT, Status.SKIPPED: Verdict.SKIP}
        for verdict, button in self._buttons.items():
            button.setChecked(verdict is in_force.get(status))
        self._show_pressed()

    def offer_delete(self, *, possible: bool) -> None:
        """Whether there is a span that a person has made: for a detector's claim there is Reject."""
        button = self._buttons[Verdict.WITHDRAW]
        button.setEnabled(possible)
        taken, kept = (
            self.tr("Take the span away"),
            self.tr("Only for spans made by hand: a detector's claim is rejected"),
        )
        button.setToolTip(taken if possible else kept)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme: other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self._show_pressed)  # Qt dresses the buttons after this, in what they had on

    def _show_pressed(self) -> None:
        theme = theme_of(self.palette())
        for button in self._buttons.values():
            _press_in(button, theme, theme.accent)


_ACTIONS = {
    Verdict.ACCEPT: "review.accept",
    Verdict.REJECT: "review.reject",
    Verdict.SKIP: "review.skip",
    Verdict.WITHDRAW: "review.delete",
}


class CategoryButtons(QWidget):
    """The five categories with the keys 1 to 5; the present one is pressed in."""

    chosen = Signal(object)
    """A Category."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(TIGHT)
        self._group = QButtonGroup(self)
        self._buttons: dict[Category, QPushButton] = {}
        for at, category in enumerate(Category):
            button = QPushButton(category_word(category))
            button.setCheckable(True)
            button.setToolTip(category_meaning(category))
            button.setAccessibleDescription(category_meaning(category))
            button.clicked.connect(lambda _=False, category=category: self.chosen.emit(category))
            self._group.addButton(button)
            grid.addWidget(button, at // 2, at % 2)
            self._buttons[category] = button
        self._dress()

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """The keys that press the buttons, by the id of an action."""
        for category, button in self._buttons.items():
            key = keys.get(f"review.category.{category.name.lower()}", "")
            button.setText(self.tr(" {key}  {category}").format(key=key, category=category_word(category)).rstrip())

    def show_category(self, category: Category | None) -> None:
        """Press one in, or none."""
        self._group.setExclusive(category is not None)  # else one of them has to stay pressed in
        for one, button in self._buttons.items():
            button.setChecked(one is category)
        self._group.setExclusive(True)
        self._show_pressed()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme: other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self._dress)

    def _dress(self) -> None:
        for category, button in self._buttons.items():
            button.setIcon(letter_icon(category, self, 16))
        self._show_pressed()

    def _show_pressed(self) -> None:
        theme = theme_of(self.palette())
        for category, button in self._buttons.items():
            _press_in(button, theme, theme.categories[category].line)


def _press_in(button: QPushButton, theme: Theme, colour: QColor) -> None:
    """Show by colour and weight, too, which button is pressed in: a dark style hardly shows it."""
    ground = mixed(colour, theme.window, 0.3) if button.isChecked() else theme.window
    palette = QPalette()  # of its own it has this one colour: the others go with the theme
    if button.palette().color(palette.ColorRole.Button) == ground and button.font().bold() == button.isChecked():
        return  # dressing a button lays the whole inspector out anew
    palette.setColor(palette.ColorRole.Button, ground)
    button.setPalette(palette)
    font = button.font()
    font.setBold(button.isChecked())
    button.setFont(font)
