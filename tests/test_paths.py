from pathlib import Path

import pytest

from nfstudio import paths


def test_what_is_shipped_is_found_in_a_checkout():
    assert (paths.rule_packs() / "en-positive.toml").is_file()
    assert any(paths.samples().iterdir())
    assert paths.models().is_dir()


def test_what_is_shipped_inside_the_package_comes_first(tmp_path, monkeypatch):
    package = tmp_path / "nfstudio"
    (package / "resources" / "rules").mkdir(parents=True)
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", package)

    assert paths.rule_packs() == package / "resources" / "rules"


def test_preferences_and_logs_lie_in_the_home_of_the_person(monkeypatch):
    home = Path.home()

    assert paths.preferences().is_relative_to(home)
    assert paths.logs().is_relative_to(home)


@pytest.mark.parametrize(("inside", "shown"), [(("chats", "a"), "~/chats/a"), ((), "~")])
def test_a_path_in_the_home_folder_is_shown_short(inside, shown):
    assert paths.shown(Path.home().joinpath(*inside)) == shown


def test_a_path_elsewhere_is_shown_whole():
    assert paths.shown(Path("/srv/logs")) == "/srv/logs"


@pytest.mark.parametrize("question", [paths.is_file, paths.is_folder, paths.is_there])
def test_what_may_not_be_looked_at_is_not_there(question, tmp_path, monkeypatch):
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    assert not question(tmp_path / "x")
    assert not question(tmp_path / ("x" * 5_000))
    monkeypatch.setattr(Path, "stat", refused)
    assert not question(tmp_path)


def test_files_and_folders_are_told_apart(tmp_path):
    (tmp_path / "a").write_text("x")
    assert (paths.is_file(tmp_path / "a"), paths.is_folder(tmp_path / "a"), paths.is_there(tmp_path / "a")) == (1, 0, 1)
    assert (paths.is_file(tmp_path), paths.is_folder(tmp_path), paths.is_there(tmp_path)) == (0, 1, 1)
