import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Scope, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.store import review
from nfstudio.store.decisions import Edit, Saying
from nfstudio.store.project import Project

C, N, P = Category.CORRECTION, Category.COMPLAINT, Category.POSITIVE


@pytest.fixture
def found(project):
    """A conversation with two claims in its message 3; target of both is message 2."""
    take_in(project, talk("u plan a trip", "a Day one", "u thanks, but that is wrong", "a Sorry", "u great"))
    run(project, [(3, "thanks", P, 0.9), (3, "that is wrong", N, 0.8), (5, "great", P, 0.3)])
    return [item.id for item in feedback(project)]


def states(project):
    return [(item.category, item.status) for item in feedback(project)]


def decide(project, ids, verdict, **edit):
    return review.decide(project, ids, verdict, reviewer="me", edit=Edit(**edit))


def test_feedback_keeps_its_id_whatever_is_decided_about_it(project, found):
    decide(project, found[:1], Verdict.REJECT)
    decide(project, found[:1], Verdict.ACCEPT, category=C, span=Span(0, 7))
    review.undo(project, reviewer="me")

    assert [item.id for item in feedback(project)] == found


def test_a_changed_category_and_span_are_what_stands(project, found):
    decide(project, found[1:2], Verdict.ACCEPT, category=C, span=Span(8, 25))

    item = feedback(project)[1]
    assert (item.category, item.span, item.status, item.score) == (C, Span(8, 25), Status.CONFIRMED, 0.8)


def test_a_decision_is_about_one_claim_and_leaves_its_neighbour_alone(project, found):
    decide(project, found[:1], Verdict.REJECT)

    assert states(project) == [(P, Status.REJECTED), (N, Status.AUTO), (P, Status.LOW)]


def test_note_flags_and_scope_stay_when_something_else_is_decided(project, found):
    decide(project, found[:1], Verdict.ACCEPT, note="sarcastic?", flags=("unclear",), scope=Scope.PERSONAL)
    decide(project, found[:1], Verdict.REJECT)

    item = feedback(project)[0]
    assert (item.note, item.flags, item.scope, item.status) == (
        "sarcastic?",
        ("unclear",),
        Scope.PERSONAL,
        Status.REJECTED,
    )


def test_undo_and_redo_walk_through_every_step_also_after_a_restart(project, found):
    states_after = [states(project)]
    for verdict in (Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP):
        decide(project, found, verdict)
        states_after.append(states(project))

    with Project(project.path) as again:
        for expected in states_after[-2::-1]:
            assert review.undo(again, reviewer="me")
            assert states(again) == expected
        assert review.undo(again, reviewer="me") is None
    with Project(project.path) as once_more:
        for expected in states_after[1:]:
            assert review.redo(once_more, reviewer="me")
            assert states(once_more) == expected
        assert review.redo(once_more, reviewer="me") is None


def test_after_a_new_decision_what_was_undone_cannot_be_redone(project, found):
    decide(project, found[:1], Verdict.ACCEPT)
    review.undo(project, reviewer="me")
    decide(project, found[1:2], Verdict.ACCEPT)
    review.undo(project, reviewer="me")

    assert review.redo_label(project) == "accept"
    review.redo(project, reviewer="me")
    assert states(project)[:2] == [(P, Status.AUTO), (N, Status.CONFIRMED)]
    assert review.redo(project, reviewer="me") is None


def test_many_decisions_are_one_step(project, found):
    list(review.decide_all(project, found, Saying(Verdict.ACCEPT), reviewer="me", what="accept all"))

    assert review.undo_label(project) == "accept all"
    review.undo(project, reviewer="me")
    assert states(project) == [(P, Status.AUTO), (N, Status.AUTO), (P, Status.LOW)]


def test_a_bulk_decision_that_was_cut_short_is_undone_as_one_step(project, found, monkeypatch):
    monkeypatch.setattr(review, "BATCH", 1)
    job = review.decide_all(project, found, Saying(Verdict.REJECT), reviewer="me")
    next(job)
    next(job)
    job.close()
    assert [status for _, status in states(project)] == [Status.REJECTED, Status.REJECTED, Status.LOW]

    review.undo(project, reviewer="me")
    assert states(project) == [(P, Status.AUTO), (N, Status.AUTO), (P, Status.LOW)]


