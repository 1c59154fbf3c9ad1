import json

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import dialogues, recognise

SAID = (("user", "How do rivers run?"), ("assistant", "Downhill."), ("user", "Thanks!"))


@pytest.fixture
def said_in(tmp_path, only):
    """What a file with this value is read as, once it was recognised."""

    def read(value):
        path = tmp_path / "log.json"
        path.write_text(json.dumps(value))
        assert recognise(only(path)) is dialogues
        return list(dialogues.read(only(path)))

    return read


@pytest.mark.parametrize("name", ["dialogue", "dialog", "chat", "turns", "utterances", "thread", "history", "log"])
def test_a_list_of_utterances_is_found_under_the_names_in_use(said_in, name):
    (found,) = said_in([{"id": 1, name: [{"role": role, "content": words} for role, words in SAID]}])
    assert [(m.role, m.content) for m in found.conversation.messages] == list(SAID)


@pytest.mark.parametrize("who", ["speaker", "author", "sender", "role", "from", "type", "name"])
@pytest.mark.parametrize("what", ["text", "message", "utterance", "body"])
@pytest.mark.parametrize("name", ["messages", "conversations", None])
def test_who_speaks_and_what_is_said_may_have_any_of_the_usual_names(said_in, who, what, name):
    talk = [{who: role, what: words} for role, words in SAID]
    (found,) = said_in([talk if name is None else {"id": 1, name: talk}])
    assert [(m.role, m.content) for m in found.conversation.messages] == list(SAID)
    assert [m.parent for m in found.conversation.messages] == [None, 0, 1]


def test_a_question_with_its_answer_is_a_conversation_after_what_was_said_before(said_in):
    (found,) = said_in([{"query": "And now?", "response": "Mars.", "history": [["A planet?", "Venus."]]}])
    assert [m.content for m in found.conversation.messages] == ["A planet?", "Venus.", "And now?", "Mars."]


def test_what_an_instruction_is_about_belongs_to_the_question(said_in):
    (found,) = said_in([{"instruction": "Shorten.", "input": "A long day.", "output": "Day."}])
    assert found.conversation.messages[0].content == "Shorten.\n\nA long day."


def test_a_dialogue_in_a_wrapper_keeps_what_the_wrapper_says(said_in):
    wrapped = {
        "id": "w",
        "payload": {"turns": [{"speaker": "user", "text": "Hi"}, {"speaker": "bot", "text": "Hello"}]},
    }
    (found,) = said_in([wrapped])
    assert (found.conversation.origin_id, found.conversation.messages[1].role) == ("w", Role.ASSISTANT)


def test_an_unknown_speaker_is_kept_as_a_tool_and_never_the_person(said_in):
    good = {"turns": [{"speaker": "user", "text": "Hi"}, {"speaker": "choir", "text": "La"}]}
    bad = {"turns": [{"speaker": "bot", "text": "Hello"}, {"speaker": "choir", "text": "La"}]}
    one, other = said_in([good, bad])
    assert isinstance(one, Found)
    assert [m.role for m in one.conversation.messages] == ["user", "tool"]
    assert one.conversation.messages[1].extra["unknown_role"] == "choir"
    assert isinstance(other, Problem)
    assert "choir" in other.sentence


def words(item):
    return [(m.role.value, m.content) for m in item.conversation.messages]


TWO = [("user", "a"), ("assistant", "b"), ("user", "c"), ("assistant", "d")]


@pytest.mark.parametrize(
    "record",
    [
        {"messages": ["User: a", "Assistant: b", "User: c", "Assistant: d"]},
        {"messages": [{"text": "User: a"}, {"text": "Bot: b"}, {"text": "User: c"}, {"text": "Bot: d"}]},
        {"text": "User: a\nAssistant: b\nUser: c\nAssistant: d"},
        {"conversation": [{"input": "a", "output": "b"}, {"input": "c", "output": "d"}]},
        {"turns": [{"prompt": "a", "response": "b"}, {"prompt": "c", "response": "d"}]},
        {"qa": [{"question": "a", "answer": "b"}, {"question": "c", "answer": "d"}]},
        {"history": [["a", "b"], ["c", "d"]]},
        {"dialog": [["human", "a"], ["ai", "b"], ["human", "c"], ["ai", "d"]]},
        {"instruction": "c", "output": "d", "history": [["a", "b"]]},
        {
            "instruction": "c",
            "output": "d",
            "history": [{"role": "user", "content": "a"}, {"role": "bot", "content": "b"}],
        },
        {"prompt": "c", "response": "d", "history": [{"prompt": "a", "response": "b"}]},
        {"prompt": "Human: a\n\nAssistant: b\n\nHuman: c\n\nAssistant:", "response": "d"},
        {"data": {"turns": [["a", "b"], ["c", "d"]]}},
    ],
)
def test_several_exchanges_are_one_conversation_in_whatever_shape(said_in, record):
    (found,) = said_in([record])
    assert words(found) == TWO


def test_an_exchange_by_itself_is_a_conversation_and_may_have_a_system_message(said_in):
    found = said_in([{"input": "a", "output": "b"}, {"turns": [{"system": "s", "input": "a", "output": "b"}]}])
    assert [words(item) for item in found] == [TWO[:2], [("system", "s"), *TWO[:2]]]


def test_words_with_a_speaker_before_them_stand_alone_in_a_list_too(tmp_path, read):
    path = tmp_path / "said.json"
    path.write_text(json.dumps(["User: a", "Assistant: b", "User: c", "Assistant: d"]), encoding="utf-8")
    ((found,), problems) = read(path)
    assert problems == []
    assert words(found) == TWO
