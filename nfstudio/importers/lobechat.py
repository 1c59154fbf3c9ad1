"""LobeChat's exports: all messages in one list, which belong to topics of sessions that are told beside it."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import shapes, streams
from nfstudio.importers.asides import add, add_thought, listed, without_thoughts
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records, split
from nfstudio.importers.sample import Layout, Sample, parsed, sample_of
from nfstudio.importers.shapes import WrongShape, chained, complaint, placed
from nfstudio.importers.streams import StreamFailed
from nfstudio.importers.trees import Node, branched, instructed, spoken

NAME = "lobechat"
TITLE = "LobeChat exports"
COMPANIONS: tuple[str, ...] = ()

_STATE = "state"
Held = tuple[str, list[object]]
"""Where the first message of a topic stands, and all its messages."""
Known = Mapping[str, Mapping[str, object]]


def recognises(sample: Sample) -> bool:
    """Whether the sample shows the beginning of an export."""
    return any(map(is_export, sample.values))


def is_export(value: object) -> bool:
    """A state of some kind, with messages, sessions or topics in it."""
    state = value.get(_STATE) if isinstance(value, dict) and "exportType" in value else None
    return isinstance(state, dict) and any(isinstance(state.get(name), list) for name in ("messages", "sessions"))


def is_message(value: object) -> bool:
    """A message of a session."""
    return isinstance(value, dict) and "sessionId" in value and isinstance(value.get("role"), str)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """One conversation for each topic, and for what a session holds without one."""
    held: dict[tuple[str, str], Held] = {}
    for item in records(entry, is_message):
        if isinstance(item, Problem):
            yield item
            continue
        place, value = item
        if not isinstance(value, dict) or "role" not in value:
            if not is_export(value):  # which is what is found where it holds no message
                yield Problem(place, Reason.WRONG_SHAPE, "This is no message of a session.")
            continue
        key = (shapes.text(value.get("sessionId")) or "", shapes.text(value.get("topicId")) or "")
        held.setdefault(key, (place, []))[1].append(value)
    topics, sessions = _known(entry, "topics"), _known(entry, "sessions")
    for (session, topic), (place, items) in held.items():
        found = _conversation(items, sessions.get(session, {}), topics.get(topic, {}), topic or session)
        yield placed(found, place)
        yield from complaint(found, place)
    if not held:
        yield Problem("messages", Reason.EMPTY, "There are no messages in this export.")


def _known(entry: Entry, table: str) -> Known:
    """The rows of a table by their ids; what is broken there costs titles alone."""
    known: dict[str, Mapping[str, object]] = {}
    try:
        sample = sample_of(entry)
        with closing(entry.open()) as raw, closing(streams.as_utf8(raw, sample.encoding)) as stream:
            for piece in split(stream, Layout(3, (_STATE, table))):
                value = None if isinstance(piece, Problem) else parsed(piece)
                name = shapes.text(value.get("id")) if isinstance(value, dict) else None
                if isinstance(value, dict) and name is not None:
                    known[name] = value
    except StreamFailed:
        pass  # told of where the messages are read
    return known


def _conversation(
    items: Sequence[object], session: Mapping[str, object], topic: Mapping[str, object], name: str
) -> Found:
    lost: list[str] = []
    config, about = session.get("config"), session.get("meta")
    told = shapes.first(config, ("systemRole",)) if isinstance(config, dict) else None
    messages = instructed(told, branched(*_nodes(items, lost)))
    models = [message.model for message in messages if message.model and message.on_active_path]
    times = [message.created_at for message in messages if message.created_at]
    title = shapes.first(topic, ("title",)) or (shapes.first(about, ("title",)) if isinstance(about, dict) else None)
    return chained(
        messages,
        lost=lost,
        origin_id=name or None,
        title=title,
        model=models[-1] if models else None,
        created_at=min(times, default=None),
    )


def _nodes(items: Sequence[object], lost: list[str]) -> tuple[dict[str, Node], str | None]:
    """Messages in order of time, each under the one before; a second answer to one question stands beside the first."""
    ordered = sorted((item for item in items if isinstance(item, dict)), key=_time)
    nodes: dict[str, Node] = {}
    above: str | None = None
    question: str | None = None
    for i, item in enumerate(ordered):
        try:
            message = _message(item, i)
        except WrongShape as fault:
            lost.append(str(fault))
            continue
        name = shapes.text(item.get("id"))
        name = f"#{i}" if name is None or name in nodes else name
        again = message.role is Role.ASSISTANT and above != question and shapes.text(item.get("parentId")) == question
        nodes[name] = Node(spoken(message), question if again and question else above)
        above = name
        if message.role is Role.USER:
            question = name
    return nodes, above


def _time(item: Mapping[str, object]) -> str:
    return shapes.when(item.get("createdAt")) or ""


def _message(item: Mapping[str, object], index: int) -> Message:
    role = shapes.role_of(item.get("role"))
    words, extra = shapes.content_of(item.get("content"), index)
    if role is Role.ASSISTANT:
        words = without_thoughts(words, extra)
        thought = item.get("reasoning")
        add_thought(extra, shapes.first(thought, ("content",)) or "" if isinstance(thought, dict) else "")
        for call in listed(item.get("tools")):
            if isinstance(call, dict):
                made = {
                    "name": shapes.first(call, ("apiName", "identifier")) or "tool",
                    "arguments": call.get("arguments"),
                }
                add(extra, "tool_calls", shapes.plain(made))
    for file in (*listed(item.get("files")), *listed(item.get("imageList"))):
        attached = shapes.attachment_name(file) if isinstance(file, dict) else shapes.text(file)
        add(extra, "attachments", attached or "attachment")
    if item.get("error"):
        extra["error"] = True
    more = item.get("extra")
    by = shapes.first(more, ("fromModel",)) if isinstance(more, dict) else None
    return Message(
        role=role,
        content=words,
        origin_id=shapes.text(item.get("id")),
        model=(shapes.first(item, ("fromModel", "model")) or by) if role is Role.ASSISTANT else None,
        created_at=shapes.when(item.get("createdAt")),
        extra=extra | shapes.stranger(item.get("role")),
    )
