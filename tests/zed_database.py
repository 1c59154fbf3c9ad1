"""Databases as Zed keeps them, made for tests: a packed thread a row."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from nfstudio.importers.streams import zstd


def write(path: Path, threads: dict[str, object], *, inner: tuple[str, ...] = ()) -> None:
    """Write threads by their ids; those of `inner` belong to the first."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA page_size=1024")
        db.execute(
            "CREATE TABLE threads (id TEXT PRIMARY KEY, summary TEXT NOT NULL, updated_at TEXT NOT NULL,"
            " data_type TEXT NOT NULL, data BLOB NOT NULL, parent_id TEXT)"
        )
        for i, (name, thread) in enumerate(threads.items()):
            raw = thread if isinstance(thread, bytes) else json.dumps(thread).encode()
            kind = "json" if i % 2 else "zstd"
            cells = (name, "A thread", f"2026-03-01T10:0{i}:00+00:00", kind, raw if i % 2 else zstd.compress(raw))
            db.execute("INSERT INTO threads VALUES (?, ?, ?, ?, ?, ?)", (*cells, "z1" if name in inner else None))
