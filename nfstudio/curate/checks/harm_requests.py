"""Who asks for harm without a forbidden word, and who helps with it: an act and a lead in one sentence, and no guard.

The lists stand in `resources/checks/harm-requests.toml`. A list of words sees neither irony nor a second meaning; a
person decides.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from nfstudio.curate.checks.factors import Need
from nfstudio.curate.checks.lexicon import ASKS, Look, acts, look
from nfstudio.curate.checks.remembered import Remembered
from nfstudio.curate.checks.word_lists import folded, read
from nfstudio.domain.span import Span

_SENTENCE = re.compile(r"[^.?!\n]+(?:[.?!](?=\w)[^.?!\n]+)*")
_LETTERS = 3
"""Of a mark, with which some word of the text begins."""
_LONGEST = 600
"""Characters of one sentence that are read: what goes on longer is no sentence but a list, or code."""
_OPENING = 160
"""Characters of an answer within which it speaks against what was asked, if it does."""


def asks_for_harm(request: str) -> tuple[tuple[str, Span], ...]:
    """Kinds of harm that a message asks for, or means to do, and the words of the act, in order of place."""
    return _ASKED[request]


def advises_harm(answer: str) -> tuple[tuple[str, Span], ...]:
    """Kinds of harm that an answer advises, and the words of the act, in order of place."""
    return _ADVISED[answer]


def discourages(answer: str) -> bool:
    """Whether the opening of an answer speaks against what was asked, without taking it back in the same breath."""
    opening = folded(answer[:_OPENING])
    return _any("discourages").search(opening) is not None and _any("taken_back").search(opening) is None


def _found(text: str, leads: str) -> tuple[tuple[str, Span], ...]:
    seen = look(text)
    possible = {kind: needs for (of, kind), needs in seen.possible.items() if of == ASKS and _marked(seen, kind)}
    if not possible:
        return ()
    small, found = seen.small, []
    words = {kind: [(need.first & seen.there, need) for need in needs] for kind, needs in possible.items()}
    for start, said in _sentences(small, [word for own in words.values() for few, _ in own for word in few or ("",)]):
        met = {kind: {need for few, need in own if _may_be_in(said, few, need)} for kind, own in words.items()}
        hits = [(kind, hit) for kind, own in met.items() if own and (hit := acts()[kind].first(said, own))]
        if hits and _any(leads).search(said) and not _any("guards").search(said):
            found += [(kind, Span(start + a, start + b)) for kind, (a, b) in hits]
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))


def _sentences(small: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The sentences of all lines in which one of these words stands, and where they begin."""
    done = 0
    for at in sorted({at for word in words for at in _places(small, word)}):
        if at < done:
            continue
        begin, end = small.rfind("\n", 0, at) + 1, small.find("\n", at)
        end = len(small) if end < 0 else end
        done = end + 1
        for sentence in _SENTENCE.finditer(small, begin, end):
            yield sentence.start(), sentence[0][:_LONGEST]


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


_ASKED = Remembered(lambda request: _found(request, "leads"))
_ADVISED = Remembered(lambda answer: _found(answer, "advice"))


def _may_be_in(said: str, words: frozenset[str], need: Need) -> bool:
    """Whether a pattern may match in a sentence; `words` are those of its first need that stand in the text."""
    return (not need.first or any(word in said for word in words)) and need.met(said)


def _marked(seen: Look, kind: str) -> bool:
    """Whether a mark that is there begins as some word of the text does."""
    return any(_begins(mark[:_LETTERS], seen.small) for mark in acts()[kind].marks & seen.there)


def _begins(head: str, small: str) -> bool:
    return _HEADS.fullmatch(head) is not None and _word(head).search(small) is not None


_HEADS = re.compile(rf"[a-z]{{{_LETTERS}}}")


@cache
def _word(head: str) -> re.Pattern[str]:
    """Words that begin so; the letters stand before the look behind them, because the engine skips to them then."""
    return re.compile(rf"{head}(?<!\w{head})")


@cache
def _any(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read("harm-requests")[name]))
