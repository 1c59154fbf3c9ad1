import errno
import os
import stat
import subprocess
import sys
import time

import pytest

from nfstudio.errors import StudioError
from nfstudio.exporters.folder import NewFolder


def left_in(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_appears_only_when_it_is_placed(tmp_path):
    out = tmp_path / "new"
    with NewFolder(out) as folder:
        folder.store("a.txt", b"words")
        assert not out.exists()
        folder.place()
    assert (out / "a.txt").read_bytes() == b"words"
    assert left_in(tmp_path) == ["new"]


def test_an_unplaced_folder_leaves_nothing(tmp_path):
    with NewFolder(tmp_path / "far" / "away") as folder:
        folder.store("a.txt", b"words")
    assert left_in(tmp_path) == []


def test_an_empty_folder_is_taken_and_missing_parents_are_made(tmp_path):
    for out in (tmp_path / "empty", tmp_path / "far" / "away"):
        if out.name == "empty":
            out.mkdir()
        with NewFolder(out) as folder:
            folder.store("a.txt", b"words")
            folder.place()
        assert left_in(out) == ["a.txt"]


def test_a_link_to_an_empty_folder_is_followed(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with NewFolder(tmp_path / "link") as folder:
        folder.store("a.txt", b"words")
        folder.place()
    assert left_in(tmp_path / "real") == ["a.txt"]
    assert (tmp_path / "link").is_symlink()


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StudioError, match="is not empty") as refused, NewFolder(tmp_path):
        pass
    assert "empty folder" in refused.value.hint
    assert left_in(tmp_path) == ["mine.txt"]


def test_a_folder_filled_meanwhile_is_refused_and_left_alone(tmp_path):
    out = tmp_path / "out"
    with NewFolder(out) as folder:
        folder.store("a.txt", b"words")
        out.mkdir()
        (out / "mine.txt").write_text("mine")
        with pytest.raises(StudioError, match="is not empty"):
            folder.place()
    assert left_in(tmp_path) == ["out"]
    assert left_in(out) == ["mine.txt"]


def test_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(StudioError, match="is a file"), NewFolder(tmp_path / "out"):
        pass


def test_a_place_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StudioError, match="could not be written"), NewFolder(tmp_path / "file" / "out"):
        pass


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path):
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fill():
        with NewFolder(tmp_path / "out") as folder, folder.guarded():
            folder.store("a.txt", b"words")
            raise full

    with pytest.raises(StudioError, match="No space left") as told:
        fill()
    assert "Make room" in told.value.hint
    assert left_in(tmp_path) == []


def test_the_folder_has_the_rights_of_any_new_folder(tmp_path):
    usual = tmp_path / "usual"
    usual.mkdir()
    with NewFolder(tmp_path / "out") as folder:
        folder.place()
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)


@pytest.fixture(scope="module")
def gone():
    """The id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def left_behind(tmp_path, name, *, hours, file_hours=None):
    folder = tmp_path / name
    folder.mkdir()
    (folder / "rows").write_text("rows")
    for path, age in ((folder / "rows", hours if file_hours is None else file_hours), (folder, hours)):
        os.utime(path, (time.time() - age * 3600,) * 2)
    return folder


def test_what_a_killed_export_to_the_same_folder_left_is_removed(tmp_path, gone):
    left_behind(tmp_path, f".out.{gone}.0123abcd.partial", hours=2)
    with NewFolder(tmp_path / "out") as folder:
        assert str(os.getpid()) in folder.path.name
        folder.place()
    assert left_in(tmp_path) == ["out"]


def test_what_may_still_be_written_or_belongs_to_another_is_left_alone(tmp_path, gone):
    kept = [
        left_behind(tmp_path, f".out.{gone}.00000001.partial", hours=0.9),
        left_behind(tmp_path, f".out.{gone}.00000002.partial", hours=2, file_hours=0.5),
        left_behind(tmp_path, f".out.{os.getppid()}.00000003.partial", hours=2),
        left_behind(tmp_path, f".other.{gone}.00000004.partial", hours=2),
        left_behind(tmp_path, f".out.{gone}.mine.partial", hours=2),
        left_behind(tmp_path, "out.partial", hours=2),
    ]
    with NewFolder(tmp_path / "out"):
        pass
    assert left_in(tmp_path) == sorted(folder.name for folder in kept)
