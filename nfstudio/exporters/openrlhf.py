"""OpenRLHF: lists of messages for its commands with `--data.apply_chat_template`; its command for KTO is gone."""

from collections.abc import Mapping, Sequence
from typing import Any

from nfstudio.domain.preferences import Content
from nfstudio.exporters import trl
from nfstudio.exporters.shapes import DataFile, Row, Unfit

NAME = "openrlhf"
TITLE = "OpenRLHF"
KINDS = ("dpo", "reward", "sft", "prompts")
META = "inside"
ALTERNATES = False

_COMMANDS = {"dpo": "train_dpo", "reward": "train_rm", "sft": "train_sft", "prompts": "train_ppo_ray"}
_KEYS = {
    "dpo": "--data.prompt_key prompt --data.chosen_key chosen --data.rejected_key rejected",
    "reward": "--data.prompt_key prompt --data.chosen_key chosen --data.rejected_key rejected",
    "sft": "--data.input_key prompt --data.output_key completion",
    "prompts": "--data.input_key prompt",
}


def row(content: Content, *, kind: str) -> Row | Unfit:
    """One example in the explicit conversational form, which is TRL's."""
    _known(kind)
    return trl.row(content, kind=kind)


def row_faults(row: Mapping[str, Any], *, kind: str) -> list[str]:
    """What is wrong with a row read back."""
    _known(kind)
    return trl.row_faults(row, kind=kind)


def advice(*, kind: str, good: int, bad: int) -> Mapping[str, object]:  # noqa: ARG001 - the same for all exporters
    """The command and the keys to name."""
    return {"command": f"openrlhf.cli.{_COMMANDS[kind]}", "options": f"--data.apply_chat_template {_KEYS[kind]}"}


def beside(*, kind: str, files: Sequence[DataFile]) -> Mapping[str, str]:  # noqa: ARG001 - the same for all exporters
    """It needs nothing but the rows."""
    return {}


def snippet(*, kind: str, files: Sequence[DataFile]) -> str:
    """The command that trains on the first split."""
    return (
        f"python -m openrlhf.cli.{_COMMANDS[kind]} \\\n"
        f"  --data.dataset {files[0].path} --data.apply_chat_template \\\n"
        f"  {_KEYS[kind]} \\\n"
        "  --actor.model_name_or_path Qwen/Qwen2.5-0.5B-Instruct\n"
    )


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"OpenRLHF datasets of the kind {kind!r} are not written; there are {', '.join(KINDS)}")
