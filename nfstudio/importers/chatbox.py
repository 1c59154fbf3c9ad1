"""Chatbox's exports: its whole store in one object, of which the conversations are taken and nothing else.

The store holds the person's API keys. Only values that look like a conversation are ever parsed, and no sentence about
a problem quotes the file.
"""

from collections.abc import Iterator
from contextlib import closing

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import streams
from nfstudio.importers.chatbox_sessions import build, is_session
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import split
from nfstudio.importers.sample import Layout, Sample, parsed, sample_of
from nfstudio.importers.shapes import WrongShape, complaint, placed
from nfstudio.importers.streams import StreamFailed

NAME = "chatbox"
TITLE = "Chatbox"
COMPANIONS: tuple[str, ...] = ()

_OLD, _NEW = "chat-sessions", "session:"
_SENTENCES = {
    Reason.TRUNCATED: "The file ends early; it was read to its last whole conversation.",
    Reason.UNSAFE: "A conversation is longer than can be read: passed over.",
    Reason.WRONG_SHAPE: "Something that is no conversation stands among the conversations.",
}


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such a store, or a single conversation out of one."""
    return any(is_store(value) or is_session(value) for value in sample.values)


def is_store(value: object) -> bool:
    """An object with conversations under one of the names that Chatbox has used."""
    if not isinstance(value, dict):
        return False
    return isinstance(value.get(_OLD), list) or any(
        name.startswith(_NEW) and isinstance(kept, dict) and "messages" in kept for name, kept in value.items()
    )


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file, and every earlier thread of each."""
    number = 0
    try:
        for piece in _pieces(entry):
            if isinstance(piece, Reason):
                yield Problem(f"after conversation {number}", piece, _SENTENCES[piece])
                continue
            value = parsed(piece)
            if not _is_other(value):
                number += 1
                yield from _conversations(value, f"conversation {number}")
    except StreamFailed as failure:
        yield failure.as_problem(f"after conversation {number}" if number else "")


def _pieces(entry: Entry) -> Iterator[bytes | Reason]:
    """The bytes of each conversation, or what went wrong between them.

    A store is gone through once for each of the two ways it may keep them: after an update it can hold both.
    """
    sample = sample_of(entry)
    if any(map(is_session, sample.values)):
        yield from _split(entry, sample, Layout(0))
        return
    if any(isinstance(value, dict) and _OLD in value for value in sample.values):
        for piece in _split(entry, sample, Layout(2, (_OLD,))):
            if piece is not Reason.TRUNCATED:  # told below
                yield piece
    for piece in _split(entry, sample, Layout(1)):
        if isinstance(piece, bytes):
            if piece.startswith(b"{") and b'"messages"' in piece:
                yield piece
        elif piece is not Reason.WRONG_SHAPE:  # the names of the store's entries stand between their values
            yield piece


def _split(entry: Entry, sample: Sample, layout: Layout) -> Iterator[bytes | Reason]:
    with closing(entry.open()) as raw, closing(streams.as_utf8(raw, sample.encoding)) as stream:
        for piece in split(stream, layout):
            yield piece.reason if isinstance(piece, Problem) else piece


def _is_other(value: object) -> bool:
    """Whether it is an entry of the store that is no conversation, such as the settings."""
    return isinstance(value, dict) and "id" not in value and not isinstance(value.get("messages"), list)


def _conversations(value: object, place: str) -> Iterator[Found | Problem]:
    if value is None:
        yield Problem(place, Reason.BROKEN_JSON, "This conversation is not valid JSON.")
        return
    try:
        for i, found in enumerate(build(value)):
            here = f"{place}, thread {i}" if i else place
            yield placed(found, here)
            yield from complaint(found, here)
    except WrongShape as fault:
        yield Problem(place, Reason.WRONG_SHAPE, str(fault))
