"""ms-swift: `messages` that end with the answer; `label` for KTO, `rejected_response` for pairs."""

from collections.abc import Mapping, Sequence
from typing import Any

from nfstudio.domain.preferences import Asked, Content, Demonstration, Pair, Unpaired
from nfstudio.exporters import messages as m
from nfstudio.exporters.shapes import DataFile, Row, Unfit
from nfstudio.exporters.trl import weights

NAME = "swift"
TITLE = "ms-swift"
KINDS = ("kto", "dpo", "reward", "sft", "prompts")
META = "inside"
ALTERNATES = False

_EXTRA = {"kto": ("label",), "dpo": ("rejected_response",), "reward": ("rejected_response",)}
_COMMANDS = {
    "kto": "rlhf --rlhf_type kto",
    "dpo": "rlhf --rlhf_type dpo",
    "reward": "rlhf --rlhf_type rm",
    "sft": "sft",
    "prompts": "rlhf --rlhf_type grpo",
}


def row(content: Content, *, kind: str) -> Row | Unfit:
    """One example."""
    match content:
        case Unpaired():
            return {"messages": m.as_messages((*content.prompt, content.completion)), "label": content.label}
        case Pair():
            said = m.as_messages((*content.prompt, content.chosen))
            return {"messages": said, "rejected_response": content.rejected.content}
        case Demonstration():
            return {"messages": m.as_messages((*content.prompt, content.completion))}
        case Asked():
            return {"messages": m.as_messages(content.prompt)}
        case _:
            raise ValueError(f"ms-swift datasets of the kind {kind!r} are not written")


def row_faults(row: Mapping[str, Any], *, kind: str) -> list[str]:
    """What is wrong with a row read back."""
    faults = m.missing(row, ("messages", *_EXTRA.get(kind, ()))) or m.not_messages(row, ("messages",))
    if faults:
        return faults
    said = row["messages"]
    if kind == "prompts":
        return m.prompt_faults(said)
    faults = m.prompt_faults(said[:-1]) + m.answer_faults("last message", said[-1:])
    if kind == "kto" and type(row["label"]) is not bool:
        faults.append("The label is no JSON boolean.")
    if kind in ("dpo", "reward"):
        faults += m.words_faults(row, ("rejected_response",))
        faults += m.side_faults(said[-1]["content"], row["rejected_response"])
    return faults


def advice(*, kind: str, good: int, bad: int) -> Mapping[str, object]:
    """The command, and for KTO the weights."""
    return {"command": f"swift {_COMMANDS[kind]}"} | (weights(good, bad) if kind == "kto" else {})


def beside(*, kind: str, files: Sequence[DataFile]) -> Mapping[str, str]:  # noqa: ARG001 - the same for all exporters
    """It needs nothing but the rows."""
    return {}


def snippet(*, kind: str, files: Sequence[DataFile]) -> str:
    """The command that trains on the first split."""
    return f"swift {_COMMANDS[kind]} \\\n  --model Qwen/Qwen2.5-0.5B-Instruct --dataset {files[0].path}\n"
