"""Full-text search that takes any text: words by FTS5, scripts written without spaces by pairs of characters."""

import re
import sqlite3
from collections.abc import Iterator
from string import punctuation
from unicodedata import category

from nfstudio.store.changes import Changes
from nfstudio.store.project import Project

SMALL_BATCH = 400
"""Messages indexed in one transaction: about 20 ms, short enough for a person who decides meanwhile."""
BIG_BATCH = 20_000
"""The same while nobody waits: the index is merged less often."""

_FEW_PARTS, _MOST_PARTS = 4, 16  # of one size, from which FTS5 merges them into one; its own values are 4 and 16
_HELD_BYTES = 16 << 20  # of a transaction's words that FTS5 holds before it makes a part of them

# Han, kana, Hangul, Thai, Lao, Khmer, Myanmar: words are not told apart by spaces, so that unicode61 would make
# whole sentences of them one token.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3041-\u30ff\u3105-\u312f\u3131-\u318e\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff"
)
_RUN = re.compile(f"[{_UNSPACED}]+")
_QUOTED = re.compile(r'"([^"]+)"')

TOKENS = "tokenize='unicode61 remove_diacritics 2'"
"""How the index of words cuts a text, as in the schema."""

_IN_WORDS = "SELECT rowid FROM messages_fts WHERE messages_fts MATCH ?"
_IN_PAIRS = "SELECT rowid FROM messages_pairs WHERE messages_pairs MATCH ?"


def pairs(text: str) -> str:
    """What the second index holds of a text that has an unspaced script in it, in order: words as they are, every run
    of such a script as overlapping pairs of characters with the last character alone. Empty for any other text.

    So a phrase of pairs finds any part of two or more characters, a prefix finds a single one, and a Latin word is
    found that stands in a sentence without spaces.
    """
    if not _RUN.search(text):
        return ""
    found, at = [], 0
    for run in _RUN.finditer(text):
        found += [text[at : run.start()], *(run[0][i : i + 2] for i in range(len(run[0])))]
        at = run.end()
    return " ".join([*found, text[at:]])


def condition(text: str) -> tuple[str, list[str]] | None:
    """SQL that is true of the ids of matching messages, and its parameters; None when `text` holds no word.

    All words must occur, in any order; words in "double quotes" stand together. The last word also matches as the
    beginning of a longer one, so that a search finds while it is being typed. No text is ever a syntax error.
    """
    words = _word_query(text)
    runs = [_run_query(run) for run in _RUN.findall(text) if any(map(_is_spoken, run))]
    if runs:
        return _IN_PAIRS, [" AND ".join([words] * bool(words) + runs)]
    if words:
        return f"{_IN_WORDS} UNION ALL {_IN_PAIRS}", [words, words]
    return None


def words_alone(db: sqlite3.Connection, text: str) -> str | None:
    """The search for the index of words, when that alone tells what matches; None for any other text."""
    found = condition(text)
    if found is None or found[0] == _IN_PAIRS or db.execute(f"{_IN_PAIRS} LIMIT 1", found[1][:1]).fetchone():
        return None
    return found[1][0]


def terms(text: str) -> list[str]:
    """The words and phrases of a search, for marking them in a text."""
    quoted = [phrase.strip() for phrase in _QUOTED.findall(text)]
    rest = _QUOTED.sub(" ", text)
    chunks = [piece.strip(punctuation) for chunk in rest.split() for piece in _RUN.split(chunk)]
    return [term for term in quoted + chunks + _RUN.findall(rest) if any(map(_is_spoken, term))]


def _word_query(text: str) -> str:
    # Every piece is a phrase that FTS5 cuts into tokens as it cut the messages: "don't" is two that stand together.
    quoted = [piece for part in _QUOTED.findall(text) for piece in _RUN.split(part)]
    chunks = [piece for chunk in _QUOTED.sub(" ", text).split() for piece in _RUN.split(chunk)]
    phrases = [_phrase(piece) for piece in quoted if _has_token(piece)]
    singles = [_phrase(piece) for piece in chunks if _has_token(piece)]
    ended = not text or text[-1].isspace() or text.rstrip().endswith('"')
    if singles and not ended:
        singles[-1] += "*"
    return " AND ".join(phrases + singles)


