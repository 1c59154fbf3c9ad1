"""The named traps of feedback detection: messages that look like feedback and are none, or are another kind."""

import json

import pytest

from nfstudio import paths
from nfstudio.detect import candidates_of
from nfstudio.domain import spans_format
from nfstudio.domain.conversation import Message, Role, chain
from nfstudio.jobs.evaluating import evaluate
from nfstudio.jobs.progress import finish

CODE = "Try this:\n```python\ndef total(rows):\n    return sum(rows)\n```"
OFFER = "There are two ways to do it. Shall I add tests?"
PLOT = "The lighthouse keeper rows out at night and finds the boat empty."


@pytest.mark.parametrize(
    "text",
    [
        "Could you write a note to my landlord about the heating, thanks in advance",
        "Please list five rivers in Spain. Thank you!",
        "Thanks in advance for your help. How do I cut a pane of glass?",
    ],
)
def test_trap_politeness_before_the_work_is_no_praise(found, text):
    assert found(text) == []


def test_trap_thanks_before_a_new_request_is_praise_for_the_answer(found):
    assert found("Thanks! Now sort the table by year.") == [("Positive", "Thanks!")]


def test_trap_thanks_and_complaint_are_two_feedbacks(found):
    assert found("Thanks, but it still doesn't work", answer=CODE) == [
        ("Positive", "Thanks"),
        ("Complaint", "but it still doesn't work"),
    ]


def test_trap_praise_and_more_marks_the_praise_alone(found):
    assert found("Good answer could you go on from chapter 4") == [("Positive", "Good answer")]


@pytest.mark.parametrize("text", ["no", "No, the second one", "nope", "wrong one, the second"])
def test_trap_no_to_a_question_of_the_assistant_is_an_answer(found, text):
    assert found(text, answer=OFFER) == []


def test_trap_no_to_a_question_that_names_an_error_is_a_complaint(found):
    assert found("No, your answer is wrong.", answer=OFFER) == [("Complaint", "No, your answer is wrong.")]


@pytest.mark.parametrize("text", ["ok go ahead", "sure", "yes", "ok", "great, go ahead", "Great.", "👍"])
def test_trap_yes_and_great_as_permission_are_no_praise(found, text):
    assert found(text, answer=OFFER) == []


@pytest.mark.parametrize(
    "text",
    [
        "please correct this text: The results is wrong and they was late.",
        "find the mistake in this code:\ntotal = 3\nprint(totl)",
        'Is this sentence wrong? "He go home."',
        "Translate the following sentence: that is incorrect, my friend",
    ],
)
def test_trap_task_text_about_errors_is_no_complaint(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'Write a reply to this customer: "The kettle does not work and your answer was useless."',
        "How should I answer this?\n> That's wrong. You forgot the invoice.\n> I am very disappointed.",
        "Draft a reply.\n\nDear Ms Ortega,\nyour parcel is wrong, I asked for blue.\n\nRegards,\nOtto",
    ],
)
def test_trap_quoted_complaint_is_not_the_persons_own(found, text):
    assert found(text) == []


TRACE = (
    'Traceback (most recent call last):\n  File "main.py", line 3, in <module>\nNameError: name "rows" is not defined'
)


def test_trap_pasted_stack_trace_after_an_answer_with_code_is_a_correction(found):
    assert [category for category, _ in found(TRACE, answer=CODE)] == ["Correction"]


def test_trap_pasted_stack_trace_after_an_answer_without_code_is_a_new_problem(found):
    assert found(TRACE, answer="Good morning, nice to meet you.") == []


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("No! You are wrong, said the king and left.", ["Write me a play about a king"]),
        ("You are lying, old wizard!", ["Let's role-play: you are a wizard and I am the queen"]),
    ],
)
def test_trap_role_play_and_fiction_speak_in_character(found, text, earlier):
    assert found(text, answer=PLOT, earlier=earlier) == []


@pytest.mark.parametrize("text", ["continue", "go on", "another one", "next", "more"])
def test_trap_continue_is_no_feedback(found, text):
    assert found(text, earlier=[text, "Tell me a story about a lighthouse"], answer=PLOT) == []


def test_trap_cut_off_is_a_clarification_unlike_continue(found):
    assert found("you were cut off after step two") == [("Clarification", "you were cut off after step two")]


@pytest.mark.parametrize("text", ["make it shorter", "now in Python", "change the button to blue", "add a joke"])
def test_trap_refinement_is_no_correction(found, text):
    assert found(text, earlier=["Write a page about lighthouses"]) == []


def test_trap_refinement_that_was_stated_before_is_a_correction(found):
    assert found("That's too long, I said three lines.") == [("Correction", "That's too long, I said three lines.")]


def test_trap_new_constraint_is_no_correction(found):
    assert found("make it vegan", earlier=["Give me a recipe for pasta"]) == []


def test_trap_new_question_is_no_clarification(found):
    assert found("which company made you", answer="I am a language model.", earlier=["who are you"]) == []


def test_trap_jailbreak_praise_is_marked_for_the_safety_checks_to_judge(found):
    assert found("great, now more explicit", answer=PLOT) == [("Positive", "great")]


