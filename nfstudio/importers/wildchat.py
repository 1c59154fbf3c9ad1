"""WildChat: conversations of everyday people with ChatGPT, published as Parquet and as JSON lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import datasets, shapes
from nfstudio.importers.chat_messages import readable, sorted_out
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape

NAME = "wildchat"
TITLE = "WildChat"
COMPANIONS: tuple[str, ...] = ()

_KEYS = frozenset({"conversation", "conversation_hash"})
_MARKS = ("toxic", "redacted")


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    return datasets.shows(sample, columns=_KEYS, is_record=is_record)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation; what its publishers marked as toxic or redacted keeps the mark."""
    return datasets.conversations(datasets.records(entry, is_record), build)


def is_record(value: object) -> bool:
    """A conversation with a hash for a name."""
    return isinstance(value, dict) and value.keys() >= _KEYS


def build(value: object) -> Sequence[Found]:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    if not isinstance(value, dict):
        raise WrongShape("This is no object with a list called conversation.")
    model = shapes.text(value.get("model"))
    messages, lost = said(utterances(value, "conversation"), model)
    conversation = Conversation(
        tuple(messages),
        origin_id=shapes.text(value.get("conversation_hash")),
        model=model,
        language=shapes.text(value.get("language")),
        created_at=shapes.when(value.get("timestamp")),
        user=shapes.text(value.get("hashed_ip")),
    )
    return (Found("", conversation, lost=shapes.left_out(lost)),)


def utterances(record: Mapping[str, object], name: str) -> list[object]:
    """The list of utterances called `name`, which a CSV file holds as text.

    Raises:
        WrongShape: when there is none.
    """
    items = datasets.unpacked(record.get(name))
    if not isinstance(items, list):
        raise WrongShape(f"There is no list called {name}.")
    return items


def said(items: Sequence[object], model: str | None) -> tuple[list[Message], Sequence[str]]:
    """The messages of one list, answers by `model`, and what is wrong with those that had to be left out.

    Raises:
        WrongShape: naming the first message that cannot be read, when none can.
    """
    messages, lost = readable(items)
    objects = sorted_out(items)[0] if lost else items
    for i, (item, message) in enumerate(zip(objects, messages, strict=True)):
        marks = {mark: True for mark in _MARKS if isinstance(item, dict) and item.get(mark) is True}
        if message.role is Role.ASSISTANT or marks:
            by = message.model or (model if message.role is Role.ASSISTANT else None)
            messages[i] = replace(message, model=by, extra={**message.extra, **marks})
    return messages, lost
