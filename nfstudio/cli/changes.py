"""What the command line tells of a detection that took the place of an earlier one: how much it changed, and what."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nfstudio.cli.telling import say
from nfstudio.domain.differences import Change
from nfstudio.errors import StudioError
from nfstudio.store import detections, differences
from nfstudio.store.differences import Claim, StoredDifference, Tally
from nfstudio.store.project import Project

_SHOWN = 60
"""Characters of a claim's words in a line."""


def told_tally(changed: Tally | None, project: Path) -> list[str]:
    """How much a run changed, as lines; none where no run had been there before."""
    if changed is None:
        return []
    if not changed:
        return ["Nothing differs from the detection before."]
    lines = [f"Against the detection before: {_counts(changed)}."]
    if changed.against:
        lines.append(f"  {changed.against:,} of them against a decision; every decision stands.")
    return [*lines, f"  nfstudio changes {project} lists them."]


def _counts(changed: Tally) -> str:
    parts = [f"{changed.new:,} new", f"{changed.gone:,} gone", f"{changed.changed:,} changed"]
    how = [
        f"{count:,} in {what}"
        for what, count in (("category", changed.category), ("words", changed.span), ("score", changed.score))
        if count
    ]
    return ", ".join(parts) + (f" ({', '.join(how)})" if how else "")


def told_changes(wanted: argparse.Namespace) -> int:
    """List what the newest run changed, one a line.

    Raises:
        StudioError: when nothing was detected yet, or never again.
    """
    with Project(wanted.project, readonly=True) as project:
        run = detections.newest_run_record(project)
        changed = differences.tally(project, run.id) if run else None
        if run is None or changed is None:
            raise StudioError(
                "No detection has taken the place of an earlier one here.",
                "Detect again with another detector, model or setting.",
            )
        only = frozenset(map(Change, wanted.only)) if wanted.only else differences.ALL
        found = list(differences.listed(project.db, only))
    result = {"run": run.id, "detector": run.detector, "changed": asdict(changed), "changes": list(map(_record, found))}
    say(wanted, result, [f"Run {run.id}, {run.detector}: {_counts(changed)}.", *map(_line, found)])
    return 0


def _record(one: StoredDifference) -> dict[str, Any]:
    """A difference for a program; spans count code points."""
    return {
        "conversation": one.conversation,
        "message": one.message,
        "change": one.change,
        "aspects": list(one.aspects),
        "before": one.before and _claim(one.before),
        "after": one.after and _claim(one.after),
        "status": one.status,
        "category": one.category,
        "against": one.against,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    span = {"start": claim.span.start, "end": claim.span.end}
    return span | {"category": claim.category, "score": claim.score, "words": claim.words}


def _line(one: StoredDifference) -> str:
    place = f"message {one.message} of conversation {one.conversation}"
    against = f"; {one.status} as {one.category.short}" if one.against and one.status and one.category else ""
    return f"{one.change:<8}{place}: {' -> '.join(_sides(one))}{against}"


def _sides(one: StoredDifference) -> Iterator[str]:
    """Before and after; a side that does not count says so."""
    last = ""
    for claim, counts in ((one.before, one.change is not Change.NEW), (one.after, one.change is not Change.GONE)):
        if claim is None:
            yield "nothing"
            continue
        words = " ".join(claim.words.split())
        words = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
        quoted = "" if words == last else f" “{words}”"
        last = words
        yield f"{claim.category.short} {claim.score:.2f}{'' if counts else ' (below the threshold)'}{quoted}"
