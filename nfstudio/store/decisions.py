"""One decision on its way into the project file: what a person changes of a feedback, checked, written, reported."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from nfstudio.domain.feedback import Category, Decision, Scope, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.store.changes import Changes
from nfstudio.store.reading import StoredFeedback


@dataclass(frozen=True, slots=True)
class Edit:
    """What a decision changes beside the verdict; None leaves a thing as it stands."""

    span: Span | None = None
    category: Category | None = None
    target: int | None = None
    scope: Scope | None = None
    note: str | None = None
    flags: tuple[str, ...] | None = None


STANDING = {
    Status.CONFIRMED: Verdict.ACCEPT,
    Status.REJECTED: Verdict.REJECT,
    Status.SKIPPED: Verdict.SKIP,
}
"""The verdict that repeats what stands."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said of many feedback: of each as it stands.

    Attributes:
        verdict: None leaves the verdict of each as it is, and passes over those without any.
        category, scope: what each is besides.
        flag: goes to the flags of each; with `unflag` away from them.
        note: goes below the note of each.
        delete: a span made by hand is withdrawn, a detector's claim is rejected.
    """

    verdict: Verdict | None = None
    category: Category | None = None
    scope: Scope | None = None
    flag: str = ""
    unflag: bool = False
    note: str = ""
    delete: bool = False

    def of(self, item: StoredFeedback, draft: Edit = Edit()) -> tuple[Verdict, Edit] | None:
        """What to decide of one feedback, with what was drafted for it; None where there is nothing to say of it."""
        verdict = self.verdict or STANDING.get(item.status)
        if self.delete:
            verdict = Verdict.WITHDRAW if item.by_hand else Verdict.REJECT
        return None if verdict is None else (verdict, self.edit(item, draft))

    def edit(self, item: StoredFeedback, draft: Edit = Edit()) -> Edit:
        """What it changes of one feedback beside the verdict."""
        flags = item.flags if draft.flags is None else draft.flags
        note = item.note if draft.note is None else draft.note
        if self.flag:
            rest = tuple(flag for flag in flags if flag != self.flag)
            draft = replace(draft, flags=rest if self.unflag else (*rest, self.flag))
        if self.note:
            draft = replace(draft, note=f"{note}\n{self.note}" if note.strip() else self.note)
        return replace(draft, category=self.category or draft.category, scope=self.scope or draft.scope)


def decision_about(
    db: sqlite3.Connection, item: StoredFeedback, verdict: Verdict, edit: Edit, run: int | None
) -> Decision:
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


def insert(db: sqlite3.Connection, step: int, decision: Decision) -> int:
    """Add a decision to a step; its id.

    Raises:
        StudioError: when its span reaches beyond its message.
    """
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


def changes_of(db: sqlite3.Connection, message_ids: Sequence[int]) -> Changes:
    """What a write about these messages changed."""
    rows = db.execute(
        "SELECT DISTINCT conversation_id FROM messages WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(message_ids)),),
    )
    return Changes(frozenset(row[0] for row in rows), feedback=True)
