"""A second thread that writes while the first reads: SQLite lets go of the interpreter while it works."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from nfstudio.store.project import Project

T = TypeVar("T")


class Alongside(Generic[T]):
    """Work on a project in a thread with a connection of its own, one piece at a time: `begin` it, `wait` for it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writing")
        self._door: Project | None = None
        self._under_way: Future[T] | None = None

    def begin(self, work: Callable[[Project], T]) -> None:
        """Do `work` in the second thread; what was begun before has been waited for."""
        if self._under_way is not None:
            raise RuntimeError("The second thread is still at work.")
        self._under_way = self._thread.submit(self._do, work)

    def wait(self) -> T | None:
        """What was begun last came to, once it is done; None when nothing was begun since the last time.

        Raises:
            StudioError: when the project could not be written there.
        """
        under_way, self._under_way = self._under_way, None
        return under_way.result() if under_way else None

    def _do(self, work: Callable[[Project], T]) -> T:
        # Opened in here, because a connection belongs to its thread.
        self._door = self._door or Project(self._path)
        return work(self._door)

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
