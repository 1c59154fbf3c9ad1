"""A second thread for what lets go of the interpreter: digests and the disk work there while the first makes rows."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import ParamSpec, Self

P = ParamSpec("P")


class Behind:
    """Does one piece of work at a time, in the order they were given; `wait` before their results are needed."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="nfstudio-writing")
        self._under_way: Future[object] | None = None

    def begin(self, work: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Begin `work` once what was begun before is done, so that never more than one piece waits in memory.

        Raises:
            OSError: when the disk refused what was begun before.
        """
        self.wait()
        self._under_way = self._thread.submit(work, *args, **kwargs)

    def wait(self) -> None:
        """Until all that was begun is done.

        Raises:
            OSError: when the disk refused it.
        """
        under_way, self._under_way = self._under_way, None
        if under_way is not None:
            under_way.result()

    def close(self) -> None:
        """Let the thread go, once it has come to an end."""
        self._thread.shutdown(wait=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
