"""The verb export: feedback that stands becomes a dataset folder, which is read back before anybody hears of it."""

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from nfstudio.curate.control import tossed
from nfstudio.curate.judged import Example, Outcome
from nfstudio.domain.measures import wilson
from nfstudio.domain.preferences import Kind
from nfstudio.errors import StudioError
from nfstudio.exporters.manifest import Change, Written
from nfstudio.exporters.writing import DatasetWriter
from nfstudio.jobs.export_control import drawn
from nfstudio.jobs.export_intake import Intake
from nfstudio.jobs.export_options import ExportOptions, Plan, plan
from nfstudio.jobs.export_rows import BATCH, outcomes_of, reviewed_in, starts_of, ties_of, wanted_ids
from nfstudio.jobs.progress import Job, Progress
from nfstudio.jobs.reading_back import ReadingBack
from nfstudio.store import outcomes, recipes
from nfstudio.store.browse import Filter, facets
from nfstudio.store.project import Project

log = logging.getLogger(__name__)
_ALL = "*"
"""Stands for every source that no licence is said of by name."""
_KEY = 8
"""Bytes of a row's digest."""


def export_dataset(
    project: Project, out: Path, options: ExportOptions | None = None, *, recipe: str | None = None
) -> Job[Written]:
    """Write the dataset to the folder `out`, all of it or nothing; a project open for reading only will do.

    Args:
        recipe: the name of the recipe that is run, for the comparison with its last run.

    Raises:
        StudioError: when something asked for does not exist, `out` is taken or there is no row.
    """
    wanted, out = plan(options or ExportOptions()), Path(out)
    beside = out.with_name(f"{out.name}-control")
    if wanted.options.control and beside.exists():
        raise StudioError(f"There is something at {beside} already.", "The control goes there; name another folder.")
    _refuse_foreign_licences(project, wanted)
    ids = wanted_ids(project, wanted)
    starts, ties = starts_of(project, wanted, ids), ties_of(project, wanted)
    dataset = _Dataset(project, out, wanted, starts, ties, keyed=recipe is not None)
    written = yield from _write(dataset, _chosen(project, wanted, ids), len(ids))
    if wanted.options.control:
        control = yield from _control(replace(dataset, out=beside, keyed=False), written, ids)
        written = replace(written, control=control)
    if recipe is not None:
        written = replace(written, change=_change(project, recipe, written.keys))
    _remember(project, written, recipe)
    return written


def save_recipe(project: Project, name: str, options: ExportOptions) -> None:
    """Keep the options in the project. A split by time keeps the instants it has now, so that it stays what it is.

    Raises:
        StudioError: when the options make no export, or the project cannot be written.
    """
    wanted = plan(options)
    starts = starts_of(project, wanted, wanted_ids(project, wanted))
    recipes.save(project, name, replace(options, starts=starts).record())


@dataclass(frozen=True, slots=True)
class _Dataset:
    """Where one dataset goes and what it is; `keyed`, whether its rows are compared with those of another run."""

    project: Project
    out: Path
    plan: Plan
    starts: Mapping[str, str]
    ties: Mapping[str, str]
    keyed: bool = False


Taking = Callable[[Intake], Iterator[int]]
"""Puts outcomes into an intake; yields now and then how far it is."""


def _chosen(project: Project, wanted: Plan, ids: list[int]) -> Taking:
    """Takes what the conversations with these ids amount to."""

    def take(intake: Intake) -> Iterator[int]:
        waiting: list[Outcome] = []
        for done, reviewed in enumerate(reviewed_in(project, ids), 1):
            waiting += outcomes_of(reviewed, wanted)
            if done % BATCH == 0:
                intake.take_all(waiting)
                waiting = []
                yield done
        intake.take_all(waiting)

    return take


