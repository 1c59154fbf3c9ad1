"""What a person pasted is not what the person says: code, quotes, logs and mails are blanked before anything is read.

Masking keeps every offset: a masked code point becomes a space, a newline stays, so a span found in the masked text
is a span of the message.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from nfstudio.domain.span import Span, union

LONG_PASTE = 400
"""Characters from which what an introducing colon announces counts as pasted."""
LONG_PARAGRAPH = 1500
"""Characters from which a paragraph beside others counts as pasted wherever it stands."""

# Every pattern reads a text in time linear in its length: possessive repeats (`++`) give nothing back, and no two
# repeats of the same characters stand side by side.
_SUSPICIOUS = re.compile("[`\"'<>\n\t“”„«»‘]|://")
_FENCE = re.compile(
    r"^[ \t]*(```+|~~~+)[^\n]*\n?.*?(?:^[ \t]*\1[`~]*[ \t]*$|\Z)|```.*?(?:```|\Z)", re.MULTILINE | re.DOTALL
)
_INLINE = re.compile(
    r"`[^`\n]+`"
    r"|https?://\S+"
    r"|\"[^\"\n]{1,2000}\"|“[^“”]{1,2000}”|„[^„“”]{1,2000}[“”]|«[^«»]{1,2000}»"
    r"|(?<!\w)'(?:[^'\n]|'(?=\w)){2,300}+'(?!\w)|‘(?:[^‘’\n]|’(?=\w)){2,300}+’(?!\w)"
)
_QUOTED_BLOCK = re.compile(r"\"(?:[^\"\n]|\n(?![^\S\n]*+\n)){1,4000}+\"")
_ELEMENT = re.compile(
    r"<(/?)(pre|code|script|style|blockquote|quote|document|context|logs?|output|error|stdout|stderr)\b[^<>]{0,300}>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[A-Za-z!][^<>\n]{0,300}>")

_MARKED = (
    (re.compile("```|~~~"), _FENCE),
    (re.compile("<"), _TAG),
    (re.compile('"'), _QUOTED_BLOCK),
    (re.compile("[`\"“„«‘]|://|(?<!\\w)'"), _INLINE),
)
"""What must stand in a text before a slower pattern is worth a try."""

_QUOTE_LINE = re.compile(r"\s*>")
_LOG_LINE = re.compile(
    r"\s*+(?:"
    r"Traceback \(most recent call last\)"
    r"|File \"[^\"]*\", line \d+"
    r"|at [\w.$<>]+ ?\(.*\)\s*$|at (?:async )?(?:file:///|/)\S+:\d+"
    r"|\.\.\. \d+ more\s*$|Caused by: "
    r"|(?:\w+\.)*\w*(?:Error|Exception|Warning)\b(?: \[\w+\])?:"
    r"|\[?\(?\d{4}[-/]\d\d[-/]\d\d[T ,]+\d\d:\d\d"
    r"|\[?\d\d:\d\d:\d\d"
    r"|\[?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|TRACE|FATAL|FAIL(?:ED)?)\b[\]:| ]"
    r"|(?:error|warning|note|fatal)(?:\[\w+\])?: "
    r"|npm (?:ERR!|error|WARN)"
    r"|\S+:\d+:\d+: "
    r"|(?=[\^~ ]*?[\^~]{2})[\^~ ]*+$"
    r"|[$%#] \S|➜ |PS [A-Z]:\\|>>> |C:\\"
    r"|E   "
    r")"
)
_CODE_LINE = re.compile(
    r"\s*+(?:"
    r"(?:def|class|async def|function|func|fn|public|private|protected|static|package|namespace|struct|enum|impl)\s.*"
    r"[:{;(),]\s*$"
    r"|(?:import|from)\s[\w.{}*, @'\"/]+(?:\s(?:import|as|from)\s.*|;?)$"
    r"|#include\s|#define\s|using\s[\w.:]+;|@\w++\s*+(?:\(.*\)\s*)?$"
    r"|(?:if|for|while|switch|catch|else if|elif)\s*\(.*[{;)]\s*$"
    r"|(?:if|for|while|elif|with|try|except|else)\b[^.?!]*:\s*$"
    r"|(?:const|let|var|val|final|int|float|double|char|string|bool|auto|void)\s++\w.*[;={(]\s*$"
    r"|return\b.*[;()\[\]\"'\w]\s*$(?<!\.)"
    r"|[\w.\[\]>*-]{1,80}\s*+(?:[-+*/|&]|:)?=\s*\S.*"
    r"|[\w.]+\([^()]*\)\s*+(?:[;{]\s*)?$|(?:print|assert|console\.log|printf)\s*\(?.*"
    r"|[{}\[\]();,]+\s*$|.*[;{}]\s*$"
    r"|//.*|/\*.*|\*/.*|#\s.*"
    r"|(?:SELECT|INSERT|UPDATE|DELETE|CREATE|WHERE|FROM|JOIN)\s.*"
    r"|</?\w.*>\s*$"
    r"|\|.*\|\s*$"
    r")"
)
_INDENTED = re.compile(r"(?:    |\t)\s*\S")
_MAIL_HEAD = re.compile(
    r"\s*+(?:(?:From|To|Subject|Sent|Cc|Betreff): |Dear [^\n,]{1,60}[,:]\s*$|Hi [A-Z][\w ]{1,40},\s*$)"
)
_MAIL_FOOT = re.compile(
    r"\s*+(?:(?:best|kind|warm|many)(?: \w+)? regards|regards|sincerely|yours \w+|best wishes|cheers|best),?\s*$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(r":[ \t]*\n")
_PARAGRAPH = re.compile(r"\S(?:[^\n]++|\n(?![^\S\n]*+\n))*+")


def masked(text: str) -> str:
    """`text` with what was pasted or quoted blanked; of the same length, newlines kept."""
    spans = masked_spans(text)
    if not spans:
        return text
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], blanked(span.of(text))]
        at = span.end
    return "".join([*pieces, text[at:]])


def blanked(text: str) -> str:
    """`text` with a space for every character but newlines."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def masked_spans(text: str) -> list[Span]:
    """The parts of `text` that are not the person's own words here, disjoint and sorted.

    Fenced, inline and indented code, text in quotation marks, `>` lines, stack traces and log lines, mails, elements
    such as `<pre>` with their content, other tags alone, and long blocks that an introducing colon announces.
    """
    if len(text) < LONG_PASTE and not _SUSPICIOUS.search(text):
        return []
    found = [_of(match) for marks, pattern in _MARKED if marks.search(text) for match in pattern.finditer(text)]
    if "<" in text:
        found += _elements(text)
    if "\n" in text:
        found += [*_code_lines(text), *_mails(text), *_long_blocks(text)]
    return union(found)


