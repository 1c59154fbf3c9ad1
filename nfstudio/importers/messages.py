"""The `messages` shape of OpenAI's API and of TRL: what people log themselves, and what data sets are published in."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import chatbox, cherrystudio, cline, datasets, json_rows, langfuse, lobechat, shapes, spans
from nfstudio.importers.chat_messages import conversation_fields, is_message, read_messages, readable
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape, chained, conversations

NAME = "messages"
TITLE = "Messages (OpenAI, TRL)"
COMPANIONS: tuple[str, ...] = ()

_FOREIGN = frozenset(
    {"history", "conv", "mapping", "response", "responses", "output", "call_type", "choices", "chat", "thread"}
)
"""Keys of other formats that hold `messages` too: trees with a flat copy, logs of single calls."""
_COMPARED = frozenset({"chosen", "completion", "preferred_output", "chosen_messages"})
"""Columns of tables that hold records of TRL; one that holds whole lists of messages is read as any table."""
_FOREIGN_WHEN_EMPTY = frozenset({"exportAt", "tokenCount", "projectHash", "rootMessageId", "info"})
"""Keys of other formats whose messages are told from ours only by what they look like."""


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records, and not those of our own spans format."""
    if sample.columns:
        return not _COMPARED.isdisjoint(sample.columns) and datasets.shows_rows(sample, is_record)
    if any(chatbox.is_store(one) or cherrystudio.is_backup(one) or lobechat.is_export(one) for one in sample.values):
        return False  # their lists hold records that look like ours
    if json_rows.shows(sample) or cline.layout_in(sample) is not None or any(map(langfuse.is_trace, sample.values)):
        return False
    if sample.layout(is_filled) is None and sample.layout(_holds_others) is not None:
        return False
    return sample.layout(is_record) is not None and sample.layout(spans.is_record) is None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation of the file."""
    return conversations(entry, is_record, build, items=datasets.opened_records(entry, is_record))


def is_record(value: object) -> bool:
    """A bare list of messages, `messages`, or one of TRL's prompt shapes."""
    if isinstance(value, list):
        return bool(value) and is_message(value[0])
    if not isinstance(value, dict) or _FOREIGN & value.keys():
        return False
    if isinstance(messages := value.get("messages"), list):
        return is_message(messages[0]) if messages else not _FOREIGN_WHEN_EMPTY & value.keys()
    if "preferred_output" in value or "chosen_messages" in value:
        sides = value.get("chosen_messages"), value.get("preferred_output")
        return _is_side(sides[0]) or (_is_side(sides[1]) and isinstance(value.get("input"), dict))
    if "chosen" in value or "completion" in value:
        answer = value.get("chosen", value.get("completion"))
        return _is_side(answer) if "prompt" not in value else _is_side(value["prompt"], words=True)
    return False


def is_filled(value: object) -> bool:
    """Such a record in which something is said."""
    return is_record(value) and not (isinstance(value, dict) and value.get("messages") == [])


def _holds_others(value: object) -> bool:
    """Whether what is called messages is made of something else."""
    listed = value.get("messages") if isinstance(value, dict) else None
    return isinstance(listed, list) and bool(listed) and isinstance(listed[0], dict) and not is_message(listed[0])


def _is_side(value: object, *, words: bool = False) -> bool:
    """A list of messages, or (where allowed) words that are no transcript."""
    if isinstance(value, str):
        return words and "\n\nHuman:" not in value
    return isinstance(value, list) and bool(value) and is_message(value[0])


