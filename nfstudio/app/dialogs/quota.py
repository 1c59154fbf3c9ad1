"""So many of each category: a queue in which the rare categories are not drowned by the common ones."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.category_marks import letter_picture
from nfstudio.app.quick_sets import quota
from nfstudio.app.session import Session
from nfstudio.app.standing_question import StandingQuestion
from nfstudio.app.wording import category_word, number
from nfstudio.app.wrapped_text import WrappedText
from nfstudio.domain.feedback import Category, Status
from nfstudio.store.browse import Filter, count_feedback
from nfstudio.store.changes import Changes
from nfstudio.store.project import Project

USUAL, _MOST = 20, 100_000


class Quota(QDialog):
    """Follows the filter of the list as it was when the dialog came; it stands beside the window."""

    drawn = Signal(object)
    """A Filter: the feedback that fill the numbers."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        shown = session.filter
        self._from = replace(shown, statuses=shown.statuses or frozenset({Status.AUTO}), among=(), among_what="")
        self.setWindowTitle(self.tr("So many of each category"))
        self.numbers = {category: QSpinBox(self) for category in Category}
        self.there = {category: QLabel(self) for category in Category}
        self.go = QPushButton(self.tr("Show them"), self)
        self._lay_out()
        self._question: StandingQuestion[Mapping[Category, int]] = StandingQuestion(
            session.reader, "quota", compose=self._compose, answer=self._tell, parent=self
        )
        self._question.now()
        session.changed.connect(self._changed)
        self.finished.connect(lambda _: self._question.drop())

    def show_them(self) -> None:
        """Have them listed: the least certain ones of each category, one category after the other."""
        wanted = {category: field.value() for category, field in self.numbers.items()}
        self._session.reader.ask("quota drawn", partial(quota, wanted=self._from, numbers=wanted), self._take)

    def _take(self, found: Filter) -> None:
        if found.among:
            self.drawn.emit(found)
            self.accept()
        else:
            self._session.told.emit(self.tr("There is nothing to show with these numbers."))

    def _compose(self) -> Callable[[Project], Mapping[Category, int]]:
        return partial(_counts, wanted=self._from)

    def _tell(self, found: Mapping[Category, int]) -> None:
        for category, label in self.there.items():
            label.setText(self.tr("of {count}").format(count=number(found[category])))

    def _changed(self, changes: Changes) -> None:
        if changes.feedback or changes.imported:
            self._question.soon()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.NEAR)
        grid.setVerticalSpacing(look.NEAR)
        for row, category in enumerate(Category):
            letter, name, field = QLabel(self), QLabel(category_word(category), self), self.numbers[category]
            letter.setPixmap(letter_picture(category, self, 20))
            field.setRange(0, _MOST)
            field.setValue(USUAL)
            field.setAccessibleName(category_word(category))
            name.setBuddy(field)
            for column, widget in enumerate((letter, name, field, self.there[category])):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(3, 1)
        self.go.setDefault(True)
        self.go.clicked.connect(self.show_them)
        close = QPushButton(self.tr("Cancel"), self)
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.go)
        page = QVBoxLayout(self)
        page.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        page.setSpacing(look.ROOM)
        page.addWidget(
            WrappedText(
                self.tr(
                    "The least certain of each category, in turn; of what is undecided, unless the list asks for more."
                )
            )
        )
        page.addLayout(grid)
        page.addStretch(1)
        page.addLayout(buttons)
        self.resize(380, 270)


def _counts(project: Project, *, wanted: Filter) -> Mapping[Category, int]:
    return {
        category: count_feedback(project.db, replace(wanted, categories=frozenset({category})))
        if not wanted.categories or category in wanted.categories
        else 0
        for category in Category
    }
