import pytest
from building import contents

from nfstudio.jobs import importing, intake
from nfstudio.jobs.importing import import_paths
from nfstudio.jobs.indexing import index_text
from nfstudio.jobs.progress import finish
from nfstudio.store import adding, browse, search
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project


@pytest.fixture
def left(monkeypatch):
    """How many messages were left to index when all were imported."""
    counts = []

    def counted(project):
        counts.append(search.waiting(project))
        return index_text(project)

    monkeypatch.setattr(intake, "BIG_BATCH", 10)
    monkeypatch.setattr(importing, "index_text", counted)
    return counts


def test_a_long_import_is_indexed_while_it_is_read(project, logs, left):
    finish(import_paths(project, [logs]))

    assert left[0] < 90
    assert search.waiting(project) == 0
    assert browse.count_conversations(project.db, Filter(text="worked")) == 30


def test_while_somebody_reviews_nothing_is_indexed_before_all_is_imported(project, logs, left, monkeypatch):
    monkeypatch.setattr(adding, "nobody_reviewed", lambda _: False)
    finish(import_paths(project, [logs]))

    assert left == [120]
    assert search.waiting(project) == 0


def test_an_import_that_is_closed_lets_go_of_the_project(project, logs, left, tmp_path):
    job = import_paths(project, [logs])
    for progress in job:
        if progress.done > 0:
            break
    job.close()
    path = project.path
    with Project(path) as other, other.writing():
        pass
    finish(import_paths(project, [logs]))
    with Project.create(tmp_path / "whole.nfstudio") as whole:
        finish(import_paths(whole, [logs]))
        assert contents(project) == contents(whole)
