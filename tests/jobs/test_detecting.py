from itertools import islice

import pytest
from building import contents, feedback, take_in, talk

from nfstudio.detect import DETECTORS
from nfstudio.domain.feedback import Category, Detection, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Setting, Thresholds
from nfstudio.errors import StudioError
from nfstudio.jobs import detecting
from nfstudio.jobs.detecting import detect
from nfstudio.jobs.prevalence import statuses
from nfstudio.jobs.progress import finish
from nfstudio.store import drafts, review
from nfstudio.store.decisions import Edit
from nfstudio.store.differences import Tally
from nfstudio.store.project import Project


class Thankful:
    """A scripted detector: finds the word "thanks" and remembers what it was shown."""

    name, version, device = "rules", "test", "CPU"

    def __init__(self):
        self.shown, self.closed = [], False

    def thresholds(self, setting):
        return Thresholds(0.5)

    def detect(self, candidates):
        self.shown += candidates
        return [self._one(c) for c in candidates]

    def _one(self, candidate):
        at = candidate.text.find("thanks")
        if at < 0:
            return ()
        return (Detection(candidate.message, Span(at, at + 6), Category.POSITIVE, 0.9, candidate.answer_id),)

    def close(self):
        self.closed = True


@pytest.fixture
def detector(monkeypatch):
    made = Thankful()
    monkeypatch.setattr(detecting, "DETECTORS", {"hybrid": lambda **_: made})
    return made


@pytest.fixture
def talks(project):
    take_in(project, *[talk(f"u question {i}", "a answer", "u thanks", "a more", "u and then?") for i in range(20)])


def test_only_messages_that_follow_an_answer_are_shown_to_the_detector(project, talks, detector):
    summary = finish(detect(project))

    assert (summary.messages, summary.candidates, summary.detections) == (60, 40, 20)
    assert {c.text for c in detector.shown} == {"thanks", "and then?"}
    assert detector.closed


def test_a_detector_sees_the_answer_and_what_the_person_had_said_before(project, talks, detector):
    finish(detect(project))
    last = next(c for c in detector.shown if c.message == 5)

    assert (last.answer, last.answer_id, last.earlier) == ("more", 4, ("thanks", "question 0"))


def test_detecting_again_shows_nothing_twice_and_tells_the_same(project, talks, detector):
    first = finish(detect(project))
    shown = len(detector.shown)
    again = finish(detect(project))

    assert len(detector.shown) == shown
    assert (again.run, again.detections, again.by_category) == (first.run, first.detections, first.by_category)


def test_messages_imported_later_are_added_to_the_run(project, talks, detector):
    finish(detect(project))
    take_in(project, talk("u new", "a answer", "u thanks"), path="/b.jsonl")
    again = finish(detect(project))

    assert (again.run, again.candidates, again.detections) == (1, 41, 21)


@pytest.mark.parametrize("batch", [1, 7, 500])
def test_a_run_that_was_cancelled_goes_on_to_the_same_result_in_any_batch_size(
    project, talks, detector, monkeypatch, tmp_path, batch
):
    with Project.create(tmp_path / "whole.nfstudio") as whole:
        take_in(whole, *[talk(f"u question {i}", "a answer", "u thanks", "a more", "u and then?") for i in range(20)])
        finish(detect(whole))
        expected = contents(whole)
    monkeypatch.setattr(detecting, "BATCH_READ", batch)
    monkeypatch.setattr(detecting, "FIRST_LOOK", 2 * batch)
    job = detect(project)
    list(islice(job, 4))
    job.close()
    finish(detect(project))

    assert contents(project) == expected


def test_every_branch_is_looked_at_once(project, detector):
    from nfstudio.domain.conversation import Conversation, Message, Role

    tree = Conversation(
        (
            Message(Role.USER, "name a moon"),
            Message(Role.ASSISTANT, "Mars", 0, on_active_path=False),
            Message(Role.USER, "thanks a lot", 1, on_active_path=False),
            Message(Role.ASSISTANT, "Io", 0),
            Message(Role.USER, "thanks", 3),
        )
    )
    take_in(project, tree)
    finish(detect(project))

    assert [(c.message, c.answer) for c in detector.shown] == [(3, "Mars"), (5, "Io")]
    assert len(feedback(project)) == 2


