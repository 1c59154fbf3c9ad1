"""What was written about feedback and not yet said with a verdict: the project keeps it while it is typed, so nothing
typed is ever lost to a click elsewhere, nor to a window that closes or is killed."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer

from nfstudio.app.session import Session
from nfstudio.domain.feedback import Scope
from nfstudio.store import drafts
from nfstudio.store.decisions import Edit
from nfstudio.store.reading import StoredFeedback

SETTLES = 250
"""Milliseconds of no typing after which it is written."""


class Drafts(QObject):
    """The drafts of a project, and what is being typed. Once a decision has said one, the project tells no more
    of it."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._typed: dict[int, tuple[StoredFeedback, Edit]] = {}
        self._shared: str | None = None  # typed for several feedback, and not written yet
        self._writing = QTimer(self, singleShot=True, interval=SETTLES)
        self._writing.timeout.connect(self.keep)
        session.closing.connect(self.keep)

    def put(
        self,
        item: StoredFeedback,
        *,
        note: str | None = None,
        flags: tuple[str, ...] | None = None,
        scope: Scope | None = None,
    ) -> None:
        """Remember what differs from what is stored; what no longer differs is forgotten."""
        before = edit = self.of(item)
        if note is not None:
            edit = replace(edit, note=None if note == item.note else note)
        if flags is not None:
            edit = replace(edit, flags=None if flags == item.flags else flags)
        if scope is not None:
            edit = replace(edit, scope=None if scope is item.scope else scope)
        if edit != before:
            self._typed[item.id] = (item, edit)
            self._writing.start()

    def of(self, item: StoredFeedback) -> Edit:
        """What is to be said along with the next verdict."""
        if item.id in self._typed:
            return self._typed[item.id][1]
        if self._session.readonly:
            return Edit()  # who only reads says nothing; a file of an earlier version has no table of them then
        return drafts.of(self._session.project.db, [item]).get(item.id, Edit())

    def put_shared(self, words: str) -> None:
        """Remember a note that is being written for several."""
        self._shared = words
        self._writing.start()

    def shared(self) -> str:
        """A note for several that nobody has said yet."""
        if self._shared is not None or self._session.readonly:
            return self._shared or ""
        return drafts.shared(self._session.project.db)

    def keep(self) -> bool:
        """Write what is typed now; whether that needed nothing or was written."""
        self._writing.stop()
        if self._shared is not None:
            if not self._session.write(partial(drafts.keep_shared, self._session.project, self._shared)):
                return False
            self._shared = None
        for feedback, typed in list(self._typed.items()):
            if not self._session.write(partial(drafts.keep, self._session.project, *typed)):
                return False
            del self._typed[feedback]
        return True
