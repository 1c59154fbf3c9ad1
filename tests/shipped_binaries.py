"""The sample logs that no editor can write, made from the texts beside this file: `python tests/shipped_binaries.py`.

The bytes depend on the versions of SQLite, Parquet and zlib, so tests compare what is read from them.
"""

import gzip
import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import cursor_database
import pyarrow as pa
import pyarrow.parquet as pq
import zed_database

TEXTS = Path(__file__).with_suffix(".json")
SAMPLES = Path(__file__).parents[1] / "resources" / "samples"
DATABASE, PARQUET, PACKED = "apps/open-webui/webui.db", "datasets/wildchat.parquet", "datasets/lmsys-chat.jsonl.gz"
LOGGED, KEPT, PACKED_THREADS = "apps/llm/logs.db", "coding/cursor/state.vscdb", "coding/zed/threads.db"
_ROLES = {"u": "user", "a": "assistant"}


def write(folder: Path) -> None:
    """Write the six files below `folder`."""
    texts = json.loads(TEXTS.read_text(encoding="utf-8"))
    for name in (DATABASE, PARQUET, PACKED, LOGGED, KEPT, PACKED_THREADS):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    _database(folder / DATABASE, texts["webui.db"])
    _logged(folder / LOGGED, texts["logs.db"])
    cursor_database.write(folder / KEPT, texts["state.vscdb"])
    zed_database.write(folder / PACKED_THREADS, texts["threads.db"])
    pq.write_table(pa.Table.from_pylist([_wildchat(chat) for chat in texts["wildchat"]]), folder / PARQUET)
    lines = "".join(json.dumps(_lmsys(chat), ensure_ascii=False) + "\n" for chat in texts["lmsys"])
    (folder / PACKED).write_bytes(gzip.compress(lines.encode(), mtime=0))


def _database(path: Path, chats: list[dict[str, object]]) -> None:
    """Open WebUI's, as far as its chats go."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(
            "CREATE TABLE chat (id VARCHAR(255) NOT NULL PRIMARY KEY, user_id VARCHAR(255) NOT NULL,"
            " title TEXT NOT NULL, share_id VARCHAR(255), archived INTEGER NOT NULL, created_at BIGINT NOT NULL,"
            " updated_at BIGINT NOT NULL, chat JSON, pinned BOOLEAN, meta JSON, folder_id TEXT)"
        )
        for chat in chats:
            cells = {**chat, "chat": json.dumps(chat["chat"], ensure_ascii=False), "meta": json.dumps(chat["meta"])}
            names = ", ".join(cells)
            db.execute(f"INSERT INTO chat ({names}) VALUES ({', '.join('?' * len(cells))})", list(cells.values()))


def _logged(path: Path, chats: list[dict[str, object]]) -> None:
    """What the command `llm` keeps, as far as questions and answers go."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA page_size=1024")
        db.execute("CREATE TABLE [conversations] ([id] TEXT PRIMARY KEY, [name] TEXT, [model] TEXT)")
        db.execute(
            "CREATE TABLE [responses] ([id] TEXT PRIMARY KEY, [model] TEXT, [prompt] TEXT, [system] TEXT,"
            " [response] TEXT, [conversation_id] TEXT, [duration_ms] INTEGER, [datetime_utc] TEXT)"
        )
        for chat in chats:
            db.execute("INSERT INTO conversations VALUES (?, ?, ?)", [chat["id"], chat["name"], chat["model"]])
            for i, (at, prompt, response) in enumerate(chat["turns"]):  # type: ignore[arg-type, var-annotated]
                cells = [f"{chat['id']}-{i}", chat["model"], prompt, None, response, chat["id"], 900, at]
                db.execute("INSERT INTO responses VALUES (?, ?, ?, ?, ?, ?, ?, ?)", cells)


def _wildchat(chat: dict[str, object]) -> dict[str, object]:
    marks = {"toxic": False, "redacted": False}
    said = [
        {"content": words, "role": _ROLES[who], "language": chat["language"], **marks, "turn_identifier": i // 2 + 1}
        for i, (who, words) in enumerate(chat["turns"])  # type: ignore[arg-type, var-annotated]
    ]
    about = {"conversation_hash": chat["id"], "model": chat["model"], "timestamp": chat["at"], "conversation": said}
    return {**about, "turn": (len(said) + 1) // 2, "language": chat["language"], **marks, "country": chat["country"]}


def _lmsys(chat: dict[str, object]) -> dict[str, object]:
    said = [{"content": words, "role": _ROLES[who]} for who, words in chat["turns"]]  # type: ignore[attr-defined]
    about = {"conversation_id": chat["id"], "model": chat["model"], "conversation": said, "turn": (len(said) + 1) // 2}
    moderation = [{"flagged": False} for _ in said]
    return {**about, "language": chat["language"], "openai_moderation": moderation, "redacted": "NAME_1" in str(said)}


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES)
