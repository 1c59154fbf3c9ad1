"""More like this: the feedback that says nearly the same, found by its words and by the rules behind it."""

import heapq
from collections.abc import Iterator, Sequence

from nfstudio.errors import StudioError
from nfstudio.store import reading
from nfstudio.store.project import Project
from nfstudio.store.quotes import Quote, quotes

MOST = 200
"""Feedback that is listed."""
ALIKE = 0.45
"""Likeness from which feedback is listed at all."""
_WORDS, _RULES, _CATEGORY = 0.7, 0.2, 0.1
"""What words, rules and the category weigh in likeness."""
_LOOKED_AT = 400
"""Of each batch of 2,000 the ones nearest by their words, which are then compared in full."""


def similar(project: Project, feedback_id: int) -> tuple[int, ...]:
    """Ids of the feedback most like this one, itself first.

    Likeness is that of the words, whatever their order (rapidfuzz: the mean of token sort ratio and token set ratio),
    with a smaller part for rules in common (Jaccard) and the same category. All feedback is looked through.

    Raises:
        StudioError: when the feedback is not there any more.
    """
    (item,) = reading.feedback_by_id(project.db, [feedback_id]) or (None,)
    if item is None:
        raise StudioError("This feedback is not there any more.", "Detection has gone on meanwhile; look again.")
    mine = next(quotes(project.db, only=feedback_id))[0]
    found = (pair for batch in quotes(project.db) for pair in _alike(mine, batch))
    return (feedback_id, *(-negative for _, negative in heapq.nlargest(MOST, found)))


def _alike(mine: Quote, others: Sequence[Quote]) -> Iterator[tuple[float, int]]:
    """(likeness, negative id) of those that are alike, so that of two as alike the older is the larger."""
    from rapidfuzz import fuzz, process, utils

    words = utils.default_process(mine.words)
    near = process.extract(
        words,
        [other.words for other in others],
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        limit=_LOOKED_AT,
        score_cutoff=100 * (ALIKE - _RULES - _CATEGORY) / _WORDS,
    )
    rules = set(mine.rules)
    for _, among, place in near:
        other = others[place]
        if other.id == mine.id:
            continue
        sorted_ratio = fuzz.token_sort_ratio(words, utils.default_process(other.words))
        likeness = _WORDS * (among + sorted_ratio) / 200
        likeness += _RULES * _jaccard(rules, set(other.rules)) + _CATEGORY * (mine.category == other.category)
        if likeness >= ALIKE:
            yield likeness, -other.id


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0
