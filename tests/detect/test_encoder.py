import json
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_models import IOB, changed, encoder_folder, traced

from nfstudio import paths
from nfstudio.detect import encoder as encoder_room
from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import FLOOR, EncoderDetector, detector, encoder, softmax
from nfstudio.detect.encoding import LABELS, Budget
from nfstudio.detect.model_folder import SETTINGS, TOKENIZER
from nfstudio.domain.feedback import Category
from nfstudio.domain.thresholds import Setting
from nfstudio.errors import StudioError

SAME = 1e-4
"""How far the probabilities of one message may lie apart when it is read in another batch."""
texts = st.text(alphabet="no that's wrong\n.,!?👍é中", max_size=80)
candidates = st.builds(Candidate, st.integers(1, 9), texts, texts, st.just(0), st.lists(texts, max_size=3).map(tuple))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = encoder_folder(tmp_path_factory.mktemp("model"))
    budget = Budget(message=12, earlier=8, head=4, tail=6, stride=9, windows=3)
    return changed(path, SETTINGS, budget={name: getattr(budget, name) for name in Budget.__slots__})


@pytest.fixture(scope="module")
def model(folder):
    return encoder(folder, device="cpu", threads=1)


def of(text, answer="at noon", *earlier):
    return Candidate(3, text, answer, 2, earlier)


@settings(max_examples=25, deadline=None)
@given(st.lists(candidates, max_size=6))
def test_the_opinion_of_a_candidate_does_not_depend_on_its_batch(model, many):
    for candidate, opinion in zip(many, model.read(many), strict=True):
        (alone,) = model.read([candidate])
        assert opinion.places == alone.places
        assert np.abs(opinion.message - alone.message).max() < SAME
        assert np.abs(opinion.tokens - alone.tokens).max(initial=0) < SAME


@settings(max_examples=25, deadline=None)
@given(candidates)
def test_an_opinion_is_made_of_shares_and_names_each_place_once(model, candidate):
    (opinion,) = model.read([candidate])

    assert opinion.message.sum() == pytest.approx(1, abs=1e-5)
    assert opinion.tokens.shape == (len(opinion.places), len(LABELS))
    assert np.allclose(opinion.tokens.sum(axis=1), 1, atol=1e-5)
    assert list(opinion.places) == sorted(set(opinion.places))


def test_two_threads_read_what_one_reads(folder, tmp_path, model):
    shutil.copytree(folder, tmp_path / "model")
    two = encoder(traced(tmp_path / "model"), device="cpu", threads=2)
    many = [of("no that is wrong " * n, "at noon", "why?") for n in range(12)]

    assert two._model.at_once == 2
    for one, other in zip(model.read(many), two.read(many), strict=True):
        assert one.places == other.places
        assert np.abs(one.message - other.message).max() < SAME
        assert np.abs(one.tokens - other.tokens).max(initial=0) < SAME
    two.close()


def test_what_is_begun_goes_on_beside_other_work_and_is_given_when_it_is_asked_for(model):
    first, second = model.begin([of("thanks")]), model.begin([of("why?"), of("")])
    assert [len(second()), len(first())] == [2, 1]


def test_an_encoder_that_is_closed_before_it_has_read_everything_leaves_the_rest(folder):
    made = encoder(folder, device="cpu", threads=1)
    made.begin([of("no that is wrong " * 20)] * 50)
    made.close()
    assert not hasattr(made._model, "_model")


def test_no_candidate_has_no_opinion(model):
    assert model.read([]) == []


def test_of_several_windows_the_one_surest_of_feedback_speaks_for_the_message(model):
    text = "the boat leaves at noon and comes back late again " * 6
    windows = model._layout.windows([of(text)])
    assert len(windows) == 3
    said = [softmax(model._model.logits([window]))[0] for window in windows]
    (opinion,) = model.read([of(text)])

    assert opinion.message == pytest.approx(min((one[0] for one in said), key=lambda shares: shares[0]), abs=SAME)
    assert len(opinion.places) == len({place for window in windows for place in window.places})
    for place, shares in zip(opinion.places, opinion.tokens, strict=True):
        seen = [one[1 + w.places.index(place)][0] for w, one in zip(windows, said, strict=True) if place in w.places]
        assert shares[0] == pytest.approx(min(seen), abs=SAME)


