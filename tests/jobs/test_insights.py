import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Status, Verdict
from nfstudio.domain.measures import wilson
from nfstudio.jobs import insights
from nfstudio.jobs.prevalence import stats
from nfstudio.store import review


@pytest.fixture
def filled(project):
    """Two files of ten conversations; feedback in 2 of the first and 7 of the second."""
    for path, year in (("/logs/old.jsonl", 2018), ("/logs/new.jsonl", 2024)):
        talks = [
            talk(f"u ask {i} in {year}", "a answer", f"u thanks {i}, thanks", created_at=f"{year}-02-03")
            for i in range(10)
        ]
        take_in(project, *talks, path=path)
    run(project, [(3 * i + 3, f"thanks {i % 10}", Category.POSITIVE, 0.9) for i in (0, 1, *range(13, 20))])
    return project


def test_shares_are_those_of_the_verb_stats(filled):
    for by in insights.GROUPS:
        whole, groups = stats(filled, by=by)
        found = insights.overview(filled, by)

        assert found.whole.share == whole.share
        assert [(g.group, g.share, g.with_feedback) for g in found.groups] == [
            (g.group, g.share, g.with_feedback) for g in groups
        ]


def test_two_sources_are_compared_with_intervals(filled):
    found = insights.compare(filled, "old.jsonl", "new.jsonl")

    assert (found.older.years, found.newer.years) == ("2018", "2024")
    assert (found.older.share.value, found.newer.share.value) == (0.2, 0.7)
    assert 0 < found.low < 0.5 < found.high < 1
    assert found.newer.rates[None].value == pytest.approx(70)
    assert found.newer.rates[Category.POSITIVE].low < 70 < found.newer.rates[Category.POSITIVE].high
    assert found.newer.rates[Category.COMPLAINT].value == 0


def test_a_source_without_conversations_bounds_nothing(filled):
    found = insights.compare(filled, "nothing", "new.jsonl")

    assert found.older.share.value is None
    assert (found.low, found.high) == (-1, 1)


def test_precision_counts_reviewed_claims_with_wilsons_interval(filled):
    ids = [item.id for item in feedback(filled)]
    review.decide(filled, ids[:3], Verdict.ACCEPT, reviewer="Ada")
    review.decide(filled, ids[3:4], Verdict.REJECT, reviewer="Ada")

    found = insights.precisions(filled)
    assert [(one.of, one.right, one.reviewed) for one in found.by_category] == [("POSITIVE", 3, 4)]
    assert (found.by_category[0].share.low, found.by_category[0].share.high) == wilson(3, 4)
    assert [one.of for one in found.by_detector] == ["rules 1"]
    assert [one.of for one in found.by_score] == ["0.9 – 1.0"]


def test_progress_and_scores_add_up_to_all_feedback(filled):
    review.decide(filled, [feedback(filled)[0].id], Verdict.REJECT, reviewer="Ada")

    progress = insights.progress(filled)
    assert progress.statuses[Category.POSITIVE] == {Status.AUTO: 8, Status.REJECTED: 1}
    assert [(one.category, one.count) for one in progress.categories if one.count] == [(Category.POSITIVE, 8)]
    assert sum(sum(found.values()) for found in insights.scores(filled)) == 9


def test_an_empty_project_has_no_figures(project):
    assert insights.overview(project, "source").whole.share.value is None
    assert insights.rules(project) == []
    assert insights.precisions(project).by_category == []
