"""How conversations come into a project: known ones are recognised, grown ones grow, the rest is added, all once."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from nfstudio.domain.conversation import Conversation, Role, fingerprint
from nfstudio.domain.languages import code_of
from nfstudio.domain.records import Found, Problem
from nfstudio.store import recalling
from nfstudio.store.changes import Changes
from nfstudio.store.judgements import Labelled, add_judgements
from nfstudio.store.merging import insert_messages, merge, message_rows, sizes
from nfstudio.store.project import Project, now
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
class WholeFile:
    """A file that was read to its end before any of it is written; small ones come in together.

    Attributes:
        path: the file on this disk, "!/member" behind it for a part of an archive; the other facts as in `sources`.
    """

    path: str
    shown: str
    name: str
    format_name: str | None
    size: int
    modified_ns: int
    sha256: str | None = None
    records: Sequence[Found | Problem] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Records of one source on their way in; `fresh` when nothing of it can be in the project."""

    source: Source
    records: Sequence[Found | Problem]
    tally: Tally = field(default_factory=Tally)
    fresh: bool = False

    @property
    def found(self) -> list[Found]:
        return [record for record in self.records if isinstance(record, Found)]


def unchanged(project: Project, path: str, *, size: int, modified_ns: int) -> Tally | None:
    """What the file at `path` held when it was imported to its end, if nothing speaks for a change since."""
    row = project.db.execute(
        "SELECT id, conversations, messages, format FROM sources"
        " WHERE path = ? AND size = ? AND modified_ns = ? AND finished_at IS NOT NULL",
        (path, size, modified_ns),
    ).fetchone()
    if row is None:
        return None
    problems = project.db.execute("SELECT count(*) FROM problems WHERE source_id = ?", (row[0],)).fetchone()[0]
    return Tally(duplicates=row[1], messages=row[2], problems=problems, format=row[3])


def begin_source(
    project: Project, path: str, *, shown: str, name: str, format_name: str | None, size: int, modified_ns: int
) -> Source:
    """Open, or open again, the record of a file; its old problems are forgotten, because it is read anew."""
    with project.writing() as db:
        return _begin(db, [WholeFile(path, shown, name, format_name, size, modified_ns)])[0]


def finish_source(project: Project, source: Source, tally: Tally, *, sha256: str | None) -> None:
    """Mark a file as read to its end."""
    with project.writing() as db:
        _finish(db, [(source, tally, sha256)])


def drop_source(project: Project, source: Source) -> None:
    """Forget the record of a file, or of a folder, to which no conversation belongs."""
    with project.writing() as db:
        db.execute("DELETE FROM problems WHERE source_id = ?", (source.id,))
        db.execute("DELETE FROM sources WHERE id = ?", (source.id,))


def marks(records: Sequence[Found | Problem]) -> list[str]:
    """The fingerprints of the conversations among `records`; may be asked for ahead of writing, in another thread."""
    return [fingerprint(record.conversation) for record in records if isinstance(record, Found)]


def add(
    project: Project,
    source: Source,
    records: Sequence[Found | Problem],
    tally: Tally,
    *,
    prints: Sequence[str] | None = None,
) -> Changes:
    """Take in a batch of records of one source, in one transaction; `tally` is brought up to date.

    Which conversation is the same as one in the project is decided in this order: it stood in this source before
    (same words, same occurrence among equals); it has the same id in the dump, the same format and the same first
    message; it has the same words and at least `MERGES_FROM` user messages; it continues what stood at the same place
    of the same source.

    Args:
        prints: what `marks` says of the records, where it was asked already.
    """
    prints = marks(records) if prints is None else prints
    with project.writing() as db:
        return _add(db, [_Part(source, records, tally)], prints)


