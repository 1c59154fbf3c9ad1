"""The table that LibreChat exports: a row a message, without a word about the conversation as a whole."""

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import closing

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import streams
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import MOST
from nfstudio.importers.sample import sample_of
from nfstudio.importers.shapes import WrongShape, placed
from nfstudio.importers.streams import StreamFailed

_COLUMNS = frozenset({"sender", "text", "isCreatedByUser", "messageId", "parentMessageId"})
_TRUE, _FALSE = frozenset({"true", "1"}), frozenset({"false", "0"})
_PLACE = "all rows"


def is_head(text: str) -> bool:
    """Whether a file that begins with `text` is such a table."""
    line = text.partition("\n")[0]
    return "isCreatedByUser" in line and set(next(csv.reader([line.strip()]), [])) >= _COLUMNS


def is_table(entry: Entry) -> bool:
    """Whether `entry` is; a file that cannot be opened is not, and says so when it is read as JSON."""
    try:
        return is_head(sample_of(entry).text)
    except StreamFailed:
        return False


def read(entry: Entry, build: Callable[[object], Found]) -> Iterator[Found | Problem]:
    """The conversation of the table."""
    try:
        rows = list(_rows(entry))
        yield placed(build({"conversationId": None, "messages": rows}), _PLACE)
    except StreamFailed as failure:
        yield failure.as_problem(_PLACE)
    except csv.Error as fault:
        yield Problem(_PLACE, Reason.WRONG_SHAPE, f"This is no table that can be read: {fault}.")
    except WrongShape as fault:
        yield Problem(_PLACE, Reason.WRONG_SHAPE, str(fault))


def _rows(entry: Entry) -> Iterator[dict[str, object]]:
    """Rows in the words of the other exports; cells that hold nothing are left out."""
    csv.field_size_limit(MOST)  # the same for the whole program: a message may be longer than 128 kB
    encoding = sample_of(entry).encoding
    with closing(entry.open()) as raw, closing(streams.as_utf8(raw, encoding)) as stream:
        for row in csv.DictReader(io.TextIOWrapper(stream, "utf-8", errors="replace", newline="")):
            given: dict[str, object] = {key: cell for key, cell in row.items() if cell and isinstance(key, str)}
            for key in ("isCreatedByUser", "error", "unfinished"):
                word = str(given.get(key, "")).lower()
                given[key] = True if word in _TRUE else False if word in _FALSE else None
            yield given
