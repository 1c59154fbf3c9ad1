"""Project files that somebody else made, or has been at with another program."""

import sqlite3
from contextlib import closing

import pytest
from building import take_in, talk

from nfstudio.errors import StudioError
from nfstudio.store import statistics
from nfstudio.store.failures import Damaged
from nfstudio.store.project import Project

ENDLESS = "WITH RECURSIVE c(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM c) SELECT id FROM c"


@pytest.fixture
def path(tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as made:
        take_in(made, talk("u one", "a two", "u thanks"))
    return made.path


def at(path, script):
    with closing(sqlite3.connect(path)) as db:
        db.executescript(script)


@pytest.mark.parametrize(
    "does",
    ["DELETE FROM messages", f"INSERT INTO marks SELECT id, '' FROM ({ENDLESS})", "SELECT load_extension('evil')"],
)
def test_a_file_that_would_act_when_it_is_written_is_read_and_never_written(path, does):
    at(path, f"CREATE TRIGGER odd AFTER INSERT ON runs BEGIN {does}; END")

    with pytest.raises(StudioError, match="holds a trigger, 'odd', which would change what is written"):
        Project(path)
    with Project(path, readonly=True) as project:
        assert statistics.totals(project.db).messages == 3
    at(path, "DROP TRIGGER odd")
    Project(path).close()


def test_a_trigger_that_is_called_like_a_table_is_seen(path):
    at(
        path,
        "CREATE TABLE kept AS SELECT sql FROM sqlite_master WHERE name = 'drafts'; DROP TABLE drafts;"
        "CREATE TRIGGER drafts AFTER INSERT ON decisions BEGIN DELETE FROM decisions; END",
    )
    with closing(sqlite3.connect(path)) as db:
        made = db.execute("SELECT sql FROM kept").fetchone()[0]
    at(path, made)

    with pytest.raises(StudioError, match="holds a trigger, 'drafts'"):
        Project(path)


@pytest.mark.parametrize("readonly", [False, True])
def test_a_view_in_the_place_of_a_table_is_no_project(path, readonly):
    at(path, f"DROP TABLE recipes; CREATE VIEW recipes AS {ENDLESS}")

    with pytest.raises(Damaged, match="it has no table recipes"):
        Project(path, readonly=readonly)


def test_what_somebody_added_besides_is_left_alone(path):
    at(path, f'CREATE VIEW mine AS {ENDLESS}; CREATE TABLE "odd ""name; --" (x); CREATE INDEX some ON messages(role)')

    with Project(path) as project:
        assert statistics.totals(project.db).messages == 3
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('mine', 'some')").fetchone() == (2,)


def test_a_file_that_forgot_what_was_done_to_it_is_told_to_be_damaged(path):
    at(path, """DELETE FROM _sqlite_migrations; CREATE TABLE "odd ""name; --" (x)""")

    with pytest.raises(Damaged, match="already exists"):
        Project(path)


@pytest.mark.parametrize("readonly", [False, True])
def test_nothing_that_a_file_computes_by_itself_may_call_what_acts(path, readonly):
    with Project(path, readonly=readonly) as project:
        assert project.db.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert project.db.execute("PRAGMA cell_size_check").fetchone() == (1,)
