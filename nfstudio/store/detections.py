"""Runs and what they found: opened, filled batch by batch with the mark of how far they came, resumed, told about."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category, Detection
from nfstudio.domain.thresholds import Thresholds
from nfstudio.store import answered, differences
from nfstudio.store.changes import Changes
from nfstudio.store.feedback import rebuild
from nfstudio.store.project import Project, now

_ANY = 2**63 - 1
"""No message has a larger id."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run of one detector over the project, complete or not (see the table `runs`)."""

    id: int
    detector: str
    version: str
    device: str
    thresholds: Thresholds
    high_water: int
    messages: int
    candidates: int
    seconds: float
    finished: bool


def open_run(
    project: Project,
    *,
    detector: str,
    version: str,
    settings: Mapping[str, object],
    device: str,
    thresholds: Thresholds,
) -> RunRecord:
    """The run to go on with: the newest one, if detector, version and settings are the same, else a new one.

    So a run that was cut short is resumed, and messages that were imported since are added to it.
    """
    text = json.dumps(dict(settings), sort_keys=True)
    with project.writing() as db:
        row = db.execute(
            "SELECT id, detector, version, settings, thresholds FROM runs ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if row and row[1:] == (detector, version, text, thresholds.text()):
            db.execute("UPDATE runs SET device = ?, finished_at = NULL WHERE id = ?", (device, row[0]))
            run_id = row[0]
        else:
            (run_id,) = db.execute(
                "INSERT INTO runs(detector, version, settings, device, thresholds, started_at)"
                " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                (detector, version, text, device, thresholds.text(), now()),
            ).fetchone()
    return run_record(project, run_id)


def run_record(project: Project, run_id: int) -> RunRecord:
    """The run with this id."""
    row = project.db.execute(
        "SELECT id, detector, version, device, thresholds, high_water, messages, candidates, seconds,"
        " finished_at IS NOT NULL AS finished FROM runs WHERE id = ?",
        (run_id,),
    ).fetchone()
    id_, name, version, device, thresholds, *rest = row
    return RunRecord(id_, name, version, device, Thresholds.read(thresholds), *rest)


def newest_run_record(project: Project) -> RunRecord | None:
    """The run that was opened last."""
    row = project.db.execute("SELECT max(id) FROM runs").fetchone()
    return run_record(project, row[0]) if row[0] is not None else None


def reached_before(project: Project, run_id: int) -> int:
    """How far the runs before this one came: the newest message id that any of them has processed; 0 for none."""
    row = project.db.execute("SELECT coalesce(max(high_water), 0) FROM runs WHERE id < ?", (run_id,)).fetchone()
    return int(row[0])


def next_batch(project: Project, after: int, *, limit: int, up_to: int = _ANY) -> tuple[list[int], dict[int, set[int]]]:
    """The messages a run looks at next: ids of any role in order, and of these the user messages by conversation.

    Both are empty when nothing is left, or nothing up to the message `up_to`.
    """
    rows = project.db.execute(
        "SELECT id, conversation_id, role FROM messages WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
        (after, up_to, limit),
    ).fetchall()
    wanted: dict[int, set[int]] = {}
    for message_id, conversation_id, role in rows:
        if role == Role.USER:
            wanted.setdefault(conversation_id, set()).add(message_id)
    return [row[0] for row in rows], wanted


def messages_after(project: Project, after: int) -> int:
    """How many messages a run still has before it."""
    return int(project.db.execute("SELECT count(*) FROM messages WHERE id > ?", (after,)).fetchone()[0])


def record(
    project: Project,
    run_id: int,
    detections: Sequence[Detection],
    *,
    after: int,
    up_to: int,
    messages: int,
    candidates: int,
    seconds: float,
    again: Mapping[int, Sequence[Detection]] | None = None,
) -> Changes | None:
    """Store one batch and how far it reaches, in one transaction, and resolve the messages of the batch anew.

    Args:
        after: the mark from which the batch was read. When the run stands elsewhere by now, because another program
            detects in the same project, nothing is written and None is returned: go on from the mark as it stands.
        again: what is found today in earlier messages that the batch answers; it replaces what was (see `answered`).
    """
    with project.writing() as db:
        if not _stands_at(db, run_id, after):
            return None
        answered.insert(db, run_id, detections)
        _advance(db, run_id, up_to, messages=messages, candidates=candidates, seconds=seconds)
        changes = _resolved_anew(db, run_id, after, up_to)
        replaced = answered.replace(db, run_id, again or {})
        return changes | Changes(frozenset(replaced), feedback=bool(replaced))


def same_answers(project: Project, run: RunRecord) -> RunRecord | None:
    """The run that came furthest with the same detector and version, further than this one, or None.

    It differs in the thresholds alone, and a detector keeps what lies below them, so its detections are this run's too.
    """
    row = project.db.execute(
        "SELECT id FROM runs WHERE detector = ? AND version = ? AND id != ? AND high_water > ?"
        " ORDER BY high_water DESC, id DESC LIMIT 1",
        (run.detector, run.version, run.id, run.high_water),
    ).fetchone()
    return run_record(project, row[0]) if row else None


def take_over(
    project: Project, run_id: int, other: RunRecord, *, after: int, up_to: int, messages: int
) -> Changes | None:
    """Give a run what `other` found in one batch, in one transaction, and resolve its messages anew; see `record`.

    Args:
        messages: user messages of the batch. Candidates are not told by batch: they are those of the other run, which
            is true once all of it is taken over.
    """
    with project.writing() as db:
        if not _stands_at(db, run_id, after):
            return None
        db.execute(
            'INSERT INTO detections(run_id, message_id, start, "end", category, score, target_id, evidence)'
            ' SELECT ?, message_id, start, "end", category, score, target_id, evidence FROM detections'
            " WHERE run_id = ? AND message_id > ? AND message_id <= ? ORDER BY id",
            (run_id, other.id, after, up_to),
        )
        _advance(db, run_id, up_to, messages=messages, candidates=0, seconds=0.0)
        db.execute("UPDATE runs SET candidates = ? WHERE id = ?", (other.candidates, run_id))
        return _resolved_anew(db, run_id, after, up_to)


def _stands_at(db: sqlite3.Connection, run_id: int, mark: int) -> bool:
    (found,) = db.execute("SELECT high_water FROM runs WHERE id = ?", (run_id,)).fetchone()
    return bool(found == mark)


def _advance(
    db: sqlite3.Connection, run_id: int, up_to: int, *, messages: int, candidates: int, seconds: float
) -> None:
    db.execute(
        "UPDATE runs SET high_water = ?, messages = messages + ?, candidates = candidates + ?,"
        " seconds = seconds + ? WHERE id = ?",
        (up_to, messages, candidates, seconds, run_id),
    )


def _resolved_anew(db: sqlite3.Connection, run_id: int, after: int, up_to: int) -> Changes:
    touched = _affected(db, run_id, after, up_to)
    rebuild(db, [message_id for message_id, _ in touched])
    differences.compare(db, run_id, after, up_to)
    return Changes(frozenset(conversation for _, conversation in touched), feedback=bool(touched))


def _affected(db: sqlite3.Connection, run_id: int, after: int, up_to: int) -> list[tuple[int, int]]:
    """Messages of a batch, with their conversations, whose feedback may differ now."""
    return db.execute(
        "SELECT m.id, m.conversation_id FROM messages m WHERE m.id IN ("
        " SELECT message_id FROM detections WHERE message_id > ?1 AND message_id <= ?2 AND run_id = ?3"
        " UNION SELECT message_id FROM feedback WHERE message_id > ?1 AND message_id <= ?2)",
        (after, up_to, run_id),
    ).fetchall()


def finish_run(project: Project, run_id: int) -> None:
    """The run has seen every message there is."""
    with project.writing() as db:
        db.execute("UPDATE runs SET finished_at = ? WHERE id = ?", (now(), run_id))


def decided_already(project: Project, run_id: int) -> int:
    """How many of these detections do not stand as they were found, because somebody has decided about their words."""
    thresholds = run_record(project, run_id).thresholds
    return sum(
        project.db.execute(
            "WITH said AS"
            " (SELECT DISTINCT message_id FROM feedback WHERE subject_id IS NOT NULL OR status = 'rejected')"
            " SELECT count(*) FROM said JOIN detections d ON d.message_id = said.message_id"
            " WHERE d.run_id = ? AND d.category = ? AND d.score >= ? AND NOT EXISTS (SELECT 1 FROM feedback f"
            " WHERE f.message_id = d.message_id AND f.detection_id = d.id AND f.status = 'auto')",
            (run_id, category, thresholds.of(category)),
        ).fetchone()[0]
        for category in Category
    )


def counts_by_category(project: Project, run_id: int) -> dict[str, int]:
    """How many detections a run has in each category, at or above its threshold there."""
    thresholds = run_record(project, run_id).thresholds
    found = {
        category.value: project.db.execute(
            "SELECT count(*) FROM detections WHERE run_id = ? AND category = ? AND score >= ?",
            (run_id, category, thresholds.of(category)),
        ).fetchone()[0]
        for category in sorted(Category)
    }
    return {name: count for name, count in found.items() if count}
