"""Axolotl: rows for its prompt strategies, and a YAML file that names them.

KTO has no strategy for conversations: `argilla_chat` reads two messages and no more, and `user_defined` fails on such
rows in older versions. So these rows are made for `chatml.ultra`, which wraps one question in ChatML: what was said
before stands inside that question, rendered with the same marks. For a model with another template use TRL. Its reward
strategy knows one question and one answer; longer conversations are left out and counted.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.preferences import Content, Demonstration, Pair, Process, Unpaired
from nfstudio.exporters import messages as m
from nfstudio.exporters import trl
from nfstudio.exporters.shapes import DataFile, Row, Unfit

NAME = "axolotl"
TITLE = "Axolotl"
KINDS = ("kto", "dpo", "reward", "sft", "stepwise")
META = "inside"
ALTERNATES = False

MORE_THAN_ONE = "more than one question"
_OPENING = "<|im_end|>\n<|im_start|>user\n"
_COLUMNS = {
    "kto": ("system", "prompt", "completion", "label"),
    "dpo": ("messages", "chosen", "rejected"),
    "reward": ("system", "input", "chosen", "rejected"),
    "sft": ("messages",),
    "stepwise": ("prompt", "completions", "labels"),
}


def row(content: Content, *, kind: str) -> Row | Unfit:
    """One example in the shape of its strategy, or why it has none."""
    match content:
        case Unpaired():
            return _question(content)
        case Pair() if kind == "reward":
            return _single(content)
        case Pair():
            sides = m.as_messages((content.chosen, content.rejected))
            return {"messages": m.as_messages(content.prompt), "chosen": sides[0], "rejected": sides[1]}
        case Demonstration():
            return {"messages": m.as_messages((*content.prompt, content.completion))}
        case Process():
            return trl.stepwise(content)
        case _:
            raise ValueError(f"Axolotl datasets of the kind {kind!r} are not written")


def _question(unpaired: Unpaired) -> Row | Unfit:
    system, said = _without_system(unpaired.prompt)
    if not said or said[0].role is not Role.USER or said[-1].role is not Role.USER:
        return Unfit(m.NOT_ALTERNATING)
    asked = "".join(f"<|im_end|>\n<|im_start|>{message.role}\n{message.content}" for message in said)
    prompt = asked.removeprefix(_OPENING)
    return {"system": system, "prompt": prompt, "completion": unpaired.completion.content, "label": unpaired.label}


def _without_system(prompt: Sequence[Message]) -> tuple[str, Sequence[Message]]:
    """The first system message, or nothing, and what was said after it."""
    if prompt[0].role is Role.SYSTEM:
        return prompt[0].content, prompt[1:]
    return "", prompt


def _single(pair: Pair) -> Row | Unfit:
    system, asked = _without_system(pair.prompt)
    if len(asked) != 1 or asked[0].role is not Role.USER:
        return Unfit(MORE_THAN_ONE)
    sides = {"chosen": pair.chosen.content, "rejected": pair.rejected.content}
    return {"system": system, "input": asked[0].content} | sides


def row_faults(row: Mapping[str, Any], *, kind: str) -> list[str]:
    """What would make a strategy fail on this row or learn the wrong thing."""
    if missing := m.missing(row, _COLUMNS[kind]):
        return missing
    return _FAULTS[kind](row)


def _kto_faults(row: Mapping[str, Any]) -> list[str]:
    faults = m.words_faults(row, ("prompt", "completion"))
    return faults if type(row["label"]) is bool else [*faults, "The label is no JSON boolean."]


def _reward_faults(row: Mapping[str, Any]) -> list[str]:
    return m.words_faults(row, ("input", "chosen", "rejected")) or m.side_faults(row["chosen"], row["rejected"])


def _sft_faults(row: Mapping[str, Any]) -> list[str]:
    if faults := m.not_messages(row, ("messages",)):
        return faults
    return m.prompt_faults(row["messages"][:-1]) + m.answer_faults("last message", row["messages"][-1:])


def _dpo_faults(row: Mapping[str, Any]) -> list[str]:
    if faults := m.not_messages(row, ("messages",)):
        return faults
    if not all(m.is_message(row[name]) for name in ("chosen", "rejected")):
        return ["The chosen or the rejected answer is no message."]
    sides = [f for name in ("chosen", "rejected") for f in m.answer_faults(name, [row[name]])]
    return m.prompt_faults(row["messages"]) + sides + m.side_faults(row["chosen"], row["rejected"])


_FAULTS = {
    "kto": _kto_faults,
    "dpo": _dpo_faults,
    "reward": _reward_faults,
    "sft": _sft_faults,
    "stepwise": trl.stepwise_faults,
}


def advice(*, kind: str, good: int, bad: int) -> Mapping[str, object]:
    """For KTO the weights, which stand in the YAML file under these names."""
    ranges = trl.weights(good, bad) if kind == "kto" else {}
    return {f"kto_{name}": value for name, value in ranges.items()}


_HEADS = {
    "kto": "rl: kto\nremove_unused_columns: false\n",
    "dpo": "rl: dpo\n",
    "reward": "reward_model: true\nmodel_type: AutoModelForSequenceClassification\nnum_labels: 1\n",
    "sft": "",
    "stepwise": "process_reward_model: true\nmodel_type: AutoModelForTokenClassification\nnum_labels: 2\n",
}
_TYPES = {
    "kto": "    type: chatml.ultra\n",
    "dpo": "    type: chat_template.default\n    field_messages: messages\n"
    "    field_chosen: chosen\n    field_rejected: rejected\n",
    "reward": "    type: bradley_terry.chat_template\n",
    "sft": "    type: chat_template\n    field_messages: messages\n",
    "stepwise": '    type: stepwise_supervised\n    step_separator: "\\n\\n"\n',
}


def beside(*, kind: str, files: Sequence[DataFile]) -> Mapping[str, str]:
    """A configuration that trains on the first split and tests on the last, where there is another."""
    first, *others = files
    text = (
        "# Run in this folder: axolotl train axolotl.yaml\n"
        "base_model: Qwen/Qwen2.5-0.5B-Instruct\n"
        f"{'# The rows are rendered with the ChatML template.' + chr(10) if kind == 'kto' else ''}"
        f"chat_template: {'chatml' if kind == 'kto' else 'tokenizer_default'}\n"
        f"{_HEADS[kind]}datasets:\n{_entry(kind, first)}"
    )
    if others:
        text += f"test_datasets:\n{_entry(kind, others[-1])}"
    return {"axolotl.yaml": f"{text}output_dir: model\nsequence_len: 2048\nmicro_batch_size: 4\nnum_epochs: 1\n"}


def _entry(kind: str, file: DataFile) -> str:
    form = "parquet" if file.path.endswith(".parquet") else "json"
    return f"  - path: {file.path}\n    ds_type: {form}\n    split: train\n{_TYPES[kind]}"


def snippet(*, kind: str, files: Sequence[DataFile]) -> str:  # noqa: ARG001 - the YAML file names them
    """The command that trains on it."""
    return "axolotl train axolotl.yaml\n"
