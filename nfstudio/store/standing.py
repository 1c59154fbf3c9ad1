"""How the feedback of some conversations stands, for a verdict on all of it."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from nfstudio.domain.feedback import Status


@dataclass(frozen=True, slots=True)
class Standing:
    """Ids of the feedback in some conversations, in order."""

    undecided: list[int]
    decided: list[int]


def standing_in(
    db: sqlite3.Connection, conversations: Sequence[int], *, undecided: Sequence[Status], decided: Sequence[Status]
) -> Standing:
    """The feedback of these conversations that stands in one of the statuses named."""
    rows = db.execute(
        "SELECT f.id, f.status FROM json_each(?) j JOIN feedback f ON f.conversation_id = j.value ORDER BY f.id",
        (json.dumps(list(conversations)),),
    ).fetchall()
    return Standing(
        [id_ for id_, status in rows if status in undecided], [id_ for id_, status in rows if status in decided]
    )
