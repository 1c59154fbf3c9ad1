import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import Opinion
from nfstudio.detect.encoding import LABELS, Place
from nfstudio.detect.features import FEATURES, LEAST, vectors
from nfstudio.domain.feedback import Category, Detection
from nfstudio.domain.span import Span

P, C = Category.POSITIVE, Category.CORRECTION


def of(text="no that is wrong", answer="Here it is.", *earlier):
    return Candidate(3, text, answer, 2, earlier)


def opinion(*tokens, message=(0.9, 0.1, 0, 0, 0, 0)):
    rows = np.array(tokens, dtype=np.float32).reshape(len(tokens), len(LABELS))
    return Opinion(np.array(message, dtype=np.float32), tuple(Place(i, i + 1) for i in range(len(tokens))), rows)


def features(candidate=None, claims=(), said=None):
    (row,) = vectors([candidate or of()], [claims], [said or opinion()])
    return dict(zip(FEATURES, row, strict=True))


def test_features_have_names_of_their_own():
    assert len(set(FEATURES)) == len(FEATURES)
    assert FEATURES[:6] == tuple(
        f"encoder.{name}" for name in ("O", "positive", "correction", "complaint", "rephrase", "clarification")
    )


def test_probabilities_become_logits_that_stay_finite():
    found = features(said=opinion([0, 0.5, 1, 0, 0, 0], message=(0.5, 0.5, 0, 0, 0, 0)))

    assert found["encoder.O"] == found["encoder.positive"] == 0
    assert found["encoder.rephrase"] == pytest.approx(math.log(LEAST / (1 - LEAST)))
    assert found["tokens.positive"] == 0
    assert found["tokens.correction"] == pytest.approx(-math.log(LEAST / (1 - LEAST)))


def test_of_the_tokens_the_surest_counts():
    found = features(said=opinion([0.9, 0.1, 0, 0, 0, 0], [0.2, 0.8, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]))
    assert found["tokens.positive"] == pytest.approx(math.log(0.8 / 0.2), abs=1e-5)


def test_rules_count_with_their_best_score_for_each_category():
    claims = [Detection(3, Span(0, 2), category, score) for category, score in ((P, 0.6), (P, 0.8), (C, 0.9))]
    found = features(claims=claims)

    assert (found["rules.positive"], found["rules.correction"], found["rules.complaint"]) == (0.8, 0.9, 0)
    assert (found["rules.any"], found["rules.several"]) == (0.9, 1)
    assert features(claims=claims[:2])["rules.several"] == 0


def test_the_most_like_of_the_earlier_messages_counts():
    text = "how deep is the lake"
    same = features(of(text, "Deep.", "thanks", text.upper()))
    assert [same[f"similar.{name}"] for name in ("ratio", "words", "same")] == [1, 1, 1]
    alone = features(of(text, "Deep."))
    assert [alone[f"similar.{name}"] for name in ("ratio", "words", "same")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        ("answer.asks", of("no", "It is blue. Shall I paint it?"), of("no", "It is blue.")),
        ("answer.refuses", of("no", "I'm sorry, I can't do that."), of("no", "Here you are.")),
        ("message.question", of("why?"), of("why")),
        ("message.exclamation", of("no!"), of("no")),
    ],
)
def test_a_fact_is_one_where_it_holds_and_nought_where_not(name, yes, no):
    assert (features(yes)[name], features(no)[name]) == (1, 0)


def test_what_stands_in_pasted_text_is_not_what_the_person_says():
    found = features(of('Translate: "What is this?!"'))
    assert (found["message.question"], found["message.exclamation"]) == (0, 0)


def test_code_capitals_and_lines_that_tell_a_kind_of_conversation_change_nothing():
    plain, coded = of("no, that is wrong", "Here it is."), of("NO, that\nis wrong", "Here it is.\n\n```\nx = 1\n```")
    assert features(plain) == features(coded)


texts = st.text(alphabet="no that's WRONG\n.,!?👍é中`", max_size=120)
many = st.lists(
    st.tuples(
        st.builds(of, texts, texts, texts, texts),
        st.lists(
            st.builds(Detection, st.just(3), st.just(Span(0, 1)), st.sampled_from(list(Category)), st.floats(0, 1)),
            max_size=3,
        ),
    ),
    max_size=4,
)


@settings(max_examples=50, deadline=None)
@given(many)
def test_every_feature_is_a_finite_number_and_depends_on_its_own_message_alone(items):
    asked = [candidate for candidate, _ in items], [claims for _, claims in items], [opinion() for _ in items]
    found = vectors(*asked)

    assert found.shape == (len(items), len(FEATURES))
    assert np.isfinite(found).all()
    for i in range(len(items)):
        assert np.array_equal(vectors(*(part[i : i + 1] for part in asked))[0], found[i])
