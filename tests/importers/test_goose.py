"""goose's sessions: its old files of lines, its database, and what it exports."""

import json
import sqlite3
from contextlib import closing

import pytest

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason
from nfstudio.importers import goose, recognise
from nfstudio.importers.files import walk


def said(found):
    return [(m.role.value, m.content) for m in found.conversation.messages]


def test_steps_become_one_answer_and_what_the_program_added_is_not_the_persons(samples, read):
    one = read(samples / "goose" / "normal.jsonl")[0][0]
    assert said(one) == [
        ("user", "set the oven timer to 20 minutes"),
        ("assistant", "I look for it.\n\nIt is 20 now."),
        ("user", "you changed the wrong file"),
        ("assistant", "The right one is set now."),
    ]
    _, answered, told, _ = one.conversation.messages
    assert (one.conversation.title, one.conversation.created_at) == ("An oven timer", "2026-03-01T10:00:00Z")
    assert answered.extra == {
        "reasoning": "Look for the timer.",
        "tool_calls": [
            {"name": "developer__shell", "arguments": {"command": "grep -rn timer"}},
            {"name": "tool", "output": "timer.py:3:MINUTES = 10"},
        ],
    }
    assert told.extra == {"attachments": ["image/png"]}


def test_an_exported_session_knows_its_name_and_model_and_why_a_call_failed(samples, read):
    one = read(samples / "goose" / "branches.json")[0][0].conversation
    assert (one.origin_id, one.title, one.model) == ("20260301_4", "A hotter oven", "lark-7b")
    assert one.messages[1].extra["tool_calls"][1] == {"name": "tool", "output": "refused"}
    assert {m.model for m in one.messages if m.role is Role.ASSISTANT} == {"lark-7b"}


def test_a_session_without_a_head_is_known_by_its_messages(tmp_path, samples, read):
    lines = (samples / "goose" / "normal.jsonl").read_text().splitlines()[1:]
    (tmp_path / "old.jsonl").write_text("\n".join(lines))
    (found,), problems = read(tmp_path / "old.jsonl")
    assert (len(found.conversation.messages), problems) == (4, [])


@pytest.fixture
def database(tmp_path, samples):
    """The sessions of two people and one of an agent."""
    messages = json.loads((samples / "goose" / "branches.json").read_text())["conversation"]
    with closing(sqlite3.connect(tmp_path / "sessions.db")) as db, db:
        db.execute(
            "CREATE TABLE sessions (id TEXT PRIMARY KEY, name TEXT, description TEXT, session_type TEXT,"
            " working_dir TEXT, created_at TIMESTAMP, model_config_json TEXT)"
        )
        db.execute(
            "CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT, session_id TEXT, role TEXT,"
            " content_json TEXT, created_timestamp INTEGER, metadata_json TEXT)"
        )
        for name, title, kind in (("a", "Hotter", "user"), ("b", "", "user"), ("c", "Inner", "sub_agent")):
            row = (name, title, "", kind, "/home/kim", "2026-03-01 10:00:00", '{"model_name": "lark-7b"}')
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            for one in messages:
                content = json.dumps(one["content"]) if (name, one["id"]) != ("b", "m2") else "not JSON"
                cells = (one["id"], name, one["role"], content, one["created"], json.dumps(one["metadata"]))
                db.execute("INSERT INTO messages VALUES (NULL, ?, ?, ?, ?, ?, ?)", cells)
    return tmp_path / "sessions.db"


def test_the_database_gives_every_session_of_a_person(database, read):
    (entry,) = walk([database])
    assert recognise(entry) is goose
    (one, other), problems = read(database)
    assert (one.place, one.conversation.title, one.conversation.model) == ("session 1", "Hotter", "lark-7b")
    assert said(one)[2:] == [("user", "try again with more"), ("assistant", "Hotter now.")]
    assert said(other)[0] == ("user", "make it hotter")
    assert [(p.place, p.reason) for p in problems] == [
        ("session 2", Reason.WRONG_SHAPE),
        ("session 3", Reason.EMPTY),
    ]
    assert "only agents talk to each other" in problems[1].sentence


def test_a_database_without_a_message_says_so(tmp_path, read):
    with closing(sqlite3.connect(tmp_path / "sessions.db")) as db, db:
        db.execute("CREATE TABLE sessions (id TEXT, name TEXT)")
        db.execute("CREATE TABLE messages (id INTEGER, session_id TEXT, role TEXT, content_json TEXT)")
    found, (problem,) = read(tmp_path / "sessions.db")
    assert (found, problem.reason) == ([], Reason.EMPTY)
