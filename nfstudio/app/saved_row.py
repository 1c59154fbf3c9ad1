"""Saved filters as small buttons: one click each, the one in force pressed in, and a way to keep the present one, whose
name is typed where its button will stand."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QSizePolicy, QToolButton, QWidget

from nfstudio.app.chips import Flow
from nfstudio.app.row_words import cut, plain_label, plain_tip
from nfstudio.app.session import Session
from nfstudio.app.theme import small_font
from nfstudio.store import saved_filters
from nfstudio.store.browse import Filter
from nfstudio.store.changes import Changes
from nfstudio.store.grouping import current

_LETTERS, _LONGEST = 24, 200


class SavedRow(QWidget):
    """One button for each saved filter; hidden while there is none and nothing to save."""

    wanted = Signal(object)
    """A Filter that the person goes to."""

    def __init__(self, session: Session, first: Filter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._first = session, first
        self._filter = first
        self._row = Flow(self)
        self.name_field = _NameField(self)
        self.name_field.hide()
        self.name_field.returnPressed.connect(self._named)
        self.name_field.left.connect(self._fill)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Saved filters"))
        self._saved = saved_filters.saved_filters(session.project)
        self._fill()
        session.changed.connect(self._changed)

    @property
    def names(self) -> list[str]:
        """What the filters are called."""
        return [name for name, _ in self._saved]

    def show_filter(self, shown: Filter) -> None:
        """Follow the filter in force."""
        self._filter = shown
        self._fill()

    def ask_name(self) -> None:
        """Have the present filter named, and keep it."""
        self.name_field.clear()
        self._fill(naming=True)
        self.name_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self, name: str) -> None:
        """Keep the present filter under a name."""
        self._write(lambda: saved_filters.save(self._session.project, name, self._filter))

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        self._write(lambda: saved_filters.forget(self._session.project, name))

    def list_in(self, menu: QMenu) -> None:
        """Have the saved filters stand in a menu, too, below what it holds by itself."""
        own: list[QAction] = []

        def fill() -> None:
            for action in own:
                menu.removeAction(action)
                action.deleteLater()
            own[:] = [menu.addSeparator()] if self._saved or self._fresh else []
            for name, saved in self._saved:
                own.append(action := menu.addAction(plain_label(cut(name, 40))))
                action.setCheckable(True)
                action.setChecked(saved == self._filter)
                action.triggered.connect(partial(self.wanted.emit, saved))
            if self._fresh:
                own.append(action := menu.addAction(self.tr("Save this filter…")))
                action.triggered.connect(self.ask_name)

        menu.aboutToShow.connect(fill)

    @property
    def _fresh(self) -> bool:
        """Whether the filter in force can be saved and is not."""
        known = any(saved == self._filter for _, saved in self._saved)
        return self._filter not in (Filter(), self._first) and not known and not self._session.readonly

    def _changed(self, changes: Changes) -> None:
        """A source may be a file of a folder's now: filters that name it, the present one too, still do."""
        if not changes.imported or changes.conversations is not None:
            return  # a batch of an import, which renames no source
        self._saved = saved_filters.saved_filters(self._session.project)
        now = current(self._session.project.db, self._filter)
        if now != self._filter:
            self.wanted.emit(now)
        elif not self.name_field.isVisible():
            self._fill()

    def _named(self) -> None:
        if name := self.name_field.text().strip():
            self.keep(name)
        else:
            self._fill()

    def _write(self, write: Callable[[], None]) -> None:
        def do() -> Changes:
            write()
            return Changes()

        if self._session.write(do):
            self._saved = saved_filters.saved_filters(self._session.project)
            self._fill()

    def _fill(self, *, naming: bool = False) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (button := item.widget()) is not None and button is not self.name_field:
                button.hide()  # at once; it is deleted when the event loop comes round
                button.deleteLater()
        for name, saved in self._saved:
            self._add_saved(name, saved)
        fresh = self._fresh
        self.name_field.setVisible(fresh and naming)
        if fresh and naming:
            self._row.addWidget(self.name_field)
        elif fresh:
            button = self._add(self.tr("+ Save filter"), self.tr("Keep this filter under a name"))
            button.setAutoRaise(True)
            button.clicked.connect(self.ask_name)
        self.setVisible(bool(self._saved) or fresh)
        self.updateGeometry()

    def _add_saved(self, name: str, saved: Filter) -> None:
        button = self._add(plain_label(cut(name, 28)), self.tr("Saved filter {name}").format(name=name))
        button.setCheckable(True)
        button.setChecked(saved == self._filter)
        button.clicked.connect(lambda: self.wanted.emit(saved))
        button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        button.customContextMenuRequested.connect(lambda at: self._menu(name).popup(button.mapToGlobal(at)))
        button.setToolTip(plain_tip(self.tr("{name}: right-click to remove it").format(name=name)))

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Remove this saved filter"), partial(self.forget, name))
        return menu

    def _add(self, text: str, says: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setFont(small_font(self.font()))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(says)
        self._row.addWidget(button)
        button.show()
        return button


class _NameField(QLineEdit):
    """Return keeps, Escape leaves."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(small_font(self.font()))
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(self.tr("Name, then Return"))
        self.setAccessibleName(self.tr("Name of this filter"))
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * _LETTERS)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
