"""Open WebUI's database, the only one that is not our own: read where it lies, and never written to."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from nfstudio.domain.records import Problem, Reason
from nfstudio.importers import streams
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import Record
from nfstudio.importers.sample import parsed
from nfstudio.importers.streams import StreamFailed

_MAGIC = b"SQLite format 3\x00"
_TABLE = re.compile(rb'CREATE TABLE\s+"?chat"?\s*\(')
_HINT = "Use the export of Open WebUI instead."


def is_head(head: bytes) -> bool:
    """Whether a file that begins with `head` is such a database: its tables are listed there."""
    return head.startswith(_MAGIC) and _TABLE.search(head) is not None


def is_database(entry: Entry) -> bool:
    """Whether `entry` is any SQLite database; one that cannot be opened is not, and says so when it is read."""
    try:
        with closing(entry.open()) as stream:
            return streams.head_of(stream, len(_MAGIC)) == _MAGIC
    except StreamFailed:
        return False


def chats(entry: Entry, feedback: Callable[[object, object], None]) -> Iterator[Record | Problem]:
    """Every chat with its row, one at a time.

    Args:
        feedback: gets `meta` and `data` of every feedback before the first chat.
    """
    if entry.member or entry.packing:
        yield Problem("", Reason.UNREADABLE, "A database cannot be read while it is packed. Unpack it first.")
        return
    wal = entry.sibling(f"{entry.file_name}-wal")
    if wal is not None and wal.size:
        sentence = f"The newest chats lie in {wal.file_name} and are not read: stop Open WebUI, or use its export."
        yield Problem(wal.file_name, Reason.UNREADABLE, sentence)
    try:
        with closing(_opened(entry.path)) as db:
            for about, data in _rows(db, "feedback", ("meta", "data")):
                feedback(_json(about), _json(data))
            columns = ("id", "user_id", "title", "created_at", "chat")
            for number, row in enumerate(_rows(db, "chat", columns), 1):
                yield f"chat {number}", {**dict(zip(columns, row)), "chat": _json(row[-1])}
    except sqlite3.Error as failure:
        yield Problem("", Reason.UNREADABLE, f"The database cannot be read: {failure}. {_HINT}")


def _opened(path: Path) -> sqlite3.Connection:
    """Immutable: no lock is taken and no file appears beside it, also while Open WebUI runs."""
    db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return db


def _rows(db: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    """Those columns of a table, None for one that this version does not have; nothing when it has no such table."""
    known = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    if known:
        wanted = ", ".join(column if column in known else f"NULL AS {column}" for column in columns)
        yield from db.execute(f"SELECT {wanted} FROM {table}")  # noqa: S608  # names of our own


def _json(cell: object) -> object:
    """What a cell of JSON holds; None when it is none."""
    raw = cell.encode(errors="replace") if isinstance(cell, str) else cell
    return parsed(raw) if isinstance(raw, bytes) else None
