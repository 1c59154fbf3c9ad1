"""Messages of the role/content shape, which most formats use somewhere: one function that reads a list of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from nfstudio.domain.conversation import Message, Role, canonical
from nfstudio.importers import asides, injected, parts, shapes
from nfstudio.importers.shapes import NOTHING, PICTURED, ROLES, WrongShape, without_pictures

_PERSON, _MODEL = Role.USER, Role.ASSISTANT
_PLAIN_KEYS = 2  # role and content, and a type that says no more than the role, nothing else: nine messages of ten
_IDS = ("id", "message_id", "uuid")
TIMES = (
    "timestamp",
    "created_at",
    "createdAt",
    "create_time",
    "created",
    "time",
    "inserted_at",
    "ts",
    "date",
    "absoluteTime",
)
_RATINGS = ("rating", "feedback", "thumb", "thumbs", "vote", "reaction", "user_feedback", "userFeedback")
_YES_OR_NO: Mapping[str, tuple[int | None, int | None]] = {
    **dict.fromkeys(("liked", "is_liked", "isLiked", "thumbs_up", "thumbsUp"), (1, None)),
    **dict.fromkeys(("disliked", "thumbs_down", "thumbsDown"), (-1, None)),
    "feedbackScore": (1, -1),
}
"""Fields that say yes or no to a thumb, with what yes and no mean; for most, no is what they say where none is."""
_CONVERSATION_IDS = (
    *("id", "conversation_id", "conversation_hash", "chat_id", "session_id", "uuid"),
    *("conversationId", "chatId", "sessionId", "threadId", "thread_id", "dialogue_id", "dialog_id"),
)
_MODELS = ("model", "model_name")
_CONVERSATION_TIMES = (
    *("created_at", "createdAt", "created", "create_time", "timestamp", "time", "date", "inserted_at", "startTime"),
    "datetime_utc",
)
_TITLES = ("title", "name", "chatTitle", "conversation_name", "topic")
_ABOUT_MODEL = ("config", "lastUsedModel")
"""Objects in which some programs keep what the conversation's model is called."""

_SELDOM = frozenset({*_TITLES, "language", "lang", "user", "user_id", "hashed_ip", *_CONVERSATION_TIMES})


_OPENINGS = "<[ \n"
"""One of these stands first in an answer that begins with thoughts; elsewhere one sign is looked for before several,
which takes a tenth of the time."""

RATED = frozenset({*_RATINGS, *_YES_OR_NO})
_SET_APART = frozenset(_ABOUT_MODEL)
_ASIDE = frozenset(
    {"tool_calls", "function_call", "toolInvocations", "reasoning_content", "reasoning", "thinking", "name"}
    | {"experimental_attachments", "attachments", "files"}
)


def is_message(value: object) -> bool:
    """Whether `value` is a message of a plain, unbranched list: a role and words, and no word of a tree."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("role"), str)
        and ("content" in value or "tool_calls" in value or "function_call" in value)
        and not _OF_A_TREE & value.keys()
    )


_OF_A_TREE = frozenset(
    {"parentId", "parent_id", "parentMessageId", "childrenIds", "children", "convId", "thread_id", "mes", "topicId"}
)


def read_messages(items: Sequence[object], *, start: int = 0) -> list[Message]:
    """A list of role/content messages, each the child of the one before.

    Args:
        start: how many messages stand before them.

    Raises:
        WrongShape: naming the first message that cannot be read.
    """
    messages: list[Message] = []
    plain = True
    known, parent = ROLES.get, start - 1 if start else None
    for i, item in enumerate(items, start):
        if type(item) is dict and (len(item) == _PLAIN_KEYS or (len(item) == _PLAIN_KEYS + 1 and "type" in item)):
            name, content = item.get("role"), item.get("content")
            if type(content) is str and type(name) is str and (role := known(name)) is not None:
                words = canonical(content)
                if len(words) >= PICTURED and "+" in words:
                    words = without_pictures(words)
                beside = NOTHING
                if role is _PERSON:
                    if words[:1] == "<":
                        role, words = _whose(words)
                elif role is _MODEL and (words[:1] in _OPENINGS or ("<" in words and "</think" in words)):
                    words, beside = thought_apart(words)
                messages.append(Message(role, words, parent, extra=beside))
                parent = i
                continue
        messages.append(_message(item, i, parent))
        parent, plain = i, False
    return messages if plain else _without_stars(items, messages)


def readable(items: Sequence[object]) -> tuple[list[Message], Sequence[str]]:
    """What `read_messages` gives, without the messages that cannot be read, and what is wrong with those.

    Raises:
        WrongShape: naming the first of them, when none can be read.
    """
    try:
        return read_messages(items), ()
    except WrongShape:
        kept, lost = sorted_out(items)
        if not kept:
            raise
        return read_messages(kept), lost


def sorted_out(items: Sequence[object]) -> tuple[list[object], list[str]]:
    """The items that can be read, and what is wrong with the others."""
    kept: list[object] = []
    lost: list[str] = []
    for i, item in enumerate(items):
        try:
            _message(item, i, None)
        except WrongShape as fault:
            lost.append(str(fault))
        else:
            kept.append(item)
    return kept, lost


def _message(item: object, index: int, parent: int | None) -> Message:
    """One message with everything that may come along."""
    if not isinstance(item, dict):
        raise WrongShape(f"Message {index + 1} is no object with a role and a content.")
    role = shapes.role_of(item.get("role"))
    content = item.get("content")
    words, extra = shapes.content_of(content, index)
    if role is Role.USER and not words and _only_tool_results(content):
        role, words, extra = Role.TOOL, _tool_results(item["content"], index), {}
    elif role is _PERSON and words[:1] == "<":
        role, words = _whose(words)
    elif role is _MODEL and words and asides.may_think(words):
        words = asides.without_thoughts(words, extra)
    elif not words and isinstance(item.get("refusal"), str):
        words = canonical(item["refusal"])
    if not _ASIDE.isdisjoint(item):
        _beside(item, extra)
    extra |= shapes.stranger(item.get("role"))
    return Message(
        role=role,
        content=words,
        parent=parent,
        origin_id=shapes.first(item, _IDS),
        model=shapes.first(item, ("model", "model_slug")),
        created_at=shapes.first_time(item, TIMES),
        rating=None if RATED.isdisjoint(item) else _rating(item),
        extra=extra,
    )


def thought_apart(words: str) -> tuple[str, Mapping[str, object]]:
    """The words of an answer without the thoughts at its beginning, and those as `Message.extra` holds them."""
    extra: dict[str, object] = {}
    said = asides.without_thoughts(words, extra)
    return said, extra or NOTHING


def _whose(words: str) -> tuple[Role, str]:
    """Who says words that begin with a mark: the person, without what a program put before them, or a program alone."""
    if "</" not in words:
        return Role.USER, words
    own = injected.own_words(words)
    return (Role.SYSTEM, words) if not own or injected.is_machine(own) else (Role.USER, own)


def _beside(item: Mapping[str, object], extra: dict[str, object]) -> None:
    """Add to `extra` what stands beside the content: tool calls, reasoning, a name."""
    calls = item.get("tool_calls") or item.get("function_call")
    if not calls and isinstance(invoked := item.get("toolInvocations"), list):
        calls = [parts.call_in({"type": "tool-invocation", "toolInvocation": one}) for one in invoked]
    if calls:
        extra["tool_calls"] = shapes.plain(calls if isinstance(calls, list) else [calls])
    for key in ("reasoning_content", "reasoning", "thinking"):
        if isinstance(item.get(key), str) and item[key]:
            extra.setdefault("reasoning", shapes.plain(item[key]))
    if name := shapes.text(item.get("name")):
        extra["name"] = name
    for key in ("experimental_attachments", "attachments", "files"):
        given = item.get(key)
        names = (
            [shapes.attachment_name(one) for one in given if isinstance(one, dict)] if isinstance(given, list) else []
        )
        asides.add(extra, "attachments", *names)


def _only_tool_results(content: object) -> bool:
    return isinstance(content, list) and bool(content) and all(parts.outcome_in(part) is not None for part in content)


def _tool_results(results: Sequence[object], index: int) -> str:
    """The words of results that stand in a message said to be the person's."""
    given = [parts.outcome_in(part) for part in results]
    return "\n".join(_shown(one, index) for one in given)


