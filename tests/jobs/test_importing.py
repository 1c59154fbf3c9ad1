import json
import os
from itertools import islice

import pytest
from building import contents

from nfstudio.errors import StudioError
from nfstudio.jobs.importing import import_paths
from nfstudio.jobs.progress import finish
from nfstudio.store import browse, statistics
from nfstudio.store.browse import Filter
from nfstudio.store.project import Project


def test_a_folder_comes_in_with_every_problem_told(project, logs):
    summary = finish(import_paths(project, [logs]))

    assert (summary.conversations, summary.added, summary.messages, summary.problems) == (40, 40, 120, 2)
    assert [(s.path, s.format, s.conversations, s.problems) for s in summary.sources] == [
        ("logs/b.json", "messages", 10, 0),
        ("logs/chats/a.jsonl", "messages", 30, 1),
        ("logs/notes.txt", None, 0, 1),
    ]
    assert [(p.shown, p.place, p.reason) for p in statistics.problems(project.db)] == [
        ("logs/chats/a.jsonl", "line 31", "broken JSON"),
        ("logs/notes.txt", "", "unknown format"),
    ]


def test_importing_again_passes_over_what_has_not_changed(project, logs):
    finish(import_paths(project, [logs]))
    before = contents(project)
    again = finish(import_paths(project, [logs]))

    assert (again.added, again.duplicates, again.conversations, again.problems) == (0, 40, 40, 2)
    assert contents(project) == before


def test_what_is_imported_can_be_searched_at_once(project, logs):
    finish(import_paths(project, [logs]))

    assert browse.count_conversations(project.db, Filter(text="soft eggs")) == 10


def test_conversations_are_grouped_by_what_lies_in_the_folder_that_was_imported(project, logs):
    finish(import_paths(project, [logs]))

    assert {group.group for group in statistics.grouped(project.db, "source")} == {"b.json", "chats"}


def test_an_import_that_was_cancelled_goes_on_to_the_same_result(project, logs, tmp_path):
    whole_path = tmp_path / "whole.nfstudio"
    with Project.create(whole_path) as whole:
        finish(import_paths(whole, [logs]))
        expected = contents(whole)
    for steps in range(1, 6):
        job = import_paths(project, [logs])
        list(islice(job, steps))
        job.close()
    finish(import_paths(project, [logs]))

    assert contents(project) == expected


def test_a_file_that_got_more_lines_brings_only_those(project, logs):
    finish(import_paths(project, [logs]))
    file = logs / "b.json"
    talks = json.loads(file.read_text())
    talks.append({"id": "new", "messages": [{"role": "user", "content": "hi"}]})
    talks[0]["messages"].append({"role": "assistant", "content": "Sorry!"})
    file.write_text(json.dumps(talks))
    again = finish(import_paths(project, [logs]))

    assert (again.added, again.updated, again.duplicates) == (1, 1, 39)


def test_progress_counts_bytes_up_to_the_whole_and_then_the_index(project, logs):
    seen = list(import_paths(project, [logs]))
    bytes_read = [p for p in seen if p.unit == "bytes"]

    assert bytes_read[0].total == sum(f.stat().st_size for f in logs.rglob("*") if f.is_file())
    assert [p.done for p in bytes_read] == sorted(p.done for p in bytes_read)
    assert seen[-1].unit == "messages"
    assert seen[-1].done == seen[-1].total == 120


def test_a_path_that_does_not_exist_and_a_format_that_does_not_exist_are_told(project, logs):
    with pytest.raises(StudioError, match="nothing at"):
        finish(import_paths(project, [logs / "nowhere"]))
    with pytest.raises(StudioError, match="'xml'"):
        finish(import_paths(project, [logs], format_name="xml"))


def test_the_digest_of_a_file_is_kept(project, logs):
    finish(import_paths(project, [logs]))
    import hashlib

    (kept,) = project.db.execute("SELECT sha256 FROM sources WHERE shown = 'logs/b.json'").fetchone()
    assert kept == hashlib.sha256((logs / "b.json").read_bytes()).hexdigest()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_problem_and_no_end(project, logs):
    (logs / "b.json").chmod(0)

    assert finish(import_paths(project, [logs])).conversations == 30
