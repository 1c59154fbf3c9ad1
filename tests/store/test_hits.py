"""What a search has found is kept for the next question, and looked for anew as soon as anything new can be found."""

import pytest
from building import take_in, talk

from nfstudio.domain.conversation import Role
from nfstudio.store import browse, hits, removal, search
from nfstudio.store.browse import Filter


@pytest.fixture
def indexed(project):
    take_in(
        project, talk("u apples and pears", "a fine"), talk("u plums", "a no apples"), talk("u nothing", "a at all")
    )
    list(search.index(project))
    return project


def searches(db, ask):
    """How often messages were looked through while `ask` ran."""
    seen = []
    db.set_trace_callback(seen.append)
    ask()
    db.set_trace_callback(None)
    return sum(statement.startswith("INSERT OR IGNORE INTO temp.hits") for statement in seen)


def test_a_list_its_count_and_its_facets_search_once(indexed):
    wanted = Filter(text="apples ")

    def look():
        assert browse.conversation_ids(indexed.db, wanted) == [1, 2]
        assert browse.count_conversations(indexed.db, wanted) == 2
        browse.facets(indexed.db, wanted, of_feedback=False)
        browse.facets(indexed.db, wanted, of_feedback=True)

    assert searches(indexed.db, look) == 1


def test_other_words_another_role_or_something_new_is_searched_anew(indexed):
    assert browse.conversation_ids(indexed.db, Filter(text="apples ")) == [1, 2]
    assert browse.conversation_ids(indexed.db, Filter(text="apples ", text_role=Role.USER)) == [1]
    assert browse.conversation_ids(indexed.db, Filter(text="plums ")) == [2]
    take_in(indexed, talk("u more plums", "a good"), path="/logs/b.jsonl")
    list(search.index(indexed))
    assert browse.conversation_ids(indexed.db, Filter(text="plums ")) == [2, 4]


def test_what_is_gone_from_the_project_is_no_longer_found(indexed):
    assert browse.conversation_ids(indexed.db, Filter(text="apples ")) == [1, 2]
    list(removal.remove(indexed, [1]))
    assert browse.conversation_ids(indexed.db, Filter(text="apples ")) == [2]
    assert dict(browse.facets(indexed.db, Filter(text="apples "), of_feedback=False)["source"]) == {"a.jsonl": 1}


def test_a_door_for_reading_only_searches_too(indexed):
    with indexed.reader() as door:
        assert browse.conversation_ids(door.db, Filter(text="apples ")) == [1, 2]


@pytest.mark.parametrize("text", ["apples ", "appl", '"apples and"', "pears apples ", "no apples "])
@pytest.mark.parametrize("role", [None, Role.USER])
def test_a_few_conversations_are_told_apart_as_all_are(indexed, text, role):
    every = set(browse.conversation_ids(indexed.db, Filter(text=text, text_role=role)))
    words = search.words_alone(indexed.db, text)
    assert hits.among(indexed.db, [1, 2, 3], words, role) == every
