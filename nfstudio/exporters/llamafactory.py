"""LLaMA-Factory: ShareGPT rows, and the `dataset_info.json` by which it finds them.

Its converter wants person and assistant in strict turns after an optional first system message, and passes over every
other row with no more than a warning. Messages of one role in a row come here as one; rows where an assistant speaks
first, or a tool at all, are left out and counted. A `kto_tag` that is no JSON boolean
would quietly become plain SFT. The formatting "openai" is avoided: it adds words to the system message.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.preferences import Content, Demonstration, Pair, Unpaired
from nfstudio.exporters import messages as m
from nfstudio.exporters.shapes import DataFile, Row, Unfit
from nfstudio.exporters.trl import weights

NAME = "llamafactory"
TITLE = "LLaMA-Factory"
KINDS = ("kto", "dpo", "reward", "sft")
META = "inside"
ALTERNATES = True

_NAMES = {Role.USER: "human", Role.ASSISTANT: "gpt", Role.SYSTEM: "system"}
_STAGES = {"kto": "kto", "dpo": "dpo", "reward": "rm", "sft": "sft"}
_RANKING = ("dpo", "reward")


def row(content: Content, *, kind: str) -> Row | Unfit:
    """One example in turns, or why it has none."""
    match content:
        case Unpaired() | Demonstration():
            said = (*content.prompt, content.completion)
            tag = {"kto_tag": content.label} if isinstance(content, Unpaired) else {}
            return m.alternating(said) or {"conversations": [_turn(message) for message in said]} | tag
        case Pair():
            sides = {"chosen": _turn(content.chosen), "rejected": _turn(content.rejected)}
            said = content.prompt
            return m.alternating(said) or {"conversations": [_turn(message) for message in said]} | sides
        case _:
            raise ValueError(f"LLaMA-Factory datasets of the kind {kind!r} are not written")


def _turn(message: Message) -> dict[str, str]:
    return {"from": _NAMES[message.role], "value": message.content}


def row_faults(row: Mapping[str, Any], *, kind: str) -> list[str]:
    """What would make its converter pass over this row, or read it as something else."""
    if missing := m.missing(row, _columns(kind)):
        return missing
    turns = row["conversations"]
    if not (isinstance(turns, list) and turns and all(_is_turn(turn) for turn in turns)):
        return ["The conversations are no list of turns."]
    if kind == "kto" and type(row["kto_tag"]) is not bool:
        return ["The kto_tag is no JSON boolean."]
    if kind in _RANKING:
        return _turn_faults(turns, ends="human") or _side_faults(row)
    empty = [] if turns[-1]["value"].strip() else ["The answer is empty."]
    return _turn_faults(turns, ends="gpt") or empty


def _turn_faults(turns: Sequence[Mapping[str, str]], *, ends: str) -> list[str]:
    names = [turn["from"] for turn in turns][turns[0]["from"] == "system" :]
    if not names or names != [("human", "gpt")[i % 2] for i in range(len(names))] or names[-1] != ends:
        return ["The turns do not alternate as LLaMA-Factory wants them."]
    return []


def _side_faults(row: Mapping[str, Any]) -> list[str]:
    if not all(_is_turn(row[name]) and row[name]["from"] == "gpt" for name in ("chosen", "rejected")):
        return ["The chosen or the rejected answer is no turn of the assistant."]
    return m.side_faults(row["chosen"], row["rejected"])


def _is_turn(value: object) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"from", "value"}:
        return False
    return value["from"] in _NAMES.values() and isinstance(value["value"], str)


def _columns(kind: str) -> tuple[str, ...]:
    return {"kto": ("conversations", "kto_tag"), "sft": ("conversations",)}.get(
        kind, ("conversations", "chosen", "rejected")
    )


def advice(*, kind: str, good: int, bad: int) -> Mapping[str, object]:
    """The stage to train with, and for KTO the weights, which it calls kto_chosen_weight and kto_rejected_weight."""
    found: dict[str, object] = {"stage": _STAGES[kind]}
    if kind == "kto":
        ranges = weights(good, bad)
        found |= {
            "kto_chosen_weight": ranges["desirable_weight"],
            "kto_rejected_weight": ranges["undesirable_weight"],
        }
    return found


def beside(*, kind: str, files: Sequence[DataFile]) -> Mapping[str, str]:
    """The table by which it finds the rows."""
    columns = {"messages": "conversations"} | {name: name for name in _columns(kind) if name != "conversations"}
    table = {
        _name(kind, file): {"file_name": file.path, "formatting": "sharegpt"}
        | ({"ranking": True} if kind in _RANKING else {})
        | {"columns": columns}
        for file in files
    }
    return {"dataset_info.json": json.dumps(table, indent=2) + "\n"}


def _name(kind: str, file: DataFile) -> str:
    return f"{kind}_{file.split}"


def snippet(*, kind: str, files: Sequence[DataFile]) -> str:
    """The command that trains on the first split."""
    return (
        f"llamafactory-cli train --stage {_STAGES[kind]} --do_train true \\\n"
        f"  --dataset_dir . --dataset {_name(kind, files[0])} \\\n"
        "  --model_name_or_path Qwen/Qwen2.5-0.5B-Instruct --template qwen \\\n"
        "  --finetuning_type lora --output_dir model\n"
    )
