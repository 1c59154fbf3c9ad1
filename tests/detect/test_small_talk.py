"""Talk with bots that speak of themselves: "cool" greets what was told and judges no answer."""

import pytest


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("i live in a lighthouse and i grow peas", "Cool!"),
        ("My sister has two goats.", "Nice."),
        ("I've never been on a boat.", "oh it's cool"),
        ("i'm a baker in a small town", "thats great"),
        ("I sail every morning before work.", "haha"),
    ],
)
def test_an_exclamation_about_what_the_bot_tells_of_itself_is_none(found, answer, text):
    assert found(text, answer=answer) == []


@pytest.mark.parametrize("text", ["what's your dream?", "do you like goats?", "I like goats"])
def test_small_talk_said_twice_is_no_repeat(found, text):
    assert found(text, answer="i bake bread all day", earlier=[text]) == []


@pytest.mark.parametrize("text", ["Good night", "hello", "Hi, how are you?"])
def test_a_greeting_said_twice_is_no_repeat(found, text):
    assert found(text, answer="The ferry leaves at nine.", earlier=[text]) == []


def test_a_request_said_twice_is_a_repeat(found):
    ask = "list the ferries to the northern island"
    assert [category for category, _ in found(ask, answer="i bake bread all day", earlier=[ask])] == ["Rephrase"]


@pytest.mark.parametrize(
    ("answer", "earlier"),
    [
        ("I added a verse about my goat.", ["A verse about goats"]),
        ("Goats, I would say.", ["Please name an animal"]),
        ("```\nmy_boat = 1\n```", []),
        ("- my boat\n- my goat", []),
        ("I think that a lighthouse " + "stands on every rock of the coast " * 4, []),
        ("A goat eats grass.", []),
    ],
)
def test_an_answer_that_did_some_work_is_praised(found, answer, earlier):
    assert found("Cool!", answer=answer, earlier=earlier) == [("Positive", "Cool!")]


@pytest.mark.parametrize("text", ["you said you were 22", "that's wrong", "That makes no sense."])
def test_a_complaint_about_what_the_bot_tells_of_itself_stays(found, text):
    assert [category for category, _ in found(text, answer="i am 40 and i have a goat")] != []
