"""The control of pairs holds the very pairs of the dataset: checks look at them before a coin puts their sides."""

import pytest

from nfstudio.curate.control import tossed
from nfstudio.curate.judged import Example, Reviewed, Side, Way
from nfstudio.domain.conversation import Conversation, Message, Role
from nfstudio.domain.preferences import Pair
from nfstudio.exporters.writing import DatasetWriter
from nfstudio.jobs.export_intake import Intake
from nfstudio.jobs.export_options import ExportOptions, plan


def pair(number: int, *, chosen: str, rejected: str, conversation: str = "") -> Example:
    asked = (Message(Role.USER, f"What may I say to guest {number} of the house?"),)
    content = Pair(asked, Message(Role.ASSISTANT, chosen), Message(Role.ASSISTANT, rejected))
    reviewed = Reviewed(Conversation(()), conversation or f"c{number}", "chats.json", ())
    return Example(content, reviewed, Way.REWRITE, 1, chosen=Side(1, "person"), rejected=Side(1, "model"))


@pytest.fixture
def collected(tmp_path):
    def collect(examples: list[Example], seed: int | None):
        wanted = plan(ExportOptions(kind="dpo"))
        change = None if seed is None else lambda example: tossed(example, seed=seed)
        out = tmp_path / str(seed)
        known = {"exporter": wanted.exporter, "kind": "dpo", "fractions": wanted.fractions}
        with DatasetWriter(out, **known) as writer:
            intake = Intake(writer, wanted, starts={}, change=change)
            for example in examples:
                intake.take(example)
            intake.settle()
            return writer.finish()

    return collect


@pytest.mark.parametrize("seed", range(4))
def test_a_side_that_a_check_would_refuse_as_wanted_costs_the_control_no_pair(collected, seed):
    harmful = "They are subhuman: immigrants are vermin, guest {}."
    examples = [pair(i, chosen=f"Good evening, guest {i}.", rejected=harmful.format(i)) for i in range(12)]
    real, control = collected(examples, None), collected(examples, seed)
    assert sum(real.rows.values()) == 12
    assert (control.rows, control.left_out) == (real.rows, real.left_out)


@pytest.mark.parametrize("seed", range(4))
def test_equal_pairs_of_two_conversations_stay_one_and_the_same_the_other_way_round_stays_another(collected, seed):
    better, worse = "Good evening to you.", "Get out of my house."
    twice = [pair(1, chosen=better, rejected=worse, conversation=name) for name in "ab"]
    turned = pair(1, chosen=worse, rejected=better, conversation="c")
    assert sum(collected([*twice, turned], seed).rows.values()) == 2
