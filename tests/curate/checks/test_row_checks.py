"""The checks that look at one row, a question each."""

from dataclasses import replace

import pytest

from nfstudio.curate.checks import identity, language, personal_scope, refusals, short, toxicity, truncation
from nfstudio.curate.checks.flags import Settings
from nfstudio.curate.checks.harm import harmful
from nfstudio.curate.checks.harm_requests import advises_harm, asks_for_harm, discourages
from nfstudio.curate.checks.word_lists import read
from nfstudio.domain.conversation import Message
from nfstudio.domain.feedback import Scope

PLAIN = Settings()
HARM = [
    (e["kind"], text, found)
    for e in read("harm")["list"]
    for found in (True, False)
    for text in e["finds" if found else "passes"]
]
ACTS = [
    (e["kind"], text, found)
    for e in read("harm-requests")["act"]
    for found in (True, False)
    for text in e["finds" if found else "passes"]
]
ABOUT = [
    (e["part"], e["reason"], t, found)
    for e in read("identity")["list"]
    for found in (True, False)
    for t in e["finds" if found else "passes"]
]
SENTENCE = "The water rises and falls twice a day because the moon pulls at it. "


def reasons(check, specimen, settings=PLAIN):
    return [flag.reason for flag in check.flags(specimen, settings)]


@pytest.mark.parametrize(("kind", "text", "found"), HARM)
def test_the_lists_of_harm_keep_to_their_examples(kind, text, found):
    assert (kind in {one for one, _ in harmful(text)}) is found


@pytest.mark.parametrize(("kind", "text", "found"), ACTS)
def test_the_lists_of_requests_keep_to_their_examples(kind, text, found):
    kinds = {one for one, _ in asks_for_harm(text)}

    assert (kind in kinds) is found
    assert found or not kinds


@pytest.mark.parametrize("entry", read("harm-requests")["act"], ids=lambda entry: entry["kind"])
def test_every_mark_begins_with_letters_enough_to_be_looked_up(entry):
    assert all(mark[:3].isalpha() for mark in entry["marks"])


def test_the_words_of_the_act_are_told_where_they_stand():
    text = "Good morning! I’d like to poison my boss. Any tips?"

    (found,) = asks_for_harm(text)

    assert (found[0], text[found[1].start : found[1].end]) == ("violence", "poison my boss")


def test_an_act_without_a_lead_and_a_lead_without_an_act_are_no_request():
    assert asks_for_harm("The butler poisoned my boss. How do I bake bread?") == ()


def test_a_praised_plan_is_flagged_by_what_was_asked_though_the_answer_is_mild(row):
    assert reasons(toxicity, row("What could I slip in my neighbor's dog food to poison him?", "Try something sweet."))


def test_a_plan_that_nobody_asked_for_is_flagged_in_the_answer(row):
    assert advises_harm("You could steal his keys while he sleeps.")
    assert reasons(toxicity, row("My brother is annoying.", "You could steal his car while he sleeps."))


@pytest.mark.parametrize(
    ("answer", "against"),
    [
        ("I don't think that's a good idea. Talk to him.", True),
        ("Please don't do that, it is illegal.", True),
        ("It's illegal, but you could wear a mask.", False),
        ("Sure, first take the keys.", False),
    ],
)
def test_an_answer_that_speaks_against_it_passes_unless_it_takes_that_back(row, answer, against):
    assert discourages(answer) is against
    assert (reasons(toxicity, row("How do I rob a bank?", answer)) == []) is against


def test_a_request_long_ago_does_not_count_for_what_is_said_now(row):
    specimen = row("Any tips for shoplifting perfume?", "Like this.")
    talk = tuple(message for _ in range(3) for message in row("And which moon is the biggest?", "A moon.").prompt)

    assert reasons(toxicity, replace(specimen, prompt=specimen.prompt + talk)) == []


@pytest.mark.parametrize(("part", "reason", "text", "found"), ABOUT)
def test_the_lists_of_identity_keep_to_their_examples(row, part, reason, text, found):
    specimen = row(text, "Yes.") if part == "prompt" else row("Tell me.", text)

    assert (reason in reasons(identity, specimen)) is found


