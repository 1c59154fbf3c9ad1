"""The fusion's numbers from features of messages that the encoder has not seen: regression, temperature, thresholds.

Everything here is a few hundred numbers and plain algebra in numpy, so that it gives the same numbers everywhere.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from nfstudio.detect.encoding import LABELS
from nfstudio.detect.fusion import Fusion
from nfstudio.detect.learning.thresholds import thresholds_of
from nfstudio.domain.thresholds import Thresholds
from nfstudio.errors import StudioError

if TYPE_CHECKING:
    import numpy as np

STRENGTHS = (0.003, 0.01, 0.03, 0.1, 0.3)
"""Inverse strengths of the penalty that are tried (scikit-learn calls it C)."""
FOLDS = 5
LARGE = 100
"""Messages from which a source is held out by itself; smaller ones are held out together."""
LEAST_SCALE = 0.05
"""What a feature is divided by at least: one that hardly varied here may vary elsewhere and must not count for more."""
_ROUNDS = 60
_STILL = 1e-7
"""Largest part of the gradient, per message, at which a fit has come to rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A fusion and what is known of it.

    Attributes:
        shares: out-of-fold probability of each of `LABELS` for each message, shape (messages, LABELS): what the
            thresholds were found on, and what figures of cross-validation stand on.
        strength: the penalty's inverse strength that predicted best, for sources not seen where there are enough.
        temperature: what the logits were divided by.
    """

    fusion: Fusion
    shares: "np.ndarray"
    strength: float
    temperature: float


def fit(vectors: "np.ndarray", gold: Sequence[int], groups: Sequence[str], *, folds: int = FOLDS) -> Fusion:
    """The fusion alone; see `fit_out_of_fold`."""
    return fit_out_of_fold(vectors, gold, groups, folds=folds).fusion


def fit_out_of_fold(
    vectors: "np.ndarray",
    gold: Sequence[int],
    groups: Sequence[str],
    sources: Sequence[str] | None = None,
    *,
    folds: int = FOLDS,
) -> Fitted:
    """A multinomial logistic regression with L2 penalty on standardised features, its temperature and thresholds.

    The temperature and the thresholds come from out-of-fold probabilities. So does the penalty's strength, but where
    the messages come from three sources at least, each source is held out in turn for it: parts of the same sources
    cannot tell what would mislead elsewhere.

    Args:
        vectors: features, shape (messages, FEATURES), of opinions that an encoder gave on messages it did not learn.
        gold: for each message the index in `LABELS` of its class.
        groups: for each message its conversation; conversations are never divided.
        sources: for each message where its conversation comes from.

    Raises:
        StudioError: when a class has no message, or there are too few conversations to hold some out.
    """
    import numpy as np

    labels = np.asarray(gold)
    parts = np.array([part_of(group, folds) for group in groups])
    _sufficient(labels, parts)
    center, scale = vectors.mean(axis=0), np.maximum(vectors.std(axis=0), LEAST_SCALE)
    scaled = (vectors - center) / scale
    withheld = _by_source(sources, parts)
    strength = min(STRENGTHS, key=lambda one: _loss(_held_out(scaled, labels, withheld, one), labels))
    logits = _held_out(scaled, labels, parts, strength)
    temperature = _temperature(logits, labels)
    shares = _softmax(logits / temperature)
    found = _regression(scaled, labels, strength) / temperature
    fusion = Fusion(
        weights=found[:, :-1] / scale,
        bias=found[:, -1] - found[:, -1].mean(),
        center=center,
        thresholds={setting: Thresholds.parse(by) for setting, by in thresholds_of(shares, labels).items()},
    )
    return Fitted(fusion, shares, strength, temperature)


def part_of(group: str, parts: int, *, salt: str = "fusion") -> int:
    """Which of `parts` a conversation belongs to, always the same."""
    return zlib.crc32(f"{salt} {group}".encode()) % parts


def _by_source(sources: Sequence[str] | None, parts: "np.ndarray") -> "np.ndarray":
    """A part for each large source and one for all others; `parts` where that makes fewer than three."""
    import numpy as np

    names, at, counts = np.unique(np.asarray(sources or [""] * len(parts)), return_inverse=True, return_counts=True)
    found: np.ndarray = np.where(counts[at] >= LARGE, at, len(names))
    return found if len(np.unique(found)) >= 3 else parts


def _sufficient(labels: "np.ndarray", parts: "np.ndarray") -> None:
    import numpy as np

    missing = [name for i, name in enumerate(LABELS) if not (labels == i).any()]
    if missing:
        raise StudioError(f"No judged message is {missing[0]}.", "The fusion weighs all five categories and none.")
    if len(np.unique(parts)) < 2:
        raise StudioError("The judged messages come from too few conversations.", "Some must be held out as a check.")


def _held_out(scaled: "np.ndarray", labels: "np.ndarray", parts: "np.ndarray", strength: float) -> "np.ndarray":
    """Logits for each message by a regression that did not see its part."""
    import numpy as np

    logits = np.zeros((len(labels), len(LABELS)))
    for part in np.unique(parts):
        found = _regression(scaled[parts != part], labels[parts != part], strength)
        logits[parts == part] = _with_one(scaled[parts == part]) @ found.T
    return logits


def _regression(scaled: "np.ndarray", labels: "np.ndarray", strength: float) -> "np.ndarray":
    """Weights and, last, bias: shape (LABELS, features + 1). By Newton's method; the objective is convex.

    Minimises `strength` times the summed cross-entropy plus half the squared weights (not the bias).
    """
    import numpy as np

    inputs = _with_one(scaled)
    wanted = np.eye(len(LABELS))[labels]
    found = np.zeros((len(LABELS), inputs.shape[1]))
    penalty = np.ones(inputs.shape[1])
    penalty[-1] = 1e-6  # the bias is free; this settles what is added to all biases alike
    for _ in range(_ROUNDS):
        shares = _softmax(inputs @ found.T)
        slope = strength * (shares - wanted).T @ inputs + penalty * found
        if np.abs(slope).max() < _STILL * strength * len(labels):
            break
        step = np.linalg.solve(_curvature(inputs, shares, strength, penalty), slope.ravel()).reshape(found.shape)
        found = _downhill(found, step, lambda at: _objective(inputs, wanted, at, strength, penalty))
    return found


def _curvature(inputs: "np.ndarray", shares: "np.ndarray", strength: float, penalty: "np.ndarray") -> "np.ndarray":
    """The objective's second derivatives, label by label in blocks."""
    import numpy as np

    kinds, width = shares.shape[1], inputs.shape[1]
    found = np.zeros((kinds, width, kinds, width))
    for a in range(kinds):
        for b in range(a, kinds):
            weight = shares[:, a] * (float(a == b) - shares[:, b])
            found[a, :, b, :] = found[b, :, a, :] = strength * (inputs * weight[:, None]).T @ inputs
        found[a, :, a, :] += np.diag(penalty)
    return found.reshape(kinds * width, kinds * width)


