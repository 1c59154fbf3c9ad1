"""TRL (Hugging Face): the conversational shapes that its trainers take as they are.

Checked against TRL 1.16: `prompt`, `completion`, `chosen` and `rejected` are lists of messages, `label` is a JSON
boolean; only stepwise rows are plain text, because that shape knows nothing else (its PRMTrainer left TRL before 1.16;
Axolotl trains on such rows).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from nfstudio.domain.preferences import (
    Asked,
    Content,
    Graded,
    Pair,
    Process,
    Record,
    Step,
    Triple,
    Unpaired,
)
from nfstudio.exporters import messages as m
from nfstudio.exporters.shapes import DataFile, Row, Unfit

NAME = "trl"
TITLE = "TRL"
KINDS = ("kto", "dpo", "reward", "sft", "prompts", "triples", "ordinal", "stepwise")
META = "inside"
ALTERNATES = False

HERE = "os.getcwd()"
"""What snippets call the folder that they are run in."""
_SLACK = 1.33
"""TRL lets the weighted negatives outweigh the weighted positives by up to 4:3 (arXiv 2402.01306, Eq. 8)."""
_NOTE = (
    "Set one of the two weights to a value in its range and leave the other at 1. Keep the rows in their order and a "
    "batch size above 1: the KL term pairs each prompt with the completion of the row before it."
)
_TRAINERS = {
    "kto": "KTOTrainer",
    "dpo": "DPOTrainer",
    "reward": "RewardTrainer",
    "sft": "SFTTrainer",
    "prompts": "GRPOTrainer",
}
_COLUMNS = {
    "kto": ("prompt", "completion", "label"),
    "dpo": ("chosen", "rejected"),
    "reward": ("chosen", "rejected"),
    "sft": ("prompt", "completion"),
    "prompts": ("prompt",),
    "triples": ("prompt", "completion", "follow_up"),
    "ordinal": ("messages", "user_feedback", "label"),
    "stepwise": ("prompt", "completions", "labels"),
}
"""What every row of a kind has; the prompt of a pair may stand in both of its sides instead."""
_LISTS = ("prompt", "completion", "chosen", "rejected", "follow_up", "messages")


def row(content: Content, *, kind: str) -> Row | Unfit:
    """One example.

    Raises:
        ValueError: when `kind` is none of `KINDS`.
    """
    _known(kind)
    if isinstance(content, Process | Pair | Graded | Record):
        return _other(content, kind)
    row: Row = {"prompt": m.as_messages(content.prompt)}
    if not isinstance(content, Asked):
        row["completion"] = m.as_messages((content.completion,))
    if isinstance(content, Unpaired):
        row["label"] = content.label
    if isinstance(content, Triple):
        row["follow_up"] = m.as_messages((content.follow_up,))
    return row


def _other(content: Process | Pair | Graded | Record, kind: str) -> Row:
    """An example that is more than a prompt and what followed."""
    if isinstance(content, Process):
        return stepwise(content)
    if isinstance(content, Pair):
        return _pair(content)
    if isinstance(content, Graded):
        said = m.as_messages((*content.prompt, content.completion))
        return {"messages": said, "user_feedback": content.words, "label": content.grade}
    raise TypeError(f"TRL has no shape for whole records, and none called {kind!r}")


def _pair(pair: Pair) -> Row:
    if not pair.implicit:
        sides = {"chosen": m.as_messages((pair.chosen,)), "rejected": m.as_messages((pair.rejected,))}
        return {"prompt": m.as_messages(pair.prompt)} | sides
    chosen, rejected = ((*pair.prompt, answer) for answer in (pair.chosen, pair.rejected))
    return {"chosen": m.as_messages(chosen), "rejected": m.as_messages(rejected)}


def stepwise(process: Process) -> Row:
    """A path with labelled answers as plain text: every step holds what was said since the labelled answer before."""
    return {
        "prompt": m.rendered(process.prompt),
        "completions": [_step(step) for step in process.steps],
        "labels": [step.label for step in process.steps],
    }


def _step(step: Step) -> str:
    return m.rendered((*step.before, step.answer))


def row_faults(row: Mapping[str, Any], *, kind: str) -> list[str]:
    """What would make a trainer fail or learn the wrong thing from this row, a sentence each."""
    _known(kind)
    if missing := m.missing(row, _COLUMNS[kind]):
        return missing
    if kind == "stepwise":
        return stepwise_faults(row)
    faults = m.not_messages(row, _listed(tuple(row)))
    if kind == "kto" and type(row["label"]) is not bool:
        faults.append("The label is no JSON boolean.")
    if kind == "ordinal" and not (type(row["label"]) is int and 1 <= row["label"] <= 4):
        faults.append("The label is no grade from 1 to 4.")
    if kind == "ordinal":
        faults += m.words_faults(row, ("user_feedback",))
    return faults or _order_faults(row, kind)


@lru_cache(maxsize=8)  # the rows of a dataset have the same columns
def _listed(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Of these columns those that are lists of messages."""
    return tuple(name for name in _LISTS if name in columns)


