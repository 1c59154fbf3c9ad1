"""The tables of a project file, told as a story of migrations; pleasant to read in Datasette."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime

from nfstudio.store.later_tables import COVERING, DIFFERENCES, DRAFTS, FOLDERS, HALF_READINGS

APPLICATION_ID = 0x4E465344
"""Marks a SQLite file as a project of this program ("NFSD")."""

_GROUND = (
    """
    CREATE TABLE sources (                  -- files that were imported
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,          -- file on this disk, "!/member" behind it for a part of an archive
        shown TEXT NOT NULL,                -- the same, as seen from the folder that was imported
        name TEXT NOT NULL,                 -- what conversations are grouped by: a part of `shown`
        format TEXT,                        -- importer; NULL when no format was recognised
        size INTEGER NOT NULL,              -- bytes on disk
        modified_ns INTEGER NOT NULL,       -- of the file, nanoseconds since 1970
        sha256 TEXT,                        -- of the file; NULL until it is read to its end
        started_at TEXT NOT NULL,           -- ISO 8601, UTC, as all times
        finished_at TEXT,                   -- NULL while an import runs or after it was cut short
        conversations INTEGER NOT NULL DEFAULT 0,  -- read from it
        messages INTEGER NOT NULL DEFAULT 0,  -- read from it
        round INTEGER NOT NULL DEFAULT 1    -- how many times its reading was begun
    )
    """,
    """
    CREATE TABLE conversations (            -- one row each
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: runs and the text index count by it
        source_id INTEGER NOT NULL REFERENCES sources(id),   -- the file it was first found in
        source TEXT NOT NULL,               -- its group: sources.name, or the corpus that the record names
        format TEXT NOT NULL,               -- importer
        origin_id TEXT,                     -- its id in the dump
        fingerprint TEXT NOT NULL,          -- digest of what was said: the same talk is kept once
        title TEXT,
        model TEXT,                         -- the model that answered, where the dump names one
        language TEXT,                      -- ISO 639-1, or a dump's own word where it names none we know
        language_guessed INTEGER NOT NULL DEFAULT 0,  -- 1: told from the words, not stated by the dump
        user TEXT,                          -- an id of the person, where the dump has one
        created_at TEXT,
        messages INTEGER NOT NULL,          -- of any role, on all branches
        user_messages INTEGER NOT NULL,
        follow_ups INTEGER NOT NULL,        -- user messages that an assistant message precedes
        characters INTEGER NOT NULL,        -- of all its messages
        branches INTEGER NOT NULL,          -- messages off the active path
        added_at TEXT NOT NULL              -- when it came into the project
    )
    """,
    "CREATE INDEX conversations_by_fingerprint ON conversations(fingerprint)",
    "CREATE INDEX conversations_by_origin ON conversations(origin_id) WHERE origin_id IS NOT NULL",
    # All that filters list of conversations: counting a million by them is one walk along it instead of three sorts.
    "CREATE INDEX conversations_by_source ON conversations(source, model, language)",
    "CREATE INDEX conversations_by_source_id ON conversations(source_id)",
    """
    CREATE TABLE appearances (              -- every place a conversation was found in
        source_id INTEGER NOT NULL REFERENCES sources(id),
        fingerprint TEXT NOT NULL,          -- of the conversation as it stood there
        occurrence INTEGER NOT NULL,        -- 0 for the first of its kind in this source
        conversation_id INTEGER NOT NULL REFERENCES conversations(id),
        place TEXT NOT NULL,                -- such as "line 12"
        round INTEGER NOT NULL,             -- of the source: when it was last found there
        PRIMARY KEY (source_id, fingerprint, occurrence)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX appearances_by_conversation ON appearances(conversation_id)",
    "CREATE INDEX appearances_by_place ON appearances(source_id, place)",
    """
    CREATE TABLE messages (                 -- every utterance, in the tree of its conversation
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: runs and the text index count by it
        conversation_id INTEGER NOT NULL REFERENCES conversations(id),
        position INTEGER NOT NULL,          -- order in the conversation, parents before children
        parent_id INTEGER REFERENCES messages(id),  -- the message it answers; NULL for a first one
        on_active_path INTEGER NOT NULL,    -- 1: on the branch the person ended on
        role TEXT NOT NULL,                 -- system, user, assistant, tool
        content TEXT NOT NULL,              -- the words; spans count its code points
        origin_id TEXT,                     -- its id in the dump
        model TEXT,                         -- the model that wrote it, where the dump names one
        created_at TEXT,
        rating INTEGER,                     -- an explicit thumb that came with the dump: 1 or -1
        extra TEXT                          -- JSON: reasoning, tool_calls, attachments
    )
    """,
    "CREATE UNIQUE INDEX messages_by_conversation ON messages(conversation_id, position)",
    """
    CREATE VIRTUAL TABLE messages_fts USING fts5(
        content, content='messages', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    # Messages in scripts written without spaces, as words and overlapping pairs of characters; see store/search.py.
    # Vowel signs are marks (M*) in some of them, and part of the word.
    """
    CREATE VIRTUAL TABLE messages_pairs USING fts5(
        pairs, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
    )
    """,
    """
    CREATE TABLE problems (                 -- records and files that became no conversation
        id INTEGER PRIMARY KEY,
        source_id INTEGER NOT NULL REFERENCES sources(id),
        place TEXT NOT NULL,                -- such as "line 12"; empty for the whole file
        reason TEXT NOT NULL,               -- such as unknown format, broken JSON, truncated, empty
        sentence TEXT NOT NULL              -- what happened, for people
    )
    """,
    "CREATE INDEX problems_by_source ON problems(source_id)",
    """
    CREATE TABLE runs (                     -- each time a detector went through the project
        id INTEGER PRIMARY KEY,
        detector TEXT NOT NULL,             -- hybrid, rules, encoder, llm
        version TEXT NOT NULL,              -- changes whenever its answers could
        settings TEXT NOT NULL,             -- JSON
        device TEXT NOT NULL,               -- where it ran
        thresholds TEXT NOT NULL,           -- JSON: from which score a detection counts, by category
        started_at TEXT NOT NULL,
        finished_at TEXT,                   -- NULL while it is not complete
        high_water INTEGER NOT NULL DEFAULT 0,  -- newest message id it has processed
        messages INTEGER NOT NULL DEFAULT 0,    -- user messages read
        candidates INTEGER NOT NULL DEFAULT 0,  -- of these, past the context gate
        seconds REAL NOT NULL DEFAULT 0     -- of work
    )
    """,
    """
    CREATE TABLE detections (               -- never changed
        id INTEGER PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES runs(id),
        message_id INTEGER NOT NULL REFERENCES messages(id),
        start INTEGER NOT NULL,             -- code points into messages.content
        "end" INTEGER NOT NULL,             -- outside of the span
        category TEXT NOT NULL,             -- by its stored name, such as AWARE_WITH_CORRECTION
        score REAL NOT NULL,                -- how sure, 0 to 1
        target_id INTEGER REFERENCES messages(id),  -- the answer it speaks about
        evidence TEXT NOT NULL              -- JSON
    )
    """,
    "CREATE INDEX detections_by_message ON detections(message_id, run_id)",
    "CREATE INDEX detections_by_run ON detections(run_id, category)",
    """
    CREATE TABLE steps (                    -- what one undo takes back
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,                 -- decide, import (labels that came with a dump), undo, redo
        what TEXT NOT NULL,                 -- in words, for the undo menu
        reverts_id INTEGER REFERENCES steps(id),  -- of an undo or a redo: the step it turns back
        state TEXT NOT NULL,                -- open, done, undone, dropped (undone, and no longer to be redone)
        rebuilding INTEGER NOT NULL DEFAULT 0,  -- 1 while `feedback` is brought up to a step of many decisions
        reviewer TEXT NOT NULL,             -- who
        made_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX steps_by_state ON steps(state)",
    """
    CREATE TABLE decisions (                -- only ever added
        id INTEGER PRIMARY KEY,
        step_id INTEGER NOT NULL REFERENCES steps(id),
        message_id INTEGER NOT NULL REFERENCES messages(id),
        subject_id INTEGER REFERENCES decisions(id),  -- first decision about the same feedback; NULL: it is this one
        detection_id INTEGER REFERENCES detections(id),  -- what was decided upon; NULL for a span made by hand
        run_id INTEGER REFERENCES runs(id), -- newest run that had processed the message then
        verdict TEXT NOT NULL,              -- accept, reject, skip, withdraw
        start INTEGER NOT NULL,             -- the span as it was decided
        "end" INTEGER NOT NULL,
        category TEXT NOT NULL,             -- as it was decided
        anchor_start INTEGER,               -- the span as it stood before
        anchor_end INTEGER,
        anchor_category TEXT,               -- the category as it stood before
        target_id INTEGER REFERENCES messages(id),  -- the answer it judges, where the person chose one
        scope TEXT,                         -- everyone or personal
        note TEXT NOT NULL DEFAULT '',
        flags TEXT NOT NULL DEFAULT '[]'    -- JSON list, such as toxic
    )
    """,
    "CREATE INDEX decisions_by_message ON decisions(message_id)",
    "CREATE INDEX decisions_by_step ON decisions(step_id)",
    """
    CREATE TABLE readings (                 -- messages judged as a whole: no feedback beyond what stands
        id INTEGER PRIMARY KEY,
        step_id INTEGER NOT NULL REFERENCES steps(id),
        message_id INTEGER NOT NULL REFERENCES messages(id),
        uncertain INTEGER NOT NULL DEFAULT 0  -- 1: the reader hesitated
    )
    """,
    "CREATE INDEX readings_by_message ON readings(message_id)",
    "CREATE INDEX readings_by_step ON readings(step_id)",
    """
    CREATE TABLE second_looks (             -- messages drawn by chance for another reviewer to judge blind
        id INTEGER PRIMARY KEY,
        reviewer TEXT NOT NULL,             -- who reads them the second time
        seed INTEGER NOT NULL,
        drawn_from INTEGER NOT NULL,        -- messages that could have been drawn
        filter TEXT NOT NULL,               -- JSON: what the draw was narrowed to, as in saved_filters
        made_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE second_look_messages (     -- the sample, with what stood there when it was drawn
        look_id INTEGER NOT NULL REFERENCES second_looks(id),
        message_id INTEGER NOT NULL REFERENCES messages(id),
        place INTEGER NOT NULL,             -- order of the sample, from 0
        found TEXT NOT NULL,                -- JSON: [[start, end, category], …]; the first reading
        PRIMARY KEY (look_id, message_id)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX second_look_messages_by_message ON second_look_messages(message_id)",
    """
    CREATE TABLE second_readings (          -- what the second reviewer found; the newest in force counts
        id INTEGER PRIMARY KEY,
        step_id INTEGER NOT NULL REFERENCES steps(id),
        look_id INTEGER NOT NULL REFERENCES second_looks(id),
        message_id INTEGER NOT NULL REFERENCES messages(id),
        found TEXT NOT NULL                 -- JSON: [[start, end, category], …]
    )
    """,
    "CREATE INDEX second_readings_by_look ON second_readings(look_id)",
    "CREATE INDEX second_readings_by_message ON second_readings(message_id)",
    """
    CREATE TABLE settlements (              -- which reading stands; its decisions are in the same step
        id INTEGER PRIMARY KEY,
        step_id INTEGER NOT NULL REFERENCES steps(id),
        look_id INTEGER NOT NULL REFERENCES second_looks(id),
        message_id INTEGER NOT NULL REFERENCES messages(id),
        outcome TEXT NOT NULL               -- first, second, both, neither
    )
    """,
    "CREATE INDEX settlements_by_look ON settlements(look_id)",
    "CREATE INDEX settlements_by_message ON settlements(message_id)",
    """
    CREATE TABLE feedback (                 -- resolve(detections, decisions), kept equal to it
        id INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again: lists remember it
        conversation_id INTEGER NOT NULL REFERENCES conversations(id),
        message_id INTEGER NOT NULL REFERENCES messages(id),
        start INTEGER NOT NULL,             -- code points into messages.content
        "end" INTEGER NOT NULL,             -- outside of the span
        category TEXT NOT NULL,
        status TEXT NOT NULL,               -- confirmed, auto (from the threshold on), low, rejected, skipped
        score REAL,                         -- of the detection; NULL for a span made by hand
        target_id INTEGER REFERENCES messages(id),  -- the answer it speaks about
        detection_id INTEGER REFERENCES detections(id),  -- the claim of the newest run behind it
        subject_id INTEGER REFERENCES decisions(id),  -- first decision about it; NULL while undecided
        decision_id INTEGER REFERENCES decisions(id),  -- the decision that counts; NULL while undecided
        detector TEXT NOT NULL,             -- "person" for a span made by hand
        scope TEXT,                         -- everyone or personal
        note TEXT NOT NULL DEFAULT '',
        flags TEXT NOT NULL DEFAULT '[]'    -- JSON list
    )
    """,
    "CREATE INDEX feedback_by_message ON feedback(message_id)",
    "CREATE INDEX feedback_by_conversation ON feedback(conversation_id, category, status)",
    "CREATE INDEX feedback_by_status ON feedback(status, category, score)",
    """
    CREATE TABLE priorities (               -- what deserves review first; a job works it out, stale ones do no harm
        detection_id INTEGER PRIMARY KEY REFERENCES detections(id),
        disagreement REAL,                  -- of rules and encoder, 0 to 1; NULL where no encoder has spoken
        novelty REAL NOT NULL               -- how unusual the words are, 0 to 1
    )
    """,
    """
    CREATE TABLE rewrites (                 -- better answers written by people; the newest in force counts
        id INTEGER PRIMARY KEY,
        step_id INTEGER NOT NULL REFERENCES steps(id),
        target_id INTEGER NOT NULL REFERENCES messages(id),  -- the answer it betters
        content TEXT NOT NULL               -- empty: taken away again
    )
    """,
    "CREATE INDEX rewrites_by_target ON rewrites(target_id)",
    """
    CREATE TABLE exports (                  -- datasets that were written
        id INTEGER PRIMARY KEY,
        folder TEXT NOT NULL,               -- where it was written
        kind TEXT NOT NULL,                 -- such as kto
        framework TEXT NOT NULL,            -- such as trl
        rows INTEGER NOT NULL,
        manifest TEXT NOT NULL,             -- JSON
        recipe TEXT,                        -- the saved recipe it was made by
        keys BLOB,                          -- digests of the rows, 8 bytes each, ascending; what a later run is held to
        made_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE recipes (                  -- how to make a dataset again
        name TEXT PRIMARY KEY,
        options TEXT NOT NULL,              -- JSON
        saved_at TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE saved_filters (            -- what a person looks at again and again
        name TEXT PRIMARY KEY,
        filter TEXT NOT NULL,               -- JSON; what is left out lets everything through
        saved_at TEXT NOT NULL
    ) WITHOUT ROWID
    """,
    "CREATE TABLE marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)

MIGRATIONS: Mapping[str, tuple[str, ...]] = {
    "m001_ground": _GROUND,
    "m002_half_readings": HALF_READINGS,  # what a second reader has said of a message they are not through with
    "m003_differences": DIFFERENCES,  # what a run changed, kept until the next one
    "m004_covering": COVERING,  # indexes that hold all that facets need
    "m005_folders": FOLDERS,  # many files of one format right in a folder are one source, those of earlier imports too
    "m006_drafts": DRAFTS,  # what is written and not said with a verdict yet
}
"""What each migration executes, in order; a file that is open knows by the names what it lacks."""


SET = "nfstudio"
_RECORDS = (
    """
    CREATE TABLE "_sqlite_migrations" (
       "id" INTEGER PRIMARY KEY,
       "migration_set" TEXT,
       "name" TEXT,
       "applied_at" TEXT
    )
    """.strip().replace("\n    ", "\n"),
    """
    CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
        ON "_sqlite_migrations" ("migration_set", "name")
    """.strip().replace("\n        ", "\n    "),
)
"""Where sqlite-utils writes down what was applied, as it makes it itself; a test compares."""


def make(db: sqlite3.Connection) -> None:
    """Everything a new file needs, as the migrations would leave it, without sqlite-utils.

    To load that takes 0.1 s: as long as the import of a thousand conversations.
    """
    for statement in _RECORDS:
        db.execute(statement)
    for name, statements in MIGRATIONS.items():
        for statement in statements:
            db.execute(statement)
        record = (SET, name, str(datetime.now(UTC)))
        db.execute("INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES (?, ?, ?)", record)
