import numpy as np
import pytest

from nfstudio.detect.encoding import LABELS
from nfstudio.detect.learning.thresholds import ALIKE, PRECISION, RECALL, thresholds_of
from nfstudio.domain.thresholds import Setting


@pytest.fixture(scope="module")
def known():
    """Calibrated scores: a message of score s carries feedback with probability s."""
    chance = np.random.default_rng(3)
    score = chance.beta(0.6, 1.2, size=3_000)
    kind = chance.integers(1, len(LABELS), size=3_000)
    labels = np.where(chance.random(3_000) < score, kind, 0)
    shares = np.zeros((3_000, len(LABELS)))
    shares[:, 0] = 1 - score
    shares[np.arange(3_000), kind] = score
    return shares, labels, thresholds_of(shares, labels)


def held(known, setting):
    shares, labels, found = known
    least = np.array([found[setting][name] for name in LABELS[1:]])
    claimed = 1 - shares[:, 0] >= least[shares[:, 1:].argmax(axis=1)]
    hits = (claimed & (labels > 0)).sum()
    return hits / claimed.sum(), hits / (labels > 0).sum()


def test_precise_holds_its_precision_and_thorough_its_recall(known):
    assert held(known, Setting.PRECISE)[0] >= PRECISION
    assert held(known, Setting.THOROUGH)[1] >= RECALL


def test_balanced_lies_amid_the_thresholds_that_are_as_good_as_the_best(known):
    shares, labels, found = known
    (at,) = set(found[Setting.BALANCED].values())

    def f1(least):
        claimed = 1 - shares[:, 0] >= least
        return 2 * (claimed & (labels > 0)).sum() / (claimed.sum() + (labels > 0).sum())

    alike = [step / 100 for step in range(10, 99) if f1(step / 100) >= max(map(f1, np.arange(0.1, 0.99, 0.01))) - ALIKE]
    assert at == pytest.approx(np.median(alike), abs=0.011)


def test_the_surer_a_setting_the_fewer_it_finds(known):
    recalls = [held(known, setting)[1] for setting in (Setting.PRECISE, Setting.BALANCED, Setting.THOROUGH)]
    assert recalls == sorted(recalls)


def test_a_category_without_a_message_takes_the_common_threshold(known):
    shares, labels, _ = known
    none = np.where(labels == 3, 0, labels)
    found = thresholds_of(shares, none)[Setting.BALANCED]
    assert 0.1 <= found[LABELS[3]] <= 0.99
