import json

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason


def line(kind, **payload):
    return json.dumps({"timestamp": "2026-03-01T08:00:00Z", "type": kind, "payload": payload})


def sent(role, words):
    return line("response_item", type="message", role=role, content=[{"type": "input_text", "text": words}])


def test_each_message_is_told_once_and_context_is_not_the_persons(samples, read):
    ((found,), problems) = read(samples / "codex" / "normal.jsonl")
    assert problems == []
    assert (found.conversation.origin_id, found.conversation.model) == ("r-1", "cedar-5")
    assert [(m.role, m.content) for m in found.conversation.messages] == [
        (Role.USER, "fix the till"),
        (Role.ASSISTANT, "The sum is right now."),
        (Role.USER, "still wrong, see the picture"),
        (Role.SYSTEM, "[Interrupted by the person]"),
    ]
    assert found.conversation.messages[1].extra == {
        "reasoning": "The sum is off.",
        "tool_calls": [
            {"name": "shell", "arguments": '{"command":["ls"]}'},
            {"name": "shell", "output": "till.py"},
        ],
    }
    assert found.conversation.messages[2].extra == {"attachments": ["image", "till.png"]}


def test_what_was_rolled_back_is_an_abandoned_branch(samples, read):
    ((found,), _) = read(samples / "codex" / "branches.jsonl")
    assert [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages] == [
        ("name the module", None, True),
        ("helpers.py", 0, True),
        ("shorter", 1, False),
        ("h.py", 2, False),
        ("call it basket.py", 1, True),
        ("basket.py it is.", 4, True),
    ]


def test_without_events_the_items_that_were_sent_are_read(lines):
    found, _ = lines(
        line("session_meta", id="r", timestamp="2026-03-01T08:00:00Z"),
        sent("user", "<user_instructions>\n\nBe kind.\n\n</user_instructions>"),
        sent("user", "<environment_context>\n</environment_context>\nfix it"),
        sent("assistant", "Done."),
    )
    assert [m.content for m in found[0].conversation.messages] == ["fix it", "Done."]


def test_the_oldest_files_have_no_envelopes(lines):
    said = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "fix it"}]}
    found, problems = lines(
        json.dumps({"id": "old", "timestamp": "2025-06-01T08:00:00Z", "instructions": None}),
        json.dumps({"record_type": "state"}),
        json.dumps(said),
        json.dumps({**said, "role": "assistant"}),
    )
    assert problems == []
    assert found[0].conversation.origin_id == "old"
    assert found[0].conversation.created_at == "2025-06-01T08:00:00Z"
    assert [m.role for m in found[0].conversation.messages] == [Role.USER, Role.ASSISTANT]


def test_broken_lines_are_told_of_and_the_rest_goes_on(samples, read):
    found, problems = read(samples / "codex" / "broken.jsonl")
    assert [m.content for m in found[0].conversation.messages] == ["sort it", "Sorted."]
    assert [p.reason for p in problems] == [
        Reason.BROKEN_JSON,
        Reason.WRONG_SHAPE,
        Reason.WRONG_SHAPE,
        Reason.TRUNCATED,
    ]


def test_a_session_that_goes_on_from_another_keeps_its_own_name(lines):
    meta = [
        {"type": "session_meta", "payload": {"id": name, "timestamp": "2026-01-01T10:00:00Z"}}
        for name in ("new", "old")
    ]
    said = {"type": "event_msg", "payload": {"type": "user_message", "message": "again"}}
    assert lines(*map(json.dumps, [*meta, said]))[0][0].conversation.origin_id == "new"


def test_what_an_editor_puts_before_a_request_is_not_the_persons(lines):
    words = "# Context from my IDE setup:\n\n## Active file: a.py\n\n## My request for Codex:\nfix it\n"
    told = {"type": "event_msg", "payload": {"type": "user_message", "message": words}}
    answer = {"type": "event_msg", "payload": {"type": "agent_message", "message": "Done."}}
    found, _ = lines(*map(json.dumps, [told, answer]))
    assert [m.content for m in found[0].conversation.messages] == ["fix it", "Done."]


