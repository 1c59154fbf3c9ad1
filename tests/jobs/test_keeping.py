import pytest
from building import contents, take_in, talk

from nfstudio.errors import StudioError
from nfstudio.jobs.keeping import BackedUp, Removed, back_up, finish_removal, remove_source
from nfstudio.jobs.progress import finish
from nfstudio.store import removal
from nfstudio.store.project import Project


def test_a_removed_file_is_gone_with_its_conversations_and_the_space_is_given_back(project):
    take_in(project, *[talk("u hi", "a " + "long answer " * 500, origin_id=str(i)) for i in range(100)])
    take_in(project, talk("u stay", "a here", "u thanks"), path="/logs/b.jsonl")
    before = project.path.stat().st_size + project.path.with_name(project.path.name + "-wal").stat().st_size

    assert finish(remove_source(project, 1, shown="a.jsonl")) == Removed("a.jsonl", 100)
    assert [row[0] for row in contents(project)["sources"]] == ["/logs/b.jsonl"]
    assert project.path.stat().st_size < before / 3


def test_a_removal_that_was_cut_short_can_be_given_again(project, monkeypatch):
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


def test_a_removal_that_was_cut_before_its_last_page_is_finished(project):
    secret = b"Zanzibar-4711"
    take_in(project, talk(f"u {secret.decode()} " + "words " * 5000), talk("u stay"))
    take_in(project, talk("u hi"), path="/logs/b.jsonl")
    job = remove_source(project, 1, shown="a.jsonl")
    while project.db.execute("SELECT count(*) FROM sources WHERE id = 1").fetchone() != (0,):
        next(job)
    job.close()
    assert removal.compact_pending(project)

    assert finish(finish_removal(project)) is True
    assert not removal.compact_pending(project)
    files = [file for file in project.path.parent.iterdir() if file.name.startswith(project.path.name)]
    assert all(secret not in file.read_bytes() for file in files)
    assert project.db.execute("PRAGMA freelist_count").fetchone() == (0,)
    assert finish(finish_removal(project)) is False


def test_a_removal_that_ends_leaves_nothing_to_finish(project):
    take_in(project, talk("u hi"))
    finish(remove_source(project, 1, shown="a.jsonl"))
    assert not removal.compact_pending(project)


def test_a_removed_conversation_does_not_come_back_with_a_file_that_has_not_changed(project, logs):
    from nfstudio.jobs.importing import import_paths
    from nfstudio.jobs.keeping import remove_conversation

    finish(import_paths(project, [logs]))
    assert finish(remove_conversation(project, 3, shown="t2")) == Removed("t2", 1)
    finish(import_paths(project, [logs]))

    assert project.db.execute("SELECT count(*) FROM conversations").fetchone() == (39,)
    assert project.db.execute("SELECT 1 FROM conversations WHERE id = 3").fetchall() == []
