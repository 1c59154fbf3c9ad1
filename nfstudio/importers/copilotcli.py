"""Sessions of GitHub Copilot on the command line: events, of which some are what people and the model say."""

from collections.abc import Iterator, Mapping

from nfstudio.domain.conversation import Conversation, Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import injected, shapes
from nfstudio.importers.answers import Chain, called, outcome
from nfstudio.importers.asides import listed
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.sample import Sample, sample_of
from nfstudio.importers.shapes import placed
from nfstudio.importers.streams import StreamFailed

_SAID = frozenset({"user.message", "assistant.message"})
_MODELS = ("newModel", "selectedModel", "model")


def shows(sample: Sample) -> bool:
    """Whether the sample is a log of such events."""
    return sample.layout(is_event) is not None


def is_session(entry: Entry) -> bool:
    """Whether `entry` is; a file that cannot be opened is not, and says so when it is read."""
    try:
        return shows(sample_of(entry))
    except StreamFailed:
        return False


def is_event(value: object) -> bool:
    """Something that was said in a session, or its beginning."""
    if not isinstance(value, dict) or not isinstance(value.get("data"), dict):
        return False
    kind = str(value.get("type"))
    return (kind in _SAID and "content" in value["data"]) or (kind == "session.start" and "sessionId" in value["data"])


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The one conversation of the file."""
    session = _Session()
    place = ""
    for item in records(entry, is_event):
        if isinstance(item, Problem):
            yield item
            continue
        where, event = item
        data = event.get("data") if isinstance(event, dict) else None
        if not isinstance(event, dict) or not isinstance(data, dict):
            yield Problem(where, Reason.WRONG_SHAPE, "This is no event of a session.")
            continue
        place = place or where
        session.take(str(event.get("type")), data, shapes.when(event.get("timestamp")))
    if place:
        yield placed(session.found(), place)


class _Session:
    """What the events read so far amount to."""

    def __init__(self) -> None:
        self._chain = Chain()
        self._id: str | None = None
        self._model: str | None = None
        self._since: str | None = None
        self._names: dict[str, str] = {}

    def take(self, kind: str, data: Mapping[str, object], at: str | None) -> None:
        """One event; those that say nothing to anybody are passed over."""
        self._since = self._since or at
        self._model = shapes.first(data, _MODELS) or self._model
        words = data.get("content")
        said = shapes.worded(words) if isinstance(words, str) else ""
        if kind == "session.start":
            self._id = shapes.first(data, ("sessionId",))
        elif kind == "user.message":
            own = injected.own_words(said)
            names = [shapes.attachment_name(one) for one in listed(data.get("attachments")) if isinstance(one, dict)]
            role = Role.SYSTEM if own and injected.is_machine(own) else Role.USER
            if own or names:
                self._chain.say(role, own, created_at=at, extra={"attachments": names} if names else shapes.NOTHING)
        elif kind == "assistant.message":
            self._answer(data, said, at)
        elif kind == "assistant.reasoning" and said:
            self._chain.answer.thoughts.append(said)
        elif kind == "tool.execution_complete":
            result = data.get("result")
            given = result.get("content") if isinstance(result, dict) else result
            name = self._names.get(str(data.get("toolCallId")), shapes.first(data, ("toolName", "name")) or "tool")
            self._chain.answer.calls.append(outcome(name, given if isinstance(given, str) else ""))
        elif kind == "abort":
            self._chain.say(Role.SYSTEM, injected.INTERRUPTED, created_at=at)

    def _answer(self, data: Mapping[str, object], said: str, at: str | None) -> None:
        answer = self._chain.answer
        answer.about(origin_id=shapes.first(data, ("messageId",)), model=self._model, created_at=at)
        if said:
            answer.words.append(said)
        if thought := shapes.first(data, ("reasoningText",)):
            answer.thoughts.append(thought)
        for request in listed(data.get("toolRequests")):
            if isinstance(request, dict):
                name = shapes.first(request, ("name", "toolName")) or "tool"
                self._names[str(request.get("toolCallId"))] = name
                answer.calls.append(called(name, request.get("arguments")))

    def found(self) -> Found:
        """The conversation."""
        messages = tuple(self._chain.done())
        return Found("", Conversation(messages, self._id, model=self._model, created_at=self._since))
