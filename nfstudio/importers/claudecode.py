"""Claude Code's session logs: one event a line, most of them the work between two things the person said."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from nfstudio.domain.conversation import Conversation, Message, Role, canonical
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import injected, shapes
from nfstudio.importers.answers import Answer, called, outcome
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, placed
from nfstudio.importers.trees import Node, branched, spoken

NAME = "claudecode"
TITLE = "Claude Code sessions"
COMPANIONS: tuple[str, ...] = ()

_SPOKEN = ("user", "assistant")  # no sets: what is looked for may be anything
_ASIDE = frozenset({"summary", "file-history-snapshot", "queue-operation", "system", "progress", "attachment"})
_MARKS = ("sessionId", "leafUuid", "messageId")
_HIDDEN = ("isMeta", "isSidechain", "isCompactSummary", "isVisibleInTranscriptOnly")
_TITLES = ("customTitle", "aiTitle")  # the person's own counts before the program's
_NAMED = frozenset({*_TITLES, "summary"})
_SYNTHETIC = "<synthetic>"


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such events."""
    return sample.layout(is_event) is not None


def is_event(value: object) -> bool:
    """A message inside an envelope with an id, or one of the events that stand between messages."""
    if not isinstance(value, dict) or not isinstance(kind := value.get("type"), str):
        return False
    if kind in _SPOKEN:
        message = value.get("message")
        return isinstance(message, dict) and "role" in message and ("uuid" in value or "sessionId" in value)
    return kind in _ASIDE and any(mark in value for mark in _MARKS)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """One conversation a session; a file holds one, or several one after another.

    What subagents did, what the program told itself, and lines that a resumed session repeats are left out.
    """
    session = _Session("")
    for item in records(entry, is_event):
        if isinstance(item, Problem):
            yield item
            continue
        place, value = item
        try:
            event = _event(value)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
            continue
        if session.ends_before(event):
            yield session.told()
            session = _Session(place)
        session.place = session.place or place
        try:
            session.take(event)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
    if session.place:
        yield session.told()


