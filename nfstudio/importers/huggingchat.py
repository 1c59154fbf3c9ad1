"""HuggingChat's conversations: messages that name those above them, so regenerated answers are branches."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.asides import add, add_thought, listed, without_thoughts
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations
from nfstudio.importers.trees import Node, branched, instructed, spoken

NAME = "huggingchat"
TITLE = "HuggingChat"
COMPANIONS: tuple[str, ...] = ()


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """An object whose messages say from whom they are and what stands above them."""
    items = value.get("messages") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(items, list):
        return False
    if "rootMessageId" in value:
        return True
    return bool(items) and isinstance(items[0], dict) and {"from", "content", "ancestors"} <= items[0].keys()


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    items = value.get("messages") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(items, list):
        raise WrongShape("There is no list called messages.")
    lost: list[str] = []
    model = shapes.text(value.get("model"))
    preprompt = value.get("preprompt")
    messages = branched(_nodes(items, model, lost), None)
    told = any(message.role is Role.SYSTEM for message in messages)
    return chained(
        instructed(preprompt if isinstance(preprompt, str) and not told else None, messages),
        lost=lost,
        origin_id=shapes.first(value, ("_id", "id")),
        title=shapes.text(value.get("title")),
        model=model,
        created_at=shapes.first_time(value, ("createdAt", "updatedAt")),
        user=shapes.first(value, ("userId", "sessionId")),
    )


def _nodes(items: Sequence[object], model: str | None, lost: list[str]) -> dict[str, Node]:
    """Messages by id; those that say nothing of what stands above follow the one before."""
    nodes: dict[str, Node] = {}
    before: str | None = None
    for i, item in enumerate(items):
        if not isinstance(item, dict):
            lost.append(f"Message {i + 1} is no object.")
            continue
        name = shapes.text(item.get("id"))
        name = f"#{i}" if name is None or name in nodes else name
        above = item.get("ancestors")
        parent = shapes.text(above[-1]) if isinstance(above, list) and above else None
        parent = parent if isinstance(above, list) else before
        children = tuple(child for one in listed(item.get("children")) if (child := shapes.text(one)))
        try:
            nodes[name] = Node(spoken(_message(item, i, model)), parent, children)
        except WrongShape as fault:
            lost.append(str(fault))
            nodes[name] = Node(None, parent, children)
        before = name
    return nodes


def _message(item: Mapping[str, object], index: int, model: str | None) -> Message:
    role = shapes.role_of(item.get("from"))
    words, extra = shapes.content_of(item.get("content"), index)
    extra |= shapes.stranger(item.get("from"))
    if role is Role.ASSISTANT:
        add_thought(extra, shapes.text(item.get("reasoning")) or "")
        words = without_thoughts(words, extra)
    names = [shapes.attachment_name(one) for one in listed(item.get("files")) if isinstance(one, dict)]
    add(extra, "attachments", *names)
    if item.get("interrupted") is True and words:
        extra["stopped"] = True
    return Message(
        role=role,
        content=words,
        origin_id=shapes.text(item.get("id")),
        model=model if role is Role.ASSISTANT else None,
        created_at=shapes.first_time(item, ("createdAt", "updatedAt")),
        rating=shapes.thumb(item.get("score")),
        extra=extra,
    )
