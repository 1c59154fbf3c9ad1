"""text-generation-webui's chats: pairs of what was asked and answered, and, in newer files, the versions of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import shapes
from nfstudio.importers.asides import add, listed, without_thoughts
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations

NAME = "textgen"
TITLE = "text-generation-webui"
COMPANIONS: tuple[str, ...] = ()

_PAIRS = (("internal", "visible"), ("data", "data_visible"))  # now, and in files of the first year
_GREETING = "<|BEGIN-VISIBLE-CHAT|>"
_SIDES = ((0, "user", Role.USER), (1, "assistant", Role.ASSISTANT))


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such a file."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """An object with the pairs as the model saw them and as the person did."""
    return _pairs(value) is not None


def _pairs(value: object) -> list[object] | None:
    if isinstance(value, dict):
        for raw, shown in _PAIRS:
            if isinstance(value.get(raw), list) and isinstance(value.get(shown), list):
                return list(value[raw])
    return None


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    pairs = _pairs(value)
    if not isinstance(value, dict) or pairs is None:
        raise WrongShape("There are no lists called internal and visible.")
    about = value.get("metadata")
    lost: list[str] = []
    messages = _messages(pairs, about if isinstance(about, dict) else {}, lost)
    models = [message.model for message in messages if message.model]
    times = [message.created_at for message in messages if message.created_at]
    return chained(messages, lost=lost, model=models[-1] if models else None, created_at=min(times, default=None))


def _messages(pairs: Sequence[object], about: Mapping[str, object], lost: list[str]) -> list[Message]:
    messages: list[Message] = []
    parent: int | None = None
    for i, pair in enumerate(pairs):
        if not isinstance(pair, list) or not all(isinstance(said, str | None) for said in pair):
            lost.append(f"Pair {i + 1} is no list of what was asked and answered.")
            continue
        for side, name, role in _SIDES:
            said = pair[side] if side < len(pair) else None
            known = about.get(f"{name}_{i}")
            known = known if isinstance(known, dict) else {}
            message = _message("" if said in (None, _GREETING) else said, role, known, parent)
            if message is None:
                continue
            others = list(_versions(known, role, message))
            before = known.get("current_version_index")
            before = before if type(before) is int and 0 <= before <= len(others) else len(others)
            messages += others[:before]
            parent = len(messages)
            messages += [message, *others[before:]]
    return messages


def _message(words: str, role: Role, known: Mapping[str, object], parent: int | None) -> Message | None:
    """One side of a pair; None when nothing was said. The words are those the model saw: the shown ones are HTML."""
    extra: dict[str, object] = {}
    words = shapes.worded(words)
    words = without_thoughts(words, extra) if role is Role.ASSISTANT else words
    for one in listed(known.get("attachments")):
        add(extra, "attachments", shapes.attachment_name(one) if isinstance(one, dict) else "attachment")
    if role is Role.ASSISTANT:
        add(extra, "tool_calls", *listed(shapes.plain(known.get("tool_sequence"))))
    if not words and not extra:
        return None
    model = shapes.text(known.get("model_name")) if role is Role.ASSISTANT else None
    return Message(role, words, parent, model=model, created_at=shapes.when(known.get("timestamp")), extra=extra)


def _versions(known: Mapping[str, object], role: Role, chosen: Message) -> Iterator[Message]:
    """The versions of a message that are not the one in its pair."""
    for i, version in enumerate(listed(known.get("versions"))):
        if i == known.get("current_version_index") or not isinstance(version, dict):
            continue
        said = version.get("content")
        other = _message(said, role, {**known, **version}, chosen.parent) if isinstance(said, str) else None
        if other is not None and other.content != chosen.content:
            yield replace(other, on_active_path=False, extra=_own(other))


def _own(message: Message) -> dict[str, object]:
    """What a version has of its own: files and calls are told once, with the chosen one."""
    return {key: item for key, item in message.extra.items() if key == "reasoning"}
