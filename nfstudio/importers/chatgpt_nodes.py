"""One node of ChatGPT's export: what of it was seen by the person, and what happened behind the answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from nfstudio.domain.conversation import Role, canonical
from nfstudio.importers import shapes
from nfstudio.importers.sample import parsed

_MARK = re.compile("\ue200([^\ue200-\ue202]{0,40})(?:\ue202([^\ue200\ue201]{0,4000}))?\ue201|[\ue200-\ue206]")
_FOOTNOTE = re.compile("【\\d+(?::\\d+)?†[^】\n]{0,200}】")
_TITLED = frozenset({"url", "link_title", "video", "navlist"})
_STOPPED = "interrupted"
_UNSEEN = frozenset({"user_editable_context", "model_editable_context", "app_pairing_content"})
_HIDDEN = ("is_visually_hidden_from_conversation", "is_visually_hidden")
_FAR = 1e18  # no time is later, and a larger whole number may not fit a float
_THOUGHTS = frozenset({"thoughts", "reasoning_recap"})


@dataclass(frozen=True, slots=True)
class Node:
    """A node as far as it matters.

    Attributes:
        role: of a message that counts; None for nodes that only hold the tree together (roots, hidden ones).
            Tool nodes are part of an answer: their role is assistant.
        words: what was shown; empty for calls and thoughts.
        extra: reasoning, tool calls and attachments (see `Message.extra`).
        time: as it stands in the file, for finding the newest leaf.
        unknown_role: who speaks, where nobody knows such a role.
    """

    parent: str | None
    children: tuple[str, ...] = ()
    role: Role | None = None
    words: str = ""
    extra: Mapping[str, list[object]] = field(default_factory=dict)
    message_id: str | None = None
    model: str | None = None
    created_at: str | None = None
    time: float = 0.0
    unknown_role: str = ""


def read_node(raw: Mapping[str, object]) -> Node:
    """A node as the export has it."""
    parent, children = raw.get("parent"), raw.get("children")
    tree = Node(
        parent if isinstance(parent, str) else None,
        tuple(child for child in children if isinstance(child, str)) if isinstance(children, list) else (),
    )
    message = raw.get("message")
    return _with_message(tree, message) if isinstance(message, dict) else tree


def _with_message(tree: Node, message: Mapping[str, object]) -> Node:
    author, metadata = _mapping(message.get("author")), _mapping(message.get("metadata"))
    content = message.get("content")
    content = content if isinstance(content, dict) else {"content_type": "text", "parts": [content]}
    time = message.get("create_time")
    seen = Node(
        tree.parent,
        tree.children,
        message_id=shapes.text(message.get("id")),
        model=shapes.text(metadata.get("model_slug")),
        created_at=shapes.when(time),
        time=float(time) if isinstance(time, int | float) and abs(time) < _FAR else 0.0,
    )
    if _is_hidden(message, metadata, content):
        return seen
    said_by = author.get("role")
    role, unknown = shapes.role_of(said_by), shapes.stranger(said_by)
    if role is Role.TOOL and not unknown:
        role = Role.ASSISTANT  # part of the answer that it served
    words, extra = _sorted(message, author, content) if role is Role.ASSISTANT else _said(content)
    if words and _is_stopped(message, metadata):
        extra["stopped"] = [True]
    for item in _listed(metadata.get("attachments")):
        extra.setdefault("attachments", []).append(shapes.attachment_name(_mapping(item)))
    if not words and not extra:
        return seen
    return replace(seen, role=role, words=words, extra=extra, unknown_role=str(unknown.get(shapes.UNKNOWN_ROLE, "")))


def _is_stopped(message: Mapping[str, object], metadata: Mapping[str, object]) -> bool:
    """Whether the person stopped an answer; one that grew too long ends in part, too."""
    how = _mapping(metadata.get("finish_details")).get("type")
    return how == _STOPPED or (how is None and message.get("status") == "finished_partial_completion")


def _is_hidden(message: Mapping[str, object], metadata: Mapping[str, object], content: Mapping[str, object]) -> bool:
    return (
        message.get("weight") == 0
        or any(metadata.get(mark) is True for mark in _HIDDEN)
        or metadata.get("is_user_system_message") is True
        or shapes.text(content.get("content_type")) in _UNSEEN
    )


def _said(content: Mapping[str, object]) -> tuple[str, dict[str, list[object]]]:
    """Words and attachments of a content of any type."""
    parts = content.get("parts")
    if not isinstance(parts, list):
        parts = [content.get("text") or content.get("result") or content.get("content") or ""]
    words: list[str] = []
    extra: dict[str, list[object]] = {}
    for part in parts:
        spoken = part.get("text") if isinstance(part, dict) else part
        if isinstance(spoken, str):
            words.append(spoken)
        elif isinstance(part, dict):
            extra.setdefault("attachments", []).append(_attachment(part))
    return without_marks(shapes.worded("\n".join(filter(None, words)))).strip("\n"), extra


def without_marks(words: str) -> str:
    """`words` as the page shows them: without citations; names and titles stand where marks hold them."""
    if "\ue200" in words:
        words = _MARK.sub(_shown, words)
    return _FOOTNOTE.sub("", words) if "†" in words else words


def _shown(mark: re.Match[str]) -> str:
    """What the page shows for a mark: `entity ["city","Lyon"]` is the word Lyon, `url TITLE ADDRESS` the title."""
    kind, held = mark[1], mark[2] or ""
    if kind == "entity":
        named = parsed(held.encode())
        return named[1] if isinstance(named, list) and len(named) > 1 and isinstance(named[1], str) else ""
    return held.partition("\ue202")[0] if kind in _TITLED else ""


def _attachment(part: Mapping[str, object]) -> str:
    """Such as "image_asset_pointer file-service://file-abc": pictures and sounds are named, never read."""
    kind = shapes.text(part.get("content_type")) or "attachment"
    pointer = shapes.text(part.get("asset_pointer"))
    return f"{kind} {pointer}" if pointer else kind


def _sorted(
    message: Mapping[str, object], author: Mapping[str, object], content: Mapping[str, object]
) -> tuple[str, dict[str, list[object]]]:
    """What an assistant or tool node adds to the answer: words shown, thoughts, or a call and its outcome."""
    kind = shapes.text(content.get("content_type"))
    recipient = message.get("recipient")
    if kind in _THOUGHTS or message.get("channel") == "analysis":
        thoughts = _thoughts(content)
        return "", {"reasoning": [thoughts]} if thoughts else {}
    if kind == "system_error":
        name = shapes.text(content.get("name")) or "error"
        return "", {"tool_calls": [{"name": name, "output": canonical(str(content.get("text") or ""))}]}
    words, extra = _said(content)
    if author.get("role") != "assistant":
        if words:
            outcome = {"name": shapes.text(author.get("name")) or "tool", "output": words}
            extra.setdefault("tool_calls", []).append(outcome)
        return "", extra
    if isinstance(recipient, str) and recipient != "all":
        return "", {**extra, "tool_calls": [{"name": canonical(recipient), "arguments": words}]}
    if kind == "code" and words:
        language = shapes.text(content.get("language")) or ""
        words = f"```{language.replace('unknown', '')}\n{words}\n```"
    return words, extra


def _thoughts(content: Mapping[str, object]) -> str:
    steps = [_mapping(step) for step in _listed(content.get("thoughts"))]
    said = [shapes.text(step.get(key)) for step in steps for key in ("summary", "content")]
    return "\n".join(filter(None, said)) if steps else _said(content)[0]


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
