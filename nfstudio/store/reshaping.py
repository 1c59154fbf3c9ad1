"""One span into two and several into one: several decisions that one undo takes back."""

import sqlite3
from collections.abc import Sequence

from nfstudio.domain.feedback import Decision, Verdict
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.store import steps
from nfstudio.store.changes import Changes
from nfstudio.store.decisions import Edit, changes_of, decision_about, insert
from nfstudio.store.feedback import newest_run, rebuild, runs
from nfstudio.store.project import Project
from nfstudio.store.reading import StoredFeedback, feedback_by_id

MERGED = "Part of the span beside it."
"""The note of a detector's claim that was merged away: why it is rejected."""


def split(project: Project, feedback_id: int, at: int, *, reviewer: str) -> tuple[int, Changes]:
    """Cut a feedback in two before the code point `at` of its message; white space at the cut belongs to neither.

    Both halves are then accepted, with category, target, scope and flags of the whole; the first keeps its id. Returns
    the id of the second.

    Raises:
        StudioError: when the feedback is gone, or one half would be empty.
    """
    with project.writing() as db:
        (item,) = _there(db, feedback_id)
        first, second = _halves(db, item, at)
        run = newest_run(runs(db), item.message)
        run_id = run.id if run else None
        step = steps.open_step(db, kind="decide", what="split span", reviewer=reviewer)
        insert(db, step, decision_about(db, item, Verdict.ACCEPT, Edit(span=first), run_id))
        added = insert(
            db,
            step,
            Decision(
                item.message,
                Verdict.ACCEPT,
                second,
                item.category,
                anchor_span=second,
                anchor_category=item.category,
                run=run_id,
                target=item.target,
                scope=item.scope,
                flags=item.flags,
            ),
        )
        steps.close_step(db, step)
        rebuild(db, [item.message])
        (second_id,) = db.execute("SELECT id FROM feedback WHERE subject_id = ?", (added,)).fetchone()
    return second_id, changes_of(project.db, [item.message])


def merge(project: Project, groups: Sequence[Sequence[int]], *, reviewer: str) -> Changes:
    """Make one of each group of feedback about the same message, all as one step: the first of a group grows over all
    and is accepted, with the flags of all; the others go.

    Raises:
        StudioError: when any is gone, or those of a group are about different messages.
    """
    with project.writing() as db:
        found = [_there(db, *ids) for ids in groups]
        if any(len({item.message for item in items}) > 1 for items in found):
            raise StudioError("Only spans of the same message can be merged.", "Choose some that stand in one message.")
        messages = sorted({items[0].message for items in found})
        step = steps.open_step(db, kind="decide", what="merge spans", reviewer=reviewer)
        for items in found:
            _merge(db, step, items)
        steps.close_step(db, step)
        rebuild(db, messages)
    return changes_of(project.db, messages)


def _merge(db: sqlite3.Connection, step: int, items: Sequence[StoredFeedback]) -> None:
    first, *others = items
    run = newest_run(runs(db), first.message)
    run_id = run.id if run else None
    whole = Span(min(item.span.start for item in items), max(item.span.end for item in items))
    flags = tuple(dict.fromkeys(flag for item in items for flag in item.flags))
    insert(db, step, decision_about(db, first, Verdict.ACCEPT, Edit(span=whole, flags=flags), run_id))
    for other in others:
        if other.by_hand:
            gone = decision_about(db, other, Verdict.WITHDRAW, Edit(), run_id)
        else:
            # Withdrawn, a claim would stand there again as if nobody had spoken.
            gone = decision_about(db, other, Verdict.REJECT, Edit(note=other.note or MERGED), run_id)
        insert(db, step, gone)


def _there(db: sqlite3.Connection, *ids: int) -> list[StoredFeedback]:
    found = {item.id: item for item in feedback_by_id(db, ids)}
    if len(found) < len(set(ids)):
        raise StudioError("This feedback is not there any more.", "Detection has gone on meanwhile; look again.")
    return [found[one] for one in ids]


def _halves(db: sqlite3.Connection, item: StoredFeedback, at: int) -> tuple[Span, Span]:
    (content,) = db.execute("SELECT content FROM messages WHERE id = ?", (item.message,)).fetchone()
    span = item.span
    before, after = content[span.start : max(at, span.start)], content[at : span.end]
    end, start = span.start + len(before.rstrip()), span.end - len(after.lstrip())
    if not (span.start < end <= start < span.end):
        raise StudioError(
            "There is nothing to split here.", "Set the caret between two words of the span, by mouse or F6 and arrows."
        )
    return Span(span.start, end), Span(start, span.end)
