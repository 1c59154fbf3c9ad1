import pytest

from nfstudio.detect.context import Candidate
from nfstudio.detect.reading import Reading
from nfstudio.detect.replies import NAMES, OPENING, opening, replied


def told(reply, answer="Here it is."):
    return dict(zip(NAMES, replied(Reading(Candidate(3, "the message", answer, 2, reply=reply))), strict=True))


@pytest.mark.parametrize(
    ("name", "reply"),
    [
        ("reply.sorry", "I apologize for the confusion. Here it is in C."),
        ("reply.concedes", "You’re right, the boat leaves at noon."),
        ("reply.concedes", "Good catch! Here is the corrected version."),
        ("reply.concedes", "Thank you for pointing that out."),
        ("reply.welcomes", "You're very welcome! Anything else?"),
        ("reply.welcomes", "<think>They thank me.</think>I'm glad it helped."),
    ],
)
def test_the_first_words_of_a_reply_tell_what_it_replies_to(name, reply):
    assert told(reply)[name] == 1
    assert told("A boat floats.")[name] == 0


def test_where_nobody_replied_nothing_is_told():
    assert set(told("").values()) == set(told("<think>never closed").values()) == {0.0}


def test_a_reply_in_the_words_of_the_answer_before_it_is_like_it():
    answer = "The boat leaves at noon."
    again, other = told(answer, answer), told("Lemons are yellow", answer)
    assert (again["reply.words"], other["reply.words"]) == (1, 0)


@pytest.mark.parametrize(
    ("reply", "seen"),
    [
        ("You're right.", "You're right."),
        ("<think>The user is angry.\n</think>\n\nYou're right.", "You're right."),
        (" <thinking>never closed", ""),
        ("a" * 1_000, "a" * OPENING),
    ],
)
def test_what_an_assistant_thought_is_no_part_of_the_opening_of_its_reply(reply, seen):
    assert opening(reply) == seen