def _order_faults(row: Mapping[str, Any], kind: str) -> list[str]:
    if kind == "ordinal":
        *prompt, answer = row["messages"]
        return m.prompt_faults(prompt) + m.answer_faults("last message", [answer])
    if kind in ("dpo", "reward"):
        return _pair_faults(row)
    faults = m.prompt_faults(row["prompt"])
    if "completion" in row:
        faults += m.answer_faults("completion", row["completion"])
    if "follow_up" in row and [message["role"] for message in row["follow_up"]] != ["user"]:
        faults.append("The follow_up is not one message of the user.")
    return faults


def _pair_faults(row: Mapping[str, Any]) -> list[str]:
    faults = m.side_faults(row["chosen"], row["rejected"])
    if "prompt" in row:
        faults += m.prompt_faults(row["prompt"])
        return faults + [f for name in ("chosen", "rejected") for f in m.answer_faults(name, row[name])]
    if row["chosen"][:-1] != row["rejected"][:-1]:
        faults.append("The chosen and the rejected side do not share their history.")
    for name in ("chosen", "rejected"):
        faults += m.prompt_faults(row[name][:-1]) + m.answer_faults(name, row[name][-1:])
    return faults


def stepwise_faults(row: Mapping[str, Any]) -> list[str]:
    """What is wrong with a stepwise row."""
    faults = m.words_faults(row, ("prompt",))
    steps, labels = row["completions"], row["labels"]
    if not (isinstance(steps, list) and steps and all(isinstance(step, str) and step.strip() for step in steps)):
        faults.append("The completions are no list of texts.")
    if not (isinstance(labels, list) and all(type(label) is bool for label in labels)):
        faults.append("The labels are no list of JSON booleans.")
    elif isinstance(steps, list) and len(steps) != len(labels):
        faults.append("There are not as many labels as completions.")
    return faults


def advice(*, kind: str, good: int, bad: int) -> Mapping[str, object]:
    """The trainer to use and, for KTO, the weights that balance the labels, the figures that TRL prints as it starts.

    The weights are None when one of the labels is missing: nothing can balance that.
    """
    _known(kind)
    record: dict[str, object] = {"trainer": _TRAINERS.get(kind)}
    return record | weights(good, bad) | {"note": _NOTE} if kind == "kto" else record


def weights(good: int, bad: int) -> dict[str, object]:
    """The ranges of KTO's two weights for so many wanted and unwanted answers."""
    if not (good and bad):
        return {"desirable_weight": None, "undesirable_weight": None}
    return {
        "desirable_weight": [round(bad / good, 2), round(bad / good * _SLACK, 2)],
        "undesirable_weight": [round(good / bad / _SLACK, 2), round(good / bad, 2)],
    }


def beside(*, kind: str, files: Sequence[DataFile]) -> Mapping[str, str]:  # noqa: ARG001 - the same for all exporters
    """TRL needs nothing but the rows."""
    return {}


def snippet(*, kind: str, files: Sequence[DataFile]) -> str:  # noqa: ARG001 - the splits carry the names of the files
    """Python that trains a small model on the train split."""
    trainer = _TRAINERS.get(kind)
    # `datasets` names what it loads after the last part of the path, which "." has not.
    begin, rows = "import os\n\n", f'rows = load_dataset({HERE}, "{kind}", split="train")\n'
    if trainer is None or kind == "prompts":  # GRPO needs a reward that no dataset can name
        return f"{begin}from datasets import load_dataset\n\n{rows}"
    config = trainer.replace("Trainer", "Config")
    return (
        f"{begin}import torch\nfrom datasets import load_dataset\nfrom trl import {config}, {trainer}\n\n{rows}"
        f'args = {config}(output_dir="model", bf16=torch.cuda.is_available())  # half precision needs a GPU\n'
        f'trainer = {trainer}(model="Qwen/Qwen2.5-0.5B-Instruct", args=args, train_dataset=rows)\n'
        "trainer.train()\n"
    )


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"TRL datasets of the kind {kind!r} are not written; there are {', '.join(KINDS)}")