def add_whole(project: Project, files: Sequence[WholeFile]) -> tuple[list[Tally], Changes]:
    """Take in whole files in one transaction: the same comes of it as of beginning, adding and finishing each in turn.

    A hundred thousand small files cost a hundred thousand transactions less. No two of them have the same path.
    """
    prints = [mark for file in files for mark in marks(file.records)]
    with project.writing() as db:
        sources = _begin(db, files)
        parts = [
            _Part(source, file.records, fresh=source.round == 1) for source, file in zip(sources, files, strict=True)
        ]
        changes = _add(db, parts, prints)
        _finish(db, [(part.source, part.tally, file.sha256) for part, file in zip(parts, files, strict=True)])
    return [part.tally for part in parts], changes


def _begin(db: sqlite3.Connection, files: Sequence[WholeFile]) -> list[Source]:
    """Open the records of files, of which no two have the same path.

    A file that is known goes by the name it has by now: that of its folder, where many such files lie (see `grouping`).
    """
    asked = json.dumps([file.path for file in files])
    found = db.execute(
        "SELECT path, id, round, name FROM sources WHERE path IN (SELECT value FROM json_each(?))", (asked,)
    ).fetchall()
    known = {path: (source_id, number + 1, name) for path, source_id, number, name in found}
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM sources").fetchone()
    new = [file for file in files if file.path not in known]
    known |= {file.path: (source_id, 1, file.name) for source_id, file in enumerate(new, last + 1)}
    time = now()
    insert(
        db,
        "INSERT INTO sources(id, path, shown, name, format, size, modified_ns, started_at)",
        [(known[f.path][0], f.path, f.shown, f.name, f.format_name, f.size, f.modified_ns, time) for f in new],
    )
    for file in files:
        source_id, number, _ = known[file.path]
        if number > 1:
            db.execute(
                "UPDATE sources SET format = ?, size = ?, modified_ns = ?, started_at = ?, finished_at = NULL,"
                " round = ? WHERE id = ?",
                (file.format_name, file.size, file.modified_ns, time, number, source_id),
            )
            db.execute("DELETE FROM problems WHERE source_id = ?", (source_id,))
    opened = [(file, *known[file.path]) for file in files]
    return [Source(source_id, name, file.format_name or "", number) for file, source_id, number, name in opened]


def _finish(db: sqlite3.Connection, read: Sequence[tuple[Source, Tally, str | None]]) -> None:
    rows = [(source.id, tally.conversations, tally.messages, sha256) for source, tally, sha256 in read]
    db.execute(
        "UPDATE sources SET finished_at = ?, conversations = json_extract(row.value, '$[1]'),"
        " messages = json_extract(row.value, '$[2]'), sha256 = json_extract(row.value, '$[3]')"
        " FROM json_each(?) AS row WHERE sources.id = json_extract(row.value, '$[0]')",
        (now(), json.dumps(rows)),
    )


def _add(db: sqlite3.Connection, parts: Sequence[_Part], prints: Sequence[str]) -> Changes:
    _add_problems(db, parts)
    intake = _Intake(db, parts, prints)
    for part in parts:
        for record in part.found:
            intake.take(part.source, record, part.tally)
    intake.write()
    judged = add_judgements(db, intake.labelled, new_from=intake.new_from)
    imported = any(part.records for part in parts)
    return Changes(frozenset(intake.touched), imported=imported, feedback=judged)