def test_another_setting_weighs_anew_what_was_found_and_reads_no_message_twice(project, talks, detector):
    finish(detect(project))
    shown = len(detector.shown)
    detector.thresholds = lambda setting: Thresholds(0.95 if setting is Setting.PRECISE else 0.5)
    precise = finish(detect(project, setting=Setting.PRECISE))
    weighed = {item.status for item in feedback(project)}
    take_in(project, talk("u new", "a answer", "u thanks"), path="/b.jsonl")
    finish(detect(project, setting=Setting.PRECISE))
    balanced = finish(detect(project))

    assert (precise.messages, precise.candidates, precise.detections) == (60, 40, 0)
    assert weighed == {Status.LOW}
    assert len(detector.shown) == shown + 1
    assert (balanced.messages, balanced.candidates, balanced.detections) == (62, 41, 21)
    assert [item.status for item in feedback(project)] == [Status.AUTO] * 21


def test_weighing_anew_can_be_cut_short_and_goes_on(project, talks, detector, monkeypatch):
    finish(detect(project))
    shown = len(detector.shown)
    monkeypatch.setattr(detecting, "BATCH", 7)
    begun = detect(project, setting=Setting.THOROUGH)
    next(islice(begun, 4, None))
    begun.close()
    summary = finish(detect(project, setting=Setting.THOROUGH))

    assert (summary.messages, summary.candidates, summary.detections) == (60, 40, 20)
    assert len(detector.shown) == shown
    assert len(feedback(project)) == 20


def test_a_newer_version_reads_every_message_itself(project, talks, detector):
    finish(detect(project))
    shown = len(detector.shown)
    detector.version = "newer"
    finish(detect(project, setting=Setting.PRECISE))

    assert len(detector.shown) == 2 * shown


def test_an_unknown_detector_is_told_with_the_names_there_are(project):
    with pytest.raises(StudioError, match="rules"):
        finish(detect(project, detector_name="oracle"))


def test_the_real_rules_find_the_plainest_feedback(project):
    take_in(project, talk("u boil an egg", "a Nine minutes.", "u That's wrong.", "a Six.", "u Perfect, thank you!"))
    summary = finish(detect(project, detector_name="rules"))

    assert "rules" in DETECTORS
    assert summary.by_category == {"AWARE_WITHOUT_CORRECTION": 1, "POSITIVE": 1}


@pytest.mark.parametrize(
    ("size", "took", "following"), [(100, 0.0, 400), (100, 8.0, 25), (8_000, 0.1, 8_000), (1, 60.0, 1), (500, 2.0, 500)]
)
def test_a_slow_detector_is_shown_less_at_a_time_so_that_it_can_be_stopped(size, took, following):
    assert detecting._next_look(size, took) == following


def test_detecting_with_another_version_tells_what_changed(project, talks, detector):
    first = finish(detect(project))
    detector.version = "newer"
    detector._one = lambda candidate: ()
    second = finish(detect(project))
    third = finish(detect(project))

    assert (first.changed, first.again) == (None, False)
    assert (second.changed, second.again) == (Tally(gone=20), True)
    assert (third.changed, third.again) == (Tally(gone=20), False)


def test_a_run_that_was_cut_short_tells_of_both_parts_when_it_is_done(project, talks, detector, monkeypatch):
    finish(detect(project))
    monkeypatch.setattr(detecting, "FIRST_LOOK", 10)
    monkeypatch.setattr(detecting, "BATCH_READ", 10)
    detector.version = "newer"
    detector._one = lambda candidate: ()
    begun = detect(project)
    list(islice(begun, 3))
    begun.close()
    after = finish(detect(project))

    assert (after.changed, after.again) == (Tally(gone=20), True)


def test_another_setting_tells_what_counts_no_more(project, talks, detector):
    finish(detect(project))
    detector.thresholds = lambda setting: Thresholds(0.95 if setting is Setting.PRECISE else 0.5)

    assert finish(detect(project, setting=Setting.PRECISE)).changed == Tally(gone=20)
    assert finish(detect(project)).changed == Tally(new=20)


