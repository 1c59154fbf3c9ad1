from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Detection, Evidence, Status, Verdict
from nfstudio.domain.span import Span
from nfstudio.domain.thresholds import Thresholds
from nfstudio.store import detections, figures, review
from nfstudio.store.review import Edit


def filled(project):
    """Four conversations: three Positive claims and one Correction, scores 0.9, 0.65, 0.3 and 1.0."""
    take_in(project, *(talk("u ask", "a answer", f"u thanks {i}", created_at=f"202{i}-01-01") for i in range(4)))
    claims = [(3, Category.POSITIVE, 0.9), (6, Category.POSITIVE, 0.65), (9, Category.POSITIVE, 0.3)]
    run(project, [(message, "thanks", *rest) for message, *rest in [*claims, (12, Category.CORRECTION, 1.0)]])
    return [item.id for item in feedback(project)]


def test_scores_fall_into_bins_and_one_stays_in_the_last(project):
    filled(project)

    found = {(one.bin, one.status): one.count for one in figures.scores(project.db)}
    assert found == {(6, Status.LOW): 1, (13, Status.AUTO): 1, (18, Status.AUTO): 1, (19, Status.AUTO): 1}


def test_a_claim_was_right_when_it_was_confirmed_as_it_stood(project):
    first, second, third, fourth = filled(project)
    review.decide(project, [first], Verdict.ACCEPT, reviewer="Ada")
    review.decide(project, [second], Verdict.ACCEPT, reviewer="Ada", edit=Edit(category=Category.COMPLAINT))
    review.decide(project, [third], Verdict.REJECT, reviewer="Ada")
    review.decide(project, [fourth], Verdict.SKIP, reviewer="Ada")

    rows = {(one.category, one.band, one.right): one.count for one in figures.reviewed(project.db)}
    assert rows == {
        (Category.POSITIVE, 9, True): 1,
        (Category.POSITIVE, 6, False): 1,
        (Category.POSITIVE, 3, False): 1,
    }


def test_rules_are_counted_by_what_their_claims_were_made_as(project):
    take_in(project, talk("u ask", "a answer", "u wrong, thanks", "a oh", "u wrong again"))
    record = detections.open_run(
        project, detector="rules", version="1", settings={}, device="CPU", thresholds=Thresholds(0.5)
    )
    claims = [
        Detection(3, Span(0, 5), Category.CORRECTION, 0.9, 2, Evidence(rules=("wrong", "polite"))),
        Detection(5, Span(0, 5), Category.COMPLAINT, 0.9, 4, Evidence(rules=("wrong",))),
    ]
    detections.record(project, record.id, claims, after=0, up_to=5, messages=2, candidates=2, seconds=0.0)
    review.decide(project, [feedback(project)[0].id], Verdict.ACCEPT, reviewer="Ada")

    found = {(one.rule, one.category): (one.fires, one.reviewed, one.right) for one in figures.rules(project.db)}
    assert found == {
        ("polite", Category.CORRECTION): (1, 1, 1),
        ("wrong", Category.CORRECTION): (1, 1, 1),
        ("wrong", Category.COMPLAINT): (1, 0, 0),
    }
    first, second = feedback(project)
    assert figures.fired_by(project.db, "wrong") == (first.id, second.id)
    assert figures.fired_by(project.db, "polite") == (first.id,)
    assert figures.fired_by(project.db, "pol") == ()


def test_decisions_that_were_undone_are_on_no_day(project):
    ids = filled(project)
    review.decide(project, ids[:2], Verdict.ACCEPT, reviewer="Ada")
    review.decide(project, ids[2:], Verdict.REJECT, reviewer="Bo")
    review.undo(project, reviewer="Bo")

    assert [(day.reviewer, day.decisions) for day in figures.days(project.db)] == [("Ada", 2)]
    assert figures.statuses(project.db)[Category.POSITIVE] == {Status.CONFIRMED: 2, Status.LOW: 1}


def test_a_source_is_counted_with_its_years_and_squares(project):
    take_in(
        project,
        talk("u ask", "a answer", "u thanks, thanks", "a fine", "u thanks", created_at="2018-05-01"),
        talk("u ask", "a answer", "u next", created_at="2020-05-01"),
        talk("u ask", "a answer"),
    )
    run(project, [(3, "thanks", Category.POSITIVE, 0.9), (5, "thanks", Category.POSITIVE, 0.9)])

    found = figures.source(project.db, "a.jsonl")
    assert (found.first, found.last, found.with_follow_up, found.with_feedback) == ("2018", "2020", 2, 1)
    assert found.by_category == {None: (2, 4), Category.POSITIVE: (2, 4)}
    nothing = figures.source(project.db, "no such source")
    assert (nothing.first, nothing.with_follow_up, nothing.by_category) == (None, 0, {None: (0, 0)})
