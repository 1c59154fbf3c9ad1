"""What people said: messages in a tree, with text made canonical once, before the first offset exists."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

_NEWLINE = re.compile("\r\n?")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Role(StrEnum):
    """Who speaks. `tool` and `system` messages are kept, never judged."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


_NAME = {role: role.value for role in Role}
"""Plain text for each role: formatting one costs as much as the rest of a line."""


def canonical(text: str) -> str:
    r"""`text` as it is stored for ever: newlines are `\n`; NUL and lone surrogates become U+FFFD, length kept.

    Every importer passes every content through here, so that a span counted once holds in Python, SQLite, polars
    and tokenizers alike. Idempotent.
    """
    if "\r" in text:
        text = _NEWLINE.sub("\n", text)
    if "\x00" not in text:
        if text.isascii():  # known of a text without looking at it
            return text
        try:
            text.encode()  # several times faster than looking for surrogates, which hardly ever are there
        except UnicodeEncodeError:
            pass
        else:
            return text
    return _UNSTORABLE.sub("\ufffd", text)


def instant(seconds: float) -> str:
    """A POSIX time as the ISO 8601 UTC text that the project file holds, to the second."""
    if seconds % 1:
        return datetime.fromtimestamp(seconds, UTC).isoformat()[:19] + "Z"
    day, rest = divmod(int(seconds), 86_400)  # several times as fast: days come again, times of a day are reckoned
    return f"{_day(day)}T{rest // 3_600:02}:{rest // 60 % 60:02}:{rest % 60:02}Z"


@lru_cache(1_000)
def _day(since: int) -> str:
    return (_FIRST_DAY + timedelta(since)).isoformat()


_FIRST_DAY = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """One utterance.

    Attributes:
        parent: index, in the conversation's `messages`, of the message this one answers; None for a first message.
        origin_id: the message's id in the dump.
        created_at: ISO 8601 UTC text, to the second (see `instant`).
        rating: an explicit thumb that the dump holds: 1, -1 or None.
        extra: what is kept beside the words, as plain JSON values: `reasoning` (text), `tool_calls` (list),
            `attachments` (list of names), `name` (text), `feedback` (reason and comment of a thumb), `side_by_side`
            (number of the model among several asked at once), `grouping` (how a conversation was guessed),
            `unknown_role` (who speaks, as the dump has it, where the role is none of ours: such a message is a tool's),
            and, true where it is so, `stopped`, `error`, `edited`, `toxic`, `redacted`, `deleted`.
    """

    role: Role
    content: str
    parent: int | None = None
    on_active_path: bool = True
    origin_id: str | None = None
    model: str | None = None
    created_at: str | None = None
    rating: int | None = None
    extra: Mapping[str, object] = field(default_factory=dict)

    def __init__(  # noqa: PLR0917 - as the fields stand
        self,
        role: Role,
        content: str,
        parent: int | None = None,
        on_active_path: bool = True,  # noqa: FBT001, FBT002 - as above
        origin_id: str | None = None,
        model: str | None = None,
        created_at: str | None = None,
        rating: int | None = None,
        extra: Mapping[str, object] | None = None,
    ) -> None:
        # What a frozen dataclass writes for itself takes three times as long, and imports make messages by the million.
        _set_role(self, role)
        _set_content(self, content)
        _set_parent(self, parent)
        _set_on_active_path(self, on_active_path)
        _set_origin_id(self, origin_id)
        _set_model(self, model)
        _set_created_at(self, created_at)
        _set_rating(self, rating)
        _set_extra(self, {} if extra is None else extra)

    def under(self, parent: int | None, *, on_active_path: bool) -> "Message":
        """The same in another place; several times as fast as `dataclasses.replace`."""
        return Message(
            self.role,
            self.content,
            parent,
            on_active_path,
            self.origin_id,
            self.model,
            self.created_at,
            self.rating,
            self.extra,
        )


