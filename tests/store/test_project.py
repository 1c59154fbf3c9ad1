import errno
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest
from building import contents, take_in, talk
from spoiling import filled, rights, spoil
from sqlite_utils import Database

from nfstudio.errors import StudioError
from nfstudio.store import project as project_module
from nfstudio.store import schema, tables
from nfstudio.store.failures import Damaged, Held, told
from nfstudio.store.project import Project


def test_a_project_is_one_sqlite_file_that_is_marked_as_ours(tmp_path):
    path = tmp_path / "a.nfstudio"
    Project.create(path).close()

    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (tables.APPLICATION_ID,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()
    assert [file.name for file in tmp_path.iterdir()] == ["a.nfstudio"]


def test_a_new_file_gets_the_tables_that_the_migrations_would_have_made_one_after_the_other(project):
    shape = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid"
    applied = "SELECT id, migration_set, name FROM _sqlite_migrations"
    with closing(sqlite3.connect(":memory:")) as migrated:
        schema.migrations.apply(Database(migrated))
        for question in (shape, applied, "SELECT * FROM sqlite_stat1"):
            assert project.db.execute(question).fetchall() == migrated.execute(question).fetchall()
    (written,) = project.db.execute("SELECT max(applied_at) FROM _sqlite_migrations").fetchone()
    assert datetime.fromisoformat(written).tzinfo is UTC


def test_a_new_file_is_made_without_loading_sqlite_utils(tmp_path):
    script = (
        "import sys; from pathlib import Path; from nfstudio.store.project import Project\n"
        "Project.create(Path(sys.argv[1])).close(); sys.exit('sqlite_utils' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "p.nfstudio")], check=True)


def test_what_is_no_project_is_refused_with_a_sentence(tmp_path):
    text, other = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("not a database at all, but long enough to be read as one" * 20)
    db = sqlite3.connect(other)
    db.execute("CREATE TABLE t (x)")
    db.close()

    for path, word in [(text, "no project"), (other, "no project"), (tmp_path / "none", "no project at")]:
        with pytest.raises(StudioError, match=word):
            Project(path)


def test_a_project_of_a_newer_program_is_refused(project):
    project.db.execute(
        "INSERT INTO _sqlite_migrations(migration_set, name, applied_at) VALUES ('nfstudio', 'm999_later', '')"
    )

    with pytest.raises(StudioError, match="newer version"):
        Project(project.path)


def test_an_older_project_is_backed_up_before_it_is_migrated(tmp_path, monkeypatch):
    path = tmp_path / "old.nfstudio"
    with Project.create(path) as made:
        take_in(made, talk("u hi", "a hello", "u thanks"))

    def m002_later(db):
        db.execute("CREATE TABLE later (x)")

    later = schema.Migrations("nfstudio")
    for migration in schema.migrations._migrations:
        later(name=migration.name)(migration.fn)
    later()(m002_later)
    monkeypatch.setattr(schema, "migrations", later)
    monkeypatch.setattr(project_module, "KNOWN", (*project_module.KNOWN, "m002_later"))
    with Project(path) as migrated:
        assert migrated.db.execute("SELECT count(*) FROM later").fetchone() == (0,)
        migrated_contents = contents(migrated)

    monkeypatch.undo()
    (backup,) = tmp_path.glob("*.bak")
    with Project(backup) as kept:
        assert contents(kept) == migrated_contents
        assert not kept.db.execute("SELECT 1 FROM sqlite_master WHERE name = 'later'").fetchall()


def test_what_a_program_killed_while_making_a_project_leaves_behind_becomes_a_project(tmp_path):
    empty, bare = tmp_path / "empty.nfstudio", tmp_path / "bare.nfstudio"
    empty.touch()
    db = sqlite3.connect(bare)
    db.execute(f"PRAGMA application_id = {tables.APPLICATION_ID}")
    db.close()

    for path in (empty, bare):
        with Project.at(path) as made:
            assert take_in(made, talk("u hi")).added == 1


def test_a_write_that_raises_leaves_nothing(project):
    def write():
        with project.writing() as db:
            db.execute("INSERT INTO marks VALUES ('a', 'b')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()

    assert project.db.execute("SELECT * FROM marks").fetchall() == []


def test_a_writer_that_has_read_before_another_commit_waits_instead_of_dying(project):
    def beside():
        with Project(project.path) as other, other.writing() as db:
            db.execute("INSERT INTO marks VALUES ('beside', '1')")

    project.db.execute("SELECT count(*) FROM marks").fetchone()
    thread = threading.Thread(target=beside)
    thread.start()
    with project.writing() as db:
        db.execute("INSERT INTO marks VALUES ('here', '1')")
    thread.join()

    assert project.db.execute("SELECT count(*) FROM marks").fetchone() == (2,)


def test_a_project_held_by_another_program_is_told_as_a_sentence(project):
    project.patience = 0.02
    with (
        Project(project.path) as other,
        other.writing(),
        pytest.raises(StudioError, match="held by another program"),
        project.writing(),
    ):
        pytest.fail("two writers at once")


def test_a_reader_sees_what_is_committed_and_cannot_write(project):
    take_in(project, talk("u hi", "a hello"))
    with project.reader() as reader:
        assert reader.db.execute("SELECT count(*) FROM messages").fetchone() == (2,)
        with pytest.raises(StudioError, match="reading only"), reader.writing():
            pytest.fail("a reader wrote")


def test_a_backup_never_overwrites(project, tmp_path):
    (tmp_path / "copy.nfstudio").write_text("mine")

    with pytest.raises(StudioError, match="already"):
        project.backup(tmp_path / "copy.nfstudio")
    assert (tmp_path / "copy.nfstudio").read_text() == "mine"


@pytest.mark.parametrize("opening", [Project, Project.at, Project.create, Project.as_permitted])
def test_a_project_in_a_folder_that_may_not_be_looked_into_is_told(elsewhere, opening):
    path = filled(elsewhere / "p.nfstudio")
    with rights(elsewhere, 0o000, files=0o644), pytest.raises(StudioError, match="Permission denied") as refused:
        opening(path)
    assert "rights" in refused.value.hint


@pytest.mark.parametrize("opening", [Project, Project.at, Project.create, Project.as_permitted])
def test_a_name_that_is_too_long_and_a_folder_are_told(tmp_path, opening):
    with pytest.raises(StudioError, match=os.strerror(errno.ENAMETOOLONG)):
        opening(tmp_path / ("x" * 300))
    with pytest.raises(StudioError, match="is a folder") as refused:
        opening(tmp_path)
    assert "one file" in refused.value.hint
    with pytest.raises(StudioError, match="cannot be looked at"):
        opening(tmp_path / "a\0b")


def test_what_is_no_file_at_all_is_told(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StudioError, match="is no file"):
        Project.at(tmp_path / "pipe")


def test_a_damaged_project_is_told_by_every_way_of_reading_and_writing(tmp_path):
    path = filled(tmp_path / "p.nfstudio")
    with Project(path) as project:
        (page,) = project.db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'messages'").fetchone()
        size = project.db.execute("PRAGMA page_size").fetchone()[0]
    spoil(path, start=(page - 1) * size, end=page * size)
    read, write = "SELECT count(content) FROM messages", "UPDATE messages SET content = ''"
    with Project(path) as project:  # what is read to open it is whole
        with pytest.raises(Damaged, match=r"p\.nfstudio is damaged") as asked:
            project.ask(lambda it: it.db.execute(read).fetchone())
        with pytest.raises(Damaged), project.writing() as db:
            db.execute(write)
        with pytest.raises(Damaged):
            project.maintain("VACUUM")
        with pytest.raises(sqlite3.DatabaseError) as plain:
            project.db.execute(read).fetchone()
    with Project(path) as again, pytest.raises(Damaged):
        again.backup(tmp_path / "copy.nfstudio")
    assert "Restore a backup" in asked.value.hint
    assert isinstance(told(plain.value, path), Damaged)
    assert [file.name for file in tmp_path.iterdir() if "copy" in file.name] == []


def test_a_project_whose_first_page_is_damaged_is_told_when_it_is_opened(tmp_path):
    path = filled(tmp_path / "p.nfstudio")
    spoil(path, start=100)
    with pytest.raises(Damaged, match="is damaged"):
        Project(path)


@pytest.mark.parametrize("readonly", [False, True])
def test_a_damaged_name_among_the_tables_is_told_when_it_is_opened(tmp_path, readonly):
    path = filled(tmp_path / "p.nfstudio")
    whole = path.read_bytes()
    assert b"recipesrecipes" in whole
    path.write_bytes(
        whole.replace(b"recipesrecipes", b"recip\xff\xferecipes").replace(b"TABLE recipes", b"TABXX recipes")
    )
    with pytest.raises(Damaged, match="is damaged"):
        Project(path, readonly=readonly)


def test_bytes_that_are_no_text_are_told(tmp_path):
    path = filled(tmp_path / "p.nfstudio", "u hello there")
    path.write_bytes(path.read_bytes().replace(b"hello there", b"hel\xff\xfe there"))
    with Project(path) as project, pytest.raises(Damaged, match="it holds bytes that are no text"):
        project.ask(lambda it: it.db.execute("SELECT content FROM messages").fetchall())


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("database disk image is malformed", "The project file is damaged."),
        ("file is not a database", "The project file is damaged or is no project: file is not a database."),
        ("disk I/O error", "The project file is damaged, or its disk is: disk I/O error."),
        ("database is locked", "The project file is held by another program."),
        ("database or disk is full", "The disk is full."),
        ("attempt to write a readonly database", "cannot be written"),
        ("Could not decode to UTF-8 column 'path' with text '/logs'", "is damaged: it holds bytes that are no text."),
        ("unsupported file format", "The project file is damaged."),
        ("table sources already exists", "is damaged"),
        ("malformed JSON", None),
        ("no such column: full", None),
    ],
)
def test_only_what_the_world_did_is_told_as_a_sentence(said, sentence):
    found = told(sqlite3.OperationalError(said))
    assert (found is None) == (sentence is None)
    assert sentence is None or sentence in found.sentence
    assert told(ValueError(said)) is None


def test_a_bug_inside_a_transaction_stays_a_bug(project):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), project.writing() as db:
        db.execute("INSERT INTO nowhere VALUES (1)")
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        project.ask(lambda it: it.db.execute("SELECT 1 FROM nowhere"))


