"""Chats of GitHub Copilot in VS Code: a list of requests, each with the pieces of its response and a thumb."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from nfstudio.domain.conversation import Message, Role, canonical, chain
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import copilot_log, copilotcli, shapes
from nfstudio.importers.asides import add, add_thought, listed
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations

NAME = "copilot"
TITLE = "GitHub Copilot chats (VS Code, the command)"
COMPANIONS: tuple[str, ...] = ()

_OWN = frozenset({"requesterUsername", "responderUsername", "initialLocation", "creationDate"})
_VOTES = {1: 1, 0: -1}
"""What the program stores for a thumb: nothing at all where none was given."""


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such a chat, the beginning of the log of one, or a session on the command line."""
    return sample.layout(is_record) is not None or copilot_log.begins(sample, is_record) or copilotcli.shows(sample)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file."""
    if copilot_log.is_log(entry, is_record):
        return copilot_log.read(entry, build)
    return copilotcli.read(entry) if copilotcli.is_session(entry) else conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """An object with a list of requests, in which a message has a response."""
    requests = value.get("requests") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(requests, list) or _OWN.isdisjoint(value):
        return False
    first = [one for one in requests if isinstance(one, dict)][:1]
    return not requests or any("message" in one for one in first)


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    requests = value.get("requests") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(requests, list):
        raise WrongShape("There is no list of requests.")
    lost = [f"Request {i} is no object." for i, one in enumerate(requests, 1) if not isinstance(one, dict)]
    messages = chain([message for one in requests if isinstance(one, dict) for message in _exchange(one)])
    models = [message.model for message in messages if message.model]
    times = [message.created_at for message in messages if message.created_at]
    return chained(
        list(messages),
        lost=lost,
        origin_id=shapes.text(value.get("sessionId")),
        title=shapes.text(value.get("customTitle")),
        model=models[-1] if models else None,
        created_at=shapes.when(value.get("creationDate")) or (times[0] if times else None),
    )


def _exchange(request: Mapping[str, object]) -> Iterator[Message]:
    """What was asked, and what was answered as far as anything was."""
    at = shapes.when(request.get("timestamp"))
    words, extra = _asked(request.get("message")), dict[str, object]()
    about = request.get("variableData")
    variables = listed(about.get("variables")) if isinstance(about, dict) else []
    add(extra, "attachments", *(name for one in variables if isinstance(one, dict) and (name := _name(one))))
    if words or extra:
        yield Message(Role.USER, words, origin_id=shapes.text(request.get("requestId")), created_at=at, extra=extra)
    beside: dict[str, object] = {}
    answer = shapes.worded("".join(_piece(one, beside) for one in _pieces(request.get("response")))).strip()
    _ended(request, beside, answer)
    vote = request.get("vote")
    if answer or beside:
        yield Message(
            Role.ASSISTANT,
            answer,
            origin_id=shapes.text(request.get("responseId")),
            model=(shapes.text(request.get("modelId")) or "").removeprefix("copilot/") or None,
            created_at=at,
            rating=_VOTES.get(vote) if type(vote) is int else None,
            extra=beside,
        )


def _ended(request: Mapping[str, object], beside: dict[str, object], answer: str) -> None:
    """Note how it ended: stopped by the person, failed, or with a thumb that has a reason."""
    result = request.get("result")
    if request.get("isCanceled") is True and answer:
        beside["stopped"] = True
    if isinstance(result, dict) and isinstance(result.get("errorDetails"), dict):
        beside["error"] = True
    if reason := shapes.text(request.get("voteDownReason")):
        beside["feedback"] = {"reason": reason}


def _asked(message: object) -> str:
    if isinstance(message, dict):
        told = message.get("text")
        parts = [part.get("text") for part in listed(message.get("parts")) if isinstance(part, dict)]
        message = told if isinstance(told, str) else "".join(part for part in parts if isinstance(part, str))
    return shapes.worded(message).strip() if isinstance(message, str) else ""


def _pieces(response: object) -> Sequence[object]:
    """The pieces of a response, which the first versions kept as one."""
    return response if isinstance(response, list) else [response]


def _piece(piece: object, beside: dict[str, object]) -> str:
    """The words of one piece; thoughts, calls and edits go to `beside`, what only serves the page is left out."""
    if not isinstance(piece, dict):
        return piece if isinstance(piece, str) else ""
    kind = piece.get("kind")
    if kind is None or kind == "markdownContent":
        return _markdown(piece.get("content", piece))
    if kind == "thinking":
        value = piece.get("value")
        said = value if isinstance(value, list) else [value]
        add_thought(beside, canonical("".join(one for one in said if isinstance(one, str))).strip())
    elif kind == "inlineReference":
        return f"`{_name(piece) or 'a reference'}`"
    elif kind == "toolInvocationSerialized":
        told = _markdown(piece.get("pastTenseMessage")) or _markdown(piece.get("invocationMessage"))
        add(beside, "tool_calls", {"name": shapes.text(piece.get("toolId")) or "tool", "output": canonical(told)})
    elif kind == "textEditGroup":
        add(beside, "tool_calls", {"name": "edit", "arguments": _name({"value": piece.get("uri")})})
    return ""


def _markdown(value: object) -> str:
    """The words of Markdown, which may or may not have an object around it."""
    inner = value.get("value") if isinstance(value, dict) else value
    return inner if isinstance(inner, str) else ""


def _name(item: Mapping[str, object]) -> str:
    """What a file or a symbol is called: its name, or the last part of its path."""
    if name := shapes.text(item.get("name")):
        return name
    for key in ("inlineReference", "value", "uri"):
        inner = item.get(key)
        place = shapes.first(inner, ("path", "name")) if isinstance(inner, dict) else None
        if place:
            return PurePosixPath(place).name
    return ""
