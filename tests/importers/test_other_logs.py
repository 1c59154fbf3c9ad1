"""Dialogues as programs and data sets keep them that have no format of their own here."""

import json

import pytest

from nfstudio.domain.records import Found, Problem
from nfstudio.importers import recognise

SAID = (("user", "How do rivers run?"), ("assistant", "Downhill."), ("user", "Thanks!"))


def state(words, thread="t"):
    said = [{"type": ("human", "ai")[i % 2], "content": one, "id": f"m{i}"} for i, one in enumerate(words)]
    return {"values": {"messages": said}, "next": [], "config": {"configurable": {"thread_id": thread}}}


def test_of_the_states_of_a_thread_the_longest_is_kept(said_in):
    words = ["How deep?", "Ten.", "Sure?", "Yes."]
    for states in ([state(words[:n]) for n in (4, 3, 2, 1)], [state(words[:n]) for n in (1, 2, 3, 4)]):
        (found,) = said_in(states)
        assert [m.content for m in found.conversation.messages] == words
        assert found.conversation.origin_id == "t"
    assert len(said_in([state(words), state(words, "u"), state(["Other"], "u")])) == 3


def test_messages_that_langchain_serialised_are_read_out_of_a_checkpoint(said_in):
    def constructed(name, words):
        return {"lc": 1, "type": "constructor", "id": ["langchain", "schema", "messages", name]} | {
            "kwargs": {"content": words}
        }

    said = [constructed("HumanMessage", "How deep?"), constructed("AIMessageChunk", "Ten.")]
    (found,) = said_in({"v": 1, "ts": "2026-01-01", "channel_values": {"messages": said}})
    assert [(m.role, m.content) for m in found.conversation.messages] == [("user", "How deep?"), ("assistant", "Ten.")]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            {
                "preamble": "Be short.",
                "chat_history": [{"role": "USER", "message": "a?"}, {"role": "CHATBOT", "message": "b"}],
                "message": "c?",
                "text": "d",
            },
            ["Be short.", "a?", "b", "c?", "d"],
        ),
        (
            {
                "context": "Be short.",
                "messages": [{"author": "user", "content": "a?"}, {"author": "bot", "content": "b"}],
            },
            ["Be short.", "a?", "b"],
        ),
        (
            [
                {"type": "conversationUpdate", "from": {"id": "u"}},
                {"type": "message", "from": {"id": "u", "role": "user"}, "text": "a?"},
                {"type": "trace", "from": {"id": "b"}},
                {"type": "message", "from": {"id": "b", "role": "bot"}, "text": "b"},
            ],
            ["a?", "b"],
        ),
        (
            {
                "activities": [
                    {"type": "message", "from": {"id": "u", "role": 1}, "text": "a?"},
                    {"type": "event", "from": {"id": "b", "role": 0}},
                    {"type": "message", "from": {"id": "b", "role": 0}, "text": "b"},
                ]
            },
            ["a?", "b"],
        ),
        (
            {
                "ContactId": "c",
                "Transcript": [
                    {"Id": "1", "Type": "MESSAGE", "ParticipantRole": "CUSTOMER", "Content": "a?"},
                    {"Id": "2", "Type": "EVENT", "ParticipantRole": "SYSTEM"},
                    {"Id": "3", "Type": "MESSAGE", "ParticipantRole": "AGENT", "Content": "b"},
                ],
            },
            ["a?", "b"],
        ),
    ],
    ids=["Cohere", "PaLM", "Bot Framework", "Copilot Studio", "Connect"],
)
def test_what_else_services_log_is_read_without_what_nobody_says(said_in, value, words):
    (found,) = said_in([value] if isinstance(value, dict) else value)
    assert [m.content for m in found.conversation.messages] == words


def test_texts_that_two_say_in_turn_are_a_dialogue(said_in):
    (found,) = said_in([{"id": "0", "data": [words for _, words in SAID]}])
    assert [(m.role, m.content) for m in found.conversation.messages] == list(SAID)


def logged(kind, *states):
    held = {"states": list(states)} if len(states) > 1 else {"state": states[0]}
    return {"tstamp": 1700000000.5, "type": kind, "ip": "x", **held}


def talk(name, *words):
    said = [[("USER", "ASSISTANT")[i % 2], one] for i, one in enumerate(words)]
    return {"conv_id": name, "model_name": name, "roles": ["USER", "ASSISTANT"], "messages": said, "offset": 0}


def test_a_servers_log_of_every_turn_is_a_conversation_with_its_vote(said_in):
    one = talk("a", "2+2?", "5")
    kept, left, right = said_in(
        [
            logged("chat", talk("a", "2+2?", None)),
            logged("chat", one),
            logged("downvote", one),
            logged("rightvote", talk("l", "2+2?", "3"), talk("r", "2+2?", "4")),
        ]
    )
    assert [[(m.content, m.rating) for m in item.conversation.messages] for item in (kept, left, right)] == [
        [("2+2?", None), ("5", -1)],
        [("2+2?", None), ("3", -1)],
        [("2+2?", None), ("4", 1)],
    ]


@pytest.mark.parametrize("said", [SAID[:2], SAID[:2][::-1]])
def test_a_page_of_openais_api_is_turned_round_where_the_newest_comes_first(said_in, said):
    items = [{"id": role, "type": "message", "role": role, "content": words} for role, words in said]
    (found,) = said_in({"object": "list", "data": items, "has_more": False})
    assert [(m.role, m.content) for m in found.conversation.messages] == list(SAID[:2])


PAIRS = [("How deep?", "Ten."), ("Sure?", "Yes.")]


