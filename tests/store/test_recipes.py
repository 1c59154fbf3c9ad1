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


@pytest.mark.parametrize("text", ["{", "[1]", "[" * 100_000, '{"seed": NaN}'], ids=range(4))
def test_what_a_stranger_left_under_a_name_is_told_and_can_be_let_go(project, text):
    with project.writing() as db:
        db.execute("INSERT INTO recipes VALUES ('odd', ?, '')", (text,))
    with pytest.raises(StudioError, match="The recipe 'odd' cannot be read"):
        recipes.recipe(project.db, "odd")
    recipes.forget(project, "odd")
    assert recipes.names(project.db) == []
    with pytest.raises(StudioError, match="no recipe"):
        recipes.forget(project, "odd")
