"""How well scores tell wanted answers from unwanted ones, with intervals over conversations and seeds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

Statistic = Callable[["Array", "Array"], float]
"""A figure of one model: its scores of all test items, and which items count (an item drawn twice counts twice)."""

RESAMPLES = 1_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over seeds with its 95 % interval; `spread` is from the lowest seed to the highest."""

    value: float
    low: float
    high: float
    spread: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def shared(train: Iterable[str], test: Iterable[str]) -> frozenset[str]:
    """The openings that stand on both sides: a conversation that was learned must not be asked about."""
    return frozenset(train) & frozenset(test)


def auc(scores: "Array", wanted: "Array") -> float:
    """The chance that a wanted answer scores above an unwanted one, ties half; NaN when one of them is missing."""
    import numpy as np

    good, bad = scores[wanted], np.sort(scores[~wanted])
    if not (len(good) and len(bad)):
        return float("nan")
    below = np.searchsorted(bad, good, "left") + np.searchsorted(bad, good, "right")
    return float(below.sum() / 2 / len(good) / len(bad))


def auc_within(scores: "Array", wanted: "Array", groups: "Array") -> float:
    """The same over those couples of answers alone whose group is one: what a model knows beyond the groups' rates."""
    import numpy as np

    won = couples = 0.0
    for group in np.unique(groups):
        inside = groups == group
        number = int(wanted[inside].sum()) * int((~wanted[inside]).sum())
        if number:
            won += auc(scores[inside], wanted[inside]) * number
            couples += number
    return won / couples if couples else float("nan")


def accuracy(margins: "Array") -> float:
    """The share of pairs whose better side scores higher, ties half."""
    return float(((margins > 0) + 0.5 * (margins == 0)).mean())


def draws(clusters: Sequence[str], *, seed: int = 0, number: int = RESAMPLES) -> list["Array"]:
    """For each resample the indices of its items: whole clusters, as many as there are, drawn with replacement."""
    import numpy as np

    members: dict[str, list[int]] = {}
    for index, cluster in enumerate(clusters):
        members.setdefault(cluster, []).append(index)
    each = [np.array(indices) for indices in members.values()]
    chance = np.random.default_rng(seed)
    return [np.concatenate([each[i] for i in chance.integers(len(each), size=len(each))]) for _ in range(number)]


def values(models: Sequence["Array"], statistic: Statistic, samples: Sequence["Array"], *, items: int) -> "Array":
    """The figure of every model (one a seed) on all items, then on every sample: shape (models, 1 + samples)."""
    import numpy as np

    whole = np.arange(items)
    return np.array([[statistic(scores, which) for which in (whole, *samples)] for scores in models])


def estimate(found: "Array", *, against: "Array | None" = None, seed: int = 0) -> Estimate:
    """The mean over seeds, or how far it lies above that of another arm on the same samples.

    The interval is of the 2.5th to the 97.5th percentile; each resample draws conversations (the columns) and,
    independently, seeds (the rows), so it covers both kinds of chance.
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    resampled, spread = _over_seeds(found, chance), float(np.ptp(found[:, 0]))
    value = float(found[:, 0].mean())
    if against is not None:
        resampled = resampled - _over_seeds(against, chance)
        value -= float(against[:, 0].mean())
    low, high = np.nanpercentile(resampled, [2.5, 97.5])
    return Estimate(value, float(low), float(high), spread)


def _over_seeds(found: "Array", chance: "np.random.Generator") -> "Array":
    """For each sample the mean of as many models as there are, drawn with replacement."""
    import numpy as np

    models, samples = found.shape[0], found.shape[1] - 1
    drawn = chance.integers(models, size=(models, samples))
    mean: Array = found[drawn, 1 + np.arange(samples)].mean(axis=0)
    return mean
