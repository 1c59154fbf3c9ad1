"""Claude.ai's data export: messages of blocks, where tools, thoughts and pasted texts stand beside the words."""

import re
from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.asides import add, add_thought, listed
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations
from nfstudio.importers.trees import Node, branched, spoken

NAME = "claude"
TITLE = "Claude data export"
COMPANIONS = ("users.json", "projects.json", "memories.json")

_NO_PARENT = "00000000-0000-"  # begins the id that stands for the root
_UNSUPPORTED = re.compile(r"\n*```\s*This block is not supported on your current device yet\.\s*```\n*")
_ASIDE = frozenset({"token_budget", "flag"})
_THOUGHT = re.compile(r"<antThinking>(.*?)</antThinking>\s*", re.DOTALL)
"""What Claude thought before it made an artifact, in exports of 2024."""


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """An object with a list `chat_messages`."""
    return isinstance(value, dict) and isinstance(value.get("chat_messages"), list)


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    items = value.get("chat_messages") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(items, list):
        raise WrongShape("There is no list called chat_messages.")
    account = value.get("account")
    lost: list[str] = []
    return chained(
        branched(_nodes(items, lost), shapes.text(value.get("current_leaf_message_uuid"))),
        lost=lost,
        origin_id=shapes.text(value.get("uuid")),
        title=shapes.text(value.get("name")),
        model=shapes.text(value.get("model")),
        created_at=shapes.first_time(value, ("created_at", "updated_at")),
        user=shapes.text(account.get("uuid")) if isinstance(account, dict) else None,
    )


def _nodes(items: Sequence[object], lost: list[str]) -> dict[str, Node]:
    """The tree that newer exports tell; older ones flatten it in order of time, and so does a lost parent."""
    nodes: dict[str, Node] = {}
    before: str | None = None
    for i, item in enumerate(items):
        if not isinstance(item, dict):
            lost.append(f"Message {i + 1} is no object.")
            continue
        name = shapes.text(item.get("uuid"))
        name = f"#{i}" if name is None or name in nodes else name
        parent = shapes.text(item.get("parent_message_uuid"))
        if parent not in nodes and not (parent and parent.startswith(_NO_PARENT)):
            parent = before
        nodes[name] = Node(spoken(_message(item)), parent)
        before = name
    return nodes


def _message(item: Mapping[str, object]) -> Message:
    role = shapes.role_of(item.get("sender"))
    extra = shapes.stranger(item.get("sender"))
    words = _words(item.get("content"), extra)
    if not words and isinstance(item.get("text"), str):
        words = str(item["text"])
        words = words if role is Role.USER else _UNSUPPORTED.sub("\n", words).strip("\n")
    if role is Role.ASSISTANT and "<antThinking>" in words:
        for thought in _THOUGHT.findall(words):
            add_thought(extra, thought.strip())
        words = _THOUGHT.sub("", words)
    if item.get("stop_reason") == "user_canceled" and words:
        extra["stopped"] = True
    add(extra, "attachments", *_attachments(item))
    return Message(
        role=role,
        content=shapes.worded(words),
        origin_id=shapes.text(item.get("uuid")),
        model=shapes.text(item.get("model")),
        created_at=shapes.first_time(item, ("created_at", "updated_at")),
        rating=shapes.thumb(item.get("chat_feedback")) if role is Role.ASSISTANT else None,
        extra=extra,
    )


def _words(content: object, extra: dict[str, object]) -> str:
    """The words of all blocks; thoughts, tools and files go to `extra`."""
    words: list[str] = []
    for block in listed(content):
        kind = shapes.text(block.get("type")) if isinstance(block, dict) else None
        if not isinstance(block, dict) or kind in _ASIDE:
            continue
        if kind == "thinking":
            add_thought(extra, shapes.text(block.get("thinking")) or "")
        elif kind == "tool_use":
            add(extra, "tool_calls", {"name": _name(block), "arguments": shapes.plain(block.get("input"))})
        elif kind == "tool_result":
            add(extra, "tool_calls", {"name": _name(block), "output": _output(block.get("content"))})
        elif isinstance(block.get("text"), str):
            words.append(block["text"])
        else:
            add(extra, "attachments", shapes.attachment_name(block))
    return "\n\n".join(filter(None, words))


def _name(block: Mapping[str, object]) -> str:
    return shapes.text(block.get("name")) or "tool"


def _output(content: object) -> str:
    return shapes.content_of(content, 0)[0] if isinstance(content, str | list | dict) else ""


def _attachments(item: Mapping[str, object]) -> list[str]:
    """Names of what was attached. A long text that was pasted has no name, and is not the person's own words."""
    names: dict[str, None] = {}
    for key in ("attachments", "files", "files_v2"):
        for one in listed(item.get(key)):
            name = shapes.first(one, ("file_name", "file_uuid")) if isinstance(one, dict) else shapes.text(one)
            names[name or "pasted text"] = None
    return list(names)
