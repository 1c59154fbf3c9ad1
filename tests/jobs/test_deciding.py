import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.jobs.deciding import Decided, decide_all, rebuild_flipped
from nfstudio.jobs.progress import finish
from nfstudio.store import review
from nfstudio.store.decisions import Saying
from nfstudio.store.project import Project

MANY = 1_200


@pytest.fixture
def many(tmp_path):
    """More feedback than fits one batch."""
    with Project.create(tmp_path / "p.nfstudio") as project:
        take_in(project, *(talk("u hi", f"a {i}", "u thanks") for i in range(MANY)))
        run(project, [(3 * i + 3, "thanks", Category.POSITIVE, 0.9) for i in range(MANY)])
        yield project


def statuses(project):
    return dict(project.db.execute("SELECT status, count(*) FROM feedback GROUP BY 1").fetchall())


def test_the_same_is_said_of_all_in_one_step(many):
    ids = [item.id for item in feedback(many)]
    done = finish(decide_all(many, ids, Saying(Verdict.ACCEPT, category=Category.COMPLAINT), reviewer="me"))

    assert done == Decided(Saying(Verdict.ACCEPT, category=Category.COMPLAINT), MANY, 0)
    assert statuses(many) == {Status.CONFIRMED: MANY}
    assert {item.category for item in feedback(many)} == {Category.COMPLAINT}
    assert many.db.execute("SELECT count(*) FROM steps").fetchone() == (1,)


def test_what_somebody_has_decided_is_left_alone(many):
    ids = [item.id for item in feedback(many)]
    review.decide(many, ids[:1], Verdict.REJECT, reviewer="you")

    assert finish(decide_all(many, ids, Saying(Verdict.ACCEPT), reviewer="me")).kept == 1
    assert statuses(many) == {Status.CONFIRMED: MANY - 1, Status.REJECTED: 1}


def test_a_big_step_is_undone_at_once_and_brought_into_the_lists_by_a_job(many):
    ids = [item.id for item in feedback(many)]
    finish(decide_all(many, ids, Saying(Verdict.ACCEPT), reviewer="me"))
    assert review.next_is_big(many, undo=True)

    step = review.flip_newest(many, undo=True, reviewer="me")
    assert statuses(many) == {Status.CONFIRMED: MANY}
    told = []
    finish(rebuild_flipped(many, step.id, undo=True, what=step.what), report=told.append)
    assert statuses(many) == {Status.AUTO: MANY}
    assert [progress.done for progress in told] == [500, 1000, 1200]
    assert not any(progress.changes.imported for progress in told)


def test_an_undo_cut_short_is_finished_when_the_project_is_opened_again(many):
    ids = [item.id for item in feedback(many)]
    finish(decide_all(many, ids, Saying(Verdict.ACCEPT), reviewer="me"))
    step = review.flip_newest(many, undo=True, reviewer="me")
    job = rebuild_flipped(many, step.id, undo=True, what=step.what)
    next(job)
    job.close()
    assert statuses(many) == {Status.AUTO: 500, Status.CONFIRMED: MANY - 500}

    assert review.repair(many) == MANY
    assert statuses(many) == {Status.AUTO: MANY}


def test_undone_before_its_end_it_ends(many):
    ids = [item.id for item in feedback(many)]
    job = decide_all(many, ids, Saying(Verdict.ACCEPT), reviewer="me")
    next(job)
    review.undo(many, reviewer="me")
    assert finish(job).decided == 500
    assert statuses(many) == {Status.AUTO: MANY}
