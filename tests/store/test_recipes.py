import pytest

from nfstudio.errors import StudioError
from nfstudio.store import recipes


def test_a_recipe_comes_back_as_it_was_saved(project):
    options = {"kind": "dpo", "ways": ["rewrite"], "min_score": None, "actions": {"short": "drop"}}
    recipes.save(project, "weekly", options)
    assert recipes.recipe(project.db, "weekly") == options


def test_a_recipe_saved_again_takes_the_place_of_the_old_one(project):
    recipes.save(project, "a", {"seed": 1})
    recipes.save(project, "a", {"seed": 2})
    recipes.save(project, "B", {})
    assert recipes.names(project.db) == ["B", "a"]
    assert recipes.recipe(project.db, "a") == {"seed": 2}


def test_what_there_is_is_named_where_a_recipe_is_missed(project):
    recipes.save(project, "weekly", {})
    with pytest.raises(StudioError) as missed:
        recipes.recipe(project.db, "monthly")
    assert missed.value.hint == "There are weekly."
    recipes.forget(project, "weekly")
    with pytest.raises(StudioError, match="no recipe"):
        recipes.recipe(project.db, "weekly")


def test_a_recipe_needs_a_name(project):
    with pytest.raises(StudioError, match="needs a name"):
        recipes.save(project, "  ", {})
