import json

import pytest

from nfstudio.importers import IMPORTERS, recognise
from nfstudio.importers.sample import sample_of

OPEN_WEBUI = {
    "id": "w",
    "title": "T",
    "models": ["m"],
    "history": {"messages": {"a": {"id": "a", "parentId": None, "childrenIds": [], "role": "user", "content": "hi"}}},
    "messages": [{"id": "a", "parentId": None, "childrenIds": [], "role": "user", "content": "hi"}],
}
NAMED = {
    "openwebui": [OPEN_WEBUI, [{"id": "w", "user_id": "u", "title": "T", "chat": OPEN_WEBUI}]],
    "claude": [[{"uuid": "c", "name": "", "chat_messages": [{"uuid": "m", "text": "hi", "sender": "human"}]}]],
    "llamacpp": [{"conv": {"id": "k"}, "messages": [{"id": "r", "convId": "k", "role": "user", "content": "hi"}]}],
    "jan": [{"id": "1", "object": "thread.message", "thread_id": "t", "role": "user", "content": []}],
    "librechat": [
        {"conversationId": "l", "messages": [{"messageId": "1", "text": "hi", "isCreatedByUser": True}]},
        {"conversationId": "l", "exportAt": "now", "messages": []},
    ],
    "lmstudio": [
        {"name": "Q", "messages": [{"versions": [{"role": "user", "content": []}], "currentlySelected": 0}]},
        {"name": "Q", "createdAt": 1, "tokenCount": 0, "messages": []},
    ],
    "chatbox": [{"chat-sessions": [{"id": "s", "messages": [{"id": "1", "role": "user", "content": "hi"}]}]}],
    "messages": [
        {"version": 4, "history": [{"id": 1, "messages": [{"role": "user", "content": "hi"}]}], "prompts": []}
    ],
    "oasst": [
        {"message_tree_id": "t", "prompt": {"message_id": "m", "text": "hi", "role": "prompter", "replies": []}},
        {"message_id": "m", "parent_id": None, "text": "hi", "role": "prompter"},
    ],
    "claudecode": [{"type": "user", "uuid": "1", "message": {"role": "user", "content": "hi"}}],
    "codex": [{"timestamp": "now", "type": "event_msg", "payload": {"type": "user_message", "message": "hi"}}],
    "wildchat": [{"conversation_hash": "h", "conversation": [{"role": "user", "content": "hi"}]}],
    "lmsys": [{"conversation_id": "l", "model": "m", "conversation": [{"role": "user", "content": "hi"}]}],
    "gateway": [
        {"id": "1", "messages": [{"role": "user", "content": "hi"}], "response": {"choices": []}},
        {"request": {"body": {"messages": [{"role": "user", "content": "hi"}]}}, "response": "hello"},
        {"object": "chat.completion", "choices": [], "input_messages": [{"role": "user", "content": "hi"}]},
    ],
    "langfuse": [
        {"id": "t", "sessionId": "s", "userId": "u", "input": "hi", "output": "hello"},
        {"id": "o", "trace_id": "t", "type": "GENERATION", "input": [{"role": "user", "content": "hi"}], "output": "x"},
    ],
    "langsmith": [{"id": "r", "run_type": "llm", "inputs": {"messages": []}, "outputs": {}}],
    "devgpt": [{"Sources": [{"ChatgptSharing": []}]}],
}
FOREIGN = {
    "settings": {"theme": "dark", "messages": "off"},
    "numbers": [1, 2, 3],
}


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in NAMED.items() for value in values],
    ids=[f"{name}-{i}" for name, values in NAMED.items() for i in range(len(values))],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_formats_that_look_alike_are_told_apart(tmp_path, only, name, value, indent):
    (tmp_path / "x.json").write_text(json.dumps(value, indent=indent))
    sample = sample_of(only(tmp_path / "x.json"))
    assert [importer.NAME for importer in IMPORTERS if importer.recognises(sample)] == [name]


@pytest.mark.parametrize("value", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("indent", [None, 2])
def test_other_formats_are_left_to_other_importers(tmp_path, only, value, indent):
    (tmp_path / "x.json").write_text(json.dumps(value, indent=indent))
    assert recognise(only(tmp_path / "x.json")) is None


@pytest.mark.parametrize(
    "text", ["# Notes\n\nhello", "a,b\n1,2\n", "{not json", "[[[[", "\x00\x01\x02", "<html></html>"]
)
def test_what_is_no_json_is_not_recognised(tmp_path, only, text):
    (tmp_path / "x").write_text(text)
    assert recognise(only(tmp_path / "x")) is None


def test_a_record_longer_than_the_sample_is_recognised_from_its_beginning(tmp_path, read):
    record = {"messages": [{"role": "user", "content": "word " * 40_000}, {"role": "assistant", "content": "ok"}]}
    (tmp_path / "x.jsonl").write_text(f"{json.dumps(record)}\n{json.dumps(record)}\n")
    found, problems = read(tmp_path / "x.jsonl")
    assert len(found) == 2
    assert problems == []


def test_our_own_spans_are_known_even_when_no_message_was_judged(tmp_path, only):
    record = {"conversation_id": "s", "source": "", "messages": [{"role": "user", "content": "hi"}]}
    (tmp_path / "x.jsonl").write_text(json.dumps(record))
    assert recognise(only(tmp_path / "x.jsonl")).NAME == "spans"
