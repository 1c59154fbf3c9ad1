"""A detection that took the place of an earlier one: said, shown in the queue, told before and after."""

import pytest
from browsing import facet, rows, tick, values
from browsing import settle as settle_lists
from building import run, take_in, talk
from windows import settle

from nfstudio.app.filter_words import conditions
from nfstudio.app.panels.inspector import Inspector
from nfstudio.app.session import Session
from nfstudio.app.tickets import outcome
from nfstudio.app.verbs import project as verbs
from nfstudio.domain.differences import Change
from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.jobs.detecting import DetectSummary
from nfstudio.store.browse import Filter
from nfstudio.store.differences import ALL, Tally

P, C, N = Category.POSITIVE, Category.CORRECTION, Category.COMPLAINT


def summary(**about):
    return DetectSummary(2, "hybrid", "CPU, int8", 10, 5, 4, {}, 3.0, **about)


@pytest.mark.parametrize(
    ("about", "sentence", "offered"),
    [
        ({}, "Found 4 pieces of feedback in 10 messages, 3 s", False),
        (
            {"changed": Tally(new=12, gone=5, changed=3), "again": True},
            "Detected again: 12 new, 5 gone, 3 changed, 3 s",
            True,
        ),
        (
            {"changed": Tally(gone=1, against=1), "again": True},
            "Detected again: 0 new, 1 gone, 0 changed, 1 against a decision, 3 s",
            True,
        ),
        ({"changed": Tally(), "again": True}, "Detected again: nothing changed, 3 s", False),
        # The messages of an import, added to a run that had changed something long ago: no news.
        ({"changed": Tally(new=12)}, "Found 4 pieces of feedback in 10 messages, 3 s", False),
    ],
)
def test_it_is_said_what_detecting_again_changed(qapp, about, sentence, offered):
    told = outcome(summary(**about))

    assert (told.sentence, told.changes) == (sentence, offered)


def test_detecting_again_offers_to_show_what_changed_and_the_queue_lists_it(found, qtbot):
    verbs.detect(found)
    settle(found, qtbot)
    strip, browser = found.columns.strip, found.columns.browser

    assert strip.sentence.startswith("Detected again: ")
    assert found.toast.text().startswith("Detected again: ")
    qtbot.waitUntil(strip._changes.isVisible)
    strip._changes.click()
    settle(found, qtbot)
    settle_lists(browser, qtbot)
    listed = {one.feedback for one in found.session.project.ask(_all) if one.feedback is not None}
    assert found.session.filter == Filter(differences=ALL)
    assert listed
    assert set(rows(browser)) == listed
    assert [text for text, _ in conditions(found.session.filter)] == ["Changed by the last detection"]


def _all(project):
    from nfstudio.store import differences

    return list(differences.listed(project.db))


@pytest.fixture
def twice(tmp_path, qtbot):
    """A session on a project in which a second run changed a claim and dropped another; the first is accepted."""
    session = Session(tmp_path / "p.nfstudio", reviewer="Ada")
    take_in(
        session.project,
        talk("u plan", "a three days", "u no, two days", "a two days", "u thanks a lot"),
        talk("u hi", "a hello", "u fine", "a good", "u nice one"),
    )
    run(
        session.project,
        [(3, "no, two days", C, 0.9), (5, "thanks a lot", P, 0.9), (8, "fine", P, 0.7), (10, "nice one", P, 0.6)],
    )
    session.decide([1], Verdict.ACCEPT)
    claims = [(3, "no, two", N, 0.8), (5, "thanks a lot", P, 0.3), (10, "nice one", P, 0.6)]
    run(session.project, claims, version="2")
    yield session
    session.close()


@pytest.fixture
def inspector(twice, qtbot):
    inspector = Inspector(twice)
    qtbot.addWidget(inspector)
    inspector.resize(300, 900)
    with qtbot.waitExposed(inspector):
        inspector.show()
    return inspector


def test_the_inspector_tells_before_and_after_and_that_the_decision_stands(twice, inspector):
    twice.select(1)

    assert twice.selected().category is C
    assert inspector._changes_heading.isVisible()
    assert inspector._changes.text.splitlines() == [
        "Before: Correction 0.90 “no, two days”",
        "Now: Complaint 0.80 “no, two”",
        "The decision stands: accepted as Correction.",
    ]


def test_the_inspector_tells_of_a_claim_that_fell_below_the_threshold(twice, inspector):
    twice.select(2)

    assert twice.selected().status is Status.LOW
    assert inspector._changes.text.splitlines() == [
        "Before: Positive 0.90 “thanks a lot”",
        "Now: Positive 0.30, below the threshold",
    ]


def test_the_inspector_is_silent_where_nothing_changed(twice, inspector):
    twice.select(4)

    assert not inspector._changes.isVisible()
    assert not inspector._changes_heading.isVisible()


def test_what_is_claimed_no_longer_stands_among_the_facts_of_its_conversation(twice, inspector):
    twice.show(2)
    told = [label.accessibleName() for label in inspector._facts.findChildren(type(inspector._why))]

    assert "Claimed no longer: Positive 0.70 “fine”" in told


def test_without_any_feedback_left_of_it_the_conversations_are_shown(found, qtbot):
    run(found.session.project, [], version="2")
    found.columns.strip.changes_wanted.emit()
    settle(found, qtbot)
    browser = found.columns.browser
    settle_lists(browser, qtbot)

    assert not browser.in_queue
    assert rows(browser) == [1, 2]


def test_the_facet_is_there_once_something_changed_and_narrows_the_list(browser, qtbot):
    assert facet(browser, "difference").isHidden()
    run(browser._session.project, [(3, "no, wrong", Category.REPHRASE, 0.9)], version="2")
    browser._session.filter_by(Filter())
    browser.refresh()
    settle_lists(browser, qtbot)

    assert not facet(browser, "difference").isHidden()
    assert values(browser, "difference") == {"Changed": "1"}
    tick(browser, "difference", "Changed")
    settle_lists(browser, qtbot)
    assert browser._session.filter == Filter(differences=frozenset({Change.CHANGED}))
    assert len(rows(browser)) == 1
    assert [text for text, _ in conditions(browser._session.filter)] == ["Last detection: Changed"]
