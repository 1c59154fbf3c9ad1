import pytest
from building import feedback, run, take_in, talk

from nfstudio.domain.feedback import Category, Verdict
from nfstudio.errors import StudioError
from nfstudio.jobs.export_options import ExportOptions
from nfstudio.jobs.export_preview import SHOWN, preview
from nfstudio.jobs.exporting import export_dataset
from nfstudio.jobs.progress import finish
from nfstudio.store import review


@pytest.fixture
def judged(project):
    """Twenty praised answers and one that was complained about; none is confirmed."""
    talks = [talk(f"u how long does egg {i} boil", f"a It boils {i} minutes.", "u thanks") for i in range(20)]
    take_in(project, *talks, talk("u plan a trip to Rome", "a Day one.", "u that is wrong"))
    found = [(3 * i + 3, "thanks", Category.POSITIVE, 0.9) for i in range(20)]
    run(project, [*found, (63, "that is wrong", Category.COMPLAINT, 0.6)])
    return project


def test_a_preview_counts_what_an_export_writes(judged, tmp_path):
    seen = preview(judged, ExportOptions())
    written = finish(export_dataset(judged, tmp_path / "out", ExportOptions()))

    assert (seen.rows, seen.labels) == (sum(written.rows.values()), written.labels)
    assert (seen.categories, seen.recipes) == (written.categories, written.recipes)
    assert (seen.left_out, seen.checks) == (written.left_out, written.checks)
    assert (seen.looked_at, seen.conversations) == (21, 21)


def test_the_rows_shown_are_the_same_tomorrow_and_no_more_than_ten(judged):
    one, again = preview(judged, ExportOptions()), preview(judged, ExportOptions())
    assert len(one.examples) == SHOWN
    assert one.examples == again.examples
    row = one.examples[0]
    assert row.row["meta"]["conversation_id"] == row.conversation_id
    assert (row.source, row.recipe) == ("a.jsonl", "judged-answer")


def test_a_preview_writes_nothing(judged, tmp_path):
    before = sorted(tmp_path.iterdir())
    preview(judged, ExportOptions(kind="dpo", control=True))
    assert sorted(tmp_path.iterdir()) == before
    assert judged.db.execute("SELECT count(*) FROM exports").fetchone() == (0,)


def test_of_a_big_project_the_first_conversations_tell(judged):
    seen = preview(judged, ExportOptions(), most=5)
    assert (seen.rows, seen.looked_at, seen.conversations) == (5, 5, 21)


def test_what_is_worth_a_look_is_said_with_what_would_mend_it(judged):
    seen = {one.name: one for one in preview(judged, ExportOptions(min_score=0.5)).warnings}
    assert "Wanted answers: 20, unwanted: 1." in seen["labels"].sentence
    assert seen["few"].remedy == {"min_score": None}
    assert seen["unreviewed"].remedy == {"status": "confirmed"}
    for item in feedback(judged):
        review.decide(judged, [item.id], Verdict.ACCEPT, reviewer="me")
    assert "unreviewed" not in {one.name for one in preview(judged, ExportOptions()).warnings}


def test_one_label_alone_is_told(judged):
    (told,) = [one for one in preview(judged, ExportOptions(min_score=0.8)).warnings if one.name == "labels"]
    assert told.sentence.startswith("All rows are wanted answers")


def test_every_remedy_is_a_change_of_options_that_can_be_made(judged):
    options = ExportOptions(min_score=0.5)
    for warned in preview(judged, options).warnings:
        ExportOptions.of(options.record() | dict(warned.remedy))


def test_a_preview_of_nothing_is_no_failure(project):
    seen = preview(project, ExportOptions())
    assert (seen.rows, seen.examples, seen.labels) == (0, (), {})


def test_what_cannot_be_made_is_told(judged):
    with pytest.raises(StudioError, match="no kind"):
        preview(judged, ExportOptions(kind="poem"))
