"""OpenAssistant's trees of prompts and ranked answers, whole (one tree a line) or flat (one message a line)."""

from collections.abc import Iterator, Mapping

from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import datasets, shapes
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, placed
from nfstudio.importers.trees import Node, branched

NAME = "oasst"
TITLE = "OpenAssistant trees and messages"
COMPANIONS: tuple[str, ...] = ()

_FLAT = frozenset({"message_id", "parent_id", "text", "role"})
_LAST = 1 << 30
_AGREED = 3
"""How many times as many thumbs must point one way as the other before they are one."""


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such trees or messages."""
    return datasets.shows(sample, columns=_FLAT, is_record=is_tree) or sample.layout(is_flat) is not None


def is_tree(value: object) -> bool:
    """A tree: its id, and the prompt it grows from."""
    return isinstance(value, dict) and "message_tree_id" in value and isinstance(value.get("prompt"), dict)


def is_flat(value: object) -> bool:
    """A message that names its parent, in OpenAssistant's words."""
    return isinstance(value, dict) and value.keys() >= _FLAT and value.get("role") in ("prompter", "assistant")


def read(entry: Entry) -> Iterator[Found | Problem]:
    """One conversation a tree; the path of the best-ranked answers is the active one.

    Flat messages of one tree are gathered; a tree is told when the next one begins, as the published files have it.
    """
    gathered: dict[str, Mapping[str, object]] = {}
    tree, start = None, ""
    for item in datasets.records(entry, lambda value: is_tree(value) or is_flat(value)):
        if isinstance(item, Problem):
            yield item
            continue
        place, value = item
        try:
            record = _record(value)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
            continue
        named = shapes.first(record, ("message_tree_id", "message_id"))
        if "prompt" in record or named != tree or not start:
            if gathered:
                yield _found(gathered, tree, start)
            gathered, tree, start = {}, named, place
        if "prompt" not in record:
            gathered[str(record["message_id"])] = record
            continue
        try:
            gathered = _flattened(record["prompt"])
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
    if gathered:
        yield _found(gathered, tree, start)


def _record(value: object) -> Mapping[str, object]:
    if is_tree(value) or (isinstance(value, dict) and isinstance(value.get("message_id"), str)):
        return value  # type: ignore[return-value]  # both are objects
    raise WrongShape("This is neither a tree nor a message with an id.")


def _flattened(prompt: object) -> dict[str, Mapping[str, object]]:
    """Every message of a tree by its id; each names its parent.

    Raises:
        WrongShape: when a message is no object or has no id.
    """
    flat: dict[str, Mapping[str, object]] = {}
    waiting: list[tuple[object, object]] = [(prompt, None)]
    while waiting:
        message, parent = waiting.pop()
        if not isinstance(message, dict) or not isinstance(name := message.get("message_id"), str):
            raise WrongShape("A message of this tree has no id.")
        flat[name] = {**message, "parent_id": parent}
        replies = message.get("replies")
        waiting += [(reply, name) for reply in reversed(replies if isinstance(replies, list) else [])]
    return flat


def _found(records: Mapping[str, Mapping[str, object]], tree: str | None, place: str) -> Found | Problem:
    try:
        nodes = {name: _node(i, record) for i, (name, record) in enumerate(records.items())}
    except WrongShape as fault:
        return Problem(place, Reason.WRONG_SHAPE, str(fault))
    root = next(iter(records.values()))
    messages = branched(nodes, _best(records))
    conversation = Conversation(
        tuple(messages),
        origin_id=tree,
        language=shapes.text(root.get("lang")),
        created_at=shapes.when(root.get("created_date")),
    )
    return placed(Found("", conversation), place)


def _node(index: int, record: Mapping[str, object]) -> Node:
    """A message; deleted ones are kept, for what follows speaks about them, but say so."""
    words = record.get("text")
    if not isinstance(words, str):
        raise WrongShape(f"Message {index + 1} holds no text.")
    parent = record.get("parent_id")
    role = shapes.role_of(record.get("role"))
    message = Message(
        role=role,
        content=shapes.worded(words),
        origin_id=shapes.text(record.get("message_id")),
        model=shapes.text(record.get("model_name")),
        created_at=shapes.when(record.get("created_date")),
        rating=_thumb(record.get("emojis")) if role is Role.ASSISTANT else None,
        extra=shapes.stranger(record.get("role")) | ({"deleted": True} if record.get("deleted") is True else {}),
    )
    return Node(message, parent if isinstance(parent, str) else None)


def _best(records: Mapping[str, Mapping[str, object]]) -> str | None:
    """The leaf of the best path: at each message the reply of the lowest rank, deleted ones last."""
    replies: dict[str | None, list[str]] = {}
    for name, record in records.items():
        parent = record.get("parent_id")
        replies.setdefault(parent if isinstance(parent, str) and parent in records else None, []).append(name)
    best: str | None = None
    seen: set[str] = set()
    while after := [name for name in replies.get(best, []) if name not in seen]:
        best = min(after, key=lambda name: _order(records[name]))
        seen.add(best)
    return best


def _order(record: Mapping[str, object]) -> tuple[bool, int]:
    rank = record.get("rank")
    return record.get("deleted") is True, rank if type(rank) is int else _LAST


def _thumb(emojis: object) -> int | None:
    """The thumb that most readers gave, where they agree: `{"name": ["+1"], "count": [2]}` or `{"+1": 2}`."""
    if not isinstance(emojis, dict):
        return None
    names, counts = emojis.get("name"), emojis.get("count")
    paired = zip(names, counts, strict=False) if isinstance(names, list) and isinstance(counts, list) else ()
    given = {str(name): count for name, count in (paired or emojis.items()) if type(count) is int}
    up, down = given.get("+1", 0), given.get("-1", 0)
    if up >= max(1, _AGREED * down):
        return 1
    return -1 if down >= max(1, _AGREED * up) else None
