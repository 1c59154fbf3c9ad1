"""A second look: messages drawn by chance that another reviewer judges blind, so that agreement can be measured.

What the first reader found is kept as it stood when the sample was drawn. A second reading changes no feedback: only
settling a message does, by ordinary decisions of whoever settles it, which one undo takes back.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from nfstudio.domain.feedback import ABSORBS, Category, Decision, Status, Verdict
from nfstudio.domain.span import Span, overlap
from nfstudio.errors import StudioError
from nfstudio.store import steps
from nfstudio.store.browse import Filter, conversation_ids
from nfstudio.store.changes import Changes
from nfstudio.store.decisions import Edit, changes_of, decision_about, insert
from nfstudio.store.feedback import newest_run, rebuild, runs
from nfstudio.store.project import Project, now
from nfstudio.store.reading import StoredFeedback, feedback_in
from nfstudio.store.reading import target as target_above
from nfstudio.store.saved_filters import dump, parse

EVERYTHING = Filter()
Found = tuple[tuple[Span, Category], ...]
"""What one reader found in a message; empty: no feedback."""


class Outcome(StrEnum):
    """Which of two readings a settled message follows."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"
    """All that the first found, and what the second found besides (see `together`)."""
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class SecondLook:
    """A sample that was drawn.

    Attributes:
        reviewer: who reads it the second time.
        drawn_from: how many messages could have been drawn.
        drawn_by: what the draw was narrowed to.
        messages: their ids, in the order of the sample.
        made_at: ISO 8601 UTC text.
    """

    id: int
    reviewer: str
    seed: int
    drawn_from: int
    drawn_by: Filter
    made_at: str
    messages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Both readings of one message; `outcome` is None while nobody has settled it."""

    message: int
    conversation: int
    first: Found
    second: Found
    outcome: Outcome | None


_IN_FORCE = "s.state IN ('done', 'open')"
_DECIDED = (
    "SELECT d.message_id FROM decisions d UNION SELECT r.message_id FROM readings r"
    f" JOIN steps s ON s.id = r.step_id WHERE {_IN_FORCE}"
)
# Decided or read to the end by others than the second reviewer: nothing undecided that counts, nothing skipped. A
# message in which no detector claims anything is drawn only when it was read as a whole: else its being drawn would
# tell the second reader that the first one marked something in it.
_DRAWABLE = (
    f"SELECT m.id FROM messages m WHERE m.id IN ({_DECIDED}) AND ((EXISTS (SELECT 1 FROM feedback f"
    " WHERE f.message_id = m.id AND f.decision_id IS NOT NULL AND f.status IN ('confirmed', 'rejected'))"
    " AND EXISTS (SELECT 1 FROM detections t WHERE t.message_id = m.id"
    " AND t.run_id = (SELECT max(r.id) FROM runs r WHERE r.high_water >= m.id)))"
    f" OR EXISTS (SELECT 1 FROM readings r JOIN steps s ON s.id = r.step_id WHERE r.message_id = m.id AND {_IN_FORCE}))"
    " AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.message_id = m.id AND f.status IN ('auto', 'skipped'))"
    " AND NOT EXISTS (SELECT 1 FROM decisions d JOIN steps s ON s.id = d.step_id"
    f" WHERE d.message_id = m.id AND s.reviewer = ?1 AND {_IN_FORCE})"
    " AND NOT EXISTS (SELECT 1 FROM readings r JOIN steps s ON s.id = r.step_id"
    f" WHERE r.message_id = m.id AND s.reviewer = ?1 AND {_IN_FORCE})"
    " AND NOT EXISTS (SELECT 1 FROM second_readings r JOIN steps s ON s.id = r.step_id"
    f" WHERE r.message_id = m.id AND s.reviewer = ?1 AND {_IN_FORCE})"
)


def blind(wanted: Filter) -> Filter:
    """As much of a filter as a second look may be narrowed by: conditions about conversations and their words.

    A condition about feedback (its category, status, score, detector, or which ones it is) would tell the second reader
    what the first one said.
    """
    return Filter(
        text=wanted.text,
        text_role=wanted.text_role,
        sources=wanted.sources,
        models=wanted.models,
        languages=wanted.languages,
        created=wanted.created,
        length=wanted.length,
        conversation=wanted.conversation,
    )


def drawable(db: sqlite3.Connection, reviewer: str, wanted: Filter = EVERYTHING) -> list[int]:
    """Ids of the messages that could be drawn for `reviewer`; only those of `blind(wanted)`."""
    wanted = blind(wanted)
    values: list[object] = [reviewer.strip()]
    among = ""
    if wanted != EVERYTHING:
        among = " AND m.conversation_id IN (SELECT value FROM json_each(?2))"
        values.append(json.dumps(conversation_ids(db, wanted)))
    return [row[0] for row in db.execute(f"{_DRAWABLE}{among} ORDER BY m.id", values)]


@dataclass(frozen=True, slots=True)
class Draw:
    """Messages that were drawn and are not kept yet.

    Attributes:
        drawn_from: how many there were to draw from.
        wanted: what the draw was narrowed to.
    """

    reviewer: str
    seed: int
    drawn_from: int
    wanted: Filter
    messages: tuple[int, ...]


def drawn(db: sqlite3.Connection, *, reviewer: str, size: int, seed: int = 0, wanted: Filter = EVERYTHING) -> Draw:
    """Draw messages at random; all there are when `size` is more. It writes nothing, and in a large project takes long.

    Args:
        wanted: draw only from the conversations of `blind(wanted)`.

    Raises:
        StudioError: when `reviewer` is blank, `size` is below 1, or no message can be drawn.
    """
    reviewer = reviewer.strip()
    if not reviewer:
        raise StudioError("A second look needs the name of the second reviewer.", "Write another name than your own.")
    if size < 1:
        raise StudioError("A second look needs one message at least.", "Ask for 50, say.")
    ids = drawable(db, reviewer, wanted)
    if not ids:
        raise StudioError(
            f"There is no message that somebody but {reviewer} has reviewed to its end.",
            "Review some feedback under one name, then look again under another.",
        )
    chosen = Random(seed).sample(ids, min(size, len(ids)))  # noqa: S311 - a sample, no secret
    return Draw(reviewer, seed, len(ids), blind(wanted), tuple(chosen))


def begin(project: Project, draw: Draw) -> SecondLook:
    """Keep a draw, and what the first reader found in its messages; those that are gone by now are left out."""
    with project.writing() as db:
        (look,) = db.execute(
            "INSERT INTO second_looks(reviewer, seed, drawn_from, filter, made_at) VALUES (?, ?, ?, ?, ?) RETURNING id",
            (draw.reviewer, draw.seed, draw.drawn_from, dump(draw.wanted), now()),
        ).fetchone()
        known = "SELECT 1 FROM messages WHERE id = ?"
        kept = [message for message in draw.messages if db.execute(known, (message,)).fetchone()]
        db.executemany(
            "INSERT INTO second_look_messages(look_id, place, message_id, found) VALUES (?, ?, ?, ?)",
            [(look, place, message, _text(_standing(db, message))) for place, message in enumerate(kept)],
        )
    return second_look(project.db, look)


def draw(project: Project, *, reviewer: str, size: int, seed: int = 0, wanted: Filter = EVERYTHING) -> SecondLook:
    """Draw messages (see `drawn`) and keep them (see `begin`) at once."""
    return begin(project, drawn(project.db, reviewer=reviewer, size=size, seed=seed, wanted=wanted))


def second_looks(db: sqlite3.Connection) -> list[SecondLook]:
    """All samples, the newest first."""
    return [second_look(db, row[0]) for row in db.execute("SELECT id FROM second_looks ORDER BY id DESC").fetchall()]


def second_look(db: sqlite3.Connection, look: int) -> SecondLook:
    """One sample.

    Raises:
        StudioError: when there is none of that id.
    """
    row = db.execute(
        "SELECT id, reviewer, seed, drawn_from, filter, made_at FROM second_looks WHERE id = ?", (look,)
    ).fetchone()
    if row is None:
        raise StudioError(f"There is no second look {look}.", "Draw one first.")
    messages = db.execute("SELECT message_id FROM second_look_messages WHERE look_id = ? ORDER BY place", (look,))
    id_, reviewer, seed, drawn_from, narrowed, made_at = row
    return SecondLook(id_, reviewer, seed, drawn_from, parse(narrowed), made_at, tuple(row[0] for row in messages))


def unread(db: sqlite3.Connection, look: int) -> list[int]:
    """Messages of the sample that have no second reading yet, in its order; nothing of the first reading is told."""
    read = readings(db, look)
    return [message for message in second_look(db, look).messages if message not in read]


def read(project: Project, look: int, message: int, found: Iterable[tuple[Span, Category]]) -> Changes:
    """Keep the second reading of a message, as one step of the second reviewer; read again, the newer one counts.

    Args:
        found: nothing where the message holds no feedback.

    Raises:
        StudioError: when the message is not in the sample, is settled, or a span reaches beyond it.
    """
    found = _checked(found)
    with project.writing() as db:
        reviewer = second_look(db, look).reviewer
        _in_sample(db, look, message)
        _check_reach(db, message, found)
        if message in _outcomes(db, look):
            raise StudioError("This message is settled already.", "Undo the settling first.")
        step = steps.open_step(db, kind="decide", what="second reading", reviewer=reviewer)
        db.execute(
            "INSERT INTO second_readings(step_id, look_id, message_id, found) VALUES (?, ?, ?, ?)",
            (step, look, message, _text(found)),
        )
        db.execute("DELETE FROM half_readings WHERE look_id = ? AND message_id = ?", (look, message))
        steps.close_step(db, step)
    return Changes(changes_of(project.db, [message]).conversations)


def readings(db: sqlite3.Connection, look: int) -> dict[int, Found]:
    """What the second reader found, by message; of several readings of a message the newest."""
    rows = db.execute(
        "SELECT r.message_id, r.found FROM second_readings r JOIN steps s ON s.id = r.step_id"
        f" WHERE r.look_id = ? AND {_IN_FORCE} ORDER BY r.id",
        (look,),
    )
    return {message: _found(found) for message, found in rows}


def pairs(db: sqlite3.Connection, look: int) -> list[Pair]:
    """Both readings of every message that was read twice, in the order of the sample."""
    second, outcomes = readings(db, look), _outcomes(db, look)
    rows = db.execute(
        "SELECT l.message_id, m.conversation_id, l.found FROM second_look_messages l"
        " JOIN messages m ON m.id = l.message_id WHERE l.look_id = ? ORDER BY l.place",
        (look,),
    )
    return [
        Pair(message, conversation, _found(first), second[message], outcomes.get(message))
        for message, conversation, first in rows
        if message in second
    ]


def settle(
    project: Project,
    look: int,
    message: int,
    outcome: Outcome,
    *,
    reviewer: str,
    found: Iterable[tuple[Span, Category]] = (),
) -> Changes:
    """Say what a message holds that was read twice: its feedback becomes that, by decisions of `reviewer`, one step.

    Args:
        found: with `Outcome.NEITHER`, what it holds instead; the readings say it otherwise.

    Raises:
        StudioError: when the message was not read twice, is settled already, or a span reaches beyond it.
    """
    own = _checked(found)
    with project.writing() as db:
        pair = next((pair for pair in pairs(db, look) if pair.message == message), None)
        if pair is None:
            raise StudioError("This message was not read a second time.", "Read it first.")
        if pair.outcome is not None:
            raise StudioError("This message is settled already.", "Undo the settling first.")
        wanted = {
            Outcome.FIRST: pair.first,
            Outcome.SECOND: pair.second,
            Outcome.BOTH: together(pair.first, pair.second),
            Outcome.NEITHER: own,
        }[outcome]
        _check_reach(db, message, wanted)
        step = steps.open_step(db, kind="decide", what="settle a message", reviewer=reviewer)
        _bring_about(db, step, pair, wanted)
        db.execute(
            "INSERT INTO settlements(step_id, look_id, message_id, outcome) VALUES (?, ?, ?, ?)",
            (step, look, message, outcome),
        )
        steps.close_step(db, step)
        rebuild(db, [message])
    return changes_of(project.db, [message])


def together(first: Found, second: Found) -> Found:
    """All that both readings found: of two spans of one category that are the same claim, the first reader's."""
    more = (
        (span, category)
        for span, category in second
        if not any(called is category and overlap(one, span) >= ABSORBS for one, called in first)
    )
    return _checked([*first, *more])


