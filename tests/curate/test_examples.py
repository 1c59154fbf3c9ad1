from dataclasses import replace

import pytest
from judged_answers import EVERYTHING, SIMPLE, A, S, T, U, judged, only, results, talk

from nfstudio.curate.examples import unpaired
from nfstudio.curate.judged import STATUSES, Example, LeftOut, Reason, Reviewed, Selection
from nfstudio.domain.conversation import Conversation, Message
from nfstudio.domain.feedback import Category, Scope, Status
from nfstudio.domain.span import Span

# --- what becomes a row -----------------------------------------------------------------------------------------


def test_a_positive_feedback_gives_a_true_row_with_all_that_stood_before_its_answer():
    example = only(SIMPLE, judged(4, 3, span=Span(0, 6)))
    assert isinstance(example, Example)
    assert [m.content for m in example.content.prompt] == ["Name a prime.", "Nine.", "No, nine is three times three."]
    assert example.content.completion.content == "Seven."
    assert example.content.label is True


@pytest.mark.parametrize("category", [Category.CORRECTION, Category.COMPLAINT])
def test_a_negative_feedback_gives_a_false_row(category):
    example = only(SIMPLE, judged(2, 1, category))
    assert [m.content for m in example.content.prompt] == ["Name a prime."]
    assert example.content.label is False


@pytest.mark.parametrize("category", [Category.REPHRASE, Category.CLARIFICATION])
def test_a_neutral_feedback_gives_a_row_only_when_it_is_included_and_then_a_false_one(category):
    assert only(SIMPLE, judged(2, 1, category)) == LeftOut(Reason.CATEGORY)
    assert only(SIMPLE, judged(2, 1, category), selection=EVERYTHING).content.label is False


def test_the_provenance_counts_positions_from_zero_and_quotes_the_span():
    known = {"score": 0.75, "detector": "rules", "rules": ("no-but",), "reviewer": "ann"}
    meta = only(SIMPLE, judged(2, 1, Category.CORRECTION, span=Span(4, 8), **known)).meta
    assert meta == {
        "conversation_id": "c-1",
        "source": "chats.json",
        "source_sha256": None,
        "recipe": "judged-answer",
        "target_position": 1,
        "feedback_position": 2,
        "category": "AWARE_WITH_CORRECTION",
        "quote": "nine",
        "start": 4,
        "end": 8,
        "status": "confirmed",
        "reviewer": "ann",
        "score": 0.75,
        "rules": ("no-but",),
        "detector": "rules",
        "scope": None,
        "also": [],
    }


def test_the_scope_a_person_gave_is_told():
    assert only(SIMPLE, judged(2, 1, Category.CORRECTION, scope=Scope.PERSONAL)).meta["scope"] == "personal"


def test_a_span_after_an_emoji_is_quoted_by_code_points():
    conversation = talk((U, "Hi"), (A, "Hello"), (U, "👍🏽 well done"))
    assert only(conversation, judged(2, 1, span=Span(3, 12))).meta["quote"] == "well done"


def test_what_no_json_can_hold_in_a_file_name_is_replaced():
    reviewed = Reviewed(SIMPLE, "c-1", "bad\udcff.json", (judged(4, 3),))
    (example,) = unpaired(reviewed, Selection())
    assert example.meta["source"] == "bad\ufffd.json"


def test_tool_and_system_messages_stay_in_the_prompt():
    conversation = talk((S, "Be brief."), (U, "Weather?"), (A, ""), (T, "rain"), (A, "Rain."), (U, "Great, thanks"))
    example = only(conversation, judged(5, 4))
    assert [m.role for m in example.content.prompt] == [S, U, A, T]
    assert example.meta["target_position"] == 4


@pytest.mark.parametrize("asked", [[(U, "Weather?")], [(U, "Weather?"), (A, "Let me look."), (T, "rain")]])
def test_a_system_message_right_before_the_answer_stays_at_the_end_of_the_prompt(asked):
    conversation = talk(*asked, (S, "Be brief."), (S, "No jokes."), (A, "Rain."), (U, "Great, thanks"))
    example = only(conversation, judged(len(asked) + 3, len(asked) + 2))
    assert [(m.role, m.content) for m in example.content.prompt] == [*asked, (S, "Be brief."), (S, "No jokes.")]