def test_claims_that_somebody_has_decided_about_are_told(project, detector):
    take_in(project, *(talk("u plan", f"a Day one {i}", "u thanks") for i in range(4)))
    assert finish(detect(project)).decided == 0
    first, second, *_ = feedback(project)
    review.decide(project, [first.id], Verdict.ACCEPT, reviewer="me")
    review.decide(project, [second.id], Verdict.REJECT, reviewer="me")
    summary = finish(detect(project))
    assert (summary.detections, summary.decided) == (4, 2)
    assert statuses(project) == {"auto": 2, "confirmed": 1, "rejected": 1}


class Hearing(Thankful):
    """A scripted detector that finds thanks only where the reply welcomes them."""

    def _one(self, candidate):
        return super()._one(candidate) if "welcome" in candidate.reply else ()


@pytest.fixture
def hearing(monkeypatch):
    made = Hearing()
    monkeypatch.setattr(detecting, "DETECTORS", {"hybrid": lambda **_: made})
    return made


ASKED = ("u question", "a answer", "u thanks")


def grow(project, *more):
    take_in(project, talk(*ASKED, *more, origin_id="x"), path="/b.jsonl")


def test_a_message_that_was_answered_after_it_had_been_read_is_read_again_with_the_answer(project, hearing):
    take_in(project, talk(*ASKED, origin_id="x"))
    finish(detect(project))
    before = feedback(project)
    grow(project, "a you are welcome", "u and then?")
    summary = finish(detect(project))

    assert before == []
    assert [(item.message, item.status) for item in feedback(project)] == [(3, Status.AUTO)]
    assert (summary.messages, summary.candidates, summary.detections) == (3, 2, 1)


def test_what_was_found_without_the_answer_goes_where_it_is_not_found_with_it(project, hearing):
    hearing._one = lambda candidate: () if candidate.reply else Thankful._one(hearing, candidate)
    take_in(project, talk(*ASKED, origin_id="x"))
    finish(detect(project))
    before = len(feedback(project))
    grow(project, "a pardon?")
    finish(detect(project))

    assert (before, feedback(project)) == (1, [])
    assert project.db.execute("SELECT count(*) FROM detections").fetchone() == (0,)


def test_a_message_that_a_person_has_decided_keeps_what_was_found_in_it_when_an_answer_comes(project, hearing):
    hearing._one = lambda candidate: () if candidate.reply else Thankful._one(hearing, candidate)
    take_in(project, talk(*ASKED, origin_id="x"))
    finish(detect(project))
    (item,) = feedback(project)
    review.decide(project, [item.id], Verdict.REJECT, reviewer="me")
    grow(project, "a pardon?")
    finish(detect(project))

    assert [item.status for item in feedback(project)] == [Status.REJECTED]
    assert project.db.execute("SELECT count(*) FROM detections").fetchone() == (1,)


def test_a_message_that_somebody_writes_about_keeps_what_was_found_in_it_when_an_answer_comes(project, hearing):
    hearing._one = lambda candidate: () if candidate.reply else Thankful._one(hearing, candidate)
    take_in(project, talk(*ASKED, origin_id="x"))
    finish(detect(project))
    (item,) = feedback(project)
    drafts.keep(project, item, Edit(note="half a thought"))
    grow(project, "a pardon?")
    finish(detect(project))

    assert drafts.of(project.db, feedback(project)) == {item.id: Edit(note="half a thought")}


def test_where_the_answer_changes_nothing_the_detection_stays_the_very_same(project, talks, detector):
    take_in(project, talk(*ASKED, origin_id="x"))
    finish(detect(project))
    before = project.db.execute("SELECT * FROM detections").fetchall()
    grow(project, "a pardon?")
    finish(detect(project))

    assert project.db.execute("SELECT * FROM detections").fetchall() == before


def test_only_the_first_answer_of_a_message_has_it_read_again(project, detector):
    take_in(project, talk(*ASKED, "a pardon?", origin_id="x"))
    finish(detect(project))
    shown = len(detector.shown)
    grow(project, "a you are welcome")  # regenerated: a second answer to the same message
    finish(detect(project))

    assert len(detector.shown) == shown
