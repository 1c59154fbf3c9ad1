"""How conversations come into a project: known ones are recognised, grown ones grow, the rest is added, all once."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from nfstudio.domain.conversation import Conversation, Role, fingerprint
from nfstudio.domain.records import Found, Judgement, Problem
from nfstudio.store.changes import Changes
from nfstudio.store.feedback import rebuild
from nfstudio.store.merging import INSERT_MESSAGE, merge, message_rows, sizes
from nfstudio.store.project import Project, now
from nfstudio.store.reading import target
from nfstudio.store.steps import open_step

IMPORTED = "imported"
"""The reviewer who is said to have made the labels that came with a dump."""

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

    @property
    def conversations(self) -> int:
        """How many conversations were recognised."""
        return self.added + self.updated + self.duplicates


def unchanged(project: Project, path: str, *, size: int, modified_ns: int) -> Tally | None:
    """What the file at `path` held when it was imported to its end, if nothing speaks for a change since."""
    row = project.db.execute(
        "SELECT id, conversations, messages FROM sources"
        " WHERE path = ? AND size = ? AND modified_ns = ? AND finished_at IS NOT NULL",
        (path, size, modified_ns),
    ).fetchone()
    if row is None:
        return None
    problems = project.db.execute("SELECT count(*) FROM problems WHERE source_id = ?", (row[0],)).fetchone()[0]
    return Tally(duplicates=row[1], messages=row[2], problems=problems)


def begin_source(
    project: Project, path: str, *, shown: str, name: str, format_name: str | None, size: int, modified_ns: int
) -> Source:
    """Open, or open again, the record of a file; its old problems are forgotten, because it is read anew."""
    with project.writing() as db:
        source_id, number = db.execute(
            "INSERT INTO sources(path, shown, name, format, size, modified_ns, started_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT(path) DO UPDATE SET format = excluded.format, size = excluded.size,"
            " modified_ns = excluded.modified_ns, started_at = excluded.started_at,"
            " finished_at = NULL, round = round + 1 RETURNING id, round",
            (path, shown, name, format_name, size, modified_ns, now()),
        ).fetchone()
        db.execute("DELETE FROM problems WHERE source_id = ?", (source_id,))
    return Source(source_id, name, format_name or "", number)


def finish_source(project: Project, source: Source, tally: Tally, *, sha256: str | None) -> None:
    """Mark a file as read to its end."""
    with project.writing() as db:
        db.execute(
            "UPDATE sources SET finished_at = ?, conversations = ?, messages = ?, sha256 = ? WHERE id = ?",
            (now(), tally.conversations, tally.messages, sha256, source.id),
        )


def add(project: Project, source: Source, records: Sequence[Found | Problem], tally: Tally) -> Changes:
    """Take in a batch of records of one source, in one transaction; `tally` is brought up to date.

    Which conversation is the same as one in the project is decided in this order: it stood in this source before
    (same words, same occurrence among equals); it has the same id in the dump, the same format and the same first
    message; it has the same words and at least `MERGES_FROM` user messages; it continues what stood at the same place
    of the same source.
    """
    found = [record for record in records if isinstance(record, Found)]
    with project.writing() as db:
        _add_problems(db, source, [record for record in records if isinstance(record, Problem)])
        intake = _Intake(db, source, found)
        for record in found:
            intake.take(record, tally)
        intake.write()
        judged = _add_judgements(db, intake.judged)
        rebuild(db, judged)
    tally.problems += len(records) - len(found)
    return Changes(frozenset(intake.touched), imported=bool(records), feedback=bool(judged))


class _Intake:
    """One batch on its way in: what the project knows already is asked once, new rows are written together."""

    def __init__(self, db: sqlite3.Connection, source: Source, found: Sequence[Found]) -> None:
        self.db, self.source = db, source
        self.prints = [fingerprint(record.conversation) for record in found]
        self._at = 0
        self._appeared, self._seen = _by_print_in_source(db, source, self.prints)
        self._by_print = _by_print(db, self.prints)
        self._by_origin = _by_origin(db, source.format, [r.conversation.origin_id for r in found])
        self._by_place = _by_place(db, source.id, [r.place for r in found])
        self._next_conversation = _next_id(db, "conversations")
        self._next_message = _next_id(db, "messages")
        self._time = now()
        self._conversations: list[tuple[object, ...]] = []
        self._messages: list[tuple[object, ...]] = []
        self._appearances: list[tuple[object, ...]] = []
        self._seen_again: list[tuple[object, ...]] = []
        self.judged: list[tuple[list[int], tuple[Judgement, ...]]] = []
        self.touched: set[int] = set()

    def take(self, record: Found, tally: Tally) -> None:
        """Decide what one conversation is, and note its rows."""
        conversation, mark = record.conversation, self.prints[self._at]
        self._at += 1
        tally.messages += len(conversation.messages)
        occurrence = self._seen[mark]
        self._seen[mark] += 1
        if (mark, occurrence) in self._appeared:
            self._seen_again.append((self.source.round, self.source.id, mark, occurrence))
            tally.duplicates += 1
            return
        known = (
            self._known_by_origin(conversation, mark)
            or self._known_by_print(conversation, mark)
            or self._known_by_place(conversation, record.place)
        )
        if known is None:
            known, ids = self._add_new(conversation, mark)
            tally.added += 1
        else:
            ids, grown = self._grow(known, conversation, mark)
            tally.updated += grown
            tally.duplicates += not grown
        self._appearances.append((self.source.id, mark, occurrence, known, record.place, self.source.round))
        if record.judgements:
            self.judged.append((ids, record.judgements))

    def write(self) -> None:
        """Write the rows of the conversations that are new."""
        self.db.executemany(
            "INSERT INTO conversations(id, source_id, source, format, origin_id, fingerprint, title, model, language,"
            " user, created_at, messages, user_messages, follow_ups, characters, branches, added_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._conversations,
        )
        self.db.executemany(INSERT_MESSAGE, self._messages)
        self.db.executemany(
            "INSERT INTO appearances(source_id, fingerprint, occurrence, conversation_id, place, round)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            self._appearances,
        )
        self.db.executemany(
            "UPDATE appearances SET round = ? WHERE source_id = ? AND fingerprint = ? AND occurrence = ?",
            self._seen_again,
        )
        self._conversations, self._messages, self._appearances, self._seen_again = [], [], [], []

    def _known_by_print(self, conversation: Conversation, mark: str) -> int | None:
        if conversation.user_messages < MERGES_FROM:
            return None
        return self._by_print.get(mark)

    def _known_by_origin(self, conversation: Conversation, mark: str) -> int | None:
        """The conversation of the same id and format that begins with the same words."""
        if conversation.origin_id is None:
            return None
        for known, its_print, first in self._by_origin.get(conversation.origin_id, ()):
            if its_print == mark or first == conversation.messages[0].content:
                return known
        return None

    def _known_by_place(self, conversation: Conversation, place: str) -> int | None:
        """The conversation that stood here before, if all of it stands here still, in the same order."""
        known, its_words = self._by_place.get(place, (None, []))
        words = [(message.role.value, message.content) for message in conversation.messages[: len(its_words)]]
        return known if its_words and words == its_words else None

    def _add_new(self, conversation: Conversation, mark: str) -> tuple[int, list[int]]:
        known = self._next_conversation
        self._next_conversation += 1
        self._conversations.append(
            (
                known,
                self.source.id,
                conversation.source or self.source.name,
                self.source.format,
                conversation.origin_id,
                mark,
                conversation.title,
                conversation.model or _common_model(conversation),
                conversation.language or None,
                conversation.user,
                conversation.created_at or conversation.messages[0].created_at,
                *sizes(conversation.messages),
                self._time,
            )
        )
        first = self._next_message
        self._messages += message_rows(conversation.messages, known, first)
        self._next_message += len(conversation.messages)
        self._by_print.setdefault(mark, known)
        if conversation.origin_id is not None:
            seen = (known, mark, conversation.messages[0].content)
            self._by_origin.setdefault(conversation.origin_id, []).append(seen)
        self.touched.add(known)
        return known, list(range(first, self._next_message))

    def _grow(self, known: int, conversation: Conversation, mark: str) -> tuple[list[int], bool]:
        """Append to a known conversation what it lacks: ids of all its messages, and whether any are new."""
        self.write()  # so that what this batch added is there to compare with
        ids, grown = merge(self.db, known, conversation, self._next_message)
        if grown:
            self._next_message = _next_id(self.db, "messages")
            self.db.execute("UPDATE conversations SET fingerprint = ? WHERE id = ?", (mark, known))
            self.touched.add(known)
        return ids, grown


def _common_model(conversation: Conversation) -> str | None:
    """The model that gave most of the answers, where the messages name one."""
    models = Counter(m.model for m in conversation.messages if m.model and m.role is Role.ASSISTANT)
    return models.most_common(1)[0][0] if models else None


def _by_print_in_source(
    db: sqlite3.Connection, source: Source, prints: Sequence[str]
) -> tuple[set[tuple[str, int]], Counter[str]]:
    """Which of these stood in this source before, by occurrence; and how many of each this reading has met so far.

    Kept in the file and not in memory, where a million conversations would take a hundred megabytes.
    """
    rows = db.execute(
        "SELECT fingerprint, occurrence, round FROM appearances"
        " WHERE source_id = ? AND fingerprint IN (SELECT value FROM json_each(?))",
        (source.id, json.dumps(prints)),
    ).fetchall()
    seen = Counter(mark for mark, _, number in rows if number == source.round)
    return {(mark, occurrence) for mark, occurrence, _ in rows}, seen


def _by_print(db: sqlite3.Connection, prints: Sequence[str]) -> dict[str, int]:
    rows = db.execute(
        "SELECT fingerprint, min(id) FROM conversations"
        " WHERE fingerprint IN (SELECT value FROM json_each(?)) GROUP BY fingerprint",
        (json.dumps(prints),),
    )
    return dict(rows.fetchall())


def _by_origin(
    db: sqlite3.Connection, format_name: str, origins: Sequence[str | None]
) -> dict[str, list[tuple[int, str, str]]]:
    """Known conversations by their id in the dump: id, fingerprint and first words of each."""
    rows = db.execute(
        "SELECT c.origin_id, c.id, c.fingerprint, m.content FROM conversations c"
        " JOIN messages m ON m.conversation_id = c.id AND m.position = 0"
        " WHERE c.format = ? AND c.origin_id IN (SELECT value FROM json_each(?)) ORDER BY c.id",
        (format_name, json.dumps([origin for origin in origins if origin is not None])),
    )
    known: dict[str, list[tuple[int, str, str]]] = {}
    for origin, conversation_id, mark, first in rows:
        known.setdefault(origin, []).append((conversation_id, mark, first))
    return known


def _by_place(
    db: sqlite3.Connection, source_id: int, places: Sequence[str]
) -> dict[str, tuple[int, list[tuple[str, str]]]]:
    """What stood at these places of this source before: conversation id, role and words of its messages."""
    rows = db.execute(
        "SELECT a.place, a.conversation_id, m.role, m.content FROM appearances a"
        " JOIN messages m ON m.conversation_id = a.conversation_id"
        " WHERE a.source_id = ? AND a.place IN (SELECT value FROM json_each(?))"
        " ORDER BY a.place, a.conversation_id, m.position",
        (source_id, json.dumps(places)),
    )
    known: dict[str, tuple[int, list[tuple[str, str]]]] = {}
    for place, conversation_id, role, content in rows:
        last = known.setdefault(place, (conversation_id, []))
        if last[0] != conversation_id:  # the place held several over time: the newest is what it held last
            last = known[place] = (conversation_id, [])
        last[1].append((role, content))
    return known


def _next_id(db: sqlite3.Connection, table: str) -> int:
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return (row[0] if row else 0) + 1


def _add_problems(db: sqlite3.Connection, source: Source, problems: Sequence[Problem]) -> None:
    db.executemany(
        "INSERT INTO problems(source_id, place, reason, sentence) VALUES (?, ?, ?, ?)",
        [(source.id, p.place, p.reason, p.sentence) for p in problems],
    )


def _add_judgements(db: sqlite3.Connection, judged: Sequence[tuple[list[int], tuple[Judgement, ...]]]) -> list[int]:
    """Labels that came with conversations, as decisions of the reviewer `imported`; ids of the messages that got any.

    A message on which anybody has decided already is left as it is.

    Args:
        judged: ids of the messages of a conversation in the order of the dump, and the judgements of the dump.
    """
    fresh = {ids[judgement.message]: judgement for ids, judgements in judged for judgement in judgements}
    for (message_id,) in db.execute(
        "SELECT message_id FROM readings WHERE message_id IN (SELECT value FROM json_each(?1))"
        " UNION SELECT message_id FROM decisions WHERE message_id IN (SELECT value FROM json_each(?1))",
        (json.dumps(list(fresh)),),
    ).fetchall():
        del fresh[message_id]
    if not fresh:
        return []
    step = open_step(db, kind="import", what="labels that came with the import", reviewer=IMPORTED, state="done")
    db.executemany(
        "INSERT INTO readings(step_id, message_id, uncertain) VALUES (?, ?, ?)",
        [(step, message_id, judgement.uncertain) for message_id, judgement in fresh.items()],
    )
    db.executemany(
        'INSERT INTO decisions(step_id, message_id, verdict, start, "end", category, anchor_start, anchor_end,'
        " anchor_category, target_id) VALUES (?, ?, 'accept', ?, ?, ?, ?, ?, ?, ?)",
        [
            (step, message_id, span.start, span.end, category, span.start, span.end, category, target(db, message_id))
            for message_id, judgement in fresh.items()
            for span, category in judgement.spans
        ],
    )
    return list(fresh)


def nobody_reviewed(project: Project) -> bool:
    """Whether the project holds no decision of a person: nobody waits for short transactions."""
    row = project.db.execute("SELECT 1 FROM steps WHERE kind = 'decide' LIMIT 1").fetchone()
    return row is None
