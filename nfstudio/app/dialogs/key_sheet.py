"""Every key there is, on one sheet, made from the same table as the menus: none can be forgotten here."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from nfstudio.app import theme as look
from nfstudio.app.actions import ACTIONS, Action, Menu, keys_of

_WIDEST = "Shift+U   Ctrl+Y   Ctrl+Shift+Z"
_COLUMNS = ((Menu.REVIEW,), (Menu.EDIT, Menu.PROJECT, Menu.DETECT, Menu.VIEW, Menu.HELP))


class KeySheet(QDialog):
    """The sheet; `own` are the keys the person chose."""

    def __init__(self, own: Mapping[str, tuple[str, ...]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self.entries: dict[str, str] = {}
        sheet = QWidget(self)
        columns = QHBoxLayout(sheet)
        columns.setSpacing(2 * look.AIRY)
        for menus in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(look.NEAR)
            for menu in menus:
                self._menu(column, menu, own)
            column.addStretch()
            columns.addLayout(column)
        area = QScrollArea(self, widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("All keys"))
        area.setWidget(sheet)
        page = QVBoxLayout(self)
        page.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        page.addWidget(area)
        hint = sheet.sizeHint()
        self.resize(hint.width() + 4 * look.AIRY, hint.height() + 3 * look.AIRY)

    def _menu(self, column: QVBoxLayout, menu: Menu, own: Mapping[str, tuple[str, ...]]) -> None:
        rows = [(action, keys_of(action, own)) for action in ACTIONS if action.menu is menu and keys_of(action, own)]
        title = _words(menu.title)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        column.addWidget(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.WIDE)
        grid.setVerticalSpacing(look.TIGHT)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, self.fontMetrics().horizontalAdvance(_WIDEST))
        for at, (action, keys) in enumerate(rows):
            self._row(grid, at, action, keys)
        column.addLayout(grid)
        column.addSpacing(look.NEAR)

    def _row(self, grid: QGridLayout, at: int, action: Action, keys: tuple[str, ...]) -> None:
        shown = "   ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
        self.entries[action.id] = shown
        label = _words(shown)
        label.setForegroundRole(label.palette().ColorRole.Link)
        grid.addWidget(label, at, 0)
        grid.addWidget(_words(action.title.removesuffix("…")), at, 1)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
