"""Threads that only reckon give way to those that a person waits for: beside a window, on Linux."""

import os
import sys
import threading
from collections.abc import Callable

BEHIND = 10
"""Linux' niceness of threads that reckon without Python's lock. One that holds the lock must not stand behind them:
put off the processor with it, for ten milliseconds a time, it held up the window and everybody else."""


def beside_a_window() -> bool:
    """Whether somebody else than the thread that asks may be waiting: a command works in the main thread itself."""
    return threading.current_thread() is not threading.main_thread()


def stand_back() -> None:
    """Let other threads, and other programs, go before this one; threads that it begins stand back with it."""
    if sys.platform == "linux":  # elsewhere a thread has no niceness of its own
        own = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, own, max(os.getpriority(os.PRIO_PROCESS, own), BEHIND))


def wake_behind(work: Callable[[], object]) -> None:
    """Do something small in a thread that stands back: a library that begins threads of its own for it, and keeps them,
    has them stand back too."""
    if not beside_a_window():
        return

    def first() -> None:
        stand_back()
        work()

    thread = threading.Thread(target=first, name="nfstudio-waking")
    thread.start()
    thread.join()
