import pytest

from nfstudio.store.project import Project


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "project.nfstudio") as made:
        yield made
        assert made.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert made.db.execute("PRAGMA foreign_key_check").fetchall() == []
