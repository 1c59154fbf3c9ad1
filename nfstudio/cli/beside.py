"""How a process behaves that another program started: it goes last, and says nothing but its lines.

Apart from `led`, because who reads rows back starts in a fraction of the time without what detects.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

BEHIND = 10
"""Niceness of a process that somebody else waits for: the window goes first, and so do other programs."""


def stand_back() -> None:
    """Let other programs go first, and the window that waits for this one."""
    if hasattr(os, "nice"):  # on Windows whoever starts a process says it
        os.nice(max(0, BEHIND - os.nice(0)))


@contextmanager
def lines_alone() -> Iterator[TextIO]:
    """Standard output for lines alone: what a library prints goes to stderr."""
    sys.stdout.flush()
    own = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with os.fdopen(own, "w", encoding="ascii", newline="\n") as out:
        yield out
