"""Choosing keys in the window: every action, its keys, and whom a new key would be taken from before it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nfstudio.app import theme as look
from nfstudio.app.action_search import find_actions
from nfstudio.app.actions import ACTIONS, Action, keys_of
from nfstudio.app.key_choice import Keys, cleared, given, holder, restored

_NATIVE, _PORTABLE = QKeySequence.SequenceFormat.NativeText, QKeySequence.SequenceFormat.PortableText


class KeyEditor(QDialog):
    """Every choice holds at once; `chosen` tells all that now differ from the table."""

    chosen = Signal(object)

    def __init__(self, own: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self.setWindowTitle(self.tr("Choose keys"))
        self.search, self.table = QLineEdit(self), QTreeWidget(self)
        self.key, self.says = QKeySequenceEdit(self), QLabel(self)
        self.give, self.clear = QPushButton(self.tr("Set")), QPushButton(self.tr("No key"))
        self.restore, self.restore_all = QPushButton(self.tr("Default")), QPushButton(self.tr("All defaults"))
        self._lay_out()
        self._fill()
        self.search.textChanged.connect(lambda _: self._fill())
        self.table.currentItemChanged.connect(lambda *_: self._look())
        self.key.keySequenceChanged.connect(lambda _: self._say())
        self.give.clicked.connect(self._give)
        self.clear.clicked.connect(lambda: self._take(cleared(self._at.id, self._own)) if self._at else None)
        self.restore.clicked.connect(lambda: self._take(restored(self._at.id, self._own)) if self._at else None)
        self.restore_all.clicked.connect(lambda: self._take({}))

    @property
    def _at(self) -> Action | None:
        item = self.table.currentItem()
        name = item.data(0, Qt.ItemDataRole.UserRole) if item else None
        return next((action for action in ACTIONS if action.id == name), None)

    @property
    def _typed(self) -> str:
        return self.key.keySequence().toString(_PORTABLE)

    def _fill(self) -> None:
        """The actions that fit what is searched; the present one stays the present one."""
        before = self._at
        self.table.clear()
        for action in find_actions(self.search.text(), self._own):
            item = QTreeWidgetItem([action.title, action.menu.title, shown_keys(action, self._own)])
            item.setData(0, Qt.ItemDataRole.UserRole, action.id)
            if action.id in self._own:
                font = item.font(2)
                font.setBold(True)
                item.setFont(2, font)
            self.table.addTopLevelItem(item)
            if before is not None and action.id == before.id:
                self.table.setCurrentItem(item)
        first = self.table.topLevelItem(0)
        if self.table.currentItem() is None and first is not None:
            self.table.setCurrentItem(first)
        self._say()

    def _look(self) -> None:
        self.key.clear()
        self._say()

    def _say(self) -> None:
        """Whom the key would be taken from; what can be done."""
        action, key = self._at, self._typed
        taken = holder(key, self._own, beside=action.id) if action and key else None
        self.give.setText(self.tr("Take it over") if taken else self.tr("Set"))
        self.give.setEnabled(action is not None and bool(key))
        self.clear.setEnabled(action is not None and bool(keys_of(action, self._own)))
        self.restore.setEnabled(action is not None and action.id in self._own)
        self.restore_all.setEnabled(bool(self._own))
        if taken is not None:
            text = self.tr("{key} belongs to “{action}”.")
            self.says.setText(text.format(key=_native(key), action=taken.title.removesuffix("…")))
        elif action is not None:
            text = self.tr("Press the new keys for “{action}” in the field.")
            self.says.setText(text.format(action=action.title.removesuffix("…")))
        else:
            self.says.setText(self.tr("No action is called that."))

    def _give(self) -> None:
        action, key = self._at, self._typed
        if action is not None and key:
            self._take(given(key, action.id, self._own))

    def _take(self, own: Keys) -> None:
        self._own = own
        self.key.clear()
        self._fill()
        self.chosen.emit(own)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Search actions and keys"))
        self.search.setAccessibleName(self.tr("Search actions and keys"))
        self.search.setClearButtonEnabled(True)
        self.key.setMaximumSequenceLength(1)
        self.key.setAccessibleName(self.tr("New key"))
        self.table.setHeaderLabels([self.tr("Action"), self.tr("Menu"), self.tr("Keys")])
        self.table.setAccessibleName(self.tr("Actions and their keys"))
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setStyleSheet(f"QTreeWidget::item {{ padding: {look.TIGHT}px 0; }}")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setColumnWidth(2, 200)
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.says.setWordWrap(True)
        choice = QHBoxLayout()
        for part in (self.key, self.give, self.clear, self.restore):
            choice.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self.restore_all)
        foot.addStretch()
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        for button in (self.give, self.clear, self.restore, self.restore_all, close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.WIDE, look.WIDE, look.WIDE, look.WIDE)
        column.setSpacing(look.NEAR)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.says)
        column.addLayout(choice)
        column.addLayout(foot)
        self.resize(640, 600)


def shown_keys(action: Action, own: Keys) -> str:
    """The keys of an action as people read them."""
    return "   ".join(_native(key) for key in keys_of(action, own))


def _native(key: str) -> str:
    return QKeySequence(key).toString(_NATIVE)
