"""Amazon Bedrock's log of model invocations, read by the importer of request logs."""

import gzip
import json

import pytest

from nfstudio.domain.records import Reason
from nfstudio.importers import importer_named, recognise
from nfstudio.importers.files import walk


def record(sent, given, **more):
    about = {"schemaType": "ModelInvocationLog", "schemaVersion": "1.0", "timestamp": "2026-03-01T10:00:00Z"}
    about |= {"operation": "Converse", "modelId": "arn:aws:bedrock:eu-west-1:0:inference-profile/lark-7b"}
    about["identity"] = {"arn": "arn:aws:iam::0:user/kim"}
    sides = {"input": {"inputBodyJson": sent}, "output": {"outputBodyJson": given}}
    return {**about, **sides, **more}


def said(found):
    return [(m.role.value, m.content) for m in found.conversation.messages]


CONVERSE = {
    "system": [{"text": "Be brief."}],
    "messages": [
        {"role": "user", "content": [{"text": "what is in here?"}, {"document": {"format": "pdf", "name": "plan"}}]},
        {"role": "assistant", "content": [{"toolUse": {"toolUseId": "1", "name": "look", "input": {"page": 1}}}]},
        {"role": "user", "content": [{"toolResult": {"toolUseId": "1", "content": [{"text": "a garden"}]}}]},
    ],
}
REPLY = [{"reasoningContent": {"reasoningText": {"text": "A plan of a garden."}}}, {"text": "A garden."}]
TALK = [("system", "Be brief."), ("user", "what is in here?"), ("assistant", ""), ("tool", "a garden")]


def test_a_call_of_converse_keeps_documents_calls_results_and_thoughts(lines):
    given = {"output": {"message": {"role": "assistant", "content": REPLY}}, "stopReason": "end_turn"}
    (found,), problems = lines(json.dumps(record(CONVERSE, given)))
    assert (said(found), problems) == ([*TALK, ("assistant", "A garden.")], [])
    _, asked, called, _, told = found.conversation.messages
    assert asked.extra == {"attachments": ["plan"]}
    assert called.extra["tool_calls"] == [{"type": "tool_use", "name": "look", "input": {"page": 1}}]
    assert told.extra == {"reasoning": "A plan of a garden."}
    assert (told.model, told.created_at) == ("lark-7b", "2026-03-01T10:00:00Z")
    assert found.conversation.user == "arn:aws:iam::0:user/kim"


STREAMS = {
    "anthropic": [
        {"type": "message_start", "message": {"id": "m", "role": "assistant", "content": []}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "A plan "}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "thinking_delta", "thinking": "of a garden."}},
        {"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": "A gar"}},
        {"type": "content_block_delta", "index": 1, "delta": {"type": "text_delta", "text": "den."}},
        {"type": "content_block_stop", "index": 1},
        {"type": "message_stop"},
    ],
    "converse": [
        {"messageStart": {"role": "assistant"}},
        {"contentBlockDelta": {"contentBlockIndex": 0, "delta": {"reasoningContent": {"text": "A plan of a garden."}}}},
        {"contentBlockDelta": {"contentBlockIndex": 1, "delta": {"text": "A garden."}}},
        {"messageStop": {"stopReason": "end_turn"}},
    ],
}


@pytest.mark.parametrize("pieces", STREAMS.values(), ids=STREAMS)
def test_a_reply_that_came_in_pieces_is_one(lines, pieces):
    (found,), problems = lines(json.dumps(record(CONVERSE, pieces)))
    assert (said(found), problems) == ([*TALK, ("assistant", "A garden.")], [])
    assert found.conversation.messages[-1].extra == {"reasoning": "A plan of a garden."}


def test_a_call_of_a_tool_that_came_in_pieces_is_kept(lines):
    pieces = [
        {"type": "content_block_start", "index": 0, "content_block": {"type": "tool_use", "name": "look", "input": {}}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": '{"page"'}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "input_json_delta", "partial_json": ": 2}"}},
    ]
    sent = {"anthropic_version": "x", "system": "Be brief.", "messages": [{"role": "user", "content": "look"}]}
    (found,), _ = lines(json.dumps(record(sent, pieces)))
    (call,) = found.conversation.messages[-1].extra["tool_calls"]
    assert (call["name"], call["input"]) == ("look", '{"page": 2}')


OLD = {
    "claude 2": ({"prompt": "\n\nHuman: name a moon\n\nAssistant:"}, [{"completion": " I"}, {"completion": "o"}]),
    "titan": ({"inputText": "name a moon"}, {"results": [{"outputText": "Io"}]}),
    "llama": ({"prompt": "name a moon"}, {"generation": "Io"}),
}


@pytest.mark.parametrize("sides", OLD.values(), ids=OLD)
def test_models_that_take_words_alone_are_read(lines, sides):
    (found,), problems = lines(json.dumps(record(*sides)))
    assert [(role, words.strip()) for role, words in said(found)] == [("user", "name a moon"), ("assistant", "Io")]
    assert problems == []


def test_calls_that_repeat_a_history_are_one_conversation_packed_as_the_bucket_has_them(tmp_path, read):
    asked = [{"role": "user", "content": [{"text": "name a moon"}]}]
    more = [*asked, {"role": "assistant", "content": [{"text": "Mars"}]}]
    more.append({"role": "user", "content": [{"text": "that is a planet"}]})
    given = [{"output": {"message": {"role": "assistant", "content": [{"text": words}]}}} for words in ("Mars", "Io")]
    text = "\n".join(json.dumps(record({"messages": m}, g)) for m, g in zip((asked, more), given, strict=True))
    (tmp_path / "log.json.gz").write_bytes(gzip.compress(text.encode()))
    (entry,) = walk([tmp_path / "log.json.gz"])
    assert recognise(entry) is importer_named("gateway")
    (found,), problems = read(tmp_path / "log.json.gz")
    assert [words for _, words in said(found)] == ["name a moon", "Mars", "that is a planet", "Io"]
    assert problems == []


def test_records_as_cloudwatch_hands_them_out_are_unwrapped(tmp_path, read):
    given = {"output": {"message": {"role": "assistant", "content": REPLY}}}
    event = {"timestamp": 1772359200000, "message": json.dumps(record(CONVERSE, given)), "ingestionTime": 1772359201000}
    (tmp_path / "log.json").write_text(json.dumps({"events": [event], "nextForwardToken": "f"}))
    (found,), problems = read(tmp_path / "log.json")
    assert (said(found)[-1], problems) == (("assistant", "A garden."), [])


def test_bodies_that_lie_elsewhere_are_told_of_together(lines):
    gone = record(None, None)
    gone["input"] = {"inputBodyS3Path": "s3://bucket/data/x_input.json.gz", "inputTokenCount": 9}
    found, problems = lines(*[json.dumps(gone)] * 2)
    assert found == []
    assert [(p.reason, p.sentence) for p in problems] == [
        (Reason.EMPTY, "2 calls, this the first, were passed over: no words were logged.")
    ]