@pytest.mark.parametrize("readonly", [True, False])
def test_a_project_another_program_keeps_for_itself_is_told_to_be_held(tmp_path, monkeypatch, readonly):
    path = filled(tmp_path / "p.nfstudio")
    monkeypatch.setattr(project_module, "_BUSY_MS", 20)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Held, match="held by another program"):
            Project(path, readonly=readonly)


def test_only_a_missing_table_means_that_no_migration_was_applied(project):
    def gone(*_):
        raise sqlite3.OperationalError("database is locked")

    class Locked:
        execute = staticmethod(gone)

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        project_module._applied(Locked())
    with closing(sqlite3.connect(":memory:")) as empty:
        assert project_module._applied(empty) == set()


def test_a_project_in_a_folder_that_cannot_be_written_is_read_as_it_lies(elsewhere):
    path = filled(elsewhere / "p.nfstudio")
    for mode in (0o444, 0o644):
        with rights(elsewhere, 0o555, files=mode), Project.as_permitted(path) as project:
            assert project.readonly
            assert project.db.execute("SELECT content FROM messages").fetchall() == [("hi",)]
        assert [file.name for file in elsewhere.iterdir()] == ["p.nfstudio"]


def test_a_log_beside_a_project_that_cannot_be_read_names_the_rights_of_the_folder(elsewhere, monkeypatch):
    path = filled(elsewhere / "p.nfstudio")
    (elsewhere / "p.nfstudio-wal").mkdir()  # nothing SQLite could open
    with rights(elsewhere, 0o555), pytest.raises(StudioError, match="rights on its folder") as refused:
        Project(path, readonly=True)
    assert str(elsewhere) in refused.value.hint


