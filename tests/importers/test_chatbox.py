import json

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import chatbox, chatbox_sessions

KEY = "sk-not-a-real-key-0001"


def session(i, *messages, **more):
    return {"id": i, "type": "chat", "name": i, "messages": list(messages), **more}


def said(i, role, text):
    return {"id": i, "role": role, "content": text, "timestamp": 1772352000000}


OLD = {
    "settings": {"openaiKey": KEY, "messages": "none"},
    "chat-sessions": [
        session("s", said("0", "system", "Help."), said("1", "user", "Hi"), said("2", "assistant", "Hello"))
    ],
    "__exported_at": "2026-03-01T09:00:00.000Z",
}


def found_in(path, only):
    items = list(chatbox.read(only(path)))
    return [i for i in items if isinstance(i, Found)], [i for i in items if isinstance(i, Problem)]


def test_parts_threads_and_summaries_are_told_apart(samples, read):
    found, problems = read(samples / "chatbox" / "normal.json")
    assert problems == []
    assert [(item.place, item.conversation.title) for item in found] == [
        ("conversation 1", "Bread"),
        ("conversation 1, thread 1", "Bread, at first"),
        ("conversation 2", "Untitled"),
    ]
    _, asked, answer, _ = found[0].conversation.messages
    assert asked.extra == {"attachments": ["dough.jpg", "Bread"]}
    assert answer.content == "Ten minutes."
    assert answer.extra == {
        "reasoning": "By hand.",
        "tool_calls": [{"name": "clock", "arguments": {"q": 1}, "output": "10"}],
        "attachments": ["image"],
    }
    _, thought, summary = found[2].conversation.messages
    assert (thought.content, thought.extra) == ("Hi!", {"reasoning": "Politely.\n\nGreet."})
    assert summary.role is Role.SYSTEM


def test_what_was_abandoned_at_a_fork_is_a_branch_in_its_place(samples, read):
    ((found,), _) = read(samples / "chatbox" / "branches.json")
    assert [(m.content, m.parent, m.on_active_path) for m in found.conversation.messages] == [
        ("Name a moon", None, True),
        ("Mars", 0, False),
        ("That is a planet", 1, False),
        ("Sorry.", 2, False),
        ("Indeed.", 2, False),
        ("Io", 0, True),
        ("of Saturn", 5, True),
        ("Rhea", 6, True),
    ]


def test_the_older_store_keeps_a_list_of_conversations(tmp_path, only):
    (tmp_path / "x.json").write_text(json.dumps(OLD))
    ((found,), problems) = found_in(tmp_path / "x.json", only)
    assert problems == []
    assert [m.content for m in found.conversation.messages] == ["Help.", "Hi", "Hello"]


def test_a_store_that_was_moved_to_the_newer_way_may_hold_both(tmp_path, only):
    both = OLD | {"session:t": session("t", said("1", "user", "Hey"))}
    (tmp_path / "x.json").write_text(json.dumps(both))
    found, problems = found_in(tmp_path / "x.json", only)
    assert [item.conversation.origin_id for item in found] == ["s", "t"]
    assert problems == []


def test_a_single_conversation_of_parts_is_read(tmp_path, read):
    part = {"id": "1", "role": "user", "contentParts": [{"type": "text", "text": "Hi"}]}
    (tmp_path / "session.json").write_text(json.dumps(session("s", part)))
    ((found,), _) = read(tmp_path / "session.json")
    assert found.conversation.origin_id == "s"


def test_no_key_of_the_settings_gets_anywhere_however_broken_the_file(tmp_path, only):
    whole = json.dumps({**OLD, "a": KEY, "session:t": session("t", said("1", "user", "Hey")), "b": KEY, "c": [KEY]})
    for cut in range(0, len(whole), 9):
        for text in (whole[:cut], whole[cut:], whole[:cut] + whole[cut + 1 :], whole[:cut] + "]" + whole[cut:]):
            (tmp_path / "x.json").write_text(text)
            assert KEY not in repr(found_in(tmp_path / "x.json", only))


def test_a_broken_conversation_costs_itself_alone(samples, read):
    found, problems = read(samples / "chatbox" / "broken.json")
    assert [item.conversation.title for item in found] == ["Fine"]
    assert [(p.place, p.reason) for p in problems] == [
        ("conversation 2", Reason.WRONG_SHAPE),
        ("conversation 3", Reason.WRONG_SHAPE),
        ("after conversation 3", Reason.TRUNCATED),
    ]


def test_a_fork_that_leads_back_to_itself_ends():
    fork = {"lists": [{"messages": [said("1", "user", "again")]}, {"messages": []}]}
    (found,) = chatbox_sessions.build(session("s", said("1", "user", "a"), messageForksHash={"1": fork}))
    assert [(m.content, m.parent) for m in found.conversation.messages] == [("a", None), ("again", 0)]
