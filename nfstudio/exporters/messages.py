"""Messages as frameworks write them, and what may be wrong with them; shared by the files of this room."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from nfstudio.domain.conversation import Message, Role
from nfstudio.exporters.shapes import Unfit

ROLES = tuple(role.value for role in Role)
_ASKING = (Role.USER.value, Role.TOOL.value)
_SYSTEM, _ASSISTANT = Role.SYSTEM.value, Role.ASSISTANT.value
NOT_ALTERNATING = "roles do not alternate"
TOOLS = "messages of tools"


def as_messages(messages: Iterable[Message]) -> list[dict[str, str]]:
    """Role and words of each; calls of tools are left out, because a column that some messages lack changes the type
    of all of them when `datasets` reads the file."""
    return [{"role": message.role, "content": message.content} for message in messages]


def are_messages(value: object) -> bool:
    """Whether a value read back is a list of messages, one at least."""
    if not isinstance(value, list) or not value:
        return False
    return is_message(value[0]) if len(value) == 1 else all(map(is_message, value))


def is_message(item: object) -> bool:
    """Whether a value read back is one message and nothing else."""
    if not isinstance(item, dict) or len(item) != 2 or "role" not in item or "content" not in item:
        return False
    return item["role"] in ROLES and isinstance(item["content"], str)


def missing(row: Mapping[str, Any], keys: Iterable[str]) -> list[str]:
    """A sentence on the first of these columns that a row lacks."""
    for key in keys:
        if key not in row:
            return [f"There is no {key}."]
    return []


def not_messages(row: Mapping[str, Any], keys: Iterable[str]) -> list[str]:
    """A sentence for each of these columns that is no list of messages."""
    return [f"The {key} is no list of messages." for key in keys if not are_messages(row[key])]


def prompt_faults(prompt: Sequence[Mapping[str, str]]) -> list[str]:
    """What is wrong with the order of a prompt."""
    if prompt and prompt[-1]["role"] in _ASKING:
        return []
    for message in reversed(prompt):
        if message["role"] in _ASKING:
            return []
        if message["role"] != _SYSTEM:
            break
    return ["The prompt does not end with a message of the user or of a tool."]


def turn_faults(said: Sequence[Mapping[str, str]]) -> list[str]:
    """What is wrong where a framework wants another speaker after each message."""
    twice = any(one["role"] == two["role"] for one, two in pairwise(said))
    return ["One role speaks twice in a row."] if twice else []


def answer_faults(name: str, answer: Sequence[Mapping[str, str]]) -> list[str]:
    """What is wrong with an answer that stands as a list of one message."""
    faults = []
    if len(answer) != 1 or answer[0]["role"] != _ASSISTANT:
        faults.append(f"The {name} is not one message of the assistant.")
    if not answer[-1]["content"].strip():
        faults.append(f"The {name} is empty.")
    return faults


def side_faults(chosen: object, rejected: object) -> list[str]:
    """What is wrong with two answers beside one another."""
    return ["The chosen and the rejected answer are the same."] if chosen == rejected else []


def words_faults(row: Mapping[str, Any], keys: Iterable[str]) -> list[str]:
    """A sentence for each of these columns that is no text, or has no words."""
    faults = [f"The {key} is no text." for key in keys if not isinstance(row[key], str)]
    return faults or [f"The {key} is empty." for key in keys if not row[key].strip()]


def alternating(messages: Sequence[Message]) -> Unfit | None:
    """Why messages do not go system?, user, assistant, user, …; None when they do."""
    spoken = messages[1:] if messages and messages[0].role is Role.SYSTEM else messages
    if any(message.role is Role.TOOL for message in spoken):
        return Unfit(TOOLS)
    for i, message in enumerate(spoken):
        if message.role is not (Role.ASSISTANT if i % 2 else Role.USER):
            return Unfit(NOT_ALTERNATING)
    return None


def rendered(messages: Iterable[Message]) -> str:
    """Messages as plain text, for shapes that hold no lists."""
    return "\n\n".join(f"{message.role.capitalize()}: {message.content}" for message in messages)
