from building import talk

from nfstudio.curate.judged import JudgedFeedback, LeftOut, Reason, Reviewed, Selection
from nfstudio.curate.process import processes
from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span

U, A = Role.USER, Role.ASSISTANT
LONG = talk("u one", "a two", "u three", "a four", "u five", "a six", "u seven")


def judged(message, target, category=Category.POSITIVE):
    return JudgedFeedback(message, target, Span(0, 1), category, Status.CONFIRMED)


def made(conversation, *feedback):
    return list(processes(Reviewed(conversation, "c", "s", feedback), Selection()))


def test_a_row_has_a_label_for_every_judged_answer_and_tells_the_others_on_the_way():
    (example,) = made(LONG, judged(2, 1, Category.COMPLAINT), judged(6, 5))
    first, second = example.content.steps
    assert [m.content for m in example.content.prompt] == ["one"]
    assert (first.before, first.answer.content, first.label) == ((), "two", False)
    assert [m.content for m in second.before] == ["three", "four", "five"]
    assert (second.answer.content, second.label, example.judgements) == ("six", True, 2)


def test_an_answer_with_feedback_of_both_signs_has_no_label():
    left_out, example = made(LONG, judged(2, 1), judged(2, 1, Category.COMPLAINT), judged(6, 5))
    assert left_out == LeftOut(Reason.CONFLICT, 2)
    assert [step.answer.content for step in example.content.steps] == ["six"]


def test_branches_are_rows_of_their_own_and_feedback_that_both_share_counts_once():
    tree = Conversation(
        (
            Message(U, "one"),
            Message(A, "two", parent=0),
            Message(U, "three", parent=1),
            Message(A, "four", parent=2),
            Message(A, "five", parent=2),
            Message(U, "six", parent=3),
            Message(U, "seven", parent=4),
        )
    )
    one, other = made(tree, judged(2, 1, Category.COMPLAINT), judged(5, 3), judged(6, 4))
    assert [s.answer.content for s in one.content.steps] == ["two", "four"]
    assert [s.answer.content for s in other.content.steps] == ["two", "five"]
    assert (one.judgements, other.judgements) == (2, 1)
