import sqlite3
import threading

import pytest
from building import contents, take_in, talk

from nfstudio.errors import StudioError
from nfstudio.store import project as project_module
from nfstudio.store import schema
from nfstudio.store.project import Project, restore


def test_a_project_is_one_sqlite_file_that_is_marked_as_ours(tmp_path):
    path = tmp_path / "a.nfstudio"
    Project.create(path).close()

    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()
    assert [file.name for file in tmp_path.iterdir()] == ["a.nfstudio"]


def test_the_names_of_migrations_known_without_importing_them_are_those_there_are(project):
    assert [migration.name for migration in schema.migrations._migrations] == list(project_module.KNOWN)
    assert project_module._APPLICATION_ID == schema.APPLICATION_ID


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
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
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


def test_a_backup_holds_everything_and_can_be_put_back(project, tmp_path):
    take_in(project, talk("u hi", "a hello", "u thanks"))
    before = contents(project)
    backup = project.backup(tmp_path / "copy.nfstudio")
    path = tmp_path / "again.nfstudio"
    with Project.create(path) as other:
        take_in(other, talk("u something else"))
    restore(backup, path)

    with Project(path) as restored:
        assert contents(restored) == before
        assert restored.db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    with Project(tmp_path / "again.nfstudio.replaced") as replaced:
        assert replaced.db.execute("SELECT content FROM messages").fetchall() == [("something else",)]


def test_a_backup_never_overwrites(project, tmp_path):
    (tmp_path / "copy.nfstudio").write_text("mine")

    with pytest.raises(StudioError, match="already"):
        project.backup(tmp_path / "copy.nfstudio")
    assert (tmp_path / "copy.nfstudio").read_text() == "mine"


def test_a_damaged_backup_is_not_put_back(project, tmp_path):
    backup = project.backup(tmp_path / "copy.nfstudio")
    damaged = bytearray(backup.read_bytes())
    damaged[5000:9000] = b"\xff" * 4000
    backup.write_bytes(damaged)
    take_in(project, talk("u mine"))

    with pytest.raises((StudioError, sqlite3.DatabaseError)):
        restore(backup, project.path)
    assert project.db.execute("SELECT content FROM messages").fetchall() == [("mine",)]
