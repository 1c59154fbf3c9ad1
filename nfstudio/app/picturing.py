"""A picture of the window, for the smoke run of a bundle and for manuals: `NFSTUDIO_PICTURE=a.png nfstudio open …`."""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from nfstudio.app.window import Window

VARIABLE = "NFSTUDIO_PICTURE"
"""Names the file; with it the program leaves once the picture is taken."""
_LOOK_EVERY = 50


class Picture(QObject):
    """Waits until the window shows all it was asked for, saves it and ends the program.

    Told on stdout as JSON: when the window first stood there (`shown`, seconds since 1970) and whether the picture was
    saved.
    """

    def __init__(self, window: Window, path: Path) -> None:
        super().__init__(window)
        self._window, self._path = window, path
        self._shown: float | None = None
        self._again = QTimer(self, interval=_LOOK_EVERY)
        self._again.timeout.connect(self._look)
        self._again.start()
        QTimer.singleShot(0, self, self._first)

    def _first(self) -> None:
        """The first round of the event loop after `show`: the window is painted."""
        self._shown = time.time()

    def _look(self) -> None:
        session = self._window.session
        if self._shown is None:
            return
        if session is not None and (session.runner.tickets or not session.reader.idle):
            return
        self._again.stop()
        saved = self._window.grab().save(str(self._path))
        sys.stdout.write(json.dumps({"shown": self._shown, "saved": saved}) + "\n")
        QApplication.exit(0 if saved else 1)
