"""What nearly all chat logs share, whatever their format: roles, parts of a message, times, ids, thumbs."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime

from nfstudio.domain.conversation import Conversation, Message, Role, canonical, instant
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import parts, roles
from nfstudio.importers.dates import spelt
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import Record, records

ROLES = roles.ROLES
_MODEL = re.compile(
    r"(?:chat)?gpt[-_ ]?\d[\w.-]*|(?:claude|gemini|llama|mistral|mixtral|qwen|deepseek|grok|phi)(?:[-_ ]|\d)[\w.-]*"
)
"""What some logs call the assistant: by the name of its model."""
DEEPEST = 100
NOTHING: Mapping[str, object] = {}
_MS, _US, _NS = 1e11, 1e14, 1e17  # a time from here on counts milli-, micro-, nanoseconds
_UP = frozenset(
    {"1", "up", "thumbs_up", "thumbsup", "thumb_up", "like", "liked", "positive", "good", "upvote", "upvoted", "👍"}
)
_DOWN = frozenset(
    {
        "-1",
        "down",
        "thumbs_down",
        "thumbsdown",
        "thumb_down",
        "dislike",
        "disliked",
        "negative",
        "bad",
        "downvote",
        "downvoted",
        "👎",
    }
)
_SPOKEN = frozenset({"text", "input_text", "output_text", "audio_transcription", "refusal"})
_THOUGHT = frozenset({"thinking", "reasoning", "think", "thoughts"})
_WORDED = ("value", "content")
"""What a part may call its words else: in LLaMA-Factory's sets, in OpenTelemetry."""
_CALLS = frozenset({"tool_use", "tool_call", "function_call", "server_tool_use"})
_NAMES = ("filename", "file_name", "name", "title", "file_id", "asset_pointer")
_FILES = ("file", "inlineData", "inline_data", "fileData", "file_data")
_KINDS = ("fileUri", "file_uri", "mimeType", "mime_type")
"""What a file of Gemini's API is told by, which has no name."""


class WrongShape(ValueError):
    """A record that cannot become a conversation; the sentence says why and names the message."""


def conversations(
    entry: Entry,
    is_record: Callable[[object], bool],
    build: Callable[[object], Found],
    *,
    items: Iterator[Record | Problem] | None = None,
) -> Iterator[Found | Problem]:
    """Every record of a JSON file as what `build` makes of it.

    Args:
        items: the records, where they do not stand in JSON.
        build: gets a value of any shape and leaves `place` empty; raises WrongShape with a sentence.
    """
    for item in records(entry, is_record) if items is None else items:
        if isinstance(item, Problem):
            yield item
            continue
        place, value = item
        try:
            found = build(value)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
            continue
        yield placed(found, place)
        if found.lost:
            yield from complaint(found, place)


def complaint(found: Found, place: str) -> Iterator[Problem]:
    """What is to be told of messages that were left out of a conversation; nothing where `placed` refused it."""
    if found.lost and isinstance(placed(found, place), Found):
        yield Problem(place, Reason.WRONG_SHAPE, found.lost)


def left_out(lost: Sequence[str]) -> str:
    """One sentence about the messages that could not be read, of which `lost` tells; empty when there are none."""
    more = len(lost) - 1
    if not lost:
        return ""
    return f"{lost[0]} It was left out." if not more else f"{lost[0]} It and {more} more were left out."


def placed(found: Found, place: str) -> Found | Problem:
    """`found` with its place, or the problem that nobody says anything in it."""
    problem = silence(found, place)
    return Found(place, found.conversation, found.judgements) if problem is None else problem


def silence(found: Found, place: str) -> Problem | None:
    """The problem that nobody says anything in a conversation; None where somebody does.

    Somebody of an unknown role may be the person: without a person beside, nobody can tell.
    """
    messages = found.conversation.messages
    for message in messages:
        if message.role is Role.USER and (message.content or message.extra):
            return None
    for i, message in enumerate(messages):
        if UNKNOWN_ROLE in message.extra:
            sentence = f"Message {i + 1} has the unknown role {str(message.extra[UNKNOWN_ROLE])!r}."
            return Problem(place, Reason.WRONG_SHAPE, sentence)
    if any(message.role is Role.ASSISTANT and (message.content or message.extra) for message in messages):
        return None
    if found.lost:
        return Problem(place, Reason.WRONG_SHAPE, found.lost)
    return Problem(place, Reason.EMPTY, "Neither a person nor an assistant says anything in this conversation.")


UNKNOWN_ROLE = "unknown_role"
"""What `Message.extra` calls the role that a dump gave and nobody knows."""


