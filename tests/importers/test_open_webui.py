import json
import sqlite3
from contextlib import closing

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Found, Reason
from nfstudio.importers import open_webui, recognise
from nfstudio.importers.files import walk


def chat(*messages, leaf=None, **fields):
    """A chat of (name, parent, role, content, more) messages."""
    kept = {}
    for name, parent, role, content, *more in messages:
        item = {"id": name, "parentId": parent, "childrenIds": [], "role": role, "content": content}
        kept[name] = item | {"timestamp": 1772352000 + len(kept)} | (more[0] if more else {})
    return {"title": "T", "history": {"messages": kept, "currentId": leaf or messages[-1][0]}, "messages": []} | fields


def built(*messages, **fields):
    return open_webui.build(chat(*messages, **fields)).conversation.messages


TALK = chat(("u", None, "user", "Name a moon"), ("a", "u", "assistant", "Mars"))


@pytest.fixture
def database(tmp_path):
    """A database that holds these chats and feedbacks."""

    def write(*chats, feedback=()):
        path = tmp_path / "webui.db"
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE config (id INTEGER PRIMARY KEY, data JSON)")
            db.execute(
                'CREATE TABLE "chat" (id VARCHAR(255) NOT NULL, user_id VARCHAR(255) NOT NULL, title TEXT NOT NULL,'
                " share_id VARCHAR(255), archived INTEGER NOT NULL, created_at DATETIME NOT NULL, chat JSON)"
            )
            db.execute("CREATE TABLE feedback (id TEXT, user_id TEXT, type TEXT, data JSON, meta JSON, snapshot JSON)")
            db.executemany(
                "INSERT INTO chat VALUES (?, 'u-1', 'T', NULL, 0, 1772352000, ?)",
                [
                    (str(i), one if isinstance(one, str | bytes | None) else json.dumps(one))
                    for i, one in enumerate(chats)
                ],
            )
            db.executemany(
                "INSERT INTO feedback VALUES ('f', 'u-1', 'rating', ?, ?, NULL)",
                [(json.dumps(data), json.dumps(about)) for data, about in feedback],
            )
            db.commit()
        return path

    return write


def test_what_the_program_folds_away_is_no_part_of_the_answer(samples, read):
    ((found,), _) = read(samples / "openwebui" / "normal.json")
    system, asked, answer, thanks = found.conversation.messages
    assert (system.role, system.content) == (Role.SYSTEM, "Be brief.")
    assert (asked.content, asked.extra) == ("Name a moon\ufffd", {"attachments": ["sky.pdf"]})
    assert (answer.content, answer.rating, thanks.parent) == ("Io.", 1, 2)
    assert answer.extra == {
        "reasoning": "Jupiter has\nmany.",
        "tool_calls": [{"name": "look", "arguments": '"{\\"q\\": 1}"', "output": '"Io"'}],
        "feedback": {"reason": "accurate_information", "comment": "short and right"},
    }
    assert (found.conversation.user, found.conversation.origin_id) == ("u-1", "w-1")


def test_answers_side_by_side_are_told_from_regenerated_ones(samples, read):
    found, _ = read(samples / "openwebui" / "branches.json")
    answers = [m for m in found[0].conversation.messages if m.role is Role.ASSISTANT]
    assert [(m.content, m.on_active_path, m.rating, m.extra["side_by_side"]) for m in answers] == [
        ("Rhine", False, -1, 0),
        ("Loire", False, None, 1),
        ("Seine", True, None, 0),
    ]


def test_a_leaf_that_leads_nowhere_gives_way_to_the_newest(samples, read):
    found, _ = read(samples / "openwebui" / "branches.json")
    assert [m.on_active_path for m in found[1].conversation.messages] == [True, False, True]


def test_a_single_chat_is_read_like_a_row_of_the_export(tmp_path, read):
    (tmp_path / "chat.json").write_text(json.dumps(TALK))
    ((found,), problems) = read(tmp_path / "chat.json")
    assert problems == []
    assert [m.content for m in found.conversation.messages] == ["Name a moon", "Mars"]


def test_the_flat_copy_counts_only_where_the_history_is_empty():
    copy = [
        {"id": "u", "role": "user", "content": "a"},
        {"id": "a", "parentId": "u", "role": "assistant", "content": "b"},
    ]
    value = chat(("x", None, "user", "truth"), messages=copy)
    assert [m.content for m in open_webui.build(value).conversation.messages] == ["truth"]
    value["history"] = {"messages": {}, "currentId": None}
    assert [(m.content, m.parent) for m in open_webui.build(value).conversation.messages] == [("a", None), ("b", 0)]


