from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.domain.feedback import (
    ABSORBS,
    Category,
    Decision,
    Detection,
    Polarity,
    Status,
    Verdict,
    resolve,
)
from nfstudio.domain.span import Span, overlap
from nfstudio.domain.thresholds import Thresholds

P, C, N, R = Category.POSITIVE, Category.CORRECTION, Category.COMPLAINT, Category.REPHRASE


def detection(start, end, category=C, *, number=1, run=1, score=0.9):
    return Detection(7, Span(start, end), category, score, target=6, id=number, run=run)


def decision(found, verdict=Verdict.ACCEPT, *, number=1, span=None, category=None, subject=None, run=1):
    return Decision(
        7,
        verdict,
        span or found.span,
        category or found.category,
        subject=subject,
        detection=found.id,
        anchor_span=found.span,
        anchor_category=found.category,
        run=run,
        id=number,
    )


def statuses(feedback):
    return [(f.span.start, f.category, f.status) for f in feedback]


def test_an_undecided_detection_counts_from_the_threshold_on():
    found = resolve(
        [detection(0, 5, score=0.5), detection(8, 12, number=2, score=0.49)], [], counts=Thresholds(0.5).passes
    )

    assert [f.status for f in found] == [Status.AUTO, Status.LOW]


@pytest.mark.parametrize(
    ("verdict", "status"),
    [(Verdict.ACCEPT, Status.CONFIRMED), (Verdict.REJECT, Status.REJECTED), (Verdict.SKIP, Status.SKIPPED)],
)
def test_a_verdict_gives_the_detection_its_status(verdict, status):
    found = detection(0, 5)

    assert [f.status for f in resolve([found], [decision(found, verdict)])] == [status]


def test_withdrawing_makes_it_as_if_nothing_had_been_said():
    found = detection(0, 5)
    said = [decision(found, Verdict.REJECT, number=1), decision(found, Verdict.WITHDRAW, number=2, subject=1)]

    assert resolve([found], said) == resolve([found], [])


def test_the_newest_decision_about_a_feedback_counts():
    found = detection(0, 5)
    said = [
        decision(found, number=1),
        decision(found, number=2, subject=1, category=N),
        decision(found, Verdict.REJECT, number=3, subject=1, category=N),
    ]

    (only,) = resolve([found], said)

    assert (only.category, only.status, only.decision, only.subject) == (N, Status.REJECTED, 3, 1)


def test_a_new_run_does_not_bring_a_rejected_claim_back_under_the_same_or_another_name():
    old = detection(0, 10)
    said = [decision(old, Verdict.REJECT)]

    assert statuses(resolve([detection(0, 9, number=5, run=2)], said)) == [(0, C, Status.REJECTED)]
    assert statuses(resolve([detection(1, 10, N, number=5, run=2)], said)) == [(0, C, Status.REJECTED)]


def test_a_new_claim_elsewhere_in_the_message_is_a_claim_of_its_own():
    old = detection(0, 10)
    found = resolve([detection(8, 30, number=5, run=2)], [decision(old, Verdict.REJECT)])

    assert statuses(found) == [(0, C, Status.REJECTED), (8, C, Status.AUTO)]


def test_a_claim_that_stood_beside_the_decided_one_stays_although_it_overlaps():
    one, beside = detection(0, 10, P, number=1), detection(0, 9, C, number=2)
    found = resolve([one, beside], [decision(one, Verdict.REJECT)])

    assert statuses(found) == [(0, C, Status.AUTO), (0, P, Status.REJECTED)]


def test_both_of_an_overlapping_pair_come_back_as_what_they_were_in_a_new_run():
    one = detection(0, 10, P, number=1)
    again = [detection(0, 10, P, number=8, run=2), detection(0, 9, C, number=9, run=2)]
    found = resolve(again, [decision(one, Verdict.REJECT)])

    assert statuses(found) == [(0, C, Status.AUTO), (0, P, Status.REJECTED)]


def test_a_span_that_was_narrowed_still_takes_in_the_claim_it_was_made_from():
    old = detection(0, 40)
    narrowed = decision(old, span=Span(30, 40))

    assert statuses(resolve([detection(0, 40, number=5, run=2)], [narrowed])) == [(30, C, Status.CONFIRMED)]


def test_what_was_not_named_when_a_message_was_read_is_rejected_and_what_was_decided_stands():
    named, other = detection(0, 5), detection(8, 12, number=2)
    found = resolve([named, other], [decision(named)], read=True)

    assert [f.status for f in found] == [Status.CONFIRMED, Status.REJECTED]


def test_a_decision_survives_when_no_detector_claims_it_any_more():
    found = resolve([], [decision(detection(0, 5))])

    assert [(f.status, f.score, f.detection) for f in found] == [(Status.CONFIRMED, None, None)]


def test_a_span_made_by_hand_is_confirmed_without_a_detection():
    by_hand = Decision(7, Verdict.ACCEPT, Span(3, 9), R, target=6, id=1)

    (only,) = resolve([], [by_hand])

    assert (only.status, only.detection, only.target) == (Status.CONFIRMED, None, 6)


categories = st.sampled_from(list(Category))
detections = st.lists(
    st.builds(
        lambda start, length, category, score: (Span(start, start + length), category, score),
        st.integers(0, 30),
        st.integers(1, 20),
        categories,
        st.floats(0, 1),
    ),
    max_size=5,
)


