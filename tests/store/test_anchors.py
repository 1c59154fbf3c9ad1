"""What a decision is tied to is kept in the file: a later run brings back no claim that somebody has decided."""

import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.store import review
from nfstudio.store.decisions import Edit

C, N, P = Category.CORRECTION, Category.COMPLAINT, Category.POSITIVE
WORDS = "No, that is not what I asked for"


@pytest.fixture
def claimed(project):
    """One claim over a whole message."""
    take_in(project, talk("u a", "a one", f"u {WORDS}"))
    run(project, [(3, WORDS, N, 0.9)])
    (found,) = feedback(project)
    return found.id


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP])
def test_a_claim_whose_words_and_category_were_corrected_does_not_come_back_beside_it(project, claimed, verdict):
    review.decide(project, [claimed], verdict, reviewer="me", edit=Edit(span=Span(0, 2), category=C))
    for version, score in (("2", 0.7), ("3", 0.6)):
        run(project, [(3, WORDS, N, score)], version=version)

        (found,) = feedback(project)
        assert (found.id, found.span, found.category, found.score) == (claimed, Span(0, 2), C, score)
    assert review.is_consistent(project, 3)


def test_a_claim_of_another_category_on_the_words_as_they_were_is_taken_in_as_well(project, claimed):
    review.decide(project, [claimed], Verdict.REJECT, reviewer="me", edit=Edit(span=Span(0, 2)))
    run(project, [(3, WORDS, P, 0.7)], version="2")

    assert [(found.id, found.status) for found in feedback(project)] == [(claimed, Status.REJECTED)]


def test_what_was_decided_keeps_its_row_and_its_detector_when_no_run_claims_it_any_more(project, claimed):
    review.decide(project, [claimed], Verdict.ACCEPT, reviewer="me")
    run(project, [], version="2")

    (found,) = feedback(project)
    assert (found.id, found.status, found.score, found.detector, found.by_hand) == (
        claimed,
        Status.CONFIRMED,
        None,
        "rules",
        False,
    )


def test_the_anchor_goes_with_every_later_decision(project, claimed):
    review.decide(project, [claimed], Verdict.ACCEPT, reviewer="me", edit=Edit(span=Span(0, 2), category=C))
    review.decide(project, [claimed], Verdict.ACCEPT, reviewer="me", edit=Edit(span=Span(28, 32), category=P))
    run(project, [(3, WORDS, N, 0.7)], version="2")

    assert [(found.id, found.category) for found in feedback(project)] == [(claimed, P)]
    review.undo(project, reviewer="me")
    review.undo(project, reviewer="me")
    assert [(found.id, found.category, found.status) for found in feedback(project)] == [(claimed, N, Status.AUTO)]


def test_a_run_that_claims_the_words_under_both_names_brings_neither_back(project, claimed):
    review.decide(project, [claimed], Verdict.ACCEPT, reviewer="me", edit=Edit(category=C))
    run(project, [(3, WORDS, N, 0.7), (3, WORDS, C, 0.6)], version="2")

    assert [(found.id, found.category, found.status) for found in feedback(project)] == [(claimed, C, Status.CONFIRMED)]
