"""Databases of Cursor and VS Code: a store of values under names, in which a chat and each of its messages have one.

The person's tokens lie in the same store. Only values under the names of chats are ever asked for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath

from nfstudio.domain.conversation import Conversation, Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import copilot, foreign_db, injected, shapes
from nfstudio.importers.answers import Answer, Chain, called, outcome
from nfstudio.importers.asides import listed
from nfstudio.importers.files import Entry
from nfstudio.importers.foreign_db import Closed, ForeignDb
from nfstudio.importers.sample import Sample, parsed
from nfstudio.importers.shapes import WrongShape, complaint, left_out, placed

NAME = "cursor"
TITLE = "Cursor chats, older Copilot chats (state.vscdb)"
COMPANIONS = ("state.vscdb-wal", "state.vscdb-shm", "state.vscdb.backup")

_STORE, _OLD_STORE = "cursorDiskKV", "ItemTable"
_CHAT, _BUBBLE = "composerData:", "bubbleId:"
_OLD_CHATS = "workbench.panel.aichat.view.aichat.chatdata"
_COPILOTS = "interactive.sessions"
_PERSON = (1, "user")


def recognises(sample: Sample) -> bool:
    """Whether the sample is the head of such a database."""
    return foreign_db.shows(sample.head, _STORE) or foreign_db.shows(sample.head, _OLD_STORE)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every chat, those of older versions too, which lie in another table."""
    number = 0
    try:
        with ForeignDb(entry, "Use Cursor's own export of a chat instead.") as db:
            if told := foreign_db.unread(entry, "Cursor"):
                yield told
            for key, cell in db.rows(_STORE, ("key", "value"), "key", under=("key", _CHAT)):
                chat, name = _value(cell), str(key).removeprefix(_CHAT)
                bubbles = _bubbles(db, chat, name) if isinstance(chat, dict) else []
                if isinstance(chat, dict) and bubbles:  # dozens were opened and never begun
                    number += 1
                    yield from _told(_found(chat, name, bubbles), f"chat {number}")
            for made in _older(db):
                number += 1
                try:
                    yield from _told(made(), f"chat {number}")
                except WrongShape as fault:
                    yield Problem(f"chat {number}", Reason.WRONG_SHAPE, str(fault))
            if not number:
                yield Problem("chats", Reason.EMPTY, "There are no chats in this database.")
    except Closed as failure:
        yield failure.problem


def _older(db: ForeignDb) -> Iterator[Callable[[], Found]]:
    """The chats of older versions: tabs of Cursor's own, and what VS Code kept of Copilot's."""
    for _, cell in db.rows(_OLD_STORE, ("key", "value"), "key", under=("key", _OLD_CHATS)):
        value = _value(cell)
        for tab in listed(value.get("tabs")) if isinstance(value, dict) else ():
            about = tab if isinstance(tab, dict) else {}
            yield partial(_found, about, "", listed(about.get("bubbles")))
    for _, cell in db.rows(_OLD_STORE, ("key", "value"), "key", under=("key", _COPILOTS)):
        for session in listed(_value(cell)):
            if isinstance(session, dict) and session.get("requests"):  # an empty one is kept for every window
                yield partial(copilot.build, session)


def _told(found: Found, place: str) -> Iterator[Found | Problem]:
    yield placed(found, place)
    yield from complaint(found, place)


def _value(cell: object) -> object:
    raw = cell.encode(errors="replace") if isinstance(cell, str) else cell
    return parsed(raw) if isinstance(raw, bytes) else None


def _bubbles(db: ForeignDb, chat: Mapping[str, object], name: str) -> Sequence[object]:
    """The messages of a chat in its order: in the chat itself, or under names of their own.

    Of some long chats the program has lost the order; times tell it then.
    """
    if inner := listed(chat.get("conversation")):
        return inner
    prefix = f"{_BUBBLE}{name}:"
    rows = db.rows(_STORE, ("key", "value"), "key", under=("key", prefix))
    known = {str(key).removeprefix(prefix): _value(cell) for key, cell in rows}
    heads = [head for head in listed(chat.get("fullConversationHeadersOnly")) if isinstance(head, dict)]
    if heads:
        return [known[bubble] for head in heads if (bubble := shapes.text(head.get("bubbleId"))) in known]
    return sorted(known.values(), key=_time)


def _time(bubble: object) -> str:
    return shapes.when(bubble.get("createdAt")) or "" if isinstance(bubble, dict) else ""


def _found(chat: Mapping[str, object], name: str, bubbles: Sequence[object]) -> Found:
    chain, lost = Chain(), list[str]()
    for i, bubble in enumerate(bubbles, 1):
        if not isinstance(bubble, dict):
            lost.append(f"Message {i} is no object.")
        elif bubble.get("type") in _PERSON:
            _said(chain, bubble)
        else:
            _answered(chain.answer, bubble)
    messages = chain.done()
    models = [message.model for message in messages if message.model]
    times = [message.created_at for message in messages if message.created_at]
    conversation = Conversation(
        tuple(messages),
        origin_id=shapes.first(chat, ("composerId", "tabId")) or name or None,
        title=shapes.first(chat, ("name", "chatTitle")),
        model=models[-1] if models else None,
        created_at=shapes.first_time(chat, ("createdAt", "lastSendTime")) or min(times, default=None),
    )
    return Found("", conversation, lost=left_out(lost))


def _said(chain: Chain, bubble: Mapping[str, object]) -> None:
    words = injected.own_words(_words(bubble))
    names: list[object] = [_file(one) for one in _attached(bubble)]
    if words or names:
        extra: dict[str, object] = {"attachments": names} if names else {}
        at, name = shapes.when(bubble.get("createdAt")), shapes.text(bubble.get("bubbleId"))
        chain.say(Role.USER, words, created_at=at, origin_id=name, extra=extra)


def _words(bubble: Mapping[str, object]) -> str:
    return next((held.strip() for key in ("text", "rawText") if isinstance(held := bubble.get(key), str)), "")


def _attached(bubble: Mapping[str, object]) -> Sequence[object]:
    """Files and pictures that were sent along."""
    about = bubble.get("context")
    chosen = listed(about.get("fileSelections")) if isinstance(about, dict) else []
    return [*chosen, *listed(bubble.get("images"))]


def _file(one: object) -> str:
    place = one.get("uri", one.get("path")) if isinstance(one, dict) else one
    name = shapes.first(place, ("path", "fsPath")) if isinstance(place, dict) else shapes.text(place)
    return PurePosixPath(name).name[:200] if name and not name.startswith("data:") else "image"


def _answered(answer: Answer, bubble: Mapping[str, object]) -> None:
    """One piece of an answer: words, thoughts, or the call of a tool with what it gave back."""
    about = bubble.get("modelInfo")
    model = shapes.first(about, ("modelName",)) if isinstance(about, dict) else shapes.text(bubble.get("modelType"))
    answer.about(
        origin_id=shapes.text(bubble.get("bubbleId")), model=model, created_at=shapes.when(bubble.get("createdAt"))
    )
    thought, call = bubble.get("thinking"), bubble.get("toolFormerData")
    if isinstance(thought, dict) and (told := shapes.text(thought.get("text"))):
        answer.thoughts.append(told)
    if isinstance(call, dict) and call.get("name"):
        answer.calls.append(called(call.get("name"), call.get("rawArgs", call.get("params"))))
        if result := shapes.first(call, ("result", "error")):
            answer.calls.append(outcome(call.get("name"), result))
    answer.words.append(_words(bubble))
