"""What stands above a list: its tabs, and the controls, on one line where there is room, else the order on its own."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from nfstudio.app.theme import TIGHT

_ORDER = 20
"""Characters of room from which the order stands beside the other controls."""


class ListControls(QWidget):
    """Places controls that belong to somebody else; no word of them is ever cut.

    Args:
        first: at the left.
        last: at the right, before and after the order.
        order: gives way to the others.
    """

    def __init__(self, first: QWidget, last: tuple[QWidget, QWidget], order: QComboBox, parent: QWidget) -> None:
        super().__init__(parent)
        self._others, self._order = (first, *last), order
        order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        order.setMinimumContentsLength(8)
        self._line, self._below = QHBoxLayout(), QHBoxLayout()
        self._line.setSpacing(TIGHT)
        self._line.addWidget(first)
        self._line.addStretch()
        for control in (last[0], order, last[1]):
            self._line.addWidget(control, int(control is order))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(TIGHT)
        column.addLayout(self._line)
        column.addLayout(self._below)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """One line or two."""
        super().resizeEvent(event)
        shown = [one.sizeHint().width() + TIGHT for one in self._others if not one.isHidden()]
        narrow = self.width() - sum(shown) < _ORDER * self.fontMetrics().averageCharWidth()
        if narrow is (self._below.count() > 0):
            return
        before, after = (self._line, self._below) if narrow else (self._below, self._line)
        before.removeWidget(self._order)
        after.insertWidget(max(0, after.count() - 1), self._order, 1)


def whole_tabs(*names: str, parent: QWidget) -> QTabBar:
    """Tabs whose names are always whole: what they stand above is never narrower than that."""
    tabs = QTabBar(parent)
    for name in names:
        tabs.addTab(name)
    tabs.setDrawBase(False)
    tabs.setExpanding(True)
    tabs.setUsesScrollButtons(False)
    return tabs


def switch(name: str, tip: str, *, parent: QWidget) -> QToolButton:
    """A flat button that stays pressed; letters are keys of the window while it has been clicked."""
    button = QToolButton(parent)
    button.setText(name)
    button.setToolTip(tip)
    button.setCheckable(True)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
