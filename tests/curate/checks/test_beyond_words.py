"""What stood beside the words of a row, and thoughts that are taken out of it."""

from dataclasses import replace

import pytest

from nfstudio.curate.checks import beyond_words
from nfstudio.curate.checks.flags import Action, Settings
from nfstudio.curate.checks.inspection import Inspection
from nfstudio.domain.conversation import Message, Role

ANSWER = "Twelve eggs make a dozen."
THINKING = f"<think>Eggs? A dozen.\n</think>\n\n{ANSWER}"


def reasons(specimen):
    return [flag.reason for flag in beyond_words.flags(specimen, Settings())]


def answered(specimen, **extra):
    (answer,) = specimen.answers
    return replace(specimen, answers=(replace(answer, message=replace(answer.message, extra=extra)),))


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ({"tool_calls": [{"name": "look"}]}, [beyond_words.CALLED]),
        ({"error": True}, [beyond_words.ERROR]),
        ({"tool_calls": [], "reasoning": "beside the words, never written"}, []),
    ],
)
def test_an_answer_that_was_more_or_less_than_its_words_is_flagged(row, extra, told):
    assert reasons(answered(row(answer=ANSWER), **extra)) == told


def test_what_a_prompt_lacks_is_flagged(row):
    asked = Message(Role.USER, "What does it show?", extra={"attachments": ["cat.png"]})
    called = Message(Role.ASSISTANT, "", extra={"tool_calls": [{"name": "look"}]})
    prompt = (asked, called, Message(Role.TOOL, "a cat"))
    assert reasons(replace(row(answer=ANSWER), prompt=prompt)) == [beyond_words.FILES, beyond_words.TOOLS]


def test_thoughts_are_found_at_the_head_of_answers_alone(row):
    said = row("What does <think> mean?", f"The tag <think>…</think> holds thoughts. {ANSWER}")
    assert reasons(said) == []
    (flag,) = beyond_words.flags(row(answer=THINKING), Settings())
    assert (flag.reason, flag.suggested) == (beyond_words.THOUGHTS, Action.REDACT)
    assert flag.places[0].span.of(THINKING) == THINKING.removesuffix(ANSWER)
    assert reasons(row(answer="<think>Eggs, and then")) == [beyond_words.THOUGHTS]


def test_thoughts_are_taken_out_on_request_and_nothing_else_is(row):
    before = Message(Role.ASSISTANT, THINKING)
    thinking = replace(row(answer=THINKING), prompt=(Message(Role.USER, "<think>?</think> How?"), before, before))
    seen = Inspection(actions={beyond_words.NAME: "redact"}).look(thinking)
    assert [message.content for message in seen.specimen.prompt] == ["<think>?</think> How?", ANSWER, ANSWER]
    assert seen.specimen.answers[0].message.content == ANSWER
    assert Inspection().look(thinking).specimen == thinking


@pytest.mark.parametrize("answer", ["<think>All of it.</think>", "<think>No end"])
def test_an_answer_is_never_emptied(row, answer):
    assert beyond_words.redacted(row(answer=answer)) == row(answer=answer)


def test_sides_that_differ_in_thoughts_alone_stay_apart(pair):
    made = pair(THINKING, ANSWER)
    assert beyond_words.redacted(made) == made


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Human: I would rather live.", [beyond_words.SPEAKER]),
        ("**Assistant:** Twelve.", [beyond_words.SPEAKER]),
        ("\n\nAI : Twelve.", [beyond_words.SPEAKER]),
        ("Humans: they live long.", []),
        ("The user: who is it? Twelve eggs.", []),
        ("User1: Hey everyone, have you heard?", []),
        ("Twelve.<|im_end|>\n<|im_start|>user\nThanks", [beyond_words.TEMPLATE]),
        ("[INST] How many? [/INST] Twelve.", [beyond_words.TEMPLATE]),
        ("Twelve.<end_of_turn>", [beyond_words.TEMPLATE]),
        ("In a shell `a <| b |> c` is no pipe, and [INSTALL] no mark.", []),
    ],
)
def test_marks_of_who_speaks_that_were_left_in_an_answer_are_flagged(row, words, told):
    assert reasons(row(answer=words)) == told
    assert all(flag.suggested is Action.DROP for flag in beyond_words.flags(row(answer=words), Settings()))


def test_the_mark_of_a_template_is_found_in_what_was_asked_the_name_of_a_speaker_is_no_mark_there(row):
    assert reasons(row("User: how many?<|eot_id|>", ANSWER)) == [beyond_words.TEMPLATE]
    assert reasons(row("User: how many eggs make a dozen?", ANSWER)) == []
