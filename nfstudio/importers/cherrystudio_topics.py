"""Topics of Cherry Studio as conversations: messages in a row, answers to one question beside each other."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from nfstudio.domain.conversation import Message, Role, canonical
from nfstudio.domain.records import Found
from nfstudio.importers import shapes
from nfstudio.importers.asides import add, add_thought, listed, without_thoughts
from nfstudio.importers.shapes import WrongShape, chained
from nfstudio.importers.trees import Node, branched, instructed, spoken

_FILES = ("origin_name", "name")
_SHOWN_ONLY = ("translation", "citation", "compact", "unknown")


class Topic(NamedTuple):
    """What the settings know of a topic."""

    name: str | None
    told: str


def build(value: object, about: Mapping[str, Topic], block: Callable[[str], Mapping[str, object] | None]) -> Found:
    """One topic as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    if isinstance(value, dict) and isinstance(value.get("value"), dict):  # how the first version kept it
        value = value["value"]
    items = value.get("messages") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(items, list):
        raise WrongShape("There is no topic with a list of messages.")
    name = shapes.text(value.get("id"))
    known = about.get(name or "", Topic(None, ""))
    lost: list[str] = []
    nodes, leaf = _nodes(items, block, lost)
    messages = instructed(known.told, branched(nodes, leaf))
    models = [message.model for message in messages if message.model and message.on_active_path]
    times = [message.created_at for message in messages if message.created_at]
    return chained(
        messages,
        lost=lost,
        origin_id=name,
        title=known.name or shapes.text(value.get("name")),
        model=models[-1] if models else None,
        created_at=min(times, default=None),
    )


def _nodes(
    items: list[object], block: Callable[[str], Mapping[str, object] | None], lost: list[str]
) -> tuple[dict[str, Node], str | None]:
    """Every message under the one before it; answers of several models to one question under that question."""
    nodes: dict[str, Node] = {}
    above: str | None = None
    question: str | None = None
    chosen = False  # whether the answer above is the one the person goes on from
    for i, item in enumerate(items):
        if not isinstance(item, dict):
            lost.append(f"Message {i + 1} is no object.")
            continue
        if item.get("type") == "clear":
            continue
        try:
            message = _message(item, i, block)
        except WrongShape as fault:
            lost.append(str(fault))
            continue
        name = shapes.text(item.get("id"))
        name = f"#{i}" if name is None or name in nodes else name
        asked = shapes.text(item.get("askId"))
        beside = message.role is Role.ASSISTANT and asked in nodes and asked == question
        nodes[name] = Node(spoken(message), question if beside else above)
        if message.role is not Role.ASSISTANT:
            question, chosen, above = name, False, name
        elif not (beside and chosen):
            above, chosen = name, item.get("foldSelected") is True or item.get("useful") is True
    return nodes, above


def _message(item: Mapping[str, object], index: int, block: Callable[[str], Mapping[str, object] | None]) -> Message:
    role = shapes.role_of(item.get("role"))
    words, extra = shapes.content_of(item.get("content"), index)
    pieces = [words]
    for one in listed(item.get("blocks")):
        held = block(one) if isinstance(one, str) else one  # the phone keeps them in the message itself
        if isinstance(held, dict):
            pieces.append(_words(held, extra))
    add_thought(extra, shapes.text(item.get("reasoning_content")) or "")
    for one in listed(item.get("files")):
        add(extra, "attachments", _file(one))
    words = shapes.worded("\n\n".join(filter(None, pieces)))
    if role is Role.ASSISTANT:
        words = without_thoughts(words, extra)
        if item.get("status") == "paused" and (words or extra):
            extra["stopped"] = True  # the person pressed the button
    model = item.get("model")
    by = shapes.first(model, ("id", "name")) if isinstance(model, dict) else None
    return Message(
        role=role,
        content=words,
        origin_id=shapes.text(item.get("id")),
        model=(by or shapes.text(item.get("modelId"))) if role is Role.ASSISTANT else None,
        created_at=shapes.when(item.get("createdAt")),
        extra=extra | shapes.stranger(item.get("role")),
    )


def _words(held: Mapping[str, object], extra: dict[str, object]) -> str:
    """The words of a block; thoughts, calls and files go to `extra`."""
    kind, said = held.get("type"), held.get("content")
    words = said if isinstance(said, str) else ""
    if kind == "main_text":
        return words.strip()
    if kind == "code":
        return f"```{shapes.text(held.get('language')) or ''}\n{words}\n```" if words else ""
    if kind == "thinking":
        add_thought(extra, words.strip())
    elif kind == "tool":
        call = {"name": shapes.first(held, ("toolName", "toolId")) or "tool", "arguments": held.get("arguments")}
        add(extra, "tool_calls", shapes.plain({**call, "output": said}))
    elif kind == "error":
        extra["error"] = True
    elif kind not in _SHOWN_ONLY:
        add(extra, "attachments", _file(held.get("file"), str(kind or "attachment")))
    return ""


def _file(file: object, kind: str = "attachment") -> str:
    return (shapes.first(file, _FILES) if isinstance(file, dict) else None) or canonical(kind)[:40]
