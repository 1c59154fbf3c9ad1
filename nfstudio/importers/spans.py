"""Our own spans format: conversations that somebody has judged already, with every span where it stood."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nfstudio.domain import spans_format
from nfstudio.domain.conversation import Message, Role, answer_to
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, conversations, plain

NAME = "spans"
TITLE = "Spans (NF Studio)"
COMPANIONS: tuple[str, ...] = ()

_ALWAYS = frozenset({"conversation_id", "source", "messages"})
_KEYS = _ALWAYS | {"title", "model", "language", "created_at", "user"}


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file with its judgements; labels on what cannot carry feedback are problems."""
    for item in conversations(entry, is_record, build):
        if not isinstance(item, Found):
            yield item
            continue
        messages = item.conversation.messages
        held = tuple([judgement for judgement in item.judgements if _speaks_of_an_answer(messages, judgement.message)])
        if len(held) == len(item.judgements):
            yield item
            continue
        yield replace(item, judgements=held)
        for judgement in item.judgements:
            if judgement.spans and judgement not in held:
                sentence = f"Message {judgement.message + 1} follows no answer, so that its label is left out."
                yield Problem(item.place, Reason.WRONG_SHAPE, sentence)


def _speaks_of_an_answer(messages: Sequence[Message], index: int) -> bool:
    """Whether a message can carry feedback."""
    return messages[index].role is Role.USER and answer_to(messages, index) is not None


def is_record(value: object) -> bool:
    """A record with a judged message, or one that only our own writer makes."""
    return spans_format.looks_like(value) or (
        isinstance(value, dict) and _ALWAYS <= value.keys() <= _KEYS and isinstance(value["messages"], list)
    )


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it breaks the format.
    """
    if not isinstance(value, dict):
        raise WrongShape("This is no object with a list called messages.")
    try:
        conversation, judgements = spans_format.parse(value)
    except ValueError as fault:
        sentence = str(fault)
        raise WrongShape(f"{sentence[:1].upper()}{sentence[1:]}.") from fault
    if any(message.extra for message in conversation.messages):
        conversation = replace(conversation, messages=tuple(map(_storable, conversation.messages)))
    return Found("", conversation, judgements)


def _storable(message: Message) -> Message:
    return (
        replace(message, extra={key: plain(item) for key, item in message.extra.items()}) if message.extra else message
    )
