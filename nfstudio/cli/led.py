"""A job that another program leads: it tells on stdout, takes one step for each line on stdin, and ends with it."""

import os
import sys
import threading
from collections.abc import Callable
from typing import TextIO, TypeVar

from nfstudio.cli import FAILED, STOPPED
from nfstudio.cli.beside import lines_alone, stand_back
from nfstudio.errors import StudioError, frames_of
from nfstudio.jobs.apart import PATIENCE
from nfstudio.jobs.lines import bug_line, error_line, progress_line
from nfstudio.jobs.progress import Job

T = TypeVar("T")


def led(begin: Callable[[], Job[T]], line_of: Callable[[T], str]) -> int:
    """Take a job to its end, or as far as it is led; the exit code.

    Args:
        line_of: what it came to, as a line.
    """
    stand_back()
    with lines_alone() as out:
        try:
            result = _steps(begin(), Reins(sys.stdin.fileno()), out)
        except StudioError as failed:
            _say(out, error_line(failed))
            return FAILED
        except Exception as bug:
            _say(out, bug_line(frames_of(bug)))
            raise  # whole on stderr, for the log
        if result is None:
            return STOPPED
        _say(out, line_of(result))
        return 0


def _steps(job: Job[T], reins: "Reins", out: TextIO) -> T | None:
    """What the job came to; None when it was stopped."""
    try:
        while True:
            _say(out, progress_line(next(job)))
            if not reins.step():
                job.close()
                return None
    except StopIteration as done:
        value: T = done.value
        return value


class Reins:
    """What the other program says: each line lets one step be taken; the end of them ends the job, and if it is in the
    middle of a long batch, after `PATIENCE` seconds the process."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._steps = threading.Semaphore(0)
        self._dropped = threading.Event()
        threading.Thread(target=self._listen, name="reins", daemon=True).start()

    def step(self) -> bool:
        """Wait for a line; false when there comes none any more."""
        self._steps.acquire()
        return not self._dropped.is_set()

    def _listen(self) -> None:
        # Not through sys.stdin: an interpreter that ends while a thread reads there aborts.
        while said := os.read(self._file, 1024):
            self._steps.release(said.count(b"\n"))
        self._dropped.set()
        self._steps.release()
        threading.Event().wait(PATIENCE)  # what is written is safe at any moment; most end before
        os._exit(STOPPED)


def _say(out: TextIO, line: str) -> None:
    out.write(line)
    out.flush()
