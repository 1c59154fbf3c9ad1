"""Turns for frameworks that read strict ones: messages of one role in a row become one, word for word, and where the
assistant speaks first, its first words can be left out."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from nfstudio.curate.checks.flags import Finding
from nfstudio.curate.judged import Example
from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.preferences import Content, Demonstration, Pair, Unpaired

NAME = "joined"
FLAG = f"{NAME}: messages of one role in a row"
GREETING = "greeting"
GREETED = f"{GREETING}: the assistant's first words are left out"
FIRST = "the assistant speaks first"
"""Why a row is left out that a framework would take without these words."""
_GAP = "\n\n"
_SPEAKERS = (Role.USER, Role.ASSISTANT)


def told(joined: int, framework: str) -> Finding:
    """What the card says of rows whose messages were joined."""
    one = f"One row holds messages of one role joined, a blank line between, because {framework} reads strict turns."
    many = (
        f"{joined:,} rows hold messages of one role joined, a blank line between,"
        f" because {framework} reads strict turns."
    )
    return Finding(NAME, one if joined == 1 else many, {"rows": joined})


def told_first(rows: int, framework: str) -> Finding:
    """What is said of rows that are left out because the assistant speaks first in them."""
    one = (
        f"One row is left out because the assistant speaks first, which {framework} does not read:"
        " its first words can be left out instead."
    )
    many = (
        f"{rows:,} rows are left out because the assistant speaks first, which {framework} does not read:"
        " its first words can be left out instead."
    )
    sentence = one if rows == 1 else many
    return Finding(GREETING, sentence, {"rows": rows}, warns=True, remedy={"drop_greeting": True})


def told_greeted(rows: int, framework: str) -> Finding:
    """What the card says of rows that lack the assistant's first words."""
    one = f"One row lacks what the assistant said before the person did, because {framework} wants the person first."
    many = (
        f"{rows:,} rows lack what the assistant said before the person did, because {framework} wants the person first."
    )
    return Finding(GREETING, one if rows == 1 else many, {"rows": rows})


def without_greeting(example: Example) -> Example | None:
    """The example without what the assistant says before the person does; None where it says nothing then."""
    content = example.content
    if not isinstance(content, Unpaired | Pair | Demonstration):
        return None
    first = next((i for i, message in enumerate(content.prompt) if message.role is Role.USER), 0)
    left = tuple(message for message in content.prompt[:first] if message.role is not Role.ASSISTANT)
    if len(left) == first:
        return None
    return replace(example, content=replace(content, prompt=(*left, *content.prompt[first:])))


def with_turns(example: Example) -> Example:
    """The example with every run of messages of the person, or of the assistant, as one message; the same object where
    there is none. Answers stay as they are: only what stood before them is joined."""
    content = _joined(example.content)
    return example if content is example.content else replace(example, content=content)


def _joined(content: Content) -> Content:
    if not isinstance(content, Unpaired | Pair | Demonstration):
        return content
    prompt = content.prompt
    if not any(one.role is two.role and one.role in _SPEAKERS for one, two in pairwise(prompt)):
        return content
    return replace(content, prompt=tuple(_runs(prompt)))


def _runs(messages: Sequence[Message]) -> Sequence[Message]:
    found: list[Message] = []
    for role, run in groupby(messages, key=lambda message: message.role):
        said = list(run)
        found += [_one(said)] if role in _SPEAKERS else said
    return found


def _one(said: Sequence[Message]) -> Message:
    """The words of all, a blank line between; what the dump says of any of them stands."""
    if len(said) == 1:
        return said[0]
    extra = {name: value for message in said for name, value in message.extra.items()}
    return replace(said[0], content=_GAP.join(message.content for message in said), extra=extra)
