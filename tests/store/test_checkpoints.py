"""When what was written is copied into the project file itself."""

import shutil

from building import take_in, talk

from nfstudio.store import checkpoints
from nfstudio.store.project import Project


def conversations(path, to):
    """How many stand in the file at `path` alone, without the log beside it."""
    shutil.copyfile(path, to)
    with Project(to, readonly=True) as project:
        (count,) = project.db.execute("SELECT count(*) FROM conversations").fetchone()
    return count


def test_what_was_written_comes_into_the_file_when_it_is_asked_for_and_not_before(tmp_path):
    path = tmp_path / "p.nfstudio"
    with Project.create(path) as project:
        checkpoints.write_back(project)
        checkpoints.leave(project)
        for number in range(3):
            take_in(project, talk(f"u ask {number}", "a " + "word " * 400_000))
        assert conversations(path, tmp_path / "before.nfstudio") == 0

        checkpoints.write_back(project)
        assert conversations(path, tmp_path / "after.nfstudio") == 3


def test_a_copy_is_made_beside_somebody_who_writes(tmp_path):
    path = tmp_path / "p.nfstudio"
    with Project.create(path) as project:
        checkpoints.leave(project)
        take_in(project, talk("u ask", "a answer"))
        with project.writing():
            checkpoints.write_back(project)
        assert conversations(path, tmp_path / "after.nfstudio") == 1