def build(value: object) -> Found:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    if isinstance(value, list):
        said, lost = readable(value)
        return chained(said, lost=lost)
    if not isinstance(value, dict):
        raise WrongShape("This is no object with a list called messages.")
    listed = value.get("messages")
    if isinstance(listed, list) and not _is_chosen(value, listed):
        messages, lost = readable([*_system(value), *listed, *_answer(value, listed)])
        return chained(messages, lost=lost, **conversation_fields(value))
    if "preferred_output" in value:
        value = {**value, **_renamed(value)}
    elif "chosen_messages" in value:
        value = {**value, "chosen": value["chosen_messages"], "rejected": value.get("rejected_messages", [])}
    if "chosen" in value or "completion" in value:
        return chained(_preference(value), lost=(), **conversation_fields(value))
    raise WrongShape("There is no list called messages.")


def _is_chosen(value: Mapping[str, object], messages: list[object]) -> bool:
    """Whether the messages stand a second time, as the chosen side of a preference whose other side is told, too."""
    chosen, rejected = value.get("chosen"), value.get("rejected")
    both = isinstance(chosen, list) and isinstance(rejected, list)
    return both and len(messages) > 1 and chosen == messages


def _answer(value: Mapping[str, object], listed: list[object]) -> list[object]:
    """The answer that stands beside the messages, of which the last is then the person's."""
    last = listed[-1] if listed else None
    if value.keys().isdisjoint(_ANSWERS) or not isinstance(last, dict) or last.get("role") not in _ASKING:
        return []
    words = next((value[name] for name in _ANSWERS if isinstance(value.get(name), str) and value[name]), None)
    return [{"role": "assistant", "content": words}] if words is not None else []


_ASKING = ("user", "human", "tool")
_ANSWERS = ("completion", "answer", "reply", "ideal", "assistant_response", "model_output", "generated_text")
"""What an answer is called that stands beside its messages; of `response` and `output` a log of calls knows."""


def _system(record: Mapping[str, object]) -> list[object]:
    """What is said to the model beside the messages, as in a request of Anthropic's API."""
    names = ("system", "system_prompt", "systemPrompt") + (("prompt",) if "folderId" in record else ())  # chatbot-ui
    content = next((record[name] for name in names if isinstance(record.get(name), str | list) and record[name]), None)
    return [{"role": "system", "content": content}] if content is not None else []


def _renamed(value: Mapping[str, object]) -> dict[str, object]:
    """A preference as OpenAI wants it for training, in words of TRL."""
    asked = value.get("input")
    prompt = asked.get("messages") if isinstance(asked, dict) else None
    given = {"chosen": value["preferred_output"], "rejected": value.get("non_preferred_output", [])}
    return {"prompt": prompt if isinstance(prompt, list) else [], **given}


def _preference(value: Mapping[str, object]) -> list[Message]:
    """Prompt and answer; an answer that was rejected follows as a branch beside the chosen one.

    Many sets hold the prompt twice: by itself, and at the beginning of both sides.
    """
    prompt = _side(value.get("prompt", []), "user")
    answer = _side(value.get("chosen", value.get("completion")), "assistant")
    if any(isinstance(item, dict) and shapes.role_of(item.get("role")) is Role.USER for item in answer):
        prompt = []
    messages = read_messages([*prompt, *answer])
    rejected = _side(value.get("rejected", []), "assistant")
    last = messages[-1] if messages else None
    if last and last.role is Role.ASSISTANT and len(rejected) == len(answer) and rejected[:-1] == answer[:-1]:
        other = read_messages(rejected[-1:], start=len(messages) - 1)[0]
        if other.role is Role.ASSISTANT and other.content != last.content:
            messages.append(beside(other, last))
    label = value.get("label")
    if isinstance(label, bool) and last and last.role is Role.ASSISTANT:
        messages[-1] = replace(last, rating=1 if label else -1)
    return messages


def beside(other: Message, chosen: Message) -> Message:
    """`other` as the answer that was not taken, in the place of `chosen`."""
    return replace(other, parent=chosen.parent, on_active_path=False)


def _side(value: object, role: str) -> list[object]:
    if isinstance(value, str):
        return [{"role": role, "content": value}]
    if isinstance(value, list):
        return value
    raise WrongShape("Prompt and answer are neither text nor lists of messages.")
