"""Notices that somebody else has written to the open project: a command on it, another window, any program that knows
SQLite. Nobody tells this window of that."""

from PySide6.QtCore import QObject, QTimer, Signal

from nfstudio.app.runner import Runner
from nfstudio.errors import StudioError
from nfstudio.store.failures import Displaced
from nfstudio.store.project import Project

EVERY = 1_000
"""Milliseconds between two looks; one takes some ten microseconds."""


class Elsewhere(QObject):
    """Looks whether the file has changed but by `project`, which is the connection that a person's decisions take.

    The jobs of this window write through other connections, and tell of it themselves; while one is in line nobody
    looks. What changed meanwhile may have been written beside it as well, so it is told afterwards, once, as `beside`.
    """

    wrote = Signal(bool)
    """The project is not as it was; whether a job of this window may have been the only one who wrote."""
    failed = Signal(object)
    """A StudioError: the file lies elsewhere, or cannot be looked at, after which nobody looks any more."""

    def __init__(self, project: Project, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project, self._runner = project, runner
        self._beside = self._gone = False
        self._seen = project.written_by_others()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        runner.queued.connect(self._note_job)
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look whether anybody has written since the last look."""
        if self._runner.tickets:
            return
        try:
            self._project.stand()
            self._gone = False
        except Displaced as gone:
            if not self._gone:
                self.failed.emit(gone)
            self._gone = True
            return
        try:
            now = self._project.written_by_others()
        except StudioError as failed:
            self.stop()
            self.failed.emit(failed)
            return
        beside, self._beside = self._beside, False
        if now != self._seen:
            self._seen = now
            self.wrote.emit(beside)

    def _note_job(self, _ticket: object) -> None:
        self._beside = True
