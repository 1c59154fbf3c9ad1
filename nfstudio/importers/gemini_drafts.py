"""Several answers to one prompt in Gemini's activity are drafts to choose from, or pieces of one: told by their words.

Readers of this export disagree, each with real files at hand; nothing in a file says which it is.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

ALIKE = 0.3
"""Share of the shorter one's words that the other holds too, from which they are drafts: they answer the same question,
whereas a piece goes on where the one before ended."""
FEW = 12
"""Words below which nothing can be told; so short an answer is not cut in pieces."""

_WORD = re.compile(r"[^\W\d_]{5,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
"""Long words, which say what a text is about, and two signs at a time where words are not parted by blanks."""


def told_apart(answers: Sequence[str]) -> list[str]:
    """The drafts; or all pieces as the one answer that they are."""
    if len(answers) > 1 and all(_goes_on(one, other) for one, other in pairwise(answers)):
        return ["\n\n".join(answers)]
    return list(answers)


def _goes_on(one: str, other: str) -> bool:
    """Whether a text cannot be another draft of the one before it."""
    words, others = (set(_WORD.findall(text.casefold())) for text in (one, other))
    if max(len(words), len(others)) < FEW:
        return False
    return len(words & others) < ALIKE * max(1, min(len(words), len(others)))
