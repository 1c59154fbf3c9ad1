"""ChatGPT's data export: a tree of nodes per conversation, with regenerated answers and edited prompts as branches."""

from collections.abc import Iterator, Mapping
from functools import partial

from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.chatgpt_nodes import read_node
from nfstudio.importers.chatgpt_tree import messages_of
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations

NAME = "chatgpt"
TITLE = "ChatGPT data export"
COMPANIONS = (
    "message_feedback.json",
    "user.json",
    "user_settings.json",
    "chat.html",
    "model_comparisons.json",
    "shared_conversations.json",
    "export_manifest.json",
    "group_chats.json",
    "shopping.json",
    "sora.json",
)


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file, with the thumbs of the file `message_feedback.json` beside it."""
    thumbs: dict[str, int] = {}
    feedback = entry.sibling("message_feedback.json")
    for item in records(feedback, _is_thumb) if feedback else ():
        if isinstance(item, Problem):
            yield Problem(f"message_feedback.json {item.place}".strip(), item.reason, item.sentence)
        elif _is_thumb(item[1]) and (rating := shapes.thumb(item[1]["rating"])) is not None:  # type: ignore[index]
            thumbs[str(item[1]["id"])] = rating  # type: ignore[index]  # _is_thumb knows its shape
    yield from conversations(entry, is_record, partial(build, thumbs=thumbs))


def _is_thumb(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("rating"), str) and isinstance(value.get("id"), str)


def is_record(value: object) -> bool:
    """An object with a `mapping` of nodes."""
    mapping = value.get("mapping") if isinstance(value, dict) else None
    if not isinstance(mapping, dict):
        return False
    if isinstance(value, dict) and "inserted_at" in value:  # DeepSeek's, whose nodes look alike
        return False
    node = next(iter(mapping.values()), None)
    if node is None:
        return isinstance(value, dict) and ("create_time" in value or "current_node" in value)
    return isinstance(node, dict) and bool(node.keys() & {"message", "parent", "children"})


def build(value: object, *, thumbs: Mapping[str, int]) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    mapping = value.get("mapping") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(mapping, dict):
        raise WrongShape("There is no mapping of messages.")
    lost = [f"The node {name[:40]!r} is no object." for name, raw in mapping.items() if not isinstance(raw, dict)]
    nodes = {name: read_node(raw) for name, raw in mapping.items() if isinstance(raw, dict)}
    current = value.get("current_node")
    messages = messages_of(nodes, current if isinstance(current, str) else None, thumbs)
    models = [message.model for message in messages if message.on_active_path and message.model]
    return chained(
        messages,
        lost=lost,
        origin_id=shapes.first(value, ("conversation_id", "id")),
        title=shapes.text(value.get("title")),
        model=shapes.text(value.get("default_model_slug")) or (models[-1] if models else None),
        created_at=shapes.first_time(value, ("create_time", "update_time")),
    )
