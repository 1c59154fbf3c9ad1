"""Pieces of text around the hits of a search, for the rows on the screen alone: asked off the GUI thread as they come
into sight, because a search for a common word over a million conversations takes seconds."""

from PySide6.QtCore import QObject, QTimer, Signal

from nfstudio.app.reader import Reader
from nfstudio.store import excerpts
from nfstudio.store.browse import Filter

_KEPT = 5_000


class Excerpts(QObject):
    """What is known of the rows that were in sight."""

    arrived = Signal()

    def __init__(self, reader: Reader, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._channel = reader, f"{name} excerpts"
        self._filter = Filter()
        self._known: dict[int, str] = {}
        self._missing: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=30)
        self._soon.timeout.connect(self._ask)

    def follow(self, wanted: Filter) -> None:
        """Another search."""
        if (wanted.text, wanted.text_role) != (self._filter.text, self._filter.text_role):
            self._known.clear()
            self._missing.clear()
            self._reader.drop(self._channel)
        self._filter = wanted

    def of(self, conversation: int) -> str:
        """The piece for a conversation; empty without a search, and until it is known."""
        if not self._filter.text.strip():
            return ""
        known = self._known.get(conversation)
        if known is None:
            self._missing.add(conversation)
            if not self._soon.isActive():
                self._soon.start()
        return known or ""

    def _ask(self) -> None:
        if len(self._known) > _KEPT:
            self._known.clear()
        wanted, ids = self._filter, sorted(self._missing)
        self._missing.clear()

        def take(found: dict[int, str]) -> None:
            self._known.update({i: found.get(i, "") for i in ids})
            self.arrived.emit()

        self._reader.ask(self._channel, lambda project: excerpts.excerpts(project.db, wanted, ids), take)
