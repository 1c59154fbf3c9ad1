import threading
import time

import pytest

from nfstudio.app.runner import TELL_EVERY, Runner, Ticket
from nfstudio.errors import StudioError
from nfstudio.jobs.progress import Progress
from nfstudio.store.changes import Changes
from nfstudio.store.project import Project


@pytest.fixture
def runner(tmp_path, qtbot):
    path = tmp_path / "p.nfstudio"
    Project.create(path).close()
    made = Runner(path)
    yield made
    made.stop()


def steps(count, *, gate=None, at_end=None):
    """A job of `count` steps; each names a conversation; `gate` holds it before the second."""

    def begin(project):
        for i in range(count):
            yield Progress(i + 1, count, "working", "steps", Changes(frozenset({i}), feedback=True))
            if gate is not None and i == 0:
                gate.wait(10)
        if at_end is not None:
            raise at_end
        return f"{count} steps"

    return Ticket("Work", "test", begin)


def heard(runner):
    told = []
    for name in ("queued", "started", "progressed", "finished", "cancelled", "failed"):
        getattr(runner, name).connect(lambda *said, name=name: told.append((name, *said)))
    return told


def test_a_job_is_heard_of_from_its_start_to_what_it_made(runner, qtbot):
    told = heard(runner)
    with qtbot.waitSignal(runner.finished):
        ticket = runner.put(steps(3))

    assert [said[0] for said in told if said[0] != "progressed"] == ["queued", "started", "finished"]
    assert told[-1] == ("finished", ticket, "3 steps")
    assert runner.tickets == ()


def test_no_change_is_lost_although_progress_is_told_seldom(runner, qtbot):
    told = heard(runner)
    with qtbot.waitSignal(runner.finished):
        runner.put(steps(2_000))

    progress = [said[2] for said in told if said[0] == "progressed"]
    assert len(progress) < 200
    assert frozenset().union(*[p.changes.conversations for p in progress]) == frozenset(range(2_000))


def test_a_job_that_only_says_again_where_it_stands_is_told_once_and_can_be_cancelled(runner, qtbot):
    def begin(project):
        while True:
            time.sleep(TELL_EVERY / 4)
            yield Progress(1, 2, "working", "steps")

    told = heard(runner)
    with qtbot.waitSignal(runner.progressed):
        ticket = runner.put(Ticket("Work", "test", begin))
    qtbot.wait(int(3_000 * TELL_EVERY))
    assert [said[0] for said in told].count("progressed") == 1
    with qtbot.waitSignal(runner.cancelled):
        runner.cancel(ticket)


@pytest.mark.parametrize("end", ["cancelled", "failed"])
def test_what_another_process_may_have_written_untold_is_told_when_a_job_ends_early(runner, qtbot, end):
    told, untold = heard(runner), Changes(None, feedback=True)
    work = steps(100, at_end=StudioError("The disk is full."))
    ticket = Ticket("Work", "test", work.begin, untold=untold)
    if end == "cancelled":
        runner.pause()
        with qtbot.waitSignal(runner.progressed):
            runner.put(ticket)
    with qtbot.waitSignal(getattr(runner, end)):
        runner.cancel(ticket) if end == "cancelled" else runner.put(ticket)

    assert [said[2].changes for said in told if said[0] == "progressed"][-1] == untold


def test_jobs_run_one_after_another_in_the_order_they_came(runner, qtbot):
    told = heard(runner)
    first, second = runner.put(steps(2)), runner.put(steps(2))
    qtbot.waitUntil(lambda: not runner.tickets)

    assert [said[1] for said in told if said[0] in ("started", "finished")] == [first, first, second, second]


def test_a_job_in_line_is_seen_before_the_next_is_put_there_when_one_ends(runner, qtbot):
    seen = []
    runner.finished.connect(lambda *_: seen.append(len(runner.tickets)) or (len(seen) == 1 and runner.put(steps(1))))
    lines = []
    runner.finished.connect(lambda *_: lines.append(len(runner.tickets)))
    runner.put(steps(1))
    qtbot.waitUntil(lambda: len(seen) == 2)

    assert lines[0] == 1  # whoever listens later sees the job that an earlier listener has put in line


def test_a_cancelled_job_keeps_what_it_told_and_ends(runner, qtbot):
    gate, told = threading.Event(), heard(runner)
    with qtbot.waitSignal(runner.progressed):
        ticket = runner.put(steps(5, gate=gate))
    with qtbot.waitSignal(runner.cancelled):
        runner.cancel(ticket)
        gate.set()

    assert told[-1] == ("cancelled", ticket)
    assert runner.tickets == ()


def test_a_job_cancelled_in_line_never_starts_and_wakes_nobody(runner, qtbot):
    gate, told = threading.Event(), heard(runner)
    with qtbot.waitSignal(runner.progressed):
        runner.put(steps(3, gate=gate))
    runner.pause()
    waiting = runner.put(steps(3))
    runner.cancel(waiting)
    assert runner.paused

    gate.set()
    runner.resume()
    qtbot.waitUntil(lambda: not runner.tickets)
    assert ("started", waiting) not in told
    assert ("cancelled", waiting) in told


def test_a_paused_job_goes_on_where_it_waited(runner, qtbot):
    gate = threading.Event()
    with qtbot.waitSignal(runner.progressed):
        runner.put(steps(3, gate=gate))
    runner.pause()
    gate.set()
    qtbot.wait(50)
    assert len(runner.tickets) == 1
    with qtbot.waitSignal(runner.finished):
        runner.resume()


def test_what_a_job_wrote_before_it_failed_is_told(runner, qtbot):
    told = heard(runner)
    with qtbot.waitSignal(runner.failed):
        runner.put(steps(5, at_end=StudioError("The disk is full.")))

    progress = [said[2] for said in told if said[0] == "progressed"]
    assert frozenset().union(*[p.changes.conversations for p in progress]) == frozenset(range(5))
    assert told[-1][0] == "failed"


def test_a_job_cancelled_before_it_starts_does_not_wait_for_a_paused_line(runner, qtbot):
    runner.pause()
    with qtbot.waitSignal(runner.cancelled):
        runner.cancel(runner.put(steps(3)))
    assert runner.tickets == ()


@pytest.mark.parametrize("error", [StudioError("The disk is full."), ZeroDivisionError("bug")])
def test_what_goes_wrong_is_told_and_the_next_job_runs(runner, qtbot, error):
    with qtbot.waitSignal(runner.failed) as told:
        ticket = runner.put(steps(1, at_end=error))

    assert told.args == [ticket, error]
    with qtbot.waitSignal(runner.finished):
        runner.put(steps(1))
