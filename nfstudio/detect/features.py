"""What the fusion weighs for one message: the encoder's words, the rules', likeness to earlier requests and to the
answer, the plain facts of message and answer, and what the reply gives away. Every feature is a number with a name.

What tells kinds of conversations apart rather than feedback is not counted: code in an answer, its length, line breaks,
capitals, the language, the first word. It helps a little where the kind is known and misleads where it is not (ADR 14).
"""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nfstudio.detect.context import Candidate
from nfstudio.detect.encoder import Opinion
from nfstudio.detect.encoding import CONTEXT_CHARACTERS, LABELS
from nfstudio.detect.lexicon import FUNCTION_WORDS
from nfstudio.detect.reading import Reading
from nfstudio.detect.replies import NAMES as REPLY
from nfstudio.detect.replies import replied
from nfstudio.domain.feedback import Category, Detection

if TYPE_CHECKING:
    import numpy as np

LEAST = 0.002
"""Probabilities are kept this far from 0 and 1 before their logarithm is taken."""
_COMPARED = 600
"""Characters of two messages that are compared letter by letter."""
_SHORT = {category: category.short.lower() for category in Category}
FEATURES: tuple[str, ...] = (
    *(f"encoder.{label if label == 'O' else _SHORT[Category(label)]}" for label in LABELS),
    *(f"tokens.{_SHORT[category]}" for category in Category),
    *(f"rules.{_SHORT[category]}" for category in Category),
    "rules.any",
    "rules.several",
    "similar.ratio",
    "similar.words",
    "similar.same",
    "answer.asks",
    "answer.refuses",
    "answer.shared",
    "message.new",
    "message.length",
    "message.question",
    "message.exclamation",
    *REPLY,
)
"""Their names, in the order of the vector."""


def vectors(
    candidates: Sequence[Candidate], claims: Sequence[Sequence[Detection]], opinions: Sequence[Opinion]
) -> "np.ndarray":
    """The features of each candidate, shape (candidates, FEATURES), float64.

    Args:
        claims: what the rules found in each.
        opinions: what the encoder says of each.
    """
    import numpy as np

    rows = [
        [*_encoded(opinion), *_ruled(found), *_compared(reading.candidate), *_facts(reading), *replied(reading)]
        for reading, found, opinion in zip(map(Reading, candidates), claims, opinions, strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


def _encoded(opinion: Opinion) -> list[float]:
    tokens = [0.0] * len(Category)
    if len(opinion.tokens):
        tokens = [float(share) for share in opinion.tokens[:, 1:].max(axis=0)]
    return [_logit(float(share)) for share in opinion.message] + [_logit(share) for share in tokens]


def _ruled(found: Sequence[Detection]) -> list[float]:
    scores = dict.fromkeys(Category, 0.0)
    for claim in found:
        scores[claim.category] = max(scores[claim.category], claim.score)
    return [*scores.values(), max(scores.values()), float(sum(score > 0 for score in scores.values()) > 1)]


def _compared(candidate: Candidate) -> list[float]:
    """Likeness to the earlier messages of the person, each figure in [0, 1]."""
    from rapidfuzz.fuzz import ratio, token_set_ratio

    text = candidate.text[:CONTEXT_CHARACTERS].strip().lower()
    best = (0.0, 0.0, 0.0)
    for earlier in candidate.earlier:
        other = earlier[:CONTEXT_CHARACTERS].strip().lower()
        letters = ratio(text[:_COMPARED], other[:_COMPARED]) / 100
        words = token_set_ratio(text, other) / 100
        best = max(best, (letters, words, float(text == other)))
    return list(best)


def _facts(reading: Reading) -> list[float]:
    words = reading.words
    content = {word for word in words if word not in FUNCTION_WORDS}
    shared = len(content & reading.answer_words) / len(content) if content else 0.0
    new = len(content - reading.answer_words - reading.earlier_words) / len(content) if content else 0.0
    return [
        float(reading.answer_asks),
        float(reading.answer_refuses),
        shared,
        new,
        math.log1p(len(words)) / 5,
        float("?" in reading.said),
        float("!" in reading.said),
    ]


def _logit(share: float) -> float:
    share = min(max(share, LEAST), 1 - LEAST)
    return math.log(share / (1 - share))