def role_of(name: object) -> Role:
    """The role that `name` stands for, in any letter case.

    Somebody unknown is a tool: kept, folded and never judged, whereas to refuse the message would cost the
    conversation around it. `stranger` says who it was.
    """
    if type(name) is str and (plain_role := ROLES.get(name)) is not None:  # no name of a model is among them
        return plain_role
    word = name.strip().lower() if isinstance(name, str) else ""
    role = ROLES.get(word)
    if role is not None:
        return role
    return Role.ASSISTANT if _MODEL.fullmatch(word) else Role.TOOL


def stranger(name: object) -> dict[str, object]:
    """What `Message.extra` keeps of a role that is unknown; nothing for all others."""
    if type(name) is str and name in ROLES:
        return {}
    word = name.strip().lower() if isinstance(name, str) else ""
    if word in ROLES or _MODEL.fullmatch(word):
        return {}
    return {UNKNOWN_ROLE: "unnamed" if name is None else canonical(str(name))[:40]}


def text(value: object) -> str | None:
    """An id or a name as text; whole numbers become digits, everything else (and no text) is None."""
    if isinstance(value, str):
        return canonical(value).strip() or None
    return str(value) if type(value) is int else None


def first(record: Mapping[str, object], names: Sequence[str]) -> str | None:
    """The first of the fields `names` that holds text."""
    if record.keys().isdisjoint(names):  # nearly always, and asked many times of each record
        return None
    for name in names:
        if name in record and (found := text(record[name])) is not None:
            return found
    return None


def when(value: object) -> str | None:
    """A time as `instant` text: seconds to nanoseconds by size, ISO 8601 (UTC when no zone is named), MongoDB's dates,
    and what `dates.spelt` reads.

    None for everything else.
    """
    try:
        if isinstance(value, str):  # nearly always
            return _from_text(value.strip())
        match value:
            case bool() | None:
                return None
            case int() | float():
                return _from_number(float(value))
            case {"$date": {"$numberLong": inner}} | {"$date": inner} if not isinstance(inner, dict):
                return when(inner)
    except (ValueError, OverflowError, OSError):
        pass  # a date that no calendar has, or one that is spelt otherwise
    return spelt(value) if isinstance(value, str) else None


def _from_number(value: float) -> str | None:
    for limit, unit in ((_NS, 1e9), (_US, 1e6), (_MS, 1e3)):
        if value > limit:
            value /= unit
            break
    return instant(value) if value > 0 else None


def _from_text(value: str) -> str | None:
    if len(value) < 8:  # a bare year, or nothing
        return None
    try:
        if value[4] != "-":  # most times are dates, and a failure takes longer than all the rest
            return _from_number(float(value))
        moment = datetime.fromisoformat(value.removesuffix(" UTC"))
    except ValueError:
        moment = datetime.fromisoformat(value.removesuffix(" UTC"))
    if moment.tzinfo not in (None, UTC):
        return instant(moment.timestamp())
    if value[7] == "-" and value[13:14] == value[16:17] == ":":  # spelt as it is stored: cut, not written anew
        return f"{value[:10]}T{value[11:19]}Z"
    return moment.isoformat(timespec="seconds")[:19] + "Z"


def first_time(record: Mapping[str, object], names: Sequence[str]) -> str | None:
    """The first of the fields `names` that holds a time."""
    if record.keys().isdisjoint(names):
        return None
    for name in names:
        if name in record and (found := when(record[name])) is not None:
            clock = record.get("time") if name == "date" else None
            return (when(f"{record[name]} {clock}") or found) if clock and isinstance(clock, str) else found
    return None


def thumb(value: object) -> int | None:
    """1 or -1 when `value` clearly is a thumb; stars, scores and anything unclear are None."""
    match value:
        case bool():
            return None
        case int() | float():
            return int(value) if value in (1, -1) else None
        case str():
            word = value.strip().lower().replace(" ", "_").replace("-", "_")
            word = "-1" if word == "_1" else word
            return 1 if word in _UP else -1 if word in _DOWN else None
        case {"rating": inner} | {"thumb": inner} | {"thumbs": inner} | {"type": inner} if not isinstance(inner, dict):
            return thumb(inner)
        case {"value": inner} | {"score": inner} if not isinstance(inner, dict):
            return thumb(inner)
    return None


def plain(value: object, *, depth: int = 0) -> object:
    """A JSON value that any writer can store: texts canonical, numbers finite and within 64 bits.

    Raises:
        WrongShape: when it is nested more than `DEEPEST` levels; writers stop soon after.
    """
    if depth > DEEPEST:
        raise WrongShape(f"It holds data nested more than {DEEPEST} levels deep.")
    match value:
        case str():
            return canonical(value)
        case dict():
            return {canonical(str(key)): plain(item, depth=depth + 1) for key, item in value.items()}
        case list():
            return [plain(item, depth=depth + 1) for item in value]
        case float():
            return value if math.isfinite(value) else None
        case int():
            return value if abs(value) < 1 << 63 else str(value)
    return value


