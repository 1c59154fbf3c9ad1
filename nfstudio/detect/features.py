"""What the fusion weighs for one message: the encoder's words, the rules', likeness to earlier requests and to the
answer, the plain facts of message and answer, and what the reply gives away. Every feature is a number with a name."""

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
_OPENERS = {
    "why": ("why", "how", "what"),
    "doubt": ("are", "is", "isn't", "aren't", "does", "doesn't", "did", "didn't", "but", "really", "sure", "so"),
    "no": ("no", "nope", "not", "wrong", "incorrect", "false", "still", "again", "actually", "wait", "hmm", "that's"),
    "yes": ("yes", "yeah", "yep", "ok", "okay", "sure", "great", "good", "thanks", "thank", "perfect", "nice", "cool"),
    "ask": ("can", "could", "please", "write", "make", "give", "add", "now", "tell", "show", "create", "do", "use"),
    "i": ("i", "i'm", "i've", "it", "it's", "this", "that", "there", "you", "your", "my"),
}

FEATURES: tuple[str, ...] = (
    *(f"encoder.{label if label == 'O' else _SHORT[Category(label)]}" for label in LABELS),
    *(f"tokens.{_SHORT[category]}" for category in Category),
    *(f"rules.{_SHORT[category]}" for category in Category),
    "rules.any",
    "rules.several",
    "similar.ratio",
    "similar.words",
    "similar.same",
    "similar.length",
    "similar.farther",
    "answer.asks",
    "answer.refuses",
    "answer.chats",
    "answer.code",
    "answer.length",
    "answer.shared",
    "message.new",
    "message.length",
    "message.question",
    "message.exclamation",
    "message.shouting",
    "message.pasted",
    "message.lines",
    "message.english",
    "message.earlier",
    *(f"opens.{name}" for name in _OPENERS),
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
    best = (0.0, 0.0, 0.0, 0.0, 0.0)
    for distance, earlier in enumerate(candidate.earlier, 1):
        other = earlier[:CONTEXT_CHARACTERS].strip().lower()
        letters = ratio(text[:_COMPARED], other[:_COMPARED]) / 100
        words = token_set_ratio(text, other) / 100
        lengths = min(len(text), len(other)) / max(len(text), len(other), 1)
        best = max(best, (letters, words, float(text == other), lengths, float(distance > 1)))
    return list(best)


def _facts(reading: Reading) -> list[float]:
    candidate, text = reading.candidate, reading.candidate.text
    words = reading.words
    content = {word for word in words if word not in FUNCTION_WORDS}
    shared = len(content & reading.answer_words) / len(content) if content else 0.0
    new = len(content - reading.answer_words - reading.earlier_words) / len(content) if content else 0.0
    letters = [c for c in text[:_COMPARED] if c.isalpha()]
    first = words[0] if words else ""
    return [
        float(reading.answer_asks),
        float(reading.answer_refuses),
        float(reading.answer_chats),
        float(reading.answer_has_code),
        math.log1p(len(candidate.answer)) / 10,
        shared,
        new,
        math.log1p(len(words)) / 5,
        float("?" in reading.said),
        float("!" in reading.said),
        sum(c.isupper() for c in letters) / len(letters) if len(letters) > 3 else 0.0,
        1 - len(reading.said) / max(len(text), 1) if len(text) > len(reading.said) else 0.0,
        min(text.count("\n"), 20) / 20,
        float(reading.english),
        len(candidate.earlier) / 3,
        *(float(first in openers) for openers in _OPENERS.values()),
    ]


def _logit(share: float) -> float:
    share = min(max(share, LEAST), 1 - LEAST)
    return math.log(share / (1 - share))
