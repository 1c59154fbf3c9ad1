"""Gemini's activity from Google Takeout: single prompts, newest first; newer exports name the conversation of each, in
older ones only time can group them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nfstudio.domain.conversation import Conversation, Message, Role, canonical
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import gemini_html, gemini_workspace, shapes
from nfstudio.importers.asides import add, listed
from nfstudio.importers.files import Entry
from nfstudio.importers.gemini_drafts import told_apart
from nfstudio.importers.gemini_titles import Wording, learnt, thumb_of
from nfstudio.importers.html_text import text_of
from nfstudio.importers.json_records import Record, records
from nfstudio.importers.sample import Sample, sample_of
from nfstudio.importers.shapes import WrongShape
from nfstudio.importers.streams import StreamFailed

NAME = "gemini"
TITLE = "Gemini activity (Google Takeout)"
COMPANIONS: tuple[str, ...] = ()

GAP = timedelta(minutes=30)
"""A longer pause begins a new conversation. The file names none; other readers of this format take 30 minutes too."""
GUESS = "Grouped by time: no pause is longer than 30 minutes. The export does not say where a conversation begins."

_PRODUCTS = ("gemini", "bard", "ai mode")
_PAGE = re.compile(r"https://gemini\.google\.com/(?:u/\d+/)?(?:app|gem/[\w-]{1,80})/(?:c_)?([0-9a-f]{8,40})\b")
"""The address of a conversation."""


@dataclass(frozen=True, slots=True)
class _Prompt:
    place: str
    time: str
    messages: tuple[Message, ...]  # what was asked, the answer shown, the other drafts
    conversation: str | None = None  # its id, where the export has one


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such entries, or a page of them."""
    return (
        sample.layout(is_entry) is not None
        or gemini_html.shows(sample.head)
        or sample.layout(gemini_workspace.is_conversation) is not None
    )


