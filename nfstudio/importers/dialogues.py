"""Dialogues in JSON that keep to no known format: a list of speakers and their words, or a question and its answer,
under the names that people commonly choose."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from nfstudio.domain.records import Found, Problem
from nfstudio.importers import (
    batch,
    chainlit,
    chat_rooms,
    cherrystudio,
    codex,
    columnwise,
    datasets,
    fastchat,
    gateway,
    hh,
    jan,
    json_rows,
    langfuse,
    langsmith,
    linked,
    lmsys,
    lobechat,
    messages,
    perplexity,
    rankings,
    service_desks,
    shapes,
    sharegpt,
)
from nfstudio.importers.chat_messages import conversation_fields, is_message, read_messages, readable
from nfstudio.importers.column_mapping import SURE, guess
from nfstudio.importers.exchanges import answer_in, pair_in, parallel, with_words
from nfstudio.importers.files import Entry
from nfstudio.importers.marked_text import messages_in
from nfstudio.importers.sample import Sample, sample_of
from nfstudio.importers.shapes import WrongShape, chained
from nfstudio.importers.speakers import (
    are_keyed,
    are_utterances,
    exchange,
    is_utterance,
    said_in,
    with_answers,
)
from nfstudio.importers.streams import StreamFailed

NAME = "dialogues"
TITLE = "Other dialogues in JSON (speakers and words, questions and answers)"
COMPANIONS: tuple[str, ...] = ()


class _Adapted(Protocol):
    """A module that knows a shape of its own, as an importer does.

    Attributes:
        KEYS: of which every record that is an object has one.
    """

    @property
    def KEYS(self) -> frozenset[str]: ...  # noqa: N802  # a constant of the module

    def is_record(self, value: object) -> bool: ...

    def build(self, value: Any) -> Sequence[Found]: ...


_ADAPTED: tuple[_Adapted, ...] = (rankings, chainlit, service_desks, chat_rooms, linked, fastchat)
_HINTS = frozenset().union(*(one.KEYS for one in _ADAPTED))


def _adapted(value: object) -> _Adapted | None:
    """The module that knows such a record; of most no more is asked than their names."""
    if isinstance(value, dict) and value.keys().isdisjoint(_HINTS):
        return None
    return next((one for one in _ADAPTED if one.is_record(value)), None)


_LISTS = (
    *("messages", "conversations", "conversation", "dialogue", "dialog", "chat", "turns", "utterances", "thread"),
    *("history", "contents", "items", "log", "chat_history", "exchanges", "rounds", "pairs", "qa_pairs", "qas", "qa"),
    *(
        "interactions",
        "conversation_history",
        "context",
        "events",
        "steps",
        "activities",
        "transcript",
        "Transcript",
    ),
)
_WRAPPERS = (
    "channel_values",
    "checkpoint",
    "data",
    "payload",
    "record",
    "conversation",
    "chat",
    "session",
    "body",
    "request",
    "values",
    "state",
)
_TEXTS = ("text", "input", "transcript", "conversation", "dialogue", "dialog", "chat", "content", "log", "messages")
_BEFORE = ("history", "chat_history", "context", "previous", "conversation_history")
"""What was said before the question and its answer."""
_OF_OTHERS = frozenset(
    {"mapping", "chat_messages", "chosen", "completion", "choices", "call_type", "traceId", "run_type", "observations"}
    | {"conversation_hash", "parentMessageId", "conv", "chunkedPrompt", "message_tree_id", "projectHash"}
    | {
        "conversation_a",
        "custom_id",
        "sessions",
        "visible",
        "internal",
        "threads",
        "stderr",
        "completions",
        "workspaceDirectory",
        "working_dir",
        "rootMessageId",
        "requests",
    }
)
"""Keys of records that belong to other formats, whatever else they hold."""


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records, and none that a format of its own tells apart."""
    if sample.columns:
        others = (messages, sharegpt, hh, lmsys)
        if any(one.recognises(sample) for one in others):
            return False
        if datasets.shows_rows(sample, lambda row: _adapted(row) is not None):
            return True
        rows = [row for row in sample.rows if isinstance(row, dict)]
        return guess(sample.columns, rows).confidence < SURE and datasets.shows_rows(sample, _in_cells)
    known = (
        messages.is_filled,
        hh.is_record,
        sharegpt.is_record,
        lmsys.is_row,
        gateway.is_call,
        batch.is_record,
        langfuse.is_trace,
        langsmith.is_run,
        jan.is_line,
        codex.is_line,
    )
    if json_rows.shows(sample) or any(cherrystudio.is_backup(one) or lobechat.is_export(one) for one in sample.values):
        return False
    return sample.layout(is_record) is not None and all(sample.layout(one) is None for one in known)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every dialogue of the file."""
    found = datasets.conversations(datasets.opened_records(entry, is_record), build)
    return _whole(found) if _are_snapshots(entry) else found


def _are_snapshots(entry: Entry) -> bool:
    """Whether records tell again and again how far the same conversations have come."""
    try:
        return sample_of(entry).layout(_is_snapshot) is not None
    except StreamFailed:
        return False  # told of when it is read


def _is_snapshot(value: object) -> bool:
    return isinstance(value, dict) and (fastchat.is_record(value) or _thread(value) is not None)


def _whole(items: Iterator[Found | Problem]) -> Iterator[Found | Problem]:
    """The same without snapshots: of a conversation logged again and again, in a row, the longest is kept."""
    held: Found | None = None
    for item in items:
        if held is not None and isinstance(item, Found):
            if _goes_on(held, item):
                held = item
                continue
            if _goes_on(item, held):
                continue
        if held is not None:
            yield held
        held = item if isinstance(item, Found) else None
        if held is None:
            yield item
    if held is not None:
        yield held


def _goes_on(one: Found, other: Found) -> bool:
    """Whether `other` is the same conversation, at the same point or later."""
    before, after = one.conversation, other.conversation
    if before.origin_id is None or before.origin_id != after.origin_id or len(before.messages) > len(after.messages):
        return False
    return all(
        a.content == b.content and a.role is b.role for a, b in zip(before.messages, after.messages, strict=False)
    )


def _in_cells(row: object) -> bool:
    """Whether a row of a table holds a whole dialogue under a name that no column of single words has."""
    if not isinstance(row, dict) or pair_in(row) is not None:
        return False
    return not _LISTED.isdisjoint(row) and is_record({name: row[name] for name in row if name in _LISTED})


def is_record(value: object) -> bool:
    """What several say in turn, bare or under a common name, as one text, or as a question with its answer."""
    if _adapted(value) is not None:
        return True
    if columnwise.is_table(value) and isinstance(value, dict):
        row = datasets.opened(next(columnwise.rows_of(value), {}))
        return any(one.is_record(row) for one in (messages, sharegpt, hh)) or is_record(row)
    if isinstance(value, list):
        if value and all(isinstance(item, str) and messages_in(item) for item in value[:4]):
            return True
        said = are_keyed(value) or any(map(is_utterance, value[:4]))
        return said and not all(isinstance(item, list) for item in value)
    if not isinstance(value, dict) or not _OF_OTHERS.isdisjoint(value) or isinstance(value.get("history"), dict):
        return False
    return perplexity.is_thread(value) or _said(value) is not None or _inner(value) is not None


def build(value: object) -> Sequence[Found]:
    """One record as a conversation; a list of texts in which both speak as one for each.

    Raises:
        WrongShape: when it cannot be read.
    """
    if (adapted := _adapted(value)) is not None:
        return adapted.build(value)
    if columnwise.is_table(value) and isinstance(value, dict):
        return columnwise.built(value, build)
    if isinstance(value, list):
        texts = [messages_in(item) for item in value if isinstance(item, str)]
        if texts and len(texts) == len(value) and all(texts):
            return [chained(read_messages(said or [])) for said in texts]
        messages, lost = readable(said_in(value))
        return (chained(with_answers(messages), lost=lost),)
    if not isinstance(value, dict):
        raise WrongShape("This is neither a list of utterances nor an object that holds one.")
    if perplexity.is_thread(value):
        value = perplexity.as_dialogue(value)
    said = _said(value)
    inner: Mapping[str, object] = value
    if said is None:
        inner = _inner(value) or {}
        said = _said(inner)
    if said is None and any(value.get(name) == [] for name in _LISTS):
        said = []
    if said is None:
        raise WrongShape("There are no utterances and no question with its answer.")
    system = shapes.first(inner, ("system", "system_prompt", "preamble")) or _instruction(inner)
    before: list[object] = [{"role": "system", "content": system}] if system else []
    messages, lost = readable([*before, *said])
    fields = conversation_fields({**inner, **value})
    fields["origin_id"] = (
        fields["origin_id"] or shapes.first(inner, ("sender_id",)) or _thread(value)
    )  # the first: Rasa's
    return (chained(with_answers(messages), lost=lost, **fields),)


def _said(record: Mapping[str, object]) -> list[object] | None:
    """All that is said in a record, in words of role and content; None when nothing of it is a conversation."""
    asked = next((items for name in ("input", "prompt") if are_utterances(items := record.get(name))), None)
    if isinstance(asked, list) and (answered := answer_in(record)) is not None:
        return [*said_in(asked), {"role": "assistant", "content": answered}]
    names = pair_in(record)
    if names is None and (opened := with_words(record)) is not None:
        record, names = opened, pair_in(opened)
    if names is not None:
        before = next((items for name in _BEFORE if are_utterances(items := _unpacked(record, name))), None)
        if before is not None or _listed(record) is None:
            return [*(said_in(before) if isinstance(before, list) else []), *exchange(record, *names)]
    listed = _listed(record)
    if listed is not None:
        return said_in(listed)
    if (said := parallel(record)) is not None:
        return said
    for name in _TEXTS:
        words = record.get(name)
        if isinstance(words, str) and (found := messages_in(words)):
            return list(found)
    return None


def _thread(state: Mapping[str, object]) -> str | None:
    """The id of the thread that a state of LangGraph is one of."""
    config = state.get("config")
    named = config.get("configurable") if isinstance(config, dict) else None
    return shapes.first(named, ("thread_id",)) if isinstance(named, dict) else None


def _instruction(record: Mapping[str, object]) -> str:
    """What is said to the model beside the contents, in Gemini's API."""
    told = record.get("systemInstruction", record.get("system_instruction"))
    parts = told.get("parts") if isinstance(told, dict) else told
    if told is None and isinstance(record.get("context"), str) and isinstance(record.get("messages"), list):
        return str(record["context"])  # PaLM's
    return shapes.content_of(parts, 0)[0] if isinstance(parts, str | list | dict) else ""


