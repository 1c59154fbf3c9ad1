"""The page of second looks: begin one, read it blind, see what it came to; one of the three at a time."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from nfstudio.app.second_look.begin import Begin
from nfstudio.app.second_look.desk import BlindDesk
from nfstudio.app.second_look.reading import BlindReading
from nfstudio.app.second_look.result import Result
from nfstudio.app.session import Session
from nfstudio.errors import StudioError
from nfstudio.store import second_look
from nfstudio.store.changes import Changes


class SecondLookPage(QStackedWidget):
    """Keys of reviewing mean here what `deeds` says, and nothing of what they mean beside the lists."""

    left = Signal()
    """The person wants to go back to the lists."""
    deeds_changed = Signal()
    """What keys can do here is something else now."""

    def __init__(self, session: Session, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._keys = session, keys
        self.begin = Begin(session, self)
        self.reading: BlindReading | None = None
        self.result: Result | None = None
        self.addWidget(self.begin)
        self.begin.opened.connect(self.open)
        self.begin.left.connect(self.left)
        session.changed.connect(self._changed)
        self._face(self.begin)

    def name_keys(self, keys: Mapping[str, str]) -> None:
        """Say the keys on the buttons; by the id of an action."""
        self._keys = keys
        for shown in (self.reading, self.result):
            if shown is not None:
                shown.name_keys(keys)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What the actions of reviewing do here now, by their ids; those that are not named do nothing."""
        shown = self.currentWidget()
        return shown.deeds() if isinstance(shown, BlindReading | Result) else {}

    def undo_words(self) -> tuple[str | None, str | None]:
        """What undo and redo do here, in words; while somebody reads blind these tell of their own readings alone."""
        if self.currentWidget() is self.result:
            return self._session.undo_label(), self._session.redo_label()
        deeds = self.deeds()
        said = self.tr("what was said last")
        return (said if "edit.undo" in deeds else None, said if "edit.redo" in deeds else None)

    def open(self, look: int) -> None:
        """Take a second look up where it was left: at its first unread message, or at its result."""
        unread = second_look.unread(self._session.project.db, look)
        (self._read if unread and not self._session.readonly else self._show_result)(look)

    def keep(self) -> None:
        """Write what was said of the message in hand, as far as it is a reading."""
        if self.reading is not None and self.currentWidget() is self.reading:
            self.reading.desk.keep()

    def leave(self) -> None:
        """The lists are shown again."""
        self.keep()
        if self.reading is not None and self.reading.desk.unread:
            said = self.tr("The second look waits for you. The lists show what the first reader said.")
            self._session.told.emit(said)

    def _read(self, look: int) -> None:
        try:
            desk = BlindDesk(self._session, look)
        except StudioError as refused:
            self._session.failed.emit(refused)
            return
        shown = BlindReading(self._session, desk, self)
        shown.left.connect(self.left)
        shown.result_wanted.connect(lambda: self._result_of(shown))
        shown.deeds_changed.connect(self.deeds_changed)
        self.reading = shown
        self._show(shown)

    def _result_of(self, shown: BlindReading) -> None:
        shown.desk.keep()
        self._show_result(shown.desk.look.id)

    def _show_result(self, look: int) -> None:
        shown = Result(self._session, look, self)
        shown.left.connect(self.left)
        shown.reading_wanted.connect(lambda: self._read(look))
        shown.others_wanted.connect(self._show_begin)
        shown.deeds_changed.connect(self.deeds_changed)
        self.result = shown
        self._show(shown)

    def _show_begin(self) -> None:
        self.begin.refresh()
        self._face(self.begin)
        self._drop_others(self.begin)

    def _show(self, shown: BlindReading | Result) -> None:
        shown.name_keys(self._keys)
        self.addWidget(shown)
        self._face(shown)
        self._drop_others(shown)
        QTimer.singleShot(0, shown, shown.look_again)

    def _face(self, shown: QWidget) -> None:
        self.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        if self.isVisible():
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deeds_changed.emit()

    def _drop_others(self, shown: QWidget) -> None:
        """What was shown before is made anew when it is asked for again."""
        for old in (self.reading, self.result):
            if old is not None and old is not shown:
                self.removeWidget(old)
                old.hide()
                old.deleteLater()
        self.reading = shown if isinstance(shown, BlindReading) else None
        self.result = shown if isinstance(shown, Result) else None

    def _changed(self, changes: Changes) -> None:
        """Messages may be gone with their conversation; what was settled or undone shows in the result."""
        if self.reading is not None and changes.imported:
            drawn = self.reading.desk.look
            if second_look.second_look(self._session.project.db, drawn.id).messages != drawn.messages:
                self._read(drawn.id)
        elif self.result is not None and self.result is self.currentWidget():
            self.result.refresh()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask; nothing was asked while nobody looked."""
        super().showEvent(event)
        if self.currentWidget() is self.begin:
            self.begin.refresh()
        elif self.result is not None:
            self.result.refresh()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing is asked while nobody looks."""
        super().hideEvent(event)
        self.begin.rest()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
