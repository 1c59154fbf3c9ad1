"""The conditions in force, each a small button that takes it away: what a list leaves out is never a secret."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QToolButton, QWidget

from nfstudio.app.filter_words import conditions, without_conditions
from nfstudio.app.row_words import plain_label
from nfstudio.app.theme import TIGHT, small_font
from nfstudio.store.browse import Filter


class Chips(QWidget):
    """One chip for each condition of a filter, and one to clear all; hidden when there is none."""

    wanted = Signal(object)
    """The Filter that is left after a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = Flow(self)
        self._shown: list[str] = []
        self.setAccessibleName(self.tr("Filter in force"))
        # A height that follows the width has to be asked for.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_filter(self, shown: Filter) -> None:
        """Say what `shown` leaves out."""
        parts = conditions(shown)
        while (item := self._row.takeAt(0)) is not None:
            if (chip := item.widget()) is not None:
                chip.hide()  # at once; it is deleted when the event loop comes round
                chip.deleteLater()
        for text, rest in parts:
            self._add(f"{plain_label(text)}  ✕", self.tr("Remove the condition: {what}").format(what=text), rest)
        if len(parts) > 1:
            self._add(self.tr("Clear all"), self.tr("Remove all conditions"), without_conditions(shown))
        self.setVisible(bool(parts))
        self.updateGeometry()

    def _add(self, text: str, says: str, rest: Filter) -> None:
        chip = QToolButton(self)
        chip.setText(text)
        chip.setFont(small_font(self.font()))
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setAccessibleName(says)
        chip.clicked.connect(lambda: self.wanted.emit(rest))
        self._row.addWidget(chip)
        chip.show()


class Flow(QLayout):
    """Widgets side by side, and on the next line where one is full. Source of the method: Qt's flow layout example."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take one more."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """The one at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt's name
        """Give one away."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """How high all lines are together."""
        return self._place(QRect(0, 0, width, 0), test=True)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put every widget in its place."""
        super().setGeometry(rect)
        self._place(rect, test=False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As small as can be: the column decides."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the widest alone."""
        size = QSize(0, 0)
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, test: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), 1), 1_000))
            if x + size.width() > rect.right() + 1 and line:
                x, y, line = rect.x(), y + line + TIGHT, 0
            if not test:
                item.setGeometry(QRect(QPoint(x, y), size))
            x, line = x + size.width() + TIGHT, max(line, size.height())
        return y + line - rect.y()
