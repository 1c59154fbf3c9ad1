"""What curation starts from and what it hands on: conversations with their feedback, which of it is chosen, examples
that say where they come from, and what was left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nfstudio.domain.conversation import Conversation, canonical
from nfstudio.domain.feedback import Category, Polarity, Scope, Status
from nfstudio.domain.preferences import Content
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
    SIGN = "not positive"
    PARTNER = "no other answer to pair with"
    EQUAL = "both answers are the same"
    PERSONAL = "a wish of one person"
    TOPIC = "the later answer is about something else"
    APOLOGY = "the later answer only apologises"
    CUT = "the later answer is cut off"
    LEANS = "the later answer leans on the correction"
    MERGE = "the correction cannot be merged into the prompt"
    UNSURE = "a rephrase that nobody has confirmed"
    UNPAIRED = "the conversation as prompt has no rejected answer"


class Way(StrEnum):
    """How a row was made: what `recipe` says in its provenance."""

    JUDGED = "judged-answer"
    PRAISED = "praised-answer"
    REWRITE = "rewrite"
    CORRECTED = "after-correction"
    SIBLINGS = "siblings"
    THUMBS = "thumbs"
    CHANCE = "random-control"


class PromptForm(StrEnum):
    """What the answer after a correction is an answer to (see `pairs`)."""

    ORIGINAL = "original"
    MERGED = "merged"
    CONVERSATION = "conversation"


_NEVER = {Status.REJECTED: Reason.REJECTED, Status.SKIPPED: Reason.SKIPPED, Status.LOW: Reason.LOW}


@dataclass(frozen=True, slots=True)
class JudgedFeedback:
    """One feedback as it stands now, counted by indices into the conversation's `messages`.

    Attributes:
        message: the user message it stands in.
        target: the answer it speaks about.
        score: None for a span made by hand.
        detector: name of the detector that claims it; None for a span made by hand.
        rules: ids of the rules behind it.
        reviewer: who decided about it.
    """

    message: int
    target: int | None
    span: Span
    category: Category
    status: Status
    score: float | None = None
    detector: str | None = None
    scope: Scope | None = None
    rules: tuple[str, ...] = ()
    reviewer: str | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A conversation with its feedback, in any order.

    Attributes:
        conversation_id: the id people know it by: the dump's, else the project's.
        source: the file it came from, as it may be told to others.
        source_sha256: of that file, where it is known.
        rewrites: better answers written by people, by the index of the answer.
        readings: messages judged as a whole, and whether the reader hesitated.
        number: by which the project knows it.
    """

    conversation: Conversation
    conversation_id: str
    source: str
    feedback: tuple[JudgedFeedback, ...]
    source_sha256: str | None = None
    rewrites: Mapping[int, str] = field(default_factory=dict)
    readings: Mapping[int, bool] = field(default_factory=dict)
    number: int | None = None


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
class Trace:
    """One feedback behind a row; positions count from 0 along the path from the first message to the feedback."""

    feedback_position: int
    category: Category
    quote: str
    start: int
    end: int
    status: Status
    reviewer: str | None
    score: float | None
    rules: tuple[str, ...]
    detector: str | None
    scope: Scope | None

    def record(self) -> dict[str, object]:
        """The same as plain JSON values, every name always present."""
        return {  # one by one: of a million rows each has one
            "feedback_position": self.feedback_position,
            "category": self.category,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "status": self.status,
            "reviewer": self.reviewer,
            "score": self.score,
            "rules": self.rules,
            "detector": self.detector,
            "scope": self.scope,
        }

    @property
    def strength(self) -> tuple[object, ...]:
        """Sorts the strongest first: confirmed, then the higher score (a span made by hand counts as 1), then the
        nearest to the answer; the rest only makes the order total."""
        score = 1.0 if self.score is None else self.score
        place = (self.feedback_position, self.start, self.end)
        names = (self.category, self.quote, self.detector or "", self.scope or "", self.rules, self.reviewer or "")
        return self.status is not Status.CONFIRMED, -score, *place, *names


TRACE: tuple[str, ...] = tuple(Trace.__slots__)
_NO_TRACE: Mapping[str, object] = dict.fromkeys(TRACE) | {"rules": ()}


@dataclass(frozen=True, slots=True)
class Side:
    """One answer of a pair.

    Attributes:
        target_position: where the answer stands; of a rewrite, where the answer stands that it betters.
        by: "model" or "person".
        rating: an explicit thumb.
        traces: the feedback about it, strongest first.
    """

    target_position: int
    by: str
    rating: int | None = None
    traces: tuple[Trace, ...] = ()

    def record(self) -> dict[str, object]:
        """The same as plain JSON values."""
        return {
            "target_position": self.target_position,
            "by": self.by,
            "rating": self.rating,
            "feedback": [trace.record() for trace in self.traces],
        }


@dataclass(frozen=True, slots=True)
class Example:
    """One row to be, with where it comes from.

    Attributes:
        target_position: where the judged answer stands on its path.
        traces: the feedback behind it, strongest first; none where only a rewrite or a thumb speaks.
        judgements: how many feedback this row accounts for.
        prompt_form: of pairs.
        chosen, rejected: the sides of a pair.
    """

    content: Content
    reviewed: Reviewed
    way: Way
    target_position: int | None = None
    traces: tuple[Trace, ...] = ()
    judgements: int = 0
    prompt_form: PromptForm | None = None
    chosen: Side | None = None
    rejected: Side | None = None

    @property
    def category(self) -> Category | None:
        """The category of the strongest feedback; None where there is no feedback."""
        return self.traces[0].category if self.traces else None

    @property
    def said(self) -> tuple[Trace, ...]:
        """All feedback behind the row; of a pair that about both sides, the chosen one's first."""
        if self.chosen is None or self.rejected is None:
            return self.traces
        return (*self.chosen.traces, *self.rejected.traces)

    @property
    def conversation_id(self) -> str:
        """The id people know the conversation by."""
        # Names may hold what no JSON can; see `canonical`.
        return canonical(self.reviewed.conversation_id)

    @property
    def meta(self) -> dict[str, object]:
        """The provenance of the row as plain JSON values, the same names in every example of a kind."""
        told: dict[str, object] = {
            "conversation_id": self.conversation_id,
            "source": canonical(self.reviewed.source),
            "source_sha256": self.reviewed.source_sha256,
            "recipe": self.way,
            "target_position": self.target_position,
        }
        told |= self.traces[0].record() if self.traces else _NO_TRACE
        if self.chosen is None or self.rejected is None:
            told["also"] = [trace.record() for trace in self.traces[1:]] if len(self.traces) > 1 else []
            return told
        # A merged prompt says more than the rejected answer had been told: the preference is the weaker for it.
        weak = self.way is Way.CORRECTED and self.prompt_form is PromptForm.MERGED
        sides = {"chosen": self.chosen.record(), "rejected": self.rejected.record()}
        return told | {"prompt_form": self.prompt_form, "weak": weak, **sides}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """So many feedback gave no row, and why."""

    reason: Reason
    count: int = 1


Outcome = Example | LeftOut
