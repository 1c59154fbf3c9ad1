"""The ShareGPT shape: `conversations` of `from` and `value`, in which most collected dialogues are passed around."""

from collections.abc import Iterator, Mapping

from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.chat_messages import conversation_fields, is_message, read_messages
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations

NAME = "sharegpt"
TITLE = "ShareGPT"
COMPANIONS: tuple[str, ...] = ()

_LISTS = ("conversations", "conversation", "items")
_CALL = frozenset({"function_call", "tool_call", "tool_calls"})


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file. One that was cut into pieces (`x_0`, `x_1`) comes in pieces, ids kept."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """An object with a list of utterances under one of the three names in use."""
    listed = _listed(value)
    return listed is not None and (not listed or _is_utterance(listed[0]))


def _listed(value: object) -> list[object] | None:
    if not isinstance(value, dict) or "mapping" in value:
        return None
    return next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)


def _is_utterance(item: object) -> bool:
    return is_message(item) or (isinstance(item, dict) and isinstance(item.get("from"), str) and "value" in item)


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    listed = _listed(value)
    if listed is None or not isinstance(value, dict):
        raise WrongShape("There is no list called conversations.")
    system = shapes.text(value.get("system"))
    items: list[object] = [{"role": "system", "content": system}] if system else []
    items += [_as_message(item) for item in listed]
    return chained(read_messages(items), **conversation_fields(value))


def _as_message(item: object) -> object:
    """An utterance in words of role and content; what is none is left to be complained of."""
    if not isinstance(item, dict) or "from" not in item:
        return item
    renamed: Mapping[str, object] = {"role": item["from"], "content": item.get("value")}
    if isinstance(item["from"], str) and item["from"] in _CALL:
        return {"role": "assistant", "content": None, "tool_calls": [item.get("value")]}
    rest = {key: item[key] for key in item if key not in ("from", "value", "role", "content")}
    return {**renamed, **rest} if rest else renamed
