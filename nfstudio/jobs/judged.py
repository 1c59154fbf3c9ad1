"""Judged messages from files of spans JSONL: what evaluating and training read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nfstudio.detect.context import Candidate, candidates_of
from nfstudio.domain import spans_format
from nfstudio.domain.conversation import Conversation
from nfstudio.domain.json_text import parsed
from nfstudio.domain.records import Judgement
from nfstudio.errors import StudioError, why

Item = tuple[Candidate, Judgement, str, str]
"""A judged message: what a detector sees, the judgement, conversation and source."""


def judged_in(path: Path) -> Iterator[Item]:
    """The judged messages of a file.

    Raises:
        StudioError: when the file cannot be read or a line is none of that shape.
    """
    for number, record, conversation, judgements in _records(path):
        candidates = {candidate.message: candidate for candidate in candidates_of(conversation.messages)}
        name = conversation.origin_id or f"{path.name}:{number}"
        for judgement in judgements:
            if judgement.message in candidates:
                yield candidates[judgement.message], judgement, name, str(record.get("source") or path.name)


def candidates_in(path: Path) -> Iterator[Candidate]:
    """All candidates of a file of conversations, judged or not.

    Raises:
        StudioError: as `judged_in`.
    """
    for _, _, conversation, _ in _records(path):
        yield from candidates_of(conversation.messages)


def _records(path: Path) -> Iterator[tuple[int, dict[str, Any], Conversation, tuple[Judgement, ...]]]:
    """Line number, record and what is in it."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")  # not splitlines: U+2028 may stand inside a string
    except (OSError, UnicodeDecodeError) as failed:
        raise StudioError(f"{path} cannot be read: {why(failed)}.", "Name a file of spans JSONL.") from failed
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = parsed(line)
            if not isinstance(record, dict):
                raise ValueError("it is no JSON object")  # noqa: TRY004, TRY301 - told with the line's number below
            conversation, judgements = spans_format.parse(record)
        except (ValueError, AttributeError) as failed:
            raise StudioError(f"{path}, line {number}: {failed}.", "Mend or remove the line.") from failed
        yield number, record, conversation, judgements
