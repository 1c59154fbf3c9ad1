"""What fills an open project between tool bar and job strip: the lists with the reading, or a page of its own."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from nfstudio.app.session import Session
from nfstudio.app.wording import tr
from nfstudio.store.browse import Filter

if TYPE_CHECKING:
    from nfstudio.app.second_look.page import SecondLookPage

INSIGHTS, SECOND_LOOK = "insights", "second look"


class Stage(QStackedWidget):
    """One page at a time; all but the first are made when they are first asked for."""

    turned = Signal()
    """Another page is shown."""
    look = Signal(object)
    """A page asks for the lists to show what a Filter lets through."""

    def __init__(self, session: Session, reading: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reading = reading
        self._made: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {INSIGHTS: self._insights, SECOND_LOOK: self._second_look}
        self._looks: SecondLookPage | None = None
        self._keys: Mapping[str, str] = {}
        self.addWidget(reading)

    @property
    def page(self) -> str:
        """The name of the page that is shown; empty for the reading."""
        return next((name for name, page in self._made.items() if page is self.currentWidget()), "")

    @property
    def own_page(self) -> list[QWidget]:
        """The page that is shown in the place of the reading, if any."""
        return [self._made[self.page]] if self.page else []

    @property
    def deeds(self) -> Mapping[str, Callable[[], object]] | None:
        """What the actions of reviewing do on the page that is shown, by their ids; None where it leaves them alone."""
        looks = self._looks
        if looks is not None and looks is self.currentWidget():
            return looks.deeds()
        if not self.page:
            return None
        if self._session.readonly:
            return {}
        undo, redo = self.undo_words()  # nobody sees here what a verdict would be about
        deeds: dict[str, Callable[[], object]] = {"edit.undo": self._session.undo} if undo else {}
        return deeds | ({"edit.redo": self._session.redo} if redo else {})

    def undo_words(self) -> tuple[str | None, str | None]:
        """What undo and redo do on the page that is shown, in words; None for nothing."""
        looks = self._looks
        if looks is not None and looks is self.currentWidget():
            return looks.undo_words()
        return self._session.undo_label(), self._session.redo_label()

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """Say the keys on buttons; by the id of an action."""
        self._keys = keys
        if self._looks is not None:
            self._looks.name_keys(keys)

    def keep(self) -> None:
        """Write what is half said on a page."""
        if self._looks is not None:
            self._looks.keep()

    def show_page(self, name: str) -> None:
        """Show a page; the reading under an empty name."""
        if self._looks is not None and self.currentWidget() is self._looks:
            self._looks.leave()
        if name and name not in self._made:
            self._made[name] = self._makers[name]()
            self.addWidget(self._made[name])
        self.setCurrentWidget(self._made[name] if name else self._reading)
        if name:
            self._made[name].setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def _insights(self) -> QWidget:
        from nfstudio.app.panels.insights import Insights  # noqa: PLC0415 - the window starts without it

        page = Insights(self._session)
        page.left.connect(lambda: self.show_page(""))
        page.wanted.connect(self._narrowed)
        return page

    def _second_look(self) -> QWidget:
        from nfstudio.app.second_look.page import SecondLookPage  # noqa: PLC0415 - likewise

        self._looks = SecondLookPage(self._session, self._keys)
        self._looks.left.connect(lambda: self.show_page(""))
        self._looks.deeds_changed.connect(self.turned)
        return self._looks

    def _narrowed(self, wanted: Filter) -> None:
        self.show_page("")
        self.look.emit(wanted)
        text = tr("The list shows what that mark stands for. Escape in it goes back to the one before.")
        self._session.told.emit(text)