def _shown(result: object, index: int) -> str:
    """A result as text: its words, or the JSON that it is."""
    if isinstance(result, list) and all(isinstance(one, str | dict) for one in result):
        return shapes.content_of(result, index)[0]
    return (
        canonical(result)
        if isinstance(result, str)
        else canonical(json.dumps(shapes.plain(result), ensure_ascii=False))
    )


def _rating(item: Mapping[str, object]) -> int | None:
    said = next((value for key in _RATINGS if (value := shapes.thumb(item.get(key))) is not None), None)
    if said is not None:
        return said
    for key, (yes, no) in _YES_OR_NO.items():
        if isinstance(answer := item.get(key), bool) and (thumb := yes if answer else no) is not None:
            return thumb
    return None


def _without_stars(items: Sequence[object], messages: list[Message]) -> list[Message]:
    """The same messages; ratings are dropped when a number beside them shows that they are stars or scores."""
    if not any(message.rating is not None for message in messages):
        return messages
    numbers = [item.get(key) for item in items if isinstance(item, dict) for key in _RATINGS]
    if all(number in (-1, 0, 1) for number in numbers if isinstance(number, int | float)):
        return messages
    return [replace(message, rating=None) for message in messages]


def rated(messages: list[Message], rating: int | None) -> list[Message]:
    """The messages; the last, when it is an answer, carries the rating."""
    if rating is None or not messages or messages[-1].role is not Role.ASSISTANT:
        return messages
    return [*messages[:-1], replace(messages[-1], rating=rating)]


def conversation_fields(record: Mapping[str, object]) -> dict[str, str | None]:
    """What a record of any such format says of the whole conversation; `metadata` fills the gaps."""
    about = record.get("metadata")
    more = about if isinstance(about, dict) else shapes.NOTHING
    model = record.get("model")  # chatbot-ui has its id in an object
    if model is None and not _SET_APART.isdisjoint(record):
        model = next((record[name] for name in _ABOUT_MODEL if isinstance(record.get(name), dict)), None)
    by = shapes.first(model, ("id", "name", "model", "identifier")) if isinstance(model, dict) else None
    fields = {
        "origin_id": shapes.first(record, _CONVERSATION_IDS),
        "model": by or shapes.first(record, _MODELS) or shapes.first(more, _MODELS),
    }
    if more or not _SELDOM.isdisjoint(record):  # asked at once: most records say none of it
        times = _CONVERSATION_TIMES
        fields |= {
            "title": shapes.first(record, _TITLES) or shapes.first(more, ("title",)),
            "language": shapes.first(record, ("language", "lang")) or shapes.first(more, ("language", "lang")),
            "created_at": shapes.first_time(record, times) or shapes.first_time(more, times),
            "user": shapes.first(record, ("user", "user_id", "hashed_ip")) or shapes.first(more, ("user", "user_id")),
        }
    return fields