def test_a_task_that_one_agent_gave_another_has_no_person_in_it(lines):
    meta = {"type": "session_meta", "payload": {"id": "s", "source": {"subagent": {"thread_spawn": {}}}}}
    told = {"type": "event_msg", "payload": {"type": "user_message", "message": "Look around"}}
    found, problems = lines(*map(json.dumps, [meta, told]))
    assert not found
    assert [(p.reason, p.sentence) for p in problems] == [
        (Reason.EMPTY, "An agent gave this task to another one: no person says anything in it.")
    ]


def test_sessions_of_the_first_version_are_one_object(tmp_path, read):
    items = [
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "explain"}]},
        {"type": "function_call", "name": "shell", "arguments": "{}", "call_id": "c"},
        {"type": "function_call_output", "call_id": "c", "output": '{"output": "a.py"}'},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "It counts."}]},
    ]
    session = {"session": {"id": "s", "timestamp": "2025-04-20T10:00:00.000Z", "instructions": ""}, "items": items}
    (tmp_path / "rollout.json").write_text(json.dumps(session), encoding="utf-8")
    found, problems = read(tmp_path / "rollout.json")
    one = found[0].conversation
    assert not problems
    assert (one.origin_id, one.created_at) == ("s", "2025-04-20T10:00:00Z")
    assert [m.content for m in one.messages] == ["explain", "It counts."]
    assert one.messages[1].extra["tool_calls"][1] == {"name": "shell", "output": "a.py"}


def lines_of(*payloads):
    meta = {"type": "session_meta", "payload": {"id": "s", "timestamp": "2026-09-02T20:53:17Z"}}
    rows = [meta, *({"timestamp": f"2026-09-02T20:53:{20 + i}Z", **one} for i, one in enumerate(payloads))]
    return [json.dumps(row) for row in rows]


def item(kind, *parts):
    return {"type": "event_msg", "payload": {"type": "item_completed", "item": {"type": kind, "content": [*parts]}}}


def test_what_newer_versions_tell_as_complete_items_is_read(lines):
    injected = [{"type": "input_text", "text": "<recommended_plugins>\nx</recommended_plugins>"}]
    found, problems = lines(
        *lines_of(
            {"type": "response_item", "payload": {"type": "message", "role": "user", "content": injected}},
            {"type": "event_msg", "payload": {"type": "user_message", "message": "mend the test"}},
            {"type": "event_msg", "payload": {"type": "agent_message", "message": "Done."}},
            item("UserMessage", {"type": "text", "text": "no, the other"}, {"type": "local_image", "path": "a.png"}),
            {"type": "event_msg", "payload": {"type": "user_message", "message": "no, the other"}},
            item("CommandExecution"),
            item("AgentMessage", {"type": "Text", "text": "Told already."}),
            {"type": "event_msg", "payload": {"type": "agent_message", "message": "That one, too."}},
            item("UserMessage", {"type": "text", "text": "thanks"}),
            item("UserMessage", {"type": "text", "text": "thanks"}),
        )
    )
    assert not problems
    assert [(m.role, m.content) for m in found[0].conversation.messages] == [
        (Role.USER, "mend the test"),
        (Role.ASSISTANT, "Done."),
        (Role.USER, "no, the other"),
        (Role.ASSISTANT, "That one, too."),
        (Role.USER, "thanks"),
        (Role.USER, "thanks"),
    ]


def test_a_session_told_in_complete_items_alone_is_whole(lines):
    asked, answered = ({"type": kind, "text": words} for kind, words in (("text", "where?"), ("Text", "There.")))
    found, _ = lines(*lines_of(item("UserMessage", asked), item("AgentMessage", answered)))
    assert [(m.role, m.content) for m in found[0].conversation.messages] == [
        (Role.USER, "where?"),
        (Role.ASSISTANT, "There."),
    ]
