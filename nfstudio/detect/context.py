"""What a detector sees: one user message, the answer it may speak about, and what the person had said before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from nfstudio.domain.conversation import Message, Role, targets
from nfstudio.domain.feedback import Detection
from nfstudio.domain.thresholds import Setting, Thresholds

EARLIER = 3
"""Earlier user messages that a detector sees: repeats reach back no further (SIGNALS, arXiv 2604.00356)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A user message that passed the context gate: an assistant message precedes it on its path.

    Attributes:
        message: id of the user message, whatever the caller counts by.
        text: its content.
        answer: content of the target, the nearest earlier assistant message on the path.
        answer_id: id of the target.
        earlier: contents of up to `EARLIER` earlier user messages on the path, the nearest first.
        reply: content of the assistant message that answers this one, the first of several; empty where none does.
            "You're right, I apologize" tells what the message was.
    """

    message: int
    text: str
    answer: str
    answer_id: int
    earlier: tuple[str, ...] = ()
    reply: str = ""


class Detector(Protocol):
    """Anything that finds feedback in candidates.

    The same candidate gives the same detections in any batch and order. `detect` may be called from one worker
    thread; `close` frees models and devices.
    """

    @property
    def name(self) -> str:
        """The word it is asked for by (`--detector`)."""

    @property
    def version(self) -> str:
        """Changes whenever its answers could."""

    @property
    def device(self) -> str:
        """Where it runs, told to the person, such as "CPU"."""

    def thresholds(self, setting: Setting) -> Thresholds:
        """From which score its detections count when so much sureness is asked for."""

    def detect(self, candidates: Sequence[Candidate]) -> list[tuple[Detection, ...]]:
        """For each candidate its detections, spans inside `text`, sorted by span then category."""

    def close(self) -> None:
        """Give back what it holds."""


def candidates_of(messages: Sequence[Message], ids: Sequence[int] | None = None) -> list[Candidate]:
    """The candidates of one conversation, in order; every branch's user messages once.

    Args:
        messages: parents before children.
        ids: what to call the messages; their indices when not given.
    """
    names = range(len(messages)) if ids is None else ids
    said: list[tuple[int, ...]] = []  # for each message the newest user messages up to and with it, the nearest first
    for i, message in enumerate(messages):
        before = () if message.parent is None else said[message.parent]
        said.append((i, *before)[: EARLIER + 1] if message.role is Role.USER else before)
    replies = _replies(messages)
    spoken_about = targets([message.role for message in messages], [message.parent for message in messages])
    return [
        Candidate(
            message=names[i],
            text=messages[i].content,
            answer=messages[target].content,
            answer_id=names[target],
            earlier=tuple(messages[j].content for j in said[i][1:]),
            reply=replies.get(i, ""),
        )
        for i, target in enumerate(spoken_about)
        if target is not None
    ]


def _replies(messages: Sequence[Message]) -> dict[int, str]:
    """For each user message that was answered the content of the first answer; tool calls before it do not count."""
    found: dict[int, str] = {}
    asked: list[int | None] = []  # for each message the user message that an assistant below it would answer
    for i, message in enumerate(messages):
        open_ = None if message.parent is None else asked[message.parent]
        if message.role is Role.USER:
            open_ = i
        elif message.role is Role.ASSISTANT and open_ is not None and message.content.strip():
            found.setdefault(open_, message.content)
            open_ = None
        asked.append(open_)
    return found
