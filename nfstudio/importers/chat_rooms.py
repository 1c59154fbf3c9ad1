"""Rooms in which a bot answers people, as Slack, Discord, Telegram, Teams and Facebook export them."""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found
from nfstudio.importers import shapes
from nfstudio.importers.asides import listed
from nfstudio.importers.html_text import text_of
from nfstudio.importers.shapes import WrongShape, chained
from nfstudio.importers.speaker_names import role_named

AMONG_PEOPLE = "No bot answers anybody here: what people say among themselves is no conversation with an assistant."
_SERVICE = ("channel_", "group_", "bot_add", "bot_remove", "pinned_item", "reminder_add", "tombstone", "huddle_thread")
"""How the kinds of Slack's messages begin that tell what happened to a channel."""
_TELEGRAM = frozenset({"type", "id", "messages"})


@dataclass(frozen=True, slots=True)
class _Said:
    words: str
    by_bot: bool
    at: str | None = None
    name: str | None = None
    thread: str | None = None
    files: tuple[str, ...] = ()
    rating: int | None = None
    user: str | None = None


KEYS = frozenset({"messages", "value"})
"""One of these every record has."""


def is_record(value: object) -> bool:
    """A day of a channel of Slack, a channel of Discord, a chat of Telegram, or a page of messages of Teams."""
    return _read(value) is not None


def build(value: object) -> Sequence[Found]:
    """The conversations in it: one a thread in Slack, one in all others.

    Raises:
        WrongShape: when no bot answers anybody.
    """
    said, about = _read(value) or ((), {})
    threads: dict[str | None, list[_Said]] = {}
    for one in said:
        if one.words or one.files:
            threads.setdefault(one.thread, []).append(one)
    talks = [talk for talk in threads.values() if _is_answered(talk)]
    if not talks:
        raise WrongShape(AMONG_PEOPLE)
    silent = len(threads) - len(talks)
    told = f"In {silent} of {len(threads)} threads no bot answers anybody: they were passed over." if silent else ""
    found = [_found(talk, about) for talk in talks]
    return [Found("", found[0].conversation, lost=told), *found[1:]] if told else found


def _is_answered(talk: Sequence[_Said]) -> bool:
    first = next((i for i, one in enumerate(talk) if not one.by_bot), len(talk))
    return any(one.by_bot for one in talk[first:])


def _found(talk: Sequence[_Said], about: Mapping[str, str | None]) -> Found:
    messages = []
    for i, one in enumerate(talk):
        extra: dict[str, object] = {"name": one.name} if one.name else {}
        if one.files:
            extra["attachments"] = list(one.files)
        role = Role.ASSISTANT if one.by_bot else Role.USER
        rating = one.rating if one.by_bot else None
        messages.append(Message(role, one.words, i - 1 if i else None, created_at=one.at, rating=rating, extra=extra))
    user = next((one.user for one in talk if not one.by_bot), None)
    name = talk[0].thread or about.get("origin_id")
    created = next((one.at for one in talk if one.at), None)
    return chained(messages, lost=(), origin_id=name, title=about.get("title"), created_at=created, user=user)


_Room = tuple[Sequence[_Said], Mapping[str, str | None]]
"""What is said in a room, and what is known of it."""


def _read(value: object) -> _Room | None:
    if isinstance(value, dict):
        page = value.get("value")
        return (
            _room(value) if isinstance(value.get("messages"), list) else _page(page) if isinstance(page, list) else None
        )
    return _page(value) if isinstance(value, list) else None


def _page(items: list[object]) -> _Room | None:
    """What stands in a list without more about it."""
    if any(map(_is_of_slack, items[:4])):
        return list(_slack(items)), {}
    return (list(_teams(items)), {}) if any(map(_is_of_teams, items[:4])) else None


def _room(value: Mapping[str, object]) -> _Room | None:
    items = listed(value["messages"])
    if {"guild", "channel"} <= value.keys():
        channel = _held(value, "channel")
        about = {"origin_id": shapes.text(channel.get("id")), "title": shapes.text(channel.get("name"))}
        return list(_discord(items)), about
    if "participants" in value and any(isinstance(item, dict) and "sender_name" in item for item in items[:4]):
        about = {"origin_id": shapes.text(value.get("thread_path")), "title": _mended(value.get("title"))}
        return list(_messenger(items)), about
    if value.keys() >= _TELEGRAM and any(map(_is_of_telegram, items[:4])):
        about = {"origin_id": shapes.text(value.get("id")), "title": shapes.text(value.get("name"))}
        return list(_telegram(items, about["origin_id"])), about
    return None


def _held(value: Mapping[str, object], name: str) -> Mapping[str, object]:
    inner = value.get(name)
    return inner if isinstance(inner, dict) else shapes.NOTHING


def _objects(items: Iterable[object]) -> Iterator[Mapping[str, object]]:
    return (item for item in items if isinstance(item, dict))


def _is_of_slack(item: object) -> bool:
    if not isinstance(item, dict) or item.get("type") != "message":
        return False
    stamp = item.get("ts")
    return (
        isinstance(stamp, str)
        and stamp.replace(".", "", 1).isdigit()
        and {"user", "bot_id", "subtype"} & item.keys() != set()
    )


