"""Keeps the table `feedback` equal to resolve(detections, decisions), in the transaction that changed either."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nfstudio.domain.feedback import Category, Decision, Detection, Evidence, Feedback, Scope, Verdict, resolve
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Thresholds

PERSON = "person"
"""What stands for the detector of a span that was made by hand."""


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


def rebuild(db: sqlite3.Connection, message_ids: Iterable[int]) -> None:
    """Resolve these messages anew and bring their rows up to date; a row that stays itself keeps its id."""
    known = runs(db)
    for message_id in dict.fromkeys(message_ids):
        _write(db, message_id, resolved(db, message_id, known), known)


def resolved(db: sqlite3.Connection, message_id: int, known: Sequence[Run]) -> tuple[Feedback, ...]:
    """What stands for one message, from its detections and decisions."""
    run = newest_run(known, message_id)
    detections = detections_of(db, message_id, run.id) if run else []
    thresholds = run.thresholds if run else Thresholds()
    decisions = decisions_of(db, message_id)
    return resolve(detections, decisions, counts=thresholds.passes, read=_was_read(db, message_id))


def _was_read(db: sqlite3.Connection, message_id: int) -> bool:
    row = db.execute(
        "SELECT 1 FROM readings r JOIN steps s ON s.id = r.step_id"
        " WHERE r.message_id = ? AND s.state IN ('done', 'open')",
        (message_id,),
    ).fetchone()
    return row is not None


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


def decisions_of(db: sqlite3.Connection, message_id: int) -> list[Decision]:
    """The decisions in force for one message, in the order they were made."""
    rows = db.execute(
        'SELECT d.id, d.step_id, d.subject_id, d.detection_id, d.run_id, d.verdict, d.start, d."end", d.category,'
        " d.anchor_start, d.anchor_end, d.anchor_category, d.target_id, d.scope, d.note, d.flags, s.reviewer"
        " FROM decisions d JOIN steps s ON s.id = d.step_id"
        " WHERE d.message_id = ? AND s.state IN ('done', 'open') ORDER BY d.id",
        (message_id,),
    )
    return [_decision(message_id, row) for row in rows]


def _decision(message_id: int, row: tuple[Any, ...]) -> Decision:
    (id_, step, subject, detection, run, verdict, start, end, category) = row[:9]
    (anchor_start, anchor_end, anchor_category, target, scope, note, flags, reviewer) = row[9:]
    return Decision(
        message=message_id,
        verdict=Verdict(verdict),
        span=Span(start, end),
        category=Category(category),
        subject=subject,
        detection=detection,
        anchor_span=None if anchor_start is None else Span(anchor_start, anchor_end),
        anchor_category=None if anchor_category is None else Category(anchor_category),
        run=run,
        target=target,
        scope=None if scope is None else Scope(scope),
        note=str(note),
        flags=tuple(json.loads(flags)),
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


def _write(db: sqlite3.Connection, message_id: int, wanted: Sequence[Feedback], known: Sequence[Run]) -> None:
    """Bring the rows of one message up to date."""
    stored = db.execute(
        'SELECT id, detection_id, subject_id, start, "end", category FROM feedback WHERE message_id = ? ORDER BY id',
        (message_id,),
    ).fetchall()
    if not wanted and not stored:
        return
    run = newest_run(known, message_id)
    (conversation_id,) = db.execute("SELECT conversation_id FROM messages WHERE id = ?", (message_id,)).fetchone()
    for item in wanted:
        row_id = _same(stored, item)
        stored = [row for row in stored if row[0] != row_id]
        detector = run.detector if run and item.detection is not None else _first_detector(db, item)
        db.execute(_UPSERT, _values(item, row_id, conversation_id, detector))
    db.executemany("DELETE FROM feedback WHERE id = ?", [(row[0],) for row in stored])


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


_UPSERT = (
    'INSERT OR REPLACE INTO feedback(id, conversation_id, message_id, start, "end", category, status, score, target_id,'
    " detection_id, subject_id, decision_id, detector, scope, note, flags)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def _values(item: Feedback, row_id: int | None, conversation_id: int, detector: str) -> tuple[object, ...]:
    return (
        row_id,
        conversation_id,
        item.message,
        item.span.start,
        item.span.end,
        item.category,
        item.status,
        item.score,
        item.target,
        item.detection,
        item.subject,
        item.decision,
        detector,
        item.scope,
        item.note,
        json.dumps(item.flags),
    )
