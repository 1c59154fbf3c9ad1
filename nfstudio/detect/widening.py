"""A person marks clauses, not cues: widens the hit of a rule to the words that carry the feedback."""

import re

from nfstudio.detect.clauses import covering, following, unpunctuated
from nfstudio.detect.reading import Reading, words_of
from nfstudio.detect.rule_pack import Extent
from nfstudio.domain.span import Span, trim

_STATES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|should|must|it'?s|he's|she's|they're|there's|i'm|means?|actually|need|want|only"
    r"|not|gives|returns|because|meant|asked|said|\w+n't)\b|\d",
    re.IGNORECASE,
)
_REQUESTS = re.compile(
    r"[\W_]*(?:so |and |now |then |ok |but )?(?:let'?s|please|try|can|could|would|think|check|look|again|do|go|fix|how"
    r"|what|why|who|give|tell|write)\b",
    re.IGNORECASE,
)
_MORE_FAULTS = re.compile(
    r"[\W_]*(?:and |or |again\b)?(?:(?:it|that|this|they) )?(?:still |just )?"
    r"(?:(?:do|does|did|is|are|was|were|has|have)(?:n'?t| not)\b|makes? no)",
    re.IGNORECASE,
)
_FIX_WORDS = 3
_FIX_SENTENCES = 10
"""Short sentences that are passed over at most."""


def widened(reading: Reading, cue: Span, extent: Extent) -> Span:
    """The shortest whole clause, sentence or message around `cue`, as `extent` says."""
    text = reading.raw
    cue = trim(cue, text) or cue
    sentences = reading.sentences
    sentence = covering(sentences, cue)
    match extent:
        case Extent.MESSAGE:
            return Span(min(sentence.start, sentences[0].start), max(sentence.end, sentences[-1].end))
        case Extent.ONWARD:
            return Span(sentence.start, max(sentence.end, sentences[-1].end))
        case Extent.SENTENCE:
            return sentence
        case _:
            pieces = reading.clauses(sentence, fine=extent is Extent.FINE)
            return unpunctuated(text, covering(pieces, cue))


def fix_end(reading: Reading, cue: Span) -> int | None:
    """Where the statement ends that follows `cue` and says what is right.

    It is the rest of the sentence, or the next sentence when nothing much is left of this one; a request, a
    question or one more fault found says nothing about what is right.
    """
    for sentence in following(reading.sentences, cue.end, most=_FIX_SENTENCES):
        words = reading.raw[max(cue.end, sentence.start) : sentence.end]
        if len(words_of(words)) >= _FIX_WORDS:
            other = _REQUESTS.match(words) or _MORE_FAULTS.match(words) or words.endswith("?")
            return sentence.end if _STATES.search(words) and not other else None
    return None
