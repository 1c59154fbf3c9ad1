"""OpenAI's preference and chat shapes, which Together and Fireworks take too.

These services refuse columns they do not know, so the provenance stands in files of its own, line by line. Together
refuses a file in which one role speaks twice in a row; such messages come here as one. Text only;
of tools nothing is written, so conversations with tool messages are left out and counted.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.preferences import Content, Demonstration, Pair
from nfstudio.exporters import messages as m
from nfstudio.exporters.shapes import DataFile, Row, Unfit

NAME = "openai"
TITLE = "OpenAI, Together, Fireworks"
KINDS = ("dpo", "sft")
META = "beside"
ALTERNATES = True  # OpenAI takes messages of one role in a row, Together refuses the whole file

_LEAST = {"dpo": 10, "sft": 10}
"""OpenAI asks for ten lines, Fireworks for three."""


def row(content: Content, *, kind: str) -> Row | Unfit:
    """One example, or why it has none."""
    match content:
        case Pair():
            return _unfit(content.prompt) or {
                "input": {"messages": m.as_messages(content.prompt)},
                "preferred_output": m.as_messages((content.chosen,)),
                "non_preferred_output": m.as_messages((content.rejected,)),
            }
        case Demonstration():
            said = (*content.prompt, content.completion)
            return _unfit(said) or {"messages": m.as_messages(said)}
        case _:
            raise ValueError(f"OpenAI datasets of the kind {kind!r} are not written")


def _unfit(messages: Sequence[Message]) -> Unfit | None:
    if any(message.role is Role.TOOL for message in messages):
        return Unfit(m.TOOLS)
    return Unfit(m.NOT_ALTERNATING) if any(one.role is two.role for one, two in pairwise(messages)) else None


def row_faults(row: Mapping[str, Any], *, kind: str) -> list[str]:
    """What would make the upload fail."""
    sides = ("preferred_output", "non_preferred_output")
    columns = ("messages",) if kind == "sft" else ("input", *sides)
    if missing := m.missing(row, columns):
        return missing
    if foreign := sorted(set(row) - set(columns)):
        return [f"There is a column {foreign[0]}, which the services refuse."]
    if kind == "sft":
        faults = m.not_messages(row, columns)
        last = m.prompt_faults(row["messages"][:-1]) + m.turn_faults(row["messages"]) if not faults else []
        return faults or last + m.answer_faults("last message", row["messages"][-1:])
    given = row["input"]
    if not isinstance(given, Mapping) or set(given) != {"messages"} or not m.are_messages(given["messages"]):
        return ["The input holds no list of messages."]
    if faults := m.not_messages(row, sides):
        return faults
    empty = [fault for name in sides for fault in m.answer_faults(name, row[name])]
    turns = m.turn_faults(given["messages"])
    return m.prompt_faults(given["messages"]) + turns + empty + m.side_faults(*(row[name] for name in sides))


def advice(*, kind: str, good: int, bad: int) -> Mapping[str, object]:  # noqa: ARG001 - the same for all exporters
    """How the services call it, and how few lines are too few."""
    return {"method": "dpo" if kind == "dpo" else "supervised", "least_rows": _LEAST[kind]}


def beside(*, kind: str, files: Sequence[DataFile]) -> Mapping[str, str]:  # noqa: ARG001 - the same for all exporters
    """Nothing but the rows is uploaded."""
    return {}


def snippet(*, kind: str, files: Sequence[DataFile]) -> str:
    """Python that uploads the first split and starts the training."""
    method = '"dpo"' if kind == "dpo" else '"supervised"'
    return (
        "from openai import OpenAI\n\n"
        "client = OpenAI()\n"
        f'file = client.files.create(file=open("{files[0].path}", "rb"), purpose="fine-tune")\n'
        'client.fine_tuning.jobs.create(model="gpt-4.1-mini-2025-04-14", training_file=file.id, '
        f'method={{"type": {method}}})\n'
    )
