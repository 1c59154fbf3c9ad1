"""ChatGPT's tree of nodes as our tree of messages: runs of assistant and tool nodes become one answer each."""

from collections.abc import Iterator, Mapping

from nfstudio.domain.conversation import Message, Role
from nfstudio.importers.chatgpt_nodes import Node
from nfstudio.importers.shapes import UNKNOWN_ROLE
from nfstudio.importers.trees import in_order, parents_of


def messages_of(nodes: Mapping[str, Node], current: str | None, thumbs: Mapping[str, int]) -> list[Message]:
    """All messages, parents before children, branch by branch.

    Args:
        current: the node the person last stood at; its path is the active one. When it is missing, the newest leaf's.
        thumbs: rating by message id.
    """
    parents = parents_of(nodes)
    active = _active(nodes, parents, current)
    above = {name: _nearest_kept(nodes, parents, name) for name in nodes if nodes[name].role is not None}
    below: dict[str | None, list[str]] = {}
    for name in in_order(nodes, parents):
        if name in above:
            below.setdefault(above[name], []).append(name)
    return list(_Writer(nodes, above, below, active, thumbs).write())


class _Writer:
    """Turns kept nodes into messages; holds which node became which message."""

    def __init__(
        self,
        nodes: Mapping[str, Node],
        above: Mapping[str, str | None],
        below: Mapping[str | None, list[str]],
        active: frozenset[str],
        thumbs: Mapping[str, int],
    ) -> None:
        self._nodes, self._above, self._below = nodes, above, below
        self._active, self._thumbs = active, thumbs
        self._index: dict[str, int] = {}  # of the message that ends with this node

    def write(self) -> Iterator[Message]:
        """The messages, each answer where its last node stands."""
        waiting = self._below.get(None, [])[::-1]
        while waiting:
            name = waiting.pop()
            after = self._below.get(name, [])
            if not (self._is_answer(name) and after and all(map(self._is_answer, after))):
                run = self._run(name)
                parent = self._above[run[0]]
                self._index[name] = len(self._index)
                yield self._message(run, self._index[parent] if parent is not None else None)
            waiting.extend(reversed(after))

    def _is_answer(self, name: str) -> bool:
        return self._nodes[name].role is Role.ASSISTANT

    def _run(self, last: str) -> list[str]:
        """The nodes of one message, ending with `last`: for an answer all since the person spoke."""
        run = [last]
        if self._is_answer(last):
            while (before := self._above[run[-1]]) is not None and self._is_answer(before):
                run.append(before)
        return run[::-1]

    def _message(self, run: list[str], parent: int | None) -> Message:
        parts = [self._nodes[name] for name in run]
        named = [part for part in parts if part.words] or parts
        goes_on = any(self._is_answer(name) and name in self._active for name in self._below.get(run[-1], []))
        ratings = [
            self._thumbs[part.message_id] for part in parts if part.message_id and part.message_id in self._thumbs
        ]
        models = [part.model for part in parts if part.model]
        return Message(
            role=parts[0].role or Role.ASSISTANT,
            content="\n\n".join(part.words for part in parts if part.words),
            parent=parent,
            on_active_path=run[-1] in self._active and not (self._is_answer(run[-1]) and goes_on),
            origin_id=named[-1].message_id or run[-1],
            model=models[-1] if models else None,
            created_at=next((part.created_at for part in parts if part.created_at), None),
            rating=ratings[-1] if ratings else None,
            extra=_joined(parts),
        )


def _joined(parts: list[Node]) -> dict[str, object]:
    """Everything that came along with the parts of an answer, in order."""
    extra: dict[str, list[object]] = {}
    for part in parts:
        for key, items in part.extra.items():
            extra.setdefault(key, []).extend(items)
    joined: dict[str, object] = dict(extra)
    if unknown := parts[0].unknown_role:
        joined[UNKNOWN_ROLE] = unknown
    if "stopped" in extra:
        joined["stopped"] = True
    if "reasoning" in extra:
        joined["reasoning"] = "\n\n".join(map(str, extra["reasoning"]))
    return joined


def _nearest_kept(nodes: Mapping[str, Node], parents: Mapping[str, str | None], name: str) -> str | None:
    """The closest node above `name` that holds a message."""
    at = parents[name]
    while at is not None and nodes[at].role is None:
        at = parents[at]
    return at


def _active(nodes: Mapping[str, Node], parents: Mapping[str, str | None], current: str | None) -> frozenset[str]:
    """The nodes on the way from a root to `current`, or to the newest leaf when that leads to no message."""
    path = _path(parents, current) if current in nodes and current is not None else []
    if not any(nodes[name].role for name in path):
        inner = set(parents.values())
        leaves = [name for name in nodes if name not in inner and _shows(nodes, parents, name)]
        path = _path(parents, max(reversed(leaves), key=lambda name: nodes[name].time)) if leaves else []
    return frozenset(path)


def _shows(nodes: Mapping[str, Node], parents: Mapping[str, str | None], name: str) -> bool:
    return nodes[name].role is not None or _nearest_kept(nodes, parents, name) is not None


def _path(parents: Mapping[str, str | None], name: str) -> list[str]:
    path: list[str] = []
    at: str | None = name
    while at is not None:
        path.append(at)
        at = parents[at]
    return path
