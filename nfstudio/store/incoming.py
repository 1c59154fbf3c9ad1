"""One batch of conversations on its way in: each is known already, has grown, or is new; rows are written together."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from nfstudio.domain.conversation import Conversation, Role
from nfstudio.domain.languages import code_of
from nfstudio.domain.marks import Mark, Sizes
from nfstudio.domain.records import Found, Problem
from nfstudio.store import recalling
from nfstudio.store.judgements import Labelled
from nfstudio.store.merging import insert_messages, merge, message_rows
from nfstudio.store.project import now
from nfstudio.store.rows import insert

MERGES_FROM = 2
"""User messages from which equal words alone make two conversations one: "hi there" is not one person."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is being imported, or a part of an archive (see the table `sources`)."""

    id: int
    name: str
    format: str
    round: int


@dataclass(slots=True)
class Tally:
    """What became of the records of one source."""

    added: int = 0
    updated: int = 0
    duplicates: int = 0
    messages: int = 0
    problems: int = 0
    format: str | None = None

    @property
    def conversations(self) -> int:
        """How many conversations were recognised."""
        return self.added + self.updated + self.duplicates


@dataclass(frozen=True, slots=True)
class Part:
    """Records of one source on their way in; `fresh` when nothing of it can be in the project."""

    source: Source
    records: Sequence[Found | Problem]
    tally: Tally = field(default_factory=Tally)
    fresh: bool = False

    @property
    def found(self) -> list[Found]:
        """Those that became a conversation."""
        return [record for record in self.records if isinstance(record, Found)]


def marks(records: Sequence[Found | Problem]) -> list[Mark]:
    """The marks of the conversations among `records`; may be asked for ahead of writing, in another thread."""
    return [record.known_by for record in records if isinstance(record, Found)]


