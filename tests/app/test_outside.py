"""What may be handed to other programs: text and tables of this disk, and nothing that a name could make start."""

import pytest

from nfstudio.app import outside
from nfstudio.app.dialogs.problems import path_and_line
from nfstudio.store.statistics import ProblemRow


def problem(path, place):
    return ProblemRow(1, "shown", path, place, "broken JSON", "Sentence.")


@pytest.mark.parametrize("name", ["a.jsonl", "a.JSON", "talk with spaces.md", "a.exe.csv", "%2e%2e.txt", "a#b?.txt"])
def test_text_and_tables_are_opened_by_their_path(tmp_path, monkeypatch, name):
    opened = []
    monkeypatch.setattr(outside.QDesktopServices, "openUrl", lambda url: not opened.append(url))
    file = tmp_path / name
    file.write_text("x")
    assert outside.open_file(file)
    assert opened[0].toLocalFile() == str(file)
    assert opened[0].scheme() == "file"


@pytest.mark.parametrize(
    "name",
    ["a.json.desktop", "a.txt.exe", "a.sh", "a.bat", "a.html", "a.svg", "a.lnk", "a.url", "a.zip", "a.json ", "noname"],
)
def test_anything_else_is_not_opened(tmp_path, monkeypatch, name):
    monkeypatch.setattr(outside.QDesktopServices, "openUrl", lambda _url: pytest.fail("it was opened"))
    file = tmp_path / name
    file.write_text("x")
    assert not outside.open_file(file)


def test_a_link_is_judged_by_what_it_leads_to(tmp_path):
    target = tmp_path / "start.desktop"
    target.write_text("x")
    link = tmp_path / "a.json"
    link.symlink_to(target)
    assert not outside.may_open(link)
    circle = tmp_path / "b.json"
    circle.symlink_to(circle)
    assert not outside.may_open(circle)


def test_a_folder_named_like_a_file_is_no_file(tmp_path):
    (tmp_path / "a.json").mkdir()
    assert not outside.may_open(tmp_path / "a.json")


@pytest.mark.parametrize(
    ("path", "place", "told"),
    [
        ("/logs/a.jsonl", "line 12", "/logs/a.jsonl:12"),
        ("/logs/a.json", "record 3", "/logs/a.json, record 3"),
        ("/logs/a.json", "", "/logs/a.json"),
        ("/logs/a.zip!/b.jsonl", "line 12", "/logs/a.zip!/b.jsonl, line 12"),
    ],
)
def test_a_place_is_written_as_editors_take_it(path, place, told):
    assert path_and_line(problem(path, place)) == told
