"""Transcripts as people save them: plain text or Markdown in which lines say who speaks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nfstudio.domain.conversation import Conversation, Message, Role, canonical
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import aider, printed, shapes, specstory
from nfstudio.importers.asides import add_thought, without_thoughts
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample, is_page
from nfstudio.importers.shapes import WrongShape, placed
from nfstudio.importers.speaker_names import VERSION, bare, role_named, short_named
from nfstudio.importers.text_lines import blocks, never, without_rules

NAME = "transcript"
TITLE = "Transcripts (text, Markdown)"
COMPANIONS: tuple[str, ...] = ()

_NAME = (
    r"(?P<name>[^\W\d_][\w.-]{0,30}(?: [\w.-]{1,30}){0,3}?)(?: (?:said|hat gesagt|hast gesagt|a dit|avez dit|dijo))?"
)
_COLON = r" ?[:：]"
_TIME = r"(?: ?[(\[](?P<time>[^)\]\n]{4,40})[)\]])?"
_SIGN = r"(?:[^\w\s#*>:`|-]{1,4} ?)?"  # a small picture before the name
_COUNT = r"(?: ?(?:\[\d{1,4}\]|\(\d{1,4}\)|#\d{1,4}))?"
_STAMP = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d)?"
_LOGGED = re.compile(
    rf"(?P<later>{_STAMP})(?:[.,]\d{{1,6}})?Z?(?: ?[-|] ?[\w.]{{1,30}})?(?: ?[-|:])? +{_NAME}{_COLON}[ \t]+(?P<rest>.*)"
)
"""A line of a program's log, which may say other things between."""
_STAMPED = re.compile(_STAMP)
_BRACKETED = re.compile(rf"\[{_NAME}\](?:{_COLON})?(?:[ \t]+(?P<rest>.*))?")
"""So begin sections of settings, too, each once."""
_STYLES = (
    re.compile(r"#{1,6} +(?P<sign>🧑(?:\u200d)?💻|🤖) (?P<name>[^\n#]{1,120})(?P<rest>)"),  # Cherry Studio
    re.compile(rf">> ?{_NAME}{_COLON}[ \t]*(?P<rest>.*)"),
    re.compile(rf"#{{1,6}} +{_SIGN}\**{_NAME}{_COUNT}{_TIME}:?\**:?[ \t]*(?P<rest>)"),
    re.compile(rf"#{{2,4}} ?{_NAME}{_COLON}(?:[ \t]+(?P<rest>.*))?"),
    re.compile(
        rf"(?:\*\*|__){_SIGN}{_NAME}{_TIME}:?(?:\*\*|__){_TIME.replace('time', 'later')}:?(?:[ \t]+(?P<rest>.*))?"
    ),
    re.compile(
        rf"(?:\[(?P<later>[^\]\n]{{4,40}})\] ?)?{_SIGN}{_NAME}{_TIME}"
        r"(?: ?：[ \t]*(?P<full>.*)| ?:(?:[ \t]+(?P<rest>.*))?)"
    ),
    re.compile(rf"(?:\[(?P<later>[^\]\n]{{4,40}})\] ?)?<{_NAME}>[ \t]+(?P<rest>.*)"),  # IRC
    re.compile(rf"{_NAME}>[ \t]+(?P<rest>.*)"),  # a prompt
    re.compile(rf"[-=*~]{{2,}} ?{_NAME}:? ?[-=*~]{{2,}}(?P<rest>)"),
    _BRACKETED,
    re.compile(  # WhatsApp
        r"(?P<later>\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?) - "
        rf"{_NAME}{_COLON}[ \t]+(?P<rest>.*)"
    ),
    _LOGGED,
)
_DASHED = re.compile(r"[-\u2013\u2014|] ?([^\n]{4,40})")
_TWO = 2
_MOST_BEFORE = 12  # lines of title and details above the first speaker
_DETAIL = re.compile(r"[-*]? ?\**[A-Za-z][\w ]{0,30}\**:\**(?: .{0,200})?\s*|[#=_-]{3,}\s*|\s*")
"""Such as "- model: lark-7b": programs list dozens of them above a conversation."""
_CLOCK = re.compile(r"\A[^\n]{6,30}\d:\d\d[^\n]{0,15}\Z")
_FOLDED = re.compile(
    r"<div\b[^>]{0,200}>\s*<details\b[^>]{0,200}>\s*<summary>[^<]{0,200}</summary>(.*?)</details>\s*</div>\s*",
    re.DOTALL,
)
"""What an answer thought, as Cherry Studio folds it away."""
_BREAK = re.compile(r"<br ?/?>")
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")


