"""NVIDIA NeMo RL: ranked completions under a context (`PreferenceDataset`), and `messages` for SFT."""

from collections.abc import Mapping, Sequence
from typing import Any

from nfstudio.domain.preferences import Content, Demonstration, Pair
from nfstudio.exporters import messages as m
from nfstudio.exporters.shapes import DataFile, Row, Unfit

NAME = "nemo"
TITLE = "NeMo RL"
KINDS = ("dpo", "reward", "sft")
META = "inside"
ALTERNATES = False

_SCRIPTS = {"dpo": "run_dpo.py", "reward": "run_rm.py", "sft": "run_sft.py"}


def row(content: Content, *, kind: str) -> Row | Unfit:
    """One example; of two completions the one with the lower rank is the better."""
    match content:
        case Pair():
            ranked = [
                {"rank": rank, "completion": m.as_messages((answer,))}
                for rank, answer in enumerate((content.chosen, content.rejected))
            ]
            return {"context": m.as_messages(content.prompt), "completions": ranked}
        case Demonstration():
            return {"messages": m.as_messages((*content.prompt, content.completion))}
        case _:
            raise ValueError(f"NeMo RL datasets of the kind {kind!r} are not written")


def row_faults(row: Mapping[str, Any], *, kind: str) -> list[str]:
    """What is wrong with a row read back."""
    if kind == "sft":
        if faults := m.missing(row, ("messages",)) or m.not_messages(row, ("messages",)):
            return faults
        return m.prompt_faults(row["messages"][:-1]) + m.answer_faults("last message", row["messages"][-1:])
    if faults := m.missing(row, ("context", "completions")) or m.not_messages(row, ("context",)):
        return faults
    ranked = row["completions"]
    if not (isinstance(ranked, list) and len(ranked) == 2 and all(_is_ranked(one) for one in ranked)):
        return ["The completions are not two ranked answers."]
    if [one["rank"] for one in ranked] != [0, 1]:
        return ["The ranks are not 0 and 1."]
    sides = [f for one in ranked for f in m.answer_faults("completion", one["completion"])]
    return m.prompt_faults(row["context"]) + sides + m.side_faults(*(one["completion"] for one in ranked))


def _is_ranked(value: object) -> bool:
    if not isinstance(value, Mapping) or set(value) != {"rank", "completion"}:
        return False
    return type(value["rank"]) is int and m.are_messages(value["completion"])


def advice(*, kind: str, good: int, bad: int) -> Mapping[str, object]:  # noqa: ARG001 - the same for all exporters
    """The script and the class that reads the rows."""
    reads = {"sft": "OpenAIFormatDataset"}.get(kind, "PreferenceDataset")
    return {"script": f"examples/{_SCRIPTS[kind]}", "dataset_name": reads}


def beside(*, kind: str, files: Sequence[DataFile]) -> Mapping[str, str]:  # noqa: ARG001 - the same for all exporters
    """It needs nothing but the rows."""
    return {}


def snippet(*, kind: str, files: Sequence[DataFile]) -> str:
    """The command that trains on the first split, run in a checkout of NeMo RL with this folder as $DATASET."""
    name = advice(kind=kind, good=0, bad=0)["dataset_name"]
    return (
        f"uv run python examples/{_SCRIPTS[kind]} \\\n"
        f"  data.train.dataset_name={name} \\\n"
        f"  data.train.data_path=$DATASET/{files[0].path}\n"
    )
