"""Anthropic's HH shape: whole transcripts as text, one chosen and one rejected; the oldest preference sets look so."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import datasets
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations, first, worded

NAME = "hh"
TITLE = "Anthropic HH"
COMPANIONS: tuple[str, ...] = ()

_TURN = re.compile(r"\n\n(Human|Assistant):")
_SPEAKER = {"Human": Role.USER, "Assistant": Role.ASSISTANT}


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    if sample.columns:
        return "chosen" in sample.columns and datasets.shows_rows(sample, is_record)
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    r"""The chosen transcript of every record; the rejected last answer beside it, where all before it is the same.

    A `\n\nHuman:` inside a message cannot be told from the beginning of the next one.
    """
    return conversations(entry, is_record, build, items=datasets.opened_records(entry, is_record))


def is_record(value: object) -> bool:
    """An object whose `chosen` transcript (with its `prompt`, where it is kept apart) has a person speak first."""
    transcript = _transcript(value, "chosen")
    return transcript is not None and transcript.lstrip().startswith("Human:")


def _transcript(value: object, side: str) -> str | None:
    if not isinstance(value, dict) or not isinstance(value.get(side), str):
        return None
    prompt = value.get("prompt", "")
    apart = isinstance(prompt, str) and not value[side].lstrip().startswith("Human:")
    return f"{prompt}{value[side]}" if apart else str(value[side])


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when there is no transcript, or words before the first speaker.
    """
    chosen = _transcript(value, "chosen")
    if chosen is None or not isinstance(value, dict):
        raise WrongShape("There is no transcript called chosen.")
    messages = _messages(chosen)
    rejected = _transcript(value, "rejected")
    if rejected is not None and messages:
        others = _messages(rejected)
        if _differ_in_last_answer(messages, others):
            messages.append(replace(others[-1], on_active_path=False))
    return chained(messages, origin_id=first(value, ("id", "conversation_id")))


def _messages(transcript: str) -> list[Message]:
    before, *pieces = _TURN.split("\n\n" + worded(transcript).lstrip())
    if before.strip():
        raise WrongShape("The transcript does not begin with a speaker.")
    speakers, words = pieces[::2], pieces[1::2]
    return [
        Message(_SPEAKER[speaker], said.strip(), parent=i - 1 if i else None)
        for i, (speaker, said) in enumerate(zip(speakers, words, strict=True))
    ]


def utterances(transcript: str) -> list[object]:
    """The same in words of role and content, without an answer that is still to come; none where nobody speaks."""
    try:
        said = _messages(transcript) if _TURN.search("\n\n" + transcript.lstrip()) else []
    except WrongShape:
        return []
    return [{"role": message.role.value, "content": message.content} for message in said if message.content]


def _differ_in_last_answer(one: list[Message], other: list[Message]) -> bool:
    return one[:-1] == other[:-1] and one[-1] != other[-1] and one[-1].role is other[-1].role is Role.ASSISTANT
