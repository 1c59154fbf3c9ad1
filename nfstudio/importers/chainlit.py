"""Threads of Chainlit, as its data layer hands them out: steps, of which some are messages."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.records import Found
from nfstudio.importers import shapes
from nfstudio.importers.asides import listed
from nfstudio.importers.chat_messages import conversation_fields, readable
from nfstudio.importers.shapes import chained

_ROLES = {"user_message": "user", "assistant_message": "assistant", "system_message": "system"}
KEYS = frozenset({"steps"})
"""One of these every record has."""


def is_record(value: object) -> bool:
    """A thread with its steps."""
    steps = value.get("steps") if isinstance(value, dict) else None
    return isinstance(steps, list) and any(
        isinstance(step, dict) and str(step.get("type")) in _ROLES for step in steps[:20]
    )


def build(value: Mapping[str, object]) -> Sequence[Found]:
    """The conversation of a thread: what tools did stands with the answer behind them, a run is no message.

    Raises:
        WrongShape: when no message of it can be read.
    """
    steps = [step for step in listed(value.get("steps")) if isinstance(step, dict)]
    times = [shapes.first_time(step, ("createdAt", "start")) or "" for step in steps]
    if all(times):
        steps = [step for _, step in sorted(zip(times, steps, strict=True), key=lambda pair: pair[0])]
    messages, lost = readable(list(_said(steps)))
    fields = conversation_fields(value)
    fields["user"] = shapes.first(value, ("userIdentifier", "userId")) or fields.get("user")
    return (chained(messages, lost=lost, **fields),)


def _said(steps: Sequence[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    calls: list[object] = []
    for step in steps:
        role = _ROLES.get(str(step.get("type")))
        if step.get("type") == "tool":
            calls.append({"name": step.get("name"), "arguments": step.get("input"), "output": step.get("output")})
        if role is None:
            continue
        words = step.get("output") or step.get("input") or ""
        message = {"role": role, "content": words, "id": step.get("id"), "created_at": step.get("createdAt")}
        if role == "assistant":
            feedback = step.get("feedback")
            given = feedback.get("value") if isinstance(feedback, dict) else None
            message |= {"rating": _THUMBS.get(given) if isinstance(given, int) else None}
            message |= {"tool_calls": calls} if calls else {}
            calls = []
        yield message


_THUMBS = {1: 1, 0: -1, -1: -1}
"""A thumb down is 0, and was -1 in older versions."""
