"""Tables written as JSON: a message, or a question with its answer, a record; an id says which belong together."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.records import Problem, Reason
from nfstudio.importers import json_records
from nfstudio.importers.column_mapping import SURE, ColumnMapping, guess, names_conversation
from nfstudio.importers.exchanges import pair_in
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample, sample_of
from nfstudio.importers.shapes import ROLES
from nfstudio.importers.tabular import Row

_OF_OTHERS = frozenset(
    {"object", "message_tree_id", "parent_id", "parentId", "parentMessageId", "parentUuid", "uuid", "mes", "payload"}
    | {"messages", "conversations", "mapping", "custom_id", "run_type", "traceId", "trace_id", "record_type", "history"}
    | {"isCreatedByUser", "convId", "children", "childrenIds", "replies", "labels", "chosen", "input", "choices"}
)
"""Keys of records that belong to other formats, or that are whole conversations."""
_LOOKED_AT = 20
_SESSIONS = ("session", "conversation", "chat", "thread")
_BOTH = {"user", "assistant"}


def shows(sample: Sample) -> bool:
    """Whether the sample is made of such records."""
    return mapping_of(sample) is not None


def mapping_of(sample: Sample) -> ColumnMapping | None:
    """What the fields of the records hold; None when they are no such records.

    Without an id the file is one conversation; then its lines must show that both a person and an assistant speak, and
    a bare list of messages is another format's.
    """
    if sample.columns or not sample.values:
        return None
    listed = isinstance(sample.values[0], list)
    items = _items(sample)
    rows = [_flat(item) for item in items[:_LOOKED_AT] if isinstance(item, dict)]
    if not rows or any(not _OF_OTHERS.isdisjoint(row) for row in rows):
        return None
    columns = list(dict.fromkeys(name for row in rows for name in row))
    guessed = guess(columns, rows)
    named = next((name for name in columns if names_conversation(name)), "") or _session(columns, rows)
    mapping = guessed.mapping
    if mapping.text and mapping.role and guessed.confidence >= SURE:
        kinds = str | list | None if named else str | None  # parts alone may be a session of any program
        if not all(isinstance(row.get(mapping.text), kinds) for row in rows):
            return None
        roles = {str(ROLES.get(str(row.get(mapping.role)).strip().lower(), "")) for row in rows}
        named = named or mapping.conversation
        return _of(mapping, named) if named or (not listed and roles >= _BOTH) else None
    pair = pair_in(rows[0])
    if pair is None or not named:
        return None
    return _of(ColumnMapping(**{**_beside(mapping), "prompt": pair[0], "response": pair[1]}), named)


def _session(columns: Sequence[str], rows: Sequence[dict[str, object]]) -> str:
    """A name that stands for ids where it holds nothing else, the same for several records in a row."""
    for name in _SESSIONS:
        cells = [row.get(name) for row in rows] if name in columns else []
        if len(cells) > 1 and all(isinstance(cell, str | int) for cell in cells) and len(set(cells)) < len(cells):
            return name
    return ""


def _flat(row: dict[str, object]) -> dict[str, object]:
    """A row of Dialogflow or Botpress, which keep the words in an object, as one that names them itself."""
    result, payload = row.get("queryResult"), row.get("payload")
    if isinstance(result, dict) and "session" in row:
        told = {"question": result.get("queryText"), "answer": result.get("fulfillmentText")}
        about = {"language": result.get("languageCode"), "timestamp": row.get("timestamp")}
        return {"session_id": row["session"], **told, **{name: held for name, held in about.items() if held}}
    if isinstance(payload, dict) and (who := _DIRECTIONS.get(str(row.get("direction")))):
        held: dict[str, object] = {name: row[name] for name in ("conversationId", "createdAt") if name in row}
        return held | {"role": who, "text": payload.get("text")}
    return row


_DIRECTIONS = {"incoming": "user", "outgoing": "assistant"}


def _items(sample: Sample) -> Sequence[object]:
    """What may be rows: the items of a list, lines, what stands under numbers, or a list that names conversations."""
    value = sample.values[0]
    if isinstance(value, list):
        return value
    if (numbered := _numbered(value)) is not None:
        return numbered if len(sample.values) == 1 else ()
    if isinstance(value, dict) and len(sample.values) == 1 and (listed := _listed(value)) is not None:
        return listed
    return sample.values if sample.lines else ()


def _listed(value: Mapping[str, object]) -> list[object] | None:
    """The list of an object whose items say which conversation they are of, as a dump of several tables has one."""
    lists = (items for items in value.values() if isinstance(items, list) and items)
    return next((items for items in lists if _names_conversations(items[0])), None)


def _names_conversations(row: object) -> bool:
    return isinstance(row, dict) and any(map(names_conversation, row)) and ("content" in row or "text" in row)


def _numbered(value: object) -> list[object] | None:
    """Rows that stand under numbers, as TinyDB keeps a table; None for anything else."""
    tables = [value, *value.values()] if isinstance(value, dict) else []
    return next((list(table.values()) for table in tables if isinstance(table, dict) and _is_table(table)), None)


def _is_table(table: Mapping[str, object]) -> bool:
    return len(table) > 1 and all(name.isdecimal() and isinstance(row, dict) for name, row in table.items())


def _of(mapping: ColumnMapping, conversation: str) -> ColumnMapping:
    return ColumnMapping(**{**mapping.chosen(), "conversation": conversation})


def _beside(mapping: ColumnMapping) -> dict[str, str]:
    """What is mapped of the conversation as a whole."""
    return {name: column for name, column in mapping.chosen().items() if name not in ("text", "role", "messages")}


def rows(entry: Entry, mapping: ColumnMapping) -> Iterator[Row | Problem]:
    """All records as rows."""
    words = mapping.text or mapping.prompt
    for item in json_records.records(entry, lambda value: isinstance(value, dict) and words in _flat(value)):
        if isinstance(item, Problem):
            yield item
        elif isinstance(item[1], dict):
            yield item[0], _flat(item[1])
        else:
            yield Problem(item[0], Reason.WRONG_SHAPE, "This is no object with the fields of the others.")


def column(entry: Entry, mapping: ColumnMapping, name: str) -> Iterator[object]:
    """What all records hold under one name; a problem for each that cannot be read."""
    for item in rows(entry, mapping):
        yield item if isinstance(item, Problem) else item[1].get(name)


def mapping_in(entry: Entry) -> ColumnMapping | None:
    """`mapping_of` a file.

    Raises:
        StreamFailed: when not a byte of it can be read.
    """
    return mapping_of(sample_of(entry))
