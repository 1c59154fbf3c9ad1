import errno
import os
import stat

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
