import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_models import encoder_folder, fusion_record, hybrid_folder

from nfstudio.detect import hybrid, rules
from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import FLOOR, Opinion
from nfstudio.detect.encoding import LABELS, Place
from nfstudio.detect.fusion import load
from nfstudio.detect.hybrid import HybridDetector
from nfstudio.detect.model_folder import FUSION
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import shared
from nfstudio.domain.thresholds import Setting
from nfstudio.errors import StudioError

P, C, N, R, Q = range(1, 6)


class Scripted:
    """An encoder that says what it is told: for each message the label of each of its words."""

    device = "CPU, scripted"

    def __init__(self, folder, labels):
        self.folder, self._labels, self.closed = folder, labels, False

    def begin(self, candidates):
        return lambda: [self._opinion(candidate.text) for candidate in candidates]

    def close(self):
        self.closed = True

    def _opinion(self, text):
        labels, places, at = self._labels.get(text, ()), [], 0
        for word in text.split():
            at = text.index(word, at)
            places.append(Place(at, at + len(word)))
            at += len(word)
        tokens = np.full((len(places), len(LABELS)), 0.02)
        for i in range(len(places)):
            tokens[i, labels[i] if i < len(labels) else 0] = 0.9
        first = next((label for label in labels if label), 0)
        message = np.full(len(LABELS), 0.02)
        message[first] = 0.9
        return Opinion(message, tuple(places), tokens)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return hybrid_folder(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def real(folder):
    return hybrid.detector(device="cpu", model=folder)


@pytest.fixture
def told(real, folder):
    """Claims of a detector whose encoder says these labels, and whose fusion trusts it."""

    def claims(text, labels, *, answer="Here it is.", earlier=()):
        made = HybridDetector(rules.detector(), Scripted(real._encoder.folder, {text: labels}), load(folder / FUSION))
        (found,) = made.detect([Candidate(3, text, answer, 2, earlier)])
        return found

    return claims


def test_what_the_encoder_says_is_claimed_with_category_words_and_evidence(told):
    text = "Lovely shapes. Draw the other side"
    (claim,) = told(text, [P, P])

    assert (claim.category, claim.span.of(text)) == (Category.POSITIVE, "Lovely shapes.")
    assert claim.score > 0.5
    assert (claim.message, claim.target) == (3, 2)
    assert claim.evidence.probabilities["POSITIVE"] == 0.9
    assert claim.evidence.contributions["encoder.positive"] > 0


def test_where_nothing_is_said_nothing_is_claimed(told):
    assert told("And with salt then", [0, 0, 0, 0]) == ()


def test_a_second_feedback_that_the_tokens_are_sure_of_is_claimed_beside_the_first(told):
    text = "Lovely shapes. The colours offend me"
    first, second = told(text, [P, P, N, N, N, N])

    assert (first.category, first.span.of(text)) == (Category.POSITIVE, "Lovely shapes.")
    assert (second.category, second.span.of(text)) == (Category.COMPLAINT, "The colours offend me")
    assert second.score <= first.score


def test_the_words_of_an_agreeing_rule_are_taken_and_the_rule_is_named(told):
    text = "Thanks, that helps! Now sort the rows by year"
    (claim,) = told(text, [P])
    assert claim.span.of(text) == "Thanks, that helps!"
    assert any(rule.startswith("positive.") for rule in claim.evidence.rules)


def test_a_repeat_is_told_with_the_message_it_repeats(told):
    text = "How deep is the lake behind the old mill?"
    (claim,) = told(text, [R] * 9, earlier=("thanks", text))

    assert (claim.category, claim.span.of(text)) == (Category.REPHRASE, text)
    assert (claim.evidence.similar_to, claim.evidence.similarity) == (2, pytest.approx(1))


texts = st.text(alphabet="no thanks that's wrong\n.,!?👍é中", max_size=80)
candidates = st.builds(Candidate, st.integers(1, 9), texts, texts, st.just(0), st.lists(texts, max_size=2).map(tuple))


@settings(max_examples=25, deadline=None)
@given(st.lists(candidates, max_size=5))
def test_claims_are_inside_the_message_sorted_apart_and_the_same_in_any_batch(real, many):
    for candidate, claims in zip(many, real.detect(many), strict=True):
        (alone,) = real.detect([candidate])
        assert [(c.category, c.span) for c in claims] == [(c.category, c.span) for c in alone]
        assert [c.score for c in claims] == pytest.approx([c.score for c in alone], abs=1e-3)
        assert [(c.span, c.category) for c in claims] == sorted((c.span, c.category) for c in claims)
        for claim in claims:
            assert claim.span.end <= len(candidate.text)
            assert claim.span.of(candidate.text).strip()
            assert 0 <= claim.score <= 1
            assert len(claim.evidence.contributions) <= 5
        assert all(not shared(a.span, b.span) for i, a in enumerate(claims) for b in claims[:i])
        assert not claims or max(claim.score for claim in claims) >= FLOOR


def test_a_setting_brings_the_thresholds_of_its_fusion(real):
    assert [real.thresholds(s).of(Category.REPHRASE) for s in Setting] == [0.9, 0.5, 0.2]


def test_a_detector_is_known_by_its_rules_and_its_folder(real, folder, tmp_path):
    assert (real.name, real.device) == ("hybrid", "CPU, fp32")
    assert rules.detector().version in real.version
    other = hybrid.detector(device="cpu", model=hybrid_folder(tmp_path / "other", seed=1))
    assert other.version == real.version  # the same numbers
    record = fusion_record(strength=2.0)
    (tmp_path / "other" / FUSION).write_text(json.dumps(record))
    assert hybrid.detector(device="cpu", model=tmp_path / "other").version != real.version


def test_closing_gives_back_the_encoder(real, folder):
    scripted = Scripted(real._encoder.folder, {})
    HybridDetector(rules.detector(), scripted, load(folder / FUSION)).close()
    assert scripted.closed


def test_a_folder_that_nothing_says_how_to_weigh_is_refused(tmp_path):
    with pytest.raises(StudioError, match=r"has no fusion\.json") as refused:
        hybrid.detector(device="cpu", model=encoder_folder(tmp_path))
    assert refused.value.hint
