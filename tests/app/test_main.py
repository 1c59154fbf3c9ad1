import gc
import logging
import sys
import threading

import pytest
from PySide6.QtCore import QLocale, QTimer, qWarning
from PySide6.QtWidgets import QApplication

from nfstudio import paths
from nfstudio.app import main, translation
from nfstudio.app.logging_setup import CRASHES, LOG, logging_to
from nfstudio.app.sentences import SPOKEN
from nfstudio.app.window import Window


def windows():
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Window) and widget.isVisible()]


def log_text():
    for handler in logging.getLogger().handlers:
        handler.flush()
    return (paths.logs() / LOG).read_text(encoding="utf-8")


def close_it():
    windows()[0].close()


def soon(do):
    QTimer.singleShot(0, do)


def test_threads_take_short_turns_so_that_a_search_does_not_hold_up_the_window(qapp):
    main.application([])
    assert sys.getswitchinterval() <= 0.001


def test_everything_is_seldom_looked_through_for_rubbish_because_that_stops_all_threads(qapp):
    main.application([])
    assert gc.get_threshold()[2] >= 100


@pytest.mark.parametrize(("code", "translated"), [("de", True), ("en", False)])
def test_a_chosen_language_is_spoken_whatever_the_desktop_speaks(qapp, monkeypatch, code, translated):
    before, installed = QLocale(), []
    install = translation.install
    monkeypatch.setattr(translation, "install", lambda *about: installed.extend(install(*about)) or installed)
    QLocale.setDefault(QLocale("de_AT" if code == "en" else "fr_FR"))
    try:
        main.application([], language=code)
        assert QLocale().name().startswith(code)
        assert bool(installed) is translated
    finally:
        for one in installed:
            qapp.removeTranslator(one)
        qapp.setProperty(SPOKEN, None)
        QLocale.setDefault(before)


def test_the_language_is_chosen_in_the_menu_and_spoken_from_the_next_start(window, qtbot):
    window.menus.by_id["view.language.de"].trigger()
    assert window.preferences.language == "de"
    assert "started again" in window.toast.text()
    assert window.menus.by_id["view.language.de"].isChecked()
    assert not window.menus.by_id["view.language.system"].isChecked()


def test_the_program_runs_until_its_window_is_closed(qapp):
    hooks = (sys.excepthook, threading.excepthook)
    soon(close_it)
    assert main.run(None) == 0
    assert windows() == []
    assert "NF Studio" in log_text()
    assert (paths.logs() / CRASHES).exists()
    assert (sys.excepthook, threading.excepthook) == hooks


def test_a_folder_named_on_the_command_line_is_opened(qapp, logs):
    seen = []

    def look():
        seen.append(windows()[0].session.project.name)
        windows()[0].close()

    soon(look)
    main.run(logs)
    assert seen == ["my logs"]


def test_of_a_file_is_shown_first_what_it_holds_and_a_picture_makes_no_project(qapp, tmp_path):
    picture = tmp_path / "holiday.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(90))
    seen = []

    def look():
        (window,) = windows()
        shown = window._dialogs["preview"]
        shown._aside.wait()
        QApplication.processEvents()
        seen.extend([window.session, shown.summary.text(), shown.go.isEnabled()])
        window.close()

    soon(look)
    main.run(picture)
    assert seen == [None, "No conversation of a known format was found in 1 file, 98 bytes", False]
    assert list(tmp_path.glob("*.nfstudio*")) == []


def test_a_project_that_is_not_there_yet_is_made(qapp, tmp_path):
    soon(close_it)
    main.run(tmp_path / "new.nfstudio")
    assert (tmp_path / "new.nfstudio").is_file()


def test_a_bug_in_a_worker_is_logged_there_and_told_in_the_windows_thread(qtbot, tmp_path):
    told = []

    def work():
        raise ValueError("broken")

    with logging_to(tmp_path) as bugs:
        bugs.found.connect(lambda bug: told.append((type(bug), threading.current_thread())))
        thread = threading.Thread(target=work, name="worker")
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(told))
    assert told == [(ValueError, threading.main_thread())]
    text = (tmp_path / LOG).read_text()
    assert "CRITICAL worker" in text
    assert "ValueError: broken" in text


@pytest.mark.qt_log_level_fail("CRITICAL")
def test_what_qt_says_is_logged(qapp, tmp_path):
    with logging_to(tmp_path):
        qWarning("something about fonts")
    assert "WARNING MainThread qt.default: something about fonts" in (tmp_path / LOG).read_text()


def test_without_a_place_for_the_log_the_program_still_runs(tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    with logging_to(tmp_path / "file" / "logs"):
        logging.getLogger("nfstudio.test").warning("heard")
    assert "heard" in capsys.readouterr().err


def test_the_sizes_lie_beside_the_preferences():
    assert main.settings_file().parent == paths.preferences().parent
