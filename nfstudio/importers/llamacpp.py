"""The chats of llama.cpp's own web page: a conversation and its messages, which hang in a tree."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.asides import add, add_thought, listed, without_thoughts
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample, parsed
from nfstudio.importers.shapes import WrongShape, chained, conversations
from nfstudio.importers.trees import Node, branched, spoken

NAME = "llamacpp"
TITLE = "llama.cpp web page"
COMPANIONS: tuple[str, ...] = ()


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """An object with `conv` and `messages`."""
    return isinstance(value, dict) and isinstance(value.get("conv"), dict) and isinstance(value.get("messages"), list)


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    about = value.get("conv") if isinstance(value, dict) else None
    items = value.get("messages") if isinstance(value, dict) else None
    if not isinstance(about, dict) or not isinstance(items, list):
        raise WrongShape("There is no conv with a list of messages.")
    lost: list[str] = []
    messages = branched(_nodes(items, lost), shapes.text(about.get("currNode")))
    models = [message.model for message in messages if message.on_active_path and message.model]
    times = [message.created_at for message in messages if message.created_at]
    return chained(
        messages,
        lost=lost,
        origin_id=shapes.text(about.get("id")),
        title=shapes.text(about.get("name")),
        model=models[-1] if models else None,
        created_at=min(times) if times else shapes.when(about.get("lastModified")),
    )


def _nodes(items: Sequence[object], lost: list[str]) -> dict[str, Node]:
    """Messages by id. The root only holds the tree together; its children may have stayed behind in the browser."""
    nodes: dict[str, Node] = {}
    for i, item in enumerate(items):
        if not isinstance(item, dict):
            lost.append(f"Message {i + 1} is no object.")
            continue
        name = shapes.text(item.get("id"))
        name = f"#{i}" if name is None or name in nodes else name
        try:
            message = None if item.get("type") == "root" else spoken(_message(item, i))
        except WrongShape as fault:
            lost.append(str(fault))
            message = None
        children = tuple(child for one in listed(item.get("children")) if (child := shapes.text(one)))
        nodes[name] = Node(message, shapes.text(item.get("parent")), children)
    return nodes


def _message(item: Mapping[str, object], index: int) -> Message:
    role = shapes.role_of(item.get("role"))
    words, extra = shapes.content_of(item.get("content"), index)
    extra |= shapes.stranger(item.get("role"))
    if role is Role.ASSISTANT:
        for key in ("thinking", "reasoningContent"):
            add_thought(extra, shapes.text(item.get(key)) or "")
        words = without_thoughts(words, extra)
    for one in listed(item.get("extra")):
        if isinstance(one, dict):
            add(extra, "attachments", shapes.attachment_name(one))
    add(extra, "tool_calls", *listed(shapes.plain(_calls(item.get("toolCalls")))))
    return Message(
        role=role,
        content=shapes.worded(words),
        origin_id=shapes.text(item.get("id")),
        model=shapes.text(item.get("model")),
        created_at=shapes.when(item.get("timestamp")),
        extra=extra,
    )


def _calls(value: object) -> object:
    """Tool calls, which are stored as a text of JSON."""
    return parsed(value.encode(errors="replace")) if isinstance(value, str) else value
