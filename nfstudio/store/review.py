"""What people say: decisions, spans made by hand, undo and redo; each leaves feedback resolved anew."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from nfstudio.domain.feedback import Category, Decision, Feedback, Scope, Verdict
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.store import steps
from nfstudio.store.changes import Changes
from nfstudio.store.feedback import newest_run, rebuild, resolved, runs
from nfstudio.store.project import Project
from nfstudio.store.reading import StoredFeedback, feedback_by_id
from nfstudio.store.reading import target as target_above

BATCH = 500
"""Most decisions in one transaction: a person who writes beside it waits less than 20 ms."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a decision changes beside the verdict; None leaves a thing as it stands."""

    span: Span | None = None
    category: Category | None = None
    target: int | None = None
    scope: Scope | None = None
    note: str | None = None
    flags: tuple[str, ...] | None = None


def decide(
    project: Project,
    feedback_ids: Sequence[int],
    verdict: Verdict,
    *,
    reviewer: str,
    what: str = "",
    edit: Edit = Edit(),
) -> Changes:
    """Say the same of some feedback, as one step. For many, use `decide_all`.

    Raises:
        StudioError: when none of it is there any more (a new run may have taken it away), a span lies outside its
            message, or a target is no answer above it.
    """
    with project.writing() as db:
        items = feedback_by_id(db, feedback_ids)
        if not items:
            raise StudioError("This feedback is not there any more.", "Detection has gone on meanwhile; look again.")
        step = steps.open_step(db, kind="decide", what=what or _what(verdict, edit), reviewer=reviewer)
        changes = _decide(db, step, items, verdict, edit)
        steps.close_step(db, step)
    return changes


def decide_all(
    project: Project, feedback_ids: Iterable[int], verdict: Verdict, *, reviewer: str, what: str = ""
) -> Iterator[tuple[int, Changes]]:
    """Say the same of any number of feedback, as one step in batches; yields how many are done and what changed.

    When it is cut short the step stands as far as it came and can be undone as one.
    """
    ids = iter(feedback_ids)
    step, done = None, 0
    while batch := list(islice(ids, BATCH)):
        with project.writing() as db:
            if step is None:
                step = steps.open_step(db, kind="decide", what=what or _what(verdict, Edit()), reviewer=reviewer)
            changes = _decide(db, step, feedback_by_id(db, batch), verdict, Edit())
        done += len(batch)
        yield done, changes
    if step is not None:
        with project.writing() as db:
            steps.close_step(db, step)


def add(
    project: Project,
    message_id: int,
    span: Span,
    category: Category,
    *,
    reviewer: str,
    edit: Edit = Edit(),
) -> tuple[int, Changes]:
    """A span made by hand; returns the id of its feedback.

    Raises:
        StudioError: when the span lies outside the message, or no answer stands above it.
    """
    with project.writing() as db:
        target = edit.target if edit.target is not None else target_above(db, message_id)
        if target is None:
            raise StudioError(
                "Feedback needs an answer to speak about, and none stands above this message.",
                "Select words in a message that follows an answer.",
            )
        run = newest_run(runs(db), message_id)
        decision = Decision(
            message_id,
            Verdict.ACCEPT,
            span,
            category,
            anchor_span=span,
            anchor_category=category,
            run=run.id if run else None,
            target=target,
            scope=edit.scope,
            note=edit.note or "",
            flags=edit.flags or (),
        )
        step = steps.open_step(db, kind="decide", what=f"add {category.short}", reviewer=reviewer)
        decision_id = _insert(db, step, decision)
        steps.close_step(db, step)
        rebuild(db, [message_id])
        row = db.execute("SELECT id FROM feedback WHERE subject_id = ?", (decision_id,)).fetchone()
    return row[0], _changes(project.db, [message_id])


def undo(project: Project, *, reviewer: str) -> tuple[str, Changes] | None:
    """Take back the newest step that stands; what it was, and what changed; None when there is none."""
    return _flip(project, undo=True, reviewer=reviewer)


def redo(project: Project, *, reviewer: str) -> tuple[str, Changes] | None:
    """Do again the step that was taken back last; None when there is none, or something was decided since."""
    return _flip(project, undo=False, reviewer=reviewer)


def undo_label(project: Project) -> str | None:
    """What the next undo takes back, in words."""
    step = steps.undoable(project.db)
    return step.what if step else None


def redo_label(project: Project) -> str | None:
    """What the next redo does again, in words."""
    step = steps.redoable(project.db)
    return step.what if step else None


def repair(project: Project) -> int:
    """Finish rebuilding the feedback of steps whose undo or redo was cut short; how many messages that took."""
    pending = project.db.execute("SELECT id FROM steps WHERE rebuilding = 1 ORDER BY id").fetchall()
    return sum(len(_rebuild_step(project, step_id)) for (step_id,) in pending)


