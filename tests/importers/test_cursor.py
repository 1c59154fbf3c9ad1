"""Cursor's databases, and the Markdown that it exports."""

import json
import sqlite3
from contextlib import closing

import cursor_database

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason
from nfstudio.importers import cursor, importer_named, recognise
from nfstudio.importers.files import walk


def said(found):
    return [(m.role.value, m.content) for m in found.conversation.messages]


def test_messages_stand_in_the_order_of_the_chat_and_pieces_become_one_answer(samples, read):
    (found,), problems = read(samples / "cursor" / "normal.vscdb")
    assert (said(found), problems) == (
        [
            ("user", "find the night train in timetable.csv"),
            ("assistant", "It leaves at 23:10."),
            ("user", "that is the late bus, not the train"),
            ("assistant", "Then it leaves at 22:40."),
        ],
        [],
    )
    one = found.conversation
    assert (one.origin_id, one.title, one.model) == ("c1", "A night train", "lark-7b")
    asked, answered, corrected, _ = one.messages
    assert (asked.extra, corrected.extra) == ({"attachments": ["timetable.csv"]}, {"attachments": ["shot.png"]})
    assert answered.extra["reasoning"] == "Look at the table."
    assert [call["name"] for call in answered.extra["tool_calls"]] == ["read_file", "read_file"]


def test_chats_of_older_versions_are_read_from_where_they_were_kept(samples, read):
    (inline, old), _ = read(samples / "cursor" / "branches.vscdb")
    assert [words for _, words in said(inline)] == ["name a moon", "Mars", "no, a moon", "Io"]
    assert (said(old), old.conversation.title) == ([("user", "name a river"), ("assistant", "The Po.")], "An old chat")
    assert old.conversation.created_at == "2024-07-03T09:46:40Z"


def test_a_chat_that_has_lost_its_order_is_put_in_that_of_time(tmp_path, read):
    bubbles = [
        {"bubbleId": "a", "type": 2, "text": "Mars", "createdAt": "2026-03-01T10:00:05.000Z"},
        {"bubbleId": "b", "type": 1, "text": "name a moon", "createdAt": "2026-03-01T10:00:00.000Z"},
    ]
    chat = {"composerId": "c", "createdAt": 1772359200000, "fullConversationHeadersOnly": [], "bubbles": bubbles}
    cursor_database.write(tmp_path / "state.vscdb", [chat])
    (found,), _ = read(tmp_path / "state.vscdb")
    assert said(found) == [("user", "name a moon"), ("assistant", "Mars")]


def test_what_older_versions_of_vs_code_kept_of_copilot_is_read(tmp_path, samples, read):
    session = json.loads((samples / "copilot" / "normal.json").read_text(encoding="utf-8"))
    with closing(sqlite3.connect(tmp_path / "state.vscdb")) as db, db:
        db.execute("CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)")
        kept = [session, {"version": 3, "requests": []}, {"requests": 7}]
        db.execute("INSERT INTO ItemTable VALUES ('interactive.sessions', ?)", (json.dumps(kept),))
    (found,), (problem,) = read(tmp_path / "state.vscdb")
    (exported,), _ = read(samples / "copilot" / "normal.json")
    assert found.conversation == exported.conversation
    assert (problem.place, problem.reason) == ("chat 2", Reason.WRONG_SHAPE)


def test_tokens_in_the_database_are_never_asked_for(samples, only):
    for name in ("normal", "branches", "broken", "empty"):
        entry = only(samples / "cursor" / f"{name}.vscdb")
        assert "not-a-real-token-0003" not in repr(list(cursor.read(entry)))


def test_a_chat_that_cursor_exported_as_markdown_is_a_transcript(tmp_path, read):
    text = (
        "# Tides\n_Exported on 4/22/2026 at 06:50:00 GMT+1 from Cursor (3.2.11)_\n\n---\n\n**User**\n\nwhen is the tide"
        "?\n\n---\n\n**Cursor**\n\nAt six.\n\n---\n\n**User**\n\nthat was yesterday\n"
    )
    (tmp_path / "tides.md").write_text(text, encoding="utf-8")
    (entry,) = walk([tmp_path / "tides.md"])
    assert recognise(entry) is importer_named("transcript")
    (found,), _ = read(tmp_path / "tides.md")
    assert said(found) == [("user", "when is the tide?"), ("assistant", "At six."), ("user", "that was yesterday")]
    assert found.conversation.title == "Tides"
    assert found.conversation.messages[1].role is Role.ASSISTANT
