import gc
import io
import json
import sys
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest
from building import contents

from nfstudio.errors import StudioError
from nfstudio.importers.column_mapping import ColumnMapping, signature
from nfstudio.jobs import intake
from nfstudio.jobs.importing import import_paths
from nfstudio.jobs.progress import finish
from nfstudio.store import browse, statistics
from nfstudio.store.browse import Filter
from nfstudio.store.incoming import marks
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


@pytest.mark.parametrize("nothing", ["", " \n", "[]", "{ }\n"])
def test_a_file_in_which_nothing_is_says_so(project, tmp_path, nothing):
    (tmp_path / "log.json").write_text(nothing)
    seen = finish(import_paths(project, [tmp_path / "log.json"]))
    told = project.db.execute("SELECT reason, sentence FROM problems").fetchall()
    assert (seen.conversations, told) == (0, [("empty", "There is nothing in this file.")])


def test_the_digest_of_a_file_is_kept(project, logs):
    finish(import_paths(project, [logs]))
    import hashlib

    (kept,) = project.db.execute("SELECT sha256 FROM sources WHERE shown = 'logs/b.json'").fetchone()
    assert kept == hashlib.sha256((logs / "b.json").read_bytes()).hexdigest()


def test_a_file_that_may_not_be_read_is_a_problem_and_no_end(project, logs, monkeypatch):
    def refused(path, *how):
        if Path(path).name == "b.json":
            raise PermissionError(13, "Permission denied")
        return io.FileIO(path, *how)

    # Not by its rights: root may read everything.
    monkeypatch.setattr("nfstudio.importers.files.io", SimpleNamespace(**{**vars(io), "FileIO": refused}))

    assert finish(import_paths(project, [logs])).conversations == 30
    told = [(p.shown, p.sentence) for p in statistics.problems(project.db) if p.shown == "logs/b.json"]
    assert told == [("logs/b.json", "It cannot be opened: Permission denied.")]


@pytest.mark.parametrize("limit", [1, 4, 30, 1_000])
def test_how_many_files_share_a_transaction_does_not_matter(project, logs, tmp_path, monkeypatch, limit):
    for number in range(8):
        talk = json.loads((logs / "b.json").read_text())[number]
        (logs / "chats" / f"one-{number}.json").write_text(json.dumps(talk))
    with Project.create(tmp_path / "whole.nfstudio") as whole:
        told = finish(import_paths(whole, [logs]))
        expected = contents(whole)
    monkeypatch.setattr(intake, "BIG_BATCH", limit)
    again = finish(import_paths(project, [logs]))

    assert contents(project) == expected
    assert (again.sources, again.added, again.duplicates) == (told.sources, told.added, told.duplicates)


@pytest.mark.parametrize("most", [1, 400, 5_000])
def test_however_few_characters_a_transaction_may_hold_the_same_comes_in(project, logs, tmp_path, monkeypatch, most):
    with Project.create(tmp_path / "whole.nfstudio") as whole:
        told = finish(import_paths(whole, [logs]))
        expected = contents(whole)
    batches = []
    monkeypatch.setattr(intake, "_MOST", most)
    monkeypatch.setattr(intake, "_AHEAD", 3 * most)
    monkeypatch.setattr(intake, "marks", lambda batch: batches.append(len(batch)) or marks(batch))
    again = finish(import_paths(project, [logs]))

    assert contents(project) == expected
    assert (again.added, again.duplicates, again.problems) == (told.added, told.duplicates, told.problems)
    assert most > 1 or len(batches) >= 30


def test_an_import_of_a_folder_cut_short_leaves_the_folder_as_unfinished_and_a_whole_one_does_not(
    project, logs, monkeypatch
):
    monkeypatch.setattr(intake, "BIG_BATCH", 10)
    job = import_paths(project, [logs])
    list(islice(job, 4))
    job.close()
    unfinished = [row.path for row in statistics.sources(project.db) if not row.finished]
    assert str(logs) in unfinished

    finish(import_paths(project, [logs, logs / "chats" / "a.jsonl"]))
    assert all(row.finished for row in statistics.sources(project.db))
    assert len(statistics.sources(project.db)) == 3


ODD = "chat,who,body\n1,Ann,hi there\n1,bot,hello\n2,Ann,thanks!\n"
MAPPING = ColumnMapping(conversation="chat", role="who", text="body", person="Ann")


