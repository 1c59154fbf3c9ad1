"""Databases of other programs, some of which were made to do harm."""

import sqlite3
from contextlib import closing

import pytest

from nfstudio.importers import foreign_db
from nfstudio.importers.files import walk
from nfstudio.importers.foreign_db import Closed, ForeignDb


def made(path, script):
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)
    (entry,) = walk([path])
    return entry


def test_columns_that_a_version_lacks_are_none_and_a_table_it_lacks_is_empty(tmp_path):
    entry = made(tmp_path / "a.db", "CREATE TABLE said (a, b); INSERT INTO said VALUES (1, 'x'), (2, 'y')")

    with ForeignDb(entry, "") as db:
        assert list(db.rows("said", ("b", "c"), "a DESC")) == [("y", None), ("x", None)]
        assert list(db.rows("nowhere", ("a",))) == []


def test_a_view_that_never_ends_is_not_asked(tmp_path):
    endless = "WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c) SELECT id, 'x' AS text FROM c"
    entry = made(tmp_path / "a.db", f"CREATE VIEW said AS {endless}")

    with ForeignDb(entry, "") as db:
        assert list(db.rows("said", ("id", "text"))) == []


def test_a_row_longer_than_can_be_held_is_told(tmp_path, monkeypatch):
    entry = made(tmp_path / "a.db", "CREATE TABLE said (a); INSERT INTO said VALUES (zeroblob(200000))")
    monkeypatch.setattr(foreign_db, "_LONGEST", 100_000)

    with ForeignDb(entry, "Export it.") as db, pytest.raises(Closed, match=r"too big\. Export it"):
        list(db.rows("said", ("a",)))


def test_nothing_that_it_computes_by_itself_may_call_what_acts(tmp_path):
    with ForeignDb(made(tmp_path / "a.db", "CREATE TABLE said (a)"), "") as db:
        assert db._db.execute("PRAGMA trusted_schema").fetchone() == (0,)


def test_a_damaged_name_in_it_is_a_problem_and_no_end(tmp_path):
    path = tmp_path / "a.db"
    made(path, "CREATE TABLE said (a); CREATE INDEX there ON said(a)")
    spoilt = path.read_bytes().replace(b"indexthere", b"indexth\xff\xfee").replace(b"INDEX there", b"INDXX there")
    path.write_bytes(spoilt)
    (entry,) = walk([path])

    with (
        ForeignDb(entry, "Export it.") as db,
        pytest.raises(Closed, match=r"cannot be read: it is damaged\. Export it"),
    ):
        list(db.rows("said", ("a",)))
