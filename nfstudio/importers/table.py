"""Any table (CSV, TSV, Parquet) of which somebody, or the names of its columns, say what they hold."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import islice

from nfstudio.domain.conversation import Conversation, Message, Role, chain
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import (
    datasets,
    dialogues,
    exchanges,
    hh,
    json_rows,
    langfuse,
    langfuse_scores,
    langsmith,
    librechat,
    lmsys,
    messages,
    oasst,
    realhumaneval,
    shapes,
    sharegpt,
    tabular,
    transcript,
    wildchat,
)
from nfstudio.importers.asides import may_think
from nfstudio.importers.chat_messages import read_messages, readable, thought_apart
from nfstudio.importers.column_mapping import SURE, ColumnMapping, guess, wanted
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample, sample_of
from nfstudio.importers.shapes import WrongShape, placed
from nfstudio.importers.speaker_names import role_named
from nfstudio.importers.streams import StreamFailed

NAME = "table"
TITLE = "Tables (CSV, TSV, Parquet; JSON with a message or an exchange a record)"
COMPANIONS: tuple[str, ...] = ()
NOBODY = "Nobody known speaks here"
"""How the sentence begins of a row whose speaker is no usual word: then somebody has to say who the person is."""

_OTHERS = (
    *(wildchat, lmsys, oasst, realhumaneval, librechat, langfuse, langsmith),
    *(messages, sharegpt, hh, dialogues),
)
Rows = Callable[[], Iterator[tabular.Row | Problem]]
"""Reads all rows from the beginning, as often as it is asked."""
Cells = Callable[[str], Iterator[object]]
"""Reads what stands in one column of them; a problem for each row that cannot be read."""
_LOOKED_AT = 20  # rows that settle a guess
_YES, _NO = frozenset({"true", "1", "yes"}), frozenset({"false", "0", "no"})


def recognises(sample: Sample) -> bool:
    """Whether the sample is a table that no other importer knows and of which some column may hold words.

    Every Parquet file is: people do not keep other things in them beside their chat logs. A CSV file may hold
    anything.
    """
    if any(other.recognises(sample) for other in _OTHERS) or langfuse_scores.shows_scores(sample):
        return False
    if json_rows.shows(sample):
        return True
    return sample.head.startswith(tabular.PARQUET) or guess(sample.columns).confidence > 0


def read(entry: Entry, mapping: ColumnMapping | None = None) -> Iterator[Found | Problem]:
    """Every conversation, where its last row stands.

    Args:
        mapping: guessed from the columns' names when not given; a guess that is not sure is a problem of reason
            `UNKNOWN_FORMAT`, whose sentence asks for a mapping.
    """
    try:
        columns = sample_of(entry).columns
    except StreamFailed as failure:
        yield failure.as_problem()
        return
    told = None if columns else json_rows.mapping_in(entry)
    if told is not None:
        yield from _read(partial(json_rows.rows, entry, told), partial(json_rows.column, entry, told), told)
        return
    if not columns:  # damaged: its reader says how
        yield from (item for item in tabular.rows(entry) if isinstance(item, Problem))
        return
    if mapping is None:
        looked_at = [item[1] for item in islice(tabular.rows(entry), _LOOKED_AT) if not isinstance(item, Problem)]
        guessed = guess(columns, looked_at)
        if guessed.confidence < SURE:
            yield Problem("header", Reason.UNKNOWN_FORMAT, wanted(columns))
            return
        mapping = guessed.mapping
    if fault := mapping.fault(columns):
        yield Problem("header", Reason.UNKNOWN_FORMAT, f"{fault} {wanted(columns)}")
        return
    yield from _read(partial(tabular.rows, entry), partial(tabular.column, entry), mapping)


def _read(rows: Rows, cells: Cells, mapping: ColumnMapping) -> Iterator[Found | Problem]:
    if mapping.rating and any(map(_is_star, cells(mapping.rating))):
        mapping = replace(mapping, rating="")
    return _gathered(rows, cells, mapping) if _gathers(mapping) else _row_by_row(rows, mapping)


def _is_star(cell: object) -> bool:
    """Whether a rating is a number that no thumb has; beside it, the ones are stars too."""
    try:
        return not isinstance(cell, Problem | bool | None) and float(str(cell)) not in (-1, 0, 1)
    except ValueError:
        return False


def _gathers(mapping: ColumnMapping) -> bool:
    """Whether several rows make one conversation."""
    return bool(mapping.text and not mapping.messages) or bool(mapping.conversation and not mapping.messages)


def _row_by_row(rows: Rows, mapping: ColumnMapping) -> Iterator[Found | Problem]:
    def build(value: object) -> tuple[Found]:
        row = value if isinstance(value, dict) else {}
        lost: list[str] = []
        found = _found(row, _said(row, mapping, lost), mapping)
        return (replace(found, lost=shapes.left_out(lost)) if lost else found,)

    return datasets.conversations(rows(), build)


def _gathered(rows: Rows, cells: Cells, mapping: ColumnMapping) -> Iterator[Found | Problem]:
    """Conversations of several rows, which may stand anywhere: memory holds those under way.

    A row that cannot be read costs its whole conversation no more than itself.
    """
    last = _last_rows(cells(mapping.conversation)) if mapping.conversation else {}
    held: dict[str | None, list[list[Message]]] = {}
    first: dict[str | None, Mapping[str, object]] = {}

    def whole(key: str | None, place: str) -> Found | Problem:
        return placed(_found(first.pop(key), in_time(held.pop(key, [])), mapping), place)

    before: tuple[str | None, str] | None = None  # key and place of the row above, while its conversation may go on
    for number, place, row, key in _keyed(rows, mapping, problems := list[Problem]()):
        if before is not None and before[0] != key:
            yield whole(*before)
        if problems:
            yield from problems
            problems.clear()
        if (said := held.get(key)) is None:
            said = held[key] = []
            first[key] = row
        try:
            said.append(_said(row, mapping, below=len(said)))
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
        ends = last.get(hash(key))
        before = (key, place) if ends is None else None
        if ends == number:
            yield whole(key, place)
    if before is not None:
        yield whole(*before)
    yield from problems


_BITS = 27
"""16 MB say which keys have stood somewhere above: of five million one in thirty is taken for another."""


_Keyed = tuple[int, str, Mapping[str, object], str | None]
"""A row: its number, where it stands, its cells, and the key of its conversation."""


def _last_rows(cells: Iterator[object]) -> dict[int, int]:
    """The last row of each conversation whose rows stand apart, by the hash of its key.

    The others, which in most tables are all, end where the next begins. So memory does not grow with them.

    Args:
        cells: what names the conversation, row by row.
    """
    seen, last = bytearray(1 << _BITS - 3), dict[int, int]()
    above: int | None = None
    above_cell: object = _NO_CELL
    for number, cell in enumerate(cells):
        if cell != above_cell or type(cell) is not str:  # nearly always it is that of the row above
            if isinstance(cell, Problem):
                continue
            above_cell, name = cell, hash(shapes.text(cell))
            if name != above:
                above = name
                byte, bit = (name & (1 << _BITS) - 1) >> 3, 1 << (name & 7)
                if seen[byte] & bit:
                    last[name] = number
                seen[byte] |= bit
                continue
        if above in last:
            last[above] = number
    return last


_NO_CELL = object()


def _keyed(rows: Rows, mapping: ColumnMapping, problems: list[Problem]) -> Iterator[_Keyed]:
    above: object = None
    key = None
    for number, item in enumerate(rows()):
        if isinstance(item, Problem):
            problems.append(item)
            continue
        place, row = item
        cell = row.get(mapping.conversation) if mapping.conversation else None
        if type(cell) is not str or cell != above:  # as above
            above, key = cell, shapes.text(cell)
        yield number, place, row, key


def _key(row: Mapping[str, object], mapping: ColumnMapping) -> str | None:
    return shapes.text(row.get(mapping.conversation)) if mapping.conversation else None


def in_time(rows: list[list[Message]]) -> list[Message]:
    """The messages of all rows, in order of time where every row has one; newest first is turned round."""
    rows = [row for row in rows if row]
    times = [row[0].created_at or "" for row in rows]
    if all(times) and times != sorted(times):
        rows = (
            rows[::-1] if times == sorted(times, reverse=True) else sorted(rows, key=lambda row: str(row[0].created_at))
        )
    return [message for row in rows for message in row]


def _found(row: Mapping[str, object], messages: list[Message], mapping: ColumnMapping) -> Found:
    """A conversation of `messages`; what is said of it as a whole stands in its first row."""
    created = min([message.created_at for message in messages if message.created_at], default=None)
    conversation = Conversation(
        chain(messages),
        origin_id=_key(row, mapping) or (shapes.first(row, _IDS) if mapping.messages else None),
        title=_cell(row, mapping.title),
        model=_cell(row, mapping.model),
        language=_cell(row, mapping.language),
        created_at=created or _time(row, mapping),
        user=_cell(row, mapping.user),
    )
    return Found("", conversation)


_IDS = ("id", "uuid", "conversation_hash", "prompt_id")
"""What a row that is a whole conversation may be called by."""


def _time(row: Mapping[str, object], mapping: ColumnMapping) -> str | None:
    """When a row was said; the time of day may stand beside its day."""
    if not mapping.time:
        return None
    cell, day = row.get(mapping.time), row.get(_DAYS.get(mapping.time, ""))
    return shapes.when(cell) or (shapes.when(f"{day} {cell}") or shapes.when(day) if day else None)


_DAYS = {"time": "date", "Time": "Date", "TIME": "DATE", "Uhrzeit": "Datum", "uhrzeit": "datum"}


def _cell(row: Mapping[str, object], column: str) -> str | None:
    return shapes.text(row.get(column)) if column else None


def _said(
    row: Mapping[str, object], mapping: ColumnMapping, lost: list[str] | None = None, *, below: int = 0
) -> list[Message]:
    """What one row says, not yet in its place.

    Args:
        lost: gets a sentence about every message of a list that cannot be read, which is left out.
        below: how many rows of the conversation stand above it, which nearly always are messages that it follows.

    Raises:
        WrongShape: when it cannot be read.
    """
    if mapping.messages:
        return _conversation(row.get(mapping.messages), lost)
    if mapping.text and mapping.role:
        return _message(row, mapping, below - 1 if below else None)
    return _exchange(row, mapping)


def _conversation(cell: object, lost: list[str] | None) -> list[Message]:
    value = datasets.turned(datasets.unpacked(cell))
    if isinstance(value, list):
        messages, gone = readable(value)
        if lost is not None:
            lost += gone
        return messages
    if isinstance(value, str):
        return transcript.parsed(value)
    raise WrongShape("The column of messages holds neither a list nor a transcript.")


def _words(cell: object) -> tuple[str, Mapping[str, object]]:
    """What a cell says, and what stands beside it where it holds the parts of a message."""
    if type(cell) is str:
        return cell, shapes.NOTHING
    if cell is None:
        return "", shapes.NOTHING
    return shapes.content_of(cell, 0) if isinstance(cell, list) else (str(cell), shapes.NOTHING)


def _message(row: Mapping[str, object], mapping: ColumnMapping, parent: int | None) -> list[Message]:
    words, beside = _words(row.get(mapping.text))
    role = _role(row.get(mapping.role), mapping)
    if not words and not beside:
        return []
    is_answer = role is Role.ASSISTANT
    said = shapes.worded(words)
    if is_answer and may_think(said):
        said, thought = thought_apart(said)
        beside = {**beside, **thought}
    message = Message(
        role,
        said,
        parent,
        created_at=_time(row, mapping),
        model=_cell(row, mapping.model) if is_answer else None,
        rating=shapes.thumb(datasets.unpacked(row.get(mapping.rating))) if is_answer and mapping.rating else None,
        extra=beside,
    )
    return [message]


def _role(value: object, mapping: ColumnMapping) -> Role:
    """Who speaks, by the usual words, by the mapping's word for the person, or by yes and no to "is it the user?".

    Raises:
        WrongShape: when it is nobody known.
    """
    if type(value) is str and not mapping.person and (plain_role := shapes.ROLES.get(value)) is not None:
        return plain_role
    word = str(value).strip()
    if mapping.person:
        return Role.USER if word == mapping.person else shapes.ROLES.get(word.lower(), Role.ASSISTANT)
    role = shapes.ROLES.get(word.lower()) or role_named(word)
    if role is None and "user" in mapping.role.lower() and word.lower() in _YES | _NO:
        role = Role.USER if word.lower() in _YES else Role.ASSISTANT
    if role is None:
        raise WrongShape(f"Nobody known speaks here: {word[:40]!r}.")
    return role


def _said_in_envelope(answer: object) -> object:
    """The words of an answer that AnythingLLM's database keeps with its sources."""
    if not isinstance(answer, str) or not answer.startswith("{") or '"sources"' not in answer:
        return answer
    held = datasets.unpacked(answer)
    return held["text"] if isinstance(held, dict) and held.keys() >= {"text", "sources"} else answer


def _exchange(row: Mapping[str, object], mapping: ColumnMapping) -> list[Message]:
    """A prompt, which may be a whole history, and its answer."""
    prompt, answer = datasets.unpacked(row.get(mapping.prompt)), _said_in_envelope(row.get(mapping.response))
    time, system = _time(row, mapping), _cell(row, mapping.system)
    messages = [Message(Role.SYSTEM, system)] if system else []
    if isinstance(prompt, list):
        messages += read_messages(prompt)
    elif isinstance(prompt, str) and prompt:
        asked = exchanges.with_input(row, mapping.prompt)
        messages.append(Message(Role.USER, shapes.worded(asked), created_at=time))
    if isinstance(answer, str) and answer:
        thumb = shapes.thumb(row.get(mapping.rating)) if mapping.rating else None
        words, beside = thought_apart(shapes.worded(answer))
        said = Message(Role.ASSISTANT, words, created_at=time, rating=thumb, extra=beside)
        messages.append(replace(said, model=_cell(row, mapping.model)))
    return messages
