"""A question whose answer stays on the screen: asked again when something changed, never so often that it starves.

A job changes the project ten times a second. Asking anew each time would interrupt a slow answer for ever, so the
next question waits for the last answer, and a slow question is asked less often.
"""

from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

from nfstudio.app.reader import Reader
from nfstudio.store.project import Project

T = TypeVar("T")

EVERY = 500
"""Milliseconds between two askings while the project changes."""
REST = 4
"""A question rests this many times as long as its last answer took, ..."""
LONGEST = 5_000
"""... but no longer than these milliseconds."""


class StandingQuestion(QObject, Generic[T]):
    """One question on one channel of the reader thread.

    Args:
        compose: the question as it is to be asked now; called in the GUI thread.
        answer: called in the GUI thread.
    """

    def __init__(
        self,
        reader: Reader,
        channel: str,
        *,
        compose: Callable[[], Callable[[Project], T]],
        answer: Callable[[T], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._reader, self._channel, self._compose, self._answer = reader, channel, compose, answer
        self._waits = self._again = False
        self._asked = self._took = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.now)
        reader.failed.connect(self._failed)

    @property
    def waits(self) -> bool:
        """Whether an answer is still to come."""
        return self._waits

    def now(self) -> None:
        """Ask at once; an answer that is under way is no longer wanted."""
        self._timer.stop()
        self._waits, self._again, self._asked = True, False, monotonic()
        self._reader.ask(self._channel, self._compose(), self._deliver)

    def last(self) -> None:
        """Ask once all who ask at once have asked; an answer that is under way is no longer wanted."""
        self.drop()
        self._timer.start(0)

    def soon(self) -> None:
        """Ask again in a while, and only after the answer that is under way."""
        if self._waits:
            self._again = True
        elif not self._timer.isActive():
            self._timer.start(min(max(EVERY, round(REST * self._took * 1000)), LONGEST))

    def drop(self) -> None:
        """No longer want the answer that is under way."""
        self._timer.stop()
        self._waits = self._again = False
        self._reader.drop(self._channel)

    def _deliver(self, answer: T) -> None:
        self._waits, self._took = False, monotonic() - self._asked
        self._answer(answer)
        if self._again:
            self._again = False
            self.soon()

    def _failed(self, _error: object) -> None:
        self._waits = False
