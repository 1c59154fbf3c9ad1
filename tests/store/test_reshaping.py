import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Scope, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.store import reshaping, review
from nfstudio.store.decisions import Edit

C, N = Category.CORRECTION, Category.COMPLAINT
SAID = "u that is wrong, I said two days"


@pytest.fixture
def found(project):
    take_in(project, talk("u plan", "a Day one", SAID, "a Sorry", "u great"))
    run(project, [(3, "that is wrong", N, 0.8), (3, "I said two days", C, 0.9)])
    return [item.id for item in feedback(project)]


def stand(project):
    return [(i.span, i.category, i.status) for i in feedback(project)]


def test_a_split_makes_two_accepted_halves_without_the_space_between(project, found):
    review.decide(project, found[:1], Verdict.ACCEPT, reviewer="me", edit=Edit(scope=Scope.PERSONAL, flags=("toxic",)))
    second, changes = reshaping.split(project, found[0], 4, reviewer="me")

    first, half, _ = feedback(project)
    assert (first.id, half.id, changes.touches(1)) == (found[0], second, True)
    assert [first.span, half.span] == [Span(0, 4), Span(5, 13)]
    assert (half.category, half.target, half.scope, half.flags) == (N, 2, Scope.PERSONAL, ("toxic",))
    assert half.status is Status.CONFIRMED


@pytest.mark.parametrize("at", [0, 13, 20])
def test_a_split_that_would_leave_nothing_is_refused(project, found, at):
    with pytest.raises(StudioError, match="nothing to split"):
        reshaping.split(project, found[0], at, reviewer="me")
    assert review.undo_label(project) is None


def test_merged_the_first_grows_over_both_and_the_other_is_rejected_with_a_reason(project, found):
    reshaping.merge(project, [[found[0], found[1]]], reviewer="me")

    whole, gone = feedback(project)
    assert (whole.span, whole.category, whole.status) == (Span(0, 30), N, Status.CONFIRMED)
    assert (gone.status, gone.note) == (Status.REJECTED, reshaping.MERGED)


def test_what_was_split_can_be_merged_and_each_is_one_undo(project, found):
    before = stand(project)
    second, _ = reshaping.split(project, found[0], 4, reviewer="me")
    halves = stand(project)
    reshaping.merge(project, [[found[0], second]], reviewer="me")
    assert stand(project)[0][0] == Span(0, 13)
    assert len(stand(project)) == 2

    assert review.undo(project, reviewer="me")[0] == "merge spans"
    assert stand(project) == halves
    assert review.undo(project, reviewer="me")[0] == "split span"
    assert stand(project) == before
    assert review.is_consistent(project, 3)


def test_spans_of_two_messages_are_not_merged(project, found):
    other, _ = review.add(project, 5, Span(0, 5), Category.POSITIVE, reviewer="me")
    with pytest.raises(StudioError, match="same message"):
        reshaping.merge(project, [[found[0], other]], reviewer="me")


def test_moves_of_one_span_in_a_row_are_one_step(project, found):
    for end in (12, 11, 10):
        review.move(project, found[0], Span(0, end), reviewer="me")
    assert stand(project)[0][0] == Span(0, 10)
    review.undo(project, reviewer="me")
    assert stand(project)[0][0] == Span(0, 13)
    review.redo(project, reviewer="me")
    assert stand(project)[0][0] == Span(0, 10)


def test_moves_with_something_between_them_are_steps_of_their_own(project, found):
    review.move(project, found[0], Span(0, 12), reviewer="me")
    review.move(project, found[1], Span(15, 20), reviewer="me")
    review.move(project, found[0], Span(0, 11), reviewer="me")
    review.undo(project, reviewer="me")
    review.move(project, found[0], Span(0, 10), reviewer="me")
    review.undo(project, reviewer="me")
    assert stand(project)[0][0] == Span(0, 12)
    review.move(project, found[0], Span(0, 9), reviewer="you")
    review.undo(project, reviewer="you")
    assert stand(project)[0][0] == Span(0, 12)


def test_a_move_after_an_undo_leaves_nothing_to_redo(project, found):
    review.move(project, found[0], Span(0, 12), reviewer="me")
    review.undo(project, reviewer="me")
    review.move(project, found[0], Span(0, 11), reviewer="me")
    assert review.redo(project, reviewer="me") is None


def test_several_of_a_message_become_one_and_those_of_another_message_another_in_one_step(project):
    take_in(project, *(talk(plan, "a Day one", "u no. wrong. two days. not three") for plan in ("u plan", "u go")))
    words = ("no.", "wrong.", "two days.", "not three")
    run(project, [(message, said, N, 0.8) for message in (3, 6) for said in words])
    first, second = ([i.id for i in feedback(project) if i.message == message] for message in (3, 6))
    reshaping.merge(project, [[first[1], first[0], first[3]], second[:2]], reviewer="me")

    standing = [(i.id, i.span) for i in feedback(project) if i.status is Status.CONFIRMED]
    assert standing == [(first[1], Span(0, 30)), (second[0], Span(0, 10))]
    assert [i.status for i in feedback(project)].count(Status.REJECTED) == 3
    assert review.undo(project, reviewer="me")[0] == "merge spans"
    assert {i.status for i in feedback(project)} == {Status.AUTO}
