"""The detectors; adding one is a new file and a line in this table."""

from collections.abc import Callable, Mapping

from nfstudio.detect import encoder, hybrid, llm, rules
from nfstudio.detect.context import Candidate, Detector, candidates_of

DETECTORS: Mapping[str, Callable[..., Detector]] = {
    "hybrid": hybrid.detector,
    "rules": rules.detector,
    "encoder": encoder.detector,
    "llm": llm.detector,
}
"""Name -> factory `(*, device="auto", model=None)`. Heavy imports wait until a detector works."""

__all__ = ["DETECTORS", "Candidate", "Detector", "candidates_of"]
