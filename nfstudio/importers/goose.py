"""goose's sessions: lines of a file in older versions, a database in newer ones, an object where one was exported."""

from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Conversation, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import foreign_db, goose_db, injected, shapes
from nfstudio.importers.answers import Answer, Chain, called, outcome
from nfstudio.importers.asides import listed
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import records
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, complaint, left_out, placed

NAME = "goose"
TITLE = "goose sessions"
COMPANIONS = ("sessions.db-wal", "sessions.db-shm")

_COUNTED = frozenset({"message_count", "description", "total_tokens", "schedule_id"})
_ASKED, _GOT = ("toolRequest", "frontendToolRequest"), "toolResponse"
_KINDS = frozenset({"text", "image", "document", "thinking", "redactedThinking", *_ASKED, _GOT})
_OWN_KINDS = ("toolConfirmationRequest", "actionRequired", "systemNotification", "error")


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such a session, or the head of the database of all."""
    return goose_db.is_head(sample.head) or sample.layout(is_session) is not None or _are_lines(sample)


def is_session(value: object) -> bool:
    """An exported session, which holds its messages."""
    return isinstance(value, dict) and "working_dir" in value and isinstance(value.get("conversation"), list | dict)


def _are_lines(sample: Sample) -> bool:
    """Whether what is known of a session stands above its messages, one a line; old ones have the messages alone."""
    first = next(iter(sample.values), None) if sample.lines else None
    return _is_head(first) or is_message(first)


def _is_head(value: object) -> bool:
    if not isinstance(value, dict) or "role" in value or "conversation" in value:
        return False
    return "working_dir" in value and not _COUNTED.isdisjoint(value)


def is_message(value: object) -> bool:
    """A message of a session: whole seconds, and a list of parts of its own kinds."""
    if not isinstance(value, dict) or value.get("role") not in ("user", "assistant") or "object" in value:
        return False
    content = value.get("content")
    if type(value.get("created")) is not int or not isinstance(content, list) or not content:
        return False
    return all(isinstance(part, dict) and part.get("type") in (*_KINDS, *_OWN_KINDS) for part in content)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every session; those in which only agents talk to each other are told of together."""
    if foreign_db.is_database(entry):
        return goose_db.read(entry, session)
    return _exported(entry)


def _exported(entry: Entry) -> Iterator[Found | Problem]:
    about: Mapping[str, object] = {}
    said: list[object] = []
    first = ""
    for item in records(entry, lambda value: is_session(value) or _is_head(value) or is_message(value)):
        if isinstance(item, Problem):
            yield item
            continue
        place, value = item
        if is_session(value):
            yield from conversations_of(place, value)
            continue
        first = first or place
        if _is_head(value) and isinstance(value, dict) and not said:
            about = value
        else:
            said.append(value)
    if first:
        found = session(about, said)
        yield placed(found, first)
        yield from complaint(found, first)


def conversations_of(place: str, value: object) -> Iterator[Found | Problem]:
    """The session of an export."""
    about: Mapping[str, object] = value if isinstance(value, dict) else {}
    held = about.get("conversation")
    found = session(about, listed(held.get("messages") if isinstance(held, dict) else held))
    yield placed(found, place)
    yield from complaint(found, place)


def session(about: Mapping[str, object], items: Sequence[object]) -> Found:
    """A session without a place.

    Args:
        about: what is known of it: id, name, when it began, its model.
    """
    chain, lost = Chain(), list[str]()
    settings = about.get("model_config")
    model = shapes.first(settings, ("model_name",)) if isinstance(settings, dict) else None
    for i, item in enumerate(items, 1):
        if not isinstance(item, dict) or not isinstance(item.get("content"), list):
            lost.append(f"Message {i} is no object with a list of parts.")
            continue
        if not _is_hidden(item):
            _take(chain, item, model)
    messages = chain.done()
    times = [message.created_at for message in messages if message.created_at]
    conversation = Conversation(
        tuple(messages),
        origin_id=shapes.text(about.get("id")),
        title=shapes.first(about, ("name", "description")),
        model=model,
        created_at=shapes.when(about.get("created_at")) or min(times, default=None),
    )
    return Found("", conversation, lost=left_out(lost))


def _is_hidden(item: Mapping[str, object]) -> bool:
    """Whether a message was made for the model alone: nobody ever saw it."""
    about = item.get("metadata")
    return isinstance(about, dict) and about.get("userVisible") is False


def _take(chain: Chain, item: Mapping[str, object], model: str | None) -> None:
    at, name = shapes.when(item.get("created")), shapes.text(item.get("id"))
    parts = [part for part in listed(item.get("content")) if isinstance(part, dict)]
    if item.get("role") == "assistant":
        chain.answer.about(origin_id=name, model=model, created_at=at)
        for part in parts:
            _answered(chain.answer, part)
        return
    for part in parts:
        if part.get("type") == _GOT:
            chain.answer.calls.append(outcome(None, _result(part.get("toolResult"))))
    words = injected.own_words("\n".join(part["text"] for part in parts if isinstance(part.get("text"), str))).strip()
    names: list[object] = [_file(part) for part in parts if part.get("type") in ("image", "document")]
    if injected.is_machine(words):
        chain.answer.calls.append(outcome("notice", injected.told(words)))
    elif words or names:
        extra: dict[str, object] = {"attachments": names} if names else {}
        chain.say(Role.USER, words, created_at=at, origin_id=name, extra=extra)


def _answered(answer: Answer, part: Mapping[str, object]) -> None:
    kind = part.get("type")
    if kind == "text" and isinstance(part.get("text"), str):
        answer.words.append(str(part["text"]).strip())
    elif kind == "thinking" and isinstance(part.get("thinking"), str):
        answer.thoughts.append(str(part["thinking"]).strip())
    elif kind in _ASKED:
        call = part.get("toolCall")
        made = call.get("value") if isinstance(call, dict) else None
        made = made if isinstance(made, dict) else {}
        answer.calls.append(called(made.get("name"), made.get("arguments")))
    elif kind == _GOT:  # newer versions keep what a tool gave back in the answer itself
        answer.calls.append(outcome(None, _result(part.get("toolResult"))))
    elif kind in ("image", "document"):
        answer.attachments.append(_file(part))


def _result(result: object) -> str:
    """The words of a tool's result, or its error."""
    if not isinstance(result, dict):
        return ""
    if isinstance(error := result.get("error"), str):
        return error
    value = result.get("value")
    content = value.get("content") if isinstance(value, dict) else value
    try:
        return shapes.content_of(content, 0)[0]
    except WrongShape:
        return ""


def _file(part: Mapping[str, object]) -> str:
    return shapes.first(part, ("name", "mimeType")) or str(part.get("type"))
