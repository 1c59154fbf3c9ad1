"""The database in which the command `llm` logs what it was asked and what models answered."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from nfstudio.domain.conversation import Conversation, Message, Role, chain
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import foreign_db, shapes
from nfstudio.importers.asides import without_thoughts
from nfstudio.importers.files import Entry
from nfstudio.importers.foreign_db import Closed, ForeignDb, Row
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import placed

NAME = "llm"
TITLE = "llm (the command; its logs.db)"
COMPANIONS = ("logs.db-wal", "logs.db-shm")

_COLUMNS = ("conversation_id", "datetime_utc", "id", "model", "system", "prompt", "response", "reasoning")
_ORDER = "conversation_id, datetime_utc, id"


def recognises(sample: Sample) -> bool:
    """Whether the sample is the head of such a database."""
    return foreign_db.shows(sample.head, "responses") and b"datetime_utc" in sample.head


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation; a question that belongs to none is one by itself."""
    try:
        with ForeignDb(entry, "Use `llm logs --json` instead.") as db:
            if told := foreign_db.unread(entry, "the command"):
                yield told
            names = {row[0]: row[1] for row in db.rows("conversations", ("id", "name"))}
            files = _files(db)
            number = 0
            for key, rows in groupby(db.rows("responses", _COLUMNS, _ORDER), key=lambda row: row[0]):
                for several in [list(rows)] if key is not None else [[row] for row in rows]:
                    number += 1
                    yield placed(_found(several, shapes.text(names.get(key)), files), f"conversation {number}")
    except Closed as failure:
        yield failure.problem


def _files(db: ForeignDb) -> dict[object, list[object]]:
    """Names of what was attached, by the id of the response."""
    named = {
        row[0]: shapes.text(row[1]) or shapes.text(row[2]) or shapes.text(row[3])
        for row in db.rows("attachments", ("id", "path", "url", "type"))
    }
    files: dict[object, list[object]] = {}
    for response, attachment in db.rows("prompt_attachments", ("response_id", "attachment_id")):
        files.setdefault(response, []).append((named.get(attachment) or "attachment").rpartition("/")[2])
    return files


def _found(rows: list[Row], title: str | None, files: Mapping[object, list[object]]) -> Found:
    messages: list[Message] = []
    told = ""
    for row in rows:
        at, name, model = shapes.when(row[1]), shapes.text(row[2]), shapes.text(row[3])
        system, asked, answered, thought = (shapes.worded(cell) if isinstance(cell, str) else "" for cell in row[4:8])
        if system and system != told:
            messages.append(Message(Role.SYSTEM, system, created_at=at))
            told = system
        extra: dict[str, object] = {"attachments": files[row[2]]} if row[2] in files else {}
        if asked or extra:
            messages.append(Message(Role.USER, asked, created_at=at, extra=extra))
        beside: dict[str, object] = {"reasoning": thought} if thought else {}
        answered = without_thoughts(answered, beside)
        if answered or beside:
            answer = Message(Role.ASSISTANT, answered, origin_id=name, model=model, created_at=at, extra=beside)
            messages.append(answer)
    about = {"origin_id": shapes.text(rows[0][0]) or shapes.text(rows[0][2]), "model": shapes.text(rows[-1][3])}
    conversation = Conversation(chain(messages), title=title, created_at=shapes.when(rows[0][1]), **about)
    return Found("", conversation)
