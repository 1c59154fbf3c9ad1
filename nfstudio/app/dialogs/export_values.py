"""Which of many values to look at, such as sources: a button that says the choice and opens a list to tick."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from nfstudio.app import theme as look
from nfstudio.app.highlight import shown
from nfstudio.app.wording import number, tr

_VALUE = Qt.ItemDataRole.UserRole


class ValueChoice(QToolButton):
    """All values, or those that are ticked.

    Args:
        everything: what the button says while nothing is ticked, such as "All sources".
        many: what it says of several, with `{count}`.
    """

    changed = Signal()

    def __init__(self, everything: str, many: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._everything, self._many = everything, many
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.list, self._search = QListWidget(), QLineEdit()
        self._search.setPlaceholderText(tr("Search"))
        self._search.setAccessibleName(tr("Search"))
        self.list.setAccessibleName(everything)
        self.list.setMinimumSize(look.AIRY * 14, look.AIRY * 10)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addWidget(self._search)
        column.addWidget(self.list)
        menu, held = QMenu(self), QWidgetAction(self)
        held.setDefaultWidget(inside)
        menu.addAction(held)
        self.setMenu(menu)
        self._search.textChanged.connect(self._narrow)
        self.list.itemChanged.connect(self._ticked)
        self._say()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The values that are ticked, in the order of the list; none means all."""
        return tuple(str(item.data(_VALUE)) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def offer(self, counted: Sequence[tuple[str, int]]) -> None:
        """List these values with their counts; what is ticked stays, even when it is gone from the project."""
        ticked = self.chosen
        known = {value for value, _ in counted}
        self._fill([*counted, *((value, 0) for value in ticked if value not in known)], ticked)

    def choose(self, values: Iterable[str]) -> None:
        """Tick these and no others."""
        wanted = tuple(values)
        had = {str(item.data(_VALUE)): str(item.text()) for item in self._items()}
        self.list.blockSignals(True)  # noqa: FBT003
        for value in wanted:
            if value not in had:
                self._add(value, shown(value), ticked=True)
        for item in self._items():
            ticked = item.data(_VALUE) in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)  # noqa: FBT003
        self._say()

    def _fill(self, counted: Sequence[tuple[str, int]], ticked: Sequence[str]) -> None:
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for value, count in counted:
            self._add(value, f"{shown(value)}  ({number(count)})", ticked=value in ticked)
        self.list.blockSignals(False)  # noqa: FBT003
        self._say()

    def _add(self, value: str, text: str, *, ticked: bool) -> None:
        item = QListWidgetItem(text)
        item.setData(_VALUE, value)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(i) for i in range(self.list.count())]

    def _narrow(self, words: str) -> None:
        for item in self._items():
            item.setHidden(words.casefold() not in item.text().casefold())

    def _ticked(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        chosen = self.chosen
        one = self.fontMetrics().elidedText(
            shown(chosen[0]) if chosen else "", Qt.TextElideMode.ElideMiddle, look.AIRY * 8
        )
        text = self._everything if not chosen else self._many.format(count=number(len(chosen)))
        self.setText(f"{one if len(chosen) == 1 else text} ▾".replace("&", "&&"))
        self.setAccessibleName(text)
