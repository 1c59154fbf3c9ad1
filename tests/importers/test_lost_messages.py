"""A message that cannot be read costs itself alone, whatever the format: the others are kept, and a problem tells."""

import json

import pytest

from nfstudio.domain.records import Reason

ASKED, TOLD = "How deep is the lake?", "Forty metres."
USER, ASSISTANT = {"role": "user", "content": ASKED}, {"role": "assistant", "content": TOLD}
PERSON = {
    "id": "1",
    "parent": None,
    "children": ["2"],
    "message": {"author": {"role": "user"}, "content": {"parts": [ASKED]}},
}
MODEL = {
    "id": "2",
    "parent": "1",
    "children": [],
    "message": {"author": {"role": "assistant"}, "content": {"parts": [TOLD]}},
}
RECORDS = {
    "messages": {"id": "a", "messages": [USER, None, ASSISTANT]},
    "sharegpt": {"id": "a", "conversations": [{"from": "human", "value": ASKED}, None, {"from": "gpt", "value": TOLD}]},
    "dialogues": {"turns": [{"speaker": "user", "text": ASKED}, None, {"speaker": "bot", "text": TOLD}]},
    "wildchat": {"conversation_hash": "h", "model": "m", "conversation": [USER, None, ASSISTANT]},
    "lmsys": {"conversation_id": "h", "model": "m", "conversation": [USER, None, ASSISTANT]},
    "chatgpt": {"title": "x", "current_node": "2", "mapping": {"1": PERSON, "2": MODEL, "3": None}},
    "claude": {
        "uuid": "c",
        "chat_messages": [{"sender": "human", "text": ASKED}, 7, {"sender": "assistant", "text": TOLD}],
    },
    "grok": {
        "conversation": {"id": "c"},
        "responses": [
            {"response": {"_id": "1", "sender": "human", "message": ASKED}},
            {"response": {"_id": "2", "sender": "ASSISTANT", "message": TOLD}},
            {"response": {"_id": "3", "sender": "human", "message": 7}},
        ],
    },
    "openwebui": {
        "id": "w",
        "chat": {
            "history": {
                "currentId": "2",
                "messages": {"0": None, "1": {"id": "1", **USER}, "2": {"id": "2", "parentId": "1", **ASSISTANT}},
            }
        },
    },
    "lmstudio": {
        "createdAt": 1783600000000,
        "tokenCount": 1,
        "messages": [
            {"versions": [{"role": "user", "content": [{"type": "text", "text": ASKED}]}], "currentlySelected": 0},
            {
                "versions": [None, {"role": "assistant", "content": [{"type": "text", "text": TOLD}]}],
                "currentlySelected": 1,
            },
        ],
    },
    "librechat": {
        "conversationId": "l",
        "messages": [
            {"messageId": "1", "isCreatedByUser": True, "text": ASKED},
            {"messageId": "2", "parentMessageId": "1", "isCreatedByUser": False, "text": TOLD},
            "?",
        ],
    },
    "chatbox": {
        "chat-sessions": [
            {"id": "s", "name": "n", "messages": [{"id": "1", **USER}, False, {"id": "2", **ASSISTANT}]},
        ]
    },
    "llamacpp": {
        "conv": {"id": "k", "currNode": "2"},
        "messages": [{"id": "1", "parent": None, **USER}, {"id": "2", "parent": "1", **ASSISTANT}, None],
    },
    "aistudio": {"chunkedPrompt": {"chunks": [{"role": "user", "text": ASKED}, None, {"role": "model", "text": TOLD}]}},
    "gateway": {"model": "m", "messages": [USER, None], "response": {"choices": [{"message": ASSISTANT}]}},
    "langfuse": {
        "id": "t",
        "userId": "u",
        "sessionId": "s",
        "input": {"messages": [None, USER]},
        "output": ASSISTANT,
    },
    "langsmith": {
        "id": "r",
        "run_type": "chain",
        "inputs": {"messages": [USER, {"role": "user", "content": 7}]},
        "outputs": {"messages": [ASSISTANT]},
    },
    "textgen": {"internal": [[ASKED, TOLD], None], "visible": [[ASKED, TOLD], None]},
}


@pytest.mark.parametrize("name", RECORDS)
def test_what_is_no_message_among_messages_is_left_out_and_told_of(name, tmp_path, read):
    (tmp_path / "log.json").write_text(json.dumps(RECORDS[name]), encoding="utf-8")
    found, problems = read(tmp_path / "log.json")
    assert [[(m.role.value, m.content) for m in one.conversation.messages] for one in found] == [
        [("user", ASKED), ("assistant", TOLD)]
    ]
    assert [(p.place, p.reason) for p in problems] == [(found[0].place, Reason.WRONG_SHAPE)]
    assert problems[0].sentence.endswith("It was left out.")


