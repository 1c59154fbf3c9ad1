"""Prompts that stand in two splits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.checks import leakage
from nfstudio.curate.checks.flags import Action, Answer, Settings, Specimen
from nfstudio.curate.checks.inspection import Inspection
from nfstudio.domain.conversation import Message, Role

LONG = "please tell me in a few plain words how long a soft egg has to boil in hot water"


def looked_at(row, *placed, actions=None):
    """An inspection over rows given as (prompt, split), each of its own conversation."""
    inspection = Inspection(Settings(), actions=actions)
    for i, (prompt, split) in enumerate(placed):
        inspection.look(replace(row(prompt, f"It is number {i} of them all.", key=f"c{i}"), split=split))
    return inspection, inspection.finish()


def flagged(late):
    return [number for number, flags in late.items() if any(flag.check == leakage.NAME for flag in flags)]


@pytest.mark.parametrize("other", [LONG, f"{LONG} please"])
def test_a_row_held_out_whose_prompt_was_learnt_is_flagged(row, other):
    inspection, late = looked_at(row, (LONG, "train"), (other, "test"), ("What is a fjord made of?", "test"))

    assert flagged(late) == [1]
    (finding,) = [one for one in inspection.findings if one.check == leakage.NAME]
    assert finding.sentence == "One row held out has nearly the same prompt as a row of an earlier split."
    assert finding.figures == {"rows": 1, "held_out": 2}
    assert (finding.warns, finding.remedy) == (True, {"split_by": "cluster"})


def test_validation_comes_before_test(row):
    _, late = looked_at(row, (LONG, "test"), (LONG, "validation"), ("What is a fjord?", "train"))
    assert flagged(late) == [0]


@pytest.mark.parametrize("split", ["train", None])
def test_without_a_second_split_nothing_leaks(row, split):
    inspection, late = looked_at(row, (LONG, split), (LONG, split))
    assert flagged(late) == []
    assert leakage.NAME not in {one.check for one in inspection.findings}


def test_rows_that_leak_can_be_left_out_and_then_nothing_leaks(row):
    inspection, _ = looked_at(row, (LONG, "train"), (LONG, "test"), actions={"leakage": Action.DROP})
    assert inspection.dropped == {1}
    assert leakage.NAME not in {one.check for one in inspection.findings}


def test_a_twin_that_goes_itself_does_no_harm(row):
    gathering = leakage.gathering(Settings())
    for i, split in enumerate(("train", "test")):
        gathering.add(replace(row(LONG, f"Answer {i}", key=f"c{i}"), split=split))
    assert dict(gathering.flags({0})) == {}


@given(
    st.lists(st.tuples(st.sampled_from([LONG, f"{LONG} now", "What is a fjord?"]), st.sampled_from(["train", "test"])))
)
def test_what_is_not_flagged_shares_no_prompt_with_an_earlier_split(placed):
    gathering = leakage.gathering(Settings())
    for i, (prompt, split) in enumerate(placed):
        answers = (Answer("completion", Message(Role.ASSISTANT, "An answer."), True),)
        gathering.add(Specimen(f"k{i}", f"c{i}", (Message(Role.USER, prompt),), answers, split=split))
    flags = gathering.flags(set())
    learnt = {prompt for prompt, split in placed if split == "train"}
    for number, (prompt, split) in enumerate(placed):
        assert number in flags or split == "train" or prompt not in learnt
