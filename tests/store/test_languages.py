import pytest
from building import take_in, talk

from nfstudio.store import languages, statistics
from nfstudio.store.browse import Filter, conversation_ids, facets


def passed(project, tell=lambda found: "de"):
    """Pass all that is left, telling the same of everything; what was read."""
    read = []
    while batch := languages.next_batch(project, messages=3, characters=100):
        read += batch.conversations
        languages.record(project, batch, {found.id: tell(found) for found in batch.conversations})
    return read


def stored(project):
    return project.db.execute("SELECT language, language_guessed FROM conversations ORDER BY id").fetchall()


def test_only_conversations_without_a_stated_language_are_read(project):
    take_in(project, talk("u eins", "a ok", "u zwei"), talk("u one", language="English"), talk("u two", language="und"))

    assert [(found.id, found.said) for found in passed(project)] == [(1, ("eins", "zwei")), (3, ("two",))]
    assert stored(project) == [("de", 1), ("en", 0), ("de", 1)]


def test_a_language_as_the_dump_states_it_becomes_its_code(project):
    take_in(project, talk("u a", language="German"), talk("u b", language="pt-BR"), talk("u c", language="Klingon"))

    assert stored(project) == [("de", 0), ("pt", 0), ("Klingon", 0)]


def test_answers_and_system_messages_are_not_read(project):
    take_in(project, talk("s be kind", "u hello", "a welcome", "t done"), talk("a only an answer"))

    assert [found.said for found in passed(project)] == [("hello",)]


def test_only_the_beginning_of_the_first_messages_is_read(project):
    take_in(project, talk("u " + "x" * 200, "u b", "u c", "u d"))

    assert passed(project)[0].said == ("x" * 100, "b", "c")


def test_what_could_not_be_told_is_not_read_again(project):
    take_in(project, talk("u hm"), talk("u mh"))
    assert len(passed(project, lambda _: None)) == 2

    assert passed(project) == []
    assert languages.waiting(project) == 0
    assert stored(project) == [(None, 0), (None, 0)]


def test_a_conversation_that_grew_is_read_again_and_the_others_are_not(project):
    take_in(project, talk("u hm", origin_id="x"), talk("u well"))
    passed(project, lambda _: None)
    take_in(project, talk("u hm", "a yes?", "u Guten Tag", origin_id="x"))

    assert languages.waiting(project) == 2
    assert [(found.id, found.said) for found in passed(project)] == [(1, ("hm", "Guten Tag"))]
    assert stored(project) == [("de", 1), (None, 0)]


def test_more_words_may_change_what_was_told_but_never_what_the_dump_states(project):
    take_in(project, talk("u a", origin_id="x"), talk("u b", origin_id="y", language="fr"))
    passed(project)
    take_in(project, talk("u a", "u aa", origin_id="x"), talk("u b", "u bb", origin_id="y"))
    passed(project, lambda _: "en")

    assert stored(project) == [("en", 1), ("fr", 0)]


def test_a_batch_that_somebody_else_passed_meanwhile_changes_nothing(project):
    take_in(project, talk("u a"))
    batch = languages.next_batch(project, messages=3, characters=100)
    assert languages.record(project, batch, {1: "de"}) == 1

    assert languages.record(project, batch, {1: "fr"}) == 0
    assert stored(project) == [("de", 1)]


@pytest.mark.parametrize("size", [1, 2, 500])
def test_every_size_of_batch_comes_to_the_same(project, monkeypatch, size):
    monkeypatch.setattr(languages, "BATCH", size)
    take_in(project, *[talk(f"u ask {i}", "a answer", f"u more {i}") for i in range(7)])
    passed(project, lambda found: "de" if found.id % 2 else None)

    assert stored(project) == [("de", 1) if i % 2 else (None, 0) for i in range(1, 8)]
    assert languages.counts(project) == (4, 3)


def test_identified_languages_are_counted_and_filtered_by_like_stated_ones(project):
    take_in(project, talk("u a"), talk("u b", language="German"), talk("u c", language="en"), talk("u d"))
    passed(project, lambda found: "de" if found.id == 1 else None)

    assert facets(project.db, Filter(), of_feedback=False)["language"] == [("de", 2), (None, 1), ("en", 1)]
    assert conversation_ids(project.db, Filter(languages=frozenset({"de"}))) == [1, 2]
    assert conversation_ids(project.db, Filter(languages=frozenset({""}))) == [4]
    assert [(c.group, c.conversations) for c in statistics.grouped(project.db, "language")] == [
        ("de", 2),
        (None, 1),
        ("en", 1),
    ]
