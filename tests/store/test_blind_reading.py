import pytest
from building import claim, feedback, take_in, talk

from nfstudio.domain.feedback import Category, Verdict
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Thresholds
from nfstudio.store import blind_reading, detections, review, second_look

WANTED = (Span(0, 16), Category.CORRECTION)


@pytest.fixture
def project(project):
    """Two messages, 3 and 6: in each "no, that" is claimed surely, "is wrong" below the threshold."""
    take_in(project, *(talk("u hi", f"a hello {i}", "u no, that is wrong") for i in range(2)))
    run = detections.open_run(
        project, detector="rules", version="1", settings={}, device="CPU", thresholds=Thresholds(0.5)
    )
    found = [
        claim(project, message, words, Category.COMPLAINT, score)
        for message in (3, 6)
        for words, score in (("is wrong", 0.3), ("no, that", 0.9))
    ]
    detections.record(project, run.id, found, after=0, up_to=6, messages=4, candidates=2, seconds=0.0)
    detections.finish_run(project, run.id)
    return project


def decided(project, message):
    """The first reader's say about the sure claim of a message, in every way there is."""
    item = next(item for item in feedback(project) if item.message == message and item.score == 0.9)
    review.decide(project, [item.id], Verdict.REJECT, reviewer="me")


def test_claims_are_those_of_the_detector_whatever_was_decided(project):
    before = blind_reading.claims(project.db, 3)
    item = feedback(project)[0]
    review.decide(project, [item.id], Verdict.ACCEPT, reviewer="me")
    review.move(project, item.id, Span(0, 16), reviewer="me")
    review.add(project, 3, Span(4, 8), Category.POSITIVE, reviewer="me")

    assert [one.score for one in before.sure] == [0.9]
    assert [one.score for one in before.unsure] == [0.3]
    assert before.detector == "rules"
    assert blind_reading.claims(project.db, 3) == before


def test_words_of_messages_are_found_by_their_ids(project):
    assert blind_reading.contents(project.db, [3, 99]) == {3: "no, that is wrong"}
    assert blind_reading.conversation_of(project.db, 6) == 2


def test_a_message_that_no_run_has_processed_has_no_claims(project):
    take_in(project, talk("u hi", "a hello", "u so", title="later"), path="/logs/b.jsonl")

    assert blind_reading.claims(project.db, 9) == blind_reading.Claims()


def test_undo_takes_back_readings_of_this_second_look_and_nothing_else(project):
    for message in (3, 6):
        decided(project, message)
    look = second_look.draw(project, reviewer="you", size=2).id
    assert not blind_reading.can_undo(project.db, look)
    assert blind_reading.undo(project, look) is None

    second_look.read(project, look, 3, [WANTED])
    assert blind_reading.own_reading(project.db, look, 3) == (WANTED,)
    assert blind_reading.can_undo(project.db, look)
    message, changes = blind_reading.undo(project, look)
    assert (message, changes.touches(1)) == (3, True)
    assert blind_reading.own_reading(project.db, look, 3) is None
    assert not blind_reading.can_undo(project.db, look)
    assert blind_reading.can_redo(project.db, look)
    assert blind_reading.redo(project, look)[0] == 3
    assert blind_reading.own_reading(project.db, look, 3) == (WANTED,)
    assert blind_reading.redo(project, look) is None


def test_a_decision_made_since_stays_when_the_second_reader_undoes(project):
    for message in (3, 6):
        decided(project, message)
    look = second_look.draw(project, reviewer="you", size=2).id
    second_look.read(project, look, 3, [])
    decided(project, 3)

    assert blind_reading.undo(project, look) is None
    assert review.undo_label(project) == "reject"
