"""Whole conversations on their way out: the one check that suits them looks for personal data, and spans stay right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from nfstudio.curate.checks.flags import Action
from nfstudio.curate.checks.personal_data import Redaction, find, redact
from nfstudio.curate.judged import Example
from nfstudio.domain.preferences import Record
from nfstudio.domain.span import Span

_TOLD = ("title", "user")
"""Of a conversation, what holds words besides its messages."""


class Records:
    """Looks at records of whole conversations, one after the other.

    Args:
        action: what becomes of one with personal data; None: nothing is looked for.

    Attributes:
        flagged: how many held some.
    """

    def __init__(self, action: Action | None) -> None:
        self._action = action
        self.flagged = 0

    def look(self, example: Example) -> Example | None:
        """The example as it may leave; None where it is to be left out."""
        if self._action is None or not isinstance(example.content, Record):
            return example
        record = example.content.fields
        if not any(find(text) for text in _texts(record)):
            return example
        self.flagged += 1
        if self._action is Action.DROP:
            return None
        return example if self._action is Action.KEEP else replace(example, content=Record(blanked(record)))


def blanked(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record of the spans shape with placeholders for personal data; spans lie on the same words as before."""
    redactions = iter(redact(list(_texts(record))))
    told = {name: next(redactions).text for name in _TOLD if name in record}
    messages = [_blanked(message, redactions) for message in record["messages"]]
    return {**record, **told, "messages": messages}


def _blanked(message: Mapping[str, Any], redactions: Iterator[Redaction]) -> dict[str, Any]:
    redaction = next(redactions)
    made = {**message, "content": redaction.text}
    if "spans" in message:
        made["spans"] = [_moved(span, redaction) for span in message["spans"]]
    if "extra" in message:
        made["extra"] = _rebuilt(message["extra"], redactions)
    return made


def _moved(span: Mapping[str, Any], redaction: Redaction) -> dict[str, Any]:
    moved = redaction.moved(Span(span["start"], span["end"]))
    return {**span, "start": moved.start, "end": moved.end}


def _texts(record: Mapping[str, Any]) -> Iterator[str]:
    """Everything in a record that somebody wrote, in the order in which it is put together again."""
    yield from (record[name] for name in _TOLD if name in record)
    for message in record.get("messages", ()):
        yield message["content"]
        yield from _within(message.get("extra"))


def _within(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        inner: Iterable[object] = value.values() if isinstance(value, Mapping) else value
        for one in inner:
            yield from _within(one)


def _rebuilt(value: Any, redactions: Iterator[Redaction]) -> Any:
    if isinstance(value, str):
        return next(redactions).text
    if isinstance(value, Mapping):
        return {name: _rebuilt(one, redactions) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rebuilt(one, redactions) for one in value]
    return value