def _listed(record: Mapping[str, object]) -> list[object] | None:
    for name in _LISTS:
        items = _unpacked(record, name) if name in record else None
        if are_utterances(items) and isinstance(items, list):
            said = [item for item in items if is_utterance(item)] if name == "events" else items
            return [*said, *_now(record)] if name == "chat_history" else said
    turns = record.get("data", record.get("conversations"))
    if record.keys() <= _ALTERNATING and isinstance(turns, list) and _are_texts(turns):
        return [{"role": ("user", "assistant")[i % 2], "content": words} for i, words in enumerate(turns)]
    unnamed = [items for items in record.values() if isinstance(items, list) and _are_plain(items)]
    return _in_order(record, unnamed[0]) if len(unnamed) == 1 else None


def _are_texts(items: list[object]) -> bool:
    return len(items) > 1 and all(isinstance(item, str) and item for item in items)


_ALTERNATING = frozenset({"id", "data", "type", "topic", "conversations", "source"})
"""All that records of UltraChat and LIMA have, whose texts two say in turn."""


def _in_order(record: Mapping[str, object], said: list[object]) -> list[object]:
    """The same; a page of OpenAI's API has the newest first, unless it was asked for otherwise."""
    newest = record.get("object") == "list" and "has_more" in record
    first, last = (one.get("role") if isinstance(one, dict) else None for one in (said[0], said[-1]))
    return said[::-1] if newest and (first, last) == ("assistant", "user") else said


