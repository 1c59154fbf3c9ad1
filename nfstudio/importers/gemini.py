"""Gemini's activity from Google Takeout: single prompts, newest first, which only time can group to conversations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nfstudio.domain.conversation import Conversation, Message, Role, canonical
from nfstudio.domain.records import Found, Problem, Reason
from nfstudio.importers import gemini_html, shapes
from nfstudio.importers.asides import add, listed
from nfstudio.importers.files import Entry
from nfstudio.importers.gemini_titles import Wording, learnt, thumb_of
from nfstudio.importers.html_text import text_of
from nfstudio.importers.json_records import Record, records
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape

NAME = "gemini"
TITLE = "Gemini activity (Google Takeout)"
COMPANIONS: tuple[str, ...] = ()

GAP = timedelta(minutes=30)
"""A longer pause begins a new conversation. The file names none; other readers of this format take 30 minutes too."""
GUESS = "Grouped by time: no pause is longer than 30 minutes. The export does not say where a conversation begins."

_PRODUCTS = ("gemini", "bard")


@dataclass(frozen=True, slots=True)
class _Prompt:
    place: str
    time: str
    messages: tuple[Message, ...]  # what was asked, the answer shown, the other drafts


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such entries, or a page of them."""
    return sample.layout(is_entry) is not None or gemini_html.shows(sample.head)


def is_entry(value: object) -> bool:
    """An entry of the activity of Gemini, or of Bard, as it was called."""
    if not isinstance(value, dict) or not isinstance(value.get("title"), str) or not isinstance(value.get("time"), str):
        return False
    header = value.get("header")
    return isinstance(header, str) and any(product in header.lower() for product in _PRODUCTS)


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Groups of prompts in file order, each from its first prompt to its last, and marked as a guess.

    The file is read twice: once to learn the word that stands before every prompt, which is translated.
    """
    wording = learnt(item[1] for item in _entries(entry) if not isinstance(item, Problem))
    if wording is None:
        sentence = "The word that stands before every prompt could not be told from the prompts: it was left there."
        yield Problem("all records", Reason.WRONG_SHAPE, sentence)
    group: list[_Prompt] = []
    for item in _prompts(entry, wording or Wording()):
        if isinstance(item, Problem):
            yield item
            continue
        if group and _apart(group[-1], item):
            yield _conversation(group)
            group = []
        group.append(item)
    if group:
        yield _conversation(group)


def _entries(entry: Entry) -> Iterator[Record | Problem]:
    """The entries of the JSON export, or of the page that people get who do not ask for it."""
    return gemini_html.entries(entry) if gemini_html.is_page(entry) else records(entry, is_entry)


def _prompts(entry: Entry, wording: Wording) -> Iterator[_Prompt | Problem]:
    """Every prompt with its answer; a thumb given later, which stands earlier in the file, is joined to it."""
    given: list[tuple[str, int]] = []
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
            later = [rating for time, rating in given if time >= prompt.time]
            yield _rated(prompt, later[0]) if later else prompt
            given = [] if later else given


def _thumb(value: object) -> tuple[str, int] | None:
    """When a thumb was given, and which; None for every other event."""
    if not isinstance(value, dict) or (rating := thumb_of(value["title"])) is None:
        return None
    return shapes.when(value["time"]) or "", rating


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
    return _Prompt(place, time, tuple(_said(value, asked, time)))


def _said(value: Mapping[str, object], asked: str, time: str) -> Iterator[Message]:
    extra: dict[str, object] = {}
    for key in ("attachedFiles", "imageFile"):
        files = listed(value.get(key)) or [value.get(key)]
        names = [shapes.attachment_name(one) if isinstance(one, dict) else shapes.text(one) for one in files if one]
        add(extra, "attachments", *filter(None, names))
    add(extra, "attachments", *_listed_below(value.get("subtitles")))
    items = [item.get("html") for item in listed(value.get("safeHtmlItem")) if isinstance(item, dict)]
    answers = [words for html in items if isinstance(html, str) and (words := text_of(html))]
    if not asked and not extra and not answers:
        return
    yield Message(Role.USER, asked, created_at=time, extra=extra)
    for i, words in enumerate(answers):
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
    messages[0] = replace(messages[0], extra={**messages[0].extra, "grouping": GUESS})
    first = prompts[0]
    return Found(first.place, Conversation(tuple(messages), origin_id=first.time, created_at=first.time))
