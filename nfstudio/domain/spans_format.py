"""The spans JSONL shape, ours: one conversation a line, judged messages with their spans; lossless both ways."""

from collections.abc import Mapping
from typing import Any

from nfstudio.domain.conversation import Conversation, Message, Role, canonical
from nfstudio.domain.feedback import Category
from nfstudio.domain.records import Judgement
from nfstudio.domain.span import Span

_CONVERSATION_FIELDS = ("title", "model", "language", "created_at", "user")
_MESSAGE_FIELDS = ("model", "created_at", "rating")
_WORDS_AND_LABELS = frozenset({"role", "content", "labelled", "spans", "uncertain"})
"""Keys of a message of which nothing else is told, as of nearly all."""
_ROLES = {role.value: role for role in Role}
_NOTHING: Mapping[str, object] = {}


def looks_like(record: object) -> bool:
    """Whether a parsed line has this shape: messages of which at least one was judged."""
    messages = record.get("messages") if isinstance(record, Mapping) else None
    return isinstance(messages, list) and any(
        isinstance(m, Mapping) and ("labelled" in m or "spans" in m) for m in messages
    )


def parse(record: Mapping[str, Any]) -> tuple[Conversation, tuple[Judgement, ...]]:
    """A parsed line as a conversation and its judgements.

    Raises:
        ValueError: with a sentence that names the message, when the line breaks the shape or a span does not fit.
    """
    raw = record.get("messages")
    if not isinstance(raw, list):
        raise ValueError("there is no list called messages")  # noqa: TRY004  # the fault of a file, not of a caller
    messages, judgements = [], []
    for i, item in enumerate(raw):
        messages.append(_message(item, i))
        if item.get("labelled", bool(item.get("spans"))) is True:
            judgements.append(_judgement(item, i, messages[i].content))
    given = {name: _text(record[name]) for name in _CONVERSATION_FIELDS if name in record}
    conversation = Conversation(tuple(messages), origin_id=_text(record.get("conversation_id")), **given)
    return conversation, tuple(judgements)


def dump(
    conversation: Conversation,
    judgements: Mapping[int, Mapping[str, Any]],
    *,
    source: str = "",
) -> dict[str, Any]:
    """A conversation as one record of this shape.

    Args:
        judgements: for each judged message its index and the fields to write: `spans` (list of mappings with
            `start`, `end`, `category` and what else is known) and, where set, `uncertain`.
    """
    record: dict[str, Any] = {"conversation_id": conversation.origin_id, "source": source}
    record |= {name: value for name in _CONVERSATION_FIELDS if (value := getattr(conversation, name)) is not None}
    record["messages"] = [
        _dumped(message, i) | ({"labelled": True, **judgements[i]} if i in judgements else {})
        for i, message in enumerate(conversation.messages)
    ]
    return record


def _dumped(message: Message, index: int) -> dict[str, Any]:
    fields: dict[str, Any] = {"role": message.role.value, "content": message.content}
    fields |= {name: value for name in _MESSAGE_FIELDS if (value := getattr(message, name)) is not None}
    if message.origin_id is not None:
        fields["id"] = message.origin_id
    if message.parent != (index - 1 if index else None):
        fields["parent"] = message.parent
    if not message.on_active_path:
        fields["on_active_path"] = False
    if message.extra:
        fields["extra"] = dict(message.extra)
    return fields


def _message(item: Any, index: int) -> Message:
    if not isinstance(item, dict) or not isinstance(item.get("content"), str):
        raise ValueError(f"message {index} has no text called content")  # noqa: TRY004  # as above
    name = item.get("role", "")
    role = _ROLES.get(name) if isinstance(name, str) else None
    if role is None:
        raise ValueError(f"message {index} has the unknown role {name!r}")
    if item.keys() <= _WORDS_AND_LABELS:
        return Message(role, canonical(item["content"]), index - 1 if index else None, extra=_NOTHING)
    parent = item.get("parent", index - 1 if index else None)
    if parent is not None and (type(parent) is not int or not 0 <= parent < index):
        raise ValueError(f"message {index} names the parent {parent!r}, which is no earlier message")
    rating = item.get("rating")
    extra = item.get("extra")
    return Message(
        role=role,
        content=canonical(item["content"]),
        parent=parent,
        on_active_path=item.get("on_active_path") is not False,
        origin_id=_text(item.get("id")),
        model=_text(item.get("model")),
        created_at=_text(item.get("created_at")),
        rating=rating if type(rating) is int and rating in (-1, 1) else None,
        extra=dict(extra) if isinstance(extra, Mapping) else {},
    )


def _judgement(item: Mapping[str, Any], index: int, content: str) -> Judgement:
    raw = item.get("spans")
    if raw is not None and not isinstance(raw, list):
        raise ValueError(f"message {index} holds spans that are no list")
    spans = tuple(_span(one, index, item["content"], content) for one in raw or ())
    return Judgement(index, spans, uncertain=item.get("uncertain") is True)


def _span(raw: Any, index: int, given: str, content: str) -> tuple[Span, Category]:
    """A span of `given`, the content as it stands in the file, as the same span of the canonical `content`."""
    try:
        start, end, category = raw["start"], raw["end"], Category.parse(raw["category"])
    except (KeyError, TypeError, AttributeError) as broken:
        raise ValueError(f"message {index} holds a span without start, end and category") from broken
    except ValueError as broken:
        raise ValueError(f"message {index}: {broken}") from broken
    if type(start) is not int or type(end) is not int:
        raise ValueError(f"message {index} holds a span whose start or end is no whole number")
    if end > len(given):
        raise ValueError(f"message {index} has {len(given)} characters, but a span ends at {end}")
    if start >= 0 and len(given) != len(content):  # a newline of two characters became one
        start, end = len(canonical(given[:start])), len(canonical(given[:end]))
    try:
        return Span(start, end), category
    except ValueError as broken:
        raise ValueError(f"message {index}: {broken}") from broken


def _text(value: object) -> str | None:
    """An id or name as text; numbers become digits, everything else is none."""
    if isinstance(value, str):
        return canonical(value) or None
    return str(value) if type(value) is int else None
