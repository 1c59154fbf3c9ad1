"""Agents log an answer in dozens of pieces (words, thoughts, calls, outcomes): here they become one message again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nfstudio.domain.conversation import Message, Role, canonical
from nfstudio.importers import shapes

LONGEST_OUTCOME = 4_000
"""Characters kept of what a tool gave back: enough to see what happened; whole files would swell the project."""


@dataclass(slots=True)
class Answer:
    """An answer in the making: everything an assistant did between two messages of the person."""

    words: list[str] = field(default_factory=list)
    thoughts: list[str] = field(default_factory=list)
    calls: list[object] = field(default_factory=list)
    attachments: list[object] = field(default_factory=list)
    origin_id: str | None = None
    model: str | None = None
    created_at: str | None = None

    def about(self, *, origin_id: str | None = None, model: str | None = None, created_at: str | None = None) -> None:
        """Take note of where a piece comes from: the last named id and model, the first time."""
        self.origin_id = origin_id or self.origin_id
        self.model = model or self.model
        self.created_at = self.created_at or created_at

    def message(self, parent: int | None = None) -> Message:
        """The pieces as one message."""
        extra: dict[str, object] = {}
        if thoughts := joined(self.thoughts):
            extra["reasoning"] = canonical(thoughts)
        if self.calls:
            extra["tool_calls"] = self.calls
        if self.attachments:
            extra["attachments"] = self.attachments
        return Message(
            role=Role.ASSISTANT,
            content=shapes.worded(joined(self.words)),
            parent=parent,
            origin_id=self.origin_id,
            model=self.model,
            created_at=self.created_at,
            extra=extra,
        )


def joined(pieces: Sequence[str]) -> str:
    """What several pieces say; most answers are one."""
    return pieces[0] if len(pieces) == 1 else "\n\n".join([piece for piece in pieces if piece])


def called(name: object, arguments: object) -> Mapping[str, object]:
    """A call of a tool, as `tool_calls` holds it."""
    return {"name": shapes.text(name) or "tool", "arguments": shapes.plain(arguments)}


def outcome(name: object, output: str) -> Mapping[str, object]:
    """What a tool gave back, as `tool_calls` holds it; long outcomes are cut, and say so."""
    more = len(output) - LONGEST_OUTCOME
    kept = f"{output[:LONGEST_OUTCOME]}\n[{more} more characters were not imported]" if more > 0 else output
    return {"name": shapes.text(name) or "tool", "output": canonical(kept)}


class Chain:
    """Messages one after another, in which neighbouring pieces of an answer become one.

    Attributes:
        messages: those that are finished.
    """

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self._last: int | None = None
        self._answer: Answer | None = None

    @property
    def answer(self) -> Answer:
        """The answer that goes on, or begins, here."""
        if self._answer is None:
            self._answer = Answer()
        return self._answer

    def say(
        self,
        role: Role,
        words: str,
        *,
        created_at: str | None = None,
        origin_id: str | None = None,
        extra: Mapping[str, object] = shapes.NOTHING,
    ) -> None:
        """A message of anybody but the assistant."""
        self._finish()
        said = Message(role, shapes.worded(words), self._last, origin_id=origin_id, created_at=created_at, extra=extra)
        self._last = len(self.messages)
        self.messages.append(said)

    def add(self, message: Message) -> None:
        """A whole message; its parent is set here."""
        self._finish()
        self.messages.append(message.under(self._last, on_active_path=message.on_active_path))
        self._last = len(self.messages) - 1

    def back(self, count: int) -> None:
        """Go back before the last `count` messages of the person: they and all after them leave the active path."""
        self._finish()
        at = self._last
        while at is not None and count > 0:
            message = self.messages[at]
            self.messages[at] = replace(message, on_active_path=False)
            count -= message.role is Role.USER
            at = message.parent
        self._last = at

    def done(self) -> list[Message]:
        """All messages; the answer that goes on is finished."""
        self._finish()
        return self.messages

    def _finish(self) -> None:
        if self._answer is not None:
            message = self._answer.message(self._last)
            self._answer = None
            if message.content or message.extra:
                self.messages.append(message)
                self._last = len(self.messages) - 1
