"""Grok's data export: conversations with responses that name their parents, so regenerated answers are branches."""

import re
from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.asides import listed
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations
from nfstudio.importers.trees import Node, branched, spoken

NAME = "grok"
TITLE = "Grok data export"
_ASIDE = frozenset({"stopped", "error", shapes.UNKNOWN_ROLE})
_RENDERED = re.compile(r"<grok:render\b[^>]*>.*?</grok:render>", re.DOTALL)
"""Where the page shows a citation or a card."""
COMPANIONS = ("prod-mc-auth-mgmt-api.json", "prod-mc-billing.json")


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """An object with a conversation and the list of its responses."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("conversation"), dict)
        and isinstance(value.get("responses"), list)
    )


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    about = value.get("conversation") if isinstance(value, dict) else None
    items = value.get("responses") if isinstance(value, dict) else None
    if not isinstance(about, dict) or not isinstance(items, list):
        raise WrongShape("There is no conversation with a list of responses.")
    lost: list[str] = []
    messages = branched(_nodes(items, lost), shapes.text(about.get("leaf_response_id")))
    models = [message.model for message in messages if message.on_active_path and message.model]
    return chained(
        messages,
        lost=lost,
        origin_id=shapes.first(about, ("conversation_id", "id")),
        title=shapes.text(about.get("title")),
        model=models[-1] if models else None,
        created_at=shapes.first_time(about, ("create_time", "modify_time")),
        user=shapes.text(about.get("user_id")),
    )


def _nodes(items: Sequence[object], lost: list[str]) -> dict[str, Node]:
    """Responses by id; those that say nothing of a parent follow the one before."""
    nodes: dict[str, Node] = {}
    before: str | None = None
    for i, item in enumerate(items):
        inner = item.get("response", item) if isinstance(item, dict) else None
        if not isinstance(inner, dict):
            lost.append(f"Response {i + 1} is no object.")
            continue
        name = shapes.first(inner, ("response_id", "_id"))
        name = f"#{i}" if name is None or name in nodes else name
        parent = shapes.text(inner.get("parent_response_id"))
        try:
            message = spoken(_message(inner, i))
        except WrongShape as fault:
            lost.append(str(fault))
            message = None
        nodes[name] = Node(message, parent if "parent_response_id" in inner else before)
        before = name
    return nodes


def _message(item: Mapping[str, object], index: int) -> Message:
    role = shapes.role_of(item.get("sender"))
    words, extra = shapes.content_of(item.get("message"), index)
    words = _RENDERED.sub("", words) if "<grok:render" in words else words
    extra |= shapes.stranger(item.get("sender"))
    if thought := shapes.text(item.get("thinking_trace")):
        extra["reasoning"] = thought
    if found := _searched(item.get("web_search_results")):
        extra["tool_calls"] = [{"name": "web_search", "output": found}]
    if names := _names(item.get("file_attachments")):
        extra["attachments"] = names
    if item.get("partial") is True:
        extra["stopped"] = True
    if item.get("error"):
        extra["error"] = True
    return Message(
        role=role,
        content=shapes.worded(words),
        origin_id=shapes.first(item, ("response_id", "_id")),
        model=shapes.text(item.get("model")) if role is Role.ASSISTANT else None,
        created_at=shapes.when(item.get("create_time")),
        extra=extra if words or extra.keys() - _ASIDE else {},
    )


def _searched(results: object) -> list[str]:
    """Addresses of the pages that a search found."""
    return [url for page in listed(results) if isinstance(page, dict) and (url := shapes.first(page, ("url", "title")))]


def _names(attachments: object) -> list[str]:
    """What the files are called: an id where there is no better name."""
    names = []
    for one in listed(attachments):
        name = shapes.attachment_name(one) if isinstance(one, dict) else shapes.text(one)
        names += [name] if name else []
    return names
