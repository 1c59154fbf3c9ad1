"""Codex's rollouts: what was sent to the model, line by line, beside what the person saw; the latter is told here."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Conversation, Role
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
_ITEMS = {"usermessage": "user_item", "agentmessage": "agent_item"}
"""What newer versions tell of as items that are complete, and how it is called here."""
_PERSONS = ("user_message", "user_item")
_PICTURES = frozenset({"images", "local_images"})
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
    if isinstance(value.get("session"), dict) and isinstance(value.get("items"), list):  # of the first version
        return True
    return value.get("record_type") == "state" or {"id", "timestamp", "instructions"} <= value.keys()


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The one session of the file. Lines of kinds that are not known are passed over: there are many."""
    rollout = _Rollout()
    place = ""
    for item in records(entry, is_line):
        if isinstance(item, Problem):
            yield item
            continue
        place = place or item[0]
        for value in _lines_in(item[1]):
            try:
                rollout.take(value)
            except WrongShape as fault:
                yield Problem(item[0], Reason.WRONG_SHAPE, str(fault))
    if rollout.spawned:
        yield Problem(place, Reason.EMPTY, "An agent gave this task to another one: no person says anything in it.")
    elif place:
        yield placed(rollout.found(), place)


def _lines_in(value: object) -> Sequence[object]:
    """The lines that a value is or holds: the first version wrote a session as one object."""
    if isinstance(value, dict) and isinstance(value.get("session"), dict) and isinstance(value.get("items"), list):
        return [{"type": "session_meta", "payload": value["session"]}, *value["items"]]
    return (value,)


_Line = tuple[bool, object, Mapping[str, object], object, str | None]
"""What of a line is needed: whether it was told to the person rather than sent to or by the model, its kind, what it
holds, its time as it stands there, and the model of then."""


