"""The log of the command `llm`, an SQLite database."""

import gzip
import sqlite3

from nfstudio.domain.conversation import Role
from nfstudio.domain.records import Reason


def test_questions_of_one_conversation_stand_in_order_of_time(samples, read):
    one = read(samples / "llm" / "normal.db")[0][0].conversation
    assert (one.origin_id, one.title, one.model) == ("lm-1", "Names of winds", "lark-7b")
    assert [(m.role, m.content, m.created_at) for m in one.messages] == [
        (Role.SYSTEM, "Be brief.", "2026-03-01T10:00:00Z"),
        (Role.USER, "name a wind", "2026-03-01T10:00:00Z"),
        (Role.ASSISTANT, "The bora.", "2026-03-01T10:00:00Z"),
        (Role.USER, "in Provence, I said", "2026-03-01T10:01:00Z"),
        (Role.ASSISTANT, "The mistral.", "2026-03-01T10:01:00Z"),
    ]
    assert one.messages[1].extra == {"attachments": ["wind.png"]}


def test_questions_without_a_conversation_are_one_each_and_a_new_system_prompt_is_kept(samples, read):
    found, _ = read(samples / "llm" / "branches.db")
    assert [item.conversation.origin_id for item in found] == ["r3", "r4", "lm-2"]
    assert [m.content for m in found[2].conversation.messages if m.role is Role.SYSTEM] == ["Be brief.", "Be polite."]


def test_a_packed_database_says_what_to_do(samples, read, tmp_path):
    (tmp_path / "logs.db.gz").write_bytes(gzip.compress((samples / "llm" / "normal.db").read_bytes()))
    found, problems = read(tmp_path / "logs.db.gz")
    assert not found
    assert [(p.reason, p.sentence) for p in problems] == [
        (Reason.UNREADABLE, "A database cannot be read while it is packed. Unpack it first.")
    ]


def test_what_is_not_yet_in_the_database_is_told_of(samples, read, tmp_path):
    with sqlite3.connect(tmp_path / "logs.db") as db:
        db.execute("CREATE TABLE responses (id TEXT, prompt TEXT, response TEXT, datetime_utc TEXT)")
        db.execute("INSERT INTO responses VALUES ('r', 'name a wind', 'The bora.', '2026-03-01T10:00:00')")
    db.close()
    (tmp_path / "logs.db-wal").write_bytes(b"newer")
    found, problems = read(tmp_path / "logs.db")
    assert len(found) == 1
    assert [p.place for p in problems] == ["logs.db-wal"]
