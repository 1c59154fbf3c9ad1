"""What plain text means to the eye: code, headings, bold, a word searched for.

Pure functions over content. They only say how characters look: none is added or taken away.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from nfstudio.domain.span import Span

_FENCE = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)[^\n`]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} [^\n]+$", re.MULTILINE)
# Bounded on purpose: an unpaired mark in a line of a million characters must not be tried against all of it.
_INLINE_CODE = re.compile(r"(?<!`)`(?!`)[^`\n]{1,400}`(?!`)")
_BOLD = re.compile(r"\*\*(?=\S)[^*\n]{1,400}(?<=\S)\*\*")


class Look(Enum):
    """How a piece of text differs from running text."""

    CODE_BLOCK = auto()
    FENCE = auto()
    CODE = auto()
    HEADING = auto()
    BOLD = auto()


@dataclass(frozen=True, slots=True)
class Styled:
    """A piece of content and its look; a code block covers whole lines, its fences included."""

    span: Span
    look: Look


def styled(content: str) -> list[Styled]:
    """The pieces of `content` that do not look like running text, in order; inside code nothing else is looked for."""
    blocks = code_blocks(content)
    found = [Styled(span, Look.CODE_BLOCK) for span in blocks]
    found += [Styled(fence, Look.FENCE) for span in blocks for fence in _fences(span, content)]
    starts = [span.start for span in blocks]
    for look, pattern in ((Look.HEADING, _HEADING), (Look.CODE, _INLINE_CODE), (Look.BOLD, _BOLD)):
        for hit in pattern.finditer(content):
            before = bisect_right(starts, hit.start()) - 1
            if before < 0 or hit.start() >= blocks[before].end:
                found.append(Styled(Span(*hit.span()), look))
    return sorted(found, key=lambda piece: (piece.span.start, -piece.span.end))


def code_blocks(content: str) -> list[Span]:
    """The fenced blocks, fences included; a fence nobody closes reaches to the end of the content."""
    blocks, opened, mark = [], None, ""
    for fence in _FENCE.finditer(content):
        if opened is None:
            opened, mark = fence.start(), fence[1]
        elif fence[1].startswith(mark) and fence[0].strip() == fence[1]:
            blocks.append(Span(opened, fence.end()))
            opened = None
    if opened is not None:
        blocks.append(Span(opened, len(content)))
    return blocks


def _fences(block: Span, content: str) -> Iterator[Span]:
    """The lines that open and close `block`."""
    newline = content.find("\n", block.start, block.end)
    yield Span(block.start, block.end if newline < 0 else newline)
    last = content.rfind("\n", block.start, block.end) + 1
    if last > block.start and _FENCE.fullmatch(content, last, block.end):
        yield Span(last, block.end)


def occurrences(content: str, *wanted: str) -> list[Span]:
    """Where any of `wanted` stands in `content`, in any letter case; nothing for an empty text.

    Matching is done on the content itself: folding its case first would move the offsets ("ß" becomes "ss").
    """
    pattern = "|".join(re.escape(text) for text in sorted(wanted, key=len, reverse=True) if text)
    if not pattern:
        return []
    return [Span(*hit.span()) for hit in re.finditer(pattern, content, re.IGNORECASE)]
