"""The rows of the action table as actions of Qt: in menus, on keys and on the tool bar, enabled when they can act."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from nfstudio.app import theme as look
from nfstudio.app.actions import ACTIONS, SPREADING, Action, Menu, When, keys_of, of_reviewing, spread_title
from nfstudio.app.icons import icon
from nfstudio.app.sentences import in_words
from nfstudio.app.wording import tr

if TYPE_CHECKING:
    from nfstudio.app.window import Window

_SHORT = {"project.import_folder": "Import…", "detect.run": "Detect", "project.export": "Export…"}
_ICONS = {
    "project.import_folder": "import",
    "detect.run": "detect",
    "project.export": "export",
    "view.insights": "insights",
    "edit.search": "search",
}

_CHECKED = tuple(action for action in ACTIONS if action.checked is not None)


class Menus(QToolBar):
    """The tool bar, which also owns the actions of the window."""

    def __init__(self, window: "Window", own_keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(window)
        self._window = window
        self._said: object = None
        self.by_id = {action.id: self._made(action, own_keys) for action in ACTIONS}
        self._menus = {menu: self._menu(menu) for menu in Menu}
        self.recents = QMenu(tr("Recent projects"), window)
        self._menus[Menu.PROJECT].insertMenu(self.by_id["project.import_folder"], self.recents)
        self.project = QToolButton(self, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._lay_out()
        self._tint()

    def refresh(self) -> None:
        """Enable what can do something now, and name what undo and redo would do."""
        session, columns = self._window.session, self._window.columns
        stage = columns.stage if columns is not None else None
        undo, redo = stage.undo_words() if stage is not None else (None, None)
        deeds = stage.deeds if stage is not None else None
        writable = session is not None and not session.readonly
        several = columns.several.count if columns is not None and deeds is None else 0
        holds = {
            When.ALWAYS: True,
            When.OPEN: session is not None,
            When.WRITABLE: writable,
            When.WORKING: session is not None and bool(session.runner.tickets),
            When.SELECTED: writable and session is not None and session.feedback is not None,
            When.UNDOABLE: writable and undo is not None,
            When.REDOABLE: writable and redo is not None,
            When.SECOND_LOOK: False,  # only where a page says so
        }
        for action in _CHECKED:
            assert action.checked is not None
            self.by_id[action.id].setChecked(action.checked(self._window))
        said = (holds, undo, redo, several, session and session.project.name, None if deeds is None else set(deeds))
        if said == self._said:
            return  # three times a decision, and seldom anything new
        self._said = said
        for action in ACTIONS:
            own = deeds if of_reviewing(action) else None
            spreads = bool(several) and writable and action.id in SPREADING
            self.by_id[action.id].setEnabled(holds[action.when] or spreads if own is None else action.id in own)
            if action.id in SPREADING:
                self.by_id[action.id].setText(spread_title(action, several) if several else action.title)
        self.by_id["edit.undo"].setText(tr("Undo {what}").format(what=in_words(undo)) if undo else tr("Undo"))
        self.by_id["edit.redo"].setText(tr("Redo {what}").format(what=in_words(redo)) if redo else tr("Redo"))
        self.project.setText(_literal(session.project.name) if session else "NF Studio")

    def show_keys(self, own_keys: Mapping[str, tuple[str, ...]]) -> None:
        """From now on the actions have other keys."""
        for action in ACTIONS:
            self.by_id[action.id].setShortcuts([QKeySequence(key) for key in keys_of(action, own_keys)])
        self._name_keys()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Icons follow the palette."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "by_id"):
            QTimer.singleShot(0, self, self._tint)  # Qt dresses the window after its tool bar
        super().changeEvent(event)

    def _made(self, action: Action, own_keys: Mapping[str, tuple[str, ...]]) -> QAction:
        made = QAction(action.title, self._window)
        made.setShortcuts([QKeySequence(key) for key in keys_of(action, own_keys)])
        made.setCheckable(action.checked is not None)
        made.setIconText(tr(_SHORT.get(action.id, action.text)))
        made.triggered.connect(partial(self._do, action))
        # Not only through the menu: keys hold while the menu bar is elsewhere or hidden.
        self._window.addAction(made)
        return made

    def _do(self, action: Action, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 -- a slot
        columns = self._window.columns
        deeds = columns.stage.deeds if columns is not None else None
        if deeds is None or not of_reviewing(action):
            action.do(self._window)
        elif action.id in deeds:  # what stands in the lists meanwhile must not be decided unseen
            deeds[action.id]()
        self.refresh()

    def _menu(self, menu: Menu) -> QMenu:
        made = self._window.menuBar().addMenu(tr(menu.value))
        below: dict[str, QMenu] = {}
        for action in ACTIONS:
            if action.menu is menu:
                if action.gap:
                    made.addSeparator()
                if action.under and action.under not in below:
                    below[action.under] = made.addMenu(tr(action.under))
                (below[action.under] if action.under else made).addAction(self.by_id[action.id])
        return made

    def _lay_out(self) -> None:
        self.setMovable(False)
        self.setFloatable(False)
        self.setObjectName("tools")
        self.setWindowTitle(tr("Tools"))
        self.toggleViewAction().setEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(20, 20))
        self.setContentsMargins(look.NEAR, look.TIGHT, look.NEAR, look.TIGHT)
        self.project.setMenu(self._menus[Menu.PROJECT])
        self.project.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.project.setAccessibleName(tr("Project"))
        self.project.setObjectName("project")
        font = self.project.font()
        font.setBold(True)
        self.project.setFont(font)
        self.addWidget(self.project)
        for name in _SHORT:
            self.addAction(self.by_id[name])
        room = QWidget(self)
        room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(room)
        self.addAction(self.by_id["view.insights"])
        self.addAction(self.by_id["edit.search"])
        for name in _ICONS:
            self.widgetForAction(self.by_id[name]).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name_keys()

    def _name_keys(self) -> None:
        for name in _ICONS:
            made, key = self.by_id[name], self.key(name)
            text = made.text().removesuffix("…")
            made.setToolTip(f"{text} ({key})" if key else text)
        self.by_id["edit.search"].setIconText(tr("Search   {key}").format(key=self.key("edit.search")).rstrip())

    def key(self, name: str) -> str:
        """The first key of an action, as people read it; empty when it has none."""
        return self.by_id[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)

    def _tint(self) -> None:
        palette = self._window.palette()  # its own is that of its style sheet, which would stay dark for ever
        theme = look.theme_of(palette)
        flat = (
            f"QToolBar {{ background: {theme.window.name()}; border: none;"
            f" border-bottom: 1px solid {theme.rule.name()}; spacing: {look.TIGHT}px; }}"
            # Qt keeps room behind an icon's words that it does not keep before the icon.
            f" QToolButton {{ padding: {look.TIGHT}px 0 {look.TIGHT}px {look.NEAR}px; }}"
            f" QToolButton#project {{ padding-right: {look.WIDE + look.TIGHT}px; margin-right: {look.ROOM}px; }}"
            f" QToolButton#project::menu-indicator {{ subcontrol-position: right center; right: {look.TIGHT}px; }}"
        )
        if self.styleSheet() != flat:  # setting it changes the palette, which comes back here
            self.setStyleSheet(flat)
        for name, drawing in _ICONS.items():
            self.by_id[name].setIcon(icon(drawing, palette))
            self.by_id[name].setIconVisibleInMenu(False)


def _literal(text: str) -> str:
    """A name with "&" in it, for a button that would take it for a mnemonic."""
    return text.replace("&", "&&")
