"""The table of who called a message what: classes of the first reading down, of the second across."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from nfstudio.app import theme as look
from nfstudio.app.wording import category_word, number, tr
from nfstudio.domain.feedback import Category
from nfstudio.jobs.second_look import CLASSES, Agreement

_NONE = "–"


def class_word(stored: str) -> str:
    """A class of a message as people read it."""
    return category_word(Category(stored)) if stored in set(Category) else tr("No feedback")


class Confusion(QTableWidget):
    """Six by six; the diagonal, where both agree, is tinted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(len(CLASSES), len(CLASSES), parent)
        self._shown: Agreement | None = None
        self.setAccessibleName(self.tr("First reading down, second reading across"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalHeaderLabels([class_word(name) for name in CLASSES])
        for at, name in enumerate(CLASSES):
            heading = QTableWidgetItem(Category(name).letter if name in set(Category) else _NONE)
            heading.setToolTip(class_word(name))
            self.setHorizontalHeaderItem(at, heading)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setStyleSheet(
            "QTableWidget { gridline-color: palette(mid); background: palette(base); }"
            "QHeaderView, QTableCornerButton::section { background: palette(window); border: none; }"
            f"QHeaderView::section {{ background: palette(window); border: none; padding: {look.TIGHT}px; }}"
        )
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)

    def show_agreement(self, found: Agreement) -> None:
        """Fill in."""
        self._shown = found
        tint = self._tint()
        for row, first in enumerate(CLASSES):
            for column, second in enumerate(CLASSES):
                count = found.classes.get((first, second), 0)
                item = QTableWidgetItem(number(count) if count else "·")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                words = self.tr("First: {first}; second: {second}")
                item.setToolTip(words.format(first=class_word(first), second=class_word(second)))
                if row == column:
                    item.setBackground(tint)
                if not count:
                    item.setForeground(look.theme_of(self.palette()).muted)
                self.setItem(row, column, item)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows."""
        rows = self.rowCount() * self.verticalHeader().defaultSectionSize()
        return QSize(320, rows + self.horizontalHeader().sizeHint().height() + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same height."""
        return QSize(240, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme: another tint."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_shown", None) is not None:
            assert self._shown is not None
            self.show_agreement(self._shown)

    def _tint(self) -> QColor:
        theme = look.theme_of(self.palette())
        return look.mixed(theme.accent, theme.base, 0.16)
