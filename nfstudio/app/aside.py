"""A piece of work with no project open, in a thread of its own: the window goes on meanwhile."""

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)


class Aside(QObject):
    """Runs `work` once; then `done` with None, or with the exception it raised."""

    done = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._thread = threading.Thread(target=self._run, name="nfstudio-aside", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self) -> None:
        """Wait until it has ended."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self._work()
        except Exception as failed:  # the one hook of this thread: shown by the window
            log.warning("aside failed", exc_info=True)
            self.done.emit(failed)
        else:
            self.done.emit(None)
