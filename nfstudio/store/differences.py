"""What the newest run claims otherwise than what counted before it: written batch by batch beside its detections, so
that it can be told after a restart; a message keeps the difference of the newest run that read it, and no older one."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from nfstudio.domain.differences import Aspect, Change, Difference, differences
from nfstudio.domain.feedback import ABSORBS, Category, Detection, Status
from nfstudio.domain.span import Span, overlap
from nfstudio.store.feedback import Run, newest_run, runs
from nfstudio.store.project import Project

WORDS = 200
"""Characters of a claim's words that are told."""
PAGE = 500
ALL = frozenset({Change.NEW, Change.CHANGED, Change.GONE})


@dataclass(frozen=True, slots=True)
class Tally:
    """How much a run claims otherwise than what counted before it.

    Attributes:
        category, span, score: of the changed ones, how many in that; one may be in several.
        against: of all, those where a person has decided otherwise. The decision stands.
    """

    new: int = 0
    gone: int = 0
    changed: int = 0
    category: int = 0
    span: int = 0
    score: int = 0
    against: int = 0

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a difference; `words` is the beginning of what the span holds."""

    category: Category
    span: Span
    score: float
    words: str


@dataclass(frozen=True, slots=True)
class StoredDifference:
    """A difference as it is told.

    Attributes:
        before, after: as in `Difference`.
        feedback: the feedback it is about, as it stands; None where nothing stands any more.
        status, category: of that feedback.
        against: a person has decided otherwise.
    """

    id: int
    conversation: int
    message: int
    change: Change
    aspects: tuple[Aspect, ...]
    before: Claim | None
    after: Claim | None
    feedback: int | None
    status: Status | None
    category: Category | None
    against: bool


AGAINST = (
    "(x.status = 'confirmed' AND (d.change = 'gone' OR a.category <> x.category)"
    " OR x.status = 'rejected' AND d.change <> 'gone')"
)
"""Whether a decision (of feedback `x`) and the claim of today (difference `d`, detection `a`) disagree."""
_ABOUT = "x.message_id = d.message_id AND (x.detection_id = d.after_id OR x.subject_id = d.subject_id)"
_NEWEST = "d.run_id = (SELECT max(id) FROM runs)"
_JOINED = (
    "differences d CROSS JOIN feedback x ON"  # in this order: there are fewer differences than feedback
    f" {_ABOUT} LEFT JOIN detections a ON a.id = d.after_id WHERE {_NEWEST}"
)


def compare(db: sqlite3.Connection, run_id: int, after: int, up_to: int) -> None:
    """Keep how the claims of a run about the messages in (after, up_to] differ from those that counted before; in the
    transaction that stores them, once the feedback of these messages is resolved.

    A message that no run had read before has no difference: all in it is found for the first time.
    """
    own, *earlier = runs(db)
    if own.id != run_id:  # it goes on behind a newer one: what counts is not its own
        return
    db.execute("DELETE FROM differences WHERE message_id > ? AND message_id <= ?", (after, up_to))
    found = list(_found(db, own, earlier, (after, up_to)))
    decided = _decided(db, {one.message for one in found})
    db.executemany(
        "INSERT INTO differences(run_id, message_id, change, aspects, before_id, after_id, subject_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                run_id,
                one.message,
                one.change,
                " ".join(one.aspects),
                one.before and one.before.id,
                one.after and one.after.id,
                _subject(one, decided.get(one.message, ())),
            )
            for one in found
        ],
    )


def _found(db: sqlite3.Connection, own: Run, earlier: Sequence[Run], batch: tuple[int, int]) -> Iterator[Difference]:
    rows = db.execute(
        'SELECT id, run_id, message_id, start, "end", category, score FROM detections'
        " WHERE message_id > ? AND message_id <= ? ORDER BY message_id, id",
        batch,
    )
    for message, claims in groupby(rows, key=lambda row: row[2]):
        old = newest_run(earlier, message)
        if old is None:
            continue
        by_run: dict[int, list[Detection]] = {own.id: [], old.id: []}
        for id_, run, _, start, end, category, score in claims:
            if run in by_run:
                by_run[run].append(Detection(message, Span(start, end), Category(category), score, id=id_, run=run))
        yield from differences(
            by_run[old.id],
            by_run[own.id],
            counted=old.thresholds.passes,
            counts=own.thresholds.passes,
            scores=old.detector == own.detector,
        )


def _decided(db: sqlite3.Connection, messages: Collection[int]) -> Mapping[int, list[tuple[int, int | None, Span]]]:
    """Decided feedback of these messages: the decision it began with, the claim behind it and its words."""
    rows = db.execute(
        'SELECT message_id, subject_id, detection_id, start, "end" FROM feedback WHERE subject_id IS NOT NULL'
        " AND message_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(sorted(messages)),),
    )
    found: dict[int, list[tuple[int, int | None, Span]]] = {}
    for message, subject, detection, start, end in rows:
        found.setdefault(message, []).append((subject, detection, Span(start, end)))
    return found


def _subject(one: Difference, decided: Sequence[tuple[int, int | None, Span]]) -> int | None:
    """The decided feedback that a difference is about: the one behind which the claim stands, else the one on its
    words."""
    spans = [claim.span for claim in (one.before, one.after) if claim]
    for subject, detection, _ in decided:
        if one.after is not None and detection == one.after.id:
            return subject
    near = [(max(overlap(span, words) for span in spans), subject) for subject, _, words in decided]
    best = max(near, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] >= ABSORBS else None


def tally(project: Project, run_id: int) -> Tally | None:
    """How much a run claims otherwise; None when no run had been there before it."""
    db = project.db
    if not db.execute("SELECT 1 FROM runs WHERE id < ? AND high_water > 0 LIMIT 1", (run_id,)).fetchone():
        return None
    counts: dict[str, int] = {}
    for change, aspects, count in db.execute(
        "SELECT change, aspects, count(*) FROM differences WHERE run_id = ? GROUP BY 1, 2", (run_id,)
    ):
        for name in (change, *aspects.split()):
            counts[name] = counts.get(name, 0) + count
    (against,) = db.execute(
        f"SELECT count(DISTINCT d.id) FROM {_JOINED} AND d.run_id = ? AND {AGAINST}", (run_id,)
    ).fetchone()
    return Tally(**counts, against=against)


def condition(wanted: Collection[Change]) -> tuple[str, list[object]]:
    """SQL for feedback `f` that the newest run has changed in one of these ways."""
    which, values = _which(wanted)
    return f"f.id IN (SELECT x.id FROM {_JOINED} AND {which})", values


def conversation_condition(wanted: Collection[Change]) -> tuple[str, list[object]]:
    """SQL for conversations `c` in which the newest run has changed something so, also where no feedback is left."""
    changes = sorted(change.value for change in wanted if change is not Change.AGAINST)
    marks = ", ".join("?" * len(changes))
    inside = (
        "SELECT m.conversation_id FROM differences d JOIN messages m ON m.id = d.message_id"
        f" WHERE {_NEWEST} AND d.change IN ({marks})"
    )
    if Change.AGAINST in wanted:
        inside += f" UNION SELECT x.conversation_id FROM {_JOINED} AND {AGAINST}"
    return f"c.id IN ({inside})", list(changes)


def facet(db: sqlite3.Connection, where: str, values: Sequence[object], *, of_feedback: bool) -> list[tuple[str, int]]:
    """How many rows that a filter lets through each change would leave.

    Args:
        where: conditions on feedback `f` or conversations `c`, with " WHERE", or nothing.
    """
    if not db.execute(f"SELECT 1 FROM differences d WHERE {_NEWEST} LIMIT 1").fetchone():
        return []
    made = condition if of_feedback else conversation_condition
    table = "feedback f JOIN conversations c ON c.id = f.conversation_id" if of_feedback else "conversations c"
    found = []
    for change in Change:
        own, more = made({change})
        narrowed = f"{where} AND {own}" if where else f" WHERE {own}"
        (count,) = db.execute(f"SELECT count(*) FROM {table}{narrowed}", [*values, *more]).fetchone()
        if count:
            found.append((change.value, count))
    return sorted(found, key=lambda pair: -pair[1])


def _which(wanted: Collection[Change]) -> tuple[str, list[object]]:
    changes = sorted(change.value for change in wanted if change is not Change.AGAINST)
    parts = [f"d.change IN ({', '.join('?' * len(changes))})"] if changes else []
    parts += [AGAINST] if Change.AGAINST in wanted else []
    return f"({' OR '.join(parts) or '0'})", list(changes)


_SELECT = (
    "SELECT d.id, m.conversation_id, d.message_id, d.change, d.aspects,"
    f' b.category, b.start, b."end", b.score, substr(m.content, b.start + 1, min(b."end" - b.start, {WORDS})),'
    f' a.category, a.start, a."end", a.score, substr(m.content, a.start + 1, min(a."end" - a.start, {WORDS})),'
    f" x.id, x.status, x.category, coalesce({AGAINST}, 0)"
    " FROM differences d JOIN messages m ON m.id = d.message_id"
    " LEFT JOIN detections b ON b.id = d.before_id LEFT JOIN detections a ON a.id = d.after_id"
    f" LEFT JOIN feedback x ON {_ABOUT} WHERE {_NEWEST}"
)


def listed(db: sqlite3.Connection, wanted: Collection[Change] = ALL) -> Iterator[StoredDifference]:
    """What the newest run has changed, in reading order, read in pages."""
    after = 0
    while page := db.execute("SELECT id FROM differences WHERE id > ? ORDER BY id LIMIT ?", (after, PAGE)).fetchall():
        first, after = page[0][0], page[-1][0]
        rows = db.execute(
            f"{_SELECT} AND d.id BETWEEN ? AND ? ORDER BY d.id, x.subject_id IS NULL", (first, after)
        ).fetchall()
        for one in _once(rows):
            if one.change in wanted or (one.against and Change.AGAINST in wanted):
                yield one


def in_message(db: sqlite3.Connection, message: int) -> list[StoredDifference]:
    """What the newest run has changed in one message."""
    rows = db.execute(f"{_SELECT} AND d.message_id = ? ORDER BY d.id, x.subject_id IS NULL", (message,))
    return list(_once(rows))


def in_conversation(db: sqlite3.Connection, conversation: int) -> list[StoredDifference]:
    """What the newest run has changed in one conversation."""
    rows = db.execute(
        f"{_SELECT} AND d.message_id IN (SELECT id FROM messages WHERE conversation_id = ?)"
        " ORDER BY d.message_id, d.id, x.subject_id IS NULL",
        (conversation,),
    )
    return list(_once(rows))


def _once(rows: Iterable[Any]) -> Iterator[StoredDifference]:
    """Each difference once, beside the decided feedback where it has to do with two."""
    for _, same in groupby(rows, key=lambda row: row[0]):
        yield _stored(next(same))


def _stored(row: Sequence[Any]) -> StoredDifference:
    id_, conversation, message, change, aspects = row[:5]
    feedback, status, category, against = row[15:]
    return StoredDifference(
        id=id_,
        conversation=conversation,
        message=message,
        change=Change(change),
        aspects=tuple(map(Aspect, aspects.split())),
        before=_claim(row[5:10]),
        after=_claim(row[10:15]),
        feedback=feedback,
        status=Status(status) if status else None,
        category=Category(category) if category else None,
        against=bool(against),
    )


def _claim(row: Sequence[Any]) -> Claim | None:
    category, start, end, score, words = row
    return None if category is None else Claim(Category(category), Span(start, end), score, words)
