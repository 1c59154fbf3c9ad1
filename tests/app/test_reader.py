import threading

import pytest
from building import take_in, talk

from nfstudio.app.reader import Reader
from nfstudio.errors import StudioError
from nfstudio.store.project import Project

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def reader(tmp_path, qtbot):
    path = tmp_path / "p.nfstudio"
    with Project.create(path) as project:
        take_in(project, talk("u hi", "a hello"))
    made = Reader(path)
    yield made
    made.stop()


def counted(project):
    return project.db.execute("SELECT count(*) FROM messages").fetchone()[0]


def test_a_question_is_answered_in_the_thread_that_asked(reader, qtbot):
    answers = []
    reader.ask("count", counted, lambda answer: answers.append((answer, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(answers))

    assert answers == [(2, threading.main_thread())]


def test_questions_are_asked_on_a_connection_that_cannot_write(reader, qtbot):
    def write(project):
        with project.writing():
            pass

    with qtbot.waitSignal(reader.failed) as told:
        reader.ask("write", write, lambda _: pytest.fail("written"))
    assert isinstance(told.args[0], StudioError)


def test_a_newer_question_interrupts_the_older_one_whose_answer_is_dropped(reader, qtbot):
    answers, started = [], threading.Event()

    def endless(project):
        started.set()
        return project.db.execute(ENDLESS).fetchone()

    reader.ask("count", endless, lambda _: answers.append("endless"))
    started.wait(10)
    reader.ask("count", counted, answers.append)
    qtbot.waitUntil(lambda: bool(answers))

    assert answers == [2]


def test_channels_do_not_disturb_one_another(reader, qtbot):
    answers = []
    for name in ("a", "b", "c"):
        reader.ask(name, counted, lambda answer, name=name: answers.append((name, answer)))
    qtbot.waitUntil(lambda: len(answers) == 3)

    assert answers == [("a", 2), ("b", 2), ("c", 2)]


def test_a_dropped_question_is_not_answered(reader, qtbot):
    answers = []
    reader.ask("count", counted, answers.append)
    reader.drop("count")
    reader.ask("other", counted, answers.append)
    qtbot.waitUntil(lambda: reader.idle and bool(answers))

    assert answers == [2]


def test_a_bug_in_a_question_is_told_and_the_next_one_is_answered(reader, qtbot):
    with qtbot.waitSignal(reader.failed) as told:
        reader.ask("bug", lambda _: 1 / 0, lambda _: None)
    assert isinstance(told.args[0], ZeroDivisionError)

    answers = []
    reader.ask("count", counted, answers.append)
    qtbot.waitUntil(lambda: answers == [2])


def test_a_reader_is_idle_only_when_its_answer_has_been_handed_on(reader, qtbot):
    answers = []
    reader.ask("slow", lambda _: 3, answers.append)
    reader._thread.join(timeout=0.2)  # the thread has answered by then, the loop of events has not turned
    assert not reader.idle
    qtbot.waitUntil(lambda: reader.idle)
    assert answers == [3]