def _slack(items: Sequence[object]) -> Iterator[_Said]:
    for item in _objects(items):
        kind = item.get("subtype")
        if item.get("type") != "message" or (isinstance(kind, str) and kind.startswith(_SERVICE)):
            continue
        words = item.get("text") or next(
            (one["text"] for one in _objects(listed(item.get("attachments"))) if isinstance(one.get("text"), str)), ""
        )
        by_bot = kind == "bot_message" or bool(item.get("bot_id"))
        yield _Said(
            html.unescape(shapes.worded(words)) if isinstance(words, str) else "",
            by_bot,
            shapes.when(item.get("ts")),
            shapes.first(item, ("username",)) or _profile(item),
            shapes.first(item, ("thread_ts",)),
            tuple(shapes.attachment_name(one) for one in _objects(listed(item.get("files")))),
            _thumb(shapes.text(one.get("name")) for one in _objects(listed(item.get("reactions")))),
            shapes.first(item, ("user",)),
        )


def _profile(item: Mapping[str, object]) -> str | None:
    for name in ("bot_profile", "user_profile"):
        held = item.get(name)
        if isinstance(held, dict) and (found := shapes.first(held, ("real_name", "display_name", "name"))):
            return found
    return None


def _thumb(names: Iterable[str | None]) -> int | None:
    """The thumb that people gave with their reactions; None where there is none, or one of each."""
    thumbs = {1 if name == "+1" else shapes.thumb(name) for name in names}
    thumbs.discard(None)
    return thumbs.pop() if len(thumbs) == 1 else None


def _discord(items: Sequence[object]) -> Iterator[_Said]:
    for item in _objects(items):
        author = _held(item, "author")
        words = item.get("content") or "\n\n".join(_embedded(item))
        files = _objects(listed(item.get("attachments")))
        emoji = (one.get("emoji") for one in _objects(listed(item.get("reactions"))))
        yield _Said(
            shapes.worded(words) if isinstance(words, str) else "",
            author.get("isBot") is True or author.get("bot") is True,
            shapes.when(item.get("timestamp")),
            shapes.first(author, ("nickname", "global_name", "name", "username")),
            files=tuple(shapes.first(one, ("fileName", "filename", "url")) or "attachment" for one in files),
            rating=_thumb(shapes.text(one.get("name")) for one in _objects(emoji)),
            user=shapes.first(author, ("id",)),
        )


def _embedded(item: Mapping[str, object]) -> Iterator[str]:
    """What stands in the boxes in which many bots answer."""
    for box in _objects(listed(item.get("embeds"))):
        for name in ("title", "description"):
            if isinstance(words := box.get(name), str) and words:
                yield words


def _is_of_telegram(item: object) -> bool:
    return isinstance(item, dict) and item.get("type") in ("message", "service") and "date" in item


def _telegram(items: Sequence[object], chat: str | None) -> Iterator[_Said]:
    """A bot is who has the number of the chat, as in a chat with one alone."""
    for item in _objects(items):
        if item.get("type") != "message":
            continue
        sender = shapes.text(item.get("from_id"))
        parts = item.get("text") if isinstance(item.get("text"), list) else [item.get("text")]
        words = "".join(
            str(part.get("text", "")) if isinstance(part, dict) else part
            for part in listed(parts)
            if isinstance(part, dict | str)
        )
        files = (shapes.text(item.get(name)) for name in ("file_name", "photo", "file"))
        yield _Said(
            shapes.worded(words),
            chat is not None and sender in (f"user{chat}", chat),
            shapes.when(item.get("date_unixtime")) or shapes.when(item.get("date")),
            shapes.text(item.get("from")),
            files=tuple(filter(None, [next(filter(None, files), None)])),
            user=sender,
        )


def _messenger(items: Sequence[object]) -> Iterator[_Said]:
    """What Facebook and Instagram export, newest first, letters beyond ASCII cut in bytes."""
    for item in reversed(list(_objects(items))):
        name = _mended(item.get("sender_name"))
        files = (one.get("uri") for kind in ("photos", "videos", "files") for one in _objects(listed(item.get(kind))))
        yield _Said(
            shapes.worded(_mended(item.get("content")) or ""),
            role_named(name or "") is Role.ASSISTANT,
            shapes.when(item.get("timestamp_ms")),
            name,
            files=tuple(filter(None, map(shapes.text, files))),
            rating=_thumb(_mended(one.get("reaction")) for one in _objects(listed(item.get("reactions")))),
            user=name,
        )


def _mended(text: object) -> str | None:
    if not isinstance(text, str):
        return None
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _is_of_teams(item: object) -> bool:
    return isinstance(item, dict) and {"messageType", "body", "from"} <= item.keys()


def _teams(items: Sequence[object]) -> Iterator[_Said]:
    def said(item: Mapping[str, object]) -> _Said:
        sender = _held(item, "from")
        bot, person = sender.get("application"), sender.get("user")
        who: Mapping[str, object] = bot if isinstance(bot, dict) else person if isinstance(person, dict) else {}
        body = _held(item, "body")
        content = body.get("content")
        words = content if isinstance(content, str) else ""
        return _Said(
            shapes.worded(text_of(words) if body.get("contentType") == "html" else words),
            isinstance(bot, dict),
            shapes.when(item.get("createdDateTime")),
            shapes.first(who, ("displayName",)),
            files=tuple(shapes.attachment_name(one) for one in _objects(listed(item.get("attachments")))),
            user=shapes.first(who, ("id",)),
        )

    spoken = [said(item) for item in _objects(items) if item.get("messageType") == "message"]
    return iter(sorted(spoken, key=lambda one: one.at or ""))