def _event(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise WrongShape("This is no event of a session.")
    if value.get("type") in _SPOKEN and not isinstance(value.get("message"), dict):
        raise WrongShape("This event holds no message.")
    return value


class _Session:
    """One session as it grows, event by event; `place` is where it begins, empty before its first event."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._id: str | None = None
        self._named: object = None  # the id as it stands in the log
        self._titles: dict[str, str] = {}
        self._summaries: list[tuple[str | None, str]] = []  # the last message each is about, and its words
        self._side: bool | None = None  # whether all that was said so far is a subagent's
        self._model: str | None = None
        self._messages: dict[str, Message | Answer] = {}
        self._parents: dict[str, str | None] = {}
        self._home: dict[str, str | None] = {}  # of each event: the message it belongs to
        self._at: str | None = None
        self._tools: dict[str, str] = {}

    def ends_before(self, event: Mapping[str, object]) -> bool:
        """Whether `event` belongs to another session. Events of a resumed one hang on those of the old."""
        name = event.get("sessionId")
        if name is not None and name == self._named:
            return False
        named = shapes.text(name)
        return named is not None and self._id not in (None, named) and str(event.get("parentUuid")) not in self._home

    def take(self, event: Mapping[str, object]) -> None:
        """One event more.

        Raises:
            WrongShape: when it is a message whose content cannot be read.
        """
        if self._id is None:
            self._named = event.get("sessionId")
            self._id = shapes.text(self._named)
        if not _NAMED.isdisjoint(event):
            self._named_in(event)
        name = shapes.text(event.get("uuid")) or f"event {len(self._home)}"
        if name in self._home:
            return
        before = self._before(event)
        self._home[name] = before
        kind = event.get("type")
        if kind not in _SPOKEN:
            if kind == "attachment":
                self._queued(name, before, event)
            return
        self._side = self._side is not False and event.get("isSidechain") is True
        for mark in _HIDDEN:
            if event.get(mark) is True:
                return
        message = event["message"]
        if isinstance(message, dict):
            after = self._answered if kind == "assistant" else self._said
            self._home[name] = after(name, before, message, shapes.when(event.get("timestamp")))

    def _named_in(self, event: Mapping[str, object]) -> None:
        """Take note of a title; a summary may be about another session, whose last message it names."""
        for key in _TITLES:
            if title := shapes.text(event.get(key)):
                self._titles[key] = title
        if summary := shapes.text(event.get("summary")):
            self._summaries.append((shapes.text(event.get("leafUuid")), summary))

    def _title(self) -> str | None:
        named = next((self._titles[key] for key in _TITLES if key in self._titles), None)
        own = [summary for leaf, summary in self._summaries if leaf is None or leaf in self._home]
        return named or (own[-1] if own else None)

    def _queued(self, name: str, before: str | None, event: Mapping[str, object]) -> None:
        """What the person typed while an answer was under way, which reaches the model beside a tool's result."""
        held = event.get("attachment")
        if not isinstance(held, dict) or held.get("type") != "queued_command" or event.get("isSidechain") is True:
            return
        if held.get("commandMode", "prompt") == "prompt":
            words, extra = shapes.content_of(held.get("prompt"), len(self._messages))
            self._home[name] = self._spoke(name, before, words, extra, shapes.when(event.get("timestamp")))

    def _before(self, event: Mapping[str, object]) -> str | None:
        """The message that an event follows: its parent's; the latest one where no parent is named."""
        parent = event.get("parentUuid") or event.get("logicalParentUuid")
        if isinstance(parent, str):
            return self._home.get(parent, self._at)
        is_root = "parentUuid" in event and event.get("type") == "user"
        return None if is_root else self._at

    def _answer(self, name: str, before: str | None) -> str:
        """The name of the answer that follows the message `before`, begun when there is none yet."""
        if before is not None and isinstance(self._messages[before], Answer):
            self._at = before
            return before
        key = f"answer to {before or 'nothing'}"
        if key not in self._messages:
            self._messages[key] = Answer(origin_id=name)
            self._parents[key] = before
        self._at = key
        return key

    def _answered(self, name: str, before: str | None, message: Mapping[str, object], at: str | None) -> str:
        words, extra = shapes.content_of(message.get("content"), len(self._messages))
        model = shapes.text(message.get("model"))
        if model == _SYNTHETIC:
            return self._add(name, before, Message(Role.SYSTEM, words, origin_id=name, created_at=at))
        self._model = model or self._model
        key = self._answer(name, before)
        answer = self._messages[key]
        assert isinstance(answer, Answer)
        answer.about(origin_id=name, model=model, created_at=at)
        answer.words.append(words)
        if not extra:
            return key
        answer.thoughts.append(str(extra.get("reasoning", "")))
        calls = extra.get("tool_calls")
        for call in calls if isinstance(calls, list) else ():
            answer.calls.append(called(call.get("name"), call.get("input")))
            self._tools[str(call.get("id"))] = str(call.get("name"))
        return key

    def _said(self, name: str, before: str | None, message: Mapping[str, object], at: str | None) -> str | None:
        content = message.get("content")
        if isinstance(content, str):
            return self._spoke(name, before, shapes.worded(content), shapes.NOTHING, at)
        parts = content if isinstance(content, list) else [content]
        results = [part for part in parts if isinstance(part, dict) and part.get("type") == "tool_result"]
        rest = [part for part in parts if part not in results]
        home, answers = before, []
        for part in results:
            home = self._answer(name, home)
            answers.append(self._outcome(home, part))
        words, extra = shapes.content_of(rest, len(self._messages))
        for text in filter(None, answers):
            home = self._spoke(name, home, text, shapes.NOTHING, at)
        return self._spoke(name, home, words, extra, at)

    def _spoke(
        self, name: str, before: str | None, text: str, beside: Mapping[str, object], at: str | None
    ) -> str | None:
        """Words said to be the person's; gives back the message after which it goes on."""
        if not text and not beside:
            return before
        role, shown = _as_said(text)
        if not shown and not beside:
            return before
        above = len(self._messages) - 1 if self._messages else None  # nearly always the one before
        said = Message(role, canonical(shown), above, origin_id=name, created_at=at, extra=beside)
        return self._add(name, before, said)

    def _outcome(self, home: str, part: Mapping[str, object]) -> str:
        """Keep a tool's result; gives back what the person said in its place, when the person refused the call."""
        result = ""
        with suppress(WrongShape):
            result, _ = shapes.content_of(part.get("content"), 0)
        refused, said = injected.refusal(result)
        answer = self._messages[home]
        assert isinstance(answer, Answer)
        tool = self._tools.get(str(part.get("tool_use_id")))
        answer.calls.append(outcome(tool, injected.REFUSED if refused else result))
        return said or (injected.REFUSED if refused else "")

    def _add(self, name: str, before: str | None, message: Message) -> str:
        key = name
        while key in self._messages:  # one event may hold a refusal and words of its own
            key += "+"
        self._messages[key] = message
        self._parents[key] = before
        self._at = key
        return key

    def told(self) -> Found | Problem:
        """What it holds, with its place; a subagent's own log, of which there are many, says so."""
        found = placed(self.found(), self.place)
        if isinstance(found, Problem) and self._side:
            return Problem(found.place, found.reason, "A subagent's log: no person says anything in it.")
        return found

    def found(self) -> Found:
        """What it holds, without a place."""
        nodes = {
            name: Node(
                spoken(item.message(i - 1 if i else None) if isinstance(item, Answer) else item), self._parents[name]
            )
            for i, (name, item) in enumerate(self._messages.items())
        }
        messages = tuple(branched(nodes, self._at))
        created = next((message.created_at for message in messages if message.created_at), None)
        about = {"origin_id": self._id, "title": self._title(), "model": self._model, "created_at": created}
        return Found("", Conversation(messages, **about))


def _as_said(text: str) -> tuple[Role, str]:
    """Who really says `text`, and how it is shown."""
    if text == injected.REFUSED:
        return Role.SYSTEM, text
    own = injected.own_words(text)
    if injected.is_machine(own):
        return Role.SYSTEM, injected.told(own)
    return Role.USER, own
