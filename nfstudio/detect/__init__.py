"""The detectors; adding one is a new file and a line in this table."""

from collections.abc import Callable, Mapping

from nfstudio.detect import rules
from nfstudio.detect.context import Candidate, Detector, candidates_of

DETECTORS: Mapping[str, Callable[..., Detector]] = {
    "rules": rules.detector,
}
"""Name -> factory `(*, device="auto", ...)`. Heavy imports wait until a detector works."""

__all__ = ["DETECTORS", "Candidate", "Detector", "candidates_of"]
