import json

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import copilot, recognise


def event(kind, second, **data):
    return {"type": kind, "data": data, "id": f"e{second}", "timestamp": f"2026-02-01T10:00:{second:02}.000Z"}


START = event("session.start", 0, sessionId="s-1", producer="copilot-agent", selectedModel="atlas-2")
ASKED = event(
    "user.message",
    2,
    content="Make the ferry table sortable",
    transformedContent="<now/> Make the ferry table sortable",
    attachments=[{"type": "file", "name": "ferry.py"}],
)
LOOKS = event(
    "assistant.message",
    4,
    messageId="m-1",
    content="I look at it first.",
    reasoningText="Which file?",
    toolRequests=[{"toolCallId": "t1", "name": "view", "arguments": {"path": "ferry.py"}}],
)
RAN = [
    event("tool.execution_start", 5, toolCallId="t1", toolName="view", arguments={"path": "ferry.py"}),
    event("tool.execution_complete", 6, toolCallId="t1", success=True, result={"content": "1. rows = []"}),
]
DONE = event("assistant.message", 7, messageId="m-2", content="It is sortable now.", toolRequests=[])
THEN = event("user.message", 9, content="No, by the harbour, not by the hour", attachments=[])
WHOLE = [START, event("session.info", 1, message="Connected"), ASKED, LOOKS, *RAN, DONE, THEN]


@pytest.fixture
def session(tmp_path, only):
    def read(*events, tail=""):
        (tmp_path / "events.jsonl").write_text("".join(json.dumps(one) + "\n" for one in events) + tail)
        entry = only(tmp_path / "events.jsonl")
        assert recognise(entry) is copilot
        items = list(copilot.read(entry))
        return [i for i in items if isinstance(i, Found)], [i for i in items if isinstance(i, Problem)]

    return read


def test_pieces_of_an_answer_become_one_with_what_tools_gave_back(session):
    ((found,), problems) = session(*WHOLE)
    assert problems == []
    talk = found.conversation
    assert (talk.origin_id, talk.model, talk.created_at) == ("s-1", "atlas-2", "2026-02-01T10:00:00Z")
    asked, answer, then = talk.messages
    assert (asked.role, asked.content) == (Role.USER, "Make the ferry table sortable")
    assert asked.extra == {"attachments": ["ferry.py"]}
    assert (answer.content, answer.origin_id) == ("I look at it first.\n\nIt is sortable now.", "m-2")
    assert answer.extra == {
        "reasoning": "Which file?",
        "tool_calls": [
            {"name": "view", "arguments": {"path": "ferry.py"}},
            {"name": "view", "output": "1. rows = []"},
        ],
    }
    assert then.content == "No, by the harbour, not by the hour"


def test_an_interruption_and_what_programs_add_are_nobodys_words(session):
    added = event("user.message", 8, content="<system-reminder>be quick</system-reminder>\nGo on", attachments=[])
    ((found,), _) = session(START, ASKED, LOOKS, event("abort", 5, reason="user_initiated"), added, DONE)
    assert [m.role for m in found.conversation.messages] == [
        Role.USER,
        Role.ASSISTANT,
        Role.SYSTEM,
        Role.USER,
        Role.ASSISTANT,
    ]
    assert found.conversation.messages[3].content == "Go on"


@pytest.mark.parametrize("kind", [["user.message"], None, {"a": 1}, 7])
def test_other_things_with_a_type_and_data_are_no_session(kind, tmp_path, only):
    (tmp_path / "x.jsonl").write_text(json.dumps({"type": kind, "data": {"content": "a"}}) + "\n")
    assert recognise(only(tmp_path / "x.jsonl")) is not copilot


def test_broken_events_cost_themselves_and_an_empty_session_is_told_of(session):
    odd = [
        {"type": "user.message", "data": 7},
        {"type": "assistant.message", "data": {"content": 7, "toolRequests": 7}},
    ]
    ((found,), problems) = session(START, ASKED, *odd, DONE, tail='{"type":"user.message","data":{"con')
    assert [m.content for m in found.conversation.messages] == ["Make the ferry table sortable", "It is sortable now."]
    assert [(one.place, one.reason) for one in problems] == [
        ("line 3", Reason.WRONG_SHAPE),
        ("line 6", Reason.TRUNCATED),
    ]
    (nothing, (problem,)) = session(START)
    assert (nothing, problem.reason) == ([], Reason.EMPTY)
