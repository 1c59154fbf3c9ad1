import pytest

from nfstudio.curate.checks import CHECKS
from nfstudio.curate.checks.flags import Action, Settings
from nfstudio.curate.checks.inspection import Inspection, actions_of, parse_actions
from nfstudio.errors import StudioError

MAIL = "Please write a friendly mail to anna@posteo.de about tides."
GOOD = "Dear Anna, the tides follow the moon, as you know, and so do we."


def test_flagged_rows_stay_as_they_are_unless_somebody_chose_otherwise(row):
    seen = Inspection().look(row(MAIL, GOOD))

    assert seen.number == 0
    assert [flag.check for flag in seen.flags] == ["personal-data"]
    assert seen.specimen.prompt[0].content == MAIL


def test_redacting_changes_the_row_and_dropping_ends_it(row):
    inspection = Inspection(actions={"personal-data": Action.REDACT, "short": "drop"})

    assert "[EMAIL_1]" in inspection.look(row(MAIL, GOOD)).specimen.prompt[0].content
    gone = inspection.look(row(MAIL, "ok"))
    assert (gone.number, gone.dropped_by.reason) == (None, "short answer")
    assert inspection.left_out == {("short", "short answer"): 1}
    assert inspection.look(row("How do tides work?" * 2, GOOD)).number == 1


def test_the_gate_before_positives_drops_and_counts(row):
    inspection = Inspection()

    assert inspection.look(row("How do I make a pipe bomb at home?", GOOD)).number is None
    assert inspection.counts["toxicity"] == 1
    assert inspection.left_out == {("toxicity", "violence and crime"): 1}


def test_a_row_that_one_check_drops_is_unknown_to_the_checks_after_it(row):
    inspection = Inspection(Settings(most_per_user=2), actions={"duplicates": "drop"})
    for key in "abc":
        inspection.look(row("How do tides work, please?", GOOD, key=key, user="u"))
    inspection.look(row("Why is the sky so blue today?", GOOD, key="d", user="u"))

    flags = inspection.finish()

    assert inspection.counts["duplicates"] == 2
    assert inspection.counts["caps"] == 0
    assert inspection.dropped == set(flags)
    assert len(inspection.groups) == 4


def test_every_check_that_looked_is_counted_even_when_it_found_nothing():
    inspection = Inspection(without=["short"])
    inspection.finish()

    assert set(inspection.counts) == set(CHECKS) - {"short"}


def test_groups_are_told_even_where_nobody_asks_for_duplicates(row):
    inspection = Inspection(without=["duplicates"])
    for key in "ab":
        inspection.look(row("How do tides work, please?", GOOD, key=key))
    inspection.finish()

    assert inspection.groups == ["a", "a"]
    assert inspection.dropped == set()


def test_an_inspection_is_finished_once(row):
    inspection = Inspection()
    inspection.finish()

    with pytest.raises(ValueError, match="once"):
        inspection.finish()
    with pytest.raises(ValueError, match="no further row"):
        inspection.look(row())


def test_actions_are_written_as_people_write_them():
    assert parse_actions("personal-data=redact, duplicates = drop") == {
        "personal-data": Action.REDACT,
        "duplicates": Action.DROP,
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("duplicates", "names no action"), ("doubles=drop", "No check is called"), ("short=redact", "cannot redact")],
)
def test_an_action_that_cannot_be_is_told_in_a_sentence(text, sentence):
    with pytest.raises(StudioError, match=sentence):
        parse_actions(text)


def test_a_check_that_is_not_known_cannot_be_left_out():
    with pytest.raises(StudioError, match="No check is called"):
        Inspection(without=["doubles"])
    assert set(actions_of({})) == set(CHECKS)