def content_of(content: object, index: int) -> tuple[str, dict[str, object]]:
    """A message's words and what came with them (see `Message.extra`).

    Args:
        content: text, nothing, one part or a list of parts; parts that are no words are named, never kept.

    Raises:
        WrongShape: when it is none of these.
    """
    if isinstance(content, str):
        stored = canonical(content)
        return (stored if len(stored) < PICTURED else without_pictures(stored)), {}
    if content is None:
        return "", {}
    if type(content) is list and len(content) == 1 and (said := _said(content[0])) is not None:
        return worded(said), {}
    if type(content) is dict and isinstance(content.get("parts"), list) and "type" not in content:  # ChatGPT's
        return content_of(content["parts"], index)
    if not isinstance(content, list | dict):
        raise WrongShape(f"Message {index + 1} holds {type(content).__name__} where text is expected.")
    words: list[str] = []
    beside: dict[str, list[object]] = {}
    for part in content if isinstance(content, list) else [content]:
        _take(part, words, beside)
    extra: dict[str, object] = {key: value for key, value in beside.items() if key != "reasoning"}
    if thoughts := beside.get("reasoning"):
        extra["reasoning"] = "\n\n".join(map(str, thoughts))
    return worded("\n".join(words)), extra


def worded(text: str) -> str:
    """A text as it is stored, without the pictures in it."""
    return without_pictures(canonical(text))


def without_pictures(words: str) -> str:
    """`words`, in which pictures that stand among them as letters, a megabyte each, are only named."""
    # A plus is looked for first: it is in every picture and hardly ever in prose, and to look for one letter takes a
    # fiftieth of the time that several take.
    if len(words) < PICTURED or "+" not in words or ";base64," not in words:
        return words
    return _PICTURE.sub(r"\1…", words)


PICTURED = 800
"""Characters from which a text may hold a picture that is worth the look."""
_PICTURE = re.compile(r"(data:[\w.+-]{1,60}/[\w.+-]{1,60};base64,)[A-Za-z0-9+/=_-]{100,}+")


def _said(part: object) -> str | None:
    """The words of a part that is nothing else, as the only part of a content is nearly always."""
    if type(part) is dict and type(kind := part.get("type")) is str and kind in _SPOKEN:
        words = part.get("text")
        return words if type(words) is str else None
    return None


def _take(part: object, words: list[str], beside: dict[str, list[object]]) -> None:
    """Sort one part of a content into words or what goes beside them."""
    if isinstance(part, str):
        words.append(part)
        return
    if not isinstance(part, dict):
        return
    kind = part.get("type", part.get("content_type", "text"))
    spoken = part["text"] if "text" in part else _worded(part)
    spoken = spoken.get("value") if isinstance(spoken, dict) else spoken
    kind = kind if isinstance(kind, str) else "text"
    if kind in _THOUGHT or part.get("thought") is True:
        thought = part.get(kind) or spoken
        beside.setdefault("reasoning", []).append(canonical(thought) if isinstance(thought, str) else "")
    elif kind in _CALLS:
        beside.setdefault("tool_calls", []).append(plain(part))
    elif (call := parts.call_in(part)) is not None:
        beside.setdefault("tool_calls", []).append(plain(call))
    elif kind == "tool_result":  # beside words of the person's own: where there are none, the message is a tool's
        output = content_of(part.get("content"), 0)[0] if isinstance(part.get("content"), str | list | dict) else ""
        beside.setdefault("tool_calls", []).append({"name": "tool", "output": output})
    elif isinstance(spoken, str) and kind in _SPOKEN:
        words.append(spoken)
    elif kind == "refusal" and isinstance(part.get(kind), str):  # as OpenAI's API says no
        words.append(part[kind])
    elif not parts.says_nothing(kind):
        beside.setdefault("attachments", []).append(attachment_name(part))


def _worded(part: Mapping[str, object]) -> object:
    return next((part[name] for name in _WORDED if name in part), None)


def attachment_name(part: Mapping[str, object]) -> str:
    """What to call a part that is no text: its file name, or its kind."""
    inner = next((held for key in _FILES if isinstance(held := part.get(key), dict)), NOTHING)
    name = first(part, _NAMES) or first(inner, (*_NAMES, *_KINDS))
    return name or first(part, ("type", "content_type")) or "attachment"


def chained(messages: list[Message], *, lost: Sequence[str] = (), **fields: str | None) -> Found:
    """A conversation of `messages`, which already name their parents, without a place.

    Args:
        lost: what was wrong with each message that had to be left out.
    """
    conversation = Conversation(tuple(messages), **fields)
    return Found("", conversation, lost=left_out(lost)) if lost else Found("", conversation)