def _bring_about(db: sqlite3.Connection, step: int, pair: Pair, wanted: Found) -> None:
    """Decide upon the feedback of a message until it is `wanted`: what is there is kept, the rest goes or comes."""
    run = newest_run(runs(db), pair.message)
    run_id = run.id if run else None
    items = _items(db, pair.conversation, pair.message)
    for span, category in wanted:
        item = _likest(items, span, category)
        if item is None:
            insert(db, step, _by_hand(db, pair.message, span, category, run_id))
        else:
            items.remove(item)
            insert(db, step, decision_about(db, item, Verdict.ACCEPT, Edit(span=span, category=category), run_id))
    for item in items:
        verdict = Verdict.WITHDRAW if item.by_hand else Verdict.REJECT
        insert(db, step, decision_about(db, item, verdict, Edit(), run_id))


def _likest(items: Sequence[StoredFeedback], span: Span, category: Category) -> StoredFeedback | None:
    """The feedback that says this already: of the same category first, then the one that overlaps most."""
    near = [item for item in items if overlap(item.span, span) >= ABSORBS]
    return max(near, key=lambda item: (item.category is category, overlap(item.span, span)), default=None)


def _by_hand(db: sqlite3.Connection, message: int, span: Span, category: Category, run: int | None) -> Decision:
    return Decision(
        message,
        Verdict.ACCEPT,
        span,
        category,
        anchor_span=span,
        anchor_category=category,
        run=run,
        target=target_above(db, message),
    )