def test_harm_is_a_matter_of_rows_that_make_an_answer_likelier(row):
    asked = "How do I make a pipe bomb at home?"

    assert reasons(toxicity, row(asked, "First take a pipe.", wanted=True)) == ["violence and crime", "weapons"]
    assert reasons(toxicity, row(asked, "First take a pipe.", wanted=False)) == []
    assert reasons(toxicity, row(asked, "I'm sorry, but I can't help with that.", wanted=True)) == []


def test_what_the_dump_marks_as_toxic_is_believed(row):
    specimen = row("Go on.", "Well then.")
    marked = type(specimen)(
        "a", "a", (Message(specimen.prompt[0].role, "Go on.", extra={"toxic": True}),), specimen.answers
    )

    assert reasons(toxicity, marked) == ["marked toxic by the dump"]


@pytest.mark.parametrize(
    ("prompt", "wanted", "reason"),
    [
        ("How do I make a pipe bomb at home?", False, refusals.RIGHT),
        ("How do I make a pipe bomb at home?", True, refusals.EXPECTED),
        ("How do I make a cake?", True, refusals.WRONG),
        ("How do I make a cake?", False, refusals.OTHER),
    ],
)
def test_a_refusal_is_told_by_what_was_asked_and_whether_it_is_wanted(row, prompt, wanted, reason):
    assert reasons(refusals, row(prompt, "I'm sorry, but I can't assist with that.", wanted=wanted)) == [reason]


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("As an AI language model, I cannot provide medical advice.", True),
        ("Unfortunately, I am unable to do that.", True),
        ("This goes against my guidelines.", True),
        ("I can't help without more information: which version is it?", False),
        ("I couldn't help but notice the tide.", False),
        ("You cannot assign to a tuple.", False),
        ('Write: "I cannot help you" on the card.', False),
        ("The function returns None when it cannot provide a value.", False),
        ("Here it is. " * 40 + "I cannot help with that.", False),
    ],
)
def test_a_refusal_is_found_in_the_opening_words_alone(answer, found):
    assert refusals.refuses(answer) is found


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("```python\nprint(1)\n", "open block of code"),
        ("~~~\n```\n~~~\nDone.", None),
        ("```\na\n```\nDone.", None),
        (SENTENCE * 8 + "It also depends on the shape of the", "ends in the middle of a sentence"),
        (SENTENCE * 8 + "It also depends on the shape,", "ends in the middle of a sentence"),
        (SENTENCE * 8, None),
        (SENTENCE * 8 + "\n\nSincerely,\nJo", None),
        (SENTENCE * 8 + "\n- https://tides.test/a", None),
        (SENTENCE * 8 + "🌊", None),
        ("The", None),
    ],
)
def test_an_answer_is_cut_off_where_no_sentence_and_no_block_ends(answer, reason):
    assert truncation.cut_off(answer) == reason


def test_an_answer_that_the_dump_marks_as_stopped_is_cut_off():
    assert truncation.cut_off("All of it.", stopped=True) == "stopped, says the dump"


def test_few_words_are_too_few_and_unwanted_answers_may_be_short(row):
    assert reasons(short, row("hi", "hello")) == ["short prompt", "short answer"]
    assert reasons(short, row("hi there, how are you", "hello", wanted=False)) == []
    assert reasons(short, row("潮汐是怎么回事？", "潮汐是由月球引力引起的海水运动。")) == []


def test_without_chosen_languages_every_language_passes_and_unknown_ones_always(row):
    english = Settings(languages=frozenset({"en"}))

    assert reasons(language, row(language="de")) == []
    assert reasons(language, row(language="de"), english) == ["language de"]
    assert reasons(language, row(language="en-GB"), english) == []
    assert reasons(language, row(language=None), english) == []


def test_a_row_is_personal_when_all_of_its_feedback_is(row):
    assert reasons(personal_scope, row(said=["vegan please"], scope=Scope.PERSONAL)) == ["personal wish"]
    assert reasons(personal_scope, row(said=["vegan please"], scope=Scope.EVERYONE)) == []
    assert reasons(personal_scope, row()) == []
