"""The words of feedback with the rules behind it: what is compared when a person asks for more like this."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST = 300
"""Characters of a span that are compared."""
_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one feedback."""

    id: int
    category: str
    words: str
    rules: tuple[str, ...]


def quotes(db: sqlite3.Connection, *, only: int | None = None) -> Iterator[list[Quote]]:
    """The words of all feedback in the order of their ids, or of one, in batches, so that nothing waits long."""
    after = -1 if only is None else only - 1
    last = "" if only is None else " AND f.id <= ?1 + 1"
    while rows := db.execute(
        f'SELECT f.id, f.category, substr(m.content, f.start + 1, min(f."end" - f.start, {_LONGEST})),'
        " json_extract(d.evidence, '$.rules')"
        " FROM feedback f JOIN messages m ON m.id = f.message_id LEFT JOIN detections d ON d.id = f.detection_id"
        f" WHERE f.id > ?1{last} ORDER BY f.id LIMIT {_BATCH}",
        (after,),
    ).fetchall():
        yield [
            Quote(id_, category, words, tuple(json.loads(rules)) if rules else ())
            for id_, category, words, rules in rows
        ]
        after = rows[-1][0]
        if only is not None:
            return
