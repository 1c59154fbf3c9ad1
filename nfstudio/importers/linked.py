"""Messages that name the message they answer, in a list: many a program keeps a regenerated answer so."""

from collections.abc import Mapping, Sequence

from nfstudio.domain.conversation import Message
from nfstudio.domain.records import Found
from nfstudio.importers import shapes
from nfstudio.importers.chat_messages import conversation_fields, read_messages
from nfstudio.importers.column_mapping import names_conversation
from nfstudio.importers.shapes import WrongShape, chained
from nfstudio.importers.trees import Node, branched, spoken

_PARENTS = ("parentId", "parent_id", "parentID", "parentUuid", "parent_uuid", "parent", "replyTo", "reply_to")
_LISTS = ("messages", "conversation", "chat", "history", "items")
KEYS = frozenset(_LISTS)
"""One of these every record has that is no bare list."""
_OF_OTHERS = frozenset({"message_tree_id", "sessionId", "topicId", "convId", "mes", "type", "childrenIds", "modelID"})
"""Keys of messages of other formats, which name their parents too."""


def is_record(value: object) -> bool:
    """A list of such messages, bare or under a common name."""
    return _listed(value) is not None


def _listed(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value if _are_linked(value) else None
    if not isinstance(value, dict):
        return None
    return next((items for name in _LISTS if isinstance(items := value.get(name), list) and _are_linked(items)), None)


def _are_linked(items: list[object]) -> bool:
    """Whether the messages have ids, and one of the first answers one before it."""
    names: set[str] = set()
    for item in items[:20]:
        if not isinstance(item, dict) or not isinstance(item.get("role"), str) or not _OF_OTHERS.isdisjoint(item):
            return False
        if "content" not in item or (name := shapes.text(item.get("id"))) is None:
            return False
        if _parent(item) in names:
            return True
        names.add(name)
    return False


def _parent(item: Mapping[str, object]) -> str | None:
    return shapes.first(item, _PARENTS)


def build(value: object) -> Sequence[Found]:
    """One conversation, or one for each that the messages name.

    Raises:
        WrongShape: when no message of any can be read.
    """
    talks: dict[str | None, dict[str, Node]] = {}
    lost: list[str] = []
    for i, item in enumerate(_listed(value) or []):
        if not isinstance(item, dict):
            lost.append(f"Message {i + 1} is no object with a role and a content.")
            continue
        nodes = talks.setdefault(_talk(item), {})
        name = shapes.text(item.get("id"))
        name = f"#{i}" if name is None or name in nodes else name
        try:
            message: Message | None = spoken(read_messages([item])[0])
        except WrongShape as fault:
            lost.append(str(fault).replace("Message 1 ", f"Message {i + 1} ", 1))
            message = None
        nodes[name] = Node(message, _parent(item))
    fields = conversation_fields(value) if isinstance(value, dict) else {}
    leaf = (
        shapes.first(value, ("currentId", "current_node", "currentNode", "leaf")) if isinstance(value, dict) else None
    )
    found = [_found(nodes, leaf, name, fields) for name, nodes in talks.items()]
    return [Found("", found[0].conversation, lost=shapes.left_out(lost)), *found[1:]] if lost and found else found


def _talk(item: Mapping[str, object]) -> str | None:
    name = next((key for key in item if names_conversation(key)), None)
    return None if name is None else shapes.text(item[name])


def _found(nodes: Mapping[str, Node], leaf: str | None, name: str | None, fields: Mapping[str, str | None]) -> Found:
    messages = branched(nodes, leaf)
    known = {**fields}
    known["origin_id"] = known.get("origin_id") or name
    models = [message.model for message in messages if message.model and message.on_active_path]
    known["model"] = known.get("model") or (models[-1] if models else None)
    known["created_at"] = known.get("created_at") or min((m.created_at for m in messages if m.created_at), default=None)
    return chained(messages, lost=(), **known)
