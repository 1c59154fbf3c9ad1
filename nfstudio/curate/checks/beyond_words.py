"""What stood beside the words, or is no words: thoughts, calls of tools, files and pictures, errors, marks of speakers.

Rows hold roles and words alone. An answer that called a tool teaches to do without, an answer about a picture that is
not there teaches to make one up, and thoughts that a reasoning model wrote into its answer are learnt as part of it:
right for a reasoning model, wrong for any other. Of a log that was written with marks of who speaks some can be left: a
model would learn to write `Human:` before it answers.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from nfstudio.curate.checks.flags import Action, Answer, Flag, Place, Settings, Specimen
from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.span import Span

NAME = "beyond-words"
TITLE = "More than words"
ABOUT = (
    "Rows that lack something (calls of tools, files, pictures), answers that are errors, thoughts in answers, marks of"
    " who speaks left in the words."
)
ACTIONS = (Action.KEEP, Action.REDACT, Action.DROP)
DEFAULT = Action.KEEP

THOUGHTS, EARLIER = "thoughts in the answer", "thoughts in an earlier answer"
CALLED, TOOLS = "the answer called a tool", "calls of tools in the prompt"
FILES, ERROR = "a file or picture in the prompt", "the answer is an error"
SPEAKER, TEMPLATE = "the answer begins with the name of a speaker", "marks of a chat template in the words"
_THOUGHT = re.compile(r"\s*<(think|thinking|thought|reasoning)>.*?</\1>\s*", re.DOTALL | re.IGNORECASE)
_SPEAKER = re.compile(r"\s*[*#]*\s*(?:human|user|assistant|ai|bot)[*]*\s*:", re.IGNORECASE)
_HEAD = 30
"""Characters in which such a name stands."""
_TEMPLATE = re.compile(
    r"<\|(?:im_start|im_end|endoftext|begin_of_text|eot_id|start_header_id|end_header_id|system|user|assistant|end)\|>"
    r"|<(?:start|end)_of_turn>|\[/?INST\]|<</?SYS>>"
)
_OPENED = re.compile(r"\s*<(?:think|thinking|thought|reasoning)>", re.IGNORECASE)


def flags(specimen: Specimen, settings: Settings) -> list[Flag]:  # noqa: ARG001  # what every check is given
    """One flag for each thing that is there, with the places of thoughts."""
    found: dict[str, list[Place]] = {}
    for reason, place in _found(specimen):
        places = found.setdefault(reason, [])
        places += [place] if place else []
    if not found:
        return []
    wanted = any(answer.wanted for answer in specimen.answers)
    return [Flag(NAME, reason, _suggested(reason, wanted=wanted), tuple(found[reason])) for reason in sorted(found)]


def redacted(specimen: Specimen) -> Specimen:
    """The row without thoughts; an answer that is nothing else keeps them, and so do two that would be alike."""
    prompt = tuple(_without_thoughts(message) for message in specimen.prompt)
    answers = tuple(replace(answer, message=_without_thoughts(answer.message)) for answer in specimen.answers)
    alike = len(answers) > len({answer.message.content for answer in answers})
    return replace(specimen, prompt=prompt, answers=specimen.answers if alike else answers)


def _suggested(reason: str, *, wanted: bool) -> Action:
    if reason in (THOUGHTS, EARLIER):
        return Action.REDACT
    return Action.DROP if wanted and reason in (CALLED, ERROR, SPEAKER, TEMPLATE) else Action.KEEP


def _found(specimen: Specimen) -> Iterator[tuple[str, Place | None]]:
    for i, message in enumerate(specimen.prompt):  # of each row all messages: only what may be there is asked for
        text, extra = message.content, message.extra
        if "<" in text and message.role is Role.ASSISTANT and (span := _thought(message)):
            yield EARLIER, Place("prompt", i, span)
        if ("<" in text or "[" in text) and (span := _template(text)):
            yield TEMPLATE, Place("prompt", i, span)
        if message.role is Role.TOOL or (extra and extra.get("tool_calls")):
            yield TOOLS, None
        if extra and message.role is Role.USER and extra.get("attachments"):
            yield FILES, None
    for answer in specimen.answers:
        yield from _found_in(answer)


def _found_in(answer: Answer) -> Iterator[tuple[str, Place | None]]:
    message = answer.message
    if span := _template(message.content):
        yield TEMPLATE, Place(answer.name, 0, span)
    if message.role is Role.ASSISTANT:
        if span := _thought(message):
            yield THOUGHTS, Place(answer.name, 0, span)
        if mark := _SPEAKER.match(message.content[:_HEAD]):
            yield SPEAKER, Place(answer.name, 0, Span(*mark.span()))
    if message.extra.get("tool_calls"):
        yield CALLED, None
    if message.extra.get("error"):
        yield ERROR, None


def _template(text: str) -> Span | None:
    """The first mark of a chat template."""
    mark = _TEMPLATE.search(text) if any(sign in text for sign in _SIGNS) else None
    return Span(*mark.span()) if mark else None


_SIGNS = ("<|", "_of_turn>", "INST]", "SYS>>")
"""One of them stands in every such mark; to look for these first takes a tenth of the time."""


def _thought(message: Message) -> Span | None:
    """The thoughts at the head of an answer; where they have no end, all of it."""
    if "<" not in message.content[:20]:
        return None
    if whole := _THOUGHT.match(message.content):
        return Span(*whole.span())
    return Span(0, len(message.content)) if _OPENED.match(message.content) else None


def _without_thoughts(message: Message) -> Message:
    if message.role is not Role.ASSISTANT or "<" not in message.content[:20]:
        return message
    left = _THOUGHT.sub("", message.content, count=1) if _THOUGHT.match(message.content) else message.content
    return replace(message, content=left) if left.strip() else message
