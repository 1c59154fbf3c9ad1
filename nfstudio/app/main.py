"""Where the window begins: the application, its log, its hooks, its theme."""

import gc
import logging
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import PySide6
from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

from nfstudio import __version__, paths
from nfstudio.app import preferences, theme, translation
from nfstudio.app.asked_to_end import closing_when_asked
from nfstudio.app.icons import app_icon
from nfstudio.app.logging_setup import logging_to
from nfstudio.app.picturing import VARIABLE, Picture
from nfstudio.app.verbs.project import dropped
from nfstudio.app.window import Window

log = logging.getLogger(__name__)

_TURN = 0.0002
"""Seconds after which a busy thread lets the next one have Python's lock. Drawing a row asks for it a hundred times:
with the usual 5 ms a table took 166 ms beside a search in the reader thread, with this 50 ms, alone 24 ms."""

_OLD_RUBBISH = 200
"""Collections of young rubbish between two of everything, which stop all threads for as long as everything is large:
60 to 70 ms with a model, its libraries and a project loaded. Python's own 10 brings one in most detections."""


def run(target: Path | None, *, argv: Sequence[str] = ()) -> int:
    """Show the window until it is closed.

    Args:
        target: a project or a folder of logs to open; the welcome page without one.
        argv: options for Qt itself.
    """
    app = application(argv, language=preferences.language(paths.preferences()))
    with logging_to(paths.logs()) as bugs:
        log.info("NF Studio %s, Python %s, PySide6 %s", __version__, platform.python_version(), PySide6.__version__)
        window = Window(paths.preferences(), QSettings(str(settings_file()), QSettings.Format.IniFormat))
        theme.apply(app, window.preferences.theme)
        theme.follow_system(app)
        bugs.found.connect(window.tell)
        gc.freeze()  # what stands here stays; looking through it for rubbish stops every thread for 50 ms
        window.show()
        if target is not None:
            open_target(window, target)
        if wanted := os.environ.get(VARIABLE):
            Picture(window, Path(wanted))
        with closing_when_asked(window.close):
            code = app.exec()
        window.close()
        return code


def application(argv: Sequence[str], *, language: str = "") -> QApplication:
    """The one application of this process.

    Args:
        language: the code of the one it speaks, with the numbers and dates of that; the desktop's when empty.
    """
    sys.setswitchinterval(_TURN)
    gc.set_threshold(*gc.get_threshold()[:2], _OLD_RUBBISH)
    app = QApplication.instance() or QApplication([sys.argv[0], *argv])
    assert isinstance(app, QApplication)
    app.setApplicationName("nfstudio")
    app.setApplicationDisplayName("NF Studio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("nfstudio")
    app.setWindowIcon(app_icon())
    if language and QLocale(language).language() is not QLocale().language():
        QLocale.setDefault(QLocale(language))
    elif QLocale().language() is QLocale.Language.C:
        # The C locale writes 1639 where every person writes 1,639.
        QLocale.setDefault(QLocale(QLocale.Language.English))
    translation.install(app, QLocale())
    return app


def settings_file() -> Path:
    """Where sizes are kept: beside the preferences, so that one folder is all there is to delete."""
    return paths.preferences().with_name("window.ini")


def open_target(window: Window, target: Path) -> None:
    """Open what the command line named: a folder of logs; a project, which is made when it is not there; or a file,
    of which is shown first what it holds: a picture makes no project."""
    if paths.is_folder(target) or paths.is_file(target):
        dropped(window, [target], look_first=not paths.is_folder(target))
    else:
        window.show_project(target)
