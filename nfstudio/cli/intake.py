"""The commands that take conversations in: they start without the rooms of the others, which double their start.

What only some of them need is loaded where they do: 5 ms of every import for each of the two.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from nfstudio.cli.telling import Meter, say
from nfstudio.importers.column_mapping import ColumnMapping
from nfstudio.jobs.importing import check, import_paths
from nfstudio.jobs.passed_over import passed_over_in
from nfstudio.jobs.progress import finish
from nfstudio.store.project import Project

FAILED = 1
_TOLD, _MOST_TOLD = 5, 100


def _import(wanted: argparse.Namespace) -> int:
    check(wanted.paths, format_name=wanted.format)
    mapping = _mapping(wanted) if wanted.map else None
    with Project.at(wanted.project) as project:
        job = import_paths(project, wanted.paths, format_name=wanted.format, mapping=mapping)
        summary = finish(job, report=Meter())
        passed_over = passed_over_in(project, [source.path for source in summary.sources], limit=_MOST_TOLD)
    result = {
        "conversations": summary.conversations,
        "messages": summary.messages,
        "added": summary.added,
        "updated": summary.updated,
        "duplicates": summary.duplicates,
        "problems": summary.problems,
        "sources": [asdict(source) for source in summary.sources],
        "passed_over": [asdict(problem) for problem in passed_over],
        "seconds": round(summary.seconds, 3),
    }
    lines = [
        f"{summary.conversations:,} conversations, {summary.messages:,} messages in {len(summary.sources):,} files:",
        (
            f"{summary.added:,} added, {summary.updated:,} grown, {summary.duplicates:,} known already;"
            f" {summary.problems:,} problems. {summary.seconds:.1f} s"
        ),
        *_unread(summary.sources, passed_over),
    ]
    if not summary.conversations:
        result |= {"error": "No conversation was recognised.", "hint": "`nfstudio import --help` names the options."}
        lines.append("No conversation was recognised.")
    say(wanted, result, lines)
    return 0 if summary.conversations else FAILED


def _mapping(wanted: argparse.Namespace) -> ColumnMapping | None:
    from nfstudio.jobs.mapping import Misfit, asked_mapping  # noqa: PLC0415

    try:
        return asked_mapping(wanted.map, wanted.paths, format_name=wanted.format, report=Meter())
    except Misfit as misfit:
        wanted.misused(f"--map: {misfit}")
        raise  # not reached: a misuse ends the program


def _unread(sources: Sequence[Any], passed_over: Sequence[Any]) -> list[str]:
    """What was passed over, the first few with their reasons; of a table is said how it can be read."""
    total = sum(source.problems for source in sources)
    told = [f"  {one.file}{', ' * bool(one.place)}{one.place}: {one.sentence}" for one in passed_over[:_TOLD]]
    if total > len(told):
        told.append(f"  … and {total - len(told):,} more: the window lists them all, --json the first {_MOST_TOLD}")
    if any(source.format == "table" and not source.conversations for source in sources):
        told.append("  Of a table say with --map which columns hold the words and who speaks.")
    return told


def _languages(wanted: argparse.Namespace) -> int:
    from nfstudio.jobs.languages import identify_languages  # noqa: PLC0415

    with Project(wanted.project) as project:
        summary = finish(identify_languages(project), report=Meter())
    result = asdict(summary) | {"seconds": round(summary.seconds, 3)}
    told = f"Languages identified: {summary.identified:,}, unknown: {summary.unknown:,}. {summary.seconds:.1f} s"
    say(wanted, result, [told])
    return 0


VERBS: Mapping[str, Callable[[argparse.Namespace], int]] = {"import": _import, "languages": _languages}
