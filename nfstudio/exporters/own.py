"""Shapes that no framework owns: our spans JSONL, and the table of the paper (arXiv 2407.10944)."""

from collections.abc import Mapping, Sequence
from typing import Any

from nfstudio.domain import spans_format
from nfstudio.domain.preferences import Content, Record
from nfstudio.exporters import messages as m
from nfstudio.exporters.shapes import DataFile, Row, Unfit

NAME = "nfstudio"
TITLE = "NF Studio"
KINDS = ("spans", "paper")
META = "none"
ALTERNATES = False

PAPER = ("conversation_id", "feedback_turn", "category", "label")
_CODES = frozenset(f"UR{number}" for number in range(1, 6))


def row(content: Content, *, kind: str) -> Row | Unfit:
    """The record as it is."""
    if not isinstance(content, Record):
        raise TypeError(f"datasets of the kind {kind!r} are made of whole records")
    return dict(content.fields)


def row_faults(row: Mapping[str, Any], *, kind: str) -> list[str]:
    """What is wrong with a record read back."""
    return _paper_faults(row) if kind == "paper" else _spans_faults(row)


def _paper_faults(row: Mapping[str, Any]) -> list[str]:
    if faults := m.missing(row, PAPER):
        return faults
    if faults := m.words_faults(row, PAPER):  # a table holds text
        return faults
    if row["category"] not in _CODES or row["label"] not in ("1", "-1"):
        return ["The category or the label is none of the paper's."]
    return [] if row["feedback_turn"].isdecimal() else ["The feedback_turn is no number."]


def _spans_faults(row: Mapping[str, Any]) -> list[str]:
    try:
        conversation, judgements = spans_format.parse(row)
    except ValueError as broken:
        return [f"{str(broken)[:1].upper()}{str(broken)[1:]}."]
    if not judgements:
        return ["No message is judged."]
    for judgement in judgements:
        length = len(conversation.messages[judgement.message].content)
        if any(span.end > length for span, _ in judgement.spans):
            return ["A span ends behind its message."]
    return []


def advice(*, kind: str, good: int, bad: int) -> Mapping[str, object]:  # noqa: ARG001 - the same for all exporters
    """What takes such a file."""
    return {"command": "nfstudio evaluate"} if kind == "spans" else {}


def beside(*, kind: str, files: Sequence[DataFile]) -> Mapping[str, str]:  # noqa: ARG001 - the same for all exporters
    """Nothing stands beside it."""
    return {}


def snippet(*, kind: str, files: Sequence[DataFile]) -> str:
    """What can be done with it."""
    if kind == "spans":
        return f"nfstudio evaluate {files[0].path}\n"
    return f'import polars\n\nrows = polars.read_csv("{files[0].path}")\n'
