from building import talk

from nfstudio.detect.context import candidates_of
from nfstudio.domain.conversation import Message, Role


def test_a_candidate_sees_the_answer_before_it_what_was_asked_before_and_the_reply():
    said = talk("u How deep is it?", "a 12 m.", "u No, 20.", "a You are right.", "u Thanks").messages
    first, last = candidates_of(said, [10, 11, 12, 13, 14])

    assert (first.message, first.text, first.answer, first.answer_id) == (12, "No, 20.", "12 m.", 11)
    assert (first.earlier, first.reply) == (("How deep is it?",), "You are right.")
    assert (last.earlier, last.reply) == (("No, 20.", "How deep is it?"), "")


def test_tool_calls_and_answers_without_words_do_not_stand_between_a_message_and_its_reply():
    said = talk(
        "u hi", "a Hello.", "u look it up", "t 12 m", "a ", "s be brief", "a It is 12 m.", "a And cold."
    ).messages
    (candidate,) = candidates_of(said)
    assert candidate.reply == "It is 12 m."


def test_a_message_that_was_followed_by_another_of_the_person_has_no_reply_of_its_own():
    first, second = candidates_of(talk("u hi", "a Hello.", "u no", "u I mean 12", "a You are right.").messages)
    assert (first.reply, second.reply) == ("", "You are right.")


def test_of_several_answers_to_a_message_the_first_is_its_reply_and_branches_have_their_own():
    tree = [
        Message(Role.USER, "How deep is the lake?"),
        Message(Role.ASSISTANT, "12 m.", parent=0),
        Message(Role.USER, "Sure?", parent=1),
        Message(Role.USER, "Really?", parent=1),
        Message(Role.ASSISTANT, "Yes.", parent=3),
        Message(Role.ASSISTANT, "Quite.", parent=2),
        Message(Role.ASSISTANT, "I am not.", parent=2),
    ]
    assert {one.text: one.reply for one in candidates_of(tree)} == {"Sure?": "Quite.", "Really?": "Yes."}
