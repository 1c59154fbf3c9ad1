import json

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason


def event(kind, uuid, parent, content, **more):
    role = "assistant" if kind == "assistant" else "user"
    message = {"role": role, "content": content}
    envelope = {"type": kind, "uuid": uuid, "parentUuid": parent, "sessionId": "s", "message": message}
    return json.dumps({**envelope, "timestamp": "2026-03-01T08:00:00Z", **more})


def refused(result):
    return [{"type": "tool_result", "tool_use_id": "t", "content": result, "is_error": True}]


def test_pieces_of_an_answer_are_joined_and_results_are_no_words_of_the_person(samples, read):
    ((found,), problems) = read(samples / "claudecode" / "normal.jsonl")
    assert problems == []
    conversation = found.conversation
    assert (conversation.origin_id, conversation.title, conversation.model) == (
        "s-1",
        "A test for the basket",
        "atlas-2",
    )
    assert [(m.role, m.content) for m in conversation.messages] == [
        (Role.SYSTEM, "/clear"),
        (Role.USER, "Add a test for the basket"),
        (Role.ASSISTANT, "I look for the tests.\n\nAdded `test_basket`."),
        (Role.USER, "no, use pytest"),
        (Role.ASSISTANT, "Rewritten with pytest."),
        (Role.SYSTEM, "[Interrupted by the person]"),
    ]
    assert all(message.on_active_path for message in conversation.messages)
    assert conversation.messages[2].extra == {
        "reasoning": "Where do tests lie?",
        "tool_calls": [
            {"name": "Glob", "arguments": {"pattern": "tests/*"}},
            {"name": "Glob", "output": "tests/test_shop.py"},
        ],
    }


def test_a_prompt_written_anew_is_a_branch_and_parallel_calls_are_not(samples, read):
    ((found,), _) = read(samples / "claudecode" / "branches.jsonl")
    assert [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages] == [
        ("Name the module", None, True),
        ("helpers.py", 0, True),
        ("shorter", 1, False),
        ("h.py", 2, False),
        ("Call it basket.py", 1, True),
        ("", 4, True),
        ("leave the till alone", 5, True),
        ("Only basket.py then.", 6, True),
    ]
    assert [call.get("output") for call in found.conversation.messages[5].extra["tool_calls"]] == [
        None,
        None,
        "written",
        "[Tool use refused by the person]",
    ]


def test_what_the_person_says_when_refusing_a_call_is_the_persons(lines):
    found, _ = lines(
        event("user", "1", None, "go"),
        event("assistant", "2", "1", [{"type": "tool_use", "id": "t", "name": "Bash", "input": {}}]),
        event("user", "3", "2", refused("The user doesn't want to proceed with this tool use. the user said:\nnot so")),
    )
    assert [(m.role, m.content) for m in found[0].conversation.messages[2:]] == [(Role.USER, "not so")]


def test_a_refusal_without_words_is_told_by_the_system(lines):
    found, _ = lines(
        event("user", "1", None, "go"),
        event("assistant", "2", "1", [{"type": "tool_use", "id": "t", "name": "Bash", "input": {}}]),
        event("user", "3", "2", refused("The user doesn't want to take this action right now. STOP and wait.")),
    )
    assert found[0].conversation.messages[2].role is Role.SYSTEM


@pytest.mark.parametrize(
    "text",
    [
        "<command-name>/model</command-name>",
        "<local-command-stdout>Set model</local-command-stdout>",
        "<bash-input>ls</bash-input>",
        "[Request interrupted by user for tool use]",
        "This session is being continued from a previous conversation that ran out of context.",
        "<task-notification>done</task-notification>",
    ],
)
def test_what_the_program_wrote_is_never_the_persons(lines, text):
    found, _ = lines(event("user", "1", None, "go"), event("user", "2", "1", text))
    assert [m.role for m in found[0].conversation.messages] == [Role.USER, Role.SYSTEM]


@pytest.mark.parametrize("mark", ["isMeta", "isSidechain", "isCompactSummary"])
def test_hidden_events_are_left_out_but_lead_on(lines, mark):
    found, problems = lines(
        event("user", "1", None, "go"),
        event("user", "2", "1", "hidden", **{mark: True}),
        event("assistant", "3", "2", [{"type": "text", "text": "done"}]),
    )
    assert problems == []
    assert [(m.content, m.parent) for m in found[0].conversation.messages] == [("go", None), ("done", 0)]