class _Rollout:
    """Puts the lines of one session together; holds which of the two tellings of a message is the one to take.

    Attributes:
        spawned: another agent began it.
    """

    def __init__(self) -> None:
        self.spawned = False
        self._about: dict[str, str | None] = {}
        self._model: str | None = None
        self._lines: list[_Line] = []
        self._person_told = self._answers_told = self._answers_sent = self._thoughts_sent = False
        self._latest: tuple[object, str] | None = None  # how the person's message was told, while nothing follows it
        self._tools: dict[str, str] = {}
        self._chain = Chain()

    def take(self, value: object) -> None:
        """One line more; what of it is needed is kept.

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
            self._begin(payload)
        elif kind == "turn_context":
            self._model = shapes.text(payload.get("model")) or self._model
        elif kind == "compacted" or "record_type" in value:
            pass
        elif kind != "event_msg":
            inner = payload.get("type")
            if inner == "message":
                self._answers_sent = self._answers_sent or payload.get("role") == "assistant"
            elif inner == "reasoning" and not self._thoughts_sent:
                self._thoughts_sent = bool(_thoughts(payload))
            self._lines.append((False, inner, payload, value.get("timestamp"), self._model))
        else:
            self._seen(payload, value.get("timestamp"))

    def _seen(self, payload: Mapping[str, object], at: object) -> None:
        """An event that the person saw, when it is one of those that say something."""
        inner = payload.get("type")
        if inner == "item_completed" and isinstance(item := payload.get("item"), dict):
            inner, payload = _ITEMS.get(str(item.get("type")).lower()), item
        elif inner not in _SEEN:
            inner = None
        if inner is not None:
            self._person_told = self._person_told or inner in _PERSONS
            self._answers_told = self._answers_told or inner == "agent_message"
            self._lines.append((True, inner, payload, at, self._model))

    def _begin(self, payload: Mapping[str, object]) -> None:
        """What the line says that tells which session this is; one that goes on from another repeats that one's."""
        if "origin_id" in self._about:
            return
        self._about = {"origin_id": shapes.text(payload.get("id")), "created_at": shapes.when(payload.get("timestamp"))}
        origin = payload.get("source")
        self.spawned = isinstance(origin, dict) and "subagent" in origin

    def found(self) -> Found:
        """The session, without a place."""
        for line in self._lines:
            try:
                self._told(line) if line[0] else self._sent(line)
            except WrongShape:
                continue  # content of an odd type: there are no words in it
        chain, about = self._chain.done(), self._about
        about.setdefault("created_at", next((message.created_at for message in chain if message.created_at), None))
        return Found("", Conversation(tuple(chain), model=self._model, **about))

    def _told(self, line: _Line) -> None:
        """An event as the person saw it."""
        _, kind, said, at, _ = line
        if kind in _PERSONS:
            self._asked(line)
        elif kind in ("agent_message", "agent_item"):
            if not self._answers_sent and (kind == "agent_message" or not self._answers_told):
                self._answer(line).words.append(_words(said))
        elif kind == "agent_reasoning":
            if not self._thoughts_sent:
                self._answer(line).thoughts.append(shapes.text(said.get("text")) or "")
        elif kind == "turn_aborted":
            self._chain.say(Role.SYSTEM, injected.INTERRUPTED, created_at=shapes.when(at))
        elif kind == "thread_rolled_back" and isinstance(count := said.get("num_turns"), int):
            self._latest = None
            self._chain.back(count)

    def _asked(self, line: _Line) -> None:
        """What the person said; some versions tell it twice, each time in another way."""
        _, kind, said, at, _ = line
        if kind == "user_message":
            words, pictures = shapes.text(said.get("message")) or "", _pictures(said)
        else:
            words, extra = shapes.content_of(said.get("content"), 0)
            words, pictures = words.strip(), _listed(extra.get("attachments"))
        before, self._latest = self._latest, (kind, words)
        if before is None or before[0] == kind or before[1] != words:
            self._person(words, at, pictures)

    def _sent(self, line: _Line) -> None:
        """An item as the model got it or gave it."""
        _, kind, item, _, _ = line
        if not isinstance(kind, str):
            return
        if kind == "message":
            self._message(line)
        elif kind == "reasoning":
            self._answer(line).thoughts.append(_thoughts(item))
        elif kind.endswith("_call_output"):
            tool = self._tools.get(str(item.get("call_id")))
            self._answer(line).calls.append(outcome(tool, _output(item.get("output"))))
        elif kind.endswith("_call"):
            name = shapes.text(item.get("name")) or kind.removesuffix("_call")
            self._tools[str(item.get("call_id"))] = name
            given = item.get("arguments", item.get("input", item.get("action")))
            self._answer(line).calls.append(called(name, given))

    def _message(self, line: _Line) -> None:
        item = line[2]
        role = item.get("role")
        if role != "assistant" and (role != "user" or self._person_told):
            return
        words, extra = shapes.content_of(item.get("content"), 0)
        if role == "assistant":
            self._answer(line).words.append(words)
        else:
            attachments = extra.get("attachments")
            self._person(words, line[3], attachments if isinstance(attachments, list) else [])

    def _person(self, words: str, at: object, attachments: list[object]) -> None:
        own = injected.own_words(words)
        if injected.is_machine(own) or not (own or attachments):
            return
        extra: dict[str, object] = {"attachments": attachments} if attachments else {}
        self._chain.say(Role.USER, own, created_at=shapes.when(at), extra=extra)

    def _answer(self, line: _Line) -> Answer:
        self._latest = None
        answer = self._chain.answer
        answer.model = line[4] or answer.model
        answer.created_at = answer.created_at or shapes.when(line[3])
        return answer


def _words(said: Mapping[str, object]) -> str:
    """The words of an answer, which are a text or in parts."""
    parts = (part.get("text") for part in _listed(said.get("content")) if isinstance(part, dict))
    return shapes.text(said.get("message")) or "\n\n".join(filter(None, map(shapes.text, parts)))


def _pictures(line: Mapping[str, object]) -> list[object]:
    """Names for the pictures that came with a message; their bytes are never read."""
    if _PICTURES.isdisjoint(line):
        return []
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