def test_the_newest_shape_of_an_answer_is_read_where_there_are_no_other_words():
    steps = [
        {"type": "reasoning", "summary": [{"type": "summary_text", "text": "hm"}]},
        {"type": "function_call", "name": "look", "arguments": "{}"},
        {"type": "function_call_output", "output": [{"type": "input_text", "text": "Io"}]},
        {"type": "message", "content": [{"type": "output_text", "text": "Io."}]},
    ]
    answer = built(("u", None, "user", "x"), ("a", "u", "assistant", "", {"output": steps}))[1]
    assert answer.content == "Io."
    assert answer.extra == {"reasoning": "hm", "tool_calls": [{"name": "look", "arguments": "{}"}, {"output": "Io"}]}


def test_details_in_the_middle_of_a_sentence_are_words():
    text = 'Write <details type="reasoning"> like this.'
    assert built(("u", None, "user", "x"), ("a", "u", "assistant", text))[1].content == text


def test_every_copy_in_a_feedback_export_knows_every_thumb(tmp_path, read):
    def feedback(message, rating, **snapshot):
        return {
            "id": message,
            "type": "rating",
            "data": {"rating": rating, "comment": "why"},
            "meta": {"chat_id": "w", "message_id": message},
            "snapshot": snapshot or None,
        }

    talk = chat(
        ("u", None, "user", "x"), ("a", "u", "assistant", "y"), ("v", "a", "user", "z"), ("b", "v", "assistant", "!")
    )
    row = {"id": "w", "user_id": "u-1", "title": "T", "chat": talk, "created_at": 1772352000}
    export = [feedback("a", "1", chat=row), feedback("b", -1, chat=row), feedback("c", 1)]
    (tmp_path / "feedback.json").write_text(json.dumps(export))
    found, (problem,) = read(tmp_path / "feedback.json")
    assert [[m.rating for m in item.conversation.messages] for item in found] == [[None, 1, None, -1]] * 2
    assert {item.conversation.origin_id for item in found} == {"w"}
    assert found[0].conversation.messages[1].extra == {"feedback": {"comment": "why"}}
    assert (problem.place, problem.reason) == ("record 3", Reason.WRONG_SHAPE)


def test_the_database_is_read_where_it_lies_and_nothing_appears_beside_it(database, only):
    path = database(TALK, "{oops", None, TALK, feedback=[({"rating": -1}, {"message_id": "a"})])
    before = path.read_bytes()
    entry = only(path)
    items = list(recognise(entry).read(entry))
    assert [type(item).__name__ for item in items] == ["Found", "Problem", "Problem", "Found"]
    assert [m.rating for m in items[0].conversation.messages] == [None, -1]
    assert [item.place for item in items] == ["chat 1", "chat 2", "chat 3", "chat 4"]
    assert (items[3].conversation.origin_id, items[3].conversation.created_at) == ("3", "2026-03-01T08:00:00Z")
    assert [one.name for one in path.parent.iterdir()] == ["webui.db"]
    assert path.read_bytes() == before


def test_what_the_database_has_not_taken_in_yet_is_told_of(database, only):
    path = database(TALK)
    path.with_name("webui.db-wal").write_bytes(b"newer")
    entry = only(path)
    problem, found = open_webui.read(entry)
    assert isinstance(found, Found)
    assert problem.reason is Reason.UNREADABLE
    assert "webui.db-wal" in problem.sentence


def test_a_damaged_database_is_a_problem(database, only):
    path = database(*[TALK] * 200)
    raw = bytearray(path.read_bytes())
    raw[20_000:] = b"\xff" * (len(raw) - 20_000)
    path.write_bytes(raw)
    *_, problem = open_webui.read(only(path))
    assert problem.reason is Reason.UNREADABLE
    assert "cannot be read" in problem.sentence


def test_a_packed_database_is_refused_with_what_to_do(database, tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as archive:
        archive.write(database(TALK), "webui.db")
    (entry,) = walk([tmp_path / "backup.zip"])
    (problem,) = recognise(entry).read(entry)
    assert "Unpack it first" in problem.sentence


def test_another_database_is_not_recognised(tmp_path, only):
    with closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("CREATE TABLE chats (id TEXT)")
    assert recognise(only(tmp_path / "other.db")) is None


def test_answers_of_qwen_s_page_stand_in_phases(tmp_path, read):
    phases = [
        {"phase": "think", "content": "hm"},
        {"phase": "web_search", "content": "found"},
        {"phase": "answer", "content": "Io."},
    ]
    kept = {
        "1": {"id": "1", "role": "user", "content": "Name a moon.", "childrenIds": ["2"]},
        "2": {"id": "2", "parentId": "1", "role": "assistant", "content": "", "content_list": phases},
    }
    chat = {"id": "q", "title": "Moons", "chat": {"history": {"messages": kept, "currentId": "2"}}}
    (tmp_path / "qwen.json").write_text(json.dumps({"success": True, "data": [chat]}), encoding="utf-8")
    answer = read(tmp_path / "qwen.json")[0][0].conversation.messages[1]
    assert answer.content == "Io."
    assert answer.extra == {"reasoning": "hm", "tool_calls": [{"name": "web_search", "output": "found"}]}
