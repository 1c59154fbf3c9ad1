"""How another process hears of a job: its progress and what it came to as lines of JSON, written here and read."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from nfstudio.errors import StudioError
from nfstudio.jobs.detecting import DetectSummary
from nfstudio.jobs.progress import Progress
from nfstudio.store.changes import Changes
from nfstudio.store.differences import Tally

PROGRESS, RESULT, ERROR, BUG = "progress", "result", "error", "bug"
"""What a line holds: the name of its one field. After each line of progress the job waits for a line on its stdin."""


def progress_line(progress: Progress) -> str:
    """Where a job stands."""
    changes = progress.changes
    named = None if changes.conversations is None else sorted(changes.conversations)
    return _line(PROGRESS, {**asdict(progress), "changes": {**asdict(changes), "conversations": named}})


def progress_of(record: Mapping[str, Any]) -> Progress:
    """The same, read."""
    changes = dict(record["changes"])
    named = changes.pop("conversations")
    return Progress(**{**record, "changes": Changes(None if named is None else frozenset(named), **changes)})


def result_line(summary: DetectSummary) -> str:
    """What a detection came to."""
    return _line(RESULT, asdict(summary))


def summary_of(record: Mapping[str, Any]) -> DetectSummary:
    """The same, read."""
    changed = record["changed"]
    return DetectSummary(**{**record, "changed": None if changed is None else Tally(**changed)})


def error_line(failed: StudioError) -> str:
    """That the world failed."""
    return _line(ERROR, {"sentence": failed.sentence, "hint": failed.hint})


def bug_line(frames: list[str]) -> str:
    """That the program is wrong, and where: no words of an exception, which may be words of a conversation."""
    return _line(BUG, frames)


def _line(kind: str, holds: object) -> str:
    return json.dumps({kind: holds}) + "\n"
