"""Rules, similarity and the fine-tuned encoder as one detector: each gives its opinion, the fusion weighs them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from nfstudio.detect import rules
from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import FLOOR, Encoder, Opinion, encoder, probabilities_of, span_in
from nfstudio.detect.encoding import LABELS
from nfstudio.detect.features import vectors
from nfstudio.detect.fusion import Fusion, load
from nfstudio.detect.model_folder import FUSION, HINT
from nfstudio.detect.rules import RuleDetector
from nfstudio.detect.token_spans import begun
from nfstudio.domain.feedback import Category, Detection, Evidence
from nfstudio.domain.span import shared
from nfstudio.domain.thresholds import Setting, Thresholds
from nfstudio.errors import StudioError

if TYPE_CHECKING:
    import numpy as np

ENGINE = 2
"""Raised whenever this code changes what it answers."""
SECOND = 0.5
"""Probability that a token must reach for a second category to be claimed beside the first."""


class HybridDetector:
    """Finds feedback by rules, similarity and an encoder together."""

    name = "hybrid"

    def __init__(self, cues: RuleDetector, read: Encoder, fusion: Fusion) -> None:
        self._rules, self._encoder, self._fusion = cues, read, fusion
        self.device = read.device
        self.version = f"{ENGINE}.{cues.version}.{read.folder.digest}"

    def thresholds(self, setting: Setting) -> Thresholds:
        """See `Detector`."""
        return self._fusion.thresholds[setting]

    def detect(self, candidates: Sequence[Candidate]) -> list[tuple[Detection, ...]]:
        """For each candidate its detections; the score is the probability that the message carries feedback."""
        read = self._encoder.begin(candidates)  # rules are looked for meanwhile
        claims = self._rules.detect(candidates)
        opinions = read()
        weighed = vectors(candidates, claims, opinions)
        shares = self._fusion.probabilities(weighed)
        messages = zip(candidates, claims, opinions, weighed, shares, strict=True)
        return [self._found(_Message(*message)) for message in messages]

    def close(self) -> None:
        """Give back memory and device."""
        self._encoder.close()

    def _found(self, message: "_Message") -> tuple[Detection, ...]:
        import numpy as np

        score = float(1 - message.shares[0])
        if score < FLOOR:
            return ()
        first = 1 + int(np.argmax(message.shares[1:]))
        tokens = message.opinion.tokens
        tops = tokens.max(axis=0) if len(tokens) else message.shares * 0
        others = [label for label in range(1, len(LABELS)) if label != first and tops[label] >= SECOND]
        claim = self._claim(message, first, score, alone=not others)
        found = [claim] if claim else []
        for label in others:
            claim = self._claim(message, label, score * float(tops[label]), alone=False)
            if claim and not any(shared(one.span, claim.span) for one in found):
                found.append(claim)
        found = [replace(claim, span=begun(message.candidate.text, claim.span)) for claim in found]
        return tuple(sorted(found, key=lambda d: (d.span, d.category)))

    def _claim(self, message: "_Message", label: int, score: float, *, alone: bool) -> Detection | None:
        candidate, opinion = message.candidate, message.opinion
        category = Category(LABELS[label])
        span = span_in(candidate, opinion, category, alone=alone)
        if span is None:
            return None
        repeat = next((c.evidence for c in message.claims if c.evidence.similar_to is not None), None)
        return Detection(
            message=candidate.message,
            span=span,
            category=category,
            score=round(min(score, 1.0), 4),
            target=candidate.answer_id,
            evidence=Evidence(
                rules=tuple(sorted({rule for claim in message.claims for rule in claim.evidence.rules})),
                similar_to=repeat.similar_to if repeat else None,
                similarity=repeat.similarity if repeat else None,
                probabilities=probabilities_of(opinion),
                contributions=self._fusion.contributions(message.weighed, label),
            ),
        )


class _Message(NamedTuple):
    """One message with all that is known of it."""

    candidate: Candidate
    claims: tuple[Detection, ...]
    opinion: Opinion
    weighed: "np.ndarray"
    shares: "np.ndarray"


def detector(*, device: str = "auto", model: Path | None = None) -> HybridDetector:
    """The hybrid detector.

    Args:
        model: a folder with an encoder and its fusion; the shipped one when not given.

    Raises:
        StudioError: when there is no usable model or the device is not there.
    """
    read = encoder(model, device=device)
    if read.folder.fusion is None:
        raise StudioError(f"{read.folder.path} has no {FUSION}: nothing says how to weigh this model.", HINT)
    return HybridDetector(rules.detector(), read, load(read.folder.fusion))
