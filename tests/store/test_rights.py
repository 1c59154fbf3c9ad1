"""Who may read a project: its person alone, until they say otherwise."""

import os
from stat import S_IMODE

import pytest
from building import take_in, talk

from nfstudio.store.project import Project
from nfstudio.store.restoring import restore

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of files as POSIX has them")


@pytest.fixture(autouse=True)
def _usual_mask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def rights(path):
    return S_IMODE(path.stat().st_mode)


def test_a_new_project_and_what_lies_beside_it_is_read_by_its_person_alone(tmp_path):
    with Project.create(tmp_path / "p.nfstudio") as project:
        take_in(project, talk("u a", "a b", "u c"))
        found = {path.name: rights(path) for path in tmp_path.iterdir()}

    assert found == dict.fromkeys(["p.nfstudio", "p.nfstudio-wal", "p.nfstudio-shm"], 0o600)


@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_a_backup_and_what_is_restored_have_the_rights_of_the_project(tmp_path, mode):
    with Project.create(tmp_path / "p.nfstudio") as project:
        project.path.chmod(mode)
        backup = project.backup(tmp_path / "b.nfstudio")
    assert rights(backup) == mode

    backup.chmod(0o600)
    restore(backup, tmp_path / "p.nfstudio")
    assert rights(tmp_path / "p.nfstudio") == mode
    restore(backup, tmp_path / "new.nfstudio")
    assert rights(tmp_path / "new.nfstudio") == 0o600
