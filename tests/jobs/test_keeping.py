import pytest
from building import contents, take_in, talk

from nfstudio.errors import StudioError
from nfstudio.jobs.keeping import BackedUp, Removed, back_up, remove_source
from nfstudio.jobs.progress import finish
from nfstudio.store.project import Project


def test_a_removed_file_is_gone_with_its_conversations_and_the_space_is_given_back(project):
    take_in(project, *[talk("u hi", "a " + "long answer " * 500, origin_id=str(i)) for i in range(100)])
    take_in(project, talk("u stay", "a here", "u thanks"), path="/logs/b.jsonl")
    before = project.path.stat().st_size + project.path.with_name(project.path.name + "-wal").stat().st_size

    assert finish(remove_source(project, 1, shown="a.jsonl")) == Removed("a.jsonl", 100)
    assert [row[0] for row in contents(project)["sources"]] == ["/logs/b.jsonl"]
    assert project.path.stat().st_size < before / 3


def test_a_removal_that_was_cut_short_can_be_given_again(project, monkeypatch):
    from nfstudio.store import removal

    monkeypatch.setattr(removal, "BATCH", 2)
    take_in(project, *[talk("u hi", origin_id=str(i)) for i in range(7)])
    job = remove_source(project, 1, shown="a.jsonl")
    next(job)
    next(job)
    job.close()
    assert project.db.execute("SELECT count(*) FROM conversations").fetchone() == (5,)

    finish(remove_source(project, 1, shown="a.jsonl"))
    assert contents(project)["conversations"] == contents(project)["sources"] == []


def test_a_backup_is_a_project_of_its_own_and_overwrites_nothing(project, tmp_path):
    take_in(project, talk("u hi"))
    to = tmp_path / "copy.nfstudio"

    assert finish(back_up(project, to)) == BackedUp(to)
    with Project(to) as copy:
        assert contents(copy) == contents(project)
    with pytest.raises(StudioError, match="already"):
        finish(back_up(project, to))
