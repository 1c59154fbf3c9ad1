"""Gemini CLI's sessions: one conversation a file, answers in steps, with thoughts and calls of tools."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import injected, shapes
from nfstudio.importers.answers import Chain, called, outcome
from nfstudio.importers.asides import listed
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations

NAME = "geminicli"
TITLE = "Gemini CLI sessions"
COMPANIONS: tuple[str, ...] = ()

_ANSWERS = ("gemini", "qwen", "assistant", "model")
_NOTICES = ("info", "error", "warning")
_CANCELLED = "Request cancelled"


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such a session."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """A session of a project, with messages that say by their type who speaks."""
    return (
        isinstance(value, dict)
        and "sessionId" in value
        and "projectHash" in value
        and isinstance(value.get("messages"), list)
    )


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    items = value.get("messages") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(items, list):
        raise WrongShape("There is no list called messages.")
    lost: list[str] = []
    messages = _messages(items, lost)
    models = [message.model for message in messages if message.model]
    return chained(
        messages,
        lost=lost,
        origin_id=shapes.text(value.get("sessionId")),
        title=shapes.first(value, ("title", "summary")),
        model=models[-1] if models else None,
        created_at=shapes.first_time(value, ("startTime", "lastUpdated")),
    )


def _messages(items: Sequence[object], lost: list[str]) -> list[Message]:
    chain = Chain()
    for i, item in enumerate(items):
        kind = item.get("type") if isinstance(item, dict) else None
        if not isinstance(item, dict):
            lost.append(f"Message {i + 1} is no object.")
            continue
        at = shapes.first_time(item, ("timestamp",))
        try:
            words, extra = shapes.content_of(item.get("content"), i)
        except WrongShape as fault:
            lost.append(str(fault))
            continue
        if kind in _ANSWERS:
            _answered(chain, item, words, at)
        elif kind in _NOTICES:
            told = injected.INTERRUPTED if words.startswith(_CANCELLED) else words
            chain.say(Role.SYSTEM, told, created_at=at)
        else:
            _said(chain, item, injected.own_words(words), extra, at)
    return chain.done()


def _said(chain: Chain, item: Mapping[str, object], words: str, extra: Mapping[str, object], at: str | None) -> None:
    """What the person typed: commands are the program's, and somebody of an unknown type is a tool."""
    role = shapes.role_of(item.get("type"))
    if role is Role.USER and (
        injected.is_machine(words) or (words.startswith(("/", "?")) and " " not in words.strip())
    ):
        role = Role.SYSTEM
    extra = {**extra, **shapes.stranger(item.get("type"))}
    if words or extra:
        chain.add(
            Message(role, shapes.worded(words), created_at=at, origin_id=shapes.text(item.get("id")), extra=extra)
        )


def _answered(chain: Chain, item: Mapping[str, object], words: str, at: str | None) -> None:
    answer = chain.answer
    answer.about(origin_id=shapes.text(item.get("id")), model=shapes.text(item.get("model")), created_at=at)
    for thought in listed(item.get("thoughts")):
        said = [thought.get(key) for key in ("subject", "description")] if isinstance(thought, dict) else [thought]
        answer.thoughts.append(": ".join(one for one in said if isinstance(one, str) and one))
    for call in listed(item.get("toolCalls")):
        if isinstance(call, dict):
            answer.calls += [called(call.get("name"), call.get("args")), outcome(call.get("name"), _output(call))]
    answer.words.append(words)


def _output(call: Mapping[str, object]) -> str:
    """What a tool gave back: as it was shown, else as it was sent to the model."""
    shown = call.get("resultDisplay")
    if isinstance(shown, str):
        return shown
    for part in listed(call.get("result")):
        response = part.get("functionResponse") if isinstance(part, dict) else None
        inner = response.get("response") if isinstance(response, dict) else None
        if isinstance(inner, dict) and (words := shapes.first(inner, ("output", "error"))):
            return words
    return ""
