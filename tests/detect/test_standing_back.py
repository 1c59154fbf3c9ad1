"""Threads that reckon let a window go first, and those that hold Python's lock do not wait behind them."""

import os
import sys
import threading

import pytest
from tiny_models import encoder_folder

from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import encoder
from nfstudio.detect.standing_back import BEHIND, wake_behind

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there a thread has a niceness of its own")


def niceness():
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def in_a_job(work):
    """What `work` gives in a thread, as the jobs of a window have one."""
    given = []
    thread = threading.Thread(target=lambda: given.append(work()))
    thread.start()
    thread.join()
    return given[0]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    made = encoder(encoder_folder(tmp_path_factory.mktemp("model")), device="cpu", threads=1)
    yield made
    made.close()


@pytest.fixture
def seen(model, monkeypatch):
    """The niceness of the thread that reads, each time it does."""
    told, read = [], model._model.logits
    monkeypatch.setattr(model._model, "logits", lambda windows: (told.append(niceness()), read(windows))[1])
    return told


def test_beside_a_window_the_encoder_stands_back_and_the_job_does_not(model, seen):
    before = niceness()
    mine = in_a_job(lambda: (model.read([Candidate(3, "why?", "noon", 2)]), niceness())[1])

    assert seen == [max(before, BEHIND)]
    assert mine == before


def test_a_command_has_nobody_to_stand_back_for(model, seen):
    model.read([Candidate(3, "why?", "noon", 2)])

    assert seen == [niceness()]


def test_what_a_library_begins_when_it_is_woken_stands_back_too():
    told = []

    def wake():
        thread = threading.Thread(target=lambda: told.append(niceness()))
        thread.start()
        thread.join()

    before = niceness()
    in_a_job(lambda: wake_behind(wake))
    wake_behind(wake)  # in the main thread there is no window to stand back for

    assert told == [max(before, BEHIND)]
    assert niceness() == before
