"""Trees of messages as chat programs keep them: each names its parent, and one leaf says where the person stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from nfstudio.domain.conversation import Message, Role, canonical


class Linked(Protocol):
    """Anything that hangs in a tree by names."""

    @property
    def parent(self) -> str | None:
        """The name of what it hangs under; may lead nowhere."""

    @property
    def children(self) -> tuple[str, ...]:
        """Names of what hangs under it, in the order they are shown; may lead nowhere, may be missing."""


class Node(NamedTuple):
    """One place of a tree.

    Attributes:
        message: what is said here, its parent and path not yet known; None for what only holds the tree together.
    """

    message: Message | None
    parent: str | None = None
    children: tuple[str, ...] = ()


def branched(nodes: Mapping[str, Node], leaf: str | None) -> list[Message]:
    """All messages, parents before children, branch by branch.

    Args:
        leaf: the node the person last stood at; its path is the active one. When it leads to no message, the
            newest leaf's (the last in the file among equals).
    """
    if _is_chain(nodes, leaf):
        return _chained(nodes)
    parents = parents_of(nodes)
    active = _active(nodes, parents, leaf)
    index: dict[str, int] = {}
    messages: list[Message] = []
    for name in in_order(nodes, parents):
        message = nodes[name].message
        if message is None:
            continue
        above = parents[name]
        while above is not None and above not in index:
            above = parents[above]
        index[name] = len(messages)
        parent = None if above is None else index[above]
        messages.append(message.under(parent, on_active_path=name in active))
    return messages


def _is_chain(nodes: Mapping[str, Node], leaf: str | None) -> bool:
    """Whether each hangs under the one before it and the person stands at the last, as in most conversations."""
    before = None
    for name, node in nodes.items():
        if node.parent != before or node.children:
            return False
        before = name
    return before == leaf


def _chained(nodes: Mapping[str, Node]) -> list[Message]:
    messages: list[Message] = []
    for node in nodes.values():
        message = node.message
        if message is not None:
            parent = len(messages) - 1 if messages else None
            right = message.parent == parent and message.on_active_path  # as whoever made it may have foreseen
            messages.append(message if right else message.under(parent, on_active_path=True))
    return messages


def spoken(message: Message) -> Message | None:
    """`message`, or None when it holds neither words nor anything beside them."""
    return message if message.content or message.extra else None


def instructed(instruction: str | None, messages: Sequence[Message]) -> list[Message]:
    """`messages` under a system message that holds `instruction`; as they are when there is none."""
    if not instruction or not instruction.strip():
        return list(messages)
    first = Message(Role.SYSTEM, canonical(instruction))
    return [first, *(replace(m, parent=0 if m.parent is None else m.parent + 1) for m in messages)]


def parents_of(nodes: Mapping[str, Linked]) -> dict[str, str | None]:
    """Each node's parent as it says itself, or as a node says that lists it as a child; loops are cut open."""
    listed = {child: name for name, node in nodes.items() for child in node.children if child in nodes}
    parents: dict[str, str | None] = {}
    for name, node in nodes.items():
        parents[name] = node.parent if node.parent in nodes else listed.get(name)
    sound: set[str] = set()
    for name in nodes:
        path: dict[str, None] = {}
        at: str | None = name
        while at is not None and at not in sound:
            path[at] = None
            above = parents[at]
            if above is not None and above in path:
                parents[above] = None
                above = None
            at = above
        sound.update(path)
    return parents


def in_order(nodes: Mapping[str, Linked], parents: Mapping[str, str | None]) -> list[str]:
    """All nodes, parents before children, siblings as their parent lists them, then as they stand in the file."""
    children: dict[str | None, list[str]] = {}
    for name in nodes:
        children.setdefault(parents[name], []).append(name)
    order: list[str] = []
    waiting = children.get(None, [])[::-1]
    while waiting:
        name = waiting.pop()
        order.append(name)
        rank = {child: i for i, child in enumerate(nodes[name].children)}
        after = sorted(children.get(name, []), key=lambda child: rank.get(child, len(rank)))
        waiting.extend(reversed(after))
    return order


def _active(nodes: Mapping[str, Node], parents: Mapping[str, str | None], leaf: str | None) -> frozenset[str]:
    path = _path(parents, leaf) if leaf in nodes else []
    if not any(nodes[name].message for name in path):
        inner = set(parents.values())
        ends = [
            (time, name) for name in nodes if name not in inner and (time := _newest(nodes, parents, name)) is not None
        ]
        path = _path(parents, max(reversed(ends), key=lambda end: end[0])[1]) if ends else []
    return frozenset(path)


def _newest(nodes: Mapping[str, Node], parents: Mapping[str, str | None], leaf: str) -> str | None:
    """When the last message on the way to `leaf` was written, empty when nobody knows; None when there is none."""
    at: str | None = leaf
    while at is not None:
        if message := nodes[at].message:
            return message.created_at or ""
        at = parents[at]
    return None


def _path(parents: Mapping[str, str | None], name: str | None) -> list[str]:
    """From a root to `name`."""
    path: list[str] = []
    while name is not None:
        path.append(name)
        name = parents[name]
    return path[::-1]
