"""Zed's agent threads: a database in which each thread is one packed value."""

import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from nfstudio.domain.conversation import Conversation, Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import datasets, foreign_db, injected, shapes, streams
from nfstudio.importers.answers import Answer, Chain, called, outcome
from nfstudio.importers.asides import listed
from nfstudio.importers.files import Entry
from nfstudio.importers.foreign_db import Closed, ForeignDb
from nfstudio.importers.json_records import MOST
from nfstudio.importers.sample import Sample, parsed
from nfstudio.importers.shapes import WrongShape, complaint, left_out, placed

NAME = "zed"
TITLE = "Zed threads (threads.db)"
COMPANIONS = ("threads.db-wal", "threads.db-shm")

_COLUMNS = ("id", "summary", "updated_at", "data_type", "data", "parent_id", "created_at")
_LONGEST_NAME = 200


def recognises(sample: Sample) -> bool:
    """Whether the sample is the head of such a database."""
    return foreign_db.shows(sample.head, "threads") and b"data_type" in sample.head


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every thread but those that agents began among themselves."""
    number, inner = 0, 0
    try:
        with ForeignDb(entry, "Open a thread as Markdown in Zed instead.") as db:
            if told := foreign_db.unread(entry, "Zed"):
                yield told
            for row in db.rows("threads", _COLUMNS, "updated_at, id"):
                number += 1
                place = f"thread {number}"
                if row[5] is not None:
                    inner += 1
                    continue
                yield from _thread(row, place)
            if inner == number:
                yield Problem("threads", Reason.EMPTY, "In no thread of this database does a person say anything.")
    except Closed as failure:
        yield failure.problem


def _thread(row: foreign_db.Row, place: str) -> Iterator[Found | Problem]:
    try:
        value = _unpacked(row[3], row[4])
        found = _found(value, shapes.text(row[0]), shapes.text(row[1]), shapes.when(row[6]))
    except WrongShape as fault:
        yield Problem(place, Reason.WRONG_SHAPE, str(fault))
        return
    except streams.StreamFailed as failure:
        yield failure.as_problem(place)
        return
    yield placed(found, place)
    yield from complaint(found, place)


def _unpacked(kind: object, data: object) -> object:
    """What the value of a thread holds.

    Raises:
        WrongShape: when it is no JSON, or longer than one record may be.
    """
    raw = data.encode(errors="replace") if isinstance(data, str) else data
    if not isinstance(raw, bytes):
        raise WrongShape("The thread holds nothing.")
    if kind == "zstd":
        try:
            with streams.unpacked(cast("BinaryIO", io.BytesIO(raw)), "zstd") as stream:
                raw = stream.read(MOST + 1)
        except streams.BROKEN as broken:
            raise WrongShape("The packed thread is damaged.") from broken
    if len(raw) > MOST:
        raise WrongShape(f"It is longer than {MOST >> 20} MB: passed over.")
    return parsed(raw)


def _found(value: object, name: str | None, summary: str | None, begun: str | None) -> Found:
    items = value.get("messages") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(items, list):
        raise WrongShape("The thread holds no list of messages.")
    about = value.get("model")
    model = shapes.first(about, ("model",)) if isinstance(about, dict) else None
    chain, lost = Chain(), list[str]()
    for i, item in enumerate(items, 1):
        if item != "Resume" and not _take(chain, item, model):
            lost.append(f"Message {i} is neither a person's nor an agent's.")
    conversation = Conversation(
        tuple(chain.done()),
        origin_id=name,
        title=shapes.first(value, ("title", "summary")) or summary,
        model=model,
        created_at=begun or shapes.when(value.get("updated_at")),
    )
    return Found("", conversation, lost=left_out(lost))


def _take(chain: Chain, item: object, model: str | None) -> bool:
    """Take in a message of today's form, or of the first; whether it is one."""
    if not isinstance(item, dict):
        return False
    asked, answered, role = item.get("User"), item.get("Agent"), item.get("role")
    if isinstance(asked, dict):
        _said(chain, listed(asked.get("content")), shapes.text(asked.get("id")))
    elif isinstance(answered, dict):
        chain.answer.about(model=model)
        for part in listed(answered.get("content")):
            _answered(chain.answer, part)
        results = answered.get("tool_results")
        _got(chain.answer, list(results.values()) if isinstance(results, dict) else [])
    elif role == "user":
        _said(chain, listed(item.get("segments")), shapes.text(item.get("id")))
    elif role == "assistant":
        chain.answer.about(origin_id=shapes.text(item.get("id")), model=model)
        for part in listed(item.get("segments")):
            _answered(chain.answer, _tagged(part))
        for part in listed(item.get("tool_uses")):
            _answered(chain.answer, {"ToolUse": part})
        _got(chain.answer, listed(item.get("tool_results")))
    return isinstance(asked, dict) or isinstance(answered, dict) or role in ("user", "assistant", "system")


def _tagged(part: object) -> object:
    """A segment of the first form in words of today's."""
    if not isinstance(part, dict):
        return part
    return {"Thinking": part} if part.get("type") == "thinking" else {"Text": part.get("text")}


def _said(chain: Chain, parts: list[object], name: str | None) -> None:
    """What the person wrote; files that were mentioned are named, their text is left out."""
    words: list[str] = []
    names: list[object] = []
    for part in parts:
        if not isinstance(part, dict):
            continue
        mention, text = part.get("Mention"), part.get("Text", part.get("text"))
        if isinstance(text, str):
            words.append(text)
        elif isinstance(mention, dict):
            names.append(_mentioned(mention.get("uri")))
        elif "Image" in part:
            names.append("image")
    said = injected.own_words("".join(words)).strip()
    if said or names:
        extra: dict[str, object] = {"attachments": names} if names else {}
        chain.say(Role.USER, said, origin_id=name, extra=extra)


def _mentioned(uri: object) -> str:
    """What a mention is called: the last part of its path, or the kind of thing it is."""
    inner: object = uri
    while isinstance(inner, dict) and inner:
        if name := shapes.first(inner, ("name", "abs_path", "path", "title")):
            return PurePosixPath(name).name[:_LONGEST_NAME]
        inner = next(iter(inner.values()))
    name = shapes.text(inner) or "mention"
    return name.rpartition("/")[2][:_LONGEST_NAME] or "mention"


def _answered(answer: Answer, part: object) -> None:
    if not isinstance(part, dict):
        return
    words, thought, call = part.get("Text"), part.get("Thinking"), part.get("ToolUse")
    if isinstance(words, str):
        answer.words.append(words.strip())
    elif isinstance(thought, dict) and (told := shapes.text(thought.get("text"))):
        answer.thoughts.append(told)
    elif isinstance(call, dict):
        answer.calls.append(called(call.get("name"), datasets.unpacked(call.get("input", call.get("raw_input")))))


def _got(answer: Answer, results: list[object]) -> None:
    """What tools gave back."""
    for result in results:
        if isinstance(result, dict):
            content = result.get("content")
            told = [_text(one) for one in (content if isinstance(content, list) else [content])]
            answer.calls.append(outcome(result.get("tool_name"), "\n".join(filter(None, told))))


def _text(content: object) -> str:
    inner = content.get("Text", content.get("text")) if isinstance(content, dict) else content
    return inner if isinstance(inner, str) else ""