def test_lines_that_a_resumed_session_repeats_count_once(lines):
    first = event("user", "1", None, "go")
    found, _ = lines(first, event("assistant", "2", "1", "done"), first, event("user", "3", "2", "thanks"))
    assert [m.content for m in found[0].conversation.messages] == ["go", "done", "thanks"]


def test_sessions_one_after_another_in_a_file_are_conversations_each(lines):
    found, _ = lines(
        event("user", "1", None, "go"),
        event("assistant", "2", "1", "done"),
        event("user", "3", None, "stop", sessionId="other"),
        event("user", "4", "2", "of the first", sessionId="third"),
    )
    assert [item.place for item in found] == ["line 1", "line 3", "line 4"]


def test_after_a_summary_of_the_context_the_conversation_goes_on(lines):
    boundary = {"type": "system", "subtype": "compact_boundary", "uuid": "b", "parentUuid": None, "sessionId": "s"}
    found, _ = lines(
        event("user", "1", None, "go"),
        event("assistant", "2", "1", "done"),
        json.dumps({**boundary, "logicalParentUuid": "2"}),
        event("user", "3", "b", "The story so far", isCompactSummary=True),
        event("user", "4", "3", "and now?"),
    )
    assert [(m.content, m.parent) for m in found[0].conversation.messages] == [
        ("go", None),
        ("done", 0),
        ("and now?", 1),
    ]


def test_errors_of_the_service_are_no_answers(lines):
    failed = {"role": "assistant", "model": "<synthetic>", "content": [{"type": "text", "text": "API Error"}]}
    found, _ = lines(event("user", "1", None, "go"), event("assistant", "2", "1", "", message=failed))
    assert found[0].conversation.messages[1].role is Role.SYSTEM


def test_long_outcomes_of_tools_are_cut_and_say_so(lines):
    result = [{"type": "tool_result", "tool_use_id": "t", "content": "x" * 9_000}]
    found, _ = lines(event("user", "1", None, "go"), event("user", "2", "1", result))
    output = found[0].conversation.messages[1].extra["tool_calls"][0]["output"]
    assert output == "x" * 4_000 + "\n[5000 more characters were not imported]"


def test_broken_events_cost_themselves_alone(samples, read):
    found, problems = read(samples / "claudecode" / "broken.jsonl")
    assert [m.content for m in found[0].conversation.messages] == ["Sort the list", "Sorted."]
    assert [(p.place, p.reason) for p in problems] == [
        ("line 2", Reason.BROKEN_JSON),
        ("line 3", Reason.WRONG_SHAPE),
        ("line 4", Reason.WRONG_SHAPE),
        ("line 6", Reason.WRONG_SHAPE),
        ("line 7", Reason.TRUNCATED),
    ]


def test_a_summary_of_another_session_is_no_title_and_the_persons_own_counts_first(lines):
    said = [event("user", "1", None, "add a test"), event("assistant", "2", "1", "Done.")]
    other, own = (
        {"type": "summary", "summary": words, "leafUuid": leaf} for words, leaf in (("Other", "9"), ("Tests", "2"))
    )
    assert lines(json.dumps(other), *said)[0][0].conversation.title is None
    assert lines(json.dumps(other), *said, json.dumps(own))[0][0].conversation.title == "Tests"
    named = [
        {"type": "summary", "sessionId": "s", key: words} for key, words in (("aiTitle", "A"), ("customTitle", "Mine"))
    ]
    assert lines(*said, *map(json.dumps, named))[0][0].conversation.title == "Mine"


def test_what_the_person_typed_while_the_answer_was_under_way_is_said(lines):
    queued = {"type": "queued_command", "prompt": "use pytest, please", "commandMode": "prompt"}
    note = {**queued, "prompt": "<task-notification>done</task-notification>", "commandMode": "task-notification"}
    attached = [
        {"type": "attachment", "uuid": f"q{i}", "parentUuid": "2", "sessionId": "s", "attachment": one}
        for i, one in enumerate((note, queued))
    ]
    found, _ = lines(
        event("user", "1", None, "add a test"),
        event("assistant", "2", "1", "I begin."),
        *map(json.dumps, attached),
        event("assistant", "3", "q1", "With pytest, then."),
    )
    assert [(m.role, m.content) for m in found[0].conversation.messages] == [
        (Role.USER, "add a test"),
        (Role.ASSISTANT, "I begin."),
        (Role.USER, "use pytest, please"),
        (Role.ASSISTANT, "With pytest, then."),
    ]


def test_a_subagents_own_log_says_so(lines):
    found, problems = lines(event("user", "1", None, "look around", isSidechain=True))
    assert not found
    assert [p.sentence for p in problems] == ["A subagent's log: no person says anything in it."]
