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