def _phrase(piece: str) -> str:
    return '"' + piece.replace('"', " ").replace("\x00", " ") + '"'


def _has_token(piece: str) -> bool:
    """Whether FTS5 finds a token in it: its tokens are made of letters, numbers and characters for private use."""
    return any(category(character)[0] in "LN" or category(character) == "Co" for character in piece)


def _is_spoken(character: str) -> bool:
    """Whether the index keeps a character: a letter, a number or a mark, no currency sign and no full stop."""
    return category(character)[0] in "LNM"


def _run_query(run: str) -> str:
    if len(run) == 1:
        return f'"{run}"*'
    return '"' + " ".join(run[i : i + 2] for i in range(len(run) - 1)) + '"'


def waiting(project: Project) -> int:
    """How many messages cannot be found yet."""
    after = indexed_to(project.db)
    return int(project.db.execute("SELECT count(*) FROM messages WHERE id > ?", (after,)).fetchone()[0])


def index(project: Project, *, batch: int = SMALL_BATCH) -> Iterator[tuple[int, Changes]]:
    """Index what is not indexed yet, `batch` messages at a time from a stored mark; yields how many each took."""
    while _is_behind(project.db):
        with project.writing() as db:
            # Asked in here: what a removal or another job did meanwhile must not leave words in the index for good.
            after = indexed_to(db)
            last, count = db.execute(
                "SELECT max(id), count(*) FROM (SELECT id FROM messages WHERE id > ? ORDER BY id LIMIT ?)",
                (after, batch),
            ).fetchone()
            if count:
                _tune(db, much=batch >= BIG_BATCH)
                _fill(db, after, last)
                db.execute("INSERT OR REPLACE INTO marks(name, value) VALUES ('indexed', ?)", (str(last),))
        if count:
            yield count, Changes(indexed=True)


def forget(db: sqlite3.Connection, rows: list[tuple[int, str]]) -> None:
    """Take messages (id, content) out of the index, as far as they are in it."""
    after = indexed_to(db)
    known = [row for row in rows if row[0] <= after]
    db.executemany("INSERT INTO messages_fts(messages_fts, rowid, content) VALUES ('delete', ?, ?)", known)
    unspaced = [(message_id, text) for message_id, content in known if (text := pairs(content))]
    db.executemany("INSERT INTO messages_pairs(messages_pairs, rowid, pairs) VALUES ('delete', ?, ?)", unspaced)


def _tune(db: sqlite3.Connection, *, much: bool) -> None:
    """How often FTS5 merges the parts of its index: seldom and many at once while much comes in and nobody waits."""
    parts = _MOST_PARTS if much else _FEW_PARTS
    known = db.execute("SELECT v FROM messages_fts_config WHERE k = 'automerge'").fetchone()
    if known == (parts,) or (known is None and not much):
        return
    tune = "INSERT INTO messages_fts(messages_fts, rank) VALUES (?, ?)"
    db.executemany(tune, [("automerge", parts), ("hashsize", _HELD_BYTES)])


def _fill(db: sqlite3.Connection, after: int, last: int) -> None:
    """Index the messages of a range of ids.

    Words go from table to index without passing through Python: a second thread that does this leaves the first alone.
    """
    span = (after, last)
    db.execute(
        "INSERT INTO messages_fts(rowid, content)"
        " SELECT id, content FROM messages WHERE id > ? AND id <= ? ORDER BY id",
        span,
    )
    beyond_ascii = db.execute(
        "SELECT id, content FROM messages WHERE id > ? AND id <= ? AND length(content) < length(CAST(content AS BLOB))",
        span,
    )
    unspaced = [(message_id, text) for message_id, content in beyond_ascii.fetchall() if (text := pairs(content))]
    db.executemany("INSERT INTO messages_pairs(rowid, pairs) VALUES (?, ?)", unspaced)


def _is_behind(db: sqlite3.Connection) -> bool:
    return db.execute("SELECT 1 FROM messages WHERE id > ? LIMIT 1", (indexed_to(db),)).fetchone() is not None


def indexed_to(db: sqlite3.Connection) -> int:
    """The newest message that the index holds."""
    row = db.execute("SELECT value FROM marks WHERE name = 'indexed'").fetchone()
    return int(row[0]) if row else 0
