"""LibreChat's exports: one conversation a file, flat, nested or as a table, with thumbs and branches."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from nfstudio.domain.conversation import Message, Role, canonical
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import librechat_csv, shapes
from nfstudio.importers.asides import add, add_thought, listed
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.sample import Sample, sample_of
from nfstudio.importers.shapes import WrongShape, chained, conversations, placed
from nfstudio.importers.streams import StreamFailed
from nfstudio.importers.trees import Node, branched, instructed, spoken

NAME = "librechat"
TITLE = "LibreChat"
COMPANIONS: tuple[str, ...] = ()

_INSTRUCTIONS = ("system", "promptPrefix", "instructions")


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such a record, or the head of such a table."""
    return sample.layout(is_record) is not None or _shows_lines(sample) or librechat_csv.is_head(sample.text)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file; those of the table of messages in the database, as its own program writes it."""
    if librechat_csv.is_table(entry):
        return librechat_csv.read(entry, build)
    return _gathered(entry) if _are_lines(entry) else conversations(entry, is_record, build)


def is_line(value: object) -> bool:
    """A message that names its conversation."""
    return isinstance(value, dict) and {"messageId", "conversationId", "isCreatedByUser"} <= value.keys()


def _shows_lines(sample: Sample) -> bool:
    """Whether messages stand by themselves, not within a conversation."""
    layout = sample.layout(is_line)
    return layout is not None and not layout.path and sample.layout(is_record) is None


def _are_lines(entry: Entry) -> bool:
    try:
        return _shows_lines(sample_of(entry))
    except StreamFailed:
        return False  # told of when it is read as what it is not


def _gathered(entry: Entry) -> Iterator[Found | Problem]:
    talks: dict[object, tuple[str, list[object]]] = {}
    for item in records(entry, is_line):
        if isinstance(item, Problem):
            yield item
        elif is_line(item[1]) and isinstance(item[1], dict):
            talks.setdefault(str(item[1]["conversationId"]), (item[0], []))[1].append(item[1])
        else:
            yield Problem(item[0], Reason.WRONG_SHAPE, "This is no message of a conversation.")
    for name, (place, messages) in talks.items():
        found = build({"conversationId": name, "messages": messages})
        yield placed(replace(found, conversation=replace(found.conversation, user=_writer(messages))), place)


def _writer(messages: Sequence[object]) -> str | None:
    return next((shapes.first(one, ("user",)) for one in messages if isinstance(one, dict)), None)


def is_record(value: object) -> bool:
    """An object with an id and messages that say whether the person wrote them; without a message, an export."""
    if not isinstance(value, dict) or "conversationId" not in value:
        return False
    given = _given(value)
    if not given:
        return "exportAt" in value
    return isinstance(given[0], dict) and ("isCreatedByUser" in given[0] or "messageId" in given[0])


def _given(value: Mapping[str, object]) -> list[object]:
    """The messages: a list, nested or not, or a single one without a list around it."""
    for key in ("messagesTree", "messages"):
        given = value.get(key)
        if isinstance(given, list | dict) and given:
            return given if isinstance(given, list) else [given]
    return []


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    if not isinstance(value, dict) or not isinstance(value.get("messagesTree", value.get("messages")), list | dict):
        raise WrongShape("There is no list called messages.")
    lost: list[str] = []
    messages = branched(_nodes(_given(value), lost), None)
    options = value.get("options")
    options = options if isinstance(options, dict) else {}
    models = [message.model for message in messages if message.on_active_path and message.model]
    times = [message.created_at for message in messages if message.created_at]
    return chained(
        instructed(shapes.first(options, _INSTRUCTIONS), messages),
        lost=lost,
        origin_id=shapes.text(value.get("conversationId")),
        title=shapes.text(value.get("title")),
        model=models[-1] if models else shapes.text(options.get("model")),
        created_at=min(times, default=None),
    )


def _nodes(given: Sequence[object], lost: list[str]) -> dict[str, Node]:
    """Messages by id, those nested below others included."""
    nodes: dict[str, Node] = {}
    waiting: list[tuple[object, str | None]] = [(item, None) for item in reversed(given)]
    while waiting:
        item, above = waiting.pop()
        if not isinstance(item, dict):
            lost.append(f"Message {len(nodes) + len(lost) + 1} is no object.")
            continue
        name = shapes.text(item.get("messageId"))
        name = f"#{len(nodes)}" if name is None or name in nodes else name
        parent = shapes.text(item.get("parentMessageId"))
        nodes[name] = Node(spoken(_message(item)), above or parent)
        waiting += [(child, name) for child in reversed(listed(item.get("children")))]
    return nodes


def _message(item: Mapping[str, object]) -> Message:
    by_person = item.get("isCreatedByUser")
    sender = item.get("sender") if not isinstance(by_person, bool) else "user" if by_person else "assistant"
    role, extra = shapes.role_of(sender), shapes.stranger(sender)
    words = _words(item.get("content"), extra)
    if not words and isinstance(item.get("text"), str):
        words = str(item["text"])
    for key in ("files", "attachments"):
        names = [shapes.attachment_name(one) for one in listed(item.get(key)) if isinstance(one, dict)]
        add(extra, "attachments", *names)
    if item.get("unfinished") is True and role is Role.ASSISTANT and words:
        extra["stopped"] = True
    if item.get("error") is True and (words or extra):
        extra["error"] = True  # what stands here is what the program said, not an answer
    return Message(
        role=role,
        content=shapes.worded(words),
        origin_id=shapes.text(item.get("messageId")),
        model=shapes.text(item.get("model")) if role is Role.ASSISTANT else None,
        created_at=shapes.first_time(item, ("createdAt", "updatedAt")),
        rating=shapes.thumb(item.get("feedback")),
        extra=extra,
    )


def _words(content: object, extra: dict[str, object]) -> str:
    """The words of all parts; thoughts, calls and files go to `extra`."""
    words: list[str] = []
    for part in [content] if isinstance(content, str) else listed(content):
        if not isinstance(part, dict):
            words += [part] if isinstance(part, str) else []
            continue
        kind = part.get("type")
        said = _value(part.get("text"))
        if kind == "think":
            add_thought(extra, canonical(_value(part.get("think")) or said or "").strip())
        elif kind == "tool_call":
            call = part.get("tool_call")
            add(extra, "tool_calls", shapes.plain(_call(call) if isinstance(call, dict) else call))
        elif kind == "error":
            words.append(_value(part.get("error")) or said or "")
        elif said is not None:
            words.append(said)
        else:
            add(extra, "attachments", shapes.attachment_name(part))
    return "\n\n".join(filter(None, words))


def _value(text: object) -> str | None:
    inner = text.get("value") if isinstance(text, dict) else text
    return inner if isinstance(inner, str) else None


def _call(call: Mapping[str, object]) -> dict[str, object]:
    names = (("name", "name"), ("args", "arguments"), ("output", "output"))
    return {ours: call[theirs] for theirs, ours in names if theirs in call}
