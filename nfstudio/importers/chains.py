"""Logs of single calls repeat the history in every record: here each conversation comes out once, branches kept."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers.shapes import left_out, placed

CallRecord = tuple[str, Sequence["Call"]]
"""Where a record stood, such as "line 12", and the calls it tells of, all of one key; none when it was passed over."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request to a model and what it answered.

    Attributes:
        key: calls with the same key belong to one conversation.
        messages: the history that was sent, and the answer when there is one; each the child of the one before. Not
            read where only the key is asked for.
        at: when it was made, as `instant` text; later calls say where the person stands.
        fields: of the conversation: origin_id, title, model, language, user.
        goes_on: the request holds no history: its messages follow what the conversation already has.
        lost: a sentence about each of its messages that could not be read, and was left out.
    """

    key: Hashable
    messages: Sequence[Message] = ()
    at: str | None = None
    fields: Mapping[str, str | None] = field(default_factory=dict)
    goes_on: bool = False
    lost: Sequence[str] = ()


class Calls(Protocol):
    """Reads a file from its beginning."""

    def __call__(self, *, keys: bool) -> Iterator[CallRecord | Problem]:
        """One item for each record, whatever becomes of it, then problems of all of them together.

        Args:
            keys: only the keys of calls are wanted, as cheaply as they are to be had.
        """


def conversations(calls: Calls) -> Iterator[Found | Problem]:
    """Every conversation, where its last call stands.

    Args:
        calls: asked twice, first only for which record is the last of each conversation. So memory holds the
            conversations under way, not the file.
    """
    last = _last_records(calls)
    growing: dict[int, Growing] = {}
    for number, item in enumerate(calls(keys=False)):
        if isinstance(item, Problem):
            yield item
            continue
        place, made = item
        if not made:
            continue
        name = hash(made[0].key)
        grown = growing.get(name)
        if grown is None:
            if last.get(name) == number and len(made) == 1 and not made[0].lost:
                yield placed(_alone(made[0]), place)
                continue
            grown = growing[name] = Growing()
        grown.place = place
        for call in made:
            grown.take(call)
        if last.get(name) == number:
            yield from _whole(growing.pop(name))
    for grown in growing.values():  # their last record turned out to be no call
        yield from _whole(grown)


def _whole(grown: "Growing") -> Iterator[Found | Problem]:
    """The conversation, and what of it could not be read: said once, where it was met first."""
    yield placed(grown.found(), grown.place)
    for place, lost in grown.lost.items():
        yield Problem(place, Reason.WRONG_SHAPE, left_out(lost))


def _last_records(calls: Calls) -> dict[int, int]:
    """The number of the last record of each conversation, by the hash of its key."""
    last: dict[int, int] = {}
    for number, item in enumerate(calls(keys=True)):
        if not isinstance(item, Problem) and item[1]:
            last[hash(item[1][0].key)] = number
    return last


def _alone(call: Call) -> Found:
    """The conversation of the only call there is of it: what `Growing` would come to."""
    messages = tuple(
        message if message.on_active_path else message.under(message.parent, on_active_path=True)
        for message in call.messages
    )
    known = {name: value for name, value in call.fields.items() if value is not None}
    return Found("", Conversation(messages, created_at=call.at or None, **known))


_NOTHING = (None, None, None, None)
"""The id, model, time and rating of a message that only repeats words."""


def _named(message: Message, parent: int | None) -> tuple[int | None, Role, str, str]:
    """What a message is known again by when a later call repeats it."""
    calls = str(message.extra.get("tool_calls", "")) if message.extra else ""
    return parent, message.role, message.content.strip(), calls


class Growing:
    """A conversation that grows call by call; what a call repeats is recognised by its words.

    Attributes:
        place: where its latest call stands.
        lost: what could not be read, by the place of the call that told of it first.
    """

    def __init__(self) -> None:
        self.place = ""
        self.lost: dict[str, list[str]] = {}
        self._messages: list[Message] = []
        self._known: dict[tuple[int | None, Role, str, str], int] = {}
        self._fields: dict[str, str | None] = {}
        self._leaf: int | None = None
        self._latest = ""
        self._created: str | None = None
        self._waiting: list[Call] = []
        self._holed: list[Call] = []

    def take(self, call: Call) -> None:
        """One call more, in any order of time."""
        if call.lost:  # what stands in the holes is known when all whole calls are
            self._holed.append(call)
            self._tell(call.lost)
        elif call.goes_on:  # what it follows is known when all are: exports often have the newest first
            self._waiting.append(call)
        else:
            self._take(call)

    def _tell(self, lost: Sequence[str]) -> None:
        told = {sentence for known in self.lost.values() for sentence in known}
        if fresh := [sentence for sentence in lost if sentence not in told]:
            self.lost.setdefault(self.place, []).extend(fresh)

    def _take(self, call: Call) -> None:
        at = self._leaf if call.goes_on else None
        holed = bool(call.lost)
        for message in call.messages:
            at = self._place(message, self._over(at, message) if holed else at)
        when = call.at or ""
        if at is not None and when >= self._latest:  # the same second: the later record
            self._leaf, self._latest = at, when
        self._fields |= {name: value for name, value in call.fields.items() if value is not None}
        self._created = min(filter(None, (self._created, call.at)), default=None)

    def _over(self, parent: int | None, message: Message) -> int | None:
        """Under what `message` stands when it follows `parent` in a call with holes: what an other call has there."""
        if self._known_as(message, parent) is not None:
            return parent
        between = (i for i, other in enumerate(self._messages) if other.parent == parent)
        return next((i for i in between if self._known_as(message, i) is not None), parent)

    def _known_as(self, message: Message, parent: int | None) -> int | None:
        return self._known.get(_named(message, parent))

    def _place(self, message: Message, parent: int | None) -> int:
        """The index of `message` below `parent`; what was known of it already is completed."""
        calls = str(message.extra.get("tool_calls", "")) if message.extra else ""
        name = parent, message.role, message.content.strip(), calls  # as `_named` has it: asked for every repeated word
        index = self._known.get(name)
        if index is None:
            index = self._known[name] = len(self._messages)
            right = message if message.parent == parent else message.under(parent, on_active_path=True)
            self._messages.append(right)
            return index
        known = self._messages[index]
        about = message.origin_id, message.model, message.created_at, message.rating
        if about == _NOTHING and not message.extra:
            return index
        self._messages[index] = replace(
            known,
            origin_id=known.origin_id or message.origin_id,
            model=known.model or message.model,
            created_at=known.created_at or message.created_at,
            rating=known.rating or message.rating,
            extra={**message.extra, **known.extra} if message.extra else known.extra,
        )
        return index

    def found(self) -> Found:
        """What it holds, without a place; the path of the latest call is the active one."""
        for call in self._holed:
            if not call.goes_on:
                self._take(call)
        following = [*self._waiting, *(call for call in self._holed if call.goes_on)]
        for call in sorted(following, key=lambda call: call.at or ""):
            self._take(call)
        active: set[int] = set()
        at = self._leaf
        while at is not None:
            active.add(at)
            at = self._messages[at].parent
        for i, message in enumerate(self._messages):
            if message.on_active_path is not (i in active):
                self._messages[i] = message.under(message.parent, on_active_path=i in active)
        return Found("", Conversation(tuple(self._messages), created_at=self._created, **self._fields))
