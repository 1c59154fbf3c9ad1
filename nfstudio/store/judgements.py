"""Labels that came with a dump, kept as what the reviewer `imported` decided."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nfstudio.domain.conversation import Message, answer_to
from nfstudio.domain.records import Judgement
from nfstudio.store.feedback import Label, rebuild, stand
from nfstudio.store.rows import insert
from nfstudio.store.steps import open_step

IMPORTED = "imported"
"""The reviewer who is said to have made the labels that came with a dump."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A conversation that came with labels; `ids` are those of its messages, in the order of the dump."""

    conversation: int
    ids: Sequence[int]
    messages: Sequence[Message]
    judgements: Sequence[Judgement]


def add_judgements(db: sqlite3.Connection, labelled: Sequence[Labelled], *, new_from: int) -> bool:
    """Labels that came with conversations, as decisions of the reviewer `imported`, and the feedback they amount to;
    whether there were any.

    A message on which anybody has decided already is left as it is.

    Args:
        new_from: id of the first message that came in with them. Nobody has said anything about it and those after it.
    """
    fresh = {one.ids[judgement.message]: (one, judgement) for one in labelled for judgement in one.judgements}
    for message_id in _judged_already(db, [message_id for message_id in fresh if message_id < new_from]):
        del fresh[message_id]
    if not fresh:
        return False
    step = open_step(db, kind="import", what="labels that came with the import", reviewer=IMPORTED, state="done")
    insert(
        db,
        "INSERT INTO readings(step_id, message_id, uncertain)",
        [(step, message_id, int(judgement.uncertain)) for message_id, (_, judgement) in fresh.items()],
    )
    labels = _labels(fresh, after=db.execute("SELECT coalesce(max(id), 0) FROM decisions").fetchone()[0])
    insert(
        db,
        'INSERT INTO decisions(id, step_id, message_id, verdict, start, "end", category, anchor_start, anchor_end,'
        " anchor_category, target_id)",
        [
            (decision, step, message, "accept", start, end, category, start, end, category, target)
            for message, start, end, category, decision, _, target in labels
        ],
    )
    stand(db, [label for label in labels if label[0] >= new_from])
    rebuild(db, [message_id for message_id in fresh if message_id < new_from])
    return True


def _judged_already(db: sqlite3.Connection, message_ids: Sequence[int]) -> list[int]:
    rows = db.execute(
        "SELECT message_id FROM readings WHERE message_id IN (SELECT value FROM json_each(?1))"
        " UNION SELECT message_id FROM decisions WHERE message_id IN (SELECT value FROM json_each(?1))",
        (json.dumps(message_ids),),
    )
    return [message_id for (message_id,) in rows]


def _labels(fresh: Mapping[int, tuple[Labelled, Judgement]], *, after: int) -> list[Label]:
    """A label for each span; their decisions are numbered on from `after`."""
    labels: list[Label] = []
    for message_id, (one, judgement) in fresh.items():
        target = answer_to(one.messages, judgement.message) if judgement.spans else None
        answer = None if target is None else one.ids[target]
        for span, category in judgement.spans:
            number = after + len(labels) + 1
            labels.append((message_id, span.start, span.end, category.value, number, one.conversation, answer))
    return labels
