import threading

import pytest
from building import take_in, talk

from nfstudio.app.panels.job_strip import JobStrip
from nfstudio.app.runner import Ticket
from nfstudio.app.session import Session
from nfstudio.errors import StudioError
from nfstudio.jobs.intake import ImportSummary
from nfstudio.jobs.progress import Progress


@pytest.fixture
def session(qapp, tmp_path):
    made = Session(tmp_path / "p.nfstudio")
    yield made
    made.close()


@pytest.fixture
def strip(qtbot, session):
    widget = JobStrip(session)
    qtbot.addWidget(widget)
    widget.resize(1200, widget.height())
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


class Steps:
    """A job that goes on when the test says so."""

    def __init__(self, *yields, result=None, error=None):
        self.yields, self.result, self.error = yields, result, error
        self.go = threading.Semaphore(0)

    def __call__(self, _project):
        for step in self.yields:
            yield step
            self.go.acquire(timeout=10)
        if self.error:
            raise self.error
        return self.result


def start(session, steps, kind="detect", title="Count"):
    ticket = Ticket(title, kind, steps)
    session.start(ticket)
    return ticket


def test_at_rest_there_is_a_sentence_and_no_bar(strip):
    assert strip.sentence == "Ready"
    assert not strip._bar.isVisible()
    assert not strip._cancel.isVisible()


def test_a_job_shows_its_message_and_its_share(strip, session, qtbot):
    steps = Steps(Progress(812, 1_309, "Detecting", "messages"))
    start(session, steps)
    qtbot.waitUntil(lambda: strip.sentence == "Detecting")
    assert strip._bar.isVisible()
    assert strip._share.text() == "62 %"
    assert strip._share.toolTip() == "812 messages of 1,309 messages"
    steps.go.release()


def test_a_job_of_unknown_size_shows_a_bar_without_an_end(strip, session, qtbot):
    steps = Steps(Progress(5, None, "Writing rows", "rows"))
    start(session, steps)
    qtbot.waitUntil(lambda: strip.sentence == "Writing rows")
    assert (strip._bar.minimum(), strip._bar.maximum()) == (0, 0)
    steps.go.release()


def test_the_strip_is_equally_high_at_work_and_at_rest(strip, session, qtbot):
    before = strip.height()
    steps = Steps(Progress(1, 2, "Detecting"))
    start(session, steps)
    qtbot.waitUntil(strip._bar.isVisible)
    assert strip.height() == before
    steps.go.release()
    qtbot.waitUntil(lambda: not strip._bar.isVisible())
    assert strip.height() == before


def test_jobs_in_line_are_counted(strip, session, qtbot):
    steps = Steps(Progress(1, 2, "Detecting"))
    for _ in range(3):
        start(session, steps)
    qtbot.waitUntil(lambda: strip._waiting.text() == "2 more waiting")
    for _ in range(3):
        steps.go.release()
    qtbot.waitUntil(lambda: not session.runner.tickets)


def test_a_job_that_was_stopped_can_be_put_again(strip, session, qtbot):
    steps = Steps(*[Progress(i, 9, "Detecting") for i in range(9)])
    first = start(session, steps)
    qtbot.waitUntil(strip._bar.isVisible)
    with qtbot.waitSignal(session.runner.cancelled):
        strip._cancel.click()
        steps.go.release()
    assert strip.sentence == "Count: stopped. What was done is kept."
    assert strip._resume.isVisible()
    with qtbot.waitSignal(session.runner.finished):
        strip._resume.click()
        for _ in range(9):
            steps.go.release()
    assert first not in session.runner.tickets
    assert not strip._resume.isVisible()


def test_a_job_that_failed_says_why_and_can_be_put_again(strip, session, qtbot):
    with qtbot.waitSignal(session.runner.failed):
        start(session, Steps(error=StudioError("The disk is full.")))
    assert strip.sentence == "Count: The disk is full."
    assert strip._resume.isVisible()


def test_a_bug_is_not_shown_in_its_own_words(strip, session, qtbot):
    with qtbot.waitSignal(session.runner.failed):
        start(session, Steps(error=ValueError("words of a conversation")))
    assert "words of a conversation" not in strip.sentence


def test_pausing_turns_the_button_into_going_on(strip, session, qtbot):
    steps = Steps(*[Progress(i, 9, "Detecting") for i in range(9)])
    start(session, steps)
    qtbot.waitUntil(strip._bar.isVisible)
    strip._pause.click()
    assert session.runner.paused
    assert strip._pause.accessibleName() == "Go on"
    assert strip._left.text() == "paused"
    strip._pause.click()
    assert not session.runner.paused
    assert strip._pause.accessibleName() == "Pause"
    with qtbot.waitSignal(session.runner.finished):
        for _ in range(9):
            steps.go.release()


def test_an_import_with_problems_offers_to_show_them(strip, session, qtbot):
    with qtbot.waitSignal(session.runner.finished):
        start(session, Steps(result=ImportSummary(added=1_639, problems=2)), kind="import")
    assert strip.sentence == "Imported 1,639 conversations, 2 problems"
    with qtbot.waitSignal(strip.problems_wanted):
        strip._problems.click()


def test_a_name_full_of_markup_is_shown_as_it_is(strip, session, qtbot):
    steps = Steps(Progress(1, 2, "Importing <b>x</b><img src='file:///etc/hostname'>" * 30))
    start(session, steps)
    qtbot.waitUntil(strip._bar.isVisible)
    qtbot.waitUntil(lambda: strip.sentence.startswith("Importing <b>x</b>"))
    assert "&lt;b&gt;" in strip._what.toolTip()
    assert "<b>" not in strip._what.toolTip()
    steps.go.release()


def test_the_window_hears_of_a_job_in_its_own_thread(session, qtbot):
    heard = []
    session.changed.connect(lambda _: heard.append(threading.current_thread()))

    def job(project):
        take_in(project, talk("u hi", "a hello"))
        from nfstudio.store.changes import Changes

        yield Progress(1, 1, "Importing", changes=Changes(imported=True))

    with qtbot.waitSignal(session.runner.finished):
        session.start(Ticket("Import", "import", job))
    assert set(heard) == {threading.main_thread()}
