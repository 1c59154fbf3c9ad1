from dataclasses import replace

import pytest
from building import feedback, judged, run, take_in, take_in_records, talk

from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.records import Judgement
from nfstudio.domain.span import Span
from nfstudio.errors import StudioError
from nfstudio.store import removal, review, search, second_look
from nfstudio.store.browse import Filter
from nfstudio.store.second_look import Outcome

NO = (Span(0, 8), Category.COMPLAINT)
WANTED = (Span(0, 16), Category.CORRECTION)


@pytest.fixture
def reviewed(project):
    """Four messages that me has decided (3, 6, 9, 12: confirmed but the last), and one that nobody has (15)."""
    take_in(project, *(talk("u hi", f"a hello {i}", "u no, that is wrong") for i in range(5)))
    run(project, [(message, "no, that", Category.COMPLAINT, 0.9) for message in (3, 6, 9, 12, 15)])
    ids = [item.id for item in feedback(project)]
    review.decide(project, ids[:3], Verdict.ACCEPT, reviewer="me")
    review.decide(project, ids[3:4], Verdict.REJECT, reviewer="me")
    return project


def drawn(project, size=10, **options):
    return second_look.draw(project, **{"reviewer": "you", "size": size} | options)


def standing(project, message):
    """What is confirmed in a message."""
    found = [item for item in feedback(project) if item.message == message]
    return [(item.span, item.category) for item in found if item.status is Status.CONFIRMED]


def test_only_messages_that_somebody_else_has_reviewed_to_their_end_are_drawn(reviewed):
    look = drawn(reviewed)
    assert (sorted(look.messages), look.drawn_from) == ([3, 6, 9, 12], 4)

    with pytest.raises(StudioError, match="somebody but me"):
        drawn(reviewed, reviewer=" me ")


def test_a_span_made_by_hand_where_nothing_is_claimed_is_not_drawn_because_being_drawn_would_tell_of_it(project):
    take_in(project, *(talk("u hi", f"a hello {i}", "u no, that is wrong") for i in range(2)))
    run(project, [(3, "no, that", Category.COMPLAINT, 0.9)])
    review.decide(project, [feedback(project)[0].id], Verdict.REJECT, reviewer="me")
    review.add(project, 6, *WANTED, reviewer="me")

    assert second_look.drawable(project.db, "you") == [3]


def test_a_message_read_as_a_whole_is_drawn_whatever_is_claimed(project):
    spans = Judgement(2, (NO,))
    take_in_records(project, [judged(talk("u hi", "a hello", "u no, that is wrong"), spans)])

    assert second_look.drawable(project.db, "you") == [3]


def test_what_the_second_reviewer_has_read_is_not_drawn_for_them_again(reviewed):
    look = drawn(reviewed).id
    second_look.read(reviewed, look, 3, [])

    assert drawn(reviewed).drawn_from == 3
    assert drawn(reviewed, reviewer="somebody else").drawn_from == 4


def test_a_draw_is_narrowed_by_conversations_never_by_what_was_said_of_them(reviewed):
    take_in(reviewed, talk("u hi", "a hello", "u no, that is wrong", model="atlas"), path="/logs/b.jsonl")
    run(reviewed, [(message, "no, that", Category.COMPLAINT, 0.9) for message in (3, 6, 9, 12, 15, 18)])
    last = next(item for item in feedback(reviewed) if item.message == 18)
    review.decide(reviewed, [last.id], Verdict.REJECT, reviewer="me")
    list(search.index(reviewed))
    of_model = Filter(models=frozenset({"atlas"}))

    assert second_look.drawable(reviewed.db, "you", of_model) == [18]
    assert second_look.drawable(reviewed.db, "you", Filter(text="hello 2")) == [9]
    for telling in (
        Filter(statuses=frozenset({Status.REJECTED})),
        Filter(categories=frozenset({Category.POSITIVE})),
        Filter(detectors=frozenset({"person"})),
        Filter(score=(0.95, 1.0)),
        Filter(among=(last.id,)),
    ):
        assert second_look.drawable(reviewed.db, "you", telling) == [3, 6, 9, 12, 18]
    assert drawn(reviewed, wanted=of_model).drawn_by == of_model


def test_both_readings_together_hold_each_claim_once():
    also = (Span(1, 16), Category.CORRECTION)

    assert second_look.together((NO, WANTED), (also, (Span(0, 8), Category.POSITIVE))) == (
        NO,
        (Span(0, 8), Category.POSITIVE),
        WANTED,
    )


def test_the_same_seed_draws_the_same_messages_and_another_one_others(reviewed):
    samples = [drawn(reviewed, 2, seed=seed).messages for seed in (1, 1, *range(2, 8))]

    assert samples[0] == samples[1]
    assert len(set(samples)) > 1
    assert all(len(set(sample)) == 2 for sample in samples)


@pytest.mark.parametrize(("options", "sentence"), [({"reviewer": " "}, "name"), ({"size": 0}, "one message")])
def test_what_makes_no_second_look_is_refused_in_a_sentence(reviewed, options, sentence):
    with pytest.raises(StudioError, match=sentence):
        drawn(reviewed, **options)

    assert second_look.second_looks(reviewed.db) == []


