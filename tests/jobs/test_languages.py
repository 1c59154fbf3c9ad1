from itertools import islice

import pytest
from building import take_in, talk

from nfstudio.jobs import languages as job
from nfstudio.jobs.languages import identify_languages
from nfstudio.jobs.progress import finish
from nfstudio.store import languages

GERMAN = "u Kannst du mir bitte erklären, wie man Eier weich kocht?"
ENGLISH = "u Could you please tell me how long an egg has to boil?"


def stored(project):
    return [row[0] for row in project.db.execute("SELECT language FROM conversations ORDER BY id")]


@pytest.fixture
def talks(project):
    said = [talk(GERMAN if i % 2 else ENGLISH, f"a {i} minutes.", "u ok") for i in range(10)]
    take_in(project, *said, talk("u ?", "a What is it?"), talk(GERMAN, language="Danish"))
    return project


def test_each_conversation_without_a_language_gets_one_or_stays_unknown(talks):
    summary = finish(identify_languages(talks))

    assert stored(talks) == ["en", "de"] * 5 + [None, "da"]
    assert (summary.identified, summary.unknown) == (10, 1)


def test_asked_again_it_reads_nothing_and_tells_the_same(talks, monkeypatch):
    first = finish(identify_languages(talks))
    monkeypatch.setattr(job.Identifier, "language", lambda *_: pytest.fail("read again"))
    said = []
    again = finish(identify_languages(talks), report=said.append)

    assert (again.identified, again.unknown) == (first.identified, first.unknown)
    assert said == []


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_cut_short_after_any_batch_it_goes_on_to_the_same_result(talks, monkeypatch, steps):
    monkeypatch.setattr(languages, "BATCH", 4)
    cut = identify_languages(talks)
    list(islice(cut, steps))
    cut.close()
    begun = stored(talks)
    finish(identify_languages(talks))

    assert begun.count(None) > 1
    assert stored(talks) == ["en", "de"] * 5 + [None, "da"]


def test_the_lists_hear_of_it_once_at_the_end(talks, monkeypatch):
    monkeypatch.setattr(languages, "BATCH", 4)
    said = []
    finish(identify_languages(talks), report=said.append)

    assert len(said) > 3
    assert [bool(progress.changes) for progress in said] == [False] * (len(said) - 1) + [True]
    assert said[-1].changes.imported
    assert not said[-1].changes.touches(1)
    assert [progress.done for progress in said] == sorted(progress.done for progress in said)
    assert said[-1].done == said[-1].total == 33


def test_nothing_is_told_to_have_changed_when_nothing_was_identified(project):
    take_in(project, talk("u ?"), talk(ENGLISH, language="en"))
    said = []
    finish(identify_languages(project), report=said.append)

    assert not any(progress.changes for progress in said)


def test_it_waits_for_no_lock_between_two_batches_and_gives_way_after_each(talks, monkeypatch):
    monkeypatch.setattr(languages, "BATCH", 4)
    ways = []
    monkeypatch.setattr(talks, "give_way", lambda: ways.append(talks.db.in_transaction))
    finish(identify_languages(talks))

    assert len(ways) == 9
    assert not any(ways)
