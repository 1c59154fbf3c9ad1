"""What a project file got after its ground: tables, wider indexes, and one look at what earlier imports had left."""

HALF_READINGS = (
    """
    CREATE TABLE half_readings (            -- begun by a second reader, and no reading yet; the newest comes last
        id INTEGER PRIMARY KEY,
        look_id INTEGER NOT NULL REFERENCES second_looks(id),
        message_id INTEGER NOT NULL REFERENCES messages(id),
        marks TEXT NOT NULL,                -- JSON: [[start, end, category, status, detection id or null], …]
        UNIQUE (look_id, message_id)
    )
    """,
    "CREATE INDEX half_readings_by_message ON half_readings(message_id)",
)

DIFFERENCES = (
    """
    CREATE TABLE differences (              -- what the newest run claims otherwise than what counted before it
        id INTEGER PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES runs(id),
        message_id INTEGER NOT NULL REFERENCES messages(id),
        change TEXT NOT NULL,               -- new, changed, gone
        aspects TEXT NOT NULL,              -- in what it changed: category, span, score, with spaces between
        before_id INTEGER REFERENCES detections(id),  -- the earlier claim; of a new one a claim below the threshold
        after_id INTEGER REFERENCES detections(id),  -- the claim now; of one that is gone a claim below the threshold
        subject_id INTEGER REFERENCES decisions(id)  -- first decision about it, where somebody had decided
    )
    """,
    "CREATE INDEX differences_by_message ON differences(message_id)",
)

COVERING = (
    # All that filters ask of conversations, and of the feedback in them: facets are counted along these alone.
    "DROP INDEX conversations_by_source",
    "CREATE INDEX conversations_by_source ON conversations(source, model, language, created_at, messages)",
    "DROP INDEX feedback_by_conversation",
    "CREATE INDEX feedback_by_conversation ON feedback(conversation_id, category, status, detector, score)",
    "ANALYZE conversations",
    "ANALYZE feedback",
)

_FILE = "substr({0}, 1, instr({0} || '!/', '!/') - 1)"
"""Of a part of an archive the archive, by its path or its name; a piece of SQL."""

_LIES = f"rtrim({_FILE.format('path')}, replace({_FILE.format('path')}, '/', ''))"
_ALONE = f"""
    SELECT id, name, substr(shown, 1, instr(shown, '/') - 1) AS folder, format, {_LIES} AS lies
    FROM sources WHERE conversations > 0 AND {_FILE.format("shown")} = substr(shown, 1, instr(shown, '/')) || name
"""
_MANY = f"SELECT lies, format FROM ({_ALONE}) GROUP BY 1, 2 HAVING count(DISTINCT name) > 10"
FOLDERS = (
    "CREATE INDEX sources_by_shown ON sources(shown)",
    f"CREATE TEMP TABLE gathered AS SELECT id, name, folder FROM ({_ALONE}) WHERE (lies, format) IN ({_MANY})",
    """
    UPDATE conversations SET source = (SELECT folder FROM temp.gathered g WHERE g.id = source_id)
    WHERE source_id IN (SELECT id FROM temp.gathered)
        AND source = (SELECT name FROM temp.gathered g WHERE g.id = source_id)
    """,
    """
    UPDATE sources SET name = (SELECT folder FROM temp.gathered g WHERE g.id = sources.id)
    WHERE id IN (SELECT id FROM temp.gathered)
    """,
    "DROP TABLE temp.gathered",
)

DRAFTS = (
    """
    CREATE TABLE drafts (                   -- written about feedback, and not said with a verdict yet
        id INTEGER PRIMARY KEY,
        feedback_id INTEGER NOT NULL,       -- what it is about, which a new run may have taken away
        message_id INTEGER NOT NULL REFERENCES messages(id),
        start INTEGER NOT NULL,             -- the span as it stood then
        "end" INTEGER NOT NULL,
        category TEXT NOT NULL,             -- as it stood then
        scope TEXT,                         -- everyone or personal; NULL leaves it as it stands
        note TEXT,                          -- NULL leaves it as it stands
        flags TEXT,                         -- JSON list; NULL leaves them as they stand
        step_id INTEGER REFERENCES steps(id)  -- the step that has said it; NULL, or while that is undone: it waits
    )
    """,
    "CREATE INDEX drafts_by_message ON drafts(message_id)",
    """
    CREATE TABLE half_rewrites (            -- a better answer that is being written
        target_id INTEGER PRIMARY KEY REFERENCES messages(id),  -- the answer it is to better
        content TEXT NOT NULL               -- the words so far
    )
    """,
)