def test_the_answer_hangs_under_the_question_when_what_stood_between_is_left_out(lines):
    found, _ = lines(json.dumps(RECORDS["messages"]))
    assert [message.parent for message in found[0].conversation.messages] == [None, 0]


def test_many_that_are_left_out_are_told_of_once(lines):
    _, problems = lines(json.dumps({"messages": [USER, None, None, 3, ASSISTANT]}))
    assert [p.sentence for p in problems] == [
        "Message 2 is no object with a role and a content. It and 2 more were left out."
    ]


def test_where_no_message_can_be_read_the_conversation_is_the_problem(lines):
    found, problems = lines(json.dumps({"messages": [{"role": "user", "content": 7}, None]}))
    assert not found
    assert [p.sentence for p in problems] == ["Message 1 holds int where text is expected."]


def call(*said, answer, at="2026-03-01T08:00:00Z"):
    roles = ("user", "assistant")
    messages = [None if words is None else {"role": roles[i % 2], "content": words} for i, words in enumerate(said)]
    response = {"choices": [{"message": {"role": "assistant", "content": answer}}]}
    return json.dumps({"model": "m", "created_at": at, "messages": messages, "response": response})


def paths(found):
    return [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages]


def test_calls_that_repeat_a_hole_are_still_one_conversation_and_the_hole_is_told_of_once(lines):
    (found,), (problem,) = lines(
        call("a", "b", None, "d", "e", answer="f"), call("a", "b", None, "d", "e", "f", "g", answer="h")
    )
    assert paths(found) == [(words, i - 1 if i else None, True) for i, words in enumerate("abdefgh")]
    assert (found.place, problem.place, problem.reason) == ("line 2", "line 1", Reason.WRONG_SHAPE)
    assert problem.sentence == "Message 3 is no object with a role and a content. It was left out."


@pytest.mark.parametrize("first_whole", [True, False])
def test_what_is_missing_from_one_call_is_known_from_another(lines, first_whole):
    whole, holed = (
        call("a", "b", "c", answer="d"),
        call("a", "b", None, "d", "e", answer="f", at="2026-03-01T08:01:00Z"),
    )
    (found,), problems = lines(*((whole, holed) if first_whole else (holed, whole)))
    assert paths(found) == [(words, i - 1 if i else None, True) for i, words in enumerate("abcdef")]
    assert len(problems) == 1


def test_an_answer_that_cannot_be_read_leaves_the_question(lines):
    (found,), (problem,) = lines(call("a", "b", "c", answer=7))
    assert [words for words, _, _ in paths(found)] == ["a", "b", "c"]
    assert problem.sentence == "Message 4 holds int where text is expected. It was left out."


def test_a_call_none_of_whose_messages_can_be_read_is_a_problem_alone(lines):
    found, (problem,) = lines(json.dumps({"model": "m", "messages": [{"role": "user", "content": 7}], "response": "x"}))
    assert (found, problem.place) == ([], "line 1")


def test_a_request_of_a_batch_loses_no_more_than_a_broken_message(lines):
    body = {"model": "m", "messages": [USER, None, ASSISTANT, USER]}
    (found,), (problem,) = lines(json.dumps({"custom_id": "1", "body": body}))
    assert len(found.conversation.messages) == 3
    assert (problem.place, problem.reason) == (found.place, Reason.WRONG_SHAPE)


def test_a_message_in_a_list_in_a_cell_costs_itself_alone(tmp_path, read):
    cell = json.dumps([USER, None, ASSISTANT]).replace('"', '""')
    (tmp_path / "log.csv").write_text(f'id,messages\n1,"{cell}"\n', encoding="utf-8")
    (found,), (problem,) = read(tmp_path / "log.csv")
    assert [m.content for m in found.conversation.messages] == [ASKED, TOLD]
    assert (problem.place, problem.reason) == ("row 1", Reason.WRONG_SHAPE)


def test_marks_stay_with_the_messages_they_are_of(lines):
    said = [{**USER, "redacted": True}, None, {**ASSISTANT, "toxic": True}]
    (found,), _ = lines(json.dumps({"conversation_hash": "h", "model": "m", "conversation": said}))
    assert [m.extra for m in found.conversation.messages] == [{"redacted": True}, {"toxic": True}]
