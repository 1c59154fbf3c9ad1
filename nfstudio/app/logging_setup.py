"""What the program writes about itself: one rotating log, a file for crashes of the interpreter, and the hooks that
bring every uncaught exception here, from whichever thread it comes."""

import faulthandler
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

LOG = "nfstudio.log"
CRASHES = "crashes.log"
_BYTES, _KEPT = 1_000_000, 3
_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"

log = logging.getLogger(__name__)


class Bugs(QObject):
    """Tells the window of exceptions nobody caught. The signal reaches the GUI thread queued, wherever it came from:
    a dialog opened in a worker would take the whole program down."""

    found = Signal(object)

    def hook(self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None) -> None:
        """As `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
            return
        log.critical("uncaught", exc_info=(kind, bug, trace))
        self.found.emit(bug)

    def thread_hook(self, args: threading.ExceptHookArgs) -> None:
        """As `threading.excepthook`."""
        if args.exc_value is not None:
            self.hook(args.exc_type, args.exc_value, args.exc_traceback)


@contextmanager
def logging_to(folder: Path) -> Iterator[Bugs]:
    """Log into `folder` and hook everything while the block runs; yields what tells of bugs.

    A folder that cannot be written costs the log, not the program: standard error then takes its place.
    """
    bugs = Bugs()
    handler, crashes = _handlers(folder)
    root = logging.getLogger()
    level, hooks = root.level, (sys.excepthook, threading.excepthook)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    sys.excepthook, threading.excepthook = bugs.hook, bugs.thread_hook
    before = qInstallMessageHandler(_qt_says)
    try:
        yield bugs
    finally:
        qInstallMessageHandler(before)
        sys.excepthook, threading.excepthook = hooks
        root.setLevel(level)
        root.removeHandler(handler)
        handler.close()
        if crashes is not None:
            faulthandler.disable()
            crashes.close()


def _handlers(folder: Path) -> tuple[logging.Handler, TextIO | None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / LOG, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", errors="replace"
        )
        crashes = (folder / CRASHES).open("a", encoding="utf-8")
        faulthandler.enable(crashes)
    except OSError as failed:
        handler, crashes = logging.StreamHandler(), None
        log.warning("no log in %s: %s", folder, failed)
    handler.setFormatter(logging.Formatter(_FORMAT))
    return handler, crashes


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _qt_says(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    logging.getLogger(f"qt.{context.category or 'default'}").log(_LEVELS[kind], "%s", text)
    if kind is QtMsgType.QtFatalMsg:  # Qt aborts as soon as this returns
        for handler in logging.getLogger().handlers:
            handler.flush()
