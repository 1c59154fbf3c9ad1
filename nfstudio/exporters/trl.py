"""TRL (Hugging Face): the conversational shapes that its trainers take as they are.

Checked against TRL 1.16: `prompt` and `completion` are lists of messages, `label` is a JSON boolean. A message is its
role and its words; calls of tools are left out, because a column that some messages lack changes the type of all of
them when `datasets` reads the file.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from nfstudio.domain.conversation import Message, Role
from nfstudio.exporters.shapes import Example, Row

NAME = "trl"
KINDS = ("kto",)

_KEYS = ("prompt", "completion", "label")
_ROLES = tuple(role.value for role in Role)
_ASKING = (Role.USER.value, Role.TOOL.value)
_SLACK = 1.33
"""TRL lets the weighted negatives outweigh the weighted positives by up to 4:3 (arXiv 2402.01306, Eq. 8)."""


def row(example: Example, *, kind: str) -> Row:
    """One unpaired preference.

    Raises:
        ValueError: when `kind` is none of `KINDS`.
    """
    _known(kind)
    return {
        "prompt": _messages(example.prompt),
        "completion": _messages((example.completion,)),
        "label": example.label,
    }


def row_faults(row: Mapping[str, Any], *, kind: str) -> list[str]:
    """What would make a trainer fail or learn the wrong thing from this row, a sentence each."""
    _known(kind)
    if missing := [key for key in _KEYS if key not in row]:
        return [f"There is no {missing[0]}."]
    faults = [f"The {key} is no list of messages." for key in _KEYS[:2] if not _are_messages(row[key])]
    if type(row["label"]) is not bool:
        faults.append("The label is no JSON boolean.")
    return faults or _order_faults(row["prompt"], row["completion"])


def advice(*, kind: str, good: int, bad: int) -> Mapping[str, object]:
    """The trainer to use and the weights that balance the labels, the same figures that TRL prints when it starts.

    The weights are None when one of the labels is missing: nothing can balance that.
    """
    _known(kind)
    record: dict[str, object] = {"trainer": "KTOTrainer", "desirable_weight": None, "undesirable_weight": None}
    if good and bad:
        record["desirable_weight"] = [round(bad / good, 2), round(bad / good * _SLACK, 2)]
        record["undesirable_weight"] = [round(good / bad / _SLACK, 2), round(good / bad, 2)]
    return record | {
        "note": "Set one of the two weights to a value in its range and leave the other at 1. Keep the rows in their "
        "order and a batch size above 1: the KL term pairs each prompt with the completion of the row before it."
    }


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"TRL datasets of the kind {kind!r} are not written; there are {', '.join(KINDS)}")


def _messages(messages: Sequence[Message]) -> list[dict[str, str]]:
    return [{"role": message.role, "content": message.content} for message in messages]


def _are_messages(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_message(item) for item in value)


def _is_message(item: object) -> bool:
    if not isinstance(item, Mapping) or set(item) != {"role", "content"}:
        return False
    return item["role"] in _ROLES and isinstance(item["content"], str)


def _order_faults(prompt: Sequence[Mapping[str, str]], completion: Sequence[Mapping[str, str]]) -> list[str]:
    faults = []
    spoken = [message["role"] for message in prompt if message["role"] != Role.SYSTEM.value]
    if not spoken or spoken[-1] not in _ASKING:
        faults.append("The prompt does not end with a message of the user or of a tool.")
    if [message["role"] for message in completion] != [Role.ASSISTANT.value]:
        faults.append("The completion is not one message of the assistant.")
    if not completion[-1]["content"].strip():
        faults.append("The completion is empty.")
    return faults