def test_an_undo_that_was_killed_between_its_batches_is_finished_when_the_project_is_opened(
    project, found, monkeypatch
):
    decide(project, found, Verdict.REJECT)
    monkeypatch.setattr(review, "rebuild", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        review.undo(project, reviewer="me")
    monkeypatch.undo()
    assert not review.is_consistent(project, 3)

    with Project(project.path) as again:
        assert review.repair(again) == 2
        assert states(again) == [(P, Status.AUTO), (N, Status.AUTO), (P, Status.LOW)]
        assert review.repair(again) == 0


def test_a_span_made_by_hand_stands_until_it_is_withdrawn(project, found):
    made, changes = review.add(project, 5, Span(0, 5), C, reviewer="me")
    assert changes.touches(1)
    item = next(item for item in feedback(project) if item.id == made)
    assert (item.target, item.by_hand, item.detector, item.status) == (4, True, "person", Status.CONFIRMED)

    decide(project, [made], Verdict.WITHDRAW)
    assert made not in [item.id for item in feedback(project)]
    review.undo(project, reviewer="me")
    assert len(feedback(project)) == 4


def test_a_span_needs_an_answer_above_it_and_room_in_its_message(project, found):
    with pytest.raises(StudioError, match="needs an answer"):
        review.add(project, 1, Span(0, 4), C, reviewer="me")
    with pytest.raises(StudioError, match="5 characters"):
        review.add(project, 5, Span(0, 6), C, reviewer="me")
    with pytest.raises(StudioError, match="25 characters"):
        decide(project, found[:1], Verdict.ACCEPT, span=Span(3, 90))

    assert review.undo_label(project) is None
    assert len(feedback(project)) == 3


def test_only_an_earlier_answer_of_the_same_conversation_can_be_the_target(project, found):
    take_in(project, talk("u other", "a other"), path="/b.jsonl")
    for target in (1, 4, 7):
        with pytest.raises(StudioError, match="earlier answer"):
            decide(project, found[:1], Verdict.ACCEPT, target=target)

    decide(project, found[2:], Verdict.ACCEPT, target=2)
    assert feedback(project)[2].target == 2


def test_a_new_run_keeps_every_decision_and_shows_its_own_claims_elsewhere(project, found):
    decide(project, found[:1], Verdict.REJECT)
    decide(project, found[1:2], Verdict.ACCEPT, category=C)
    run(project, [(3, "thanks", P, 0.7), (3, "that is wrong", N, 0.6), (5, "great", P, 0.95)], version="2")

    assert states(project) == [(P, Status.REJECTED), (C, Status.CONFIRMED), (P, Status.AUTO)]


def test_a_run_that_finds_nothing_any_more_takes_back_what_nobody_decided(project, found):
    decide(project, found[:1], Verdict.ACCEPT)
    run(project, [], version="2")

    assert states(project) == [(P, Status.CONFIRMED)]
    (kept,) = feedback(project)
    assert (kept.by_hand, kept.detector, kept.score) == (False, "rules", None)


def test_deciding_about_what_is_gone_is_refused_and_leaves_no_step(project, found):
    decide(project, found[:1], Verdict.ACCEPT)
    review.undo(project, reviewer="me")
    with pytest.raises(StudioError, match="not there any more"):
        decide(project, [987654], Verdict.ACCEPT)

    assert review.redo_label(project) == "accept"


def test_the_answer_that_somebody_named_stays_when_something_else_is_decided(project):
    take_in(project, talk("u a", "a one", "u b", "a two", "u wrong"))
    run(project, [(5, "wrong", Category.COMPLAINT, 0.9)])
    (found,) = feedback(project)
    review.decide(project, [found.id], Verdict.ACCEPT, reviewer="me", edit=Edit(target=2))
    review.decide(project, [found.id], Verdict.REJECT, reviewer="me", edit=Edit(note="odd"))

    (found,) = feedback(project)
    assert (found.target, found.status, found.note) == (2, Status.REJECTED, "odd")


def test_what_was_said_is_a_complete_step_and_only_what_has_no_verdict_waits(project, found):
    decide(project, found[:1], Verdict.ACCEPT)
    told, _ = review.say(project, found, Saying(flag="toxic"), reviewer="me", what="flag")

    assert (told.ids, told.before, told.waiting) == ((found[0],), 1, tuple(found[1:]))
    assert [item.flags for item in feedback(project)] == [("toxic",), (), ()]
    assert project.db.execute("SELECT state, count(*) FROM steps GROUP BY state").fetchall() == [("done", 2)]


def test_of_what_is_gone_nothing_can_be_said(project, found):
    for say in (
        lambda: decide(project, [999], Verdict.ACCEPT),
        lambda: review.say(project, [999], Saying(Verdict.ACCEPT), reviewer="me", what="accept"),
        lambda: review.move(project, 999, Span(0, 3), reviewer="me"),
    ):
        with pytest.raises(StudioError, match="not there any more"):
            say()
    assert project.db.execute("SELECT count(*) FROM steps").fetchone() == (0,)


def test_moves_of_another_feedback_are_a_step_of_their_own(project, found):
    review.move(project, found[0], Span(0, 5), reviewer="me")
    review.move(project, found[0], Span(0, 4), reviewer="me")
    review.move(project, found[1], Span(12, 25), reviewer="me")
    review.undo(project, reviewer="me")

    first, second, _ = feedback(project)
    assert (first.span, second.span, second.status) == (Span(0, 4), Span(12, 25), Status.AUTO)
    review.undo(project, reviewer="me")
    assert [item.status for item in feedback(project)] == [Status.AUTO, Status.AUTO, Status.LOW]
