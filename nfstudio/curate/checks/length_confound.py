"""When wanted answers are simply longer, a model learns to be long: the oldest short cut of preference data.

For pairs: how often the chosen answer is the longer one. For labelled answers: how well length alone tells the label,
as the area under the ROC curve (the chance that a wanted answer is longer than an unwanted one, ties counting half) and
as the point-biserial correlation of the label with the logarithm of the length.
"""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from nfstudio.curate.checks.flags import Action, Finding, Flag, Settings, Specimen

NAME = "length-confound"
TITLE = "Length tells the label"
ABOUT = "Whether wanted answers differ from unwanted ones by their length alone."
ACTIONS = (Action.KEEP,)
DEFAULT = Action.KEEP

_MARGIN = 0.1
"""So far from one half a share or an area is told as a warning."""
_FEW = 20
"""Pairs, or answers of each label, below which chance explains everything."""
_NONE = 2


class Gathered:
    """Length and label of each answer in characters; of pairs both lengths: 9 bytes a row."""

    def __init__(self) -> None:
        self._good, self._bad = array("L"), array("L")
        self._signs = array("b")  # 1 and 0: the label; _NONE: nothing to compare; 3: a pair

    def add(self, specimen: Specimen) -> None:
        """One more row."""
        good = [len(answer.message.content) for answer in specimen.answers if answer.wanted is True]
        bad = [len(answer.message.content) for answer in specimen.answers if answer.wanted is False]
        self._good.append(good[0] if good else 0)
        self._bad.append(bad[0] if bad else 0)
        self._signs.append(3 if good and bad else 1 if good else 0 if bad else _NONE)

    def flags(self, gone: AbstractSet[int]) -> Mapping[int, Flag]:  # noqa: ARG002  # it says nothing of single rows
        """None: no single row is at fault."""
        return {}

    def findings(self, gone: AbstractSet[int]) -> Sequence[Finding]:
        """What length alone tells."""
        staying = [i for i in range(len(self._signs)) if i not in gone]
        pairs = [(self._good[i], self._bad[i]) for i in staying if self._signs[i] == 3]
        good = sorted(self._good[i] for i in staying if self._signs[i] == 1)
        bad = sorted(self._bad[i] for i in staying if self._signs[i] == 0)
        found = [_of_pairs(pairs)] if len(pairs) >= _FEW else []
        return found + ([_of_labels(good, bad)] if min(len(good), len(bad)) >= _FEW else [])


def gathering(settings: Settings) -> Gathered:  # noqa: ARG001  # what every check is given
    """A new, empty one."""
    return Gathered()


def area(good: Sequence[int], bad: Sequence[int]) -> float:
    """The chance that one of `good` is greater than one of `bad`, ties counting half; both sorted, neither empty."""
    wins = sum(bisect_left(bad, length) + bisect_right(bad, length) for length in good)
    return wins / (2 * len(good) * len(bad))


def correlation(good: Sequence[float], bad: Sequence[float]) -> float:
    """The point-biserial correlation of belonging to `good` with the value; 0 where all values are equal."""
    count = len(good) + len(bad)
    mean = (sum(good) + sum(bad)) / count
    spread = math.sqrt(sum((value - mean) ** 2 for values in (good, bad) for value in values) / count)
    if spread == 0:
        return 0.0
    between = sum(good) / len(good) - sum(bad) / len(bad)
    return between / spread * math.sqrt(len(good) * len(bad)) / count


def _of_pairs(pairs: Sequence[tuple[int, int]]) -> Finding:
    share = sum((good > bad) + (good == bad) / 2 for good, bad in pairs) / len(pairs)
    ratio = sum(good for good, _ in pairs) / max(1, sum(bad for _, bad in pairs))
    figures = {"pairs": len(pairs), "chosen_longer": round(share, 4), "length_ratio": round(ratio, 3)}
    sentence = f"The chosen answer is the longer one in {share:.0%} of {len(pairs):,} pairs."
    return _told(share, sentence, figures)


def _of_labels(good: Sequence[int], bad: Sequence[int]) -> Finding:
    chance = area(good, bad)
    tie = correlation([math.log1p(length) for length in good], [math.log1p(length) for length in bad])
    middle = good[(len(good) - 1) // 2], bad[(len(bad) - 1) // 2]
    figures = {
        "auc": round(chance, 4),
        "point_biserial": round(tie, 4),
        "median_good": middle[0],
        "median_bad": middle[1],
    }
    sentence = (
        f"A wanted answer is longer than an unwanted one in {chance:.0%} of comparisons "
        f"(half of them have at most {middle[0]:,} and {middle[1]:,} characters)."
    )
    return _told(chance, sentence, figures)


def _told(share: float, sentence: str, figures: Mapping[str, object]) -> Finding:
    warns = abs(share - 0.5) >= _MARGIN
    way = "longer" if share > 0.5 else "shorter"
    advice = f" A model can learn to be {way} instead of better: compare both sides at equal length." if warns else ""
    return Finding(NAME, sentence + advice, figures, warns=warns)
