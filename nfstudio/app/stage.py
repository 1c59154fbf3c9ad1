"""What fills an open project between tool bar and job strip: the lists with the reading, or a page of its own."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from nfstudio.app.session import Session
from nfstudio.app.wording import tr
from nfstudio.store.browse import Filter

INSIGHTS = "insights"


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
        self._makers: dict[str, Callable[[], QWidget]] = {INSIGHTS: self._insights}
        self.addWidget(reading)

    @property
    def page(self) -> str:
        """The name of the page that is shown; empty for the reading."""
        return next((name for name, page in self._made.items() if page is self.currentWidget()), "")

    @property
    def own_page(self) -> list[QWidget]:
        """The page that is shown in the place of the reading, if any."""
        return [self._made[self.page]] if self.page else []

    def show_page(self, name: str) -> None:
        """Show a page; the reading under an empty name."""
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

    def _narrowed(self, wanted: Filter) -> None:
        self.show_page("")
        self.look.emit(wanted)
        self._session.told.emit(tr("The list shows what that mark stands for."))
