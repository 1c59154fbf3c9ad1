"""Personal data must not travel in a dataset by accident: found by shape, checked by checksum, blanked on request.

Own patterns, because what a library knows of names and addresses needs a language model in memory; telephone numbers
are told by the numbering plans of libphonenumber. Names of people, postal addresses and dates of birth are not found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nfstudio.curate.checks.flags import Action, Flag, Place, Settings, Specimen
from nfstudio.curate.checks.outline import Outline
from nfstudio.curate.checks.personal_shapes import SHAPES
from nfstudio.curate.checks.remembered import Remembered
from nfstudio.domain.span import Span

NAME = "personal-data"
TITLE = "Personal data"
ABOUT = "E-mail addresses, telephone, card and account numbers, keys and tokens, user names in paths, IP addresses."
ACTIONS = (Action.KEEP, Action.REDACT, Action.DROP)
DEFAULT = Action.KEEP

_TAKEN = "\ue000"
"""Stands for every character of what was found while the rest is read again; not a character of any shape."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """One piece of personal data in a text; `shape` is the `mark` of one of `SHAPES`."""

    span: Span
    shape: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text with placeholders, and where its characters went."""

    text: str
    _edges: tuple[tuple[int, int, int, int], ...]

    def moved(self, span: Span) -> Span:
        """Where the characters of `span` stand now; a placeholder touched by it belongs to it whole."""
        return Span(self._at(span.start, end=False), self._at(span.end, end=True))

    def _at(self, offset: int, *, end: bool) -> int:
        shift = 0
        for start, stop, new_start, new_stop in self._edges:
            if offset <= start:
                break
            if offset < stop:
                return new_stop if end else new_start
            shift = new_stop - stop
        return offset + shift


def flags(specimen: Specimen, settings: Settings) -> list[Flag]:  # noqa: ARG001  # what every check is given
    """One flag for each shape that is there, with all its places."""
    if not _any_found(specimen):  # as in most rows, which takes a third of the time
        return []
    places: dict[str, list[Place]] = {}
    for part, index, text in specimen.texts():
        for found in _FOUND[text]:
            places.setdefault(found.shape, []).append(Place(part, index, found.span))
    return [
        Flag(NAME, shape.reason, Action.REDACT, tuple(places[mark])) for mark, shape in SHAPES.items() if mark in places
    ]


def _any_found(specimen: Specimen) -> bool:
    for message in specimen.prompt:
        if _FOUND[message.content]:
            return True
    for answer in specimen.answers:
        if _FOUND[answer.message.content]:
            return True
    return any(_FOUND[said.quote] for said in specimen.feedback)


def redacted(specimen: Specimen) -> Specimen:
    """The row with placeholders for what is found in it: `[EMAIL_1]`; the same value has the same number throughout."""
    texts = redact([text for _, _, text in specimen.texts()])
    return specimen.with_texts(redaction.text for redaction in texts)


def redact(texts: Sequence[str]) -> list[Redaction]:
    """These texts of one row with placeholders, numbered by first appearance through all of them."""
    numbers: dict[str, dict[str, int]] = {}
    return [_redaction(text, find(text), numbers) for text in texts]


def find(text: str) -> tuple[Found, ...]:
    """Personal data in a text, disjoint and sorted.

    What was found is taken out and the rest read again until nothing more is found, so that no piece hides behind
    another and a redacted text holds nothing that this would find.
    """
    return _FOUND[text]


def _find(text: str) -> tuple[Found, ...]:
    seen = Outline(text)
    if seen.plain:
        return ()
    found: list[Found] = []
    rest = text
    while new := list(_pieces(seen)):
        found += new
        for piece in new:
            span = piece.span
            rest = rest[: span.start] + _TAKEN * len(span) + rest[span.end :]
        seen = Outline(rest)
    return tuple(sorted(found))


_FOUND = Remembered(_find)


def _pieces(seen: Outline) -> Iterator[Found]:
    """What the first shape finds that finds anything; a later shape must not see its parts."""
    for mark, shape in SHAPES.items():
        if shape.may(seen) and (spans := shape.find(seen.text)):
            yield from (Found(span, mark) for span in spans)
            return


def _redaction(text: str, found: Sequence[Found], numbers: dict[str, dict[str, int]]) -> Redaction:
    pieces, edges = [], []
    at = size = 0
    for piece in found:
        span, known = piece.span, numbers.setdefault(piece.shape, {})
        value = _DISGUISE.sub("", span.of(text)).casefold()
        placeholder = f"[{piece.shape}_{known.setdefault(value, len(known) + 1)}]"
        pieces += [text[at : span.start], placeholder]
        size += span.start - at
        edges.append((span.start, span.end, size, size + len(placeholder)))
        at, size = span.end, size + len(placeholder)
    return Redaction("".join([*pieces, text[at:]]), tuple(edges))


_DISGUISE = re.compile(r"[\s()/–-]+")
"""What people put between the digits of one and the same number."""