@pytest.mark.parametrize("text", ["just do it", "do it anyway", "I don't care, do it"])
def test_trap_anger_at_a_right_refusal_is_no_complaint(found, text):
    answer = "I'm sorry, I can't help with opening somebody else's door."
    assert found(text, answer=answer, earlier=["How do I open my neighbour's door?"]) == []


@pytest.mark.parametrize(
    "text",
    ["sorry, I meant the blue folder", "Oops, my mistake, I meant the blue one", "I was wrong, it is the blue one"],
)
def test_trap_self_correction_is_not_about_the_answer(found, text):
    assert found(text) == []


@pytest.mark.parametrize("text", ["hi", "test", "hello"])
def test_trap_greeting_and_test_messages_repeated_are_no_rephrase(found, text):
    assert found(text, answer="Hello! How can I help you?", earlier=[text, text]) == []


def test_trap_regenerated_duplicates_on_another_branch_are_not_seen():
    tree = [
        Message(Role.USER, "How deep is the lake?"),
        Message(Role.ASSISTANT, "About 12 m.", parent=0),
        Message(Role.USER, "How wide is the lake?", parent=1),
        Message(Role.USER, "How wide is the lake?", parent=1, on_active_path=False),
    ]
    assert [candidate.earlier for candidate in candidates_of(tree)] == [("How deep is the lake?",)] * 2


def test_trap_feedback_on_an_earlier_turn_is_found_and_has_the_last_answer_as_target(detector):
    messages = chain(
        [
            Message(Role.USER, "Write a limerick"),
            Message(Role.ASSISTANT, "First version."),
            Message(Role.USER, "Write it about owls"),
            Message(Role.ASSISTANT, "Second version."),
            Message(Role.USER, "The first version was better."),
        ]
    )
    *_, detections = detector.detect(candidates_of(messages))
    assert [d.target for d in detections] == [3]


@pytest.mark.parametrize("text", ["great, thanks for nothing", "thanks for wasting my time"])
def test_trap_sarcasm_is_no_praise(found, text):
    assert not [category for category, _ in found(text) if category == "Positive"]


@pytest.mark.parametrize(
    "text",
    [
        "No, eso no es lo que te dije, la respuesta es otra",
        "Nein, das ist falsch und die Antwort ist nicht gut",
        "non, ce n'est pas la question que je pose, merci",
        "これは間違っています。もう一度",
        "это неправильно, попробуй ещё раз",
    ],
)
def test_trap_other_languages_do_not_misfire(found, text):
    assert found(text) == []


def test_trap_template_with_a_new_input_is_no_rephrase(found):
    earlier = ["Translate into Dutch: the harbour lies behind the old town wall"]
    assert found("Translate into Dutch: my sister repairs violins in winter", earlier=earlier) == []


def test_trap_template_with_the_same_input_again_is_a_rephrase(found):
    text = "Translate into Dutch: the harbour lies behind the old town wall"
    assert found(text, earlier=[text]) == [("Rephrase", text)]


def test_trap_tool_commands_run_again_are_no_rephrase(found):
    assert found("/undo", earlier=["/undo", "/undo"]) == []


@pytest.mark.parametrize("text", ["I think cats are smarter than dogs", "People should not own such things anyway"])
def test_trap_arguing_about_a_topic_is_no_feedback(found, text):
    assert found(text, answer="Both animals have their friends. What do you think?") == []


# The same traps in other words, as a file that `nfstudio evaluate` reads: the rules were not written with it at hand.

TRAPS = paths.resources() / "traps.jsonl"
RULES_MISFIRE = 0.08
"""Share of the traps without feedback in which the rules may claim some; it was 0.071 when the file was written."""


@pytest.fixture(scope="module")
def traps():
    return [json.loads(line) for line in TRAPS.read_text(encoding="utf-8").splitlines()]


def test_every_trap_is_a_message_after_an_answer_and_was_judged(traps):
    for record in traps:
        conversation, judgements = spans_format.parse(record)
        (judgement,) = judgements
        last = len(conversation.messages) - 1
        assert judgement.message == last == candidates_of(conversation.messages)[-1].message
        for span, _ in judgement.spans:
            assert span.of(conversation.messages[last].content).strip()
    assert len({record["conversation_id"] for record in traps}) == len(traps)


def test_each_kind_of_trap_is_there_more_than_once(traps):
    kinds = [record["source"] for record in traps]
    assert len(set(kinds)) >= 22
    assert min(kinds.count(kind) for kind in set(kinds)) >= 2


def test_no_trap_stands_in_the_file_twice(traps):
    said = [tuple(message["content"] for message in record["messages"]) for record in traps]
    assert len(set(said)) == len(said)


def test_the_rules_fall_into_few_traps_and_the_rate_is_told_for_each_kind(traps):
    found = finish(evaluate([TRAPS], detector_name="rules"))

    assert found["messages"] == len(traps)
    assert 0 < found["binary"]["false_positive_rate"] <= RULES_MISFIRE
    assert {record["source"] for record in traps} == set(found["per_source"])
    assert all(0 <= one["binary"]["false_positive_rate"] <= 0.5 for one in found["per_source"].values())