(
    _set_role,
    _set_content,
    _set_parent,
    _set_on_active_path,
    _set_origin_id,
    _set_model,
    _set_created_at,
    _set_rating,
    _set_extra,
) = (vars(Message)[slot.name].__set__ for slot in fields(Message))


@dataclass(frozen=True, slots=True, init=False)
class Conversation:
    """One conversation of one person with assistants; a tree when answers were regenerated or prompts edited.

    Attributes:
        messages: parents before children.
        origin_id: the conversation's id in the dump.
        user: an id of the person, where the dump has one.
        source: the corpus that the conversation says it comes from, where it says so.
    """

    messages: tuple[Message, ...]
    origin_id: str | None = None
    title: str | None = None
    model: str | None = None
    language: str | None = None
    created_at: str | None = None
    user: str | None = None
    source: str | None = None

    def __init__(
        self,
        messages: tuple[Message, ...],
        origin_id: str | None = None,
        title: str | None = None,
        model: str | None = None,
        language: str | None = None,
        created_at: str | None = None,
        user: str | None = None,
        source: str | None = None,
    ) -> None:
        # As of a message.
        _of_messages(self, messages)
        _of_origin_id(self, origin_id)
        _of_title(self, title)
        _of_model(self, model)
        _of_language(self, language)
        _of_created_at(self, created_at)
        _of_user(self, user)
        _of_source(self, source)


(
    _of_messages,
    _of_origin_id,
    _of_title,
    _of_model,
    _of_language,
    _of_created_at,
    _of_user,
    _of_source,
) = (vars(Conversation)[slot.name].__set__ for slot in fields(Conversation))


def chain(messages: Sequence[Message]) -> tuple[Message, ...]:
    """The same messages as one unbranched path, each the child of the one before."""
    parents = (None, *range(len(messages)))
    return tuple(
        [
            m if m.parent == parent and m.on_active_path else m.under(parent, on_active_path=True)
            for parent, m in zip(parents, messages, strict=False)
        ]
    )


def path_to(parents: Sequence[int | None], leaf: int) -> list[int]:
    """Indices from the first message to `leaf`, following `parents`.

    Raises:
        ValueError: when the parents form a loop.
    """
    path = [leaf]
    while (parent := parents[path[-1]]) is not None:
        if len(path) > len(parents):
            raise ValueError("the parents of the messages form a loop")
        path.append(parent)
    return path[::-1]


def targets(roles: Sequence[Role], parents: Sequence[int | None]) -> list[int | None]:
    """For each message the answer it can speak about: the nearest earlier assistant message on its own path.

    Tool and system messages between do not count; neither do further messages of the same person, so the second
    of two user messages in a row still speaks about the answer before them. None for what is no user message, and
    where no assistant message precedes: such a message cannot carry feedback. Parents stand before their children.
    """
    above: list[int | None] = []
    for parent in parents:
        if parent is None:
            above.append(None)
        else:
            above.append(parent if roles[parent] is Role.ASSISTANT else above[parent])
    return [answer if role is Role.USER else None for role, answer in zip(roles, above, strict=True)]


def answer_to(messages: Sequence[Message], index: int) -> int | None:
    """The answer that the message at `index` can speak about, as `targets` has it for all of a person's messages."""
    above = messages[index].parent
    while above is not None and messages[above].role is not Role.ASSISTANT:
        above = messages[above].parent
    return above


def fingerprint(conversation: Conversation) -> str:
    """A digest of roles, words and branching alone: equal for the same conversation in another file or format."""
    parts = [
        # Lengths before words, so that no other cut of the same words gives the same text.
        f"{_NAME[m.role]}\x1f{-1 if m.parent is None else i - m.parent}\x1f{len(m.content)}\x1f{m.content}"
        for i, m in enumerate(conversation.messages)
    ]
    return hashlib.blake2b("".join(parts).encode(), digest_size=16).hexdigest()
