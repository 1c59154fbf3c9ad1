"""An answer that was cut off teaches to stop in the middle, and people complain about it for that reason alone."""

import re

from nfstudio.curate.checks.flags import Action, Answer, Flag, Place, Settings, Specimen
from nfstudio.domain.span import Span

NAME = "truncation"
TITLE = "Cut off"
ABOUT = "Answers that stop in the middle of a sentence or of a block of code, or that the dump marks as stopped."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.KEEP

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
IN_SENTENCE = "ends in the middle of a sentence"
_LONG = 400
"""Characters from which an answer is long enough that a limit may have cut it; shorter ones end as people do."""
_PROSE = 60
"""Characters of the last line from which it is a sentence and no heading, name or list item."""
_GOES_ON = re.compile(
    r"(?:[,;(\[{–]|\b(?:and|or|but|the|an?|of|to|in|for|with|that|which|because|is|are|was|were|by|from|as|on|at|its|their|your|this|these|if|than))$",
    re.IGNORECASE,
)
_TAIL = 16
"""Characters of a line in which its last word stands whole, where it is one of those."""
_CLOSES = re.compile(
    r"[.!?…:;)\]}\"'”’»`*_>|~=\-–—/\\。！？：）」』】،؟।%$#@&+^<€£°✓\d]$|[\U0001f000-\U0001ffff\u2600-\u27bf\ufe0f\u200d]$"
)
_NO_PROSE = re.compile(r"^\s*(?:[#>|`$]|https?://|\S+\s*=\s*\S)|[{};\\]|https?://\S+$")
_ENDED = re.compile(r"[.!?][\"')*]?\s+(\S[^.!?]*)$")
_LETTER_CLOSING = re.compile(r"(?:sincerely|regards|best|thanks|love|yours)[,\s]", re.IGNORECASE)


def flags(specimen: Specimen, settings: Settings) -> list[Flag]:  # noqa: ARG001  # what every check is given
    """At most one flag for each answer."""
    found = []
    for answer in specimen.answers:
        if reason := cut_off(answer.message.content, stopped=bool(answer.message.extra.get("stopped"))):
            suggested = Action.DROP if answer.wanted else Action.KEEP
            found.append(Flag(NAME, reason, suggested, _end(answer)))
    return found


def cut_off(answer: str, *, stopped: bool = False) -> str | None:
    """Why an answer seems cut off; None when it ends as it should."""
    if stopped:
        return "stopped, says the dump"
    if _open_fence(answer):
        return "open block of code"
    text = answer.rstrip()
    return IN_SENTENCE if len(text) >= _LONG and _stops_in_a_sentence(text) else None


def _stops_in_a_sentence(text: str) -> bool:
    last = text[text.rfind("\n") + 1 :]
    end = last[-_TAIL:]  # a search walks the whole line to look at its end
    if _CLOSES.search(end) or _NO_PROSE.search(last) or _LETTER_CLOSING.search(text[-60:]):
        return False
    if _GOES_ON.search(end):
        return True
    # A line that holds a whole sentence is prose, not a heading, a name or an item of a list.
    before = _ENDED.search(last)
    return last[-1].isalpha() and len(last) >= _PROSE and before is not None and " " in before[1]


def _open_fence(text: str) -> bool:
    """Whether a fence is opened and never closed, by the rules of CommonMark."""
    if "```" not in text and "~~~" not in text:
        return False
    opened = ""
    for hit in _FENCE.finditer(text):
        mark, info = hit[1], hit[2].strip()
        if not opened:
            opened = mark
        elif mark[0] == opened[0] and len(mark) >= len(opened) and not info:
            opened = ""
    return bool(opened)


def _end(answer: Answer) -> tuple[Place, ...]:
    text = answer.message.content.rstrip()
    start = max(text.rfind("\n") + 1, len(text) - 80, 0)
    return (Place(answer.name, 0, Span(start, len(text))),) if start < len(text) else ()
