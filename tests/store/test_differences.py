"""What the newest run has changed: counted, listed, filtered by, beside decisions, in older projects."""

import sqlite3
from dataclasses import replace

import pytest
from building import claim, feedback, run, take_in, talk

from nfstudio.domain.differences import Aspect, Change
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.thresholds import Thresholds
from nfstudio.store import browse, detections, differences, removal, review, saved_filters
from nfstudio.store.browse import Filter
from nfstudio.store.decisions import Edit
from nfstudio.store.differences import Tally
from nfstudio.store.project import Project

P, C, N = Category.POSITIVE, Category.CORRECTION, Category.COMPLAINT
FIRST = [
    (3, "no, two days", C, 0.9),
    (5, "thanks a lot", P, 0.9),
    (8, "that is wrong", N, 0.6),
    (10, "fine", P, 0.7),
]
"""Claims of the first run; message 12 has none."""
SECOND = [
    (3, "no, two", N, 0.9),
    (5, "thanks a lot", P, 0.3),
    (8, "that is wrong", N, 0.6),
    (12, "great", P, 0.8),
]
"""Claims of the second: 3 is changed, 5 falls below the threshold, 8 is the same, 10 is gone, 12 is new."""


@pytest.fixture
def talks(project):
    take_in(
        project,
        talk("u plan", "a three", "u no, two days", "a two", "u thanks a lot"),
        talk("u hi", "a hello", "u that is wrong", "a so?", "u fine", "a more", "u great"),
    )
    return project


@pytest.fixture
def twice(talks):
    run(talks, FIRST)
    run(talks, SECOND, version="2")
    return talks


def newest(project):
    return differences.tally(project, detections.newest_run_record(project).id)


def listed(project, *wanted):
    found = differences.listed(project.db, frozenset(wanted) or differences.ALL)
    return [(one.message, one.change, one.against) for one in found]


def status_of(project, message):
    return next(item.status for item in feedback(project) if item.message == message)


def test_the_first_run_differs_from_nothing(talks):
    run(talks, FIRST)

    assert newest(talks) is None
    assert listed(talks) == []


def test_a_run_tells_what_is_new_gone_and_changed(twice):
    assert newest(twice) == Tally(new=1, gone=2, changed=1, category=1, span=1)
    assert listed(twice) == [
        (3, Change.CHANGED, False),
        (5, Change.GONE, False),
        (10, Change.GONE, False),
        (12, Change.NEW, False),
    ]


def test_a_difference_tells_before_and_after_with_their_words(twice):
    changed, below, gone, new = differences.listed(twice.db)

    assert (changed.before.words, changed.before.category) == ("no, two days", C)
    assert (changed.after.words, changed.after.category) == ("no, two", N)
    assert changed.aspects == (Aspect.CATEGORY, Aspect.SPAN)
    assert (below.before.score, below.after.score, below.status) == (0.9, 0.3, Status.LOW)
    assert (gone.after, gone.feedback, gone.status) == (None, None, None)
    assert (new.before, new.after.words, new.status) == (None, "great", Status.AUTO)


def test_it_can_be_told_after_a_restart(twice):
    before = list(differences.listed(twice.db))
    with Project(twice.path) as again:
        assert list(differences.listed(again.db)) == before
        assert newest(again) == newest(twice)


def test_the_next_run_takes_the_place_of_what_the_last_one_changed(twice):
    run(twice, SECOND, version="3")

    assert newest(twice) == Tally()
    assert twice.db.execute("SELECT count(*) FROM differences").fetchone() == (0,)


def test_a_run_that_is_half_way_has_told_of_the_messages_it_has_reached(talks):
    run(talks, FIRST)
    record = detections.open_run(
        talks, detector="rules", version="2", settings={}, device="CPU", thresholds=Thresholds(0.5)
    )
    detections.record(talks, record.id, [], after=0, up_to=5, messages=0, candidates=0, seconds=0)

    assert listed(talks) == [(3, Change.GONE, False), (5, Change.GONE, False)]


def test_messages_that_no_run_had_read_are_no_difference(twice):
    take_in(twice, talk("u hi", "a hello", "u thanks"), path="/logs/b.jsonl")
    before = newest(twice)
    run(twice, [(15, "thanks", P, 0.9)], version="2")

    assert newest(twice) == before


def test_another_threshold_makes_claims_new_and_gone(talks):
    first = run(talks, FIRST)
    again = detections.open_run(
        talks, detector="rules", version="1", settings={"a": 1}, device="CPU", thresholds=Thresholds(0.8)
    )
    detections.take_over(talks, again.id, detections.run_record(talks, first), after=0, up_to=12, messages=0)

    assert newest(talks) == Tally(gone=2)


def test_a_decision_stands_and_is_told_where_the_claim_is_another(talks):
    run(talks, FIRST)
    by_message = {item.message: item.id for item in feedback(talks)}
    review.decide(talks, [by_message[3], by_message[10]], Verdict.ACCEPT, reviewer="Ada")
    review.decide(talks, [by_message[5]], Verdict.REJECT, reviewer="Ada")
    stood = [item for item in feedback(talks) if item.decided]
    run(talks, SECOND, version="2")

    after = [item for item in feedback(talks) if item.decided]
    assert [(item.span, item.category, item.status) for item in after] == [
        (item.span, item.category, item.status) for item in stood
    ]
    # Accepted as a Correction and claimed as a Complaint; accepted and not claimed; rejected and not claimed: agreed.
    assert listed(talks, Change.AGAINST) == [(3, Change.CHANGED, True), (10, Change.GONE, True)]
    assert newest(talks).against == 2


