"""The verb index: make the text that was imported searchable, a little at a time."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from nfstudio.jobs.progress import Job, Progress
from nfstudio.store import search
from nfstudio.store.adding import nobody_reviewed
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.project import Project


def index_text(project: Project) -> Job[int]:
    """Index what is not indexed yet; returns how many messages that were."""
    total, done = search.waiting(project), 0
    batch = search.BIG_BATCH if nobody_reviewed(project) else search.SMALL_BATCH
    for count, changes in search.index(project, batch=batch):
        done += count
        project.give_way()
        yield Progress(done, max(total, done), "Indexing text", "messages", changes)
    return done


class Alongside:
    """What was imported becomes searchable in a second thread, while the first reads what comes next.

    SQLite lets go of the interpreter while it indexes, so this costs an import no time. The two take turns at
    writing: `begin` after a batch is written, `wait` before the next one is.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="indexing")
        self._door: Project | None = None
        self._under_way: Future[Changes] | None = None

    def begin(self) -> None:
        """Index all that is there, in the second thread."""
        if self._under_way is None:
            self._under_way = self._thread.submit(self._index)

    def wait(self) -> Changes:
        """Until the second thread has nothing left to do; what it changed since the last time.

        Raises:
            StudioError: when the project could not be written there.
        """
        under_way, self._under_way = self._under_way, None
        return under_way.result() if under_way else NOTHING

    def _index(self) -> Changes:
        # Opened in here, because a connection belongs to its thread.
        self._door = self._door or Project(self._path)
        done = NOTHING
        for _, changes in search.index(self._door, batch=search.BIG_BATCH):
            done |= changes
        return done

    def _close(self) -> None:
        if self._door is not None:
            self._door.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._thread:
            self._thread.submit(self._close)
        if error is None:
            self.wait()
