"""The pictures of the manual, made from the sample logs: `python docs/pictures/make.py` renews them all.

Runs the program itself on a home of its own, without a screen and without a network. Each picture is a function below;
what is on it is reached by the keys and actions that people use. Pictures are brought down to 255 colours and must stay
below `MOST` bytes; `tests/docs` holds the set to the tour.
"""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

HERE = Path(__file__).parent
MOST = 150_000
"""Bytes that one picture may have."""
_PATIENCE = 60.0
_COMMON, _COLOURS = 128, 255
_SIZE = (1360, 850)

REVIEWER = "Ada"
SURVEY = """chat,who,body,at
1,guest,Which tea keeps me awake?,2026-05-04
1,bot,Camomile.,2026-05-04
1,guest,"No, camomile makes people sleepy. I asked for the opposite.",2026-05-04
1,bot,"Then black tea, or mate.",2026-05-04
2,guest,How long do I boil an egg?,2026-05-05
2,bot,Ten minutes gives a firm yolk.,2026-05-05
2,guest,"Perfect, thanks!",2026-05-05
"""


@contextmanager
def _home() -> Iterator[Path]:
    """A home folder that nobody lives in; Qt and the program look nowhere else."""
    with tempfile.TemporaryDirectory(prefix="nfstudio-pictures-") as folder:
        home = Path(folder)
        for name, place in (
            ("HOME", ""),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_DATA_HOME", "data"),
        ):
            os.environ[name] = str(home / place)
        os.environ["XDG_DOCUMENTS_DIR"] = str(home / "Documents")
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.chdir(home)
        yield home


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


