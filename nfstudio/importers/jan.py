"""Jan's threads: one message a line in `messages.jsonl`, and `thread.json` beside it, which knows title and model."""

from collections.abc import Iterator, Mapping
from contextlib import closing

from nfstudio.domain.conversation import Message, Role, chain
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import shapes, streams
from nfstudio.importers.asides import add, listed, without_thoughts
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.sample import Sample, parsed
from nfstudio.importers.shapes import WrongShape, chained, placed
from nfstudio.importers.streams import StreamFailed
from nfstudio.importers.trees import spoken

NAME = "jan"
TITLE = "Jan"
COMPANIONS = ("thread.json",)

_ABOUT = 1 << 20  # bytes of `thread.json` that are looked at; it has a few hundred


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such lines."""
    return sample.layout(is_line) is not None


def is_line(value: object) -> bool:
    """A message of a thread."""
    return isinstance(value, dict) and value.get("object") == "thread.message"


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file; one for each thread where several lie in it."""
    threads: dict[str, tuple[str, list[Message]]] = {}
    for item in records(entry, is_line):
        if isinstance(item, Problem):
            yield item
            continue
        place, value = item
        try:
            thread, message = _message(value)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
            continue
        _, messages = threads.setdefault(thread, (place, []))
        if spoken(message):
            messages.append(message)
    about = _about(entry)
    if isinstance(about, Problem):
        yield about
        about = {}
    for thread, (place, messages) in threads.items():
        yield placed(_conversation(thread, messages, about if about.get("id", thread) == thread else {}), place)


def _conversation(thread: str, messages: list[Message], about: Mapping[str, object]) -> Found:
    times = [message.created_at for message in messages if message.created_at]
    if len(times) == len(messages):  # lines stand in the order they were written, not always that of time
        messages = sorted(messages, key=lambda message: message.created_at or "")
    models = [message.model for message in messages if message.model]
    return chained(
        list(chain(messages)),
        origin_id=thread or None,
        title=shapes.text(about.get("title")),
        model=models[-1] if models else _model(about),
        created_at=shapes.first_time(about, ("created", "created_at")) or min(times, default=None),
    )


def _about(entry: Entry) -> Mapping[str, object] | Problem:
    """What `thread.json` says; nothing when there is none."""
    beside = entry.sibling("thread.json")
    if beside is None:
        return {}
    try:
        with closing(beside.open()) as stream:
            value = parsed(streams.head_of(stream, _ABOUT))
    except StreamFailed as failure:
        return failure.as_problem("thread.json")
    if isinstance(value, dict):
        return value
    return Problem("thread.json", Reason.BROKEN_JSON, "It cannot be read: the title and the model are not known.")


def _model(about: Mapping[str, object]) -> str | None:
    named = about.get("model")
    if isinstance(named, dict) and (name := shapes.first(named, ("id", "model"))):
        return name
    for assistant in listed(about.get("assistants")):
        model = assistant.get("model") if isinstance(assistant, dict) else None
        if isinstance(model, dict) and (name := shapes.first(model, ("id", "model"))):
            return name
    return None


def _message(value: object) -> tuple[str, Message]:
    """The thread of a line, and its message.

    Raises:
        WrongShape: when it is no message.
    """
    if not isinstance(value, dict):
        raise WrongShape("This is no object.")
    role = shapes.role_of(value.get("role"))
    words, extra = shapes.content_of(value.get("content"), 0)
    extra |= shapes.stranger(value.get("role"))
    if role is Role.ASSISTANT:
        words = without_thoughts(words, extra)
    for one in listed(value.get("attachments")):
        add(extra, "attachments", shapes.attachment_name(one) if isinstance(one, dict) else "attachment")
    if value.get("status") == "stopped" and (words or extra):
        extra["stopped"] = True  # the person pressed the button
    about = value.get("metadata")
    for call in listed(about.get("tool_calls")) if isinstance(about, dict) else ():
        add(extra, "tool_calls", shapes.plain(_call(call)))
    return shapes.text(value.get("thread_id")) or "", Message(
        role=role,
        content=words,
        origin_id=shapes.text(value.get("id")),
        model=shapes.first(about, ("model", "modelId", "model_id")) if isinstance(about, dict) else None,
        created_at=shapes.first_time(value, ("created_at", "created", "completed_at")),
        extra=extra,
    )


def _call(call: object) -> object:
    """A call as newer versions keep it beside the answer: the tool, and its response."""
    tool = call.get("tool") if isinstance(call, dict) else None
    made = tool.get("function") if isinstance(tool, dict) else None
    if not isinstance(call, dict) or not isinstance(made, dict):
        return call
    got = call.get("response")
    output = got.get("content") if isinstance(got, dict) else got
    words = shapes.content_of(output, 0)[0] if isinstance(output, str | list | dict) else ""
    return {"name": made.get("name") or "tool", "arguments": made.get("arguments"), "output": words}
