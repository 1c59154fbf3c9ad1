"""What people say: decisions, spans made by hand, undo and redo; each leaves feedback resolved anew."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from nfstudio.domain.feedback import Category, Decision, Feedback, Verdict
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.store import drafts, rewrites, steps
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.decisions import Edit, Saying, changes_of, decision_about, insert
from nfstudio.store.feedback import newest_run, rebuild, resolved, runs
from nfstudio.store.project import Project
from nfstudio.store.reading import StoredFeedback, feedback_by_id
from nfstudio.store.reading import target as target_above

_GONE = ("This feedback is not there any more.", "Detection has gone on meanwhile; look again.")
BATCH = 500
"""Most decisions in one transaction: a person who writes beside it waits less than 20 ms."""


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
            raise StudioError(*_GONE)
        step = steps.open_step(db, kind="decide", what=what or _what(verdict, edit), reviewer=reviewer)
        changes = _decide(db, step, [(item, verdict, edit) for item in items])
        steps.close_step(db, step)
    return changes


def move(project: Project, feedback_id: int, span: Span, *, reviewer: str) -> Changes:
    """Give a feedback other edges, which accepts it. Moves of the same feedback with nothing between them are one
    step: a person who presses a key eight times wants one undo.

    Raises:
        StudioError: as `decide` does.
    """
    what = _what(Verdict.ACCEPT, Edit(span=span))
    with project.writing() as db:
        items = feedback_by_id(db, [feedback_id])
        if not items:
            raise StudioError(*_GONE)
        (subject,) = db.execute("SELECT subject_id FROM feedback WHERE id = ?", (feedback_id,)).fetchone()
        step = steps.joinable(db, what=what, reviewer=reviewer, subject=subject) if subject is not None else None
        if step is None:
            step = steps.open_step(db, kind="decide", what=what, reviewer=reviewer)
        changes = _decide(db, step, [(item, Verdict.ACCEPT, Edit(span=span)) for item in items])
        steps.close_step(db, step)
    return changes


@dataclass(frozen=True, slots=True)
class Told:
    """What became of saying the same of several feedback.

    Attributes:
        ids: of which it was said.
        before: how many of these had been decided already.
        waiting: ids of those that were passed over, because they have no verdict yet for it to go along with.
    """

    ids: tuple[int, ...] = ()
    before: int = 0
    waiting: tuple[int, ...] = ()


def say(
    project: Project,
    feedback_ids: Sequence[int],
    saying: Saying,
    *,
    reviewer: str,
    what: str,
) -> tuple[Told, Changes]:
    """Say the same of some feedback, of each as it stands, as one step; of those without a verdict it is drafted. For
    many, use `decide_all`.

    Raises:
        StudioError: when none of it is there any more.
    """
    with project.writing() as db:
        items = feedback_by_id(db, feedback_ids)
        if not items:
            raise StudioError(*_GONE)
        known = drafts.of(db, items)
        said = _sayings(items, saying, known)
        told = Told(
            tuple(item.id for item, _, _ in said),
            sum(item.decided for item, _, _ in said),
            tuple(item.id for item in items if saying.of(item) is None),
        )
        for item in items:
            if item.id in told.waiting:
                drafts.put(db, item, saying.edit(item, known.get(item.id, Edit())))
        if not said:
            return told, NOTHING
        step = steps.open_step(db, kind="decide", what=what, reviewer=reviewer)
        changes = _decide(db, step, said)
        steps.close_step(db, step)
    return told, changes


def decide_all(
    project: Project,
    feedback_ids: Iterable[int],
    saying: Saying,
    *,
    reviewer: str,
    what: str = "",
    keep_decided: bool = False,
) -> Iterator[tuple[int, Changes]]:
    """Say the same of any number of feedback, as one step in batches; yields how many it was said of so far and what
    changed.

    When it is cut short the step stands as far as it came and can be undone as one; undone before its end, it ends.

    Args:
        keep_decided: pass over what somebody has decided by the time its batch comes.
    """
    ids = iter(feedback_ids)
    what = what or _what(saying.verdict or Verdict.ACCEPT, Edit(category=saying.category))
    step, done = None, 0
    while batch := list(islice(ids, BATCH)):
        with project.writing() as db:
            items = [item for item in feedback_by_id(db, batch) if not (keep_decided and item.decided)]
            said = _sayings(items, saying, drafts.of(db, items))
            if not said:
                continue
            if step is None:
                step = steps.open_step(db, kind="decide", what=what, reviewer=reviewer)
            elif not steps.is_open(db, step):
                return
            changes = _decide(db, step, said)
        done += len(said)
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
        decision_id = insert(db, step, decision)
        steps.close_step(db, step)
        rebuild(db, [message_id])
        row = db.execute("SELECT id FROM feedback WHERE subject_id = ?", (decision_id,)).fetchone()
    return row[0], changes_of(project.db, [message_id])


def undo(project: Project, *, reviewer: str) -> tuple[str, Changes] | None:
    """Take back the newest step that stands; what it was, and what changed; None when there is none."""
    return _flip(project, undo=True, reviewer=reviewer)


def redo(project: Project, *, reviewer: str) -> tuple[str, Changes] | None:
    """Do again the step that was taken back last; None when there is none, or something was decided since."""
    return _flip(project, undo=False, reviewer=reviewer)


def flip_newest(project: Project, *, undo: bool, reviewer: str) -> steps.Step | None:
    """Undo or redo the newest step in an instant, however big it is: its feedback stays as it was until
    `rebuild_step` has been through it. None when there is none."""
    with project.writing() as db:
        step = steps.undoable(db) if undo else steps.redoable(db)
        if step is not None:
            steps.flip(db, step, undo=undo, reviewer=reviewer)
    return step


def next_is_big(project: Project, *, undo: bool) -> bool:
    """Whether the next undo or redo is about more than one batch: too much for a person to wait for."""
    step = steps.undoable(project.db) if undo else steps.redoable(project.db)
    return step is not None and steps.size(project.db, step.id, at_most=BATCH + 1) > BATCH


def undo_label(project: Project) -> str | None:
    """What the next undo takes back, in words."""
    step = steps.undoable(project.db)
    return step.what if step else None


def redo_label(project: Project) -> str | None:
    """What the next redo does again, in words."""
    step = steps.redoable(project.db)
    return step.what if step else None


def flipped(project: Project) -> int | None:
    """The feedback that was just undone or done again, where that was of one message and stands."""
    return steps.about(project.db)


def decided_since(db: sqlite3.Connection, moment: datetime, reviewer: str) -> int:
    """How many feedback `reviewer` has decided since `moment`; each once, what was undone not."""
    since = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    row = db.execute(
        "SELECT count(DISTINCT coalesce(d.subject_id, d.id)) FROM steps s JOIN decisions d ON d.step_id = s.id"
        " WHERE s.made_at >= ? AND s.reviewer = ? AND s.kind = 'decide' AND s.state IN ('done', 'open')"
        " AND d.verdict != 'withdraw'",
        (since, reviewer),
    ).fetchone()
    return int(row[0])


def repair(project: Project) -> int:
    """Finish rebuilding the feedback of steps whose undo or redo was cut short; how many messages that took."""
    pending = project.db.execute("SELECT id FROM steps WHERE rebuilding = 1 ORDER BY id").fetchall()
    return sum(done for (step_id,) in pending for done, _, _ in [list(rebuild_step(project, step_id))[-1]])


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


_Said = Sequence[tuple[StoredFeedback, Verdict, Edit]]


def _sayings(items: Sequence[StoredFeedback], saying: Saying, drafted: Mapping[int, Edit]) -> _Said:
    """What `saying` comes to for each of these that it says anything of."""
    each = ((item, saying.of(item, drafted.get(item.id, Edit()))) for item in items)
    return [(item, *said) for item, said in each if said is not None]


def _decide(db: sqlite3.Connection, step: int, said: _Said) -> Changes:
    known = runs(db)
    items = [item for item, _, _ in said]
    drafted = drafts.of(db, items)
    for item, verdict, edit in said:
        run = newest_run(known, item.message)
        edit = drafts.along(edit, drafted.get(item.id, Edit()))  # noqa: PLW2901 - the one said from here on
        insert(db, step, decision_about(db, item, verdict, edit, run.id if run else None))
    drafts.said(db, step, [item for item in items if item.id in drafted])
    touched = [item.message for item in items]
    rebuild(db, touched)
    return changes_of(db, touched)


def _flip(project: Project, *, undo: bool, reviewer: str) -> tuple[str, Changes] | None:
    step = flip_newest(project, undo=undo, reviewer=reviewer)
    if step is None:
        return None
    changes = NOTHING
    for _, _, batch in rebuild_step(project, step.id):
        changes |= batch
    return step.what, changes


def rebuild_step(project: Project, step_id: int) -> Iterator[tuple[int, int, Changes]]:
    """Resolve anew the messages of a step that was undone or done again, in short transactions; the mark on the step
    survives a kill. Yields how many messages are done, of how many, and what changed; at least once."""
    rows = project.db.execute("SELECT DISTINCT message_id FROM decisions WHERE step_id = ?", (step_id,)).fetchall()
    touched = [message_id for (message_id,) in rows]
    answers = rewrites.targets_of_step(project.db, step_id)
    for at in range(0, max(len(touched), 1), BATCH):
        batch = touched[at : at + BATCH]
        with project.writing() as db:
            rebuild(db, batch)
            if at + BATCH >= len(touched):
                db.execute("UPDATE steps SET rebuilding = 0 WHERE id = ?", (step_id,))
        yield at + len(batch), len(touched), changes_of(project.db, [*batch, *answers])


def _what(verdict: Verdict, edit: Edit) -> str:
    """A step in words, for the undo menu."""
    if edit.category is not None:
        return f"change to {edit.category.short}"
    if edit.span is not None:
        return "move span"
    if edit.target is not None:
        return "change target"
    return verdict.value
