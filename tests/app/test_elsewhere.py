"""What another program writes into the project beside an open window."""

import pytest
from browsing import opened
from browsing import settle as settle_lists
from building import run, take_in, talk
from windows import settle

from nfstudio.app.runner import Ticket
from nfstudio.app.session import Session
from nfstudio.app.verbs.project import detect
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.jobs.progress import Progress
from nfstudio.store import removal, review
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project

P, N = Category.POSITIVE, Category.COMPLAINT
TALKS = 8


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "p.nfstudio"
    with Project.create(path) as project:
        take_in(project, *(talk("u plan", "a done", f"u thanks, but wrong {i}") for i in range(TALKS)))
        run(project, [(3 * i, "wrong", N, 0.9 - i / 100) for i in range(1, TALKS + 1)])
    return path


@pytest.fixture
def session(path, qtbot):
    made = Session(path, reviewer="Ada")
    yield made
    made.close()


def look(session):
    session._elsewhere.look()


def test_a_write_of_another_program_is_told_as_anything_that_may_have_changed(session, path, qtbot):
    with Project(path) as other:
        review.decide(other, [1], Verdict.REJECT, reviewer="Bob")
    with qtbot.waitSignal(session.told), qtbot.waitSignal(session.changed) as heard:
        look(session)
    (changes,) = heard.args
    assert changes.touches(1)
    assert changes.imported
    assert changes.feedback
    with qtbot.assertNotEmitted(session.changed):
        look(session)


def test_it_is_noticed_without_anybody_asking(session, path, qtbot):
    with qtbot.waitSignal(session.changed), Project(path) as other:
        review.decide(other, [1], Verdict.REJECT, reviewer="Bob")


def test_what_the_window_writes_itself_is_no_word_from_elsewhere(session, qtbot):
    session.decide([1], Verdict.ACCEPT)
    session.undo()
    with qtbot.assertNotEmitted(session.changed):
        look(session)


def test_nobody_looks_while_a_job_of_the_window_writes_and_its_writing_is_not_told_as_anothers(session, qtbot):
    def begin(project):
        def work():
            review.decide(project, [1], Verdict.REJECT, reviewer="Ada")
            yield Progress(1, 1, "At work")

        return work()

    with qtbot.assertNotEmitted(session.told):
        with qtbot.waitSignal(session.runner.finished):
            session.start(Ticket("Work", "test", begin))
            with qtbot.assertNotEmitted(session.changed):
                look(session)
        with qtbot.waitSignal(session.changed):
            look(session)


def test_of_a_command_that_writes_many_times_the_person_is_told_once(session, path, qtbot):
    told = []
    session.told.connect(told.append)
    with Project(path) as other:
        for feedback in (1, 2, 3):
            review.decide(other, [feedback], Verdict.REJECT, reviewer="Bob")
            look(session)
    assert len(told) == 1


def test_a_second_window_that_only_reads_follows_the_first_one_without_a_word(session, path, qtbot):
    second = Session(path)
    session.decide([1], Verdict.REJECT)
    with qtbot.waitSignal(second.changed), qtbot.assertNotEmitted(second.told):
        look(second)
    second.close()


def test_the_list_loses_what_is_gone_gets_what_is_new_and_reads_scores_anew_and_nobody_loses_their_place(
    session, path, qtbot
):
    browser = opened(session, qtbot)
    browser.look(Filter(statuses=frozenset({Status.AUTO})))
    settle_lists(browser, qtbot)
    held = browser.current_ids[3]
    session.select(held)
    message = session.selected().message
    with Project(path) as other:
        claims = [(3 * i, "wrong", N, 0.6) for i in (1, 2, 3, 4)] + [(3 * i, "thanks", P, 0.7) for i in (5, 6, 7, 8)]
        run(other, [claim for claim in claims if claim[0] != message] + [(message, "but wrong", N, 0.6)], version="2")
        now = {id_ for (id_,) in other.db.execute("SELECT id FROM feedback")}
    look(session)
    settle_lists(browser, qtbot)
    assert set(browser.current_ids) == now
    assert len(browser.current_ids) == TALKS
    assert {browser._feedback.row_at(at).score for at in range(TALKS)} == {0.6, 0.7}
    assert session.feedback is not None, "what replaced the words looked at is looked at"
    assert session.selected().message == message
    assert session.selected().span == Span(8, 17)
    assert browser.view.current_id == session.feedback


def test_rows_that_nobody_looked_at_go_as_well_when_they_are_gone(session, path, qtbot):
    browser = opened(session, qtbot)
    session.select(1)
    with Project(path) as other:
        list(removal.remove(other, [5, 6, 7, 8]))
    browser._feedback._known.clear()
    look(session)
    settle_lists(browser, qtbot)
    assert sorted(browser.current_ids) == [1, 2, 3, 4]
    assert browser._queue.counts.total == 4


def test_next_goes_on_from_the_place_of_a_row_that_another_program_took_away(session, path, qtbot):
    browser = opened(session, qtbot)
    held = browser.current_ids[3]
    following = browser.current_ids[5]
    session.select(held)
    with Project(path) as other:
        gone = [session.selected().conversation]
        session.select(browser.current_ids[4])
        gone.append(session.selected().conversation)
        session.select(held)
        list(removal.remove(other, gone))
    look(session)
    settle_lists(browser, qtbot)
    assert session.feedback is None
    assert browser.next()
    assert session.feedback == following


def test_next_goes_to_the_last_row_when_the_ones_looked_at_last_are_gone(session, path, qtbot):
    browser = opened(session, qtbot)
    browser._session.select(browser.current_ids[-1])
    left = browser.current_ids[:-1]
    with Project(path) as other:
        list(removal.remove(other, [session.selected().conversation]))
    look(session)
    settle_lists(browser, qtbot)
    assert browser.next()
    assert session.feedback == left[-1]


def test_a_conversation_that_another_program_removed_is_no_longer_shown(session, path, qtbot):
    session.select(2)
    with Project(path) as other:
        list(removal.remove(other, [2]))
    look(session)
    assert session.feedback is None
    assert session.shown() is None


def test_a_detection_of_the_window_is_none_of_another_program(make_window, path, qtbot):
    window = make_window()
    assert window.show_project(path)
    told = []
    window.session.told.connect(told.append)
    detect(window)
    settle(window, qtbot)
    look(window.session)
    assert not [one for one in told if "program" in one]


def test_nothing_is_decided_into_a_project_file_that_was_moved_away(session, path, qtbot):
    path.rename(path.with_name("moved.nfstudio"))
    with qtbot.waitSignal(session.failed) as told:
        look(session)
    assert "moved or removed" in str(told.args[0])
    with qtbot.assertNotEmitted(session.failed):
        look(session)  # said once
    with qtbot.waitSignal(session.failed):
        assert not session.decide([1], Verdict.ACCEPT)
    path.with_name("moved.nfstudio").rename(path)
    assert session.decide([1], Verdict.ACCEPT)


def test_nothing_is_decided_beside_another_file_that_took_the_place_of_the_project(session, path, qtbot):
    other = path.with_name("other.nfstudio")
    Project.create(other).close()
    other.replace(path)
    with qtbot.waitSignal(session.failed):
        assert not session.decide([1], Verdict.ACCEPT)
