from collections.abc import Callable, Sequence

import pytest

from nfstudio.detect import rules
from nfstudio.detect.context import Candidate

THRESHOLD = 0.5
Found = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def detector() -> rules.RuleDetector:
    return rules.detector()


@pytest.fixture(scope="session")
def found(detector: rules.RuleDetector) -> Found:
    """Short name of the category and marked words of what is found in a message at the default threshold."""

    def found_in(text: str, *, answer: str = "Here it is.", earlier: Sequence[str] = ()) -> list[tuple[str, str]]:
        (detections,) = detector.detect([Candidate(2, text, answer, 1, tuple(earlier))])
        return [(d.category.short, d.span.of(text)) for d in detections if d.score >= THRESHOLD]

    return found_in
