"""Open WebUI's database: its chats with their rows, and the thumbs that are kept apart from them."""

from collections.abc import Callable, Iterator

from nfstudio.domain.records import Problem
from nfstudio.importers import foreign_db
from nfstudio.importers.files import Entry
from nfstudio.importers.foreign_db import Closed, ForeignDb
from nfstudio.importers.json_records import Record
from nfstudio.importers.sample import parsed

_HINT = "Use the export of Open WebUI instead."
is_database = foreign_db.is_database


def is_head(head: bytes) -> bool:
    """Whether a file that begins with `head` is such a database."""
    return foreign_db.shows(head, "chat")


def chats(entry: Entry, feedback: Callable[[object, object], None]) -> Iterator[Record | Problem]:
    """Every chat with its row, one at a time.

    Args:
        feedback: gets `meta` and `data` of every feedback before the first chat.
    """
    try:
        with ForeignDb(entry, _HINT) as db:
            if told := foreign_db.unread(entry, "Open WebUI"):
                yield told
            for about, data in db.rows("feedback", ("meta", "data")):
                feedback(_json(about), _json(data))
            columns = ("id", "user_id", "title", "created_at", "chat")
            for number, row in enumerate(db.rows("chat", columns), 1):
                yield f"chat {number}", {**dict(zip(columns, row)), "chat": _json(row[-1])}
    except Closed as failure:
        yield failure.problem


def _json(cell: object) -> object:
    """What a cell of JSON holds; None when it is none."""
    raw = cell.encode(errors="replace") if isinstance(cell, str) else cell
    return parsed(raw) if isinstance(raw, bytes) else None
