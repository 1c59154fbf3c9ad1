"""The ShareGPT shape: `conversations` of `from` and `value`, in which most collected dialogues are passed around."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import datasets, shapes
from nfstudio.importers.chat_messages import conversation_fields, is_message, read_messages, readable
from nfstudio.importers.files import Entry
from nfstudio.importers.html_text import text_of
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations

NAME = "sharegpt"
TITLE = "ShareGPT"
COMPANIONS: tuple[str, ...] = ()

_LISTS = ("conversations", "conversation", "items")
_FOREIGN = (
    *({"mapping"}, {"conversation_hash"}, {"conversation", "conversation_id", "model"}, {"session", "items"}),
    {"working_dir", "conversation"},
)
"""Keys of other formats that hold such a list too."""
_PIECE = re.compile(r"((?=\w*[A-Z\d])(?=\w*[A-Za-z])[A-Za-z\d]{7})_(\d{1,4})", re.ASCII)
_PAGE = re.compile(r'\s*<div class="[^"]*\bmarkdown\b[^"]*">.*</div>\s*', re.DOTALL)
"""An answer as the page of ChatGPT had it, by the name the page gives it: other markup may be what was asked for."""
_CALL = frozenset({"function_call", "tool_call", "tool_calls"})


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    if sample.columns:
        return not set(_LISTS).isdisjoint(sample.columns) and datasets.shows_rows(sample, is_record)
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file. Pieces of one that was cut (`x_0`, `x_1`) are joined where they meet."""
    held: list[Found] = []
    for item in conversations(entry, is_record, build, items=datasets.opened_records(entry, is_record)):
        if held and not (isinstance(item, Found) and _goes_on(held[-1].conversation, item.conversation)):
            yield _joined(held)
            held = []
        if isinstance(item, Found):
            held.append(item)
        else:
            yield item
    if held:
        yield _joined(held)


def _goes_on(one: Conversation, other: Conversation) -> bool:
    """Whether `other` is the next piece of `one`.

    Sets of whole conversations count them in the same way (`identity_0`, `identity_1`); so only ids count that
    ShareGPT drew by lot.
    """
    before, after = _PIECE.fullmatch(one.origin_id or ""), _PIECE.fullmatch(other.origin_id or "")
    return before is not None and after is not None and before[1] == after[1] and int(after[2]) == int(before[2]) + 1


def _joined(pieces: list[Found]) -> Found:
    """One conversation of all `pieces`, where the first of them stood."""
    if len(pieces) == 1:
        return pieces[0]
    messages: list[Message] = []
    for piece in pieces:
        start = len(messages)
        for message in piece.conversation.messages:
            above = start - 1 if start else None
            parent = above if message.parent is None else message.parent + start
            messages.append(replace(message, parent=parent))
    whole = pieces[0].conversation
    name = (whole.origin_id or "").rpartition("_")[0]
    return replace(pieces[0], conversation=replace(whole, messages=tuple(messages), origin_id=name))


def is_record(value: object) -> bool:
    """An object with a list of utterances under one of the three names in use."""
    listed = _listed(value)
    if listed is None or not isinstance(value, dict):
        return False
    return _is_utterance(listed[0]) if listed else len(value) > 1  # alone, it may be the beginning of anything


def _listed(value: object) -> list[object] | None:
    if not isinstance(value, dict) or any(value.keys() >= keys for keys in _FOREIGN):
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
    chosen, rejected = (_as_message(value.get(name)) for name in ("chosen", "rejected"))
    messages, lost = readable([*items, chosen] if isinstance(chosen, dict) else items)
    if isinstance(chosen, dict) and isinstance(rejected, dict) and messages and not lost:
        messages += _not_taken(rejected, messages[-1], len(messages) - 1)
    return chained(messages, lost=lost, **conversation_fields(value))


def _not_taken(rejected: Mapping[str, object], chosen: Message, at: int) -> list[Message]:
    """The answer that was rejected, as a branch beside the chosen one; nothing where it says the same."""
    (other,) = read_messages([rejected], start=at)
    if other.role is not Role.ASSISTANT or other.content == chosen.content:
        return []
    return [replace(other, parent=chosen.parent, on_active_path=False)]


def _as_message(item: object) -> object:
    """An utterance in words of role and content; what is none is left to be complained of."""
    if not isinstance(item, dict) or "from" not in item:
        return item
    renamed: Mapping[str, object] = {"role": item["from"], "content": _without_markup(item.get("value"))}
    if isinstance(item["from"], str) and item["from"] in _CALL:
        return {"role": "assistant", "content": None, "tool_calls": [item.get("value")]}
    rest = {key: item[key] for key in item if key not in ("from", "value", "role", "content")}
    return {**renamed, **rest} if rest else renamed


def _without_markup(value: object) -> object:
    """The words of an answer that the first collectors took from the page as HTML; everything else as it is."""
    return text_of(value) if isinstance(value, str) and value.lstrip()[:1] == "<" and _PAGE.fullmatch(value) else value
