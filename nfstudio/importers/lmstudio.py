"""LM Studio's conversation files: every message in versions, of which one was chosen; answers made of steps."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Message, Role, canonical
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.asides import add, add_thought, listed, without_thoughts
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations
from nfstudio.importers.trees import instructed, spoken

NAME = "lmstudio"
TITLE = "LM Studio"
COMPANIONS: tuple[str, ...] = ()


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such a file."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """An object whose messages come in versions; without a message, one that counts tokens."""
    messages = value.get("messages") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(messages, list):
        return False
    if not messages:
        return "tokenCount" in value and "createdAt" in value
    return isinstance(messages[0], dict) and "versions" in messages[0]


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    items = value.get("messages") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(items, list):
        raise WrongShape("There is no list called messages.")
    used = value.get("lastUsedModel")
    lost: list[str] = []
    instruction = value.get("systemPrompt")
    return chained(
        instructed(instruction if isinstance(instruction, str) else None, _messages(items, lost)),
        lost=lost,
        origin_id=shapes.text(value.get("createdAt")),  # the file is named by it
        title=shapes.text(value.get("name")),
        model=shapes.first(used, ("identifier", "indexedModelIdentifier")) if isinstance(used, dict) else None,
        created_at=shapes.when(value.get("createdAt")),
    )


def _messages(items: Sequence[object], lost: list[str]) -> list[Message]:
    """All versions of all messages; the conversation goes on from the chosen ones."""
    messages: list[Message] = []
    parent: int | None = None
    for i, item in enumerate(items):
        if not isinstance(item, dict):
            lost.append(f"Message {i + 1} is no object.")
            continue
        versions = listed(item.get("versions"))
        chosen = item.get("currentlySelected")
        if type(chosen) is not int or not 0 <= chosen < len(versions):
            chosen = len(versions) - 1  # the newest; files with a number out of range are known
        after = parent
        for k, version in enumerate(versions):
            if not isinstance(version, dict):
                lost.append(f"Message {i + 1} has a version that is no object.")
                continue
            message = spoken(_message(version, parent=parent, active=k == chosen))
            if message is not None:
                after = len(messages) if k == chosen else after
                messages.append(message)
        parent = after
    return messages


def _message(version: Mapping[str, object], *, parent: int | None, active: bool) -> Message:
    role = shapes.role_of(version.get("role"))
    extra = shapes.stranger(version.get("role"))
    if version.get("type") == "multiStep" or "steps" in version:
        words = [_step(step, extra) for step in listed(version.get("steps")) if isinstance(step, dict)]
    else:
        words = [_part(part, extra) for part in _parts(version.get("content"))]
    said = "\n\n".join(filter(None, words))
    sender = version.get("senderInfo")
    return Message(
        role=role,
        content=shapes.worded(without_thoughts(said, extra) if role is Role.ASSISTANT else said),
        parent=parent,
        on_active_path=active,
        model=shapes.text(sender.get("senderName")) if isinstance(sender, dict) else None,
        extra=extra,
    )


def _step(step: Mapping[str, object], extra: dict[str, object]) -> str:
    """The words of one step of an answer; states and debug notes have none."""
    if step.get("type") != "contentBlock":
        return ""
    words = "".join(_part(part, extra) for part in _parts(step.get("content")))
    style = step.get("style")
    if isinstance(style, dict) and style.get("type") == "thinking":
        add_thought(extra, canonical(words).strip())
        return ""
    return words


def _part(part: object, extra: dict[str, object]) -> str:
    """The words of one part; a call, its outcome or a file goes to `extra`."""
    if not isinstance(part, dict):
        return part if isinstance(part, str) else ""
    kind = part.get("type")
    if kind == "toolCallRequest":
        arguments = shapes.plain(part.get("parameters", part.get("arguments")))
        add(extra, "tool_calls", {"name": shapes.text(part.get("name")) or "tool", "arguments": arguments})
    elif kind == "toolCallResult":
        add(
            extra,
            "tool_calls",
            {"name": shapes.text(part.get("name")) or "tool", "output": _output(part.get("content"))},
        )
    elif isinstance(part.get("text"), str):
        return str(part["text"])
    else:
        name = shapes.first(part, ("name", "fileName", "fileIdentifier", "identifier"))
        add(extra, "attachments", name or shapes.attachment_name(part))
    return ""


def _parts(content: object) -> list[object]:
    return [content] if isinstance(content, str | dict) else listed(content)


def _output(content: object) -> str:
    return shapes.content_of(content, 0)[0] if isinstance(content, str | list | dict) else ""
