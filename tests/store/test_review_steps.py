"""Steps: how they are called, when they are complete, which are too big for a person to wait for."""

import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.store import review
from nfstudio.store.decisions import Edit, Saying

N, P = Category.COMPLAINT, Category.POSITIVE


@pytest.fixture
def found(project, monkeypatch):
    """Five claims, and a batch of two."""
    monkeypatch.setattr(review, "BATCH", 2)
    take_in(project, *(talk("u a", f"a {i}", "u b", f"a {i} again", "u wrong") for i in range(5)))
    run(project, [(5 * i + 5, "wrong", N, 0.9) for i in range(5)])
    return [item.id for item in feedback(project)]


def states(project):
    return [row[0] for row in project.db.execute("SELECT state FROM steps ORDER BY id")]


@pytest.mark.parametrize(
    ("verdict", "edit", "what"),
    [
        (Verdict.ACCEPT, Edit(), "accept"),
        (Verdict.SKIP, Edit(note="odd"), "skip"),
        (Verdict.ACCEPT, Edit(category=P, span=Span(0, 3), target=2), "change to Positive"),
        (Verdict.ACCEPT, Edit(span=Span(0, 3), target=2), "move span"),
        (Verdict.ACCEPT, Edit(target=2), "change target"),
    ],
)
def test_a_step_is_called_by_the_most_it_changes(project, found, verdict, edit, what):
    review.decide(project, found[:1], verdict, reviewer="me", edit=edit)

    assert review.undo_label(project) == what
    assert states(project) == ["done"]
    review.undo(project, reviewer="me")
    assert (review.undo_label(project), review.redo_label(project)) == (None, what)


def test_many_are_decided_in_batches_as_one_step_that_is_complete_at_the_end(project, found):
    job = review.decide_all(project, found, Saying(category=P), reviewer="me")
    review.decide(project, found[:1], Verdict.REJECT, reviewer="me")

    assert [done for done, _ in job] == [1]  # of the others nobody has said whether it is one
    assert review.undo_label(project) == "change to Positive"
    assert states(project) == ["done", "done"]

    told = [done for done, _ in review.decide_all(project, found, Saying(Verdict.ACCEPT), reviewer="me")]
    assert (told, states(project)[-1], review.undo_label(project)) == ([2, 4, 5], "done", "accept")


def test_a_batch_of_which_nothing_is_to_be_said_is_passed_over_and_the_next_is_not(project, found):
    review.decide(project, found[:2], Verdict.REJECT, reviewer="me")
    job = review.decide_all(project, found, Saying(Verdict.ACCEPT), reviewer="me", keep_decided=True)

    assert [done for done, _ in job] == [2, 3]
    assert [item.status for item in feedback(project)] == [Status.REJECTED] * 2 + [Status.CONFIRMED] * 3


def test_where_nothing_is_said_of_any_no_step_is_left_behind(project, found):
    assert list(review.decide_all(project, found, Saying(note="odd"), reviewer="me")) == []
    assert states(project) == []
    assert list(review.decide_all(project, [], Saying(Verdict.ACCEPT), reviewer="me")) == []


def test_a_step_of_just_a_batch_is_not_big(project, found):
    assert not review.next_is_big(project, undo=True)
    review.decide(project, found[:3], Verdict.ACCEPT, reviewer="me")
    assert review.next_is_big(project, undo=True)
    assert not review.next_is_big(project, undo=False)
    review.undo(project, reviewer="me")
    assert review.next_is_big(project, undo=False)
    review.decide(project, found[:2], Verdict.ACCEPT, reviewer="me")
    assert not review.next_is_big(project, undo=True)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_an_undo_in_batches_is_through_when_its_last_is(project, found, size):
    review.decide(project, found[:size], Verdict.ACCEPT, reviewer="me")
    step = review.flip_newest(project, undo=True, reviewer="me")
    assert [item.status for item in feedback(project)].count(Status.CONFIRMED) == size

    told = [(done, of) for done, of, _ in review.rebuild_step(project, step.id)]
    assert told == [(min(at + 2, size), size) for at in range(0, size, 2)]
    assert {item.status for item in feedback(project)} == {Status.AUTO}
    assert review.repair(project) == 0


def test_a_span_by_hand_is_a_complete_step_also_where_nothing_was_detected(project):
    take_in(project, talk("u a", "a one", "u wrong"))
    made, _ = review.add(project, 3, Span(0, 5), N, reviewer="me")

    (item,) = feedback(project)
    assert (item.id, item.status, item.target, item.by_hand) == (made, Status.CONFIRMED, 2, True)
    assert (states(project), review.undo_label(project)) == (["done"], "add Complaint")
    review.decide(project, [made], Verdict.REJECT, reviewer="me")
    assert [item.status for item in feedback(project)] == [Status.REJECTED]
