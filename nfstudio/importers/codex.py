"""Codex's rollouts: what was sent to the model, line by line, beside what the person saw; the latter is told here."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from nfstudio.domain.conversation import Conversation, Message, Role, canonical
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import injected, shapes
from nfstudio.importers.answers import Answer, Chain, called, outcome
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.sample import Sample, parsed
from nfstudio.importers.shapes import WrongShape, placed

NAME = "codex"
TITLE = "Codex rollouts"
COMPANIONS: tuple[str, ...] = ()

_SEEN = ("user_message", "agent_message", "agent_reasoning", "turn_aborted", "thread_rolled_back")
_ENVELOPES = ("session_meta", "turn_context", "response_item", "event_msg", "compacted")


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such lines."""
    return sample.layout(is_line) is not None


def is_line(value: object) -> bool:
    """An envelope with a payload; in the oldest files the line that says which session this is, or its state."""
    if not isinstance(value, dict):
        return False
    if value.get("type") in _ENVELOPES and isinstance(value.get("payload"), dict):
        return True
    return value.get("record_type") == "state" or {"id", "timestamp", "instructions"} <= value.keys()


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The one session of the file. Lines of kinds that are not known are passed over: there are many."""
    held: list[_Line] = []
    about: dict[str, str | None] = {}
    place = ""
    for item in records(entry, is_line):
        if isinstance(item, Problem):
            yield item
            continue
        place = place or item[0]
        try:
            if (kept := _kept(item[1], about)) is not None:
                held.append(kept)
        except WrongShape as fault:
            yield Problem(item[0], Reason.WRONG_SHAPE, str(fault))
    if not place:
        return
    chain = _Rollout(held).chain()
    about.setdefault("created_at", next((message.created_at for message in chain if message.created_at), None))
    yield placed(Found("", Conversation(tuple(chain), **about)), place)


class _Line(NamedTuple):
    """What of a line is needed; `told` to the person rather than sent to or by the model, `at` as it stands there."""

    told: bool
    kind: object
    payload: Mapping[str, object]
    at: object
    model: str | None


def _kept(value: object, about: dict[str, str | None]) -> _Line | None:
    """What of a line is needed; None when it only tells of the session, or of what nobody reads.

    Raises:
        WrongShape: when it is no line of a rollout.
    """
    if not isinstance(value, dict):
        raise WrongShape("This is no line of a rollout.")
    payload = value.get("payload", value)
    if not isinstance(payload, dict):
        raise WrongShape("This line holds no payload.")
    kind = value.get("type")
    if kind == "session_meta" or (kind is None and "id" in value):
        about |= {"origin_id": shapes.text(payload.get("id")), "created_at": shapes.when(payload.get("timestamp"))}
        return None
    if kind == "turn_context":
        about["model"] = shapes.text(payload.get("model")) or about.get("model")
        return None
    if kind == "compacted" or "record_type" in value:
        return None
    told, inner = kind == "event_msg", payload.get("type")
    if told and inner not in _SEEN:
        return None
    return _Line(told, inner, payload, value.get("timestamp"), about.get("model"))


class _Rollout:
    """Puts the lines of one session together; holds which of the two tellings of a message is the one to take."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = lines
        self._person_told = any(line.told and line.kind == "user_message" for line in lines)
        self._answers_sent = any(
            line.kind == "message" and not line.told and line.payload.get("role") == "assistant" for line in lines
        )
        self._thoughts_sent = any(line.kind == "reasoning" and _thoughts(line.payload) for line in lines)
        self._tools: dict[str, str] = {}
        self._chain = Chain()

    def chain(self) -> list[Message]:
        """The messages of the session."""
        for line in self._lines:
            with suppress(WrongShape):  # content of an odd type: there are no words in it
                self._told(line) if line.told else self._sent(line)
        return self._chain.done()

    def _told(self, line: _Line) -> None:
        """An event as the person saw it."""
        said = line.payload
        match line.kind:
            case "user_message":
                self._person(shapes.text(said.get("message")) or "", shapes.when(line.at), _pictures(said))
            case "agent_message" if not self._answers_sent:
                self._about(line).words.append(shapes.text(said.get("message")) or "")
            case "agent_reasoning" if not self._thoughts_sent:
                self._about(line).thoughts.append(shapes.text(said.get("text")) or "")
            case "turn_aborted":
                self._chain.say(Role.SYSTEM, injected.INTERRUPTED, created_at=shapes.when(line.at))
            case "thread_rolled_back" if isinstance(count := said.get("num_turns"), int):
                self._chain.back(count)

    def _sent(self, line: _Line) -> None:
        """An item as the model got it or gave it."""
        kind, item = line.kind, line.payload
        if not isinstance(kind, str):
            return
        if kind == "message":
            self._message(line)
        elif kind == "reasoning":
            self._about(line).thoughts.append(_thoughts(item))
        elif kind.endswith("_call_output"):
            tool = self._tools.get(str(item.get("call_id")))
            self._about(line).calls.append(outcome(tool, _output(item.get("output"))))
        elif kind.endswith("_call"):
            name = shapes.text(item.get("name")) or kind.removesuffix("_call")
            self._tools[str(item.get("call_id"))] = name
            given = item.get("arguments", item.get("input", item.get("action")))
            self._about(line).calls.append(called(name, given))

    def _message(self, line: _Line) -> None:
        role = line.payload.get("role")
        if role != "assistant" and (role != "user" or self._person_told):
            return
        words, extra = shapes.content_of(line.payload.get("content"), 0)
        attachments = extra.get("attachments")
        if role == "assistant":
            self._about(line).words.append(words)
        else:
            self._person(words, shapes.when(line.at), attachments if isinstance(attachments, list) else [])

    def _person(self, words: str, at: str | None, attachments: list[object]) -> None:
        own = injected.own_words(words)
        if injected.is_machine(own) or not (own or attachments):
            return
        extra: dict[str, object] = {"attachments": attachments} if attachments else {}
        self._chain.add(Message(Role.USER, canonical(own), created_at=at, extra=extra))

    def _about(self, line: _Line) -> Answer:
        answer = self._chain.answer
        answer.about(model=line.model, created_at=answer.created_at or shapes.when(line.at))
        return answer


def _pictures(line: Mapping[str, object]) -> list[object]:
    """Names for the pictures that came with a message; their bytes are never read."""
    pictures = [*_listed(line.get("images")), *_listed(line.get("local_images"))]
    return [name if isinstance(name, str) and len(name) < 300 else "image" for name in pictures]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _thoughts(line: Mapping[str, object]) -> str:
    """The readable summary of a reasoning item; the reasoning itself is encrypted."""
    parts = _listed(line.get("summary")) or _listed(line.get("content"))
    said = [shapes.text(part.get("text")) for part in parts if isinstance(part, dict)]
    return "\n\n".join(filter(None, said))


def _output(value: object) -> str:
    """What a tool gave back: text, or JSON text that wraps it."""
    inner = parsed(value.encode(errors="replace")) if isinstance(value, str) and value.startswith("{") else value
    if isinstance(inner, dict):
        inner = inner.get("output", inner.get("content", value))
    if isinstance(inner, str):
        return inner
    return shapes.content_of(inner, 0)[0] if isinstance(inner, list | dict) else ""
