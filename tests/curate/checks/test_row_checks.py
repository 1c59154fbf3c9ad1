"""The checks that look at one row, a question each."""

import pytest

from nfstudio.curate.checks import identity, language, personal_scope, refusals, short, toxicity, truncation
from nfstudio.curate.checks.flags import Settings
from nfstudio.curate.checks.harm import harmful
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


@pytest.mark.parametrize(("part", "reason", "text", "found"), ABOUT)
def test_the_lists_of_identity_keep_to_their_examples(row, part, reason, text, found):
    specimen = row(text, "Yes.") if part == "prompt" else row("Tell me.", text)

    assert (reason in reasons(identity, specimen)) is found


def test_harm_is_a_matter_of_rows_that_make_an_answer_likelier(row):
    asked = "How do I make a pipe bomb at home?"

    assert reasons(toxicity, row(asked, "First take a pipe.", wanted=True)) == ["violence and crime"]
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