def test_a_project_that_may_not_be_written_is_opened_for_reading_and_another_for_writing(elsewhere):
    path = filled(elsewhere / "p.nfstudio")
    with rights(elsewhere, 0o777, files=0o444), Project.as_permitted(path) as project:
        assert project.readonly
        assert project.db.execute("SELECT count(*) FROM messages").fetchone() == (1,)
    with rights(elsewhere, 0o777, files=0o666), Project.as_permitted(path) as project:
        assert not project.readonly
    with pytest.raises(StudioError, match="no project at"):
        Project.as_permitted(elsewhere / "none.nfstudio")


def test_a_project_without_a_row_is_not_backed_up_before_it_is_migrated(tmp_path, monkeypatch):
    path = tmp_path / "p.nfstudio"
    with Project.create(path) as made:
        assert not project_module._holds_rows(made.db)
    later = schema.Migrations("nfstudio")
    for migration in schema.migrations._migrations:
        later(name=migration.name)(migration.fn)
    later(name="m002_later")(lambda db: db.execute("CREATE TABLE later (x)"))
    monkeypatch.setattr(schema, "migrations", later)
    monkeypatch.setattr(project_module, "KNOWN", (*project_module.KNOWN, "m002_later"))
    with Project(path) as migrated:
        assert migrated.db.execute("SELECT count(*) FROM later").fetchone() == (0,)
    assert list(tmp_path.glob("*.bak")) == []


def test_what_another_program_imported_between_two_looks_is_not_backed_up(tmp_path, monkeypatch):
    path = filled(tmp_path / "p.nfstudio")
    real, looks = project_module._pending, []

    def pending(db):
        looks.append(1)
        return ["m001_ground"] if len(looks) == 1 else real(db)  # the first look came before the other program

    monkeypatch.setattr(project_module, "_pending", pending)
    Project(path).close()
    assert looks
    assert list(tmp_path.glob("*.bak")) == []


def test_migrating_a_project_does_not_load_pandas_though_it_is_installed(tmp_path):
    (tmp_path / "pandas.py").write_text("raise SystemExit('loaded')")
    with Project.create(tmp_path / "p.nfstudio") as older:
        older.db.execute("DROP INDEX sources_by_shown")
        older.db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm005_folders'")
    script = (
        "import sys; from pathlib import Path; from nfstudio.store.project import Project\n"
        "Project(Path(sys.argv[1])).close()\n"
        "sys.exit('pandas' in sys.modules or 'sqlite_utils' not in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "p.nfstudio")],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_that_cannot_be_asked_for_a_moment_is_not_said_to_be_moved(project, monkeypatch):
    def stale(_):
        raise OSError(116, "Stale file handle")

    monkeypatch.setattr("nfstudio.store.failures.file_at", stale)
    project.stand()


def test_where_a_file_system_knows_no_rights_a_backup_is_made_all_the_same(project, tmp_path, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("pathlib.Path.chmod", refused)
    made = project.backup(tmp_path / "copy.nfstudio")
    Project(made, readonly=True).close()