def test_a_second_reading_changes_no_feedback_and_undo_takes_it_back(reviewed):
    look, before = drawn(reviewed).id, feedback(reviewed)
    assert second_look.read(reviewed, look, 3, [WANTED]).touches(1)

    assert feedback(reviewed) == before
    assert 3 not in second_look.unread(reviewed.db, look)
    (pair,) = second_look.pairs(reviewed.db, look)
    assert (pair.first, pair.second, pair.outcome) == ((NO,), (WANTED,), None)
    review.undo(reviewed, reviewer="you")
    assert second_look.pairs(reviewed.db, look) == []
    review.redo(reviewed, reviewer="you")
    assert len(second_look.pairs(reviewed.db, look)) == 1


def test_the_newer_of_two_second_readings_counts_and_undo_leads_back_to_the_older(reviewed):
    look = drawn(reviewed).id
    second_look.read(reviewed, look, 3, [WANTED])
    second_look.read(reviewed, look, 3, [])
    assert second_look.pairs(reviewed.db, look)[0].second == ()

    review.undo(reviewed, reviewer="you")
    assert second_look.pairs(reviewed.db, look)[0].second == (WANTED,)


def test_the_first_reading_stays_as_it_stood_when_the_sample_was_drawn(reviewed):
    look = drawn(reviewed).id
    review.decide(reviewed, [feedback(reviewed)[0].id], Verdict.REJECT, reviewer="me")
    second_look.read(reviewed, look, 3, [])

    assert second_look.pairs(reviewed.db, look)[0].first == (NO,)


@pytest.mark.parametrize(
    ("message", "outcome", "own", "amounts_to"),
    [
        (3, Outcome.FIRST, (), [NO]),
        (3, Outcome.SECOND, (), [WANTED]),
        (3, Outcome.BOTH, (), [NO, WANTED]),
        (12, Outcome.BOTH, (), [WANTED]),
        (3, Outcome.NEITHER, (), []),
        (3, Outcome.NEITHER, [(Span(9, 17), Category.CORRECTION)], [(Span(9, 17), Category.CORRECTION)]),
        (12, Outcome.FIRST, (), []),
        (12, Outcome.SECOND, (), [WANTED]),
    ],
)
def test_settling_makes_feedback_what_was_settled_as_one_step_of_whoever_settles(
    reviewed, message, outcome, own, amounts_to
):
    look, before = drawn(reviewed).id, feedback(reviewed)
    second_look.read(reviewed, look, message, [WANTED])
    second_look.settle(reviewed, look, message, outcome, reviewer="judge", found=own)

    assert standing(reviewed, message) == amounts_to
    assert second_look.pairs(reviewed.db, look)[0].outcome is outcome
    assert {item.reviewer for item in feedback(reviewed) if item.message == message} == {"judge"}
    assert review.is_consistent(reviewed, message)
    review.undo(reviewed, reviewer="judge")
    assert feedback(reviewed) == before
    assert second_look.pairs(reviewed.db, look)[0].outcome is None
    assert review.is_consistent(reviewed, message)
    review.redo(reviewed, reviewer="judge")
    assert standing(reviewed, message) == amounts_to


def test_what_cannot_be_read_or_settled_is_refused_and_leaves_no_step(reviewed):
    look, label = drawn(reviewed).id, review.undo_label(reviewed)
    for refused in (
        lambda: second_look.read(reviewed, look, 15, []),
        lambda: second_look.read(reviewed, look, 3, [(Span(0, 99), Category.POSITIVE)]),
        lambda: second_look.read(reviewed, look + 1, 3, []),
        lambda: second_look.settle(reviewed, look, 3, Outcome.FIRST, reviewer="judge"),
    ):
        with pytest.raises(StudioError):
            refused()
    assert review.undo_label(reviewed) == label

    second_look.read(reviewed, look, 3, [])
    second_look.settle(reviewed, look, 3, Outcome.SECOND, reviewer="judge")
    for refused in (
        lambda: second_look.read(reviewed, look, 3, [WANTED]),
        lambda: second_look.settle(reviewed, look, 3, Outcome.FIRST, reviewer="judge"),
    ):
        with pytest.raises(StudioError, match="settled already"):
            refused()


def test_a_removed_conversation_leaves_the_sample(reviewed):
    look = drawn(reviewed).id
    for message in (3, 6):
        second_look.read(reviewed, look, message, [])
        second_look.settle(reviewed, look, message, Outcome.SECOND, reviewer="judge")
    list(removal.remove(reviewed, [1]))

    assert sorted(second_look.second_look(reviewed.db, look).messages) == [6, 9, 12]
    assert [pair.message for pair in second_look.pairs(reviewed.db, look)] == [6]
    assert reviewed.db.execute("SELECT count(*) FROM settlements").fetchone() == (1,)


def test_a_message_that_is_gone_between_drawing_and_keeping_is_left_out(reviewed):
    draw = second_look.drawn(reviewed.db, reviewer="you", size=1000)
    gone = replace(draw, messages=(*draw.messages, 10_000))
    assert second_look.begin(reviewed, gone).messages == draw.messages
