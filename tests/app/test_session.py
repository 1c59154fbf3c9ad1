import shutil

import pytest
from building import feedback, run, take_in, talk

from nfstudio.app.runner import Ticket
from nfstudio.app.session import Session
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.store import checkpoints
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project

P, N = Category.POSITIVE, Category.COMPLAINT


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "p.nfstudio"
    with Project.create(path) as project:
        take_in(project, talk("u plan", "a done", "u thanks, but wrong"), talk("u a", "a b", "u great"))
        run(project, [(3, "thanks", P, 0.9), (3, "wrong", N, 0.8), (6, "great", P, 0.9)])
    return path


@pytest.fixture
def session(path, qtbot):
    made = Session(path, reviewer="Ada")
    yield made
    made.close()


def test_looking_at_a_feedback_shows_its_conversation_first(session):
    told = []
    session.conversation_shown.connect(lambda shown: told.append(("conversation", shown)))
    session.feedback_selected.connect(lambda chosen: told.append(("feedback", chosen)))
    session.select(3)
    session.show(1)

    assert told == [("conversation", 2), ("feedback", 3), ("conversation", 1)]
    assert (session.conversation, session.feedback) == (1, None)


def test_every_write_is_told_with_what_it_touched(session, qtbot):
    with qtbot.waitSignal(session.changed) as told:
        assert session.decide([3], Verdict.ACCEPT)

    assert told.args[0].touches(2)
    assert not told.args[0].touches(1)
    session.select(3)
    assert (session.selected().status, session.selected().reviewer) == (Status.CONFIRMED, "Ada")


def test_what_the_world_refuses_is_told_and_not_raised(session, qtbot):
    with qtbot.waitSignal(session.failed) as told:
        assert session.add(3, Span(0, 900), P) is None

    assert isinstance(told.args[0], StudioError)


def test_a_span_made_by_hand_is_looked_at_and_taken_back_by_undo(session):
    made = session.add(3, Span(0, 6), N)
    assert session.feedback == made

    assert session.undo()
    assert session.feedback is None
    assert session.redo_label() == "add Complaint"
    assert session.redo()
    assert len(feedback(session.project)) == 4


def test_deleting_withdraws_what_was_made_by_hand_and_rejects_what_was_detected(session):
    session.add(3, Span(8, 11), N)
    session.delete(session.selected())
    session.select(1)
    session.delete(session.selected())

    assert [(item.category, item.status) for item in feedback(session.project)] == [
        (P, Status.REJECTED),
        (N, Status.AUTO),
        (P, Status.AUTO),
    ]


def test_an_undo_with_nothing_to_undo_says_so_by_its_answer(session, qtbot):
    with qtbot.assertNotEmitted(session.changed):
        assert not session.undo()
    assert session.undo_label() is None


def test_who_takes_a_verdict_back_looks_at_what_it_was_about(session):
    session.select(1)
    session.decide([1], Verdict.REJECT)
    session.select(3)
    session.undo()
    assert (session.conversation, session.feedback) == (1, 1)
    session.select(3)
    session.redo()
    assert session.selected().status is Status.REJECTED
    assert session.feedback == 1


def test_who_takes_back_what_was_said_of_several_messages_stays_where_they_are(session):
    session.decide([1, 3], Verdict.REJECT)
    session.select(2)
    session.undo()
    assert session.feedback == 2


def test_who_takes_a_cut_back_looks_at_the_span_that_is_whole_again(session):
    session.select(1)
    session.split(1, 3)
    session.select(3)
    session.undo()
    assert session.selected().span == Span(0, 6)


def test_the_same_filter_is_not_told_twice(session, qtbot):
    session.filter_by(Filter(text="a"))
    with qtbot.assertNotEmitted(session.filtered):
        session.filter_by(Filter(text="a"))


def test_a_second_window_on_the_project_only_reads_and_the_next_one_writes_again(session, path, qtbot):
    second = Session(path)
    assert second.readonly
    with qtbot.waitSignal(second.failed) as told:
        assert not second.decide([1], Verdict.ACCEPT)
    assert "another window" in str(told.args[0])
    with qtbot.waitSignal(second.failed):
        second.start(Ticket("Work", "test", lambda _: iter(())))
    second.close()
    assert not session.readonly
    assert session.decide([1], Verdict.ACCEPT)
    session.close()

    third = Session(path)
    assert not third.readonly
    third.close()


def test_an_undo_that_was_cut_short_is_finished_when_the_project_is_opened(session, path, monkeypatch):
    from nfstudio.store import review

    session.decide([1], Verdict.REJECT)
    monkeypatch.setattr(review, "rebuild", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        review.undo(session.project, reviewer="Ada")
    monkeypatch.undo()
    session.close()

    again = Session(path)
    assert feedback(again.project)[0].status is Status.AUTO
    again.close()


def test_what_was_decided_reaches_the_file_itself_without_a_commit_that_waits_for_the_disk(
    path, session, qtbot, tmp_path
):
    (pages,) = session.project.db.execute("PRAGMA wal_autocheckpoint").fetchone()
    assert pages == 0
    for number in range(checkpoints.EVERY):
        assert session.decide([1 + number % 3], (Verdict.ACCEPT, Verdict.REJECT)[number % 2])
    qtbot.waitUntil(lambda: session.reader.idle)
    alone = tmp_path / "alone.nfstudio"
    shutil.copyfile(path, alone)  # the file without the log that lies beside it
    with Project(alone, readonly=True) as project:
        (written,) = project.db.execute("SELECT count(*) FROM decisions").fetchone()
    assert written == checkpoints.EVERY
