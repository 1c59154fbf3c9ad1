import shutil
from pathlib import Path

from nfstudio.jobs.importing import import_paths
from nfstudio.jobs.progress import finish

BATCH = Path(__file__).parents[1] / "samples" / "batch" / "normal"


def test_a_batch_of_two_files_is_in_the_project_once(project):
    summary = finish(import_paths(project, [BATCH]))

    assert (summary.added, summary.duplicates, summary.problems) == (2, 2, 0)
    assert project.db.execute("SELECT count(*) FROM messages").fetchone() == (7,)


def test_answers_that_come_later_complete_their_requests(project, tmp_path):
    shutil.copy(BATCH / "requests.jsonl", tmp_path / "in.jsonl")
    assert finish(import_paths(project, [tmp_path / "in.jsonl"])).added == 2
    shutil.copy(BATCH / "answers.jsonl", tmp_path / "out.jsonl")
    later = finish(import_paths(project, [tmp_path / "in.jsonl", tmp_path / "out.jsonl"]))

    assert (later.added, later.updated) == (0, 2)
    assert project.db.execute("SELECT count(*), max(content = 'Trout') FROM messages").fetchone() == (7, 1)
