import json

import pytest
from building import take_in, talk

from nfstudio.errors import StudioError
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.exporting import export_dataset, save_recipe
from nfstudio.jobs.progress import finish
from nfstudio.store import recipes, review


def again(project, out, name):
    """The job that makes again what a recipe of the project makes."""
    return export_dataset(project, out, ExportOptions.of(recipes.recipe(project.db, name)), recipe=name)


def test_a_recipe_makes_the_same_again_and_tells_what_changed_since(rich, tmp_path):
    save_recipe(rich, "pairs", ExportOptions(kind="dpo", ways=("rewrite", "thumbs")))
    first = finish(again(rich, tmp_path / "a", "pairs"))
    review.undo(rich, reviewer="me")  # the rewrite
    second = finish(again(rich, tmp_path / "b", "pairs"))

    assert first.change is None
    assert (second.change.added, second.change.removed) == (0, 1)
    assert "change" not in json.loads((tmp_path / "b" / "manifest.json").read_text())


def test_another_recipe_is_another_story(rich, tmp_path):
    for name in ("one", "two"):
        save_recipe(rich, name, ExportOptions())
        assert finish(again(rich, tmp_path / name, name)).change is None


def test_a_recipe_that_nobody_saved_is_told(reviewed, tmp_path):
    with pytest.raises(StudioError, match="no recipe called 'weekly'"):
        finish(again(reviewed, tmp_path / "out", "weekly"))


def test_a_recipe_split_by_time_keeps_its_instants(rich, tmp_path):
    save_recipe(rich, "old", ExportOptions(kind="dpo", split="0.5,0.5", split_by="time"))
    before = finish(again(rich, tmp_path / "a", "old"))
    take_in(rich, talk("u a b c", "a d e f", "u x", created_at="2027-01-01T00:00:00Z"), path="/logs/c.jsonl")
    after = finish(again(rich, tmp_path / "b", "old"))

    assert before.rows == after.rows
