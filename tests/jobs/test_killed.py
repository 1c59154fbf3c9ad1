"""Killed at any moment, a project opens, is sound, and the same command goes on to the same result."""

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from building import contents

from nfstudio.jobs.detecting import detect
from nfstudio.jobs.importing import import_paths
from nfstudio.jobs.progress import finish
from nfstudio.store.project import Project

pytestmark = pytest.mark.slow

TRIES = 20
REPLIES = [
    "Thanks, that worked!",
    "No, I asked for soft eggs.",
    "Are you sure?",
    "And what about two?",
    "That's wrong.",
]


@pytest.fixture(scope="module")
def logs(tmp_path_factory):
    """Enough conversations that importing and detecting take a few tenths of a second each."""
    folder = tmp_path_factory.mktemp("logs")
    words = random.Random(1)
    for file in range(3):
        with (folder / f"{file}.jsonl").open("w") as out:
            for i in range(400):
                said = [
                    ("user", f"How do I boil {i} eggs in pot {file}?"),
                    ("assistant", f"Boil {i} for nine minutes."),
                ]
                said += [("user", words.choice(REPLIES)), ("assistant", "Then six."), ("user", words.choice(REPLIES))]
                messages = [{"role": role, "content": text} for role, text in said]
                out.write(json.dumps({"id": f"{file}-{i}", "messages": messages}) + "\n")
    (folder / "broken.jsonl").write_text('{"messages": [{"role": "user", "content": "hi"}]}\n{"messages": 3}\n')
    return folder


@pytest.fixture(scope="module")
def whole(logs, tmp_path_factory):
    """What an import and a detection that nobody disturbs come to."""
    with Project.create(tmp_path_factory.mktemp("whole") / "p.nfstudio") as project:
        finish(import_paths(project, [logs]))
        finish(detect(project, detector_name="rules"))
        return contents(project)


DETECT = ("detect", "--detector", "rules")  # which detector it is makes no difference to what is kept


def command(*arguments):
    return [sys.executable, "-m", "nfstudio", *map(str, arguments)]


def killed_after(seconds, *arguments):
    """Whether a command was still at work when it was killed after so long."""
    process = subprocess.Popen(command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def assert_sound(path):
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.close()


def timed(*arguments):
    started = time.perf_counter()
    subprocess.run(command(*arguments), check=True, capture_output=True)
    return time.perf_counter() - started


def test_an_import_and_a_detection_killed_at_random_points_go_on_to_the_same_result(logs, whole, tmp_path):
    path = tmp_path / "p.nfstudio"
    seed = random.Random(7)
    takes = {"import": timed("import", path, logs), "detect": timed(*DETECT, path)}
    kills = 0

    def killed(name, *arguments):
        nonlocal kills
        if killed_after(seed.uniform(0.3, 1) * takes[name], *arguments):
            kills += 1
        else:  # it takes less than when it was timed: another program had the processors then
            takes[name] *= 0.8

    for number in range(2 * TRIES):
        if number >= TRIES // 2 and kills >= TRIES // 2:
            break
        path = tmp_path / f"{number}.nfstudio"
        killed("import", "import", path, logs)
        if path.exists() and path.stat().st_size:
            assert_sound(path)
        subprocess.run(command("import", path, logs), check=True, capture_output=True)
        killed("detect", *DETECT, path)
        assert_sound(path)
        subprocess.run(command(*DETECT, path), check=True, capture_output=True)
        with Project(path) as project:
            assert contents(project) == whole

    assert kills >= TRIES // 2  # else the test has not tried what it is for
