"""Databases as Cursor keeps them, made for tests: a value under each name."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

SCHEMA = (
    "CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)",
    "CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)",
)


def write(path: Path, chats: list[dict[str, object]], old: object = None) -> None:
    """Write chats, each with its messages under `bubbles`, and the tabs of an older version."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA page_size=1024")
        for table in SCHEMA:
            db.execute(table)
        db.execute("INSERT INTO ItemTable VALUES ('cursorAuth/accessToken', 'not-a-real-token-0003')")
        if old is not None:
            key = "workbench.panel.aichat.view.aichat.chatdata"
            db.execute("INSERT INTO ItemTable VALUES (?, ?)", (key, json.dumps(old)))
        for chat in chats:
            about = {name: held for name, held in chat.items() if name != "bubbles"}
            name = about["composerId"]
            db.execute("INSERT INTO cursorDiskKV VALUES (?, ?)", (f"composerData:{name}", json.dumps(about)))
            for bubble in chat.get("bubbles", ()):
                cell = json.dumps(bubble).encode()
                key = f"bubbleId:{name}:{bubble['bubbleId'] if bubble else 'gone'}"
                db.execute("INSERT INTO cursorDiskKV VALUES (?, ?)", (key, cell))
    with closing(sqlite3.connect(path)) as db:
        db.execute("VACUUM")
