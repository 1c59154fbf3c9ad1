"""Where in a conversation the words of a search stand: one short piece for a line of a list."""

import json
import sqlite3
from collections.abc import Sequence

from nfstudio.store import search
from nfstudio.store.browse import Filter

BEFORE, AFTER = 40, 160
"""Characters shown before and after the first hit."""


def excerpts(db: sqlite3.Connection, wanted: Filter, conversations: Sequence[int]) -> dict[int, str]:
    """For each conversation a piece of the first message that the search of `wanted` hits; those without one are left
    out. About a millisecond each, whatever the words, because the index is only asked about its own messages."""
    found = search.condition(wanted.text)
    if found is None:
        return {}
    sql, words = found
    bounds = db.execute(
        "SELECT conversation_id, min(id), max(id) FROM messages"
        " WHERE conversation_id IN (SELECT value FROM json_each(?)) GROUP BY 1",
        (json.dumps(list(conversations)),),
    ).fetchall()
    role = " AND role = ?" if wanted.text_role else ""
    values = [*words, *([wanted.text_role.value] if wanted.text_role else [])]
    terms = [term.casefold() for term in search.terms(wanted.text)]
    pieces = {}
    for conversation, first, last in bounds:
        near = sql.replace("MATCH ?", f"MATCH ? AND rowid BETWEEN {int(first)} AND {int(last)}")
        row = db.execute(
            f"SELECT content FROM messages WHERE conversation_id = ? AND id IN ({near}){role}"
            " ORDER BY position LIMIT 1",
            (conversation, *values),
        ).fetchone()
        if row is not None:
            pieces[conversation] = piece(row[0], terms)
    return pieces


def piece(content: str, terms: Sequence[str]) -> str:
    """`content` around the first of `terms` (casefolded), from the beginning of a word; from its start without one."""
    folded = content.casefold()
    places = [at for at in (folded.find(term) for term in terms) if at >= 0]
    at = min(places, default=0) if len(folded) == len(content) else 0
    start = max(0, at - BEFORE)
    if start:
        gap = content.find(" ", start, at)
        start = gap + 1 if gap >= 0 else start
    words = content[start : at + AFTER]
    return ("…" if start else "") + words + ("…" if at + AFTER < len(content) else "")
