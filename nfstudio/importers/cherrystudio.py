"""Cherry Studio's backups: one object, in which topics name their messages, and messages the blocks they are made of.

A backup holds the person's API keys beside. Of the settings only the names of topics and the instructions of assistants
are looked at, and no sentence about a problem quotes the file.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from tempfile import SpooledTemporaryFile

import ijson

from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import shapes, streams
from nfstudio.importers.asides import listed
from nfstudio.importers.cherrystudio_topics import Topic, build
from nfstudio.importers.files import Entry
from nfstudio.importers.json_records import split
from nfstudio.importers.sample import Layout, Sample, parsed, sample_of
from nfstudio.importers.shapes import WrongShape, complaint, placed
from nfstudio.importers.streams import StreamFailed

NAME = "cherrystudio"
TITLE = "Cherry Studio backups"
COMPANIONS: tuple[str, ...] = ()

_STORE, _TABLES, _TOPICS, _BLOCKS = "persist:cherry-studio", "indexedDB", "topics", "message_blocks"
_IN_MEMORY = 16 << 20
_SENTENCES = {
    Reason.TRUNCATED: "The file ends early; it was read to its last whole conversation.",
    Reason.UNSAFE: "A conversation is longer than can be read: passed over.",
    Reason.WRONG_SHAPE: "Something that is no conversation stands among the conversations.",
}

Block = Callable[[str], Mapping[str, object] | None]
"""Looks up a block by its id."""


def recognises(sample: Sample) -> bool:
    """Whether the sample shows the beginning of a backup."""
    return any(map(is_backup, sample.values))


def is_backup(value: object) -> bool:
    """What the program stores of itself, or of its topics."""
    if not isinstance(value, dict):
        return False
    stored, tables = value.get("localStorage"), value.get(_TABLES)
    if isinstance(stored, dict) and _STORE in stored:
        return True
    return isinstance(tables, dict) and _TOPICS in tables and ("localStorage" in value or _BLOCKS in tables)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every topic of the backup, answers of several models to one question beside each other."""
    number = 0
    try:
        about = _about(entry)
        with _blocks(entry) as block:
            for piece in _split(entry, _TOPICS):
                if isinstance(piece, Reason):
                    yield Problem(f"after conversation {number}", piece, _SENTENCES[piece])
                    continue
                number += 1
                yield from _conversation(parsed(piece), about, block, f"conversation {number}")
        if not number:
            yield Problem(_TOPICS, Reason.EMPTY, "There are no topics in this backup.")
    except StreamFailed as failure:
        yield failure.as_problem(f"after conversation {number}" if number else "")
    except OSError as failed:  # of the file that holds the blocks meanwhile
        yield Problem("", Reason.UNREADABLE, f"There is no room for what belongs to it: {failed.strerror or failed}.")


def _conversation(value: object, about: Mapping[str, Topic], block: Block, place: str) -> Iterator[Found | Problem]:
    if value is None:
        yield Problem(place, Reason.BROKEN_JSON, "This conversation is not valid JSON.")
        return
    try:
        found = build(value, about, block)
    except WrongShape as fault:
        yield Problem(place, Reason.WRONG_SHAPE, str(fault))
        return
    yield placed(found, place)
    yield from complaint(found, place)


def _split(entry: Entry, table: str) -> Iterator[bytes | Reason]:
    """The bytes of each row of a table, or what went wrong between them."""
    sample = sample_of(entry)
    with closing(entry.open()) as raw, closing(streams.as_utf8(raw, sample.encoding)) as stream:
        for piece in split(stream, Layout(3, (_TABLES, table))):
            yield piece.reason if isinstance(piece, Problem) else piece


@contextmanager
def _blocks(entry: Entry) -> Iterator[Block]:
    """All blocks by their ids, kept on disk meanwhile: they stand behind the topics that name them."""
    with SpooledTemporaryFile(_IN_MEMORY) as kept:
        at: dict[str, tuple[int, int]] = {}
        for piece in _split(entry, _BLOCKS):
            if isinstance(piece, Reason):
                continue  # told of with the topics
            value = parsed(piece)
            name = shapes.text(value.get("id")) if isinstance(value, dict) else None
            if name is not None:
                at[name] = (kept.tell(), len(piece))
                kept.write(piece)

        def block(name: str) -> Mapping[str, object] | None:
            place = at.get(name)
            if place is None:
                return None
            kept.seek(place[0])
            found = parsed(kept.read(place[1]))
            return found if isinstance(found, dict) else None

        yield block


def _about(entry: Entry) -> dict[str, Topic]:
    """What is known of each topic, by its id: its name, and what its assistant is told."""
    stored = parsed(_stored(entry).encode(errors="replace"))
    held = stored.get("assistants") if isinstance(stored, dict) else None
    kept = parsed(held.encode(errors="replace")) if isinstance(held, str) else held
    if not isinstance(kept, dict):
        return {}
    known: dict[str, Topic] = {}
    for assistant in (kept.get("defaultAssistant"), *listed(kept.get("assistants"))):
        if not isinstance(assistant, dict):
            continue
        for topic in listed(assistant.get("topics")):
            name = shapes.text(topic.get("id")) if isinstance(topic, dict) else None
            if isinstance(topic, dict) and name is not None:
                told = (shapes.text(assistant.get("prompt")), shapes.text(topic.get("prompt")))
                known[name] = Topic(shapes.text(topic.get("name")), "\n\n".join(filter(None, told)))
    return known


def _stored(entry: Entry) -> str:
    """The text in which the program stores its settings; empty when there is none."""
    sample = sample_of(entry)
    with closing(entry.open()) as raw, closing(streams.as_utf8(raw, sample.encoding)) as stream:
        try:
            text = next(iter(ijson.items(stream, f"localStorage.{_STORE}")), "")
        except (ijson.JSONError, ValueError):
            return ""  # cut off or broken: told of where the topics are read
    return text if isinstance(text, str) else ""
