"""Why something was found, and where it stands, in words."""

import pytest
from windows import item

from nfstudio.app.evidence_words import reasons, standing
from nfstudio.detect.features import FEATURES
from nfstudio.domain.feedback import Evidence, Status
from nfstudio.store.judgements import IMPORTED


def test_why_names_rules_likeness_probabilities_and_notes():
    evidence = Evidence(
        rules=("not-x-but-y", "i-said"),
        similar_to=1,
        similarity=0.874,
        probabilities={"AWARE_WITHOUT_CORRECTION": 0.06, "AWARE_WITH_CORRECTION": 0.91, "REPHRASE": 0.01, "NONE": 0.05},
        notes=("the answer asked nothing",),
    )
    assert reasons(item(evidence=evidence)) == [
        "Found by hybrid",
        "Rules not-x-but-y, i-said",
        "Like the user's previous message (87 %)",
        "The encoder reads: Correction 0.91, Complaint 0.06, no feedback 0.05",
        "The answer asked nothing",
    ]


def test_why_says_when_nobody_but_a_person_claimed_it():
    assert reasons(item(by_hand=True)) == ["Added by hand: no detector claimed it."]


def test_it_says_what_spoke_for_and_against_in_two_lines_however_much_was_weighed():
    weighed = {
        "encoder.correction": 2.4,
        "tokens.correction": 0.8,
        "answer.asks": -1.1,
        "rules.any": 0.3,
        "similar.words": -0.2,
        "message.new": 0.7,
        "opens.no": 0.6,
        "a.later.thing": -0.6,
    }
    assert reasons(item(evidence=Evidence(rules=("a.rule",), contributions=weighed))) == [
        "Found by hybrid",
        "Rule a.rule",
        "Spoke for it: the encoder (strongly), words not said before, the first word",
        "Spoke against it: whether the answer asks something, a.later.thing, likeness to earlier messages (a little)",
    ]


def test_the_rules_are_named_as_what_they_were_a_cue_a_repeat_or_nothing():
    weighed = {"rules.rephrase": 1.2, "similar.words": 1.0, "encoder.rephrase": 0.7}

    def spoke_for(evidence):
        return reasons(item(evidence=evidence))[-1]

    assert spoke_for(Evidence(rules=("a",), contributions=weighed)) == (
        "Spoke for it: the rules, likeness to earlier messages, the encoder"
    )
    # A repeat is told by the rules as well as by likeness: the same thing, so one word and one strength.
    assert spoke_for(Evidence(similar_to=1, contributions=weighed)) == (
        "Spoke for it: likeness to earlier messages (strongly), the encoder"
    )
    assert spoke_for(Evidence(contributions={"rules.any": -0.6})) == "Spoke against it: that no rule fired"


def test_everything_that_is_weighed_has_words_of_its_own():
    said = [reasons(item(evidence=Evidence(contributions={name: 1.0})))[-1] for name in FEATURES]
    assert [line for line in said if "." in line] == []


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"status": Status.LOW}, "↓ Undecided, below the threshold"),
        ({"status": Status.CONFIRMED, "reviewer": "Ada", "by_hand": True}, "✓ Added by hand by Ada"),
        ({"status": Status.CONFIRMED, "reviewer": IMPORTED}, "✓ Came with the import"),
        ({"status": Status.REJECTED, "reviewer": "{who}"}, "✕ Rejected by {who}"),
    ],
)
def test_where_it_stands_is_said_with_a_name(about, said):
    assert standing(item(**about)) == said
