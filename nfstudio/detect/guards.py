"""A cue alone deceives: the conditions that rules ask for, or rule out, by name before a hit counts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from nfstudio.detect.clauses import following
from nfstudio.detect.lexicon import ASKING_WORDS, FUNCTION_WORDS
from nfstudio.detect.reading import Reading, words_of
from nfstudio.domain.span import Span

Condition = Callable[[Reading, Span], bool]
"""Whether something holds for a reading, given where the cue stands."""

SHORT, LONG = 12, 40
"""Words of the person's own up to which a message is short, and beyond which it is long."""
SENTENCE_CHARACTERS = 1_000
"""Characters of a sentence, or of its rest, in which a guard looks: no person writes longer ones."""
EARLIER_CHARACTERS = 1_500
"""Characters of each earlier message in which a set role is looked for: it stands at the front."""


class Reads(StrEnum):
    """Where the pattern of a worded condition is looked for."""

    MESSAGE = "message"
    SENTENCE = "sentence"
    BEFORE = "before"
    UP_TO = "up-to"
    REST = "rest"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition as one rule wants it: to hold or not to hold.

    Attributes:
        name: as the rule writes it, "not " included.
    """

    name: str
    condition: Condition

    def passes(self, reading: Reading, cue: Span) -> bool:
        """Whether the rule may fire."""
        return self.condition(reading, cue) is not self.name.startswith("not ")


def worded(reads: Reads, pattern: str) -> Condition:
    """A condition that a pack writes as a pattern; letter case does not count.

    Raises:
        re.error: when the pattern is none.
    """
    search = re.compile(pattern, re.IGNORECASE).search
    place = _PLACES[reads]

    def holds(reading: Reading, cue: Span) -> bool:
        return any(search(text) for text in place(reading, cue))

    def told(reading: Reading, cue: Span) -> bool:
        if search not in reading.told:
            reading.told[search] = holds(reading, cue)
        return reading.told[search]

    return told if reads in {Reads.MESSAGE, Reads.EARLIER} else holds


def answer_asks(reading: Reading, _cue: Span) -> bool:
    """The answer ends with a question to the person."""
    return reading.answer_asks


def answer_has_code(reading: Reading, _cue: Span) -> bool:
    """The answer shows code."""
    return reading.answer_has_code


def answer_refuses(reading: Reading, _cue: Span) -> bool:
    """The answer refuses, excuses itself or asks back."""
    return reading.answer_refuses


def small_talk(reading: Reading, _cue: Span) -> bool:
    """A short answer speaks of itself and answers no request: "nice" greets what was told, and judges nothing."""
    return reading.answer_chats


def about_answer(reading: Reading, cue: Span) -> bool:
    """Half of the words with content around the cue stand in the answer too, and at least one does."""
    words = _content(reading, cue)
    known = sum(word in reading.answer_words for word in words)
    return known > 0 and known * 2 >= len(words)


def from_answer(reading: Reading, cue: Span) -> bool:
    """A longer word around the cue stands in the answer and in nothing that the person said before."""
    return any(word in reading.answer_words and word not in reading.earlier_words for word in _content(reading, cue))


def said_before(reading: Reading, cue: Span) -> bool:
    """Two thirds of the longer words around the cue, and at least two, stand in what the person said before."""
    words = _content(reading, cue)
    known = sum(word in reading.earlier_words for word in words)
    return known >= 2 and known * 3 >= len(words) * 2


def question(reading: Reading, cue: Span) -> bool:
    """The sentence of the cue ends with a question mark."""
    return _sentence(reading, cue).of(reading.raw).rstrip(" )\"'").endswith("?")


def more_words(reading: Reading, cue: Span) -> bool:
    """At least three words follow the cue within the message."""
    return len(words_of(reading.text[cue.end :])) >= 3


def short(reading: Reading, _cue: Span) -> bool:
    """The message has few words of the person's own."""
    return len(reading.words) <= SHORT


def long(reading: Reading, _cue: Span) -> bool:
    """The message has many words of the person's own."""
    return len(reading.words) > LONG


SHAPES: Mapping[str, Condition] = {
    condition.__name__.replace("_", "-"): condition
    for condition in (
        answer_asks,
        answer_has_code,
        answer_refuses,
        small_talk,
        about_answer,
        from_answer,
        said_before,
        question,
        more_words,
        short,
        long,
    )
}
"""Conditions on the shape of message and answer; a pack adds its worded ones."""


def _sentence(reading: Reading, cue: Span) -> Span:
    found = following(reading.sentences, cue.start)
    return found[0] if found and found[0].start < cue.end else Span(0, max(1, len(reading.raw)))


def _content(reading: Reading, cue: Span) -> list[str]:
    words = words_of(_sentence(reading, cue).of(reading.raw))
    return [word for word in words if len(word) > 2 and word not in FUNCTION_WORDS and word not in ASKING_WORDS]


def _rest(reading: Reading, cue: Span) -> str:
    """From the cue to the end of the sentence in which it ends."""
    found = following(reading.sentences, cue.end - 1)
    end = found[0].end if found and found[0].start < cue.end else len(reading.text)
    return reading.text[cue.end : min(end, cue.end + SENTENCE_CHARACTERS)]


_PLACES: Mapping[Reads, Callable[[Reading, Span], tuple[str, ...]]] = {
    Reads.MESSAGE: lambda reading, _: (reading.said,),
    Reads.SENTENCE: lambda reading, cue: (_sentence(reading, cue).of(reading.raw)[:SENTENCE_CHARACTERS],),
    Reads.BEFORE: lambda reading, cue: (reading.text[max(0, cue.start - 200) : cue.start],),
    Reads.UP_TO: lambda reading, cue: (reading.text[max(0, cue.start - 60) : cue.end],),
    Reads.REST: lambda reading, cue: (_rest(reading, cue),),
    Reads.EARLIER: lambda reading, _: (
        reading.raw,
        *(text[:EARLIER_CHARACTERS] for text in reading.candidate.earlier),
    ),
}
