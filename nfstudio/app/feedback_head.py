"""What the inspector says of a feedback before anything can be done: category, score, words, the answer judged."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from nfstudio.app.category_marks import letter_picture
from nfstudio.app.row_words import cut, plain_label, plain_tip, score_text
from nfstudio.app.targets import Answer
from nfstudio.app.theme import NEAR, TIGHT, heading_font, message_font, theme_of
from nfstudio.app.wording import category_meaning, category_word, number
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.store.reading import StoredFeedback

QUOTED = 300
"""Characters of a quote that are shown."""
_LINES = 3
"""However long it is: the buttons below stay where the hand knows them."""


class FeedbackHead(QWidget):
    """Category and score on one line, the words below, and below them which answer they judge."""

    target_clicked = Signal(object)
    """Id of the answer judged."""
    target_chosen = Signal(object)
    """Id of the answer that is to be judged instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter, self._category, self._score = QLabel(), QLabel(), QLabel()
        self._quote = WrappedText(lines=_LINES)
        self._judges = QLabel(self.tr("judges"))
        self._target = QToolButton()
        self._change = QToolButton()
        self._answers: Callable[[], Sequence[Answer]] = tuple
        self._item: StoredFeedback | None = None
        self._lay_out()

    def show_item(self, item: StoredFeedback, words: str, answers: Callable[[], Sequence[Answer]]) -> None:
        """Tell of a feedback.

        Args:
            words: those of its span, or the beginning of them.
            answers: the answers above it; asked for again when the person wants to choose another.
        """
        self._item, self._answers = item, answers
        self._dress()
        self._category.setText(category_word(item.category))
        self._category.setToolTip(category_meaning(item.category))
        self._score.setText(score_text(item.score))
        self._quote.say(self.tr("“{words}”").format(words=cut(words, QUOTED)))
        judged = next((answer for answer in answers() if answer.message == item.target), None)
        self._target.setEnabled(judged is not None)
        if judged is None:
            self._target.setText(self.tr("no answer here"))
            self._target.setToolTip("")
        else:
            self._target.setText(self.tr("answer {number}").format(number=number(judged.number)))
            self._target.setToolTip(plain_tip(judged.words))

    def _dress(self) -> None:
        if self._item is not None:
            theme = theme_of(self.palette())
            side = self._category.sizeHint().height()
            self._letter.setPixmap(letter_picture(self._item.category, self, max(16, side)))
            palette = self._category.palette()
            palette.setColor(palette.ColorRole.WindowText, theme.categories[self._item.category].ink)
            self._category.setPalette(palette)
            link = self._target.palette()
            link.setColor(link.ColorRole.ButtonText, theme.accent)
            self._target.setPalette(link)

    def _offer(self) -> None:
        menu = self._change.menu()
        menu.clear()
        for answer in self._answers():
            text = self.tr("answer {number}: {words}").format(number=number(answer.number), words=answer.words)
            action = menu.addAction(plain_label(text))
            action.setCheckable(True)
            action.setChecked(self._item is not None and answer.message == self._item.target)
            action.setData(answer.message)

    def _jump(self) -> None:
        if self._item is not None and self._item.target is not None:
            self.target_clicked.emit(self._item.target)

    def _lay_out(self) -> None:
        for label in (self._category, self._score, self._judges):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._category.setFont(heading_font(self.font()))
        self._quote.setFont(message_font(self.font()))
        self._score.setToolTip(self.tr("How sure the detector is, from 0 to 1"))
        self._score.setAccessibleName(self.tr("Score"))
        self._judges.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._target.setAccessibleName(self.tr("Show the answer it judges"))
        self._target.clicked.connect(self._jump)
        self._change.setText(self.tr("Change ▾"))
        self._change.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._change.setAccessibleName(self.tr("Change which answer it judges"))
        self._change.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._change)
        menu.aboutToShow.connect(self._offer)
        menu.triggered.connect(lambda action: self.target_chosen.emit(action.data()))
        self._change.setMenu(menu)
        for button in (self._target, self._change):
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NEAR)
        column.addLayout(_row(self._letter, self._category, None, self._score))
        column.addWidget(self._quote)
        column.addLayout(_row(self._judges, self._target, None, self._change))

    def allow(self, *, change: bool) -> None:
        """Whether the person may choose another answer."""
        self._change.setEnabled(change)

    def changeEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Another theme: other colours."""
        super().changeEvent(event)  # type: ignore[arg-type]
        if event.type() == event.Type.PaletteChange:  # type: ignore[attr-defined]
            self._dress()


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None is where the room goes."""
    row = QHBoxLayout()
    row.setSpacing(TIGHT)
    for part in parts:
        if part is None:
            row.addStretch()
        else:
            row.addWidget(part)
    return row
