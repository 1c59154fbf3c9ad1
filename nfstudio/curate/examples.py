"""From reviewed conversations to preference examples: which answer a feedback judges, and what the model had seen by
then. The feedback itself, and all that follows, stays out of every prompt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nfstudio.domain.conversation import Conversation, Message, Role, canonical
from nfstudio.domain.feedback import Category, Polarity, Scope, Status
from nfstudio.domain.span import Span

STATUSES: Mapping[str, frozenset[Status]] = {
    "confirmed": frozenset({Status.CONFIRMED}),
    "auto": frozenset({Status.AUTO}),
    "all": frozenset({Status.CONFIRMED, Status.AUTO}),
}
"""The choices a person has (`--status`); what was rejected, skipped or is below the threshold never leaves."""


class Reason(StrEnum):
    """Why a feedback gave no row; shown and written by these names."""

    REJECTED = "rejected"
    SKIPPED = "skipped"
    LOW = "below the threshold"
    STATUS = "status not chosen"
    CATEGORY = "category not chosen"
    SCORE = "below the minimum score"
    TARGET = "no target"
    CONFLICT = "conflict"
    ANSWER = "empty answer"
    PROMPT = "no prompt"


_NEVER = {Status.REJECTED: Reason.REJECTED, Status.SKIPPED: Reason.SKIPPED, Status.LOW: Reason.LOW}
_OF_THE_CONVERSATION = ("conversation_id", "source", "target_position")


@dataclass(frozen=True, slots=True)
class JudgedFeedback:
    """One feedback as it stands now, counted by indices into the conversation's `messages`.

    Attributes:
        message: the user message it stands in.
        target: the answer it speaks about.
        score: None for a span made by hand.
        detector: name of the detector that claims it; None for a span made by hand.
    """

    message: int
    target: int | None
    span: Span
    category: Category
    status: Status
    score: float | None = None
    detector: str | None = None
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A conversation with its feedback, in any order.

    Attributes:
        conversation_id: the id people know it by: the dump's, else the project's.
        source: the file it came from, as it may be told to others.
    """

    conversation: Conversation
    conversation_id: str
    source: str
    feedback: tuple[JudgedFeedback, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which feedback leaves.

    Attributes:
        statuses: one of `STATUSES`.
        min_score: asked of undecided feedback only, since a person's word outranks a score; without a score it fails.
        include: neutral categories to take in beside the positive and the negative ones; their label is false.

    Raises:
        ValueError: when a status is named that never leaves.
    """

    statuses: frozenset[Status] = STATUSES["all"]
    min_score: float | None = None
    include: frozenset[Category] = frozenset()

    def __post_init__(self) -> None:
        if never := sorted(self.statuses - STATUSES["all"]):
            raise ValueError(f"feedback with the status {never[0]} is never exported")

    def record(self) -> dict[str, object]:
        """The same as plain JSON values, for the manifest."""
        return {
            "status": sorted(self.statuses),
            "min_score": self.min_score,
            "categories": [category.value for category in Category if self._takes(category)],
        }

    def refusal(self, feedback: JudgedFeedback) -> Reason | None:
        """Why this feedback is not chosen; None when it is."""
        if feedback.status not in self.statuses:
            return _NEVER.get(feedback.status, Reason.STATUS)
        if not self._takes(feedback.category):
            return Reason.CATEGORY
        if self.min_score is None or feedback.status is Status.CONFIRMED:
            return None
        return None if (feedback.score or 0.0) >= self.min_score else Reason.SCORE

    def _takes(self, category: Category) -> bool:
        return category.polarity is not Polarity.NEUTRAL or category in self.include


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a judgement comes from; positions count from 0 along the path from the first message to the feedback."""

    conversation_id: str
    source: str
    target_position: int
    feedback_position: int
    category: Category
    quote: str
    start: int
    end: int
    status: Status
    score: float | None
    detector: str | None
    scope: Scope | None

    def record(self) -> dict[str, object]:
        """The same as plain JSON values, every name always present."""
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def strength(self) -> tuple[object, ...]:
        """Sorts the strongest first: confirmed, then the higher score (a span made by hand counts as 1), then the
        nearest to the answer; the rest only makes the order total."""
        score = 1.0 if self.score is None else self.score
        place = (self.feedback_position, self.start, self.end)
        names = (self.category, self.quote, self.detector or "", self.scope or "")
        return self.status is not Status.CONFIRMED, -score, *place, *names


@dataclass(frozen=True, slots=True)
class Example:
    """One unpaired preference: a judged answer, what stood before it, and whether it was wanted.

    Attributes:
        provenance: the strongest feedback behind the label.
        also: further feedback of the same sign on the same answer, strongest first.
    """

    prompt: tuple[Message, ...]
    completion: Message
    label: bool
    provenance: Provenance
    also: tuple[Provenance, ...] = ()

    @property
    def category(self) -> Category:
        """The category of the strongest feedback."""
        return self.provenance.category

    @property
    def conversation_id(self) -> str:
        """The id people know the conversation by."""
        return self.provenance.conversation_id

    @property
    def judgements(self) -> int:
        """How many feedback stand behind this row."""
        return 1 + len(self.also)

    @property
    def meta(self) -> dict[str, object]:
        """The provenance of the row as plain JSON values; `also` repeats nothing that all of it shares."""
        also = [
            {name: value for name, value in other.record().items() if name not in _OF_THE_CONVERSATION}
            for other in self.also
        ]
        return {**self.provenance.record(), "also": also}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many feedback gave no row, and why."""

    reason: Reason
    count: int = 1


def unpaired(reviewed: Reviewed, selection: Selection) -> Iterator[Example | LeftOut]:
    """The unpaired preferences of one conversation: at most one for each judged answer, in the order of the answers.

    Every feedback is accounted for once: in an example (`judgements`) or in a `LeftOut`. The result does not depend
    on the order of `reviewed.feedback`. Rules: feedback is filtered first, so what was not chosen raises no conflict;
    feedback of opposite signs on one answer is a conflict and gives nothing; a prompt is all that stands before the
    answer on its own path; there the person asks, and the person or a tool speaks last, but for system messages.
    """
    messages = reviewed.conversation.messages
    depths = _depths(messages)
    judged: dict[int, list[JudgedFeedback]] = {}
    for feedback in reviewed.feedback:
        if reason := selection.refusal(feedback):
            yield LeftOut(reason)
        elif feedback.target is None or not _speaks_about(messages, feedback.target, feedback.message):
            yield LeftOut(Reason.TARGET)
        else:
            judged.setdefault(feedback.target, []).append(feedback)
    targets = sorted(judged)
    for target, path in zip(targets, _paths(messages, depths, targets), strict=True):
        feedbacks = judged[target]
        if reason := _unfit(path, feedbacks):
            yield LeftOut(reason, len(feedbacks))
        else:
            yield _example(reviewed, path, feedbacks, depths)


def _depths(messages: Sequence[Message]) -> list[int]:
    """For each message its position along its path, counted from 0; parents stand before their children."""
    depths: list[int] = []
    for message in messages:
        depths.append(0 if message.parent is None else depths[message.parent] + 1)
    return depths


def _paths(messages: Sequence[Message], depths: Sequence[int], leaves: Iterable[int]) -> Iterator[list[Message]]:
    """The path to each leaf, that leaf last; valid until the next is asked for.

    Each grows from the one before as far as they agree, so a long conversation is walked once, not once a leaf.
    """
    path: list[Message] = []
    for leaf in leaves:
        added: list[Message] = []
        at: int | None = leaf
        while at is not None and not (depths[at] < len(path) and path[depths[at]] is messages[at]):
            added.append(messages[at])
            at = messages[at].parent
        del path[0 if at is None else depths[at] + 1 :]
        path += reversed(added)
        yield path


def _speaks_about(messages: Sequence[Message], target: int, message: int) -> bool:
    """Whether `target` is an answer that stands before the user message `message` on its path.

    Followed upwards from the message no further than to the target: mostly it is the parent.
    """
    if messages[target].role is not Role.ASSISTANT or messages[message].role is not Role.USER:
        return False
    at: int | None = message
    while at is not None and at > target:
        at = messages[at].parent
    return at == target


def _unfit(messages: Sequence[Message], feedbacks: Sequence[JudgedFeedback]) -> Reason | None:
    """Why an answer, the last of `messages`, gives no row; None when it does."""
    if len({_wanted(feedback) for feedback in feedbacks}) > 1:
        return Reason.CONFLICT
    *prompt, answer = messages
    if not answer.content.strip():
        return Reason.ANSWER
    return None if _asks(prompt) else Reason.PROMPT


def _asks(prompt: Sequence[Message]) -> bool:
    """Whether a person asks here, and the last to speak is that person or a tool; system messages may follow."""
    last = next((message for message in reversed(prompt) if message.role is not Role.SYSTEM), None)
    if last is None or last.role is Role.ASSISTANT or not (last.role is Role.TOOL or last.content.strip()):
        return False
    return any(message.role is Role.USER and message.content.strip() for message in reversed(prompt))


def _wanted(feedback: JudgedFeedback) -> bool:
    """The label: only positive feedback says that an answer was wanted."""
    return feedback.category.polarity is Polarity.POSITIVE


def _example(
    reviewed: Reviewed, messages: Sequence[Message], feedbacks: Sequence[JudgedFeedback], depths: Sequence[int]
) -> Example:
    traces = sorted((_trace(reviewed, feedback, depths) for feedback in feedbacks), key=lambda trace: trace.strength)
    *prompt, answer = messages
    return Example(tuple(prompt), answer, _wanted(feedbacks[0]), traces[0], tuple(traces[1:]))


def _trace(reviewed: Reviewed, feedback: JudgedFeedback, depths: Sequence[int]) -> Provenance:
    if feedback.target is None:
        raise ValueError("feedback without a target has no place in an example")
    words = reviewed.conversation.messages[feedback.message].content
    return Provenance(
        # Names of files may hold what no JSON can; see `canonical`.
        conversation_id=canonical(reviewed.conversation_id),
        source=canonical(reviewed.source),
        target_position=depths[feedback.target],
        feedback_position=depths[feedback.message],
        category=feedback.category,
        quote=feedback.span.of(words),
        start=feedback.span.start,
        end=feedback.span.end,
        status=feedback.status,
        score=None if feedback.score is None else float(feedback.score),
        detector=feedback.detector,
        scope=feedback.scope,
    )
