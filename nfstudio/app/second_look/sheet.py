"""What a second reader makes of one message: the detector's claims, each with or without a verdict, and spans of their
own. Plain values, so that undoing is going back to the value before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nfstudio.domain.feedback import ABSORBS, Category, Detection, Status
from nfstudio.domain.span import Span, overlap, trim
from nfstudio.errors import StudioError
from nfstudio.store.blind_reading import Claims
from nfstudio.store.half_readings import Said
from nfstudio.store.second_look import Found


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of a sheet.

    Attributes:
        id: its number on this sheet, from 1.
        status: confirmed, rejected, auto (a claim without a verdict) or low (a claim below the threshold, likewise).
        claim: the detection behind it; None for a span of the reader's own.
    """

    id: int
    span: Span
    category: Category
    status: Status
    claim: Detection | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The marks of one message, in reading order."""

    message: int
    marks: tuple[Mark, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every claim that counts has its verdict."""
        return not self.undecided

    @property
    def undecided(self) -> tuple[Mark, ...]:
        """The claims that still want a verdict."""
        return tuple(mark for mark in self.marks if mark.status is Status.AUTO)

    @property
    def found(self) -> Found:
        """The reading: what the message holds."""
        held = {(mark.span, mark.category) for mark in self.marks if mark.status is Status.CONFIRMED}
        return tuple(sorted(held))

    def mark(self, number: int | None) -> Mark | None:
        """The mark of that number."""
        return next((mark for mark in self.marks if mark.id == number), None)

    def say(self, number: int, status: Status) -> "Sheet":
        """Give a mark its verdict; a rejected span of the reader's own is gone."""
        if status is Status.REJECTED and _own(self.mark(number)):
            return self.having(mark for mark in self.marks if mark.id != number)
        return self._changed(number, status=status)

    def call(self, number: int, category: Category) -> "Sheet":
        """It is feedback, of this category."""
        return self._changed(number, category=category, status=Status.CONFIRMED)

    def move(self, number: int, span: Span) -> "Sheet":
        """It is feedback, with these edges."""
        return self._changed(number, span=span, status=Status.CONFIRMED)

    def add(self, span: Span, category: Category) -> tuple["Sheet", int]:
        """A span of the reader's own, or the one that stands there already; and its number."""
        same = next((mark for mark in self.marks if (mark.span, mark.category) == (span, category)), None)
        if same is not None:
            return self.say(same.id, Status.CONFIRMED), same.id
        made = Mark(self._next(), span, category, Status.CONFIRMED)
        return self.having([*self.marks, made]), made.id

    def split(self, number: int, at: int, content: str) -> "Sheet":
        """Cut a mark in two before the code point `at` of the message's content; both halves are feedback.

        Raises:
            StudioError: when one half would be empty.
        """
        mark = self.mark(number)
        assert mark is not None
        inside = mark.span.start < at < mark.span.end
        halves = [trim(Span(mark.span.start, at), content), trim(Span(at, mark.span.end), content)] if inside else []
        first, second = halves or (None, None)
        if first is None or second is None:
            raise StudioError("There are no words on one side of the cut.", "Put the caret between two words.")
        cut = self.move(number, first)
        return cut.having([*cut.marks, Mark(self._next(), second, mark.category, Status.CONFIRMED)])

    def merge(self, number: int) -> "Sheet":
        """Let a mark grow over the next one that stands, or over the one before the last.

        Raises:
            StudioError: when no other stands.
        """
        standing = [mark for mark in self.marks if mark.status is not Status.REJECTED or mark.id == number]
        at = next(i for i, mark in enumerate(standing) if mark.id == number)
        other = next(iter([*standing[at + 1 : at + 2], *standing[max(0, at - 1) : at]]), None)
        if other is None:
            raise StudioError("No other span stands in this message.", "Two spans of one message can be merged.")
        one = standing[at].span
        grown = self.move(number, Span(min(one.start, other.span.start), max(one.end, other.span.end)))
        return grown.say(other.id, Status.REJECTED)

    def closed(self) -> "Sheet":
        """Read to its end: what was claimed and not accepted is no feedback."""
        marks = (replace(m, status=Status.REJECTED) if m.status is Status.AUTO else m for m in self.marks)
        return self.having(marks)

    def _next(self) -> int:
        return 1 + max((mark.id for mark in self.marks), default=0)

    def _changed(self, number: int, **what: object) -> "Sheet":
        return self.having(replace(m, **what) if m.id == number else m for m in self.marks)  # type: ignore[arg-type]

    @property
    def said(self) -> tuple[Said, ...]:
        """The marks as the project keeps them while the message is read."""
        return tuple(Said(m.span, m.category, m.status, m.claim.id if m.claim else None) for m in self.marks)

    def having(self, marks: Iterable[Mark]) -> "Sheet":
        """With these marks instead."""
        return replace(self, marks=tuple(sorted(marks, key=lambda mark: (mark.span, mark.category, mark.id))))


def begun(message: int, claims: Claims, found: Found | None) -> Sheet:
    """The sheet as it is taken up: the bare claims, or what the reader has made of them already.

    Args:
        found: the reading that is kept; None while there is none.
    """
    if found is None:
        marks: list[_Made] = [(claim.span, claim.category, Status.AUTO, claim) for claim in claims.sure]
        marks += [(claim.span, claim.category, Status.LOW, claim) for claim in claims.unsure]
    else:
        marks = _read(list(claims.sure), list(claims.unsure), found)
    made = (Mark(number, *mark) for number, mark in enumerate(marks, 1))
    return Sheet(message).having(made)


def resumed(message: int, claims: Claims, said: Sequence[Said]) -> Sheet:
    """The sheet as its reader left it half read. Where another run has claimed other things since, what was accepted
    stays, with the claim that is most like it; its other claims are new and want a verdict."""
    sure, unsure = list(claims.sure), list(claims.unsure)
    marks: list[_Made] = []
    for one in said:
        known = [claim for claim in (*sure, *unsure) if claim.id == one.detection]
        near = _likest([*sure, *unsure], one.span, one.category) if one.detection is not None else None
        claim = known[0] if known else near
        if claim is None and one.status is not Status.CONFIRMED:
            continue  # a claim that no run makes any more
        for some in (sure, unsure):
            some[:] = [other for other in some if other is not claim]
        marks.append((one.span, one.category, one.status, claim))
    marks += [(claim.span, claim.category, Status.AUTO, claim) for claim in sure]
    marks += [(claim.span, claim.category, Status.LOW, claim) for claim in unsure]
    return Sheet(message).having(Mark(number, *mark) for number, mark in enumerate(marks, 1))


_Made = tuple[Span, Category, Status, Detection | None]


def _read(sure: list[Detection], unsure: list[Detection], found: Found) -> list[_Made]:
    """Each span of the reading with the claim it came from; of the other claims, those that count were rejected."""
    marks: list[_Made] = []
    for span, category in found:
        claim = _likest([*sure, *unsure], span, category)
        marks.append((span, category, Status.CONFIRMED, claim))
        for some in (sure, unsure):
            some[:] = [one for one in some if one is not claim]
    marks += [(claim.span, claim.category, Status.REJECTED, claim) for claim in sure]
    return marks + [(claim.span, claim.category, Status.LOW, claim) for claim in unsure]


def _likest(claims: Sequence[Detection], span: Span, category: Category) -> Detection | None:
    near = [claim for claim in claims if overlap(claim.span, span) >= ABSORBS]
    return max(near, key=lambda claim: (claim.category is category, overlap(claim.span, span)), default=None)


def _own(mark: Mark | None) -> bool:
    return mark is not None and mark.claim is None
