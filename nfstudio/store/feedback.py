"""Keeps the table `feedback` equal to resolve(detections, decisions), in the transaction that changed either."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nfstudio.domain.feedback import Category, Decision, Detection, Evidence, Feedback, Scope, Status, Verdict, resolve
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Thresholds
from nfstudio.store.rows import insert

PERSON = "person"
"""What stands for the detector of a span that was made by hand."""


_CATEGORIES = {category.value: category for category in Category}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
"""Members by their values: to call an enumeration costs as much as the rest of a row."""


@dataclass(frozen=True, slots=True)
class Run:
    """As much of a run as resolving needs."""

    id: int
    high_water: int
    thresholds: Thresholds
    detector: str


def runs(db: sqlite3.Connection) -> list[Run]:
    """All runs, the newest first."""
    rows = db.execute("SELECT id, high_water, thresholds, detector FROM runs ORDER BY id DESC")
    return [Run(id_, mark, Thresholds.read(thresholds), name) for id_, mark, thresholds, name in rows]


def newest_run(known: Sequence[Run], message_id: int) -> Run | None:
    """The newest run that has processed a message: the one whose detections count for it."""
    return next((run for run in known if run.high_water >= message_id), None)


_TOGETHER = 500
"""Messages whose decisions are asked for in one question."""


def rebuild(db: sqlite3.Connection, message_ids: Iterable[int]) -> None:
    """Resolve these messages anew and bring their rows up to date; a row that stays itself keeps its id."""
    known = runs(db)
    wanted = list(dict.fromkeys(message_ids))
    for at in range(0, len(wanted), _TOGETHER):
        _rebuild(db, wanted[at : at + _TOGETHER], known)


def _rebuild(db: sqlite3.Connection, message_ids: Sequence[int], known: Sequence[Run]) -> None:
    asked = json.dumps(message_ids)
    decisions, read = _decisions_of_all(db, asked), _read(db, asked)
    stored: dict[int, list[tuple[Any, ...]]] = {}
    for message_id, *row in db.execute(
        'SELECT message_id, id, detection_id, subject_id, start, "end", category FROM feedback'
        f" {_OF_THESE} ORDER BY id",
        (asked,),
    ):
        stored.setdefault(message_id, []).append(tuple(row))
    home = dict(
        db.execute("SELECT id, conversation_id FROM messages WHERE id IN (SELECT value FROM json_each(?))", (asked,))
    )
    rows: list[tuple[object, ...]] = []
    gone: list[tuple[int]] = []
    for message_id in message_ids:
        run, decided = newest_run(known, message_id), decisions.get(message_id, [])
        there = stored.get(message_id, [])
        by_hand = {decision.id for decision in decided if decision.detection is None}
        for item in _resolved(db, message_id, run, decided, read=message_id in read):
            row_id = _same(there, item)
            there = [row for row in there if row[0] != row_id]
            if run and item.detection is not None:
                detector = run.detector
            else:
                detector = PERSON if item.subject in by_hand else _first_detector(db, item)
            rows.append(_values(item, row_id, home[message_id], detector))
        gone += [(row[0],) for row in there]
    insert(db, f"INSERT INTO {_ROW}", [row for row in rows if row[0] is None])
    db.executemany(
        f"INSERT OR REPLACE INTO {_ROW} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [row for row in rows if row[0] is not None],
    )
    db.executemany("DELETE FROM feedback WHERE id = ?", gone)


Label = tuple[int, int, int, str, int, int, int | None]
"""A span decided by hand: its message, start, end, category, decision, conversation, and the answer spoken about."""


def stand(db: sqlite3.Connection, labels: Iterable[Label]) -> None:
    """The rows of messages of which no run and nobody else has said anything: what `rebuild` would make of them, at a
    tenth of its price. Files of labels bring them by the hundred thousand.
    """
    rows = [
        (conversation, message, start, end, category, Status.CONFIRMED.value, target, decision, decision, PERSON)
        for message, start, end, category, decision, conversation, target in sorted(labels)
    ]
    insert(
        db,
        'INSERT INTO feedback(conversation_id, message_id, start, "end", category, status, target_id, subject_id,'
        " decision_id, detector)",
        rows,
    )


def resolved(db: sqlite3.Connection, message_id: int, known: Sequence[Run]) -> tuple[Feedback, ...]:
    """What stands for one message, from its detections and decisions."""
    asked = json.dumps([message_id])
    decisions = _decisions_of_all(db, asked).get(message_id, [])
    return _resolved(db, message_id, newest_run(known, message_id), decisions, read=message_id in _read(db, asked))


def _resolved(
    db: sqlite3.Connection, message_id: int, run: Run | None, decisions: Sequence[Decision], *, read: bool
) -> tuple[Feedback, ...]:
    detections = detections_of(db, message_id, run.id) if run else []
    if not detections and not decisions:
        return ()
    thresholds = run.thresholds if run else Thresholds()
    return resolve(detections, decisions, counts=thresholds.passes, read=read)


_OF_THESE = "WHERE message_id IN (SELECT value FROM json_each(?))"


def _read(db: sqlite3.Connection, asked: str) -> set[int]:
    """Those of these messages that somebody has judged as a whole."""
    rows = db.execute(
        "SELECT message_id FROM readings r JOIN steps s ON s.id = r.step_id"
        f" {_OF_THESE} AND s.state IN ('done', 'open')",
        (asked,),
    )
    return {message_id for (message_id,) in rows}


def detections_of(db: sqlite3.Connection, message_id: int, run_id: int) -> list[Detection]:
    """The detections of one run for one message."""
    rows = db.execute(
        'SELECT id, run_id, start, "end", category, score, target_id, evidence FROM detections'
        " WHERE message_id = ? AND run_id = ? ORDER BY id",
        (message_id, run_id),
    )
    return [
        Detection(message_id, Span(start, end), Category(category), score, target, evidence_of(evidence), id_, run)
        for id_, run, start, end, category, score, target, evidence in rows
    ]


def _decisions_of_all(db: sqlite3.Connection, asked: str) -> dict[int, list[Decision]]:
    """The decisions in force for each of these messages, in the order they were made."""
    rows = db.execute(
        'SELECT d.message_id, d.id, d.step_id, d.subject_id, d.detection_id, d.run_id, d.verdict, d.start, d."end",'
        " d.category, d.anchor_start, d.anchor_end, d.anchor_category, d.target_id, d.scope, d.note, d.flags,"
        " s.reviewer"
        f" FROM decisions d JOIN steps s ON s.id = d.step_id {_OF_THESE} AND s.state IN ('done', 'open')"
        " ORDER BY d.id",
        (asked,),
    )
    found: dict[int, list[Decision]] = {}
    for message_id, *row in rows:
        found.setdefault(message_id, []).append(_decision(message_id, row))
    return found


def _decision(message_id: int, row: Sequence[Any]) -> Decision:
    (id_, step, subject, detection, run, verdict, start, end, category) = row[:9]
    (anchor_start, anchor_end, anchor_category, target, scope, note, flags, reviewer) = row[9:]
    return Decision(
        message=message_id,
        verdict=_VERDICTS[verdict],
        span=Span(start, end),
        category=_CATEGORIES[category],
        subject=subject,
        detection=detection,
        anchor_span=None if anchor_start is None else Span(anchor_start, anchor_end),
        anchor_category=None if anchor_category is None else _CATEGORIES[anchor_category],
        run=run,
        target=target,
        scope=None if scope is None else Scope(scope),
        note=str(note),
        flags=() if flags == "[]" else tuple(json.loads(flags)),
        reviewer=str(reviewer),
        id=id_,
        step=step,
    )


def evidence_of(text: str) -> Evidence:
    """Evidence from the JSON that the project file holds."""
    raw = json.loads(text)
    return Evidence(
        rules=tuple(raw.get("rules", ())),
        similar_to=raw.get("similar_to"),
        similarity=raw.get("similarity"),
        probabilities=raw.get("probabilities", {}),
        contributions=raw.get("contributions", {}),
        notes=tuple(raw.get("notes", ())),
    )


def evidence_text(evidence: Evidence) -> str:
    """Evidence as the JSON that the project file holds; what is empty is left out."""
    fields = {
        "rules": list(evidence.rules),
        "similar_to": evidence.similar_to,
        "similarity": evidence.similarity,
        "probabilities": dict(evidence.probabilities),
        "contributions": dict(evidence.contributions),
        "notes": list(evidence.notes),
    }
    return json.dumps(
        {name: value for name, value in fields.items() if value not in ([], {}, None)}, ensure_ascii=False
    )


def _first_detector(db: sqlite3.Connection, item: Feedback) -> str:
    """The detector whose claim was decided upon, also when no run makes that claim any more."""
    row = db.execute(
        "SELECT r.detector FROM decisions o JOIN detections d ON d.id = o.detection_id JOIN runs r ON r.id = d.run_id"
        " WHERE o.id = ?",
        (item.subject,),
    ).fetchone()
    return row[0] if row else PERSON


def _same(stored: Sequence[tuple[Any, ...]], item: Feedback) -> int | None:
    """The row that is this feedback already: of the same subject, else of the same detection, else, while undecided,
    of the same words and category as claimed by another run; so a list that shows it keeps its place."""
    for row_id, _, subject, *_ in stored:
        if subject is not None and subject == item.subject:
            return int(row_id)
    for row_id, detection, *_ in stored:
        if detection is not None and detection == item.detection:
            return int(row_id)
    claim = (item.span.start, item.span.end, item.category)
    return next((int(row[0]) for row in stored if row[2] is None and row[3:] == claim and item.subject is None), None)


_ROW = (
    'feedback(id, conversation_id, message_id, start, "end", category, status, score, target_id, detection_id,'
    " subject_id, decision_id, detector, scope, note, flags)"
)


def _values(item: Feedback, row_id: int | None, conversation_id: int, detector: str) -> tuple[object, ...]:
    return (
        row_id,
        conversation_id,
        item.message,
        item.span.start,
        item.span.end,
        item.category.value,  # exact types: for any other sqlite3 looks for an adapter
        item.status.value,
        item.score,
        item.target,
        item.detection,
        item.subject,
        item.decision,
        detector,
        item.scope and item.scope.value,
        item.note,
        json.dumps(item.flags) if item.flags else "[]",
    )
