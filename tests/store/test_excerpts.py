from building import take_in, talk

from nfstudio.domain.conversation import Role
from nfstudio.store import search
from nfstudio.store.browse import Filter
from nfstudio.store.excerpts import excerpts, piece


def test_the_first_message_that_says_it_is_shown_around_the_hit(project):
    long = "so " * 60
    take_in(project, talk("u ask", f"a {long}apples are red {long}", "u apples?"), talk("u pears", "a yes"))
    list(search.index(project))

    found = excerpts(project.db, Filter(text="apples"), [1, 2])
    assert list(found) == [1]
    assert "apples are red" in found[1]
    assert found[1].startswith("…so")
    assert found[1].endswith("…")
    assert excerpts(project.db, Filter(text="apples", text_role=Role.USER), [1]) == {1: "apples?"}
    assert excerpts(project.db, Filter(text="?!"), [1]) == {}


def test_a_script_without_spaces_is_found_too(project):
    take_in(project, talk("u 我说的是两天", "a 好的"))
    list(search.index(project))

    assert excerpts(project.db, Filter(text="两天"), [1]) == {1: "我说的是两天"}


def test_a_piece_without_its_words_is_the_beginning():
    assert piece("a short text", ["missing"]) == "a short text"