@pytest.mark.parametrize(
    "value",
    [
        {name: {str(n): pair[i] for n, pair in enumerate(PAIRS)} for i, name in enumerate(("prompt", "response"))},
        {"columns": ["prompt", "response"], "index": [0, 1], "data": [list(pair) for pair in PAIRS]},
        {
            "id": {"0": "a", "1": "b"},
            "conversation": {
                str(n): [{"from": "human", "value": one}, {"from": "gpt", "value": other}]
                for n, (one, other) in enumerate(PAIRS)
            },
        },
        {
            "features": [],
            "rows": [
                {"row_idx": n, "row": {"prompt": one, "response": other}, "truncated_cells": []}
                for n, (one, other) in enumerate(PAIRS)
            ],
        },
    ],
    ids=["columns", "split", "lists", "numbered"],
)
def test_tables_that_pandas_wrote_as_json_are_read_row_by_row(said_in, value):
    found = said_in(value)
    assert [[m.content for m in item.conversation.messages] for item in found] == [list(pair) for pair in PAIRS]


def test_a_row_of_such_a_table_that_cannot_be_read_is_told_of(said_in):
    rows = [list(PAIRS[0]), [7, None], list(PAIRS[1])]
    *found, problem = said_in({"columns": ["prompt", "response"], "index": [0, 1, 2], "data": rows})
    kept = [item for item in (*found, problem) if isinstance(item, Found)]
    told = [item for item in (*found, problem) if isinstance(item, Problem)]
    assert [len(item.conversation.messages) for item in kept] == [2, 2]
    assert told[0].sentence.startswith("Row 2: ")


@pytest.mark.parametrize(
    "record",
    [
        {"conversations": ["How deep?", "Ten."], "source": "s"},
        {"input": [{"role": "user", "content": "How deep?"}], "output": "Ten.", "category": "chat"},
        {"inputs": "How deep?", "targets": "Ten metres."},
        {"kind": "k", "input": "How deep?", "target": "Ten metres."},
        {"lang": "en", "problem": "How deep?", "solution": "Ten metres."},
    ],
)
def test_further_names_of_what_is_asked_and_answered_are_known(said_in, record):
    (found,) = said_in([record])
    asked, answered = found.conversation.messages
    assert (asked.content, answered.content.startswith("Ten")) == ("How deep?", True)


def test_a_list_of_files_is_no_dialogue(tmp_path, only):
    (tmp_path / "build.json").write_text(json.dumps([{"input": "a.txt", "target": "b.txt"}]))
    assert recognise(only(tmp_path / "build.json")) is None


@pytest.mark.parametrize("name", ["conversationId", "sessionId", "chatId", "threadId", "dialogue_id"])
@pytest.mark.parametrize("listed", ["turns", "messages", "utterances"])
def test_ids_are_known_by_the_names_in_use_and_labels_are_no_hindrance(said_in, name, listed):
    said = [{"speaker": role, "text": words} for role, words in SAID]
    (found,) = said_in([{name: "c-1", "labels": ["x"], listed: said}])
    assert found.conversation.origin_id == "c-1"
    assert [(m.role, m.content) for m in found.conversation.messages] == list(SAID)


@pytest.mark.parametrize("asked", ["input", "prompt"])
@pytest.mark.parametrize("answered", ["response", "output", "answer", "ideal"])
def test_an_answer_beside_the_messages_it_answers_is_kept(said_in, asked, answered):
    if (asked, answered) != ("input", "response"):
        said = [{"role": role, "content": words} for role, words in SAID]
        (found,) = said_in([{asked: said, answered: "You are welcome."}])
        assert [m.content for m in found.conversation.messages] == [*(words for _, words in SAID), "You are welcome."]


@pytest.mark.parametrize(
    "value",
    [
        {
            "turns": [
                {"user": {"text": "a?"}, "assistant": {"text": "b"}},
                {"user": {"text": "c?"}, "assistant": {"text": "d"}},
            ]
        },
        {"past_user_inputs": ["a?", "c?"], "generated_responses": ["b", "d"]},
        {"questions": ["a?", "c?"], "answers": ["b", "d"]},
        {
            "messages": [
                {"sender_type": who, "body": words} for who, words in zip(["customer", "bot"] * 2, "abcd", strict=True)
            ]
        },
        {
            "messages": [
                {"direction": who, "text": words}
                for who, words in zip(["inbound", "outbound"] * 2, "abcd", strict=True)
            ]
        },
        {
            "messages": [
                {"sender": {"type": who}, "text": words} for who, words in zip(["user", "bot"] * 2, "abcd", strict=True)
            ]
        },
    ],
)
def test_words_that_stand_apart_by_who_says_them_come_in_turn(said_in, value):
    (found,) = said_in([{"id": "1", **value}])
    said = [(m.role, m.content[0]) for m in found.conversation.messages]
    assert said == list(zip(["user", "assistant"] * 2, "abcd", strict=True))


def test_the_words_of_chatgpts_contents_are_read_in_a_plain_list_and_of_answers_in_objects(said_in):
    parts = [{"author": {"role": role}, "content": {"content_type": "text", "parts": [words]}} for role, words in SAID]
    (found,) = said_in(parts)
    assert [(m.role, m.content) for m in found.conversation.messages] == list(SAID)
    (found,) = said_in([{"input": "How deep?", "output": {"text": "Ten metres."}}])
    assert [m.content for m in found.conversation.messages] == ["How deep?", "Ten metres."]


def test_records_that_are_alike_are_all_handed_on_where_they_are_no_states(said_in):
    record = {"id": "1", "turns": [{"role": role, "text": words} for role, words in SAID]}
    assert len(said_in([record, record])) == 2