def is_consistent(project: Project, message_id: int) -> bool:
    """Whether the stored feedback of a message is what its detections and decisions amount to."""
    wanted = {_key(item) for item in resolved(project.db, message_id, runs(project.db))}
    rows = project.db.execute(
        'SELECT start, "end", category, status, score, target_id, detection_id, subject_id, decision_id, scope, note,'
        " flags FROM feedback WHERE message_id = ?",
        (message_id,),
    ).fetchall()
    return {tuple(row) for row in rows} == wanted and len(rows) == len(wanted)


def _key(item: Feedback) -> tuple[object, ...]:
    return (
        item.span.start,
        item.span.end,
        item.category,
        item.status,
        item.score,
        item.target,
        item.detection,
        item.subject,
        item.decision,
        item.scope,
        item.note,
        json.dumps(item.flags),
    )


def _decide(
    db: sqlite3.Connection, step: int, items: Sequence[StoredFeedback], verdict: Verdict, edit: Edit
) -> Changes:
    known = runs(db)
    for item in items:
        run = newest_run(known, item.message)
        _insert(db, step, _decision(db, item, verdict, edit, run.id if run else None))
    touched = [item.message for item in items]
    rebuild(db, touched)
    return _changes(db, touched)


def _decision(db: sqlite3.Connection, item: StoredFeedback, verdict: Verdict, edit: Edit, run: int | None) -> Decision:
    """The decision that `verdict` and `edit` make of one feedback as it stands."""
    detection, subject = db.execute("SELECT detection_id, subject_id FROM feedback WHERE id = ?", (item.id,)).fetchone()
    decision = Decision(
        item.message,
        verdict,
        edit.span or item.span,
        edit.category or item.category,
        subject=subject,
        detection=detection,
        anchor_span=item.span,
        anchor_category=item.category,
        run=run,
        target=edit.target if edit.target is not None else item.target,
        scope=edit.scope or item.scope,
        note=item.note if edit.note is None else edit.note,
        flags=item.flags if edit.flags is None else edit.flags,
    )
    if edit.target is not None:
        _check_target(db, decision)
    return decision


def _check_span(db: sqlite3.Connection, decision: Decision) -> None:
    """Refuse a span that reaches beyond its message."""
    (length,) = db.execute("SELECT length(content) FROM messages WHERE id = ?", (decision.message,)).fetchone()
    if decision.span.end > length:
        raise StudioError(f"The message has {length} characters, but the span ends at {decision.span.end}.")


def _check_target(db: sqlite3.Connection, decision: Decision) -> None:
    """Refuse a target that is no earlier answer of the same conversation."""
    row = db.execute(
        "SELECT t.role = 'assistant' AND t.conversation_id = m.conversation_id AND t.position < m.position"
        " FROM messages t, messages m WHERE t.id = ? AND m.id = ?",
        (decision.target, decision.message),
    ).fetchone()
    if not row or not row[0]:
        raise StudioError("Only an earlier answer of the same conversation can be judged.", "Choose another answer.")


def _insert(db: sqlite3.Connection, step: int, decision: Decision) -> int:
    _check_span(db, decision)
    anchor = decision.anchor_span
    row = db.execute(
        'INSERT INTO decisions(step_id, message_id, subject_id, detection_id, run_id, verdict, start, "end", category,'
        " anchor_start, anchor_end, anchor_category, target_id, scope, note, flags)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            step,
            decision.message,
            decision.subject,
            decision.detection,
            decision.run,
            decision.verdict,
            decision.span.start,
            decision.span.end,
            decision.category,
            anchor.start if anchor else None,
            anchor.end if anchor else None,
            decision.anchor_category,
            decision.target,
            decision.scope,
            decision.note,
            json.dumps(decision.flags),
        ),
    ).fetchone()
    return int(row[0])


def _flip(project: Project, *, undo: bool, reviewer: str) -> tuple[str, Changes] | None:
    with project.writing() as db:
        step = steps.undoable(db) if undo else steps.redoable(db)
        if step is None:
            return None
        steps.flip(db, step, undo=undo, reviewer=reviewer)
    return step.what, _changes(project.db, _rebuild_step(project, step.id))


def _rebuild_step(project: Project, step_id: int) -> list[int]:
    """Resolve anew the messages of a step, in short transactions; the mark on the step survives a kill."""
    rows = project.db.execute("SELECT DISTINCT message_id FROM decisions WHERE step_id = ?", (step_id,)).fetchall()
    touched = [message_id for (message_id,) in rows]
    for at in range(0, max(len(touched), 1), BATCH):
        with project.writing() as db:
            rebuild(db, touched[at : at + BATCH])
            if at + BATCH >= len(touched):
                db.execute("UPDATE steps SET rebuilding = 0 WHERE id = ?", (step_id,))
    return touched


def _changes(db: sqlite3.Connection, message_ids: Sequence[int]) -> Changes:
    rows = db.execute(
        "SELECT DISTINCT conversation_id FROM messages WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(message_ids)),),
    )
    return Changes(frozenset(row[0] for row in rows), feedback=True)


def _what(verdict: Verdict, edit: Edit) -> str:
    """A step in words, for the undo menu."""
    if edit.category is not None:
        return f"change to {edit.category.short}"
    if edit.span is not None:
        return "move span"
    if edit.target is not None:
        return "change target"
    return verdict.value
