"""The window is asked to end from outside."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from windows import write_logs

from nfstudio.app.asked_to_end import closing_when_asked
from nfstudio.errors import StudioError
from nfstudio.store.project import Project

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_is_heard_while_nothing_else_happens_and_afterwards_all_is_as_before(qtbot, number):
    before = [signal.getsignal(one) for one in SIGNALS]
    asked = []
    with closing_when_asked(lambda: asked.append(number)):
        os.kill(os.getpid(), number)
        assert asked == []  # never in the middle of something
        qtbot.waitUntil(lambda: asked == [number])
        os.kill(os.getpid(), number)
        qtbot.waitUntil(lambda: asked == [number] * 2)
    assert [signal.getsignal(one) for one in SIGNALS] == before
    assert signal.set_wakeup_fd(-1) == -1


def test_what_was_to_be_ignored_is_ignored_as_under_nohup(qtbot):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with closing_when_asked(lambda: None):
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_IGN
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_the_window_closes_in_good_order(tmp_path, number):
    logs = write_logs(tmp_path / "logs")
    path = tmp_path / "logs.nfstudio"
    window = subprocess.Popen(
        [sys.executable, "-m", "nfstudio", "open", str(logs)], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        until = time.monotonic() + 60
        while not _has_conversations(path):
            assert time.monotonic() < until
            assert window.poll() is None
            time.sleep(0.1)
        window.send_signal(number)
        _, said = window.communicate(timeout=60)
    finally:
        window.kill()

    assert window.returncode == 0
    assert "Traceback" not in said
    assert not path.with_name("logs.nfstudio-wal").exists()  # the project was closed


def _has_conversations(path):
    try:
        with Project(path, readonly=True) as project:
            return project.db.execute("SELECT count(*) FROM conversations").fetchone() != (0,)
    except (StudioError, sqlite3.Error):  # it is just being made
        return False
