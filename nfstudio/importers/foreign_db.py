"""The one door to databases that are not our own: they are read where they lie, and never written to."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Self
from urllib.parse import quote

from nfstudio.domain.records import Problem, Reason
from nfstudio.importers import streams
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import MOST
from nfstudio.importers.streams import StreamFailed

_MAGIC = b"SQLite format 3\x00"
_LONGEST = 2 * MOST
"""Bytes of a row: a message may be as long as a record elsewhere, with what stands beside it."""
Row = tuple[object, ...]


def shows(head: bytes, table: str) -> bool:
    """Whether a file that begins with `head` is a database with such a table: they are listed there."""
    made = rb"CREATE TABLE\s+[\"\[]?" + table.encode() + rb"[\"\]]?\s*\("
    return head.startswith(_MAGIC) and re.search(made, head) is not None


def is_database(entry: Entry) -> bool:
    """Whether `entry` is any SQLite database; one that cannot be opened is not, and says so when it is read."""
    try:
        with closing(entry.open()) as stream:
            return streams.head_of(stream, len(_MAGIC)) == _MAGIC
    except StreamFailed:
        return False


class Closed(Exception):  # no error of ours: it carries the sentence
    """A database that cannot be read, with the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


def unread(entry: Entry, program: str) -> Problem | None:
    """What of a database is not read, because the program that writes it has not put it there yet."""
    wal = entry.sibling(f"{entry.file_name}-wal")
    if wal is None or not wal.size:
        return None
    sentence = f"The newest chats lie in {wal.file_name} and are not read: stop {program}, or use its export."
    return Problem(wal.file_name, Reason.UNREADABLE, sentence)


class ForeignDb:
    """A database of another program, open for reading; closed by `with`."""

    def __init__(self, entry: Entry, hint: str) -> None:
        """Open it: no lock is taken and no file appears beside it, also while that program runs.

        Raises:
            Closed: when it is packed.
        """
        if entry.member or entry.packing:
            sentence = "A database cannot be read while it is packed. Unpack it first."
            raise Closed(Problem("", Reason.UNREADABLE, sentence))
        self._hint = hint
        self._db = _opened(entry.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def rows(
        self, table: str, columns: tuple[str, ...], order: str = "", under: tuple[str, str] | None = None
    ) -> Iterator[Row]:
        """Those columns of a table, None for one that this version does not have; nothing without such a table.

        Args:
            order: columns to sort by, with commas between.
            under: a column, and what its text begins with; quick where the column has an index.

        Raises:
            Closed: when it cannot be read.
        """
        try:
            # A view could be asked without end.
            if not self._db.execute(
                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
            ).fetchone():
                return
            known = {row[1] for row in self._db.execute(f"PRAGMA table_info({table})")}
            wanted = ", ".join(column if column in known else f"NULL AS {column}" for column in columns)
            sorting = f" ORDER BY {order}" if order else ""
            only = f" WHERE {under[0]} >= ? AND {under[0]} < ?" if under else ""
            ends = [under[1], f"{under[1]}\U0010ffff"] if under else []
            yield from self._db.execute(f"SELECT {wanted} FROM {table}{only}{sorting}", ends)  # noqa: S608  # our names
        except (sqlite3.Error, UnicodeDecodeError) as failure:  # what SQLite says of a damaged name is no text
            said = failure if isinstance(failure, sqlite3.Error) else "it is damaged"
            sentence = f"The database cannot be read: {said}. {self._hint}"
            raise Closed(Problem("", Reason.UNREADABLE, sentence)) from failure


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)
    db.execute("PRAGMA trusted_schema = OFF")
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return db
