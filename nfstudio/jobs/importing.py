"""The verb import: from paths a person names to conversations in the project, each once, with every problem kept."""

import gc
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from nfstudio.errors import StudioError
from nfstudio.importers import importer_named
from nfstudio.importers.column_mapping import ColumnMapping
from nfstudio.importers.files import bytes_under, shown
from nfstudio.jobs.alongside import Alongside
from nfstudio.jobs.indexing import index_text
from nfstudio.jobs.intake import ImportSummary, Intake, Written
from nfstudio.jobs.progress import Job, Progress
from nfstudio.jobs.recognising import Reading
from nfstudio.store import adding, grouping
from nfstudio.store.incoming import Source
from nfstudio.store.project import Project

_COLLECT_EVERY = 400_000
"""New objects between two looks for garbage in circles: records make many objects and no circles."""


def import_paths(
    project: Project,
    paths: Sequence[Path],
    *,
    format_name: str | None = None,
    mapping: ColumnMapping | None = None,
    mappings: Mapping[str, ColumnMapping] | None = None,
) -> Job[ImportSummary]:
    """Import everything under `paths`.

    Cut short and asked again it goes on: files read to their end are passed over, the records of the one it was in
    are recognised. A file that came to nothing is looked at again: perhaps its table has a mapping by now.

    Args:
        format_name: read every file as this format instead of recognising each.
        mapping, mappings: see `Reading`.

    Raises:
        StudioError: when a path does not exist or no format has that name.
    """
    check(paths, format_name=format_name)
    reading = Reading(importer_named(format_name) if format_name else None, mapping, mappings or {})
    summary, started = ImportSummary(), perf_counter()
    paths = outermost(paths)
    total = bytes_under(paths)
    yield Progress(0, total, "Looking for conversations", "bytes")
    marks = [_marked(project, path) for path in paths if path.is_dir()]
    with _rarely_collecting(), _often_switching(), Alongside[Written](project.path) as writing:
        for progress in Intake(project, reading, summary, writing).take_in(paths):
            yield replace(progress, done=min(progress.done, total), total=total, unit="bytes")
    for mark in marks:
        adding.drop_source(project, mark)
    for changes in grouping.gather(project):
        yield Progress(total, total, "Grouping files", "bytes", changes)
    yield from index_text(project)
    summary.seconds = perf_counter() - started
    return summary


def check(paths: Sequence[Path], *, format_name: str | None = None) -> None:
    """Whether an import can begin; asked before a project is made for it.

    Raises:
        StudioError: when a path does not exist or cannot be reached, or no format has that name.
    """
    if format_name:
        importer_named(format_name)
    for path in paths:
        try:
            path.stat()
        except FileNotFoundError as failed:
            raise StudioError(f"There is nothing at {path}.", "Check the spelling of the path.") from failed
        except OSError as failed:
            hint = "Check your rights on its folder."
            raise StudioError(f"{path} cannot be reached: {failed.strerror}.", hint) from failed


def outermost(paths: Sequence[Path]) -> list[Path]:
    """The paths without those that lie in another of them, so that no file is read twice."""
    whole = {path.absolute() for path in paths}
    return [path for path in paths if whole.isdisjoint(path.absolute().parents)]


def _marked(project: Project, folder: Path) -> Source:
    """A record of the folder itself, as a file not read to its end: an import cut short is offered again by it."""
    path, name = folder.absolute(), shown(folder.absolute().name or str(folder))
    return adding.begin_source(
        project,
        os.fsencode(path).decode("utf-8", "backslashreplace"),
        shown=name,
        name=name,
        format_name=None,
        size=0,
        modified_ns=0,
    )


_SWITCH_AFTER = 0.0001
"""Seconds after which a thread that reckons lets go of Python's lock for one that waits for it."""


@contextmanager
def _often_switching() -> Iterator[None]:
    """The thread that writes gives up Python's lock for every statement: it has it back sooner."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(min(before, _SWITCH_AFTER))
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def _rarely_collecting() -> Iterator[None]:
    """Garbage in circles is looked for less often: each look goes over every record that is held."""
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT_EVERY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
