"""A second thread for what lets go of the interpreter: digests and the disk work there while the first makes rows."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import ParamSpec, Self

P = ParamSpec("P")


class Behind:
    """Does one piece of work at a time, in the order they were given; `wait` before their results are needed.

    Args:
        most: pieces that are begun and not done, at most; what they hold is in memory until then.
    """

    def __init__(self, most: int = 1) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="nfstudio-writing")
        self._under_way: deque[Future[object]] = deque()
        self._most = most

    def begin(self, work: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Begin `work`, once little enough is under way.

        Raises:
            OSError: when the disk refused what was begun before.
        """
        while len(self._under_way) >= self._most:
            self._under_way.popleft().result()
        self._under_way.append(self._thread.submit(work, *args, **kwargs))

    def wait(self) -> None:
        """Until all that was begun is done.

        Raises:
            OSError: when the disk refused it.
        """
        while self._under_way:
            self._under_way.popleft().result()

    def close(self) -> None:
        """Let the thread go, once it has come to an end; what was not begun is not."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
