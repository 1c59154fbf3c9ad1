import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio import paths
from nfstudio.app.preferences import LANGUAGES, RECENTS, Preferences, Recent, language, load, save
from nfstudio.app.theme import Scheme
from nfstudio.errors import StudioError
from nfstudio.importers.column_mapping import ColumnMapping

WORDS = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)
PREFERENCES = st.builds(
    Preferences,
    theme=st.sampled_from(Scheme),
    language=st.sampled_from(list(LANGUAGES)),
    keys=st.dictionaries(WORDS, st.lists(WORDS).map(tuple)),
    reviewer=WORDS,
    recents=st.lists(st.builds(Recent, WORDS.map(Path), WORDS), max_size=RECENTS).map(tuple),
    mappings=st.dictionaries(WORDS, st.builds(ColumnMapping, text=WORDS, role=WORDS, person=st.just("") | WORDS)),
    rest=st.dictionaries(WORDS.map("x-{}".format), st.integers()),
)


@given(wanted=PREFERENCES)
def test_what_was_written_is_read_again(tmp_path_factory, wanted):
    file = tmp_path_factory.mktemp("p") / "deep" / "preferences.json"
    save(file, wanted)
    assert load(file) == (wanted, "")
    assert [path.name for path in file.parent.iterdir()] == ["preferences.json"]


def test_without_a_file_there_are_defaults_and_nothing_to_say(tmp_path):
    assert load(tmp_path / "none.json") == (Preferences(), "")


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe\x00", b"", b"[" * 100_000, b"9" * 5_000])
def test_a_file_that_is_none_is_kept_aside_and_said(tmp_path, content):
    file = tmp_path / "preferences.json"
    file.write_bytes(content)
    found, notice = load(file)
    assert found == Preferences()
    assert "preferences.json.bad" in notice
    assert (tmp_path / "preferences.json.bad").read_bytes() == content
    assert not file.exists()


def test_values_that_make_no_sense_are_passed_over_and_the_others_kept(tmp_path):
    file = tmp_path / "preferences.json"
    odd = {"theme": ["dark"], "language": ["de"], "keys": {"a": 3, "b": ["B", 1]}, "reviewer": " "}
    odd["recents"] = [7, {"path": "/p"}, {}]
    file.write_text(json.dumps(odd))
    found, notice = load(file)
    assert notice == ""
    assert found == Preferences(keys={"b": ("B",)}, recents=(Recent(Path("/p"), ""),))


def test_names_nobody_knows_are_kept(tmp_path):
    file = tmp_path / "preferences.json"
    file.write_text(json.dumps({"columns": {"csv": "text"}}))
    found, _ = load(file)
    save(file, replace(found, theme=Scheme.DARK))
    assert json.loads(file.read_text())["columns"] == {"csv": "text"}


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_stays(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StudioError, match="cannot be written"):
        save(tmp_path / "file" / "preferences.json", Preferences())


def test_the_project_opened_last_stands_first_and_once():
    known = Preferences()
    for number in range(RECENTS + 3):
        known = known.opened(Path(f"/{number}"), "2026-01-01T00:00:00Z")
    known = known.opened(Path("/5"), "2026-01-02T00:00:00Z")
    paths = [str(recent.path) for recent in known.recents]
    assert len(paths) == RECENTS
    assert paths[0] == "/5"
    assert paths.count("/5") == 1
    assert known.without(Path("/5")).recents == known.recents[1:]


def test_a_mapping_that_makes_no_sense_is_passed_over(tmp_path):
    file = tmp_path / "preferences.json"
    odd = {"a, b": {"text": "a", "colour": "b"}, "c": 3, "d": {}, "e, f": {"text": "e", "role": "f", "time": 7}}
    file.write_text(json.dumps({"mappings": odd}))

    assert load(file)[0].mappings == {"e, f": ColumnMapping(text="e", role="f")}


@pytest.mark.parametrize(
    ("content", "said"),
    [('{"language": "de"}', "de"), ('{"language": "xx"}', ""), ("{", ""), ("[]", ""), ("[" * 100_000, ""), (None, "")],
)
def test_the_language_is_known_before_there_is_a_window_and_nothing_is_put_aside_for_it(tmp_path, content, said):
    file = tmp_path / "preferences.json"
    if content is not None:
        file.write_text(content)
    assert language(file) == said
    assert content is None or file.read_text() == content


def test_every_language_that_is_shipped_can_be_chosen():
    shipped = {file.stem.removeprefix("nfstudio_") for file in paths.translations().glob("nfstudio_*.ts")}
    assert shipped | {"", "en"} == set(LANGUAGES)