def save_small(image: object, path: Path) -> int:
    """Save with at most 255 colours; the size in bytes.

    A picture of a window has few colours and many shades between them (the edges of letters): shades that agree in
    their upper five bits count as one. The commonest get a place, then those farthest from all that have one (an
    emoji is small and colourful); the others take the nearest.
    """
    import numpy as np
    from PySide6.QtGui import QImage, qRgb

    rgb = image.convertToFormat(QImage.Format.Format_RGB888)  # type: ignore[attr-defined]
    width, height = rgb.width(), rgb.height()
    pixels = np.frombuffer(rgb.constBits(), np.uint8).reshape(height, rgb.bytesPerLine())
    pixels = pixels[:, : width * 3].reshape(-1, 3).astype(np.int64)
    exact, at, counts = np.unique(pixels @ (65536, 256, 1), return_inverse=True, return_counts=True)
    shades = np.stack([exact >> 16, exact >> 8 & 255, exact & 255], axis=1)
    bins, of = np.unique((shades >> 3) @ (1024, 32, 1), return_inverse=True)
    weight = np.bincount(of, counts, len(bins))
    # Of each bin the shade that is seen most, so that plain areas keep their exact colour.
    order = np.lexsort((counts, of))
    last = np.append(np.flatnonzero(np.diff(of[order])), len(order) - 1)
    offered = shades[order[last]][np.argsort(-weight)]
    table = offered[:_COMMON]
    away = ((offered[:, None, :] - table[None, :, :]) ** 2).sum(axis=2).min(axis=1)
    while len(table) < _COLOURS and away.max() > 0:
        table = np.vstack([table, offered[away.argmax()]])
        away = np.minimum(away, ((offered - table[-1]) ** 2).sum(axis=1))
    nearest = ((shades[:, None, :] - table[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
    small = QImage(width, height, QImage.Format.Format_Indexed8)
    small.setColorTable([qRgb(*map(int, colour)) for colour in table])
    lines = np.frombuffer(small.bits(), np.uint8).reshape(height, small.bytesPerLine())
    lines[:, :width] = nearest[at].reshape(height, width)
    if not small.save(str(path), "PNG", 0):  # 0: as small as PNG gets
        raise OSError(f"{path} cannot be written")
    return path.stat().st_size


# The pictures, in the order of the tour; each goes on from where the one before it ended


def welcome(studio: Studio) -> None:
    """What a first start shows."""
    studio.shoot("welcome")


def import_preview(studio: Studio) -> None:
    """What lies in a folder, before anything is imported."""
    from nfstudio import paths
    from nfstudio.app.verbs import project

    logs = studio.home / "chats"
    shutil.copytree(paths.samples(), logs)
    (logs / "survey.csv").write_text(SURVEY, encoding="utf-8")
    project.preview(studio.window, [logs], project.open_logs)
    dialog = studio.dialog("preview")
    studio.until(lambda: not dialog.counting, "the preview")  # type: ignore[attr-defined]
    studio.shoot("import-preview", dialog)


def mapping(studio: Studio) -> None:
    """Which column of a table holds what."""
    preview = studio.dialog("preview")
    preview.columns.click()  # type: ignore[attr-defined]
    dialog = preview.dialog  # type: ignore[attr-defined]
    for what, column in {"text": "body", "role": "who", "conversation": "chat", "time": "at"}.items():
        combo = dialog.combos[what]
        combo.setCurrentIndex(combo.findData(column))
    person = dialog.combos["person"]
    person.setCurrentIndex(person.findData("guest"))
    studio.breathe()
    studio.shoot("mapping", dialog)
    dialog.reject()
    studio.breathe(0.1)
    (studio.home / "chats" / "survey.csv").unlink()


def opened(studio: Studio) -> None:
    """What stands there once the logs are in and feedback is found."""
    preview = studio.dialog("preview")
    preview.go.click()  # type: ignore[attr-defined]
    studio.breathe(0.2)
    studio.settle()
    studio.shoot("opened")


def review(studio: Studio) -> None:
    """The queue, a conversation and the inspector."""
    studio.look_at("That throws the changes away")
    studio.shoot("review")


def why(studio: Studio) -> None:
    """The inspector alone: category, score, and why."""
    columns = studio.window.columns
    assert columns is not None
    studio.shoot("inspector", columns.inspector)


def correction(studio: Studio) -> None:
    """A span whose edge was moved by keys, and which got another category."""
    studio.look_at("That throws the changes away")
    studio.do("review.edge.end.shrink_sentence")
    studio.shoot("correction")
    studio.do("edit.undo")


def rewrite(studio: Studio) -> None:
    """A better answer, with the difference to what was said."""
    studio.do("review.rewrite")
    columns = studio.window.columns
    assert columns is not None
    field = columns.rewrite._field
    field.selectAll()
    studio.type(field, "`git reset --soft HEAD~1` takes the commit back and keeps the changes staged.")
    studio.breathe(1.0)
    studio.shoot("rewrite")
    columns.rewrite.go()
    studio.breathe()


def bulk(studio: Studio) -> None:
    """Deciding a whole list at once, with what it would touch."""
    studio.do("review.list")
    studio.breathe(0.5)
    studio.shoot("bulk", studio.dialog("decide all"))
    studio.close("decide all")


def problems(studio: Studio) -> None:
    """What could not be read."""
    studio.do("project.problems")
    studio.shoot("problems", studio.dialog("problems"))
    studio.close("problems")


def table(studio: Studio) -> None:
    """The conversations as a table."""
    studio.do("view.conversations", "view.table")
    studio.shoot("table")
    studio.do("view.table", "view.queue")


def decided(studio: Studio) -> None:
    """A few decisions into the queue."""
    columns, session = studio.window.columns, studio.window.session
    assert columns is not None
    assert session is not None
    session.select(columns.browser.current_ids[0])
    studio.settle()
    for verdict in ("accept", "reject", "accept", "skip", "accept", "accept", "accept"):
        studio.do(f"review.{verdict}")
    studio.shoot("decided")


def insights(studio: Studio) -> None:
    """How common feedback is, and how precise its detection."""
    studio.do("view.insights")
    studio.breathe(1.0)
    studio.settle()
    studio.shoot("insights")
    studio.do("view.insights")


def export(studio: Studio) -> None:
    """What would leave as a dataset."""
    studio.do("project.export")
    dialog = studio.dialog("export")
    studio.until(lambda: dialog._seen is not None, "the counts")  # type: ignore[attr-defined]
    dialog.out.setText("~/chats-kto")  # type: ignore[attr-defined]
    studio.breathe(0.5)
    studio.shoot("export", dialog)


def result(studio: Studio) -> None:
    """What was written, and the lines that train on it."""
    studio.dialog("export").go.click()  # type: ignore[attr-defined]
    studio.breathe(0.3)
    studio.settle()
    studio.until(lambda: "exported" in studio.window._dialogs, "the result")
    dialog = studio.dialog("exported")
    for code in (dialog.load, dialog.train):  # type: ignore[attr-defined]
        code.setPlainText(code.toPlainText().replace(str(studio.home), "/home/ada"))  # not where pictures are made
    studio.shoot("result", dialog)
    studio.close("exported")


def palette(studio: Studio) -> None:
    """An action found by typing."""
    studio.window.show_palette()
    studio.type(studio.window.palette_of_actions.words, "word")
    studio.shoot("palette")
    studio.window.palette_of_actions.go()
    studio.breathe(0.1)


def keys(studio: Studio) -> None:
    """All keys on one sheet."""
    studio.window.show_key_sheet()
    studio.breathe()
    studio.shoot("keys", studio.dialog("keys"))
    studio.close("keys")


def dark(studio: Studio) -> None:
    """The same in the dark."""
    studio.do("view.theme.dark")
    studio.look_at("That throws the changes away")
    studio.shoot("dark")


PICTURES: tuple[tuple[Callable[[Studio], None], str], ...] = (
    (welcome, "welcome"),
    (import_preview, "import-preview"),
    (mapping, "mapping"),
    (opened, "opened"),
    (review, "review"),
    (why, "inspector"),
    (correction, "correction"),
    (rewrite, "rewrite"),
    (bulk, "bulk"),
    (problems, "problems"),
    (table, "table"),
    (decided, "decided"),
    (insights, "insights"),
    (export, "export"),
    (result, "result"),
    (palette, "palette"),
    (keys, "keys"),
    (dark, "dark"),
)


def main() -> int:
    """Make them all."""
    with _home() as home:
        studio = Studio(home)
        for picture, _name in PICTURES:
            picture(studio)
        studio.window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
