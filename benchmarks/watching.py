"""Somebody at the window, and how long it stands still meanwhile: what benchmarks/window.py measures with."""

import gc
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest

from nfstudio.app import theme
from nfstudio.app.window import Window

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Stalls:
    """The longest times in which the event loop did not come round: what a person feels as standing still."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0
        self.gaps: list[float] = []

    def _tick(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now

    @contextmanager
    def watched(self, name: str, bound: float) -> Iterator[None]:
        """Watch, then print the longest gaps in milliseconds."""
        self.gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()
        yield
        self._tick()
        self._timer.stop()
        worst = ", ".join(f"{gap * 1e3:.0f}" for gap in sorted(self.gaps)[-3:][::-1])
        print(f"{name}: longest stalls {worst} ms (bound: {bound:.0f} ms)", flush=True)


class Person:
    """A window with a project, and somebody at its keyboard."""

    def __init__(self, app: "QApplication", home: Path, project: Path) -> None:
        self.app = app
        file = home / "preferences.json"
        file.write_text(json.dumps({"detector": {"detector": "hybrid"}}), encoding="utf-8")
        self.window = Window(file, QSettings(str(home / "window.ini"), QSettings.Format.IniFormat))
        theme.apply(app, theme.Scheme.LIGHT)
        self.window.resize(1280, 800)
        gc.freeze()  # as the program does
        self.window.show()
        self.open = timed(lambda: self.window.show_project(project))
        self.settle()

    def until(self, ready: Callable[[], bool], seconds: float = 150.0) -> None:
        """Let the window work until something holds."""
        end = time.perf_counter() + seconds
        while not ready():
            self.app.processEvents()
            time.sleep(0.0005)
            if time.perf_counter() > end:
                raise TimeoutError

    def settle(self) -> None:
        """Until every question is answered and every job is done."""
        session = self.window.session
        assert session is not None
        for _ in range(3):
            self.until(lambda: not session.runner.tickets and session.reader.idle)
            QTest.qWait(60)

    def press(self, key: Qt.Key) -> None:
        """One key, for whoever has the keyboard."""
        QTest.keyClick(self.window, key)

    def do(self, name: str) -> None:
        """One action of the menus."""
        self.window.menus.refresh()
        self.window.menus.by_id[name].trigger()


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def spread(name: str, seconds: list[float], bound: float) -> None:
    """Print median, 99th percentile and worst in milliseconds."""
    order = sorted(seconds)
    middle, last = order[len(order) // 2], order[int(len(order) * 0.99)]
    print(
        f"{name}: median {middle * 1e3:.1f} ms, 99th percentile {last * 1e3:.1f} ms, worst {order[-1] * 1e3:.1f} ms"
        f" ({len(order)} times; bound: {bound:.0f} ms)",
        flush=True,
    )
