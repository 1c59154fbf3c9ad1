"""The reader thread: snapshots, counts and facets on a read-only connection, so that browsing never waits for a job."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from nfstudio.errors import StudioError
from nfstudio.store.project import Interrupted, Project

log = logging.getLogger(__name__)

T = TypeVar("T")
_Request = tuple[str, int, Callable[[Project], Any], Callable[[Any], None]]


class Reader(QObject):
    """Answers questions in a thread of its own; all methods are for the GUI thread, answers arrive there.

    Questions are asked on named channels: a newer question on the same channel interrupts the older one and its
    answer is dropped, however late it comes.
    """

    failed = Signal(object)
    """A StudioError, or any other exception, which is a bug."""
    _answered = Signal(str, int, object, object)
    _through = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._line: SimpleQueue[_Request | None] = SimpleQueue()
        self._newest: dict[str, int] = {}
        self._number = 0
        self._open = 0  # questions whose answer has not been handed on; counted in the GUI thread alone
        self._project: Project | None = None
        self._answered.connect(self._deliver)
        self._through.connect(self._close)  # arrives after what was answered
        self._thread = threading.Thread(target=self._work, name="nfstudio-reader", daemon=True)
        self._thread.start()

    def ask(self, channel: str, question: Callable[[Project], T], answer: Callable[[T], None]) -> None:
        """Have `question` answered in the thread and `answer` called with the result in this one."""
        self._number += 1
        self._newest[channel] = self._number
        self._open += 1
        self._line.put((channel, self._number, question, answer))

    def drop(self, channel: str) -> None:
        """No longer want the answer on a channel."""
        self._number += 1
        self._newest[channel] = self._number

    @property
    def idle(self) -> bool:
        """Whether no question waits or runs, and every answer has been handed on (for tests and pictures)."""
        return not self._open

    def stop(self) -> None:
        """Interrupt what runs, drop what waits, wait for the thread."""
        for channel in self._newest:
            self.drop(channel)
        self._line.put(None)
        self._thread.join()

    def _deliver(self, channel: str, number: int, answer: Callable[[Any], None], result: object) -> None:
        if self._newest.get(channel) == number:
            answer(result)

    def _close(self) -> None:
        self._open -= 1

    def _work(self) -> None:
        while (request := self._line.get()) is not None:
            try:
                self._answer(*request)
            except StudioError as failed:
                self.failed.emit(failed)
            except Exception as bug:  # the one hook of this thread: logged here, shown by the window
                log.exception("a question on %s broke", request[0])
                self.failed.emit(bug)
            finally:
                self._through.emit()
        if self._project is not None:
            self._project.close()

    def _answer(
        self, channel: str, number: int, question: Callable[[Project], Any], answer: Callable[[Any], None]
    ) -> None:
        if self._project is None:
            self._project = Project(self._path, readonly=True)

        def wanted() -> bool:
            return self._newest.get(channel) == number

        if wanted():
            with suppress(Interrupted):
                self._answered.emit(channel, number, answer, self._project.ask(question, wanted=wanted))
