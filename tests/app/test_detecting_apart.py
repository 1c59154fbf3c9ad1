"""Detection from the window runs in a process of its own: heard of, stopped, resumed, and survived when it dies."""

import os
import signal
import sys

import pytest
from apart import BREAKS, HOLDS_STILL, SLOW, at_work, prepare
from building import take_in, talk
from windows import settle

from nfstudio.app.dialogs.details import Details
from nfstudio.app.verbs import project
from nfstudio.store import detections
from nfstudio.store.project import Project

pytestmark = [
    pytest.mark.usefixtures("apart"),
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]

CONVERSATIONS = 240


@pytest.fixture
def unread(make_window, tmp_path, qtbot):
    """A window on a project in which nothing was detected; more messages than one look holds."""
    path = tmp_path / "unread.nfstudio"
    with Project.create(path) as made:
        take_in(
            made, *[talk(f"u Boil {i} eggs.", "a Nine minutes.", "u No, that is wrong.") for i in range(CONVERSATIONS)]
        )
    window = make_window()
    window.show_project(path)
    settle(window, qtbot)
    return window


def begun(window, qtbot):
    """Detection, once its process is at work; its number."""
    project.detect(window)
    (ticket,) = window.session.runner.tickets
    qtbot.waitUntil(lambda: ticket.last is not None and bool(ticket.last.total), timeout=20_000)
    (process,) = at_work(window.session.project.path)
    return process


def test_what_it_finds_is_shown_and_said(unread, qtbot):
    project.detect(unread)
    settle(unread, qtbot)

    assert unread.columns.strip.sentence.startswith("Found 240 pieces of feedback in 480 messages")
    assert unread.columns.strip._device.text() == "CPU"
    qtbot.waitUntil(lambda: len(unread.columns.browser.current_ids) == CONVERSATIONS, timeout=10_000)
    assert at_work(unread.session.project.path) == []


def test_stopped_it_keeps_and_shows_what_was_found_and_resumed_it_finds_the_rest(unread, qtbot, tmp_path, monkeypatch):
    prepare(monkeypatch, tmp_path / "patch", SLOW.format(seconds=0.3))
    begun(unread, qtbot)
    strip = unread.columns.strip
    qtbot.waitUntil(lambda: unread.session.runner.tickets[0].last.done > 0, timeout=20_000)
    strip._cancel.click()
    settle(unread, qtbot)
    run = detections.newest_run_record(unread.session.project)

    assert strip.sentence == "Detect feedback: stopped. What was done is kept."
    assert not run.finished
    (found,) = unread.session.project.db.execute("SELECT count(*) FROM feedback").fetchone()
    assert 0 < found < CONVERSATIONS
    qtbot.waitUntil(lambda: len(unread.columns.browser.current_ids) == found, timeout=10_000)
    strip._resume.click()
    settle(unread, qtbot)
    assert strip.sentence.startswith("Found 240 pieces of feedback in 480 messages")
    assert detections.newest_run_record(unread.session.project).id == run.id


def test_paused_it_reads_nothing_more_until_it_may_go_on(unread, qtbot, tmp_path, monkeypatch):
    prepare(monkeypatch, tmp_path / "patch", SLOW.format(seconds=0.1))
    begun(unread, qtbot)
    unread.session.runner.pause()
    qtbot.wait(600)
    assert not detections.newest_run_record(unread.session.project).finished
    unread.session.runner.resume()
    settle(unread, qtbot)
    assert detections.newest_run_record(unread.session.project).finished


def test_a_window_that_is_closed_leaves_no_process_behind(unread, qtbot, tmp_path, monkeypatch):
    prepare(monkeypatch, tmp_path / "patch", HOLDS_STILL)
    begun(unread, qtbot)
    path = unread.session.project.path
    unread.close()

    assert at_work(path) == []


def test_when_its_process_is_killed_the_window_says_so_and_offers_to_go_on(unread, qtbot, tmp_path, monkeypatch):
    with monkeypatch.context() as there:
        prepare(there, tmp_path / "patch", HOLDS_STILL)
        os.kill(begun(unread, qtbot), signal.SIGKILL)
        settle(unread, qtbot)
    strip = unread.columns.strip

    assert "The process that detects ended before it was done: signal 9 (SIGKILL)." in strip.sentence
    assert strip._resume.isVisible()
    strip._resume.click()
    settle(unread, qtbot)
    assert strip.sentence.startswith("Found 240 pieces of feedback")


def test_a_bug_in_it_is_shown_with_where_it_arose_and_no_word_of_a_log(unread, qtbot, tmp_path, monkeypatch):
    prepare(monkeypatch, tmp_path / "patch", BREAKS)
    project.detect(unread)
    settle(unread, qtbot)
    (details,) = unread.findChildren(Details)
    told = details.text.toPlainText()

    assert "KeyError" in told
    assert "in broken" in told
    assert "eggs" not in told
    details.close()
