"""Google AI Studio's prompt files: one conversation a file, an answer in chunks, thoughts among them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath

from nfstudio.domain.conversation import Message, Role, canonical, chain
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.asides import add, add_thought, listed
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations
from nfstudio.importers.trees import instructed

NAME = "aistudio"
TITLE = "Google AI Studio"
COMPANIONS: tuple[str, ...] = ()

_FILES = (
    "driveDocument",
    "driveImage",
    "driveAudio",
    "driveVideo",
    "youtubeVideo",
    "inlineFile",
    "inlineImage",
    "inlineAudio",
    "inlineData",
)
_FILE_NAMES = ("name", "displayName", "title", "id", "mimeType")
_ASIDE = frozenset({"edited", "error", shapes.UNKNOWN_ROLE})


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such a file."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file, which is called as the file is: nothing inside tells its title."""
    title = PurePosixPath(entry.file_name).name.removesuffix(".json")
    return conversations(entry, is_record, partial(build, title=title))


def is_record(value: object) -> bool:
    """An object with a `chunkedPrompt`."""
    return isinstance(value, dict) and isinstance(value.get("chunkedPrompt"), dict)


def build(value: object, *, title: str | None = None) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    prompt = value.get("chunkedPrompt") if isinstance(value, dict) else None
    chunks = prompt.get("chunks", []) if isinstance(prompt, dict) else None
    if not isinstance(value, dict) or not isinstance(chunks, list):
        raise WrongShape("There is no list of chunks.")
    settings = value.get("runSettings")
    model = shapes.text(settings.get("model")) if isinstance(settings, dict) else None
    lost: list[str] = []
    messages = chain(_joined(_sound(chunks, lost), model.removeprefix("models/") if model else None))
    times = [message.created_at for message in messages if message.created_at]
    return chained(
        instructed(_instruction(value.get("systemInstruction")), messages),
        lost=lost,
        title=title,
        model=model.removeprefix("models/") if model else None,
        created_at=times[0] if times else None,
    )


def _instruction(value: object) -> str:
    """The system instruction: `{}`, `{text}` or `{parts}`."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else ""
    return _words(value)


def _words(chunk: Mapping[str, object]) -> str:
    """The text of a chunk, or of its parts where it has no text of its own; thoughts among the parts left out."""
    if isinstance(chunk.get("text"), str) and (chunk["text"] or not chunk.get("parts")):
        return shapes.worded(str(chunk["text"]))
    spoken = [
        part["text"]
        for part in listed(chunk.get("parts"))
        if isinstance(part, dict) and isinstance(part.get("text"), str) and part.get("thought") is not True
    ]
    return shapes.worded("".join(spoken))


def _sound(chunks: Sequence[object], lost: list[str]) -> list[Mapping[str, object]]:
    lost += [f"Chunk {i} is no object." for i, chunk in enumerate(chunks, 1) if not isinstance(chunk, dict)]
    return [chunk for chunk in chunks if isinstance(chunk, dict)]


def _joined(chunks: Sequence[Mapping[str, object]], model: str | None) -> list[Message]:
    """Messages: all model chunks in a row are one answer, and a file is part of what is asked next."""
    messages: list[Message] = []
    words: list[str] = []
    extra: dict[str, object] = {}
    since: str | None = None
    for i, chunk in enumerate(chunks):
        role = shapes.role_of(chunk.get("role"))
        extra |= shapes.stranger(chunk.get("role"))
        since = since or shapes.first_time(chunk, ("createTime",))
        text = _take(chunk, extra)
        words += [text] if text else []
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        goes_on = after is not None and after.get("role") == chunk.get("role")
        if goes_on and (role is Role.ASSISTANT or not words):
            continue
        if words or extra.keys() - _ASIDE:
            spoken = model if role is Role.ASSISTANT else None
            messages.append(Message(role, "\n\n".join(words), model=spoken, created_at=since, extra=extra))
        words, extra, since = [], {}, None
    return messages


def _take(chunk: Mapping[str, object], extra: dict[str, object]) -> str:
    """The words of a chunk that were meant for the reader; everything else goes to `extra`."""
    for key in _FILES:
        if key in chunk:
            inner = chunk[key]
            name = shapes.first(inner, _FILE_NAMES) if isinstance(inner, dict) else None
            add(extra, "attachments", f"{key} {name}" if name else key)
    for key in ("executableCode", "codeExecutionResult"):
        if isinstance(done := shapes.plain(chunk.get(key)), dict):
            add(extra, "tool_calls", {"name": key, **done})
    if chunk.get("isEdited") is True:
        extra["edited"] = True
    if isinstance(chunk.get("errorMessage"), str):
        extra["error"] = True
    for part in listed(chunk.get("parts")) if chunk.get("isThought") is not True else ():
        if isinstance(part, dict) and part.get("thought") is True and isinstance(part.get("text"), str):
            add_thought(extra, canonical(part["text"]).strip())
    if chunk.get("isThought") is True:
        add_thought(extra, _words(chunk).strip())
        return ""
    return _words(chunk)