def test_where_the_first_token_says_nothing_the_tokens_are_asked(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "model")
    changed(tmp_path / "model", SETTINGS, first_token_speaks=False)
    (opinion, empty) = encoder(tmp_path / "model", device="cpu", threads=1).read([of("no that is wrong"), of("")])

    surest = opinion.tokens[:, 1:].max()
    assert opinion.message.sum() == pytest.approx(1, abs=1e-5)
    assert opinion.message[0] == pytest.approx(1 - surest, abs=1e-5)
    assert opinion.message[1:].argmax() == opinion.tokens[:, 1:].max(axis=0).argmax()
    assert empty.message.tolist() == [1, 0, 0, 0, 0, 0]


@pytest.fixture(scope="module")
def found(model):
    return EncoderDetector(model)


@settings(max_examples=25, deadline=None)
@given(st.lists(candidates, max_size=5))
def test_a_detection_has_a_span_inside_the_message_a_score_and_the_answer_as_target(found, many):
    for candidate, claims in zip(many, found.detect(many), strict=True):
        assert len(claims) <= 1
        for claim in claims:
            assert claim.span.end <= len(candidate.text)
            assert claim.span.of(candidate.text).strip()
            assert FLOOR <= claim.score <= 1
            assert (claim.message, claim.target) == (candidate.message, candidate.answer_id)
            likeliest = max((c.value for c in Category), key=claim.evidence.probabilities.get)
            assert claim.category == likeliest
            assert claim.score == pytest.approx(1 - claim.evidence.probabilities["NONE"], abs=1e-3)


def test_a_message_of_nothing_is_no_feedback(found):
    assert found.detect([of(""), of(" \n")]) == [(), ()]


def test_a_checkpoint_of_other_people_with_beginnings_and_insides_can_be_put_in_its_place(tmp_path):
    path = encoder_folder(tmp_path, labels=IOB)
    (path / SETTINGS).unlink()
    theirs = detector(device="cpu", model=path)

    (claims,) = theirs.detect([of("no that is wrong")])
    assert [claim.span.of("no that is wrong") in "no that is wrong" for claim in claims] == [True]
    assert claims[0].evidence.probabilities.keys() == {"NONE", *(category.value for category in Category)}


def test_a_detector_is_known_by_name_device_and_a_version_that_follows_its_files(found, folder, tmp_path):
    assert (found.name, found.device) == ("encoder", "CPU, fp32")
    other = encoder_folder(tmp_path, seed=2)
    assert detector(device="cpu", model=other).version != found.version
    assert detector(device="cpu", model=folder).version == found.version


def test_the_more_sureness_is_asked_for_the_higher_the_threshold(found):
    precise, balanced, thorough = (found.thresholds(s).of(Category.POSITIVE) for s in Setting)
    assert precise > balanced > thorough > FLOOR


def test_without_a_folder_the_shipped_model_is_asked_for(monkeypatch, tmp_path, folder):
    monkeypatch.setattr(paths, "models", lambda: tmp_path)
    shutil.copytree(folder, tmp_path / encoder_room.SHIPPED)
    assert encoder(device="cpu", threads=1).folder.path == tmp_path / encoder_room.SHIPPED


@pytest.mark.parametrize("text", ["no tokenizer", json.dumps({"version": "1.0"})])
def test_a_broken_tokenizer_is_refused(folder, tmp_path, text):
    shutil.copytree(folder, tmp_path / "model")
    (tmp_path / "model" / TOKENIZER).write_text(text)
    with pytest.raises(StudioError, match=r"tokenizer\.json cannot be used"):
        encoder(tmp_path / "model", device="cpu")


def test_a_closed_encoder_has_given_back_its_model(folder):
    made = encoder(folder, device="cpu", threads=1)
    made.close()
    assert not hasattr(made._model, "_model")