@pytest.fixture
def table(tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "odd.csv").write_text(ODD)
    (tmp_path / "tables" / "plain.csv").write_text("prompt,response\nhi,hello\n")
    return tmp_path / "tables"


def test_a_table_that_came_to_nothing_is_read_as_soon_as_there_is_a_mapping_for_its_columns(project, table):
    first = finish(import_paths(project, [table]))
    assert (first.conversations, first.problems) == (1, 1)
    second = finish(import_paths(project, [table], mappings={signature(["who", "chat", "body"]): MAPPING}))

    assert (second.added, second.duplicates, second.problems) == (2, 1, 0)
    assert statistics.problems(project.db) == []


def test_a_table_whose_names_mean_nothing_is_read_by_its_mapping(project, tmp_path):
    (tmp_path / "a.csv").write_text("feld1;feld2\nhi;hello\nbye;see you\n")
    assert finish(import_paths(project, [tmp_path / "a.csv"])).problems == 1
    told = finish(import_paths(project, [tmp_path / "a.csv"], mapping=ColumnMapping(prompt="feld1", response="feld2")))

    assert (told.added, told.messages, told.problems) == (2, 4, 0)


def test_a_mapping_for_all_holds_for_the_tables_that_have_its_columns_alone(project, table):
    summary = finish(import_paths(project, [table], mapping=MAPPING))

    assert [(s.path, s.conversations, s.problems) for s in summary.sources] == [
        ("tables/odd.csv", 2, 0),
        ("tables/plain.csv", 1, 0),
    ]


def test_a_file_that_cannot_be_opened_is_a_problem_also_when_the_format_is_given(project, logs):
    (logs / "broken.zip").write_bytes(b"PK\x03\x04 and nothing more")
    finish(import_paths(project, [logs / "broken.zip"], format_name="messages"))

    assert [(p.shown, p.reason) for p in statistics.problems(project.db)] == [("broken.zip", "unreadable")]


@pytest.mark.parametrize(
    ("encoding", "words", "told"),
    [
        ("cp1252", "schöne Grüße aus Köln, übrigens", "Windows-1252"),
        ("gb18030", "你好世界", "in no encoding that is known"),
        ("utf-8", "schöne Grüße", ""),
        ("utf-16", "schöne Grüße", ""),
    ],
)
def test_letters_that_had_to_be_guessed_are_told_of(project, tmp_path, encoding, words, told):
    line = json.dumps({"messages": [{"role": "user", "content": words}]}, ensure_ascii=False)
    (tmp_path / "log.jsonl").write_bytes(f"{line}\n".encode(encoding))
    finish(import_paths(project, [tmp_path / "log.jsonl"]))

    problems = statistics.problems(project.db)
    assert [told in problem.sentence for problem in problems] == ([True] if told else [])
    assert browse.count_conversations(project.db, Filter()) == 1


def test_how_threads_take_turns_and_garbage_is_looked_for_is_as_before_afterwards(project, logs):
    before = sys.getswitchinterval(), gc.get_threshold()
    finish(import_paths(project, [logs]))
    assert (sys.getswitchinterval(), gc.get_threshold()) == before


@pytest.mark.parametrize("first", ["answers.jsonl", "zz.jsonl"])
def test_both_files_of_a_batch_come_in_as_they_do_one_by_one(project, tmp_path, first):
    ask = {"model": "lark", "messages": [{"role": "user", "content": "Name a bird"}]}
    told = {"choices": [{"message": {"role": "assistant", "content": "Wren"}}]}
    names = [f"c-{i}" for i in range(4)]
    folder = tmp_path / "batch"
    folder.mkdir()
    requests = [{"custom_id": name, "body": ask} for name in [*names, "never answered"]]
    answers = [{"custom_id": name, "response": {"body": told}} for name in [*reversed(names), "never asked"]]
    for name, records in (("requests.jsonl", requests), (first, answers)):
        (folder / name).write_text("".join(json.dumps(one) + "\n" for one in records))
    with Project.create(tmp_path / "other.nfstudio") as other:
        for name in sorted(("requests.jsonl", first)):
            finish(import_paths(other, [folder / name]))
        expected = contents(other)
    summary = finish(import_paths(project, [folder]))

    assert (summary.added, summary.duplicates, summary.problems) == (5, 4, 1)
    assert contents(project) == expected
