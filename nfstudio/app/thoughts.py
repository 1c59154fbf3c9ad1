"""Where an answer thinks aloud: the `<think>` blocks that logs of reasoning models leave among its words.

Pure functions over content. They say what can be folded; nothing is taken away, as no offset may move.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nfstudio.app.reading_text import code_blocks
from nfstudio.domain.span import Span

_FIRST = re.compile(r"\s*<(think|thinking)>")
_LATER = re.compile(r"^[ \t]*<(think|thinking)>", re.MULTILINE)
_CLOSING = re.compile(r"(?<!`)</(?:think|thinking)>(?!`)")
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Thoughts:
    """What an answer thinks.

    Attributes:
        first: offset where the words behind its first thoughts begin; 0 where it begins with words.
        later: thoughts among the words, from their mark to the one that closes them.
        breaks: offsets before which a line must begin, so that each thought has lines of its own.
    """

    first: int = 0
    later: tuple[Span, ...] = ()
    breaks: tuple[int, ...] = ()


def thoughts_in(content: str) -> Thoughts:
    """The thoughts of an answer; one that nobody closes reaches to its end."""
    if "think>" not in content and "thinking>" not in content:
        return Thoughts()
    first = _first(content)
    later = tuple(_later(content, first))
    wanted = {first, *(at for span in later for at in (opened(content, span), span.end))}
    breaks = sorted(at for at in wanted if 0 < at < len(content) and content[at - 1] != "\n")
    return Thoughts(first, later, tuple(at for at in breaks if content[at] != "\n"))


def opened(content: str, thought: Span) -> int:
    """Offset behind the mark that opens one of the `later` thoughts."""
    return content.index(">", thought.start) + 1


def _first(content: str) -> int:
    at = 0
    while mark := _FIRST.match(content, at):
        at = _closed(content, mark)
    return _to_a_line(content, at or _begun_before(content))


def _begun_before(content: str) -> int:
    """Some prompts end with the opening mark, so that the answer holds the closing one alone."""
    closing = _CLOSING.search(content)
    if closing is None or f"<{closing[0][2:]}" in content[: closing.start()]:
        return 0
    in_code = any(block.start <= closing.start() < block.end for block in code_blocks(content[: closing.end()]))
    return 0 if in_code else closing.end()


def _to_a_line(content: str, at: int) -> int:
    """Past white space, but for what indents the line that follows."""
    space = _SPACE.match(content, at) if at else None
    if space is None or space.end() == len(content):
        return at if space is None else len(content)
    newline = content.rfind("\n", at, space.end())
    return space.end() if newline < 0 else newline + 1


def _later(content: str, first: int) -> Iterator[Span]:
    code = [(first + block.start, first + block.end) for block in code_blocks(content[first:])]
    reached = first
    for mark in _LATER.finditer(content, first):
        if mark.start() >= reached and not any(start <= mark.start() < end for start, end in code):
            reached = _closed(content, mark)
            yield Span(mark.start(), reached)


def _closed(content: str, mark: re.Match[str]) -> int:
    closing = f"</{mark[1]}>"
    at = content.find(closing, mark.end())
    return len(content) if at < 0 else at + len(closing)
