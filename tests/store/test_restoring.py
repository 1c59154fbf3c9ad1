import errno
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from building import contents, take_in, talk
from spoiling import filled, rights, spoil

from nfstudio.errors import StudioError
from nfstudio.store import project as project_module
from nfstudio.store.failures import Held
from nfstudio.store.project import Project
from nfstudio.store.restoring import restore


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


def test_a_damaged_backup_is_not_put_back(project, tmp_path):
    backup = project.backup(tmp_path / "copy.nfstudio")
    damaged = bytearray(backup.read_bytes())
    damaged[5000:9000] = b"\xff" * 4000
    backup.write_bytes(damaged)
    take_in(project, talk("u mine"))

    with pytest.raises(StudioError, match=r"The backup .* is damaged"):
        restore(backup, project.path)
    assert project.db.execute("SELECT content FROM messages").fetchall() == [("mine",)]
    assert not list(tmp_path.glob(".*partial"))


@pytest.mark.parametrize("start", [0, 4096])
def test_a_damaged_project_is_replaced_by_its_backup_and_kept_as_it_lay(project, tmp_path, start):
    take_in(project, talk("u hi"))
    backup = project.backup(tmp_path / "copy.nfstudio")
    path = filled(tmp_path / "hurt.nfstudio")
    spoil(path, start=start)
    before = path.read_bytes()
    (tmp_path / "hurt.nfstudio-wal").write_bytes(b"no log")
    restore(backup, path)

    with Project(path) as restored:
        assert contents(restored) == contents(project)
    assert (tmp_path / "hurt.nfstudio.replaced").read_bytes() == before
    left = sorted(file.name for file in tmp_path.iterdir() if "hurt" in file.name)
    assert left[:2] == ["hurt.nfstudio", "hurt.nfstudio.replaced"]
    assert not [name for name in left if "partial" in name]


def test_restoring_twice_keeps_both_that_were_replaced(project, tmp_path):
    backup = project.backup(tmp_path / "copy.nfstudio")
    path = filled(tmp_path / "p.nfstudio", "u first")
    restore(backup, path)
    with Project(path) as again:
        take_in(again, talk("u second"))
    restore(backup, path)

    for name, words in [("p.nfstudio.replaced", "first"), ("p.nfstudio.replaced-2", "second")]:
        with Project(tmp_path / name) as kept:
            assert kept.db.execute("SELECT content FROM messages").fetchall() == [(words,)]


def test_a_backup_is_restored_to_where_nothing_lies(project, tmp_path):
    take_in(project, talk("u hi"))
    restore(project.backup(tmp_path / "copy.nfstudio"), tmp_path / "new.nfstudio")
    with Project(tmp_path / "new.nfstudio") as restored:
        assert contents(restored) == contents(project)
    assert not list(tmp_path.glob("*.replaced"))


def test_a_project_that_another_program_holds_is_not_replaced(project, tmp_path, monkeypatch):
    backup = project.backup(tmp_path / "copy.nfstudio")
    path = filled(tmp_path / "p.nfstudio", "u mine")
    monkeypatch.setattr(project_module, "_BUSY_MS", 20)
    with Project(path) as other, other.writing(), pytest.raises(Held):
        restore(backup, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Held):
            restore(backup, path)
    with Project(path) as there:
        assert there.db.execute("SELECT content FROM messages").fetchall() == [("mine",)]
    assert not [file.name for file in tmp_path.iterdir() if "replaced" in file.name or "partial" in file.name]


def test_a_restore_that_fails_leaves_all_as_it_was(project, tmp_path, monkeypatch):
    backup = project.backup(tmp_path / "copy.nfstudio")
    path = filled(tmp_path / "p.nfstudio")
    real = Path.replace

    def refuse(self, target):
        if self == path:
            raise OSError(errno.EACCES, "no")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StudioError, match="cannot be replaced"):
        restore(backup, path)
    with Project(path) as there:
        assert there.db.execute("SELECT count(*) FROM messages").fetchone() == (1,)
    assert not [file.name for file in tmp_path.iterdir() if "partial" in file.name]


def test_a_backup_that_cannot_be_copied_is_told(project, elsewhere):
    backup = project.backup(elsewhere / "copy.nfstudio")
    backup.chmod(0o644)  # the folder refuses, not the backup
    (elsewhere / "locked").mkdir()
    with rights(elsewhere / "locked", 0o555), pytest.raises(StudioError, match="cannot be copied") as refused:
        restore(backup, elsewhere / "locked" / "p.nfstudio")
    assert "rights" in refused.value.hint
