import shutil
import tempfile
from pathlib import Path

import pytest
from made_talks import filled

from nfstudio.store.project import Project


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "project.nfstudio") as made:
        yield made
        assert made.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert made.db.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.fixture
def elsewhere():
    """A folder that anybody may reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp()).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The project and its conversations; nobody changes them."""
    yield from filled(tmp_path_factory.mktemp("browse") / "p.nfstudio")