def _standing(db: sqlite3.Connection, message: int) -> Found:
    """What is confirmed in a message."""
    rows = db.execute(
        'SELECT start, "end", category FROM feedback WHERE message_id = ? AND status = ?'
        ' ORDER BY start, "end", category',
        (message, Status.CONFIRMED),
    )
    return tuple((Span(start, end), Category(category)) for start, end, category in rows)


def _items(db: sqlite3.Connection, conversation: int, message: int) -> list[StoredFeedback]:
    return [item for item in feedback_in(db, [conversation]).get(conversation, []) if item.message == message]


def _outcomes(db: sqlite3.Connection, look: int) -> dict[int, Outcome]:
    rows = db.execute(
        "SELECT t.message_id, t.outcome FROM settlements t JOIN steps s ON s.id = t.step_id"
        f" WHERE t.look_id = ? AND {_IN_FORCE}",
        (look,),
    )
    return {message: Outcome(outcome) for message, outcome in rows}


def _in_sample(db: sqlite3.Connection, look: int, message: int) -> None:
    known = "SELECT 1 FROM second_look_messages WHERE look_id = ? AND message_id = ?"
    if db.execute(known, (look, message)).fetchone() is None:
        raise StudioError("This message is not in the sample.", "Read one that was drawn.")


def _check_reach(db: sqlite3.Connection, message: int, found: Found) -> None:
    (length,) = db.execute("SELECT length(content) FROM messages WHERE id = ?", (message,)).fetchone()
    end = max((span.end for span, _ in found), default=0)
    if end > length:
        raise StudioError(f"The message has {length} characters, but a span ends at {end}.")


def _checked(found: Iterable[tuple[Span, Category]]) -> Found:
    """What was found, each once, in reading order."""
    return tuple(sorted(set(found)))


def _text(found: Found) -> str:
    return json.dumps([[span.start, span.end, category] for span, category in found])


def _found(text: str) -> Found:
    return tuple((Span(start, end), Category(category)) for start, end, category in json.loads(text))
