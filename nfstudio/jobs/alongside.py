"""A second thread that writes while the first reads: SQLite lets go of the interpreter while it works."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from nfstudio.store.project import Project

T = TypeVar("T")


class Alongside(Generic[T]):
    """Work on a project in a thread with a connection of its own, one piece after the other: `begin` each, `wait` for
    each in the same order. What was begun after a piece that failed is not done."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writing")
        self._door: Project | None = None
        self._under_way: deque[Future[T]] = deque()
        self._failed = False

    @property
    def under_way(self) -> int:
        """How many pieces were begun and not waited for."""
        return len(self._under_way)

    def begin(self, work: Callable[[Project], T]) -> None:
        """Do `work` in the second thread, as soon as what was begun before is done."""
        self._under_way.append(self._thread.submit(self._do, work))

    def wait(self) -> T | None:
        """What the first of the pieces came to that were not waited for, once it is done; None when there is none.

        Raises:
            StudioError: when the project could not be written there.
        """
        return self._under_way.popleft().result() if self._under_way else None

    def _do(self, work: Callable[[Project], T]) -> T:
        if self._failed:
            raise CancelledError
        try:
            # Opened in here, because a connection belongs to its thread.
            self._door = self._door or Project(self._path)
            return work(self._door)
        except BaseException:
            self._failed = True
            raise

    def _close(self) -> None:
        if self._door is not None:
            self._door.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            for piece in self._under_way:
                piece.cancel()  # all but the one that is being done
        with self._thread:
            self._thread.submit(self._close)
        while error is None and self._under_way:
            self.wait()