def is_entry(value: object) -> bool:
    """An entry of the activity of Gemini, or of Bard, as it was called."""
    if not isinstance(value, dict) or not isinstance(value.get("title"), str) or not isinstance(value.get("time"), str):
        return False
    header = value.get("header")
    return isinstance(header, str) and any(product in header.lower() for product in _PRODUCTS)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Prompts of one conversation together; those that name none in groups, which are marked as a guess.

    The file is read twice: once to learn the word that stands before every prompt, which is translated; a third time
    between, where it names conversations, to count how many prompts each has.
    """
    if _is_of_workspace(entry):
        yield from gemini_workspace.read(entry)
        return
    wording = learnt(item[1] for item in _entries(entry) if not isinstance(item, Problem))
    if wording is None:
        sentence = "The word that stands before every prompt could not be told from the prompts: it was left there."
        yield Problem("all records", Reason.WRONG_SHAPE, sentence)
    group: list[_Prompt] = []
    left = _counted(entry, wording or Wording())
    under_way: dict[str, list[_Prompt]] = {}
    for item in _prompts(entry, wording or Wording()):
        if isinstance(item, Problem):
            yield item
            continue
        if item.conversation is not None:
            under_way.setdefault(item.conversation, []).append(item)
            left[item.conversation] -= 1
            if not left[item.conversation]:
                yield _conversation(under_way.pop(item.conversation))
            continue
        if group and _apart(group[-1], item):
            yield _conversation(group)
            group = []
        group.append(item)
    if group:
        yield _conversation(group)


def _is_of_workspace(entry: Entry) -> bool:
    try:
        return sample_of(entry).layout(gemini_workspace.is_conversation) is not None
    except StreamFailed:
        return False  # told of when it is read as what it is not


def _counted(entry: Entry, wording: Wording) -> Counter[str]:
    """How many prompts each conversation has, where the export names them."""
    try:
        named = _PAGE.search(sample_of(entry).text) is not None
    except StreamFailed:
        named = False
    if not named or gemini_html.is_page(entry):
        return Counter()
    found = (item for item in _prompts(entry, wording) if isinstance(item, _Prompt))
    return Counter(item.conversation for item in found if item.conversation is not None)


def _entries(entry: Entry) -> Iterator[Record | Problem]:
    """The entries of the JSON export, or of the page that people get who do not ask for it."""
    return gemini_html.entries(entry) if gemini_html.is_page(entry) else records(entry, is_entry)


def _prompts(entry: Entry, wording: Wording) -> Iterator[_Prompt | Problem]:
    """Every prompt with its answer; a thumb given later, which stands earlier in the file, is joined to it."""
    given: list[tuple[str, int, str | None]] = []
    for record in _entries(entry):
        if isinstance(record, Problem):
            yield record
            continue
        place, value = record
        try:
            prompt = _prompt(value, place, wording)
        except WrongShape as fault:
            yield Problem(place, Reason.WRONG_SHAPE, str(fault))
            continue
        if prompt is None:
            thumb = _thumb(value)
            given += [thumb] if thumb else []
        elif not prompt.messages:
            yield Problem(place, Reason.EMPTY, "This entry holds neither a prompt nor an answer.")
        else:
            mine = [one for one in given if one[0] >= prompt.time and one[2] in (None, prompt.conversation)]
            yield _rated(prompt, mine[0][1]) if mine else prompt
            given = [one for one in given if one not in mine]


def _thumb(value: object) -> tuple[str, int, str | None] | None:
    """When a thumb was given, which, and in what conversation; None for every other event."""
    if not isinstance(value, dict) or (rating := thumb_of(value["title"])) is None:
        return None
    return shapes.when(value["time"]) or "", rating, _named(value)


def _named(value: Mapping[str, object]) -> str | None:
    """The conversation of an entry, by the address among its details; None where it names none, or several."""
    addresses = (one.get("url") for one in listed(value.get("details")) if isinstance(one, dict))
    found = {page[1] for address in addresses if isinstance(address, str) and (page := _PAGE.match(address))}
    return found.pop() if len(found) == 1 else None


def _rated(prompt: _Prompt, rating: int) -> _Prompt:
    """The same, the answer that was shown having got a thumb."""
    asked, *answers = prompt.messages
    if not answers:
        return prompt
    return replace(prompt, messages=(asked, replace(answers[0], rating=rating), *answers[1:]))


def _prompt(value: object, place: str, wording: Wording) -> _Prompt | None:
    """A prompt and its answers; None for an event, such as "Created a canvas".

    Raises:
        WrongShape: when it is no entry.
    """
    if not isinstance(value, dict) or not is_entry(value):
        raise WrongShape("This is no entry of Gemini's activity.")
    time = shapes.when(value["time"])
    if time is None:
        raise WrongShape(f"This entry has no time{f', but {given!r}' if (given := value['time'][:40]) else ''}.")
    asked = wording.prompt(canonical(value["title"]))
    if asked is None:
        return None
    return _Prompt(place, time, tuple(_said(value, asked, time)), _named(value))


def _said(value: Mapping[str, object], asked: str, time: str) -> Iterator[Message]:
    extra: dict[str, object] = {}
    names: list[str | None] = []
    for key in ("attachedFiles", "imageFile"):
        files = listed(value.get(key)) or [value.get(key)]
        names += [shapes.attachment_name(one) if isinstance(one, dict) else shapes.text(one) for one in files if one]
    names += _listed_below(value.get("subtitles"))
    add(extra, "attachments", *filter(None, dict.fromkeys(names)))
    items = [item.get("html") for item in listed(value.get("safeHtmlItem")) if isinstance(item, dict)]
    answers = [words for html in items if isinstance(html, str) and (words := text_of(html))]
    if not asked and not extra and not answers:
        return
    yield Message(Role.USER, asked, created_at=time, extra=extra)
    for i, words in enumerate(told_apart(answers)):
        yield Message(Role.ASSISTANT, words, on_active_path=not i, created_at=time)


def _listed_below(subtitles: object) -> list[str]:
    """Names of the files that are listed below a prompt, after their number."""
    files = [one for one in listed(subtitles) if isinstance(one, dict) and one.get("url")]
    names = [shapes.first(one, ("name", "url")) for one in files]
    return [canonical(name).removeprefix("-").strip() for name in names if name]


def _apart(newer: _Prompt, older: _Prompt) -> bool:
    return abs(datetime.fromisoformat(newer.time) - datetime.fromisoformat(older.time)) > GAP


def _conversation(group: Sequence[_Prompt]) -> Found:
    """The prompts of one group, oldest first; drafts that were not shown are branches."""
    messages: list[Message] = []
    prompts = list(reversed(group))
    prompts.sort(key=lambda prompt: prompt.time)
    last: int | None = None
    for prompt in prompts:
        asked = len(messages)
        messages.append(replace(prompt.messages[0], parent=last))
        messages += [replace(answer, parent=asked) for answer in prompt.messages[1:]]
        last = asked + 1 if len(prompt.messages) > 1 else asked
    first = prompts[0]
    if first.conversation is None:
        messages[0] = replace(messages[0], extra={**messages[0].extra, "grouping": GUESS})
    name = first.conversation or first.time
    return Found(first.place, Conversation(tuple(messages), origin_id=name, created_at=first.time))
