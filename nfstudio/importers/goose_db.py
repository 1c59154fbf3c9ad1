"""The database in which newer versions of goose keep all sessions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import datasets, foreign_db, shapes
from nfstudio.importers.files import Entry
from nfstudio.importers.foreign_db import Closed, ForeignDb, Row
from nfstudio.importers.shapes import complaint, placed

_KNOWN = ("id", "name", "description", "created_at", "session_type", "model_config_json")
_SAID = ("session_id", "role", "content_json", "created_timestamp", "message_id", "metadata_json")
_OF_AGENTS = ("sub_agent", "hidden")

Build = Callable[[Mapping[str, object], Sequence[object]], Found]
"""Makes a conversation of what is known of a session, and its messages."""


def is_head(head: bytes) -> bool:
    """Whether a file that begins with `head` is such a database."""
    return foreign_db.shows(head, "messages") and b"content_json" in head


def read(entry: Entry, build: Build) -> Iterator[Found | Problem]:
    """Every session in which a person talks, and how many others there are."""
    passed: list[str] = []
    try:
        with ForeignDb(entry, "Use `goose session export --format json` instead.") as db:
            if problem := foreign_db.unread(entry, "goose"):
                yield problem
            known = {row[0]: _about(row) for row in db.rows("sessions", _KNOWN)}
            number = 0
            for name, rows in groupby(db.rows("messages", _SAID, "session_id, id"), key=lambda row: row[0]):
                number += 1
                place, about = f"session {number}", known.get(name, {"id": name})
                if about.get("session_type") in _OF_AGENTS:
                    passed.append(place)
                    continue
                found = build(about, [_message(row) for row in rows])
                yield placed(found, place)
                yield from complaint(found, place)
            if not number:
                yield Problem("sessions", Reason.EMPTY, "Nobody says anything in this database.")
    except Closed as failure:
        yield failure.problem
    if passed:
        sentence = f"In {len(passed)} sessions, of which this is the first, only agents talk to each other."
        yield Problem(passed[0], Reason.EMPTY, sentence)


def _about(row: Row) -> Mapping[str, object]:
    about = dict(zip(_KNOWN, row, strict=True))
    return {**about, "model_config": datasets.unpacked(about["model_config_json"])}


def _message(row: Row) -> Mapping[str, object]:
    """A row in the words that a message has in the other forms."""
    _, role, content, created, name, about = row
    return {
        "role": role,
        "content": datasets.unpacked(content),
        "created": created,
        "id": shapes.text(name),
        "metadata": datasets.unpacked(about),
    }
