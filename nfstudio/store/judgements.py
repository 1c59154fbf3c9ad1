"""Labels that came with a dump, kept as what the reviewer `imported` decided."""

import json
import sqlite3
from collections.abc import Sequence

from nfstudio.domain.records import Judgement
from nfstudio.store.rows import insert
from nfstudio.store.reading import targets_of
from nfstudio.store.steps import open_step

IMPORTED = "imported"
"""The reviewer who is said to have made the labels that came with a dump."""


def add_judgements(db: sqlite3.Connection, judged: Sequence[tuple[list[int], tuple[Judgement, ...]]]) -> list[int]:
    """Labels that came with conversations, as decisions of the reviewer `imported`; ids of the messages that got any.

    A message on which anybody has decided already is left as it is.

    Args:
        judged: ids of the messages of a conversation in the order of the dump, and the judgements of the dump.
    """
    fresh = {ids[judgement.message]: judgement for ids, judgements in judged for judgement in judgements}
    for (message_id,) in db.execute(
        "SELECT message_id FROM readings WHERE message_id IN (SELECT value FROM json_each(?1))"
        " UNION SELECT message_id FROM decisions WHERE message_id IN (SELECT value FROM json_each(?1))",
        (json.dumps(list(fresh)),),
    ).fetchall():
        del fresh[message_id]
    if not fresh:
        return []
    answers = targets_of(db, [message_id for message_id, judgement in fresh.items() if judgement.spans])
    step = open_step(db, kind="import", what="labels that came with the import", reviewer=IMPORTED, state="done")
    insert(
        db,
        "INSERT INTO readings(step_id, message_id, uncertain)",
        [(step, message_id, int(judgement.uncertain)) for message_id, judgement in fresh.items()],
    )
    insert(
        db,
        'INSERT INTO decisions(step_id, message_id, verdict, start, "end", category, anchor_start, anchor_end,'
        " anchor_category, target_id)",
        [
            (step, message_id, "accept", span.start, span.end, name, span.start, span.end, name, answers[message_id])
            for message_id, judgement in fresh.items()
            for span, category in judgement.spans
            for name in (category.value,)
        ],
    )
    return list(fresh)