def _of(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())


def _elements(text: str) -> Iterator[Span]:
    """Elements that hold pasted text, from the first opening tag to the next closing tag of that name."""
    opened: dict[str, int] = {}
    for tag in _ELEMENT.finditer(text):
        name = tag[2].lower()
        if not tag[1]:
            opened.setdefault(name, tag.start())
        elif name in opened:
            yield Span(opened.pop(name), tag.end())


def _lines(text: str) -> list[Span]:
    """Every line with its newline; none is empty."""
    lines, at = [], 0
    for line in text.splitlines(keepends=True) if text.isascii() else re.findall(r"[^\n]*\n|[^\n]+", text):
        lines.append(Span(at, at + len(line)))
        at += len(line)
    return lines


def _code_lines(text: str) -> Iterator[Span]:
    """Quoted and log lines wherever they stand; lines of code and indented lines where two or more stand together."""
    lines = _lines(text)
    for kind, run in groupby(lines, key=lambda line: _kind(line.of(text))):
        block = list(run)
        if kind == "log" or (kind == "code" and len(block) > 1):
            yield Span(block[0].start, block[-1].end)


def _kind(line: str) -> str:
    if _QUOTE_LINE.match(line) or _LOG_LINE.match(line):
        return "log"
    return "code" if _INDENTED.match(line) or _CODE_LINE.match(line.rstrip("\n")) else "words"


def _mails(text: str) -> Iterator[Span]:
    """From a header or salutation on its own line to the sign-off and the name below it, or to the end."""
    lines = _lines(text)
    head = next((i for i, line in enumerate(lines) if _MAIL_HEAD.match(line.of(text).rstrip("\n"))), None)
    if head is None:
        return
    foot = next((i for i in range(head + 1, len(lines)) if _MAIL_FOOT.match(lines[i].of(text).rstrip("\n"))), None)
    last = len(lines) - 1 if foot is None else min(foot + 1, len(lines) - 1)
    yield Span(lines[head].start, lines[last].end)


def _long_blocks(text: str) -> Iterator[Span]:
    """What a line ending in a colon introduces, when it is long; and paragraphs too long to be typed."""
    if len(text) < LONG_PASTE:
        return
    introduced = _INTRODUCED.search(text)
    if introduced and len(text) - introduced.end() >= LONG_PASTE:
        yield Span(introduced.end(), len(text))
    if len(text) < LONG_PARAGRAPH:
        return
    paragraphs = [_of(match) for match in _PARAGRAPH.finditer(text)]
    if len(paragraphs) > 1:  # alone it is all the person says: blanked, nothing would be left to read
        yield from (one for one in paragraphs if len(one) >= LONG_PARAGRAPH)
