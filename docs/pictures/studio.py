"""The program as the pictures see it: a home of its own, the window, and what is done with it."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from few_colours import save_small

HERE = Path(__file__).parent
MOST = 150_000
"""Bytes that one picture may have."""
REVIEWER = "Ada"
_PATIENCE = 60.0
_SIZE = (1360, 850)


@contextmanager
def home() -> Iterator[Path]:
    """A home folder that nobody lives in; Qt and the program look nowhere else."""
    with tempfile.TemporaryDirectory(prefix="nfstudio-pictures-") as folder:
        place = Path(folder)
        for name, below in (
            ("HOME", ""),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_DATA_HOME", "data"),
        ):
            os.environ[name] = str(place / below)
        os.environ["XDG_DOCUMENTS_DIR"] = str(place / "Documents")
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.chdir(place)
        yield place


class Studio:
    """The window of the program, and what is done with it."""

    def __init__(self, home: Path) -> None:
        from PySide6.QtCore import QLocale, QSettings

        from nfstudio import paths
        from nfstudio.app import theme
        from nfstudio.app.main import application, settings_file
        from nfstudio.app.window import Window

        self.home = home
        paths.preferences().parent.mkdir(parents=True, exist_ok=True)
        paths.preferences().write_text(json.dumps({"theme": "light", "reviewer": REVIEWER}), encoding="utf-8")
        self.app = application(["nfstudio"])
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        self.window = Window(paths.preferences(), QSettings(str(settings_file()), QSettings.Format.IniFormat))
        theme.apply(self.app, self.window.preferences.theme)
        self.window.resize(*_SIZE)
        self.window.show()

    # Doing

    def until(self, ready: Callable[[], bool], what: str = "the window") -> None:
        """Let the program work until something holds."""
        end = monotonic() + _PATIENCE
        while not ready():
            self.breathe(0.02)
            if monotonic() > end:
                raise TimeoutError(f"{what} did not come")

    def breathe(self, seconds: float = 0.3) -> None:
        """Let the program work for a while, so that what is delayed (hover, toasts, plots) has come."""
        end = monotonic() + seconds
        while monotonic() < end:
            self.app.processEvents()
            sleep(0.005)

    def settle(self) -> None:
        """Wait until no job is at work and every question is answered."""
        session = self.window.session
        assert session is not None
        self.until(lambda: not session.runner.tickets and session.reader.idle, "rest")
        self.breathe()
        self.until(lambda: not session.runner.tickets and session.reader.idle, "rest")

    def do(self, *actions: str) -> None:
        """What stands in the menus, by the ids of the table of actions."""
        for name in actions:
            self.window.menus.refresh()
            action = self.window.menus.by_id[name]
            if not action.isEnabled():
                raise RuntimeError(f"{name} can do nothing here")
            action.trigger()
            self.settle()

    def type(self, field: object, words: str) -> None:
        """Keys, one after the other, for a field."""
        from PySide6.QtTest import QTest

        QTest.keyClicks(field, words)  # type: ignore[call-overload]
        self.breathe(0.1)

    def dialog(self, name: str) -> object:
        """A dialog that stands beside the window."""
        return self.window._dialogs[name]

    def close(self, name: str) -> None:
        """Away with a dialog."""
        dialog = self.window._dialogs.get(name)
        if dialog is not None:
            dialog.close()
            self.breathe(0.1)

    def look_at(self, words: str) -> None:
        """Look at the feedback that holds these words of the sample logs."""
        session = self.window.session
        assert session is not None
        row = session.project.db.execute(
            "SELECT f.id FROM feedback f JOIN messages m ON m.id = f.message_id WHERE instr(m.content, ?) ORDER BY 1",
            (words,),
        ).fetchone()
        if row is None:
            raise LookupError(f"no feedback in a message that says {words!r}")
        session.select(row[0])
        self.settle()

    # Showing

    def shoot(self, name: str, widget: object = None) -> None:
        """Save a picture of the window, or of a dialog."""
        self.window.toast.clear()
        self.breathe()
        shown = self.window if widget is None else widget
        image = shown.grab().toImage()  # type: ignore[attr-defined]
        path = HERE / f"{name}.png"
        bytes_written = save_small(image, path)
        print(f"{path.name}: {bytes_written:,} bytes")
        if bytes_written > MOST:
            raise ValueError(f"{path.name} is larger than {MOST:,} bytes")