def _downhill(at: "np.ndarray", step: "np.ndarray", objective: "Callable[[np.ndarray], float]") -> "np.ndarray":
    """As far along Newton's step as it leads downhill: far from the goal a whole one may lead too far."""
    before, length = objective(at), 1.0
    while length > 1e-6 and objective(at - length * step) > before:
        length /= 2
    moved: np.ndarray = at - length * step
    return moved


def _objective(
    inputs: "np.ndarray", wanted: "np.ndarray", found: "np.ndarray", strength: float, penalty: "np.ndarray"
) -> float:
    logits = inputs @ found.T
    return float(strength * _entropy(logits, wanted).sum() + 0.5 * (penalty * found**2).sum())


def _temperature(logits: "np.ndarray", labels: "np.ndarray") -> float:
    """What to divide logits by so that probabilities fit best; by golden section between a quarter and four.

    Source: Guo, Pleiss, Sun, Weinberger, "On calibration of modern neural networks" (ICML 2017).
    """
    low, high, ratio = -1.4, 1.4, (5**0.5 - 1) / 2
    for _ in range(40):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if _loss(logits / exp(left), labels) < _loss(logits / exp(right), labels):
            high = right
        else:
            low = left
    return exp((low + high) / 2)


def _loss(logits: "np.ndarray", labels: "np.ndarray") -> float:
    import numpy as np

    return float(_entropy(logits, np.eye(len(LABELS))[labels]).mean())


def _entropy(logits: "np.ndarray", wanted: "np.ndarray") -> "np.ndarray":
    """Cross-entropy of each row."""
    import numpy as np

    shifted = logits - logits.max(axis=1, keepdims=True)
    found: np.ndarray = np.log(np.exp(shifted).sum(axis=1)) - (shifted * wanted).sum(axis=1)
    return found


def _softmax(logits: "np.ndarray") -> "np.ndarray":
    import numpy as np

    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    found: np.ndarray = shares / shares.sum(axis=1, keepdims=True)
    return found


def _with_one(scaled: "np.ndarray") -> "np.ndarray":
    import numpy as np

    return np.concatenate([scaled, np.ones((len(scaled), 1))], axis=1)
