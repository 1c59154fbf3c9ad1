"""What encoders said of messages, kept on disk and given back: nobody asks the same encoder twice."""

from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import Encoder, EncoderDetector, Opinion
from nfstudio.detect.encoding import Place
from nfstudio.detect.fusion import Fusion
from nfstudio.detect.hybrid import HybridDetector
from nfstudio.detect.rules import RuleDetector
from nfstudio.domain.feedback import Detection

if TYPE_CHECKING:
    import numpy as np

Claims = Sequence[tuple[Detection, ...]]


def keep(path: Path, opinions: Sequence[Opinion]) -> None:
    """Write opinions to an npz file (numbers, no pickle); it appears whole or not at all."""
    import numpy as np

    partial = path.with_suffix(".partial.npz")
    np.savez(
        partial,
        message=np.array([one.message for one in opinions], dtype=np.float32),
        tokens=np.concatenate([one.tokens for one in opinions]).astype(np.float32),
        places=np.array([place for one in opinions for place in one.places], dtype=np.int64).reshape(-1, 2),
        counts=np.array([len(one.places) for one in opinions], dtype=np.int64),
    )
    partial.replace(path)


def recall(path: Path) -> list[Opinion]:
    """What `keep` wrote."""
    import numpy as np

    with np.load(path, allow_pickle=False) as kept:
        ends = np.cumsum(kept["counts"])[:-1]
        parts = zip(kept["message"], np.split(kept["places"], ends), np.split(kept["tokens"], ends), strict=True)
        return [
            Opinion(message, tuple(Place(int(a), int(b)) for a, b in places), tokens)
            for message, places, tokens in parts
        ]


class _Recalled:
    """Stands in for rules, encoder and fusion at once where they have spoken already."""

    device, version, folder = "", "", SimpleNamespace(digest="")

    def __init__(self, claims: Claims, opinions: Sequence[Opinion], shares: "np.ndarray | None") -> None:
        self._claims, self._opinions, self._shares = claims, opinions, shares

    def detect(self, _: Sequence[Candidate]) -> Claims:
        return self._claims

    def read(self, _: Sequence[Candidate]) -> Sequence[Opinion]:
        return self._opinions

    def begin(self, candidates: Sequence[Candidate]) -> Callable[[], Sequence[Opinion]]:
        return lambda: self.read(candidates)

    def probabilities(self, _: "np.ndarray") -> "np.ndarray | None":
        return self._shares

    def contributions(self, _: "np.ndarray", __: int) -> dict[str, float]:
        return {}


def encoder_claims(candidates: Sequence[Candidate], opinions: Sequence[Opinion]) -> Claims:
    """What the encoder detector would claim with these opinions."""
    return EncoderDetector(cast("Encoder", _Recalled((), opinions, None))).detect(candidates)


def hybrid_claims(
    candidates: Sequence[Candidate], claims: Claims, opinions: Sequence[Opinion], shares: "np.ndarray"
) -> Claims:
    """What the hybrid detector would claim.

    Args:
        claims: the rules'.
        shares: the fusion's probabilities, shape (candidates, LABELS).
    """
    known = _Recalled(claims, opinions, shares)
    return HybridDetector(cast("RuleDetector", known), cast("Encoder", known), cast("Fusion", known)).detect(candidates)
