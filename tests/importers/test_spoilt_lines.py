"""Formats whose conversations are made of several records: no record, however odd, may cost more than itself."""

import json
import random
import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nfstudio.domain.records import Found
from nfstudio.importers import (
    chatbox,
    cherrystudio,
    claudecode,
    codex,
    cursor,
    datasets,
    devgpt,
    gateway,
    gemini,
    goose,
    jan,
    langfuse,
    langsmith,
    lmsys,
    lobechat,
    oasst,
    sillytavern,
    zed,
)

FIXTURES = [
    (gemini, "gemini/normal.json"),
    (gemini, "gemini/branches.json"),
    (jan, "jan/normal/messages.jsonl"),
    (jan, "jan/branches/messages.jsonl"),
    (sillytavern, "sillytavern/normal.jsonl"),
    (sillytavern, "sillytavern/branches.jsonl"),
    (chatbox, "chatbox/normal.json"),
    (chatbox, "chatbox/branches.json"),
    (claudecode, "claudecode/normal.jsonl"),
    (claudecode, "claudecode/branches.jsonl"),
    (codex, "codex/normal.jsonl"),
    (codex, "codex/branches.jsonl"),
    (oasst, "oasst/normal.jsonl"),
    (oasst, "oasst/branches/trees.jsonl"),
    (oasst, "oasst/branches/flat.jsonl"),
    (lmsys, "lmsys/normal.jsonl"),
    (lmsys, "lmsys/branches.jsonl"),
    (devgpt, "devgpt/normal.json"),
    (gateway, "gateway/normal.jsonl"),
    (gateway, "gateway/branches.jsonl"),
    (langfuse, "langfuse/normal.jsonl"),
    (langfuse, "langfuse/branches.json"),
    (langsmith, "langsmith/normal.jsonl"),
    (langsmith, "langsmith/branches.jsonl"),
    (goose, "goose/normal.jsonl"),
    (goose, "goose/branches.json"),
    (cherrystudio, "cherrystudio/normal.json"),
    (cherrystudio, "cherrystudio/branches.json"),
    (lobechat, "lobechat/normal.json"),
    (lobechat, "lobechat/branches.json"),
]
ODD = (None, True, 0, -1, 1e300, 10**30, "", "no", [], {}, [[]], {"a": None}, float("nan"), "\ud800", [None], [{}], "9")


def spoilt(value, choice):
    """The same value with about one part in fifteen replaced by something odd."""
    if choice.random() < 1 / 15:
        return choice.choice(ODD)
    if isinstance(value, dict):
        return {key: spoilt(item, choice) for key, item in value.items()}
    if isinstance(value, list):
        return [spoilt(item, choice) for item in value]
    return value


@pytest.mark.parametrize(("importer", "name"), FIXTURES, ids=[name for _, name in FIXTURES])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_wrong_types_anywhere_are_read_without_a_crash(importer, name, seed, samples, tmp_path, only):
    choice = random.Random(seed)
    text = (samples / name).read_text()
    values = [json.loads(line) for line in text.splitlines()] if name.endswith("jsonl") else [json.loads(text)]
    path = tmp_path / "spoilt.json"
    whole = [{k: spoilt(v, choice) for k, v in x.items()} if isinstance(x, dict) else spoilt(x, choice) for x in values]
    path.write_text("".join(json.dumps(value) + "\n" for value in whole))
    for item in importer.read(only(path)):
        assert item.place or not isinstance(item, Found)
        if isinstance(item, Found):
            for i, message in enumerate(item.conversation.messages):
                assert message.parent is None or message.parent < i
                json.dumps(message.extra, allow_nan=False).encode()


def rows(path):
    """Every table of a database with its rows."""
    with closing(sqlite3.connect(path)) as db:
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        return {name: db.execute(f"SELECT rowid, * FROM {name}").fetchall() for name in names}


@pytest.mark.parametrize(
    ("importer", "name"),
    [
        (cursor, "cursor/normal.vscdb"),
        (cursor, "cursor/branches.vscdb"),
        (zed, "zed/normal.db"),
        (zed, "zed/branches.db"),
    ],
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_wrong_types_anywhere_in_a_database_are_read_without_a_crash(importer, name, seed, samples, tmp_path, only):
    choice = random.Random(seed)
    path = tmp_path / "spoilt.db"
    path.write_bytes((samples / name).read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        for table, held in rows(path).items():
            column = "data" if table == "threads" else "value"
            for rowid, *_ in held:
                (raw,) = db.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (rowid,)).fetchone()
                value = datasets.unpacked(raw.decode() if isinstance(raw, bytes) and raw[:1] == b"{" else raw)
                if isinstance(value, dict):
                    cell = json.dumps({key: spoilt(item, choice) for key, item in value.items()})
                    db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (cell, rowid))
                    if table == "threads":
                        db.execute("UPDATE threads SET data_type = 'json' WHERE rowid = ?", (rowid,))
    for item in importer.read(only(path)):
        assert item.place or not isinstance(item, Found)
        if isinstance(item, Found):
            for i, message in enumerate(item.conversation.messages):
                assert message.parent is None or message.parent < i
