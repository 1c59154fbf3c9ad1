from building import claim, feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Evidence, Status
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Thresholds
from nfstudio.store import detections

P = Category.POSITIVE


def opened(project, **change):
    about = {"detector": "rules", "version": "1", "settings": {"a": 1}, "device": "CPU", "thresholds": Thresholds(0.5)}
    return detections.open_run(project, **{**about, **change})


def test_a_run_with_the_same_detector_version_and_settings_goes_on_and_any_other_is_new(project):
    first = opened(project)

    assert opened(project, device="CUDA").id == first.id
    assert opened(project, version="2").id != first.id
    assert opened(project, version="2", settings={"a": 2}).id not in (first.id, first.id + 1)


def test_batches_follow_message_ids_and_name_the_user_messages_of_each_conversation(project):
    take_in(project, talk("u a", "a b", "u c"), talk("u d", "a e"))

    assert detections.next_batch(project, 0, limit=4) == ([1, 2, 3, 4], {1: {1, 3}, 2: {4}})
    assert detections.next_batch(project, 4, limit=4) == ([5], {})
    assert detections.next_batch(project, 5, limit=4) == ([], {})


def test_evidence_is_kept_as_it_was_given(project):
    take_in(project, talk("u a", "a b", "u thanks"))
    record = opened(project)
    evidence = Evidence(("thanks",), similar_to=1, similarity=0.75, probabilities={"POSITIVE": 0.9}, notes=("ü",))
    from nfstudio.domain.feedback import Detection

    found = Detection(3, Span(0, 6), P, 0.9, 2, evidence)
    detections.record(project, record.id, [found], after=0, up_to=3, messages=2, candidates=1, seconds=0.5)

    (item,) = feedback(project)
    assert (item.evidence, item.detector, item.target) == (evidence, "rules", 2)


def test_a_run_counts_for_the_messages_it_has_reached_and_the_one_before_for_the_rest(project):
    take_in(project, talk("u a", "a b", "u thanks", "a c", "u thanks"))
    run(project, [(3, "thanks", P, 0.9), (5, "thanks", P, 0.9)])
    newer = opened(project, version="2")
    detections.record(project, newer.id, [], after=0, up_to=4, messages=2, candidates=1, seconds=0)

    assert [(item.message, item.status) for item in feedback(project)] == [(5, Status.AUTO)]


def test_counts_by_category_leave_out_what_is_below_the_threshold(project):
    take_in(project, talk("u a", "a b", "u thanks", "a c", "u no"))
    number = run(project, [(3, "thanks", P, 0.9), (5, "no", Category.COMPLAINT, 0.4)])

    assert detections.counts_by_category(project, number) == {"POSITIVE": 1}


def test_a_batch_that_another_program_has_stored_meanwhile_is_not_stored_again(project):
    take_in(project, talk("u a", "a b", "u thanks"))
    record = opened(project)
    found = [claim(project, 3, "thanks", P, 0.9)]
    first = detections.record(project, record.id, found, after=0, up_to=3, messages=2, candidates=1, seconds=0)
    again = detections.record(project, record.id, found, after=0, up_to=3, messages=2, candidates=1, seconds=0)

    assert first
    assert again is None
    assert len(feedback(project)) == 1
    assert detections.run_record(project, record.id).messages == 2


def test_feedback_of_a_run_that_goes_on_behind_a_newer_one_is_resolved(project):
    take_in(project, talk("u a", "a b", "u thanks"))
    older, newer = opened(project), opened(project, version="2")
    found = [claim(project, 3, "thanks", P, 0.9)]
    detections.record(project, older.id, found, after=0, up_to=3, messages=2, candidates=1, seconds=0)

    assert newer.high_water == 0
    assert [item.category for item in feedback(project)] == [P]


def test_undecided_feedback_keeps_its_id_when_another_run_claims_the_same(project):
    take_in(project, talk("u a", "a b", "u thanks, great"))
    run(project, [(3, "thanks", P, 0.9), (3, "great", P, 0.9)])
    before = [item.id for item in feedback(project)]
    run(project, [(3, "great", P, 0.7)], version="2")

    assert [item.id for item in feedback(project)] == before[1:]
    run(project, [(3, "thanks", P, 0.9), (3, "great", P, 0.7)], version="3")
    assert max(before) < feedback(project)[0].id  # an id that was given up is never used again


def test_what_another_program_has_taken_over_meanwhile_is_not_taken_over_twice(project):
    take_in(project, talk("u one", "a two", "u thanks"))
    first = run(project, [(3, "thanks", Category.POSITIVE, 0.9)])
    other = detections.run_record(project, first)
    mine = detections.open_run(
        project, detector="rules", version="1", settings={"setting": "x"}, device="CPU", thresholds=Thresholds(0.5)
    )

    assert detections.same_answers(project, mine) == other
    assert detections.take_over(project, mine.id, other, after=0, up_to=3, messages=2) is not None
    assert detections.take_over(project, mine.id, other, after=0, up_to=3, messages=2) is None
    assert detections.counts_by_category(project, mine.id) == {"POSITIVE": 1}
    assert detections.same_answers(project, detections.run_record(project, mine.id)) is None
