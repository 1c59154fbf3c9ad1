"""How good a detector is: figures over judged messages, each with an interval from resampling conversations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from nfstudio.domain.feedback import ABSORBS, Category, Detection
from nfstudio.domain.measures import kappa
from nfstudio.domain.span import Span, overlap, paired
from nfstudio.domain.thresholds import Thresholds

NONE = "NONE"
"""The class of a message without feedback, beside the five categories."""

PRIORITY = (
    Category.CORRECTION,
    Category.COMPLAINT,
    Category.CLARIFICATION,
    Category.REPHRASE,
    Category.POSITIVE,
)
"""Which category a message with several counts as: the first that it holds."""

_BINS = 10
_RESAMPLES = 500


@dataclass(frozen=True, slots=True)
class Judged:
    """One judged message: what a reader found and what the detector claims.

    Attributes:
        claims: all of them, also those below the threshold.
        uncertain: the reader hesitated.
    """

    conversation: str
    source: str
    gold: tuple[tuple[Span, Category], ...]
    claims: tuple[Detection, ...]
    uncertain: bool = False


def figures(judged: Sequence[Judged], *, thresholds: Thresholds, seed: int = 0) -> dict[str, Any]:
    """All figures as plain JSON values; those that nothing defines (precision without a claim) are 0.

    `binary`: feedback or none, by message; `average_precision` ranks messages by their highest score.
    `false_positive_rate` is the share of messages without feedback in which some is claimed.
    `category`: six classes, five and none (see `PRIORITY`); macro over the six.
    `polarity`: positive, negative, neutral and none, macro over the four.
    `span`: one claimed span to one judged span at most, right from an overlap (intersection over union) of one half;
    `span_category` asks for the same category too.
    `calibration`: expected calibration error of the message score over ten equal bins.
    `interval_95`: 2.5th and 97.5th percentile over resampled conversations.
    """
    return {
        **_figures(judged, thresholds),
        "per_source": {
            source: _short(part, thresholds) for source, part in sorted(_parts(judged, lambda one: one.source).items())
        },
        "uncertain": _short([one for one in judged if one.uncertain], thresholds),
        "interval_95": _intervals(judged, thresholds, seed),
    }


def category_of(categories: Sequence[Category]) -> str:
    """The class of a message that holds these categories."""
    return next((category.value for category in PRIORITY if category in categories), NONE)


def _figures(judged: Sequence[Judged], thresholds: Thresholds) -> dict[str, Any]:
    gold, predicted = _classes(judged, thresholds)
    names = [*(category.value for category in Category), NONE]
    per_class = {name: _of_class(gold, predicted, name) for name in names}
    return {
        "messages": len(judged),
        "binary": {**_binary(gold, predicted), "average_precision": _average_precision(judged)},
        "polarity": {"macro_f1": _macro(*(list(map(_polarity, classes)) for classes in (gold, predicted)))},
        "category": {
            "accuracy": _share(sum(map(str.__eq__, gold, predicted)), len(gold)),
            "macro_f1": sum(one["f1"] for one in per_class.values()) / len(per_class),
            "kappa": kappa(gold, predicted) if gold else 0.0,
            "per_category": per_class,
        },
        "span": _spans(judged, thresholds, same_category=False),
        "span_category": _spans(judged, thresholds, same_category=True),
        "calibration": {"ece": _calibration_error(judged)},
    }


def _short(judged: Sequence[Judged], thresholds: Thresholds) -> dict[str, Any]:
    """The figures that a small part can bear."""
    gold, predicted = _classes(judged, thresholds)
    names = sorted(set(gold))
    return {
        "messages": len(judged),
        "feedback": len(gold) - gold.count(NONE),
        "binary": {**_binary(gold, predicted), "average_precision": _average_precision(judged)},
        "category": {"macro_f1": _mean([_of_class(gold, predicted, name)["f1"] for name in names])},
        "span": {"f1": _spans(judged, thresholds, same_category=False)["f1"]},
    }


def _classes(judged: Sequence[Judged], thresholds: Thresholds) -> tuple[list[str], list[str]]:
    gold = [category_of([category for _, category in one.gold]) for one in judged]
    return gold, [category_of([claim.category for claim in _sure(one, thresholds)]) for one in judged]


def _sure(one: Judged, thresholds: Thresholds) -> list[Detection]:
    return [claim for claim in one.claims if thresholds.passes(claim)]


def _binary(gold: Sequence[str], predicted: Sequence[str]) -> dict[str, float]:
    hits = sum(NONE not in (a, b) for a, b in zip(gold, predicted, strict=True))
    claimed, nothing = len(predicted) - predicted.count(NONE), gold.count(NONE)
    rate = _share(claimed - hits, nothing)
    return {**_scores(hits, claimed, len(gold) - nothing), "false_positive_rate": rate}


def _of_class(gold: Sequence[str], predicted: Sequence[str], name: str) -> dict[str, float]:
    hits = sum(a == b == name for a, b in zip(gold, predicted, strict=True))
    support = gold.count(name)
    return {**_scores(hits, predicted.count(name), support), "support": support}


def _polarity(name: str) -> str:
    return NONE if name == NONE else Category(name).polarity.value


def _macro(gold: Sequence[str], predicted: Sequence[str]) -> float:
    return _mean([_of_class(gold, predicted, name)["f1"] for name in ("positive", "negative", "neutral", NONE)])


def _spans(judged: Sequence[Judged], thresholds: Thresholds, *, same_category: bool) -> dict[str, float]:
    hits = claimed = wanted = 0
    for one in judged:
        claims = _sure(one, thresholds)
        claimed += len(claims)
        wanted += len(one.gold)
        hits += _matched(one.gold, claims, same_category=same_category)
    return _scores(hits, claimed, wanted)


def _matched(gold: Sequence[tuple[Span, Category]], claims: Sequence[Detection], *, same_category: bool) -> int:
    """How many claims find a judged span of their own, the best overlaps first."""
    pairs = (
        (i, j, overlap(span, claim.span))
        for i, (span, category) in enumerate(gold)
        for j, claim in enumerate(claims)
        if not same_category or category is claim.category
    )
    return len(paired(pairs, least=ABSORBS))


def _score(one: Judged) -> float:
    return max((claim.score for claim in one.claims), default=0.0)


def _average_precision(judged: Sequence[Judged]) -> float:
    """Area under precision and recall as steps; messages of one score count together, so that their order is none."""
    total = sum(bool(one.gold) for one in judged)
    by_score: dict[float, list[bool]] = {}
    for one in judged:
        by_score.setdefault(_score(one), []).append(bool(one.gold))
    area = hits = seen = 0.0
    for score in sorted(by_score, reverse=True):
        found = sum(by_score[score])
        hits, seen = hits + found, seen + len(by_score[score])
        area += _share(found, total) * hits / seen
    return min(1.0, area)  # steps that are rounded one by one may add up to a little more


def _calibration_error(judged: Sequence[Judged]) -> float:
    """Mean gap between score and share of feedback, over ten bins of the score, weighted by their messages.

    Source: Naeini, Cooper, Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning" (AAAI 2015).
    """
    bins = _parts(judged, lambda one: min(int(_score(one) * _BINS), _BINS - 1))
    gaps = [abs(sum(map(_score, part)) - sum(bool(one.gold) for one in part)) for part in bins.values()]
    return _share(sum(gaps), len(judged))


def _intervals(judged: Sequence[Judged], thresholds: Thresholds, seed: int) -> dict[str, list[float]]:
    by_conversation = list(_parts(judged, lambda one: one.conversation).values())
    chance = Random(seed)  # noqa: S311 - resampling, no secret
    values: dict[str, list[float]] = {"binary_f1": [], "average_precision": [], "category_macro_f1": [], "span_f1": []}
    for _ in range(_RESAMPLES if by_conversation else 0):
        sample = [one for part in chance.choices(by_conversation, k=len(by_conversation)) for one in part]
        gold, predicted = _classes(sample, thresholds)
        names = [*(category.value for category in Category), NONE]
        values["binary_f1"].append(_binary(gold, predicted)["f1"])
        values["average_precision"].append(_average_precision(sample))
        values["category_macro_f1"].append(_mean([_of_class(gold, predicted, name)["f1"] for name in names]))
        values["span_f1"].append(_spans(sample, thresholds, same_category=False)["f1"])
    return {name: _percentiles(sorted(found)) for name, found in values.items()}


def _percentiles(found: Sequence[float]) -> list[float]:
    if not found:
        return [0.0, 1.0]
    return [found[int(0.025 * (len(found) - 1))], found[round(0.975 * (len(found) - 1))]]


def _scores(hits: int, claimed: int, wanted: int) -> dict[str, float]:
    precision, recall = _share(hits, claimed), _share(hits, wanted)
    return {"precision": precision, "recall": recall, "f1": _share(2 * precision * recall, precision + recall)}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _mean(values: Sequence[float]) -> float:
    return _share(sum(values), len(values))


def _parts(judged: Sequence[Judged], key: Callable[[Judged], Any]) -> Mapping[Any, list[Judged]]:
    parts: dict[Any, list[Judged]] = {}
    for one in judged:
        parts.setdefault(key(one), []).append(one)
    return parts
