"""What feedback is: the five categories, what detectors claim, what people decide, and what both amount to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto

from nfstudio.domain.span import Span, overlap

ABSORBS = 0.5
"""Overlap (intersection over union) from which a new detection is the same claim as a decided span."""


class Polarity(StrEnum):
    """The sign of a feedback: derived from its category, never stored."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    NEUTRAL = "neutral"


class Category(StrEnum):
    """The five categories, stored by these names."""

    POSITIVE = "POSITIVE"
    CORRECTION = "AWARE_WITH_CORRECTION"
    COMPLAINT = "AWARE_WITHOUT_CORRECTION"
    REPHRASE = "REPHRASE"
    CLARIFICATION = "CLARIFICATION"

    @property
    def short(self) -> str:
        """The name shown to people."""
        return self.name.capitalize()

    @property
    def letter(self) -> str:
        """The mark that stands beside a span, so that nothing depends on colour."""
        return _LETTERS[self]

    @property
    def meaning(self) -> str:
        """One line for people who have not read the guide."""
        return _MEANINGS[self]

    @property
    def polarity(self) -> Polarity:
        """Positive, negative (Correction, Complaint) or neutral (Rephrase, Clarification: what they say of the
        answer is too weak to train on unless a person chooses so)."""
        return _POLARITIES[self]

    @classmethod
    def parse(cls, name: str) -> "Category":
        """The category called `name`, stored or short, in any letter case.

        Raises:
            ValueError: when no category has that name.
        """
        found = _CATEGORIES.get(name) or _CATEGORIES.get(name.strip().casefold())
        if found is not None:
            return found
        raise ValueError(f"no category is called {name!r}; there are {', '.join(c.short for c in cls)}")


