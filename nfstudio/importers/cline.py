"""Tasks of Cline and Roo Code: what was sent to the model, in which the person's words stand between marks."""

import re
from collections.abc import Iterator, Mapping, Sequence

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import parts, shapes
from nfstudio.importers.answers import Answer, Chain, called, outcome
from nfstudio.importers.chat_messages import is_message
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Layout, Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations

NAME = "cline"
TITLE = "Cline and Roo Code tasks"
COMPANIONS = ("ui_messages.json", "task_metadata.json", "context_history.json")

_PERSON = re.compile(r"<(task|feedback|user_message|answer)>\s*(.*?)\s*</\1>", re.DOTALL)
_AROUND = re.compile(r"<environment_details>.*?(?:</environment_details>|\Z)", re.DOTALL)
_MARKS = ("<task>", "<environment_details>", "<feedback>", "<user_message>")
_RESULT = re.compile(r"\s*\[([a-z_]+)[^\]\n]{0,400}\] Result:\s*")
_NOTICE = re.compile(r"\s*\[(?:ERROR|TASK RESUMPTION|NOTE|WARNING|CONTEXT)\b")
_THOUGHT = re.compile(r"<thinking>(.*?)</thinking>\s*", re.DOTALL)
_TOLD = re.compile(
    r"<(attempt_completion|ask_followup_question|plan_mode_respond|new_task)>\s*"
    r"<(result|question|response|context)>\s*(.*?)\s*</\2>.*?(?:</\1>|\Z)",
    re.DOTALL,
)
_CALL = re.compile(r"^<([a-z]+(?:_[a-z]+)+)>\s*(.*?)\s*</\1>\s*", re.DOTALL | re.MULTILINE)
_SHOWN = ("result", "question", "response")
_LOOKED_AT = 3
_LONGEST = 2_000


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such a task."""
    return sample.layout(is_record) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """The conversation of the file."""
    return conversations(entry, is_record, build)


def is_record(value: object) -> bool:
    """A list of messages, of which one of the first has the marks that this program puts around words."""
    if not isinstance(value, list) or not value or not is_message(value[0]):
        return False
    first = [item for item in value[:_LOOKED_AT] if isinstance(item, dict)]
    return any(item.get("role") == "user" and _is_marked(item) for item in first)


def _is_marked(item: Mapping[str, object]) -> bool:
    return any(mark in words[:_LONGEST] or mark in words[-_LONGEST:] for words in _texts(item) for mark in _MARKS)


def _texts(item: Mapping[str, object]) -> list[str]:
    """The texts of a message, results of tools included."""
    content = item.get("content")
    texts: list[str] = []
    for part in content if isinstance(content, list) else [content]:
        text = part.get("text") if isinstance(part, dict) else part
        held = parts.outcome_in(part)
        if isinstance(held, str | list):
            texts += _texts({"content": held})
        elif isinstance(text, str):
            texts.append(text)
    return texts


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    if not isinstance(value, list):
        raise WrongShape("This is no list of messages.")
    lost: list[str] = []
    messages = _messages(value, lost)
    times = [message.created_at for message in messages if message.created_at]
    first = next((item for item in value if isinstance(item, dict)), {})
    name = shapes.text(first.get("ts"))  # the folder is named by it
    return chained(messages, lost=lost, origin_id=name, created_at=times[0] if times else None)


def _messages(items: Sequence[object], lost: list[str]) -> list[Message]:
    chain = Chain()
    for i, item in enumerate(items):
        if not isinstance(item, dict):
            lost.append(f"Message {i + 1} is no object.")
            continue
        at = shapes.first_time(item, ("ts", "timestamp"))
        try:
            words, extra = shapes.content_of(item.get("content"), i)
        except WrongShape as fault:
            lost.append(str(fault))
            continue
        if item.get("role") == "assistant":
            _answered(chain.answer, words, extra)
            chain.answer.about(created_at=at)
        else:
            attachments = extra.get("attachments")
            _said(chain, _texts(item), attachments if isinstance(attachments, list) else [], at)
    return chain.done()


def _answered(answer: Answer, words: str, extra: Mapping[str, object]) -> None:
    """An answer: what it tells the person stands in some of its calls, all others are folded away."""
    answer.thoughts += [str(extra.get("reasoning", "")), *(thought.strip() for thought in _THOUGHT.findall(words))]
    words = _TOLD.sub(lambda told: f"{told[3]}\n", _THOUGHT.sub("", words))
    answer.calls += [called(call[1], call[2]) for call in _CALL.finditer(words)]
    answer.words.append(_CALL.sub("", words).strip())
    calls = extra.get("tool_calls")
    for call in calls if isinstance(calls, list) else ():
        given = call.get("input") if isinstance(call, dict) else None
        told = shapes.first(given, _SHOWN) if isinstance(given, dict) else None
        if told is not None:
            answer.words.append(told)
        elif isinstance(call, dict):
            answer.calls.append(called(call.get("name"), given))


def _said(chain: Chain, texts: Sequence[str], attachments: list[object], at: str | None) -> None:
    """What was sent in the person's name: own words between marks, results of tools, and what lies around them."""
    whole = _AROUND.sub("", "\n".join(texts)).strip()
    own = [found[2] for found in _PERSON.finditer(whole) if found[2]]
    if own:
        extra: dict[str, object] = {"attachments": attachments} if attachments else {}
        chain.add(Message(Role.USER, shapes.worded("\n\n".join(own)), created_at=at, extra=extra))
    elif result := _RESULT.match(whole):
        chain.answer.calls.append(outcome(result[1], whole[result.end() :]))
    elif whole and (chain.messages or _NOTICE.match(whole)):
        chain.answer.calls.append(outcome("notice", whole))
    elif whole:
        chain.say(Role.USER, whole, created_at=at)


def layout_in(sample: Sample) -> Layout | None:
    """Where such tasks stand in a sample, for the importers that must leave them alone."""
    return sample.layout(is_record)
