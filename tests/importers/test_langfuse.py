import json

import pytest

from nfstudio.importers import langfuse, recognise


def trace(**fields):
    whole = {"id": "t", "sessionId": "s", "userId": "u", "timestamp": "2026-03-01T08:00:00Z", "input": "hi"}
    return json.dumps({**whole, "output": "hello", **fields})


def test_traces_of_a_session_follow_one_another_though_the_newest_comes_first(samples, read):
    found, problems = read(samples / "langfuse" / "normal.jsonl")
    assert problems == []
    assert [item.conversation.origin_id for item in found] == ["ls-1", "ls-2"]
    assert [m.content for m in found[0].conversation.messages] == [
        "What is a turtle?",
        "A robot in Logo.",
        "no, I meant the animal",
        "It has a shell.",
    ]
    assert [m.content for m in found[1].conversation.messages] == ["Hi", "Hello", "bye", "Bye."]


def test_the_last_generation_of_a_trace_is_read_and_the_persons_score_is_a_thumb(samples, read):
    ((found,), _) = read(samples / "langfuse" / "branches.json")
    assert [(m.content, m.rating) for m in found.conversation.messages] == [
        ("Name a bird", None),
        ("Wren", None),
        ("no, bigger", None),
        ("Stork", 1),
    ]
    assert found.conversation.model == "atlas-2"


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        ({"name": "user-feedback", "value": 1, "dataType": "NUMERIC"}, 1),
        ({"name": "user-feedback", "value": -1, "dataType": "NUMERIC"}, -1),
        ({"name": "user-feedback", "value": 0, "dataType": "BOOLEAN"}, -1),
        ({"name": "thumbs", "value": 0}, -1),
        ({"name": "user-feedback", "value": 0, "dataType": "NUMERIC"}, None),
        ({"name": "user-rating", "value": 4, "dataType": "NUMERIC"}, None),
        ({"name": "feedback", "stringValue": "thumbs_down", "dataType": "CATEGORICAL"}, -1),
        ({"name": "accuracy", "value": 1, "dataType": "NUMERIC"}, None),
        ({"name": ["user"], "value": [1]}, None),
    ],
)
def test_a_score_is_a_thumb_only_when_a_person_clearly_gave_one(lines, score, expected):
    found, _ = lines(trace(scores=[score], observations=[]))
    assert found[0].conversation.messages[1].rating == expected


def test_inner_steps_are_left_out_without_a_word(lines):
    step = {"id": "o", "traceId": "t", "type": "SPAN", "name": "search", "input": "x", "output": "y"}
    found, problems = lines(json.dumps({**step, "type": "GENERATION"}), json.dumps(step))
    assert len(found) == 1
    assert problems == []


def test_a_table_of_traces_is_read_too(tmp_path, only):
    (tmp_path / "x.csv").write_text(
        'id,timestamp,session_id,user_id,tags,input,output\nt,2026-03-01 08:00:00.123456,s,u,[],"""hi""",hello\n'
    )
    assert recognise(only(tmp_path / "x.csv")) is langfuse
    (found,) = langfuse.read(only(tmp_path / "x.csv"))
    assert [m.content for m in found.conversation.messages] == ["hi", "hello"]
    assert found.conversation.created_at == "2026-03-01T08:00:00Z"
