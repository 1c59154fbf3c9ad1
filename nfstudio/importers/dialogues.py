"""Dialogues in JSON that keep to no known format: a list of speakers and their words, or a question and its answer,
under the names that people commonly choose."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.records import Found, Problem
from nfstudio.importers import datasets, gateway, lmsys, messages, shapes, sharegpt
from nfstudio.importers.chat_messages import conversation_fields, read_messages
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import ROLES, WrongShape, chained, conversations

NAME = "dialogues"
TITLE = "Other dialogues in JSON (speakers and words, questions and answers)"
COMPANIONS: tuple[str, ...] = ()

_LISTS = (
    *("messages", "conversations", "conversation", "dialogue", "dialog", "chat", "turns", "utterances", "thread"),
    *("history", "contents", "items", "log"),
)
_WRAPPERS = ("data", "payload", "record", "conversation", "chat", "session", "body", "request")
_SPEAKERS = ("role", "from", "speaker", "author", "sender", "type", "name")
_WORDS = ("content", "text", "value", "message", "utterance", "parts", "body")
_ASKED = ("prompt", "question", "instruction", "query", "user", "human")
_ANSWERED = ("response", "answer", "output", "reply", "assistant", "ideal")
_MORE = frozenset({"you", "me", "question", "answer", "llm", "input", "output"})
"""Names of speakers that are too common elsewhere to be told by alone."""
_OF_OTHERS = frozenset(
    {"mapping", "chat_messages", "chosen", "completion", "choices", "call_type", "traceId", "run_type", "observations"}
    | {"conversation_hash", "conversationId", "parentMessageId", "conv", "chunkedPrompt", "message_tree_id", "labels"}
    | {
        "conversation_a",
        "custom_id",
        "sessionId",
        "sessions",
        "visible",
        "internal",
        "threads",
        "stderr",
        "completions",
    }
)
"""Keys of records that belong to other formats, whatever else they hold."""
_OF_A_TREE = frozenset({"parentId", "parent_id", "parentMessageId", "childrenIds", "children", "replies", "mes"})


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records, and none that a format of its own tells apart."""
    known = messages.is_record, sharegpt.is_record, lmsys.is_row, gateway.is_call
    return sample.layout(is_record) is not None and all(sample.layout(one) is None for one in known)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every dialogue of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """A list of utterances, bare or under a common name, or a question with its answer."""
    if isinstance(value, list):
        return bool(value) and _is_utterance(value[0])
    if not isinstance(value, dict) or not _OF_OTHERS.isdisjoint(value):
        return False
    return _list_in(value) is not None or _pair_in(value) is not None or _inner(value) is not None


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    if isinstance(value, list):
        return chained(read_messages([_as_message(item) for item in value]))
    if not isinstance(value, dict):
        raise WrongShape("This is neither a list of utterances nor an object that holds one.")
    inner = value if _list_in(value) is not None or _pair_in(value) is not None else _inner(value)
    if inner is None:
        raise WrongShape("There are no utterances and no question with its answer.")
    system = shapes.text(inner.get("system"))
    said: list[object] = [{"role": "system", "content": system}] if system else []
    listed = _list_in(inner)
    said += [_as_message(item) for item in listed] if listed is not None else []
    said += _asked_and_answered(inner) if listed is None else []
    return chained(read_messages(said), **conversation_fields({**inner, **value}))


def _list_in(record: Mapping[str, object]) -> list[object] | None:
    for name in _LISTS:
        items = datasets.unpacked(record[name]) if name in record else None
        if isinstance(items, list) and items and _is_utterance(items[0]):
            return items
    return None


def _pair_in(record: Mapping[str, object]) -> tuple[str, str] | None:
    asked = next((name for name in _ASKED if isinstance(record.get(name), str)), None)
    answered = next((name for name in _ANSWERED if isinstance(record.get(name), str)), None)
    return (asked, answered) if asked and answered else None


def _inner(record: Mapping[str, object]) -> Mapping[str, object] | None:
    """What is wrapped in a record: the one object in it that holds a dialogue."""
    for name in _WRAPPERS:
        inner = record.get(name)
        if isinstance(inner, dict) and _OF_OTHERS.isdisjoint(inner) and _list_in(inner) is not None:
            return inner
    return None


def _is_utterance(item: object) -> bool:
    if not isinstance(item, dict) or not _OF_A_TREE.isdisjoint(item):
        return False
    speaker, words = _names_in(item)
    return bool(speaker and words) and _speaker(item[speaker or ""]) is not None


def _names_in(item: Mapping[str, object]) -> tuple[str | None, str | None]:
    """The keys of an utterance that say who speaks, and what."""
    speaker = next((name for name in _SPEAKERS if _speaker(item.get(name)) is not None), None)
    return speaker, next((name for name in _WORDS if name in item and name != speaker), None)


def _speaker(value: object) -> str | None:
    """The name of a role; None for anything else."""
    if isinstance(value, dict):  # ChatGPT's way: an author has a role
        value = value.get("role")
    name = value.strip().lower() if isinstance(value, str) else ""
    return name if name in ROLES or name in _MORE else None


def _as_message(item: object) -> object:
    """An utterance in words of role and content; what is none is left to be complained of."""
    if not isinstance(item, dict):
        return item
    speaker, words = _names_in(item)
    if words is None:
        return item
    rest = {key: item[key] for key in item if key not in (speaker, words, "role", "content")}
    role = _speaker(item[speaker]) if speaker else item.get("role", item.get("speaker"))
    return {"role": _SAID_AS.get(str(role), role), "content": item[words], **rest}


_SAID_AS = {
    **dict.fromkeys(("you", "me", "question", "input"), "user"),
    **dict.fromkeys(("answer", "llm", "output"), "assistant"),
}


def _asked_and_answered(record: Mapping[str, object]) -> list[object]:
    """A question with its answer, after what was asked and answered before."""
    asked, answered = _pair_in(record) or ("", "")
    said: list[object] = []
    for pair in _pairs(record.get("history")):
        said += [{"role": role, "content": words} for role, words in zip(("user", "assistant"), pair, strict=True)]
    more = record.get("input")
    question = f"{record[asked]}\n\n{more}" if isinstance(more, str) and more.strip() else record[asked]
    return [*said, {"role": "user", "content": question}, {"role": "assistant", "content": record[answered]}]


def _pairs(history: object) -> Sequence[Sequence[str]]:
    pairs = history if isinstance(history, list) else []
    return [pair for pair in pairs if isinstance(pair, list) and [type(words) for words in pair] == [str, str]]