class _Intake:
    """One batch on its way in: what the project knows already is asked once, new rows are written together."""

    def __init__(self, db: sqlite3.Connection, parts: Sequence[_Part], prints: Sequence[str]) -> None:
        self.db = db
        found = [(part.source, record) for part in parts for record in part.found]
        self.prints = prints
        self._at = 0
        self._by_print = recalling.by_print(db, self.prints)
        self._by_origin = recalling.by_origin(
            db, [(source.format, record.conversation.origin_id) for source, record in found]
        )
        self._unbranched = recalling.unbranched(db, self._by_print.values(), self._by_origin.values())
        self._appeared: set[tuple[int, str, int]] = set()
        self._seen: Counter[tuple[int, str]] = Counter()
        self._by_place: dict[tuple[int, str], recalling.Stood] = {}
        at = 0
        for part in parts:
            places = [record.place for record in part.found]
            prints, at = self.prints[at : at + len(places)], at + len(places)
            if not part.fresh:
                self._recall(part.source, prints, places)
        self._next_conversation = recalling.next_id(db, "conversations")
        self.new_from = self._next_message = recalling.next_id(db, "messages")
        self._time = now()
        self._conversations: list[tuple[object, ...]] = []
        self._messages: list[tuple[object, ...]] = []
        self._appearances: list[tuple[object, ...]] = []
        self._seen_again: list[tuple[object, ...]] = []
        self.labelled: list[Labelled] = []
        self.touched: set[int] = set()

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
        conversation, mark = record.conversation, self.prints[self._at]
        self._at += 1
        tally.messages += len(conversation.messages)
        occurrence = self._seen.get((source.id, mark), 0)
        self._seen[source.id, mark] = occurrence + 1
        if (source.id, mark, occurrence) in self._appeared:
            self._seen_again.append((source.round, source.id, mark, occurrence))
            tally.duplicates += 1
            return
        known = (
            self._known_by_origin(source, conversation, mark)
            or self._known_by_print(conversation, mark)
            or self._known_by_place(source, conversation, record.place)
        )
        if known is None:
            known, ids = self._add_new(source, conversation, mark)
            tally.added += 1
        elif self._unbranched.get(known) == mark and not record.judgements:
            ids = []  # all of it stands there, each message on the active path
            tally.duplicates += 1
        else:
            ids, grown = self._grow(known, conversation, mark)
            tally.updated += grown
            tally.duplicates += not grown
        self._appearances.append((source.id, mark, occurrence, known, record.place, source.round))
        if record.judgements:
            self.labelled.append(Labelled(known, ids, conversation.messages, record.judgements))

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

    def _known_by_print(self, conversation: Conversation, mark: str) -> int | None:
        known = self._by_print.get(mark)
        return known if known is not None and conversation.user_messages >= MERGES_FROM else None

    def _known_by_origin(self, source: Source, conversation: Conversation, mark: str) -> int | None:
        """The conversation of the same id and format that begins with the same words."""
        if conversation.origin_id is None:
            return None
        for known, its_print, first in self._by_origin.get((source.format, conversation.origin_id), ()):
            if its_print == mark or first == conversation.messages[0].content:
                return known
        return None

    def _known_by_place(self, source: Source, conversation: Conversation, place: str) -> int | None:
        """The conversation that stood here before, if all of it stands here still, in the same order."""
        if (source.id, place) not in self._by_place:
            return None
        known, its_words = self._by_place[source.id, place]
        words = [(message.role.value, message.content) for message in conversation.messages[: len(its_words)]]
        return known if its_words and words == its_words else None

    def _add_new(self, source: Source, conversation: Conversation, mark: str) -> tuple[int, list[int]]:
        known = self._next_conversation
        self._next_conversation += 1
        counts = sizes(conversation.messages)
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


def _add_problems(db: sqlite3.Connection, parts: Sequence[_Part]) -> None:
    rows = [(part.source.id, problem) for part in parts for problem in part.records if isinstance(problem, Problem)]
    insert(
        db,
        "INSERT INTO problems(source_id, place, reason, sentence)",
        [(source_id, p.place, p.reason.value, p.sentence) for source_id, p in rows],
    )
    for part in parts:
        part.tally.problems += sum(isinstance(record, Problem) for record in part.records)


def nobody_reviewed(project: Project) -> bool:
    """Whether the project holds no decision of a person: nobody waits for short transactions."""
    row = project.db.execute("SELECT 1 FROM steps WHERE kind = 'decide' LIMIT 1").fetchone()
    return row is None
