"""The commands that take conversations in: they start without the rooms of the others, which double their start.

What only some of them need is loaded where they do: 5 ms of every import for each of the two.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from nfstudio.cli.telling import Meter, many, say
from nfstudio.importers import table
from nfstudio.importers.column_mapping import ASKED, ColumnMapping
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
        passed_over = passed_over_in(project, summary.paths, limit=_MOST_TOLD)
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
        (
            f"{many(summary.conversations, 'conversation')}, {many(summary.messages, 'message')}"
            f" in {many(len(summary.sources), 'file')}:"
        ),
        (
            f"{summary.added:,} added, {summary.updated:,} grown, {many(summary.duplicates, 'duplicate')};"
            f" {many(summary.problems, 'problem')}. {summary.seconds:.1f} s"
        ),
        *_unread(summary.sources, passed_over),
    ]
    if not summary.conversations:
        advice = _advice(summary.sources, passed_over) or ["`nfstudio import --help` names the options."]
        result |= {"error": "No conversation was recognised.", "hint": " ".join(advice)}
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
    told = [f"  {one.file}{', ' * bool(one.place)}{_places(one)}: {one.sentence}" for one in passed_over[:_TOLD]]
    if left := total - sum(one.count for one in passed_over[:_TOLD]):
        told.append(f"  … and {left:,} more: the window lists them all, --json the first {_MOST_TOLD} kinds")
    return [*told, *(f"  {one}" for one in _advice(sources, passed_over))]


def _places(one: Any) -> str:
    return f"{one.place} and {one.count - 1:,} more" if one.count > 1 else str(one.place)


def _advice(sources: Sequence[Any], passed_over: Sequence[Any]) -> list[str]:
    """How tables are read that were not."""
    told = []
    unsaid = any(one.sentence.startswith(table.NOBODY) for one in passed_over)
    asked = any(ASKED in one.sentence for one in passed_over)
    if asked or (not unsaid and any(one.format == table.NAME and not one.conversations for one in sources)):
        told.append(
            "Of a table say with --map which columns hold the words and who speaks,"
            " such as --map conversation=COLUMN,role=COLUMN,text=COLUMN."
        )
    if unsaid:
        told.append("Who the person is, where it is no usual word, say with person=WORD in --map.")
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
