from dataclasses import replace

import numpy as np
import pytest
from tiny_models import hybrid_folder

from nfstudio.detect import hybrid, rules
from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import detector, encoder
from nfstudio.detect.features import vectors
from nfstudio.detect.fusion import load
from nfstudio.detect.learning.opinions import encoder_claims, hybrid_claims, keep, recall
from nfstudio.domain.feedback import Evidence

SEEN = [
    Candidate(i, text, "the boat leaves", 1)
    for i, text in enumerate(["thanks, perfect", "no, that is wrong", "say rain"])
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return hybrid_folder(tmp_path_factory.mktemp("models") / "model")


@pytest.fixture(scope="module")
def opinions(folder):
    read = encoder(folder, device="cpu")
    try:
        return read.read(SEEN)
    finally:
        read.close()


def test_opinions_come_back_from_disk_as_they_were(opinions, tmp_path):
    keep(tmp_path / "kept.npz", opinions)
    found = recall(tmp_path / "kept.npz")

    assert [one.places for one in found] == [one.places for one in opinions]
    assert all(np.allclose(a.message, b.message) and np.allclose(a.tokens, b.tokens) for a, b in zip(found, opinions))
    assert [path.name for path in tmp_path.iterdir()] == ["kept.npz"]


def test_remembered_opinions_claim_what_the_detectors_claim(folder, opinions):
    live = hybrid.detector(device="cpu", model=folder)
    alone = detector(device="cpu", model=folder)
    ruled = rules.detector().detect(SEEN)
    shares = load(folder / "fusion.json").probabilities(vectors(SEEN, ruled, opinions))
    try:
        assert _bare(hybrid_claims(SEEN, ruled, opinions, shares)) == _bare(live.detect(SEEN))
        assert _bare(encoder_claims(SEEN, opinions)) == _bare(alone.detect(SEEN))
    finally:
        live.close()
        alone.close()


def _bare(found):
    return [[replace(claim, evidence=Evidence()) for claim in claims] for claims in found]