@st.composite
def histories(draw):
    """A run, decisions about some of its detections and some spans made by hand, and what a later run found."""
    old = [Detection(7, s, c, x, 6, id=i + 1, run=1) for i, (s, c, x) in enumerate(draw(detections))]
    new = [Detection(7, s, c, x, 6, id=i + 101, run=2) for i, (s, c, x) in enumerate(draw(detections))]
    said, subjects = [], {}
    for number in range(1, draw(st.integers(0, 6)) + 1):
        verdict = draw(st.sampled_from(list(Verdict)))
        about = draw(st.sampled_from(old)) if old and draw(st.booleans()) else None
        if about is None:
            span, category, _ = draw(detections.filter(bool))[0]
            said.append(Decision(7, Verdict.ACCEPT, span, category, run=1, id=number))
            continue
        subject = subjects.setdefault(about.id, number)
        said.append(decision(about, verdict, number=number, subject=None if subject == number else subject))
    return old, new, said


@given(histories())
def test_every_detection_is_shown_once_or_taken_in_by_a_decision(history):
    old, _, said = history
    found = resolve(old, said)
    undecided = [f.detection for f in found if f.subject is None]
    decided = [f for f in found if f.subject is not None]

    assert len(undecided) == len(set(undecided))
    for hidden in {d.id for d in old} - set(undecided):
        span = next(d.span for d in old if d.id == hidden)
        spans = [
            s
            for f in decided
            for s in (f.span, *[d.anchor_span for d in said if d.anchor_span and (d.subject or d.id) == f.subject])
        ]
        assert any(overlap(span, s) >= ABSORBS for s in spans)


@given(histories())
def test_no_decision_is_lost_whatever_a_new_run_finds(history):
    old, new, said = history

    def decided(detections):
        return [(f.span, f.category, f.status, f.decision) for f in resolve(detections, said) if f.decision]

    assert decided(old) == decided(new) == decided([])


@given(histories())
def test_a_rejected_claim_does_not_come_back_in_a_new_run(history):
    _, new, said = history
    found = resolve(new, said)
    rejected = [f for f in found if f.status is Status.REJECTED]

    for back in (f for f in found if f.subject is None):
        assert not any(overlap(back.span, r.span) >= ABSORBS and back.category == r.category for r in rejected)


@given(histories())
def test_the_order_in_which_detections_come_does_not_matter_to_what_is_undecided(history):
    old, _, said = history

    assert {f.detection for f in resolve(old, said) if f.subject is None} == {
        f.detection for f in resolve(old[::-1], said) if f.subject is None
    }


def test_a_decision_without_an_id_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="without an id"):
        resolve([], [Decision(7, Verdict.ACCEPT, Span(0, 1), P)])


@pytest.mark.parametrize("name", ["Correction", "correction", "AWARE_WITH_CORRECTION", " aware_with_correction "])
def test_a_category_is_found_by_its_stored_and_its_short_name(name):
    assert Category.parse(name) is C


def test_an_unknown_category_is_refused_with_the_names_there_are():
    with pytest.raises(ValueError, match="Positive, Correction, Complaint, Rephrase, Clarification"):
        Category.parse("UR2")


def test_every_category_has_a_letter_a_meaning_and_a_polarity_of_its_own():
    assert len({category.letter for category in Category}) == len(Category)
    assert all(category.meaning.endswith(".") for category in Category)
    assert {category.polarity for category in Category} == set(Polarity)


def test_two_claims_that_overlap_are_each_taken_in_by_the_decision_about_it():
    wide, narrow = detection(0, 10, score=0.9), detection(0, 9, number=2, score=0.7)
    said = [decision(narrow, Verdict.REJECT, number=1), decision(wide, number=2)]

    found = resolve([wide, narrow], said)

    assert [(f.subject, f.detection, f.score, f.status) for f in found] == [
        (1, 2, 0.7, Status.REJECTED),
        (2, 1, 0.9, Status.CONFIRMED),
    ]


@pytest.mark.parametrize(("end", "shown"), [(5, 1), (4, 2)])
def test_a_claim_that_overlaps_by_just_a_half_is_taken_in(end, shown):
    assert overlap(Span(0, 10), Span(0, 5)) == ABSORBS
    first = detection(0, 10)

    assert len(resolve([detection(0, end, number=2, run=2)], [decision(first)])) == shown


def test_a_claim_of_another_category_is_taken_in_from_a_newer_run_alone():
    said = [decision(detection(0, 10, P), run=2)]

    assert len(resolve([detection(0, 10, C, number=2, run=3)], said)) == 1
    assert len(resolve([detection(0, 10, C, number=2, run=2)], said)) == 2
    assert len(resolve([detection(0, 10, C, number=2, run=1)], said)) == 2
    assert len(resolve([detection(0, 10, C, number=2, run=None)], said)) == 2


def test_a_decision_from_before_any_run_takes_in_whatever_stands_there_now():
    said = [decision(detection(0, 10, P), run=None)]

    (only,) = resolve([detection(0, 10, C, number=2, run=1)], said)

    assert (only.category, only.detection) == (P, 2)


def test_the_answer_that_is_judged_is_that_of_the_claim_until_somebody_names_another():
    found = detection(0, 5)
    said = decision(found)

    assert [f.target for f in resolve([found], [said])] == [6]
    assert [f.target for f in resolve([found], [replace(said, target=2)])] == [2]
    assert [f.target for f in resolve([], [said])] == [None]


def test_feedback_at_the_same_place_stands_in_the_order_it_came():
    claims = [detection(0, 5, number=number) for number in (3, 1, 2)]
    assert [f.detection for f in resolve(claims, [])] == [1, 2, 3]

    by_hand = [Decision(7, Verdict.ACCEPT, Span(0, 5), C, id=number) for number in (2, 1)]
    assert [f.subject for f in resolve([], by_hand)] == [1, 2]
