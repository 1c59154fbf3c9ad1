"""Detection in a process of its own comes to what it comes to in this one, and whatever happens there is survived."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from itertools import islice

import pytest
from apart import BREAKS, CHATTERS, CRASHES, CUT_OFF, HOLDS_STILL, at_work, prepare
from building import contents, run, take_in, talk

from nfstudio.cli.beside import BEHIND
from nfstudio.domain.feedback import Category, Verdict
from nfstudio.domain.thresholds import Setting
from nfstudio.errors import StudioError
from nfstudio.jobs import anew, apart
from nfstudio.jobs.anew import program
from nfstudio.jobs.apart import BrokeApartError, detect_apart
from nfstudio.jobs.detecting import detect
from nfstudio.jobs.lines import progress_line, progress_of, result_line, summary_of
from nfstudio.jobs.progress import Progress, finish
from nfstudio.store import review
from nfstudio.store.changes import Changes
from nfstudio.store.differences import Tally
from nfstudio.store.project import Project

RULES = {"detector_name": "rules"}
on_posix = pytest.mark.skipif(os.name != "posix", reason="signals")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def fill(project):
    """Sixty conversations: more messages than one look holds, feedback in half of them."""
    replies = ("No, I asked for soft eggs.", "And what about two?")
    take_in(
        project, *[talk(f"u Boil {i} eggs.", "a Nine minutes.", f"u {replies[i % 2]}", "a Six.") for i in range(60)]
    )
    return project


@pytest.fixture
def filled(project):
    return fill(project)


def whole(tmp_path, **asked):
    """The summary and the contents that a detection in this process leaves."""
    with Project.create(tmp_path / "whole.nfstudio") as project:
        summary = finish(detect(fill(project), **RULES, **asked))
        return summary, contents(project)


def test_it_finds_and_says_the_same_as_in_this_process(filled, tmp_path):
    heard = []
    summary = finish(detect_apart(filled, **RULES, setting=Setting.THOROUGH), report=heard.append)
    expected, found = whole(tmp_path, setting=Setting.THOROUGH)

    assert replace(summary, seconds=0) == replace(expected, seconds=0)
    assert contents(filled) == found
    assert (heard[-1].done, heard[-1].total) == (240, 240)
    assert {"Starting the detector", "Detecting with rules on CPU"} == {one.message for one in heard}
    touched = frozenset().union(*[one.changes.conversations for one in heard])
    assert touched == {row[0] for row in filled.db.execute("SELECT conversation_id FROM feedback")}


def test_what_differs_from_the_run_before_comes_along(filled):
    run(filled, [(7, "what about two", Category.COMPLAINT, 0.9)])
    summary = finish(detect_apart(filled, **RULES))

    assert summary.again
    assert summary.changed == Tally(new=30, gone=1)


def test_closed_between_two_batches_it_keeps_what_is_written_and_goes_on_from_there(filled, tmp_path):
    job = detect_apart(filled, **RULES)
    written = next(one for one in job if one.done)
    job.close()
    assert 0 < written.done < 240

    finish(detect_apart(filled, **RULES))
    assert contents(filled) == whole(tmp_path)[1]


def test_a_person_decides_meanwhile_and_nothing_is_lost(filled):
    job = detect_apart(filled, **RULES)
    next(one for one in job if one.done)
    (feedback,) = filled.db.execute("SELECT min(id) FROM feedback").fetchone()
    review.decide(filled, [feedback], Verdict.ACCEPT, reviewer="Ada")
    finish(job)

    assert filled.db.execute("SELECT count(*) FROM feedback").fetchone() == (30,)
    assert filled.db.execute("SELECT status FROM feedback WHERE id = ?", (feedback,)).fetchone() == ("confirmed",)


def test_at_its_end_no_decision_waits_for_the_planner_to_learn(filled):
    learnt = "SELECT * FROM sqlite_stat1 ORDER BY tbl, idx"
    before = filled.db.execute(learnt).fetchall()
    finish(detect_apart(filled, **RULES))
    assert filled.db.execute(learnt).fetchall() == before
    with Project(filled.path) as another:
        finish(detect(another, **RULES, setting=Setting.PRECISE))
    assert filled.db.execute(learnt).fetchall() != before


@on_linux
def test_it_stands_behind_the_process_that_leads_it(filled):
    job = detect_apart(filled, **RULES)
    next(one for one in job if one.total)
    (process,) = at_work(filled.path)

    assert os.getpriority(os.PRIO_PROCESS, process) == max(BEHIND, os.nice(0))
    assert os.getsid(process) == os.getsid(0)  # in a session of its own it would stand behind nobody
    assert os.getpgid(process) != os.getpgid(0)
    job.close()
    assert at_work(filled.path) == []


@on_linux
def test_closed_in_the_middle_of_a_long_batch_it_does_not_wait_for_its_end(filled, tmp_path, monkeypatch):
    prepare(monkeypatch, tmp_path / "patch", HOLDS_STILL)
    job = detect_apart(filled, **RULES)
    next(one for one in job if one.total)
    assert [one.done for one in islice(job, 2)] == [0, 0]  # it is at work and says nothing: only where it stood
    job.close()

    assert at_work(filled.path) == []


@on_linux
def test_one_that_does_not_even_end_itself_is_killed(filled, tmp_path, monkeypatch):
    prepare(monkeypatch, tmp_path / "patch", HOLDS_STILL)
    monkeypatch.setattr(apart, "PATIENCE", 0.05)
    monkeypatch.setattr(apart, "_SURELY", 0.05)
    job = detect_apart(filled, **RULES)
    next(one for one in job if one.total)
    (process,) = at_work(filled.path)
    os.kill(process, signal.SIGSTOP)
    job.close()

    assert at_work(filled.path) == []


@on_linux
def test_it_ends_when_the_program_that_leads_it_is_killed(filled, tmp_path, monkeypatch):
    prepare(monkeypatch, tmp_path / "patch", HOLDS_STILL)
    script = (
        "import sys\nfrom pathlib import Path\nfrom nfstudio.jobs.apart import detect_apart\n"
        "from nfstudio.store.project import Project\n"
        "job = detect_apart(Project(Path(sys.argv[1])), detector_name='rules')\n"
        "next(one for one in job if one.total)\nprint('at work', flush=True)\nsys.stdin.read()\n"
    )
    words = [sys.executable, "-c", script, str(filled.path)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as leading:
        assert leading.stdout.readline() == b"at work\n"
        assert len(at_work(filled.path)) == 1
        leading.kill()
    until = time.monotonic() + 30
    while at_work(filled.path) and time.monotonic() < until:
        time.sleep(0.05)

    assert at_work(filled.path) == []


@on_posix
@pytest.mark.parametrize(
    ("name", "hint"), [("SIGKILL", "close other programs"), ("SIGSEGV", "choose another device or detector")]
)
def test_one_that_is_killed_or_crashes_is_told_in_words_and_goes_on_when_asked_again(
    filled, tmp_path, monkeypatch, name, hint
):
    with monkeypatch.context() as there:
        prepare(there, tmp_path / "patch", CRASHES.format(name=name))
        with pytest.raises(StudioError) as failed:
            finish(detect_apart(filled, **RULES))
    assert f"ended before it was done: signal {getattr(signal, name)} ({name})." in failed.value.sentence
    assert "What it had found is kept; detect again and it goes on from there." in failed.value.hint
    assert hint in failed.value.hint

    assert finish(detect_apart(filled, **RULES)).detections == 30


def test_what_the_world_refuses_there_is_told_as_here(filled, tmp_path):
    with pytest.raises(StudioError) as apart_from_here:
        finish(detect_apart(filled, detector_name="encoder", model=tmp_path / "none"))
    with pytest.raises(StudioError) as here:
        finish(detect(filled, detector_name="encoder", model=tmp_path / "none"))

    assert str(apart_from_here.value) == str(here.value)


def test_of_a_bug_there_it_is_told_where_and_no_word_of_a_log(filled, tmp_path, monkeypatch, caplog):
    prepare(monkeypatch, tmp_path / "patch", BREAKS)
    with pytest.raises(BrokeApartError) as bug:
        finish(detect_apart(filled, **RULES))

    assert bug.value.frames[0] == "KeyError"
    assert any("in broken" in frame for frame in bug.value.frames)
    assert "eggs" not in "\n".join(bug.value.frames)
    assert "Traceback" in caplog.text


def test_a_program_that_cannot_be_started_is_told_in_words(filled, monkeypatch):
    monkeypatch.setattr(anew, "program", lambda: ["/nowhere/nfstudio"])
    with pytest.raises(StudioError, match="Detection cannot be started: No such file"):
        finish(detect_apart(filled, **RULES))


def test_what_libraries_print_there_is_no_line(filled, tmp_path, monkeypatch, caplog):
    prepare(monkeypatch, tmp_path / "patch", CHATTERS)

    assert finish(detect_apart(filled, **RULES)).detections == 30
    assert "a library says hello" in caplog.text
    assert "so does its C" in caplog.text


def test_it_asks_for_no_network(filled, tmp_path, monkeypatch):
    prepare(monkeypatch, tmp_path / "patch", CUT_OFF)

    assert finish(detect_apart(filled)).detector == "hybrid"


def test_no_module_is_taken_from_the_folder_that_is_looked_at(filled, tmp_path, monkeypatch):
    for name in ("polars", "json", "nfstudio"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a file among the logs was run')\n")
    monkeypatch.chdir(tmp_path)

    assert finish(detect_apart(filled, **RULES)).detections == 30


def test_a_bundle_starts_itself_and_on_windows_the_program_with_a_console(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "NF Studio.exe"))
    assert program() == [str(tmp_path / "NF Studio.exe")]
    (tmp_path / "nfstudio.exe").touch()
    assert program() == [str(tmp_path / "nfstudio.exe")]


@pytest.mark.parametrize("named", [frozenset(), frozenset({3, 1}), None])
def test_progress_comes_through_a_line_as_it_was(named):
    said = Progress(3, None, "Detecting with ünïcode", "messages", Changes(named, feedback=True))
    line = progress_line(said)

    assert line.isascii()
    assert line.count("\n") == 1
    assert progress_of(json.loads(line)["progress"]) == said


def test_a_summary_comes_through_a_line_as_it_was(filled):
    for setting in (Setting.BALANCED, Setting.PRECISE):
        summary = finish(detect(filled, **RULES, setting=setting))
        assert summary_of(json.loads(result_line(summary))["result"]) == summary


def test_for_a_program_that_leads_each_step_is_a_line_and_the_answer_the_last(filled):
    words = [sys.executable, "-m", "nfstudio", "detect", str(filled.path), "--detector", "rules", "--lines"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        lines = []
        for line in process.stdout:
            lines.append(json.loads(line))
            process.stdin.write(b"\n")
            process.stdin.flush()
    assert process.returncode == 0
    assert [name for line in lines for name in line] == ["progress"] * (len(lines) - 1) + ["result"]
    assert lines[-1]["result"]["messages"] == 120

    stopped = subprocess.run(words, input=b"", capture_output=True, check=False)
    assert (stopped.returncode, stopped.stdout.count(b"\n")) == (130, 1)
