"""How long work speaks: a job is a generator of Progress, so that a window, a command and a test can all drive it."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

from nfstudio.store.changes import NOTHING, Changes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a job stands after a batch that is written for good.

    Attributes:
        done, total: in `unit`; total is None while it is not known.
        message: what it is doing, for people, such as "Importing logs/a.jsonl".
        changes: what this batch changed in the project.
    """

    done: int
    total: int | None
    message: str
    unit: str = ""
    changes: Changes = NOTHING


Job = Generator[Progress, None, T]
"""Work that may be closed between any two yields: what was written stays, and asking again goes on from there."""


def finish(job: Job[T], *, report: Callable[[Progress], None] = lambda _: None) -> T:
    """Drive a job to its end and return what it made."""
    while True:
        try:
            report(next(job))
        except StopIteration as stopped:
            return stopped.value  # type: ignore[no-any-return]  # typed by Job[T]
