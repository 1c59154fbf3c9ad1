import pytest
from hypothesis import given
from hypothesis import strategies as st

from nfstudio.curate.review_queue import Wording, disagreement
from nfstudio.domain.feedback import Category, Evidence

P = Category.POSITIVE


@pytest.mark.parametrize(
    ("evidence", "apart"),
    [
        (Evidence(rules=("x",), probabilities={P.value: 1.0}), 0.0),
        (Evidence(rules=("x",), probabilities={P.value: 0.1}), 0.9),
        (Evidence(similar_to=1, probabilities={"NONE": 1.0}), 1.0),
        (Evidence(probabilities={P.value: 0.8}), 0.8),
        (Evidence(rules=("x",)), None),
    ],
)
def test_rules_and_encoder_are_as_far_apart_as_their_claims(evidence, apart):
    assert disagreement(evidence, P) == (None if apart is None else pytest.approx(apart))


def test_a_decided_span_makes_its_words_less_new_than_an_undecided_one():
    seen, decided = Wording(), Wording()
    for wording, known in ((seen, False), (decided, True)):
        wording.meet("thanks a lot", decided=known)
        wording.meet("thanks a lot", decided=False)
    assert decided.novelty("thanks a lot") < seen.novelty("thanks a lot") < 1


@given(st.lists(st.tuples(st.text(max_size=60), st.booleans()), max_size=8), st.text(max_size=60))
def test_novelty_is_a_share_and_one_met_alone_is_wholly_new(met, words):
    wording = Wording()
    for said, decided in met:
        wording.meet(said, decided=decided)
    assert 0 <= wording.novelty(words) <= 1
    alone = Wording()
    alone.meet("only these", decided=False)
    assert alone.novelty("only these") == 1
