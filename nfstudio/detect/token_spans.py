"""From probabilities of tokens to the words that a person would mark: whole sentences or clauses, the shortest run
that carries the feedback."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from nfstudio.detect.clauses import clauses, sentences
from nfstudio.detect.encoding import Place
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import Span, clip, trim

if TYPE_CHECKING:
    import numpy as np

WHOLE = 150
"""Characters up to which a repeat is marked whole; of a longer one the first sentence is (the labelling guide)."""
SURE = 0.4
"""Share of the surest token's probability from which a token belongs to the span with it."""
COVERED = 0.25
"""Share of a clause's characters from which the clause is marked whole."""
LONGEST = 20_000
"""Characters of a message in which sentences are looked for; beyond, tokens alone say where."""
_ENDED = re.compile(r"(?<=\S)[.,;:!?…)\]}]+\s+")


def best_span(text: str, places: Sequence[Place], probabilities: "np.ndarray", category: Category) -> Span | None:
    """The words of `text` that most likely carry feedback of one category; None when nothing but space was read.

    Args:
        probabilities: of the category for each place, shape (places,).
    """
    whole = trim(Span(0, len(text)), text) if text else None
    if whole is None or not len(places):
        return whole
    if category is Category.REPHRASE:
        return whole if len(whole) <= WHOLE else _first(text, whole)
    core = clip(_core(places, probabilities), len(text)) or whole  # a token of no width may stand at the very end
    return trim(_snapped(text, core), text) or whole


def begun(text: str, span: Span) -> Span:
    """`span` without the signs at its beginning that end the clause before it.

    Asked only once it is known which claims stand: two of them that meet in such a sign speak of the same feedback.
    """
    ended = _ENDED.match(text, span.start, span.end)
    return Span(ended.end(), span.end) if ended and ended.end() < span.end else span


def _core(places: Sequence[Place], probabilities: "np.ndarray") -> Span:
    """From the surest token outwards, over tokens not much less sure; one weaker token in between is passed over."""
    import numpy as np

    top = int(np.argmax(probabilities))
    least = float(probabilities[top]) * SURE
    first = last = top
    while first > 0 and max(probabilities[max(0, first - 2) : first]) >= least:
        first -= 1 if probabilities[first - 1] >= least else 2
    while last + 1 < len(places) and max(probabilities[last + 1 : last + 3]) >= least:
        last += 1 if probabilities[last + 1] >= least else 2
    return Span(places[first].start, max(places[last].end, places[first].start + 1))


def _snapped(text: str, core: Span) -> Span:
    """`core` widened to the clauses that it covers for the greater part, and to whole words at least."""
    start, end = _words(text, core)
    if len(text) > LONGEST:
        return Span(start, end)
    for sentence in sentences(text):
        if sentence.end <= start or sentence.start >= end:
            continue
        if _share(sentence, start, end) >= COVERED:
            start, end = min(start, sentence.start), max(end, sentence.end)
            continue
        for clause in clauses(text, sentence):
            if _share(clause, start, end) >= COVERED:
                start, end = min(start, clause.start), max(end, clause.end)
    return Span(start, end)


def _share(piece: Span, start: int, end: int) -> float:
    return max(0, min(piece.end, end) - max(piece.start, start)) / len(piece)


def _words(text: str, core: Span) -> tuple[int, int]:
    start, end = core.start, core.end
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _first(text: str, whole: Span) -> Span:
    """The first sentence of a long repeat, but not beyond what a person would mark."""
    head = Span(whole.start, min(whole.end, whole.start + 4 * WHOLE))
    first = next(iter(sentences(text[: head.end])), head)
    return first if len(first) <= 2 * WHOLE else trim(Span(first.start, first.start + WHOLE), text) or first
