"""Where things stand in a conversation that may branch: depths, paths, and what can be asked and answered there."""

from collections.abc import Iterable, Iterator, Sequence

from nfstudio.domain.conversation import Message, Role


def depths_of(messages: Sequence[Message]) -> list[int]:
    """For each message its position along its path, counted from 0; parents stand before their children."""
    depths: list[int] = []
    for message in messages:
        depths.append(0 if message.parent is None else depths[message.parent] + 1)
    return depths


def paths_to(messages: Sequence[Message], depths: Sequence[int], leaves: Iterable[int]) -> Iterator[list[Message]]:
    """The path to each leaf, that leaf last; valid until the next is asked for.

    Each grows from the one before as far as they agree, so a long conversation is walked once, not once a leaf.
    """
    path: list[Message] = []
    for leaf in leaves:
        added: list[Message] = []
        at: int | None = leaf
        while at is not None and not (depths[at] < len(path) and path[depths[at]] is messages[at]):
            added.append(messages[at])
            at = messages[at].parent
        del path[0 if at is None else depths[at] + 1 :]
        path += reversed(added)
        yield path


def path_of(messages: Sequence[Message], leaf: int) -> list[Message]:
    """The path to one leaf, that leaf last."""
    path = [messages[leaf]]
    while (parent := path[-1].parent) is not None:
        path.append(messages[parent])
    return path[::-1]


def speaks_about(messages: Sequence[Message], target: int, message: int) -> bool:
    """Whether `target` is an answer that stands before the user message `message` on its path.

    Followed upwards from the message no further than to the target: mostly it is the parent.
    """
    if messages[target].role is not Role.ASSISTANT or messages[message].role is not Role.USER:
        return False
    at: int | None = message
    while at is not None and at > target:
        at = messages[at].parent
    return at == target


def asks(prompt: Sequence[Message]) -> bool:
    """Whether a person asks here, and the last to speak is that person or a tool; system messages may follow."""
    last = next((message for message in reversed(prompt) if message.role is not Role.SYSTEM), None)
    if last is None or last.role is Role.ASSISTANT or not (last.role is Role.TOOL or last.content.strip()):
        return False
    return any(message.role is Role.USER and message.content.strip() for message in reversed(prompt))
