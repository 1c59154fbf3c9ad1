"""Continue's sessions: a history of messages, each with the files that were sent along."""

from collections.abc import Iterator, Mapping

from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.asides import listed
from nfstudio.importers.chat_messages import is_message, readable
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations

NAME = "continue"
TITLE = "Continue sessions"
COMPANIONS = ("sessions.json",)


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such a session."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """A session of a workspace, whose history holds messages."""
    history = value.get("history") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(history, list) or "workspaceDirectory" not in value:
        return False
    return not history or (isinstance(history[0], dict) and is_message(history[0].get("message")))


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    history = value.get("history") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(history, list):
        raise WrongShape("There is no list called history.")
    messages, lost = readable([_said(item) for item in history]) if history else ([], [])
    models = [model for item in history if isinstance(item, dict) and (model := _model(item))]
    return chained(
        messages,
        lost=lost,
        origin_id=shapes.text(value.get("sessionId")),
        title=shapes.text(value.get("title")),
        model=models[-1] if models else shapes.text(value.get("chatModelTitle")),
        created_at=shapes.first_time(value, ("dateCreated",)),
    )


def _said(item: object) -> object:
    """The message of an item, with the names of what was sent along."""
    message = item.get("message") if isinstance(item, dict) else None
    if not isinstance(item, dict) or not isinstance(message, dict):
        return item if not isinstance(item, dict) else message
    calls = message.get("toolCalls")
    files = [
        {"name": shapes.text(one.get("name"))} for one in listed(item.get("contextItems")) if isinstance(one, dict)
    ]
    more: dict[str, object] = {"attachments": files} if files else {}
    return {**message, **more, **({"tool_calls": calls} if isinstance(calls, list) and calls else {})}


def _model(item: Mapping[str, object]) -> str | None:
    logs = [log for log in listed(item.get("promptLogs")) if isinstance(log, dict)]
    return shapes.first(logs[-1], ("modelTitle", "model")) if logs else None
