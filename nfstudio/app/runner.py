"""The job thread: one job at a time on a connection of its own, paused, cancelled and heard of from the window."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from nfstudio.errors import StudioError
from nfstudio.jobs.progress import Job, Progress
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.project import Project

log = logging.getLogger(__name__)

TELL_EVERY = 0.1
"""Seconds between two progress signals: a job may yield thousands of times a second, a window need not hear it."""

Begin = Callable[[Project], Job[Any]]
"""Makes a job for a project; called in the job thread with the connection of that thread."""

_numbers = count(1)


@dataclass(slots=True, eq=False)
class Ticket:
    """A job in line or at work.

    Attributes:
        title: shown to people, such as "Import chats".
        kind: "import", "detect", "export", "review"; a job of the same kind can be offered again to resume it.
        untold: what it may have changed without a word when it ends early, because another process writes for it.
    """

    title: str
    kind: str
    begin: Begin
    untold: Changes = NOTHING
    number: int = field(default_factory=lambda: next(_numbers))
    started: float | None = None
    last: Progress | None = None
    cancel: threading.Event = field(default_factory=threading.Event)


class Runner(QObject):
    """Runs jobs one after another in a thread of its own. All methods are for the GUI thread; all signals arrive there.

    Signals carry the ticket first: `progressed` at most every `TELL_EVERY` seconds and at the end, with all changes
    since the last one; then exactly one of `finished` (with what the job returned), `cancelled` or `failed` (with a
    StudioError, or any other exception, which is a bug and is logged here).
    """

    queued = Signal(object)
    started = Signal(object)
    progressed = Signal(object, object)
    finished = Signal(object, object)
    cancelled = Signal(object)
    failed = Signal(object, object)
    # Everything the thread says comes through this one door, so that all who listen to a signal hear it in one event:
    # between two of them nobody sees a line that is empty although the next job is about to be put in it.
    _said = Signal(str, object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._line: SimpleQueue[Ticket | None] = SimpleQueue()
        self._going = threading.Event()
        self._going.set()
        self._tickets: list[Ticket] = []
        self._said.connect(self._pass_on)
        self._thread = threading.Thread(target=self._work, name="nfstudio-jobs", daemon=True)
        self._thread.start()

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """The job at work and those in line, in order."""
        return tuple(self._tickets)

    @property
    def paused(self) -> bool:
        """Whether the job at work waits."""
        return not self._going.is_set()

    def put(self, ticket: Ticket) -> Ticket:
        """Put a job in line."""
        self._tickets.append(ticket)
        self._line.put(ticket)
        self.queued.emit(ticket)
        return ticket

    def pause(self) -> None:
        """Let the job at work wait after its present batch."""
        self._going.clear()

    def resume(self) -> None:
        """Let it go on."""
        self._going.set()

    def cancel(self, ticket: Ticket) -> None:
        """End a job after its present batch, or take it out of the line; what it wrote stays."""
        ticket.cancel.set()
        if ticket.started is not None:
            self._going.set()

    def stop(self) -> None:
        """Cancel everything and wait for the thread; a batch is at most a fraction of a second."""
        for ticket in self._tickets:
            ticket.cancel.set()
        self._going.set()
        self._line.put(None)
        self._thread.join()

    def _pass_on(self, what: str, told: tuple[Any, ...]) -> None:
        """In the GUI thread: emit what the job thread said; a job that has ended has left the line by then."""
        if what in ("finished", "cancelled", "failed") and told[0] in self._tickets:
            self._tickets.remove(told[0])
        getattr(self, what).emit(*told)

    def _work(self) -> None:
        """The thread: its own connection, opened for the first job."""
        project: Project | None = None
        try:
            while (ticket := self._line.get()) is not None:
                if ticket.cancel.is_set():
                    self._said.emit("cancelled", (ticket,))
                    continue
                try:
                    project = project or Project(self._path)
                    self._run(ticket, ticket.begin(project))
                except StudioError as failed:
                    log.warning("%s failed: %s", ticket.kind, failed)
                    self._said.emit("failed", (ticket, failed))
                except Exception as bug:  # the one hook of this thread: logged here, shown by the window
                    log.exception("%s broke", ticket.kind)
                    self._said.emit("failed", (ticket, bug))
        finally:
            if project is not None:
                project.close()

    def _run(self, ticket: Ticket, job: Job[Any]) -> None:
        """Drive a job to its end; what it wrote is told also when it fails."""
        ticket.started = monotonic()
        self._said.emit("started", (ticket,))
        told, changes, news = 0.0, NOTHING, False
        try:
            while True:
                progress = next(job)
                changes |= progress.changes
                # One that only says again where it stands lets itself be cancelled: that is nothing to tell.
                news |= bool(progress.changes) or not _same(progress, ticket.last)
                ticket.last = progress
                if news and monotonic() - told >= TELL_EVERY:
                    self._tell(ticket, changes)
                    told, changes, news = monotonic(), NOTHING, False
                if not ticket.cancel.is_set():
                    self._going.wait()
                if ticket.cancel.is_set():
                    job.close()
                    break
        except StopIteration as done:
            self._tell(ticket, changes)
            self._said.emit("finished", (ticket, done.value))
        except BaseException:
            self._tell(ticket, changes | ticket.untold)
            raise
        else:
            self._tell(ticket, changes | ticket.untold)
            self._said.emit("cancelled", (ticket,))

    def _tell(self, ticket: Ticket, changes: Changes) -> None:
        last = ticket.last
        if last is not None:
            told = Progress(last.done, last.total, last.message, last.unit, changes)
            self._said.emit("progressed", (ticket, told))


def _same(progress: Progress, last: Progress | None) -> bool:
    return last is not None and replace(progress, changes=NOTHING) == replace(last, changes=NOTHING)
