"""A mapping as the command line gives it: put together, and held against the tables before anything is imported."""

from collections.abc import Callable, Sequence
from pathlib import Path

from nfstudio.errors import StudioError
from nfstudio.importers import table
from nfstudio.importers.column_mapping import ColumnMapping
from nfstudio.jobs.previewing import TableSeen, preview
from nfstudio.jobs.progress import Progress, finish

_SHOWN = 5
"""Tables whose columns are listed."""


class Misfit(StudioError):
    """A mapping that says nothing, or fits no table."""


def asked_mapping(
    texts: Sequence[str],
    paths: Sequence[Path],
    *,
    format_name: str | None,
    report: Callable[[Progress], None],
) -> ColumnMapping | None:
    """The mapping that `texts` (see `ColumnMapping.parse`) amount to; None without any.

    Raises:
        Misfit: when it makes no sense, or none of the tables under `paths` has its columns.
    """
    if not texts:
        return None
    if format_name not in (None, table.NAME):
        raise Misfit(f"A mapping is for tables; files read as {format_name} have none.")
    mapping = _together(texts)
    if fault := mapping.fault(mapping.chosen().values()):
        raise Misfit(fault)
    if format_name is None:
        _hold(mapping, finish(preview(paths), report=report).tables)
    return mapping


def _together(texts: Sequence[str]) -> ColumnMapping:
    chosen: dict[str, str] = {}
    for text in texts:
        try:
            more = ColumnMapping.parse(text).chosen()
        except StudioError as failed:
            raise Misfit(failed.sentence, failed.hint) from failed
        if twice := chosen.keys() & more.keys():
            raise Misfit(f"The mapping says {', '.join(sorted(twice))} twice.")
        chosen |= more
    return ColumnMapping(**chosen)


def _hold(mapping: ColumnMapping, tables: Sequence[TableSeen]) -> None:
    if not tables:
        raise Misfit("There is no table to map.", "The option --format table reads every file as one.")
    if all(mapping.fault(seen.columns) for seen in tables):
        columns = "; ".join(f"{seen.shown} has {', '.join(seen.columns)}" for seen in tables[:_SHOWN])
        raise Misfit(mapping.fault(tables[0].columns), f"{columns}.")