# --- branches ---------------------------------------------------------------------------------------------------


def branched() -> Conversation:
    return Conversation(
        (
            Message(U, "Write a haiku"),
            Message(A, "first try", parent=0, on_active_path=False),
            Message(A, "second try", parent=0),
            Message(U, "bad", parent=1, on_active_path=False),
            Message(A, "third try", parent=3, on_active_path=False),
            Message(U, "good", parent=2),
            Message(U, "nice", parent=4, on_active_path=False),
        )
    )


def test_a_target_on_a_side_branch_has_the_messages_of_that_branch_alone_as_its_prompt():
    example = only(branched(), judged(6, 4))
    assert [m.content for m in example.content.prompt] == ["Write a haiku", "first try", "bad"]
    assert (example.meta["target_position"], example.meta["feedback_position"]) == (3, 4)


def test_each_of_two_answers_to_one_question_gives_its_own_row():
    first, second = results(branched(), judged(3, 1, Category.COMPLAINT), judged(5, 2))
    assert (first.content.completion.content, first.content.label) == ("first try", False)
    assert (second.content.completion.content, second.content.label) == ("second try", True)
    assert first.content.prompt == second.content.prompt


def test_an_answer_on_another_branch_is_no_target():
    assert only(branched(), judged(5, 1)) == LeftOut(Reason.TARGET)


def test_a_feedback_may_speak_about_an_earlier_answer_than_the_last():
    example = only(SIMPLE, judged(4, 1, Category.COMPLAINT))
    assert [m.content for m in example.content.prompt] == ["Name a prime."]
    assert (example.meta["target_position"], example.meta["feedback_position"]) == (1, 4)


# --- several on one answer --------------------------------------------------------------------------------------


def test_opposite_signs_on_one_answer_are_a_conflict_and_all_of_it_is_left_out():
    feedback = judged(2, 1), judged(2, 1, Category.CORRECTION), judged(4, 1, Category.COMPLAINT)
    assert only(SIMPLE, *feedback) == LeftOut(Reason.CONFLICT, 3)


def test_an_included_neutral_feedback_contradicts_praise_and_one_not_included_does_not():
    feedback = judged(2, 1), judged(2, 1, Category.CLARIFICATION)
    assert only(SIMPLE, *feedback, selection=EVERYTHING) == LeftOut(Reason.CONFLICT, 2)
    left_out, example = results(SIMPLE, *feedback)
    assert left_out == LeftOut(Reason.CATEGORY)
    assert example.content.label is True


def test_feedback_that_was_not_chosen_raises_no_conflict():
    feedback = judged(2, 1), judged(2, 1, Category.COMPLAINT, status=Status.REJECTED)
    left_out, example = results(SIMPLE, *feedback)
    assert left_out == LeftOut(Reason.REJECTED)
    assert example.content.label is True


def test_feedback_of_one_sign_is_one_row_with_the_strongest_on_top():
    confirmed = judged(4, 1, Category.COMPLAINT, score=0.2, detector="rules")
    sure = judged(2, 1, Category.CORRECTION, status=Status.AUTO, score=0.9, detector="hybrid")
    unsure = judged(2, 1, Category.COMPLAINT, status=Status.AUTO, score=0.6, detector="hybrid")
    example = only(SIMPLE, unsure, sure, confirmed)
    assert example.judgements == 3
    assert example.meta["status"] == "confirmed"
    assert [other["score"] for other in example.meta["also"]] == [0.9, 0.6]
    assert "conversation_id" not in example.meta["also"][0]
    assert example.meta["also"][0]["quote"] == "No"


def test_among_the_confirmed_a_span_made_by_hand_counts_as_sure():
    by_hand = judged(4, 1, score=None, detector=None)
    claimed = judged(2, 1, score=0.99, detector="hybrid")
    assert only(SIMPLE, claimed, by_hand).meta["detector"] is None