@dataclass(frozen=True, slots=True)
class _Head:
    """A line that says who speaks, and what is said in the same line."""

    role: Role
    model: str | None
    time: str | None
    rest: str
    called: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """How the heads of a transcript are written.

    Attributes:
        bot: the name of the one who answers, when it is no usual one.
        person: the name of the one who asks, when it is no usual one.
        short: they are the Q and A of questions and answers.
    """

    pattern: re.Pattern[str]
    bot: str = ""
    person: str = ""
    short: bool = False


def recognises(sample: Sample) -> bool:
    """Whether a person and an assistant take turns in the sample, heads written alike, with little before the first."""
    if _is_binary(sample.head) or is_page(sample.head) or aider.recognises(sample) or specstory.recognises(sample):
        return False
    lines = sample.text.splitlines()
    return printed.shows(sample.text) or _style(lines) is not None


def _is_binary(head: bytes) -> bool:
    """Whether a file is no text: many a program's own files hold words between signs that nobody writes."""
    return len(_UNWRITTEN.findall(head)) * _RARE > len(head)


_UNWRITTEN = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_RARE = 200  # one such sign in so many may come from a broken line


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The one conversation of the file."""
    for block in blocks(entry, never):
        yield block if isinstance(block, Problem) else placed(conversation(block[1]), block[0])


def _style(lines: Sequence[str]) -> Style | None:
    """How the heads of a file are written; None when it is no transcript."""
    return style_of(lines) or _named_style(lines) or _answered_style(lines) or _short_style(lines)


def style_of(lines: Sequence[str]) -> Style | None:
    """How the heads of a transcript are written; None when it is none."""
    for style in map(Style, _STYLES):
        heads = [(i, head) for i, line in enumerate(lines) if (head := _head(line, style))]
        spoken = [head.role for _, head in heads if head.role in (Role.USER, Role.ASSISTANT)]
        if len(set(spoken)) < _TWO or (style.pattern in (_LOGGED, _BRACKETED) and len(spoken) <= _TWO):
            continue
        if _is_begin(lines[: heads[0][0]], style):
            return style
    return None


def _answered_style(lines: Sequence[str]) -> Style | None:
    """How heads are written where a known assistant answers one person by the own name, and nobody else speaks."""
    for pattern in _STYLES:
        names = [found["name"].strip() for line in lines if (found := pattern.fullmatch(line.rstrip()))]
        answers = [i for i, name in enumerate(names) if role_named(name) is Role.ASSISTANT]
        persons = {name for name in names if role_named(name) is None}
        asked = [i for i in answers if i and names[i - 1] in persons]
        if len(persons) == 1 and len(asked) > 1 and len(asked) > _MOSTLY * len(answers):
            return Style(pattern, person=persons.pop())
    return None


def _short_style(lines: Sequence[str]) -> Style | None:
    """How heads are written where Q and A take turns to the end, as nothing else does that is marked so."""
    for pattern in _STYLES[:-1]:
        style = Style(pattern, short=True)
        heads = [(i, head) for i, line in enumerate(lines) if (head := _head(line, style))]
        if any(role_named(head.called) for _, head in heads):
            continue
        spoken = [head.role for _, head in heads]
        in_turn = spoken == [(Role.USER, Role.ASSISTANT)[i % 2] for i in range(len(spoken))]
        others = Counter(found["name"] for line in lines if (found := pattern.fullmatch(line.rstrip())))
        if len(spoken) < _TWO or not in_turn or any(len(name) == 1 and not short_named(name) for name in others):
            continue
        if sum(_is_text(line) for line in lines[: heads[0][0]]) <= (_MOST_BEFORE if len(spoken) > _TWO else 0):
            return style
    return None


def _is_begin(before: Sequence[str], style: Style) -> bool:
    """Whether no more stands above the first speaker than a title and details."""
    is_log = style.pattern is _LOGGED
    return sum(_is_text(line) for line in before if not (is_log and _STAMPED.match(line))) <= _MOST_BEFORE


def _named_style(lines: Sequence[str]) -> Style | None:
    """How heads are written where one with a name of its own answers a person; None when nobody plainly does.

    It is who speaks between any two words of the person; both say more than the value of a field.
    """
    for pattern in _STYLES:
        heads = [(i, found) for i, line in enumerate(lines) if (found := pattern.fullmatch(line.rstrip()))]
        names = [found["name"].strip() for _, found in heads]
        persons = [i for i, name in enumerate(names) if role_named(name) is Role.USER]
        if len(persons) <= _TWO or any(role_named(name) is Role.ASSISTANT for name in names):
            continue
        between = [Counter(names[one + 1 : after]) for one, after in pairwise(persons)]
        often = [name for name in set().union(*between) if sum(name in gap for gap in between) > len(between) / 2]
        if len(often) != 1 or sum(gap[often[0]] == 1 for gap in between) < _MOSTLY * len(between):
            continue
        style = Style(pattern, often[0])
        spoken = messages_of(lines, style)
        is_talk = all(_words_of(spoken, role) >= few for role, few in _FEW.items())
        if is_talk and _is_begin(lines[: heads[persons[0]][0]], style):
            return style
    return None


_MOSTLY = 0.8
_FEW = {Role.USER: 1.5, Role.ASSISTANT: 2.5}
"""Words that somebody who talks says at a time, if not more."""


def _words_of(messages: Sequence[Message], role: Role) -> float:
    said = [len(message.content.split()) for message in messages if message.role is role]
    return sum(said) / max(1, len(said))


def _is_text(line: str) -> bool:
    """Whether a line above the first speaker is more than a detail of a list."""
    return _DETAIL.fullmatch(line) is None


def _heads(lines: Sequence[str], style: Style) -> dict[int, _Head]:
    """The lines that say who speaks. Those in a block of code are what somebody shows, unless all of them are."""
    found = {i: head for i, line in enumerate(lines) if (head := _head(line, style))}
    shown = _in_code(lines)
    spoken = {i: head for i, head in found.items() if i not in shown}
    return _by_one_person(spoken if len({head.role for head in spoken.values()}) > 1 else found)


def _by_one_person(heads: dict[int, _Head]) -> dict[int, _Head]:
    """The heads; where a person has spoken by one name, another name for a person stands in what somebody quotes."""
    persons = Counter(head.called for head in heads.values() if head.role is Role.USER)
    first = next(iter(persons), "")
    if len(persons) < _TWO or persons[first] < max(persons.values()):
        return heads
    return {i: head for i, head in heads.items() if head.role is not Role.USER or head.called == first}


def _dates_above(lines: Sequence[str], heads: dict[int, _Head]) -> set[int]:
    """The lines above heads that hold nothing but a time, which those heads get; none unless the first head has one."""
    dated = set[int]()
    for i, head in heads.items():
        at = shapes.when(lines[i - 1].strip().strip("[]")) if i and head.time is None else None
        if at is not None:
            dated.add(i - 1)
            heads[i] = replace(head, time=at)
        elif not dated:
            break
    return dated


def _in_code(lines: Sequence[str]) -> frozenset[int]:
    """Numbers of the lines in blocks of code that are closed; one that never ends holds nothing."""
    inside: set[int] = set()
    mark, start = "", 0
    for i, line in enumerate(lines):
        fence = _FENCE.match(line.strip())
        if fence is None:
            continue
        if mark and fence[1].startswith(mark) and not fence[2].strip():
            inside.update(range(start, i + 1))
            mark = ""
        elif not mark or fence[2].strip():  # a language is named where a block begins
            mark, start = fence[1], i
    return frozenset(inside)


def _head(line: str, style: Style) -> _Head | None:
    found = style.pattern.fullmatch(line.rstrip())
    if found is None:
        return None
    given = found.groupdict()
    name, _, _ = found["name"].partition(" | ")
    role = role_named(name) or (short_named(name) if style.short else None)
    if role is None and "sign" in given:
        role = Role.ASSISTANT if given["sign"] == "🤖" else Role.USER
    if role is None and name and name == style.person:
        role = Role.USER
    own = name if role is None and name and name == style.bot else ""
    if role is None and not own:
        return None
    rest = found["rest"] or given.get("full") or ""
    is_model = bool(VERSION.search(name.casefold())) or ("sign" in given and role_named(name) is None)
    model = name if is_model and role is Role.ASSISTANT else None
    time = shapes.when(given.get("time") or given.get("later"))
    if time is None and (dashed := _DASHED.fullmatch(rest)) and (time := shapes.when(dashed[1])):
        rest = ""
    called = bare(name) if style.short else name.strip().casefold()
    return _Head(role or Role.ASSISTANT, model, time, rest, called, own)


def utterance(text: str) -> Message | None:
    """The message in a text whose first line says who speaks; None for every other text."""
    first, _, rest = canonical(text).lstrip().partition("\n")
    head = next((head for style in map(Style, _STYLES) if (head := _head(first, style))), None)
    return None if head is None else _message(head, [head.rest, rest] if head.rest else [rest], 0)


def conversation(lines: Sequence[str]) -> Found:
    """The lines as a conversation without a place; empty when nobody known speaks."""
    if printed.shows(text := "\n".join(lines)):
        return shapes.chained(printed.messages_in(text))
    style = _style(lines)
    messages = messages_of(lines, style) if style else []
    title = next((line[2:].strip() for line in lines[:_MOST_BEFORE] if line.startswith("# ")), None)
    if title is not None and style is not None and _head(f"# {title}", style):
        title = None
    created = next((message.created_at for message in messages if message.created_at), None)
    model = next((message.model for message in messages if message.model), None)
    return Found("", Conversation(tuple(messages), title=shapes.text(title), model=model, created_at=created))


def messages_of(lines: Sequence[str], style: Style) -> list[Message]:
    """The messages below heads of this style; what stands before the first head is no message."""
    messages: list[Message] = []
    head, held = None, list[str]()
    heads = _heads(lines, style)
    dates = _dates_above(lines, heads)
    for i, line in enumerate(lines):
        if after := heads.get(i):
            if head is not None:
                messages.append(_message(head, held, len(messages)))
            head, held = after, [after.rest] if after.rest else []
        elif head is not None and i not in dates and not (style.pattern is _LOGGED and _STAMPED.match(line)):
            held.append(line)
    if head is not None:
        messages.append(_message(head, held, len(messages)))
    return messages


def _message(head: _Head, lines: Sequence[str], index: int) -> Message:
    at, lines = _dated(lines) if head.time is None else (head.time, lines)
    words = without_rules("\n".join(lines))
    extra: dict[str, object] = {"name": canonical(head.name)} if head.name else {}
    if head.role is Role.ASSISTANT:
        if folded := _FOLDED.match(words):
            add_thought(extra, _BREAK.sub("\n", folded[1]).strip())
            words = words[folded.end() :]
        words = without_thoughts(words, extra)
    return Message(
        role=head.role,
        content=shapes.worded(words),
        parent=index - 1 if index else None,
        model=canonical(head.model) if head.model else None,
        created_at=at,
        extra=extra,
    )


def _dated(lines: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """The time that stands alone above the words, where one does, and the lines below it."""
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is None or not _CLOCK.search(lines[first]) or not any(map(str.strip, lines[first + 1 :])):
        return None, lines
    at = shapes.when(lines[first].strip())
    return at, lines if at is None else lines[first + 1 :]


def parsed(text: str) -> list[Message]:
    """The messages of a transcript that stands in a cell of a table.

    Raises:
        WrongShape: when nobody known speaks in it.
    """
    lines = canonical(text).split("\n")
    style = style_of(lines)
    if style is None:
        raise WrongShape("This transcript does not show who speaks.")
    return messages_of(lines, style)
