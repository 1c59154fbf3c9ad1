"""From which score a claim counts, found on messages that nothing was fitted to: one threshold a category and setting.

"precise" and "thorough" are goals. From the one threshold that serves a goal best for all categories, each category's
own is sought in turn; then it is drawn back towards the common one, the more so the fewer messages speak for it.
"balanced" is one threshold for all, amid those that are as good as the best: F1 is so flat there that categories of
their own would follow chance.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from nfstudio.detect.encoding import LABELS
from nfstudio.domain.thresholds import Setting

if TYPE_CHECKING:
    import numpy as np

PRECISION = 0.90
"""What "precise" holds, at the highest recall that allows it."""
ALIKE = 0.005
"""F1 by which a threshold may fall short of the best and still be called as good."""
RECALL = 0.90
"""What "thorough" holds, at the highest precision that allows it."""
_GRID = tuple(round(0.1 + 0.01 * i, 2) for i in range(89))
_DRAWN = 60
"""Messages of a category at which its own threshold and the common one weigh alike."""
_ROUNDS = 2

Goal = Callable[["np.ndarray"], float]
"""How good five thresholds, shape (categories,), are: the higher the better."""


def thresholds_of(shares: "np.ndarray", labels: "np.ndarray") -> dict[Setting, dict[str, float]]:
    """For each setting the least score of each category, by stored name.

    Args:
        shares: out-of-fold probability of each of `LABELS`, shape (messages, LABELS).
        labels: index in `LABELS` of the class of each message.
    """
    import numpy as np

    counts = np.bincount(labels, minlength=len(LABELS))[1:]
    found = {}
    for setting, goal in _goals(shares, labels).items():
        chosen = _middle(goal, len(counts)) if setting is Setting.BALANCED else _settled(_sought(goal, counts), goal)
        found[setting] = {LABELS[i]: round(float(value), 3) for i, value in enumerate(chosen, 1)}
    return found


def _goals(shares: "np.ndarray", labels: "np.ndarray") -> Mapping[Setting, Goal]:
    score, likeliest = 1 - shares[:, 0], shares[:, 1:].argmax(axis=1)

    def claimed(at: "np.ndarray") -> "np.ndarray":
        counts: np.ndarray = score >= at[likeliest]
        return counts

    def precise(at: "np.ndarray") -> float:
        precision, recall = _precision_recall(claimed(at), labels)
        return recall if precision >= PRECISION else precision - 1

    def thorough(at: "np.ndarray") -> float:
        precision, recall = _precision_recall(claimed(at), labels)
        return precision if recall >= RECALL else recall - 1

    def balanced(at: "np.ndarray") -> float:
        return _f1(claimed(at), labels > 0)

    return {Setting.PRECISE: precise, Setting.BALANCED: balanced, Setting.THOROUGH: thorough}


def _middle(goal: Goal, categories: int) -> "np.ndarray":
    """The middle of the common thresholds that serve as well as the best but for `ALIKE`: scores of a kind of
    conversation that nothing was fitted to lie somewhat higher or lower, and either way there is room."""
    import numpy as np

    served = {value: goal(np.full(categories, value)) for value in _GRID}
    best = max(served.values())
    alike = [value for value in _GRID if served[value] >= best - ALIKE]
    found: np.ndarray = np.full(categories, alike[len(alike) // 2])
    return found


def _sought(goal: Goal, counts: "np.ndarray") -> "np.ndarray":
    """The best common threshold, then for each category its own, drawn back towards the common one."""
    import numpy as np

    common = max(_GRID, key=lambda value: goal(np.full(len(counts), value)))
    own = np.full(len(counts), common)
    for _ in range(_ROUNDS):
        for i in np.argsort(-counts):
            own[i] = max(_GRID, key=partial(_with, goal, own, i))
    found: np.ndarray = (own * counts + common * _DRAWN) / (counts + _DRAWN)
    return found


def _with(goal: Goal, at: "np.ndarray", i: int, value: float) -> tuple[float, float]:
    """How good `at` is with another value at `i`; of equals the one nearest to what it was."""
    changed = at.copy()
    changed[i] = value
    return goal(changed), -abs(value - at[i])


def _settled(at: "np.ndarray", goal: Goal) -> "np.ndarray":
    """Drawing back may have cost what a setting promises: all thresholds move together until it holds again."""
    import numpy as np

    moves = sorted((round(0.005 * i, 3) for i in range(-80, 81)), key=abs)
    best = max(moves, key=lambda move: goal(np.clip(at + move, 0.02, 0.995)))
    settled: np.ndarray = np.clip(at + best, 0.02, 0.995)
    return settled


def _precision_recall(counts: "np.ndarray", labels: "np.ndarray") -> tuple[float, float]:
    hits = float((counts & (labels > 0)).sum())
    return hits / max(1, int(counts.sum())), hits / max(1, int((labels > 0).sum()))


def _f1(found: "np.ndarray", wanted: "np.ndarray") -> float:
    return 2 * float((found & wanted).sum()) / max(1, int(found.sum()) + int(wanted.sum()))
