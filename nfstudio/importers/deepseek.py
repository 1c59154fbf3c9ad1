"""DeepSeek's data export: a tree of nodes as ChatGPT has it, whose messages are fragments instead of parts."""

from collections.abc import Iterator, Mapping

from nfstudio.domain.conversation import Message, Role, canonical
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.asides import add, add_thought, listed
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations
from nfstudio.importers.trees import Node, branched, spoken

NAME = "deepseek"
TITLE = "DeepSeek data export"
COMPANIONS = ("user.json",)

_SPOKEN = {"REQUEST": Role.USER, "RESPONSE": Role.ASSISTANT, "TEMPLATE_RESPONSE": Role.ASSISTANT}


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """An object with a `mapping` of nodes, and times under the names of this program."""
    return isinstance(value, dict) and isinstance(value.get("mapping"), dict) and "inserted_at" in value


def build(value: object) -> Found:
    """One record as a conversation; the newest leaf ends the active path, for nothing says where the person stood.

    Raises:
        WrongShape: when it cannot be read.
    """
    mapping = value.get("mapping") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(mapping, dict):
        raise WrongShape("There is no mapping of messages.")
    lost: list[str] = []
    messages = branched(_nodes(mapping, lost), None)
    models = [message.model for message in messages if message.on_active_path and message.model]
    return chained(
        messages,
        lost=lost,
        origin_id=shapes.text(value.get("id")),
        title=shapes.text(value.get("title")),
        model=models[-1] if models else None,
        created_at=shapes.first_time(value, ("inserted_at", "updated_at")),
    )


def _nodes(mapping: Mapping[str, object], lost: list[str]) -> dict[str, Node]:
    """Nodes by name. Older exports do not say who speaks: person and assistant take turns from the root on."""
    nodes: dict[str, Node] = {}
    for name, item in mapping.items():
        if not isinstance(item, dict):
            lost.append(f"The node {name[:40]!r} is no object.")
            continue
        parent = shapes.text(item.get("parent"))
        children = tuple(child for one in listed(item.get("children")) if (child := shapes.text(one)))
        raw = item.get("message")
        message = spoken(_message(name, raw, _depth(mapping, name))) if isinstance(raw, dict) else None
        nodes[name] = Node(message, parent, children)
    return nodes


def _depth(mapping: Mapping[str, object], name: str) -> int:
    """How many messages stand above a node."""
    depth, seen, at = -1, set[str](), name
    while at not in seen and isinstance(node := mapping.get(at), dict):
        seen.add(at)
        depth += isinstance(node.get("message"), dict)
        at = shapes.text(node.get("parent")) or ""
    return depth


def _message(name: str, item: Mapping[str, object], depth: int) -> Message:
    extra: dict[str, object] = {}
    fragments = [one for one in listed(item.get("fragments")) if isinstance(one, dict)]
    words = [said for one in fragments if (said := _fragment(one, extra))]
    roles = [_SPOKEN[kind] for one in fragments if isinstance(kind := one.get("type"), str) and kind in _SPOKEN]
    role = roles[0] if roles else Role.ASSISTANT if fragments or depth % 2 else Role.USER
    if not fragments:
        words, beside = [shapes.content_of(item.get("content"), 0)[0]], item.get("search_results")
        add_thought(extra, shapes.text(item.get("reasoning_content")) or "")
        _searched(beside, extra)
    names = [shapes.attachment_name(one) for one in listed(item.get("files")) if isinstance(one, dict)]
    add(extra, "attachments", *names)
    return Message(
        role=role,
        content=shapes.worded("\n\n".join(filter(None, words))),
        origin_id=name,
        model=shapes.text(item.get("model")) if role is Role.ASSISTANT else None,
        created_at=shapes.first_time(item, ("inserted_at",)),
        extra=extra,
    )


def _fragment(fragment: Mapping[str, object], extra: dict[str, object]) -> str:
    """The words of a fragment; thoughts and searches go to `extra`."""
    kind, words = shapes.text(fragment.get("type")), fragment.get("content")
    if kind == "THINK":
        add_thought(extra, canonical(words).strip() if isinstance(words, str) else "")
        return ""
    if kind not in _SPOKEN:
        _searched(fragment.get("results"), extra)
        return ""
    return words if isinstance(words, str) else ""


def _searched(results: object, extra: dict[str, object]) -> None:
    found = [
        url for page in listed(results) if isinstance(page, dict) and (url := shapes.first(page, ("url", "title")))
    ]
    if found:
        add(extra, "tool_calls", {"name": "search", "output": found})
