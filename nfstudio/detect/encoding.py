"""What the encoder reads: a user message beside what was asked before and what was answered, in a budget of tokens.

    [CLS] message [SEP] an earlier request of the person [SEP] head … tail of the answer [SEP]

A message longer than its budget becomes several windows, the first ones and the last ones, because people say what
they think of an answer first or last; so feedback below a long paste is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from nfstudio.detect.context import Candidate
from nfstudio.domain.feedback import Category
from nfstudio.domain.masking import masked_spans
from nfstudio.domain.span import Span

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

OUTSIDE = "O"
LABELS: tuple[str, ...] = (OUTSIDE, *(category.value for category in Category))
"""What a token can be: no feedback, or part of one of the five categories; in the order of the model's outputs."""

PASTE = 240
"""Characters of a pasted block that are kept, half at either end: enough to see what it is."""
LONG_MESSAGE = 600
"""Characters from which pasted blocks inside a message are shortened."""
CONTEXT_CHARACTERS = 2_000
"""Characters of an answer's head and tail, and of an earlier message, that are looked at."""
ALIKE = 70.0
"""Likeness (rapidfuzz token set ratio, percent) from which an older request is shown in place of the previous one."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How many tokens each part may take, and into how many windows a long message is cut.

    Attributes:
        stride: tokens from the start of one window to the next.
        windows: at most so many; of more the middle ones are left out.
    """

    message: int = 96
    earlier: int = 40
    head: int = 16
    tail: int = 40
    stride: int = 72
    windows: int = 4

    @property
    def longest(self) -> int:
        """Tokens of the longest window, special tokens included."""
        return self.message + self.earlier + self.head + self.tail + 4


class Place(NamedTuple):
    """Which code points of the message a token stands for."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """One input of the encoder.

    Attributes:
        candidate: index of the candidate it belongs to.
        ids: token ids, special tokens included.
        kinds: segment of each token: 0 for the message, 1 for its context.
        places: of the message's tokens, which are `ids[1 : 1 + len(places)]`.
    """

    candidate: int
    ids: list[int]
    kinds: list[int]
    places: list[Place]


class Layout:
    """Turns candidates into windows with one tokenizer.

    Raises:
        ValueError: when the tokenizer marks neither beginning nor end of a text.
    """

    def __init__(self, tokenizer: "Tokenizer", budget: Budget | None = None) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.budget = budget or Budget()
        self._tokenizer = tokenizer
        frame = tokenizer.encode("").ids
        if not frame:
            raise ValueError("it puts no special tokens around a text")
        self._first, self._last = frame[0], frame[-1]

    def windows(self, candidates: Sequence[Candidate]) -> list[Window]:
        """The windows of all candidates, those of one candidate together and in order; none has none."""
        shown = [_shown(candidate.text) for candidate in candidates]
        messages = self._encoded([text for text, _ in shown])
        earlier = self._encoded([asked_before(candidate) for candidate in candidates])
        heads = self._encoded([candidate.answer[:CONTEXT_CHARACTERS] for candidate in candidates])
        found: list[Window] = []
        for i, candidate in enumerate(candidates):
            context = [*_ends(earlier[i].ids, self.budget.earlier * 3 // 4, self.budget.earlier // 4), self._last]
            context += [*self._answer(candidate.answer, heads[i].ids), self._last]
            places = _placed(messages[i].offsets, shown[i][1])
            for start in _starts(len(places), self.budget):
                part = slice(start, start + self.budget.message)
                own = [self._first, *messages[i].ids[part], self._last]
                found.append(Window(i, own + context, [0] * len(own) + [1] * len(context), places[part]))
        return found

    def _encoded(self, texts: Sequence[str]) -> "list[Encoding]":
        return self._tokenizer.encode_batch(list(texts), add_special_tokens=False)

    def _answer(self, answer: str, head: list[int]) -> list[int]:
        """Head and tail of an answer, whose first characters are encoded already."""
        if len(answer) <= CONTEXT_CHARACTERS:
            return _ends(head, self.budget.head, self.budget.tail)
        (tail,) = self._encoded([answer[-CONTEXT_CHARACTERS:]])
        return [*head[: self.budget.head], *tail.ids[-self.budget.tail :]]


def asked_before(candidate: Candidate) -> str:
    """The earlier message to compare with: one of the last that is much like this one, else the previous one."""
    from rapidfuzz.fuzz import token_set_ratio

    earlier = [text[:CONTEXT_CHARACTERS] for text in candidate.earlier]
    if len(earlier) < 2:
        return earlier[0] if earlier else ""
    text = candidate.text[:CONTEXT_CHARACTERS]
    likeness = [token_set_ratio(text, other, score_cutoff=ALIKE) for other in earlier]
    best = max(likeness)
    return earlier[likeness.index(best)] if best else earlier[0]


def _ends(ids: list[int], head: int, tail: int) -> list[int]:
    return ids if len(ids) <= head + tail else [*ids[:head], *ids[-tail:]]


def _starts(tokens: int, budget: Budget) -> list[int]:
    """Where the windows of a message of so many tokens begin; the last one ends with it."""
    if tokens <= budget.message:
        return [0]
    starts = [*range(0, tokens - budget.message, budget.stride), tokens - budget.message]
    if len(starts) > budget.windows:
        first = budget.windows // 2
        starts = starts[:first] + starts[first - budget.windows :]
    return starts


def _shown(text: str) -> tuple[str, list[Span]]:
    """The message with long pasted blocks shortened, and the spans of the whole text that it is made of."""
    if len(text) < LONG_MESSAGE:
        return text, [Span(0, len(text))] if text else []
    kept, at = [], 0
    for paste in masked_spans(text):
        if len(paste) > PASTE:
            kept.append(Span(at, paste.start + PASTE // 2))
            at = paste.end - PASTE // 2
    kept.append(Span(at, len(text)))
    return "".join(span.of(text) for span in kept), kept


def _placed(offsets: Sequence[tuple[int, int]], kept: Sequence[Span]) -> list[Place]:
    """Offsets in the shortened text as offsets in the whole; a token across a cut ends at the cut."""
    if len(kept) < 2:
        return [Place(start, end) for start, end in offsets]
    places, piece, before = [], 0, 0
    for start, end in offsets:
        while start >= before + len(kept[piece]) and piece + 1 < len(kept):
            before += len(kept[piece])
            piece += 1
        shift = kept[piece].start - before
        places.append(Place(start + shift, min(end + shift, kept[piece].end)))
    return places
