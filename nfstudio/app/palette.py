"""The palette: type a few letters, see every action that holds them with its key, Return does it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app import theme as look
from nfstudio.app.action_search import find_actions
from nfstudio.app.actions import Action, keys_of
from nfstudio.app.wording import tr

_ACTION, _KEY, _MENU = (Qt.ItemDataRole.UserRole + i for i in range(3))
_WIDTH, _LINES = 560, 10
_REMEMBERED = 8


class Palette(QFrame):
    """Lies over the upper middle of a window while it is used, and goes with Escape or a click elsewhere.

    Args:
        enabled: whether an action can do anything now, by its id; the others are listed last, in grey.
    """

    chosen = Signal(str)
    """Id of the action."""

    def __init__(self, over: QWidget, enabled: Callable[[str], bool]) -> None:
        super().__init__(over)
        self._over, self._enabled = over, enabled
        self._keys: Mapping[str, tuple[str, ...]] = {}
        self._recent: list[str] = []
        self._back: QWidget | None = None
        self.words = QLineEdit(self)
        self.list = QListWidget(self)
        self._lay_out()
        self.words.textChanged.connect(lambda _: self._find())
        self.words.installEventFilter(self)
        self.list.itemClicked.connect(self._do)
        over.installEventFilter(self)
        self.hide()

    def come(self, keys: Mapping[str, tuple[str, ...]], back: QWidget | None) -> None:
        """Show it, ready to type; `back` gets the keyboard afterwards."""
        self._keys, self._back = keys, back
        self.words.clear()
        self._find()
        self._place()
        self.show()
        self.raise_()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go(self) -> None:
        """Hide it and give the keyboard back."""
        if self.isVisible():
            self.hide()
            if self._back is not None:
                self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Arrows and Return belong to the list while the person types; the place follows the window."""
        if watched is self.words and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is self.words and event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        count, row = self.list.count(), self.list.currentRow()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _LINES, Qt.Key.Key_PageUp: -_LINES}
        key = Qt.Key(event.key())
        if key in steps and self.list.currentItem() is not None:
            step = steps[key]
            wanted = (row + step) % count if abs(step) == 1 else max(0, min(count - 1, row + step))
            self.list.setCurrentRow(wanted)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.list.currentItem() is not None:
                self._do(self.list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.go()
        else:
            return False
        return True

    def _do(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            name = item.data(_ACTION)
            self._recent = [name, *(other for other in self._recent if other != name)][:_REMEMBERED]
            self.go()
            self.chosen.emit(name)

    def _find(self) -> None:
        found = find_actions(self.words.text(), self._keys, recent=self._recent)
        found.sort(key=lambda action: not self._enabled(action.id))  # stable: the better match still comes first
        self.list.clear()
        for action in found:
            self.list.addItem(self._item(action))
        if not found:
            nothing = QListWidgetItem(tr("No action is called that."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            for role in (_KEY, _MENU):
                nothing.setData(role, "")
            self.list.addItem(nothing)
        self.list.setCurrentRow(0 if found else -1)

    def _item(self, action: Action) -> QListWidgetItem:
        item = QListWidgetItem(action.title)
        keys = [QKeySequence(key) for key in keys_of(action, self._keys)]
        key = keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        item.setData(_ACTION, action.id)
        item.setData(_KEY, key)
        item.setData(_MENU, action.menu.title)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{action.title}, {action.menu.title}, {key}".rstrip(", "))
        if not self._enabled(action.id):
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            item.setToolTip(tr("Cannot do anything now"))
        return item

    def _place(self) -> None:
        height = self.words.sizeHint().height() + _LINES * self.list.sizeHintForRow(0) + 2 * look.ROOM + look.NEAR
        width = min(_WIDTH, self._over.width() - 2 * look.AIRY)
        height = min(max(height, 120), self._over.height() - 4 * look.AIRY)
        self.setGeometry(QRect((self._over.width() - width) // 2, 3 * look.AIRY, width, height))

    def _lay_out(self) -> None:
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.words.setPlaceholderText(tr("What would you like to do?"))
        self.words.setAccessibleName(tr("Find an action"))
        self.list.setAccessibleName(tr("Actions"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setUniformItemSizes(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.ROOM, look.ROOM, look.ROOM, look.ROOM)
        column.setSpacing(look.NEAR)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)


class _Lines(QStyledItemDelegate):
    """An action on one line: its words, its menu in grey behind them, its key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: object) -> QSize:  # noqa: N802
        return QSize(0, option.fontMetrics.height() + look.ROOM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        theme = look.theme_of(option.palette)
        enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.find)
        area = option.rect.adjusted(look.NEAR, 0, -look.NEAR, 0)
        painter.setFont(option.font)
        painter.setPen(theme.text if enabled else theme.muted)
        title, key, menu = (index.data(role) for role in (Qt.ItemDataRole.DisplayRole, _KEY, _MENU))  # type: ignore[attr-defined]
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.setPen(theme.muted)
        used = option.fontMetrics.horizontalAdvance(title) + look.ROOM
        painter.drawText(area.adjusted(used, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, menu)
        painter.setPen(theme.accent if enabled else theme.muted)
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, key)
        painter.restore()
