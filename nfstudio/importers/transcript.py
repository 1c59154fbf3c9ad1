"""Transcripts as people save them: plain text or Markdown in which lines say who speaks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nfstudio.domain.conversation import Conversation, Message, Role, canonical
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import aider, shapes, specstory
from nfstudio.importers.asides import without_thoughts
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample, is_page
from nfstudio.importers.shapes import WrongShape, placed
from nfstudio.importers.text_lines import blocks, never, without_rules

NAME = "transcript"
TITLE = "Transcripts (text, Markdown)"
COMPANIONS: tuple[str, ...] = ()

SPEAKERS: Mapping[str, Role] = {
    **dict.fromkeys(("user", "human", "me", "you", "person", "prompter", "customer"), Role.USER),
    **dict.fromkeys(
        ("assistant", "ai", "ai assistant", "bot", "chatbot", "model", "llm", "chatgpt", "gpt", "claude", "gemini"),
        Role.ASSISTANT,
    ),
    **dict.fromkeys(
        ("bard", "bing", "copilot", "grok", "llama", "mistral", "le chat", "deepseek", "qwen", "perplexity"),
        Role.ASSISTANT,
    ),
    "system": Role.SYSTEM,
    "tool": Role.TOOL,
}
"""Names that say who speaks, in small letters; a model's may be followed by its version."""

_VERSION = re.compile(r"(?:[ -]v?[\d.]+\w*|[ -](?:turbo|mini|opus|sonnet|haiku|pro|flash|plus|instruct))+\Z")
_NAME = r"(?P<name>[A-Za-z][\w.-]{0,30}(?: [\w.-]{1,30}){0,3}?)(?: said)?"
_TIME = r"(?: ?[(\[](?P<time>[^)\]\n]{4,40})[)\]])?"
_SIGN = r"(?:[^\w\s#*>:`|-]{1,4} ?)?"  # a small picture before the name
_STYLES = (
    re.compile(rf">> ?{_NAME}:[ \t]*(?P<rest>.*)"),
    re.compile(rf"#{{1,6}} +{_SIGN}\**{_NAME}{_TIME}:?\**:?[ \t]*(?P<rest>)"),
    re.compile(
        rf"(?:\*\*|__){_SIGN}{_NAME}{_TIME}:?(?:\*\*|__){_TIME.replace('time', 'later')}:?(?:[ \t]+(?P<rest>.*))?"
    ),
    re.compile(rf"(?:\[(?P<later>[^\]\n]{{4,40}})\] ?)?{_SIGN}{_NAME}{_TIME}:(?:[ \t]+(?P<rest>.*))?"),
)
_MOST_BEFORE = 12  # lines of title and details above the first speaker


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that says who speaks, and what is said in the same line."""

    role: Role
    name: str
    time: str | None
    rest: str


def recognises(sample: Sample) -> bool:
    """Whether a person and an assistant take turns in the sample, heads written alike, with little before the first."""
    if is_page(sample.head) or aider.recognises(sample) or specstory.recognises(sample):
        return False
    return style_of(sample.text.splitlines()) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The one conversation of the file."""
    for block in blocks(entry, never):
        yield block if isinstance(block, Problem) else placed(conversation(block[1]), block[0])


def role_named(name: str) -> Role | None:
    """Who is called so."""
    known = name.strip().casefold()
    return SPEAKERS.get(known) or SPEAKERS.get(_VERSION.sub("", known))


def style_of(lines: Sequence[str]) -> re.Pattern[str] | None:
    """How the heads of a transcript are written; None when it is none."""
    for style in _STYLES:
        heads = [(i, head) for i, line in enumerate(lines) if (head := _head(line, style))]
        spoken = [head.role for _, head in heads if head.role in (Role.USER, Role.ASSISTANT)]
        if len(set(spoken)) > 1 and sum(bool(line.strip()) for line in lines[: heads[0][0]]) <= _MOST_BEFORE:
            return style
    return None


def _head(line: str, style: re.Pattern[str]) -> _Head | None:
    found = style.fullmatch(line.rstrip())
    role = role_named(found["name"]) if found else None
    if found is None or role is None:
        return None
    given = found.groupdict()
    return _Head(role, found["name"], shapes.when(given.get("time") or given.get("later")), found["rest"] or "")


def utterance(text: str) -> Message | None:
    """The message in a text whose first line says who speaks; None for every other text."""
    first, _, rest = canonical(text).lstrip().partition("\n")
    head = next((head for style in _STYLES if (head := _head(first, style))), None)
    return None if head is None else _message(head, [head.rest, rest] if head.rest else [rest], 0)


def conversation(lines: Sequence[str]) -> Found:
    """The lines as a conversation without a place; empty when nobody known speaks."""
    style = style_of(lines)
    messages = messages_of(lines, style) if style else []
    title = next((line[2:].strip() for line in lines[:_MOST_BEFORE] if line.startswith("# ")), None)
    if title is not None and style is not None and _head(f"# {title}", style):
        title = None
    created = next((message.created_at for message in messages if message.created_at), None)
    model = next((message.model for message in messages if message.model), None)
    return Found("", Conversation(tuple(messages), title=shapes.text(title), model=model, created_at=created))


def messages_of(lines: Sequence[str], style: re.Pattern[str]) -> list[Message]:
    """The messages below heads of this style; what stands before the first head is no message."""
    messages: list[Message] = []
    head, held = None, list[str]()
    for line in lines:
        if after := _head(line, style):
            if head is not None:
                messages.append(_message(head, held, len(messages)))
            head, held = after, [after.rest] if after.rest else []
        elif head is not None:
            held.append(line)
    if head is not None:
        messages.append(_message(head, held, len(messages)))
    return messages


def _message(head: _Head, lines: Sequence[str], index: int) -> Message:
    words = without_rules("\n".join(lines))
    extra: dict[str, object] = {}
    if head.role is Role.ASSISTANT:
        words = without_thoughts(words, extra)
    return Message(
        role=head.role,
        content=canonical(words),
        parent=index - 1 if index else None,
        model=canonical(head.name) if _VERSION.search(head.name.casefold()) else None,
        created_at=head.time,
        extra=extra,
    )


def parsed(text: str) -> list[Message]:
    """The messages of a transcript that stands in a cell of a table.

    Raises:
        WrongShape: when nobody known speaks in it.
    """
    lines = canonical(text).split("\n")
    style = style_of(lines)
    if style is None:
        raise WrongShape("This transcript does not show who speaks.")
    return messages_of(lines, style)