# --- what is left out -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "choice", "reason"),
    [
        (Status.CONFIRMED, "confirmed", None),
        (Status.CONFIRMED, "auto", Reason.STATUS),
        (Status.CONFIRMED, "all", None),
        (Status.AUTO, "confirmed", Reason.STATUS),
        (Status.AUTO, "auto", None),
        (Status.AUTO, "all", None),
        *((Status.LOW, choice, Reason.LOW) for choice in STATUSES),
        *((Status.REJECTED, choice, Reason.REJECTED) for choice in STATUSES),
        *((Status.SKIPPED, choice, Reason.SKIPPED) for choice in STATUSES),
    ],
)
def test_a_status_leaves_only_when_it_is_chosen(status, choice, reason):
    result = only(SIMPLE, judged(4, 3, status=status), selection=Selection(statuses=STATUSES[choice]))
    assert isinstance(result, Example) if reason is None else result == LeftOut(reason)


def test_no_selection_lets_rejected_feedback_out():
    with pytest.raises(ValueError, match="rejected is never exported"):
        Selection(statuses=frozenset({Status.CONFIRMED, Status.REJECTED}))


@pytest.mark.parametrize(
    ("status", "score", "passes"),
    [
        (Status.AUTO, 0.8, True),
        (Status.AUTO, 0.79, False),
        (Status.AUTO, None, False),
        (Status.CONFIRMED, 0.1, True),
        (Status.CONFIRMED, None, True),
    ],
)
def test_the_minimum_score_is_asked_of_undecided_feedback(status, score, passes):
    result = only(SIMPLE, judged(4, 3, status=status, score=score), selection=Selection(min_score=0.8))
    assert isinstance(result, Example) if passes else result == LeftOut(Reason.SCORE)


def test_the_selection_tells_what_it_takes():
    assert Selection(statuses=STATUSES["auto"], min_score=0.5, include=frozenset({Category.REPHRASE})).record() == {
        "status": ["auto"],
        "min_score": 0.5,
        "categories": ["POSITIVE", "AWARE_WITH_CORRECTION", "AWARE_WITHOUT_CORRECTION", "REPHRASE"],
    }


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ([(U, "Hi"), (A, " \n"), (U, "Thanks")], Reason.ANSWER),
        ([(A, "Welcome!"), (U, "Thanks")], Reason.PROMPT),
        ([(S, "Be brief."), (A, "Welcome!"), (U, "Thanks")], Reason.PROMPT),
        ([(U, "Hi"), (A, "One moment."), (S, "Go on."), (A, "Here."), (U, "Thanks")], Reason.PROMPT),
        ([(U, "Hi"), (A, "One moment."), (A, "Here."), (U, "Thanks")], Reason.PROMPT),
        ([(U, ""), (A, "What a nice picture."), (U, "Thanks")], Reason.PROMPT),
        ([(T, "rain"), (A, "Rain."), (U, "Thanks")], Reason.PROMPT),
    ],
)
def test_an_answer_nothing_can_be_learned_from_is_left_out(said, reason):
    assert only(talk(*said), judged(len(said) - 1, len(said) - 2)) == LeftOut(reason)


@pytest.mark.parametrize(("message", "target"), [(4, None), (4, 2), (3, 1), (2, 3)])
def test_a_target_that_is_no_earlier_answer_is_none(message, target):
    assert only(SIMPLE, judged(message, target)) == LeftOut(Reason.TARGET)


# --- long conversations -----------------------------------------------------------------------------------------


class Counted(tuple):
    """Messages that know how often somebody has gone through all of them."""

    __slots__ = ()
    times = 0

    def __iter__(self):
        Counted.times += 1
        return super().__iter__()


def gone_through(turns: int) -> int:
    """How often a conversation is gone through in which every second answer is praised."""
    conversation = talk(*[(U, "And now?"), (A, "Rain."), (U, "Thanks")] * turns)
    counted = replace(conversation, messages=Counted(conversation.messages))
    feedback = tuple(judged(3 * i + 2, 3 * i + 1) for i in range(turns))
    Counted.times = 0
    assert sum(isinstance(e, Example) for e in results(counted, *feedback)) == turns
    return Counted.times


def test_a_long_conversation_is_gone_through_as_often_as_a_short_one():
    assert gone_through(200) == gone_through(5) > 0
