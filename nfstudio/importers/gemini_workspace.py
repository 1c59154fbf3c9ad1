"""What Google Takeout calls "Gemini in Workspace": the side panel of Docs and Gmail, a conversation a file of JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.asides import listed
from nfstudio.importers.files import Entry
from nfstudio.importers.shapes import WrongShape, chained

_BEFORE = "conversation_"


def is_conversation(value: object) -> bool:
    """A list of turns, each of the person or of the system."""
    turns = value.get("conversation_turns") if isinstance(value, dict) else None
    return isinstance(turns, list) and any(isinstance(turn, dict) and _whose(turn) for turn in turns)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file, named after it: it holds no id."""
    return shapes.conversations(entry, is_conversation, partial(_built, name=entry.file_name))


def _built(value: object, *, name: str) -> Found:
    if not isinstance(value, dict) or not isinstance(value.get("conversation_turns"), list):
        raise WrongShape("There is no list of turns.")
    messages: list[Message] = []
    for turn in value["conversation_turns"]:
        if isinstance(turn, dict) and (whose := _whose(turn)) and (said := _said(whose, turn[whose])).content:
            messages.append(replace(said, parent=len(messages) - 1 if messages else None))
    number = name.partition(".")[0].removeprefix(_BEFORE)
    return chained(
        messages,
        origin_id=number if number.isdecimal() else None,
        title=shapes.text(value.get("title")),
        created_at=shapes.when(value.get("creation_time")),
    )


def _whose(turn: Mapping[str, object]) -> str:
    return next((name for name in ("user_turn", "system_turn") if isinstance(turn.get(name), dict)), "")


def _said(whose: str, turn: Mapping[str, object]) -> Message:
    """What the person asked; or the answer, before which stands what the panel said above it."""
    at = shapes.when(turn.get("turn_last_modified"))
    if whose == "user_turn":
        return Message(Role.USER, shapes.text(turn.get("prompt")) or "", created_at=at)
    parts = [part for part in listed(turn.get("text")) if isinstance(part, dict)]
    words = [said for part in parts for name in ("preamble", "data") if (said := shapes.text(part.get(name)))]
    return Message(Role.ASSISTANT, "\n\n".join(words), created_at=at)