def _write(
    dataset: _Dataset, take: Taking, total: int, *, change: Callable[[Example], Example] | None = None
) -> Job[Written]:
    """Collect, write, read back."""
    wanted = dataset.plan
    about = {"project": dataset.project.name, "selection": wanted.selection.record()}
    options = wanted.options.record() | {"starts": dict(dataset.starts)}
    if wanted.options.tokenizer is not None:  # a path of this machine is nobody's business
        options["tokenizer"] = wanted.settings.count_tokens.name
    about |= {"options": options}
    if len(wanted.fractions) > 1:
        about["splits"] = wanted.split_by.keeps
    back = ReadingBack(wanted.exporter, wanted.kind.value, splits=len(wanted.fractions) > 1)
    with (
        DatasetWriter(
            dataset.out,
            exporter=wanted.exporter,
            kind=wanted.kind.value,
            fractions=wanted.fractions,
            seed=wanted.options.seed,
            about=about,
            form=wanted.form,
            beside=back,
            keyed=dataset.keyed,
        ) as writer,
        back,
    ):
        intake = Intake(writer, wanted, starts=dataset.starts, ties=dataset.ties, change=change)
        for done in take(intake):
            yield Progress(done, total, "Collecting examples", "conversations")
        intake.settle()
        writer.about |= _about(dataset.project, intake, wanted.options.licences)
        rows = 0
        for rows in writer.copy():
            yield Progress(rows, None, "Writing rows", "rows")
        faults = yield from back.faults(writer.seal(), rows=rows)
        if faults:
            raise RuntimeError(f"the dataset for {dataset.out} is faulty: {faults}")  # ours to mend, not the person's
        written = writer.finish()
    minds = (*back.minds, *(finding.sentence for finding in intake.findings if finding.warns))
    return replace(written, minds=minds)


def _control(dataset: _Dataset, real: Written, ids: list[int]) -> Job[Written]:
    """The dataset of chance: the same pairs with sides by a coin, or as many answers that nobody chose."""
    project, wanted = dataset.project, dataset.plan
    if wanted.kind in (Kind.DPO, Kind.REWARD):
        toss = partial(tossed, seed=wanted.options.seed)
        return (yield from _write(dataset, _chosen(project, wanted, ids), len(ids), change=toss))
    return (yield from _write(dataset, drawn(project, wanted, real), sum(real.rows.values())))


def _refuse_foreign_licences(project: Project, wanted: Plan) -> None:
    """A licence of a source that is not there is most likely a name misspelt, and the source would have none."""
    named = wanted.options.licences.keys() - {_ALL}
    if not named:
        return
    known = {value for value, _ in facets(project.db, Filter(), of_feedback=False)["source"] if value}
    if foreign := sorted(named - known):
        raise StudioError(f"No source is called {foreign[0]!r}.", f"There are {', '.join(sorted(known))}.")


def _about(project: Project, intake: Intake, licences: Mapping[str, str]) -> dict[str, object]:
    """What the card and the manifest tell besides."""
    behind = intake.ledger
    return {
        "sources": dict(sorted(behind.sources.items())),
        "licences": {source: licences.get(source, licences.get(_ALL)) for source in sorted(behind.sources)},
        "languages": sorted(behind.languages),
        "statuses": dict(sorted(behind.statuses.items())),
        "detectors": [
            _detector(name, version, held, fell) for name, version, held, fell in outcomes.detectors(project.db)
        ],
        "findings": [finding.sentence for finding in intake.findings],
    }


def _detector(name: str, version: str, held: int, fell: int) -> dict[str, object]:
    decided = held + fell
    precision = [held / decided, *wilson(held, decided)] if decided else None
    return {"detector": name, "version": version, "decided": decided, "precision": precision}


def _change(project: Project, recipe: str, keys: bytes) -> Change | None:
    """The rows that are new against the last run of a recipe, and those that are gone; None at its first run."""
    last = outcomes.last_run(project.db, recipe)
    if last is None:
        return None
    old, new = set(_cut(last[0])), set(_cut(keys))
    return Change(added=len(new - old), removed=len(old - new), since=last[1])


def _cut(keys: bytes) -> Iterable[bytes]:
    return (keys[at : at + _KEY] for at in range(0, len(keys), _KEY))


def _remember(project: Project, written: Written, recipe: str | None) -> None:
    try:
        outcomes.record_export(
            project,
            written.folder,
            kind=written.kind,
            framework=written.framework,
            manifest=json.dumps(written.record()),
            recipe=recipe,
            keys=written.keys,
        )
    except StudioError as failed:  # the dataset is whole and in its place: that its making is not remembered harms less
        log.warning("The dataset in %s is complete, but the project keeps no record of it. %s", written.folder, failed)