def test_a_rejected_claim_that_comes_back_is_told_as_against_the_decision(talks):
    run(talks, [*FIRST[:1], (5, "thanks a lot", P, 0.6)])
    (item,) = [item for item in feedback(talks) if item.message == 5]
    review.decide(talks, [item.id], Verdict.REJECT, reviewer="Ada")
    run(talks, FIRST, version="2")

    assert (5, Change.CHANGED, True) in listed(talks)
    assert status_of(talks, 5) is Status.REJECTED


def test_a_decision_made_afterwards_counts_too_and_undo_takes_it_back(twice):
    (item,) = [item for item in feedback(twice) if item.message == 12]
    review.decide(twice, [item.id], Verdict.REJECT, reviewer="Ada")
    assert listed(twice, Change.AGAINST) == [(12, Change.NEW, True)]

    review.undo(twice, reviewer="Ada")
    assert listed(twice, Change.AGAINST) == []

    review.decide(twice, [item.id], Verdict.ACCEPT, reviewer="Ada", edit=Edit(category=C))
    assert listed(twice, Change.AGAINST) == [(12, Change.NEW, True)]


def queue(project, *wanted):
    ids = browse.feedback_ids(project.db, Filter(differences=frozenset(wanted)))
    return {row.message for row in browse.feedback_rows(project.db, ids)}


def test_the_queue_can_be_narrowed_to_what_the_last_run_changed(twice):
    assert queue(twice, Change.NEW) == {12}
    assert queue(twice, Change.CHANGED) == {3}
    assert queue(twice, Change.GONE) == {5}  # of message 10 nothing stands that could be listed
    assert queue(twice, *Change) == {3, 5, 12}
    assert queue(twice, Change.AGAINST) == set()


def test_conversations_are_found_also_where_no_feedback_is_left_of_a_claim(talks):
    run(talks, FIRST)
    run(talks, FIRST[:3], version="2")
    wanted = Filter(differences=frozenset({Change.GONE}))

    assert browse.feedback_ids(talks.db, wanted) == []
    assert browse.conversation_ids(talks.db, wanted) == [2]
    assert [one.message for one in differences.in_conversation(talks.db, 2)] == [10]
    assert differences.in_conversation(talks.db, 1) == []


def test_conversations_can_be_narrowed_to_those_where_a_decision_stands_against_a_claim(twice):
    wanted = Filter(differences=frozenset({Change.AGAINST}))
    assert browse.conversation_ids(twice.db, wanted) == []
    (item,) = [item for item in feedback(twice) if item.message == 12]
    review.decide(twice, [item.id], Verdict.REJECT, reviewer="Ada")

    assert browse.conversation_ids(twice.db, wanted) == [2]


def test_the_facet_counts_what_choosing_it_leaves(twice):
    for of_feedback, count in ((True, browse.count_feedback), (False, browse.count_conversations)):
        for wanted in (Filter(), Filter(categories=frozenset({P})), Filter(differences=frozenset({Change.NEW}))):
            told = browse.facets(twice.db, wanted, of_feedback=of_feedback)["difference"]
            assert told
            assert dict(told) == {
                change.value: n
                for change in Change
                if (n := count(twice.db, replace(wanted, differences=frozenset({change}))))
            }


def test_other_facets_follow_the_filter(twice):
    wanted = Filter(differences=frozenset({Change.NEW, Change.GONE}))

    assert browse.facets(twice.db, wanted, of_feedback=True)["category"] == [("POSITIVE", 2)]
    of_conversations = browse.facets(twice.db, wanted, of_feedback=False)
    assert of_conversations["source"] == [("a.jsonl", 2)]
    for category, conversations in of_conversations["category"]:
        chosen = replace(wanted, categories=frozenset({Category(category)}))
        assert conversations == len(browse.conversation_ids(twice.db, chosen)), category
    assert len(of_conversations["category"]) > 1


def test_a_saved_filter_keeps_it(twice):
    wanted = Filter(differences=frozenset({Change.NEW, Change.AGAINST}))
    saved_filters.save(twice, "mine", wanted)

    assert saved_filters.saved_filters(twice) == [("mine", wanted)]


def test_what_is_removed_leaves_no_difference(twice):
    list(removal.remove(twice, [2]))

    assert listed(twice) == [(3, Change.CHANGED, False), (5, Change.GONE, False)]


def test_more_than_a_page_is_listed_whole(talks, monkeypatch):
    run(talks, FIRST)
    monkeypatch.setattr(differences, "PAGE", 1)
    run(talks, SECOND, version="2")

    assert [message for message, _, _ in listed(talks)] == [3, 5, 10, 12]


def test_a_run_that_goes_on_behind_a_newer_one_changes_nothing(twice):
    older = detections.run_record(twice, 1)
    take_in(twice, talk("u hi", "a hello", "u thanks"), path="/logs/b.jsonl")
    found = [claim(twice, 15, "thanks", P, 0.9)]
    before = listed(twice)
    detections.record(twice, older.id, found, after=older.high_water, up_to=15, messages=1, candidates=1, seconds=0)

    assert listed(twice) == before


def test_a_project_of_the_first_version_is_brought_up_to_date_and_backed_up(talks):
    run(talks, FIRST)
    path = talks.path
    with sqlite3.connect(path) as old:  # as the first version left it
        old.execute("DROP TABLE differences")
        old.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003_differences'")
    old.close()
    with Project(path) as migrated:
        run(migrated, SECOND, version="2")
        told = newest(migrated)
    (backup,) = path.parent.glob("*.before-m003_differences.*.bak")

    assert told == Tally(new=1, gone=2, changed=1, category=1, span=1)
    assert backup.stat().st_size
