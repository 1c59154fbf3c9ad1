"""One calibrated opinion out of several: a multinomial logistic regression whose numbers lie in a readable file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nfstudio.detect.encoding import LABELS
from nfstudio.detect.features import FEATURES
from nfstudio.domain.json_text import parsed
from nfstudio.domain.thresholds import Setting, Thresholds
from nfstudio.errors import StudioError, why

if TYPE_CHECKING:
    import numpy as np

_HINT = "Fit it again with `nfstudio train`, or take the folder of a release."


@dataclass(frozen=True, slots=True, eq=False)
class Fusion:
    """The numbers.

    Attributes:
        weights: shape (LABELS, FEATURES); bias: shape (LABELS,).
        center: mean of each feature where it was fitted: what a contribution is counted from.
        thresholds: for each setting.
    """

    weights: "np.ndarray"
    bias: "np.ndarray"
    center: "np.ndarray"
    thresholds: Mapping[Setting, Thresholds]

    def probabilities(self, vectors: "np.ndarray") -> "np.ndarray":
        """Of each of `LABELS` for each vector, shape (vectors, LABELS); rows sum to one."""
        import numpy as np

        sums = (vectors - self.center) @ self.weights.T + self.bias
        shares = np.exp(sums - sums.max(axis=1, keepdims=True))
        found: np.ndarray = shares / shares.sum(axis=1, keepdims=True)
        return found

    def contributions(self, vector: "np.ndarray", label: int, *, most: int = 5) -> dict[str, float]:
        """What spoke most for or against `label` (an index in `LABELS`, not 0) rather than no feedback, in logits,
        the strongest first."""
        shares = (vector - self.center) * (self.weights[label] - self.weights[0])
        order = sorted(range(len(FEATURES)), key=lambda i: -abs(shares[i]))[:most]
        return {FEATURES[i]: round(float(shares[i]), 2) for i in order if abs(shares[i]) >= 0.05}

    def record(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "labels": list(LABELS),
            "features": {
                name: {"center": round(float(self.center[i]), 6), "weights": _rounded(self.weights[:, i])}
                for i, name in enumerate(FEATURES)
            },
            "bias": _rounded(self.bias),
            "thresholds": {
                setting.value: {category.value: value for category, value in thresholds.by_category}
                for setting, thresholds in self.thresholds.items()
            },
        }


def load(path: Path) -> Fusion:
    """The fusion in a file.

    Raises:
        StudioError: when the file cannot be read or was fitted to other features.
    """
    import numpy as np

    try:
        record = parsed(path.read_text(encoding="utf-8"))
        named = list(record["features"])
        if record["labels"] != list(LABELS) or not named or named != list(FEATURES[: len(named)]):
            raise StudioError(f"{path} was fitted to other features than this version counts.", _HINT)
        # Features that came later stand at the end: to a fusion that was fitted before they say nothing.
        none = {"center": 0.0, "weights": [0.0] * len(LABELS)}
        columns = [*record["features"].values(), *[none] * (len(FEATURES) - len(named))]
        weights = np.array([column["weights"] for column in columns], dtype=np.float64)
        bias = np.array(record["bias"], dtype=np.float64)
        center = np.array([column["center"] for column in columns], dtype=np.float64)
        shapes = weights.shape, bias.shape, center.shape
        if shapes != ((len(FEATURES), len(LABELS)), (len(LABELS),), (len(FEATURES),)):
            raise ValueError("there are too many numbers, or too few")  # noqa: TRY301 - told with the file's name below
        if not all(np.isfinite(part).all() for part in (weights, bias, center)):
            raise ValueError("a number is none")  # noqa: TRY301 - the same
        thresholds = {setting: Thresholds.parse(record["thresholds"][setting.value]) for setting in Setting}
        return Fusion(weights=weights.T, bias=bias, center=center, thresholds=thresholds)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as failed:
        raise StudioError(f"{path} cannot be read: {why(failed)}.", _HINT) from failed


def _rounded(values: "Sequence[float] | np.ndarray") -> list[float]:
    return [round(float(value), 6) for value in values]