_CATEGORIES = {
    name: category
    for category in Category
    for name in (category.value, category.value.casefold(), category.short.casefold())
}
"""By every name that `Category.parse` takes."""
_LETTERS = {
    Category.POSITIVE: "P",
    Category.CORRECTION: "C",
    Category.COMPLAINT: "N",
    Category.REPHRASE: "R",
    Category.CLARIFICATION: "Q",
}
_MEANINGS = {
    Category.POSITIVE: "Thanks for, praises or confirms the answer.",
    Category.CORRECTION: "Says the answer is wrong or incomplete, and says what is right or wanted.",
    Category.COMPLAINT: "Says the answer is wrong or unhelpful, without saying what is right.",
    Category.REPHRASE: "Asks again for what was asked before, because the answer did not serve.",
    Category.CLARIFICATION: "Doubts the answer, or asks for what it should have contained.",
}
_POLARITIES = {
    Category.POSITIVE: Polarity.POSITIVE,
    Category.CORRECTION: Polarity.NEGATIVE,
    Category.COMPLAINT: Polarity.NEGATIVE,
    Category.REPHRASE: Polarity.NEUTRAL,
    Category.CLARIFICATION: Polarity.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a detector claims what it claims; kept with the detection and shown as "why".

    Attributes:
        rules: ids of the rules that fired.
        similar_to: the earlier message of the same person that this one repeats, as its distance (1 = the previous).
        similarity: how alike the two are, in [0, 1].
        probabilities: category name -> probability, from an encoder.
        contributions: what spoke most for (above 0) or against the category when all opinions were weighed: name of a
            feature -> logits.
        notes: short plain sentences, such as "the answer asked nothing".
    """

    rules: tuple[str, ...] = ()
    similar_to: int | None = None
    similarity: float | None = None
    probabilities: Mapping[str, float] = field(default_factory=dict)
    contributions: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detection:
    """One claim of one detector about one user message; never changed once stored.

    Attributes:
        message: id of the user message (an index or id that the caller chose).
        score: how sure, in [0, 1].
        target: id of the assistant message spoken about.
        id, run: set by the store.
    """

    message: int
    span: Span
    category: Category
    score: float
    target: int | None = None
    evidence: Evidence = Evidence()
    id: int | None = None
    run: int | None = None


class Verdict(StrEnum):
    """What a person says of a claim. Corrected = accepted with another span or category; withdraw = as if
    nothing had been said."""

    ACCEPT = "accept"
    REJECT = "reject"
    SKIP = "skip"
    WITHDRAW = "withdraw"


class Scope(StrEnum):
    """Whether a feedback holds for everyone or states one person's wish."""

    EVERYONE = "everyone"
    PERSONAL = "personal"


class Status(StrEnum):
    """Where a feedback stands in review."""

    CONFIRMED = "confirmed"
    AUTO = "auto"
    LOW = "low"
    REJECTED = "rejected"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that one reviewer said about one feedback; decisions are only ever added.

    Attributes:
        message: id of the user message.
        verdict, span, category: the outcome.
        subject: id of the first decision about the same feedback; None when this is the first.
        detection: id of the detection decided upon; None for a span made by hand.
        anchor_span, anchor_category: what was decided upon, as it stood before: the detection's for a first decision.
        run: newest run that had processed the message when the decision was made.
        target, scope, note, flags: what the person added.
        id, step: set by the store.
    """

    message: int
    verdict: Verdict
    span: Span
    category: Category
    subject: int | None = None
    detection: int | None = None
    anchor_span: Span | None = None
    anchor_category: Category | None = None
    run: int | None = None
    target: int | None = None
    scope: Scope | None = None
    note: str = ""
    flags: tuple[str, ...] = ()
    reviewer: str = ""
    id: int | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What detections and decisions amount to now, for one claim about one message.

    Attributes:
        detection: the detection of the newest run behind it, None for a span no detector claims.
        subject: first decision about it, None while undecided.
        decision: the decision that counts, None while undecided.
    """

    message: int
    span: Span
    category: Category
    status: Status
    score: float | None
    target: int | None
    detection: int | None = None
    subject: int | None = None
    decision: int | None = None
    scope: Scope | None = None
    note: str = ""
    flags: tuple[str, ...] = ()


_STATUS = {Verdict.ACCEPT: Status.CONFIRMED, Verdict.REJECT: Status.REJECTED, Verdict.SKIP: Status.SKIPPED}


def _always(_: Detection) -> bool:
    return True


def resolve(
    detections: Iterable[Detection],
    decisions: Iterable[Decision],
    *,
    counts: Callable[[Detection], bool] = _always,
    read: bool = False,
) -> tuple[Feedback, ...]:
    """What stands for one message: its newest detections, as far as no decision covers them, and its decisions.

    Args:
        detections: those of the newest run that processed the message.
        decisions: those in force (undone ones left out), in the order they were made.
        counts: whether an undecided detection is sure enough (see `Thresholds.passes`); others have status `low`.
        read: somebody has judged the message as a whole; what was not named then is rejected by that reading.

    Returns:
        Feedback in order of position, then category.

    A decided feedback takes in (absorbs) every detection of its own category that overlaps it by at least
    `ABSORBS`; when it finds none of its category it takes in the others of a *newer* run, because the claim that
    was decided upon has then come back under another name. So a detection that was on the screen beside the
    decided one stays, and a new run brings no decided claim back, rejected ones included.
    """
    detections = list(detections)
    subjects = _subjects(decisions)
    absorbed: dict[int, list[Detection]] = {subject: [] for subject in subjects}
    free = set(range(len(detections)))
    for tie in _TIES if detections else ():
        for subject, chain in subjects.items():
            if tie is _Tie.RENAMED and absorbed[subject]:
                continue
            hits = [i for i in sorted(free) if _tie(chain, detections[i]) is tie]
            free.difference_update(hits)
            absorbed[subject] += [detections[i] for i in hits]
    feedback = [_decided(chain[-1], subject, absorbed[subject]) for subject, chain in subjects.items()]
    feedback += [_undecided(detections[i], counts=counts(detections[i]), read=read) for i in sorted(free)]
    return tuple(sorted(feedback, key=lambda f: (f.span, f.category, f.subject or 0, f.detection or 0)))


def _subjects(decisions: Iterable[Decision]) -> dict[int, list[Decision]]:
    """Decisions by the feedback they speak about; withdrawn feedback left out."""
    chains: dict[int, list[Decision]] = {}
    for decision in decisions:
        subject = decision.subject if decision.subject is not None else decision.id
        if subject is None:
            raise ValueError("a decision without an id cannot be resolved")
        chains.setdefault(subject, []).append(decision)
    return {subject: chain for subject, chain in chains.items() if chain[-1].verdict is not Verdict.WITHDRAW}


class _Tie(Enum):
    """How a detection hangs together with what was decided, strongest first."""

    ITSELF = auto()
    SAME_CATEGORY = auto()
    RENAMED = auto()


_TIES = tuple(_Tie)


def _tie(chain: Sequence[Decision], detection: Detection) -> _Tie | None:
    """How `detection` hangs together with the feedback decided in `chain`; None when it does not."""
    first, last = chain[0], chain[-1]
    if detection.id is not None and detection.id == first.detection:
        return _Tie.ITSELF
    spans = [last.span] + ([first.anchor_span] if first.anchor_span else [])
    if max(overlap(span, detection.span) for span in spans) < ABSORBS:
        return None
    if detection.category in (last.category, first.anchor_category):
        return _Tie.SAME_CATEGORY
    newer = last.run is None or (detection.run is not None and detection.run > last.run)
    return _Tie.RENAMED if newer else None


def _decided(last: Decision, subject: int, absorbed: Sequence[Detection]) -> Feedback:
    claim = max(absorbed, key=lambda d: (overlap(d.span, last.span), d.score), default=None)
    return Feedback(
        message=last.message,
        span=last.span,
        category=last.category,
        status=_STATUS[last.verdict],
        score=claim.score if claim else None,
        target=last.target if last.target is not None else (claim.target if claim else None),
        detection=claim.id if claim else None,
        subject=subject,
        decision=last.id,
        scope=last.scope,
        note=last.note,
        flags=last.flags,
    )


def _undecided(detection: Detection, *, counts: bool, read: bool) -> Feedback:
    status = Status.AUTO if counts else Status.LOW
    return Feedback(
        message=detection.message,
        span=detection.span,
        category=detection.category,
        status=Status.REJECTED if read else status,
        score=detection.score,
        target=detection.target,
        detection=detection.id,
    )
