"""Tables without a line of names: told by what stands in their first two rows."""

import csv
from collections.abc import Sequence
from itertools import islice

from nfstudio.importers.roles import ROLES

NAME = "column {}"
LOOKED_AT = 8
"""Lines that are looked at: the first two rows, where words in quotes may go over several."""
_TWO = 2
_SENTENCE = 4
"""Words that both cells of a row of questions and answers have, if not more; names of columns have fewer."""


def columns_of(lines: Sequence[str], delimiter: str) -> tuple[str, ...]:
    """Numbers for the columns of a table whose first line is a row like the others; none where it is a header.

    Args:
        lines: the first of the file, with their ends.
    """
    try:
        rows = [row for row in islice(csv.reader(lines, delimiter=delimiter), 3) if row]
    except csv.Error:
        return ()
    if len(rows) < _TWO or len({len(row) for row in rows[:_TWO]}) > 1 or not (_says_who(rows) or _are_talk(rows)):
        return ()
    return tuple(NAME.format(i + 1) for i in range(len(rows[0])))


def is_numbered(columns: Sequence[str]) -> bool:
    """Whether the columns have no names but these."""
    return bool(columns) and list(columns) == [NAME.format(i + 1) for i in range(len(columns))]


def _says_who(rows: Sequence[Sequence[str]]) -> bool:
    """Whether one column alone holds who speaks, in the first row as in the second: names of columns differ."""
    who = [i for i, cell in enumerate(rows[0]) if cell.strip().lower() in ROLES]
    if len(who) != 1 or not _NAMES.isdisjoint(cell.strip().lower() for cell in rows[0]):
        return False
    return rows[1][who[0]].strip().lower() in ROLES


_NAMES = frozenset(
    {"text", "content", "message", "messages", "prompt", "response", "role", "speaker", "id", "name", "title", "body"}
    | {
        "timestamp",
        "time",
        "date",
        "conversation_id",
        "session_id",
        "utterance",
        "question",
        "answer",
        "input",
        "output",
    }
)
"""Cells that stand in a header: beside one of them, the name of a role names a column, too."""


def _are_talk(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of two cells hold sentences, the first as the others."""
    if len(rows[0]) != _TWO or any(len(row) != _TWO for row in rows):
        return False
    return all(len(cell.split()) >= _SENTENCE for cell in rows[0]) and all(
        sum(len(row[i].split()) for row in rows) >= _SENTENCE * len(rows) for i in range(_TWO)
    )
