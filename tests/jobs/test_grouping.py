"""Many files of one format right in a folder are one source, whose files are told apart; a few stay as they are."""

import json
import sqlite3
from dataclasses import replace
from zipfile import ZipFile

import pytest

from nfstudio.jobs.importing import import_paths
from nfstudio.jobs.progress import finish
from nfstudio.store import browse, grouping, outcomes, saved_filters, statistics
from nfstudio.store.browse import Filter
from nfstudio.store.grouping import ALIKE
from nfstudio.store.project import Project

MANY = ALIKE + 2


def talk(number, *more):
    said = [("user", f"ask {number}"), ("assistant", "so"), ("user", f"again {number}"), *more]
    return {"messages": [{"role": role, "content": content} for role, content in said]}


def write(folder, count, *, first=0, suffix=".json"):
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        (folder / f"chat-{number:04}{suffix}").write_text(json.dumps(talk(number)) + "\n", encoding="utf-8")
    return folder


def sources(project):
    return dict(browse.facets(project.db, Filter(), of_feedback=False)["source"])


def take_in(project, *paths):
    finish(import_paths(project, list(paths)))


def test_many_files_of_a_folder_are_one_source_under_its_name(project, tmp_path):
    take_in(project, write(tmp_path / "arena", MANY))
    assert sources(project) == {"arena": MANY}
    assert grouping.files(project.db) == {"arena": MANY}


def test_a_few_files_stay_sources_of_their_own(project, tmp_path):
    take_in(project, write(tmp_path / "mine", ALIKE))
    assert len(sources(project)) == ALIKE
    assert grouping.files(project.db) == {}


def test_files_that_were_named_one_by_one_stay_sources_of_their_own(project, tmp_path):
    take_in(project, *sorted(write(tmp_path / "arena", MANY).iterdir()))
    assert len(sources(project)) == MANY


def test_a_file_of_another_format_beside_many_alike_stays_by_itself(project, tmp_path):
    folder = write(tmp_path / "arena", MANY)
    (folder / "notes.txt").write_text("User: hello there\nAssistant: hi\nUser: thanks a lot\n", encoding="utf-8")
    take_in(project, folder)
    assert sources(project) == {"arena": MANY, "notes.txt": 1}


def test_a_folder_that_grows_becomes_one_source_and_keeps_the_earlier_files(project, tmp_path):
    folder = write(tmp_path / "arena", ALIKE)
    take_in(project, folder)
    take_in(project, write(folder, 3, first=ALIKE))
    assert sources(project) == {"arena": ALIKE + 3}
    (folder / "chat-0000.json").write_text(json.dumps(talk("other")), encoding="utf-8")
    take_in(project, folder)
    assert set(sources(project)) == {"arena"}, "what a changed file brings comes under the name of the folder too"


def test_files_of_a_folder_below_are_one_source_and_told_apart(project, tmp_path):
    write(tmp_path / "all" / "arena", 3)
    take_in(project, tmp_path / "all")
    assert grouping.files(project.db) == {"arena": 3}
    counted = grouping.counts(project.db, Filter(), "arena", of_feedback=False, most=2)
    assert counted == [("all/arena/chat-0000.json", 1), ("all/arena/chat-0001.json", 1)]


@pytest.mark.parametrize("of_feedback", [False, True])
def test_a_filter_takes_single_files_beside_sources(project, tmp_path, of_feedback):
    take_in(project, write(tmp_path / "arena", MANY), write(tmp_path / "few", 2, first=500))
    one = Filter(sources=frozenset({"arena/chat-0003.json"}))
    assert browse.count_conversations(project.db, one) == 1
    both = Filter(sources=frozenset({"arena/chat-0003.json", "chat-0500.json"}))
    assert browse.count_conversations(project.db, both) == 2
    facets = browse.facets(project.db, one, of_feedback=of_feedback)
    if not of_feedback:
        assert dict(facets["source"]) == {"arena": MANY, "chat-0500.json": 1, "chat-0501.json": 1}
        assert dict(facets["model"]) == {None: 1}


def test_counts_by_file_tell_single_files(project, tmp_path):
    take_in(project, write(tmp_path / "arena", MANY))
    assert [one.group for one in statistics.grouped(project.db, "source")] == ["arena"]
    assert statistics.grouped(project.db, "file")[0].group == "arena/chat-0000.json"


def test_a_project_of_an_earlier_version_is_grouped_when_it_is_opened(project, tmp_path):
    write(tmp_path / "arena", MANY)
    write(tmp_path / "few", 2, first=500)
    write(tmp_path / "deep" / "below", MANY, first=600)
    take_in(project, tmp_path / "arena", tmp_path / "few", tmp_path / "deep")
    now = sources(project)
    with project.writing() as db:  # as it stood before
        db.execute("UPDATE sources SET name = substr(shown, 7) WHERE name = 'arena'")
        own = "(SELECT name FROM sources s WHERE s.id = source_id)"
        db.execute(f"UPDATE conversations SET source = {own} WHERE source = 'arena'")
        db.execute("DROP INDEX sources_by_shown")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm005_folders'")
    assert len(sources(project)) > MANY
    path = project.path
    with Project(path) as again:
        assert sources(again) == now
        assert grouping.files(again.db) == {"arena": MANY, "below": MANY}
    assert list(path.parent.glob("*.bak")), "it was backed up before"
    sqlite3.connect(path).close()


def test_a_filter_that_named_a_file_finds_it_in_the_folder_it_belongs_to_now(project, tmp_path):
    folder = write(tmp_path / "arena", ALIKE)
    take_in(project, folder)
    saved = Filter(sources=frozenset({"chat-0003.json", "elsewhere"}), text="again")
    saved_filters.save(project, "mine", saved)
    before = browse.conversation_ids(project.db, saved)
    assert len(before) == 1

    take_in(project, write(folder, 3, first=ALIKE))
    ((_, now),) = saved_filters.saved_filters(project)
    assert now == replace(saved, sources=frozenset({"arena/chat-0003.json", "elsewhere"}))
    assert browse.conversation_ids(project.db, now) == before
    assert outcomes.conversations_holding(project.db, ("feedback",), Filter(sources=saved.sources)) == []


def test_a_filter_that_names_what_is_a_source_still_means_the_source(project, tmp_path):
    (tmp_path / "chat-0000.json").write_text(json.dumps(talk(50)), encoding="utf-8")
    take_in(project, write(tmp_path / "arena", MANY), tmp_path / "chat-0000.json")
    wanted = Filter(sources=frozenset({"chat-0000.json", "arena", ""}))
    assert grouping.current(project.db, wanted) == wanted


def test_a_filter_that_named_an_archive_finds_all_its_parts(project, tmp_path):
    for number in range(MANY):
        (tmp_path / "packed").mkdir(exist_ok=True)
        with ZipFile(tmp_path / "packed" / f"{number}.zip", "w") as archive:
            archive.writestr("one.json", json.dumps(talk(number)))
            archive.writestr("two.json", json.dumps(talk(100 + number)))
    take_in(project, tmp_path / "packed")
    assert set(sources(project)) == {"packed"}
    now = grouping.current(project.db, Filter(sources=frozenset({"3.zip"})))
    assert now.sources == {"packed/3.zip!/one.json", "packed/3.zip!/two.json"}
    assert len(browse.conversation_ids(project.db, now)) == 2