def _now(record: Mapping[str, object]) -> list[object]:
    """What is said after the history, in Cohere's API: the newest message, and what was answered."""
    asked, answered = record.get("message"), record.get("text")
    now: list[object] = [{"role": "user", "content": asked}] if isinstance(asked, str) and asked else []
    return [*now, {"role": "assistant", "content": answered}] if now and isinstance(answered, str) else now


def _are_plain(items: list[object]) -> bool:
    """Whether a list under whatever name can be nothing but a conversation."""
    said = items[:4]
    return all(map(is_message, said)) and {"user", "assistant"} <= {item["role"] for item in said if type(item) is dict}


def _unpacked(record: Mapping[str, object], name: str) -> object:
    """What stands under a name; utterances that stand under ids, as Firebase keeps them, as the list of them."""
    held = datasets.unpacked(record[name]) if name in record else None
    if isinstance(held, dict) and held and all(isinstance(item, dict) for item in held.values()):
        listed = list(held.values())
        return listed if all(map(is_utterance, listed[:4])) else None
    return held


def _inner(record: Mapping[str, object], depth: int = 0) -> Mapping[str, object] | None:
    """What is wrapped in a record, or in an object of it: the one object in it that holds a dialogue."""
    for name in _WRAPPERS:
        inner = record.get(name)
        if not isinstance(inner, dict) or not _OF_OTHERS.isdisjoint(inner):
            continue
        if _said(inner) is not None:
            return inner
        if depth < _DEEPEST and (found := _inner(inner, depth + 1)) is not None:
            return found
    return None


_DEEPEST = 1
_LISTED = frozenset({"data", *_LISTS, *_TEXTS}) - {"context", "content", "input", "log", "events", "steps"}
"""Columns that may hold a dialogue as a whole."""
