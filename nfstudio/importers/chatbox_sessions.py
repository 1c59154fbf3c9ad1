"""One conversation of Chatbox: its messages, what was abandoned at a fork, and the threads that came before."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found
from nfstudio.importers import shapes
from nfstudio.importers.asides import add, add_thought, listed, without_thoughts
from nfstudio.importers.shapes import WrongShape, chained
from nfstudio.importers.trees import Node, branched, spoken


def is_session(value: object) -> bool:
    """A conversation that lies alone in a file: its messages are made of `contentParts`."""
    messages = value.get("messages") if isinstance(value, dict) else None
    return isinstance(messages, list) and any(
        isinstance(one, dict) and "contentParts" in one and "role" in one for one in messages[:3]
    )


def build(value: object) -> Iterator[Found]:
    """The conversation, then its earlier threads: the person had begun anew under the same name.

    Raises:
        WrongShape: when it cannot be read.
    """
    if not isinstance(value, dict) or not isinstance(value.get("messages"), list):
        raise WrongShape("There is no list called messages.")
    forks = value.get("messageForksHash")
    forks = forks if isinstance(forks, dict) else {}
    yield _conversation(value, value["messages"], forks, shapes.text(value.get("name")))
    for thread in listed(value.get("threads")):
        if isinstance(thread, dict) and isinstance(thread.get("messages"), list):
            title = shapes.first(thread, ("name",)) or shapes.text(value.get("name"))
            yield _conversation(thread, thread["messages"], forks, title)


def _conversation(
    value: Mapping[str, object], items: Sequence[object], forks: Mapping[str, object], title: str | None
) -> Found:
    lost: list[str] = []
    messages = branched(*_nodes(items, forks, lost))
    models = [message.model for message in messages if message.on_active_path and message.model]
    times = [message.created_at for message in messages if message.created_at]
    return chained(
        messages,
        lost=lost,
        origin_id=shapes.text(value.get("id")),
        title=title,
        model=models[-1] if models else None,
        created_at=min(times) if times else shapes.when(value.get("createdAt")),
    )


def _nodes(items: Sequence[object], forks: Mapping[str, object], lost: list[str]) -> tuple[dict[str, Node], str | None]:
    """The messages and what hangs beside them, and the last message.

    A fork is kept with the message before it, as a list of continuations; the one that counts is empty there, because
    it goes on in the conversation itself.
    """
    nodes: dict[str, Node] = {}
    leaf = _hang(nodes, items, None, lost)
    waiting = list(nodes)
    while waiting:
        at = waiting.pop()
        fork = forks.get(at)
        if not isinstance(fork, dict):
            continue
        goes_on = next((name for name, node in nodes.items() if node.parent == at), None)
        children: list[str | None] = []
        for branch in listed(fork.get("lists")):
            known = len(nodes)
            _hang(nodes, listed(branch.get("messages")) if isinstance(branch, dict) else [], at, lost)
            added = list(nodes)[known:]
            children.append(added[0] if added else goes_on)
            waiting += added
        nodes[at] = nodes[at]._replace(children=tuple(filter(None, children)))
    return nodes, leaf


def _hang(nodes: dict[str, Node], items: Sequence[object], above: str | None, lost: list[str]) -> str | None:
    """Put messages in a row under `above`: the name of the last of them. What is no message is told of in `lost`."""
    for item in items:
        if not isinstance(item, dict):
            lost.append(f"Message {len(nodes) + len(lost) + 1} is no object.")
            continue
        name = shapes.text(item.get("id"))
        name = f"#{len(nodes)}" if name is None or name in nodes else name
        try:
            nodes[name] = Node(spoken(_message(item, len(nodes))), above)
        except WrongShape as fault:
            lost.append(str(fault))
            nodes[name] = Node(None, above)
        above = name
    return above


def _message(item: Mapping[str, object], index: int) -> Message:
    role = shapes.role_of(item.get("role"))
    if item.get("isSummary") is True:
        role = Role.SYSTEM  # written by the program to make room
    extra: dict[str, object] = {}
    parts = item.get("contentParts")
    if isinstance(parts, list) and parts:
        words = shapes.worded("\n\n".join(filter(None, (_part(part, extra) for part in parts))))
    else:
        words, extra = shapes.content_of(item.get("content"), index)
    extra |= shapes.stranger(item.get("role"))
    if role is Role.ASSISTANT:
        add_thought(extra, shapes.text(item.get("reasoningContent")) or "")
        words = without_thoughts(words, extra)
    for key in ("files", "links", "pictures"):
        names = [shapes.attachment_name(one) for one in listed(item.get(key)) if isinstance(one, dict)]
        add(extra, "attachments", *names)
    return Message(
        role=role,
        content=words,
        origin_id=shapes.text(item.get("id")),
        model=shapes.text(item.get("model")) if role is Role.ASSISTANT else None,
        created_at=shapes.first_time(item, ("timestamp", "updatedAt")),
        extra=extra,
    )


def _part(part: object, extra: dict[str, object]) -> str:
    """The words of one part; thoughts, calls and pictures go to `extra`."""
    if not isinstance(part, dict):
        return part if isinstance(part, str) else ""
    kind, said = part.get("type"), part.get("text")
    if kind == "tool-call":
        names = (("toolName", "name"), ("args", "arguments"), ("result", "output"))
        call = {ours: part[theirs] for theirs, ours in names if theirs in part}
        add(extra, "tool_calls", shapes.plain(call))
    elif kind == "reasoning":
        add_thought(extra, shapes.text(said) or "")
    elif kind == "text" and isinstance(said, str):
        return said
    elif kind != "info":  # a notice of the program
        add(extra, "attachments", shapes.attachment_name(part))
    return ""