class Incoming:
    """One batch on its way in: what the project knows already is asked once, new rows are written together."""

    def __init__(self, db: sqlite3.Connection, parts: Sequence[Part], known_by: Sequence[Mark]) -> None:
        self.db = db
        found = [(part.source, record) for part in parts for record in part.found]
        self._marks = iter(known_by)
        prints = [mark for mark, _ in known_by]
        origins = [(source.format, record.origin_id) for source, record in found]
        self._by_origin = recalling.by_origin(db, origins, prints)
        self._by_print = recalling.by_print(db, self._unnamed(origins, known_by))
        self._unbranched = recalling.unbranched(db, self._by_print.values(), self._by_origin.values())
        self._appeared: set[tuple[int, str, int]] = set()
        self._seen: Counter[tuple[int, str]] = Counter()
        self._by_place: dict[tuple[int, str], recalling.Stood] = {}
        at = 0
        for part in parts:
            places = [record.place for record in part.found]
            if not part.fresh:
                self._recall(part.source, prints[at : at + len(places)], places)
            at += len(places)
        self._next_conversation = recalling.next_id(db, "conversations")
        self.new_from = self._next_message = recalling.next_id(db, "messages")
        self._time = now()
        self._conversations: list[tuple[object, ...]] = []
        self._messages: list[tuple[object, ...]] = []
        self._appearances: list[tuple[object, ...]] = []
        self._seen_again: list[tuple[object, ...]] = []
        self.labelled: list[Labelled] = []
        self.touched: set[int] = set()

    def _unnamed(self, origins: Sequence[tuple[str, str | None]], known_by: Sequence[Mark]) -> list[str]:
        """The fingerprints by which conversations may be known that no id tells."""
        named = {(key, its_print) for key, found in self._by_origin.items() for _, its_print, _ in found}
        several = [
            (key, mark) for key, (mark, counts) in zip(origins, known_by, strict=True) if counts[1] >= MERGES_FROM
        ]
        return [mark for key, mark in several if (key, mark) not in named]

    def _recall(self, source: Source, prints: Sequence[str], places: Sequence[str]) -> None:
        """What stood in a source before."""
        appeared, seen = recalling.appeared_in(self.db, source.id, source.round, prints)
        self._appeared |= {(source.id, mark, occurrence) for mark, occurrence in appeared}
        self._seen.update({(source.id, mark): count for mark, count in seen.items()})
        self._by_place |= {
            (source.id, place): stood for place, stood in recalling.by_place(self.db, source.id, places).items()
        }

    def take(self, source: Source, record: Found, tally: Tally) -> None:
        """Decide what one conversation is, and note its rows."""
        mark, counts = next(self._marks)
        tally.messages += counts[0]
        occurrence = self._seen.get((source.id, mark), 0)
        self._seen[source.id, mark] = occurrence + 1
        if (source.id, mark, occurrence) in self._appeared:
            self._seen_again.append((source.round, source.id, mark, occurrence))
            tally.duplicates += 1
            return
        known = (
            self._known_by_origin(source, record, mark)
            or self._known_by_print(mark, counts)
            or self._known_by_place(source, record)
        )
        if known is None:
            known, ids = self._add_new(source, record.conversation, mark, counts)
            tally.added += 1
        elif self._unbranched.get(known) == mark and not record.judgements:
            ids = []  # all of it stands there, each message on the active path
            tally.duplicates += 1
        else:
            ids, grown = self._grow(known, record.conversation, mark)
            tally.updated += grown
            tally.duplicates += not grown
        self._appearances.append((source.id, mark, occurrence, known, record.place, source.round))
        if record.judgements:
            self.labelled.append(Labelled(known, ids, record.conversation.messages, record.judgements))

    def write(self) -> None:
        """Write the rows of the conversations that are new."""
        insert(
            self.db,
            "INSERT INTO conversations(id, source_id, source, format, origin_id, fingerprint, title, model, language,"
            " user, created_at, messages, user_messages, follow_ups, characters, branches, added_at)",
            self._conversations,
        )
        insert_messages(self.db, self._messages)
        insert(
            self.db,
            "INSERT INTO appearances(source_id, fingerprint, occurrence, conversation_id, place, round)",
            self._appearances,
        )
        self.db.executemany(
            "UPDATE appearances SET round = ? WHERE source_id = ? AND fingerprint = ? AND occurrence = ?",
            self._seen_again,
        )
        self._conversations, self._messages, self._appearances, self._seen_again = [], [], [], []

    def _known_by_print(self, mark: str, counts: Sizes) -> int | None:
        known, user_messages = self._by_print.get(mark), counts[1]
        return known if known is not None and user_messages >= MERGES_FROM else None

    def _known_by_origin(self, source: Source, record: Found, mark: str) -> int | None:
        """The conversation of the same id and format that begins with the same words."""
        if record.origin_id is None:
            return None
        for known, its_print, first in self._by_origin.get((source.format, record.origin_id), ()):
            if its_print == mark or first == record.conversation.messages[0].content:
                return known
        return None

    def _known_by_place(self, source: Source, record: Found) -> int | None:
        """The conversation that stood here before, if all of it stands here still, in the same order."""
        if (source.id, record.place) not in self._by_place:
            return None
        known, its_words = self._by_place[source.id, record.place]
        messages = record.conversation.messages
        words = [(message.role.value, message.content) for message in messages[: len(its_words)]]
        return known if its_words and words == its_words else None

    def _add_new(
        self, source: Source, conversation: Conversation, mark: str, counts: Sequence[int]
    ) -> tuple[int, list[int]]:
        known = self._next_conversation
        self._next_conversation += 1
        self._conversations.append(
            (
                known,
                source.id,
                conversation.source or source.name,
                source.format,
                conversation.origin_id,
                mark,
                conversation.title,
                conversation.model or _common_model(conversation),
                code_of(conversation.language),
                conversation.user,
                conversation.created_at or conversation.messages[0].created_at,
                *counts,
                self._time,
            )
        )
        if not counts[-1]:
            self._unbranched[known] = mark
        first = self._next_message
        self._messages += message_rows(conversation.messages, known, first)
        self._next_message += len(conversation.messages)
        self._by_print.setdefault(mark, known)
        if conversation.origin_id is not None:
            seen = (known, mark, conversation.messages[0].content)
            self._by_origin.setdefault((source.format, conversation.origin_id), []).append(seen)
        self.touched.add(known)
        return known, list(range(first, self._next_message))

    def _grow(self, known: int, conversation: Conversation, mark: str) -> tuple[list[int], bool]:
        """Append to a known conversation what it lacks: ids of all its messages, and whether any are new."""
        self.write()  # so that what this batch added is there to compare with
        ids, grown = merge(self.db, known, conversation, self._next_message)
        if grown:
            self._unbranched.pop(known, None)
            self._next_message = recalling.next_id(self.db, "messages")
            before = self.db.execute("SELECT fingerprint FROM conversations WHERE id = ?", (known,)).fetchone()[0]
            self.db.execute("UPDATE conversations SET fingerprint = ? WHERE id = ?", (mark, known))
            self._by_print.pop(before, None)  # what comes next is compared with what the project holds now
            self._by_print |= recalling.by_print(self.db, [before, mark])
            stands = (known, recalling.words(self.db, known))
            self._by_place |= {place: stands for place, stood in self._by_place.items() if stood[0] == known}
            self.touched.add(known)
        return ids, grown


def _common_model(conversation: Conversation) -> str | None:
    """The model that gave most of the answers, where the messages name one."""
    models = [m.model for m in conversation.messages if m.model and m.role is Role.ASSISTANT]
    return Counter(models).most_common(1)[0][0] if models else None
