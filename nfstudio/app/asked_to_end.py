"""Ctrl+C in the terminal that the window was started from, or the end of the desktop session, closes the window as its
own button does: the job at work ends after its batch, sizes are kept."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier

_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def closing_when_asked(close: Callable[[], object]) -> Iterator[None]:
    """Call `close` from the event loop for each such signal while the block runs.

    Python handles a signal when it runs next, in the middle of whatever that is, and an idle window runs none; so the
    handler does nothing, and the byte that Python writes into a pipe at once wakes the event loop.
    """
    if os.name != "posix":
        yield
        return
    heard, told = os.pipe()
    for end in (heard, told):
        os.set_blocking(end, False)
    notifier = QSocketNotifier(heard, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: os.read(heard, 64) and close())
    before_fd = signal.set_wakeup_fd(told, warn_on_full_buffer=False)
    wanted = [
        name for name in _SIGNALS if signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN
    ]  # not under nohup
    before = {name: signal.signal(getattr(signal, name), lambda *_: None) for name in wanted}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
        signal.set_wakeup_fd(before_fd)
        notifier.setEnabled(False)
        os.close(heard)
        os.close(told)
