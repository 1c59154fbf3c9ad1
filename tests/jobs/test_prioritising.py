import pytest
from building import claim, take_in, talk

from nfstudio.domain.feedback import Category, Detection, Evidence, Verdict
from nfstudio.domain.thresholds import Thresholds
from nfstudio.jobs.prioritising import prioritise
from nfstudio.jobs.progress import finish
from nfstudio.store import browse, detections, priorities, removal, review
from nfstudio.store.browse import Filter, Order
from nfstudio.store.project import Project

P, N = Category.POSITIVE, Category.COMPLAINT
ALONE = Evidence(probabilities={P.value: 0.9})
AGREED = Evidence(rules=("thanks",), probabilities={P.value: 0.95})
AGAINST = Evidence(rules=("thanks",), probabilities={P.value: 0.02})


@pytest.fixture
def claimed(tmp_path):
    """Five claims, 1 to 5 in reading order: three say the same, one is unlike them; one lies in another file."""
    with Project.create(tmp_path / "p.nfstudio") as project:
        says = ["thanks", "thanks", "thanks", "quelle belle surprise"]
        take_in(project, *(talk("u hi", f"a {i}", f"u {words}") for i, words in enumerate(says)))
        take_in(project, talk("u hi", "a b", "u wrong"), path="/logs/b.jsonl")
        record = detections.open_run(
            project, detector="hybrid", version="1", settings={}, device="CPU", thresholds=Thresholds(0.5)
        )
        found = [claim(project, 3 * i + 3, words, P, 0.9 - i / 100) for i, words in enumerate(says)]
        found.append(claim(project, 15, "wrong", N, 0.6))
        seen = (AGREED, AGAINST, ALONE, Evidence(), Evidence(rules=("wrong",)))
        told = [
            Detection(d.message, d.span, d.category, d.score, d.target, evidence)
            for d, evidence in zip(found, seen, strict=True)
        ]
        detections.record(project, record.id, told, after=0, up_to=99, messages=0, candidates=0, seconds=0.0)
        detections.finish_run(project, record.id)
        yield project


def order(project, by):
    return browse.feedback_ids(project.db, Filter(), by)


def test_rules_against_the_encoder_come_first_and_what_cannot_be_compared_last(claimed):
    done = finish(prioritise(claimed))
    assert (done.claims, done.compared) == (5, 3)
    assert order(claimed, Order.DISAGREED) == [2, 3, 1, 5, 4]


def test_words_unlike_all_others_come_first(claimed):
    finish(prioritise(claimed))
    assert set(order(claimed, Order.NOVEL)[:2]) == {4, 5}


def test_what_was_decided_is_no_news_any_more(claimed):
    review.decide(claimed, [5], Verdict.ACCEPT, reviewer="me")
    finish(prioritise(claimed))
    assert order(claimed, Order.NOVEL)[0] == 4


def test_each_category_and_each_source_take_turns(claimed):
    assert order(claimed, Order.CATEGORIES)[:2] == [5, 4]
    assert order(claimed, Order.SOURCES)[:2] == [4, 5]


def test_priorities_are_fresh_until_something_is_decided(claimed):
    assert not priorities.are_fresh(claimed)
    finish(prioritise(claimed))
    assert priorities.are_fresh(claimed)
    review.decide(claimed, [1], Verdict.ACCEPT, reviewer="me")
    assert not priorities.are_fresh(claimed)
    review.undo(claimed, reviewer="me")
    assert not priorities.are_fresh(claimed)


def test_what_is_removed_takes_its_priorities_along(claimed):
    finish(prioritise(claimed))
    list(removal.remove(claimed, [1]))
    assert claimed.db.execute("SELECT count(*) FROM priorities").fetchone() == (4,)
    assert claimed.db.execute("PRAGMA foreign_key_check").fetchall() == []
