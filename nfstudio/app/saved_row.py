"""Saved filters as small buttons: one click each, the one in force pressed in, and a way to keep the present one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QSizePolicy, QToolButton, QWidget

from nfstudio.app.chips import Flow
from nfstudio.app.dialogs.asking import ask_words
from nfstudio.app.row_words import cut, plain_label, plain_tip
from nfstudio.app.session import Session
from nfstudio.app.theme import small_font
from nfstudio.store import saved_filters
from nfstudio.store.browse import Filter
from nfstudio.store.changes import Changes


class SavedRow(QWidget):
    """One button for each saved filter; hidden while there is none and nothing to save."""

    wanted = Signal(object)
    """A Filter that the person goes to."""

    def __init__(self, session: Session, first: Filter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._first = session, first
        self._filter = first
        self._row = Flow(self)
        self.question: QInputDialog | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Saved filters"))
        self._saved = saved_filters.saved_filters(session.project)
        self._fill()

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
        self.question = ask_words(self, self.tr("Save this filter"), self.tr("Its name:"), "", self.keep)

    def keep(self, name: str) -> None:
        """Keep the present filter under a name."""
        self._write(lambda: saved_filters.save(self._session.project, name, self._filter))

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        self._write(lambda: saved_filters.forget(self._session.project, name))

    def _write(self, write: Callable[[], None]) -> None:
        def do() -> Changes:
            write()
            return Changes()

        if self._session.write(do):
            self._saved = saved_filters.saved_filters(self._session.project)
            self._fill()

    def _fill(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.hide()  # at once; it is deleted when the event loop comes round
                button.deleteLater()
        for name, saved in self._saved:
            self._add_saved(name, saved)
        known = any(saved == self._filter for _, saved in self._saved)
        fresh = self._filter not in (Filter(), self._first) and not known and not self._session.readonly
        if fresh:
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
