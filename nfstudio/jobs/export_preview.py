"""What an export would write, without writing it: counts, balance, a few rows, and what had better be looked at."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nfstudio.curate.checks import personal_data
from nfstudio.curate.checks.inspection import Inspection
from nfstudio.curate.judged import Example, LeftOut
from nfstudio.curate.specimens import checkable, specimen, with_words
from nfstudio.domain.preferences import Kind
from nfstudio.exporters.shapes import Unfit
from nfstudio.exporters.writing import DUPLICATE
from nfstudio.jobs.export_intake import counted, named, records_of, telling, told
from nfstudio.jobs.export_options import ExportOptions, Plan, plan
from nfstudio.jobs.export_rows import outcomes_of, reviewed_in, starts_of, ties_of, wanted_ids
from nfstudio.jobs.export_shape import Shaper
from nfstudio.jobs.export_splits import Sorter
from nfstudio.jobs.export_tally import Tally
from nfstudio.store.project import Project

SHOWN = 10
"""Rows that a preview shows."""
MOST = 5_000
"""Conversations that a preview looks at; of a bigger project it tells that there are more."""
_OPTIONS = ("split_by", "drop_greeting")
"""Remedies that are options of their own."""
_SKEW = 4
_FEW = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as it would be written.

    Attributes:
        row: with its `meta`, wherever the framework puts it.
        number: of the conversation, by which the project knows it.
    """

    row: Mapping[str, Any]
    conversation_id: str
    source: str
    recipe: str
    category: str | None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to look at before exporting.

    Attributes:
        name: for programs: the check, or "labels", "few", "unreviewed", "splits".
        sentence: for the person, with its figures.
        remedy: changes of `ExportOptions` that would mend it, by field; empty where no option can.
    """

    name: str
    sentence: str
    remedy: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come out.

    Attributes:
        rows: that would be written: equal ones are one, and what a check leaves out is not there.
        labels: `true` and `false`, of unpaired preferences.
        categories, recipes: rows by the category behind them and the way they are made.
        left_out: feedback without a row by reason.
        checks: rows flagged, by check.
        examples: at most `SHOWN`, chosen by a digest: the same for the same rows.
        looked_at, conversations: how many of the conversations these figures are about, and how many there are.
    """

    rows: int
    labels: Mapping[str, int]
    categories: Mapping[str, int]
    recipes: Mapping[str, int]
    left_out: Mapping[str, int]
    checks: Mapping[str, int]
    examples: tuple[Shown, ...]
    warnings: tuple[Warned, ...]
    looked_at: int
    conversations: int


def preview(project: Project, options: ExportOptions, *, most: int = MOST) -> Preview:
    """What an export with these options would write; of a big project its first `most` conversations tell.

    Meant for the reader thread: it asks the project again and again, so `Project.ask` can end it between.

    Raises:
        StudioError: when something asked for does not exist or does not go together.
    """
    wanted = plan(options)
    ids = wanted_ids(project, wanted)
    desk = _Desk(wanted, Sorter(wanted, starts_of(project, wanted, ids), ties_of(project, wanted)))
    for reviewed in reviewed_in(project, ids[:most]):
        for outcome in outcomes_of(reviewed, wanted):
            desk.take(outcome)
    return desk.told(looked_at=min(most, len(ids)), conversations=len(ids))


class _Desk:
    def __init__(self, wanted: Plan, sorter: Sorter) -> None:
        self._plan, self._sorter = wanted, sorter
        self._counts: list[int] = []
        self._records = records_of(wanted)
        self._inspection = Inspection(wanted.settings, actions=wanted.options.actions, without=wanted.options.without)
        self._shaper = Shaper(wanted)
        self._tally = Tally(wanted, shown=SHOWN)
        self._left_out: Counter[str] = Counter()

    def take(self, outcome: Example | LeftOut) -> None:
        if isinstance(outcome, LeftOut):
            self._left_out[outcome.reason] += outcome.count
            return
        count = max(outcome.judgements, 1)
        admitted = self._records.look(outcome)
        shaped = Unfit(named(personal_data.NAME)) if admitted is None else self._shaper.shape(admitted)
        if isinstance(shaped, Unfit):
            self._left_out[shaped.reason] += count
            return
        example, row, flags = shaped.example, shaped.row, shaped.flags
        split = self._sorter.split(example)
        if checkable(self._plan.kind):
            seen = self._inspection.look(specimen(example, split=None if self._sorter.clusters else split))
            if seen.dropped_by is not None:
                self._left_out[named(seen.dropped_by.check)] += count
                return
            if seen.flags:
                example = with_words(example, seen.specimen)
                row, flags = self._shaper.row(example), (*flags, *told(seen.flags))
        self._counts.append(count)
        self._sorter.keep(shaped.example, split)
        self._shaper.keep(shaped)
        self._tally.take(example, row, flags=flags)

    def told(self, *, looked_at: int, conversations: int) -> Preview:
        tally = self._tally
        doubles = tally.without_doubles()
        late = self._inspection.finish(doubles if checkable(self._plan.kind) else ())
        gone = self._inspection.dropped | doubles
        for number, group in enumerate(self._inspection.groups) if self._sorter.clusters else ():
            self._sorter.move(number, self._sorter.of_group(group))
        for number in gone:
            self._sorter.move(number, None)
        for number in self._inspection.dropped:
            self._left_out[named(late[number][-1].check)] += self._counts[number]
        self._shaper.settle(gone)
        tally.settle(gone)
        if tally.doubled:
            self._left_out[DUPLICATE] += tally.doubled
        return Preview(
            rows=tally.rows,
            labels={name: tally.labels[name] for name in ("true", "false")} if tally.labels else {},
            categories=dict(tally.categories),
            recipes=dict(tally.ways),
            left_out=dict(sorted(self._left_out.items())),
            checks=counted(self._inspection, self._records, self._plan.kind) | self._shaper.counts,
            examples=tuple(self._row(example) for example in tally.shown),
            warnings=(*self._warnings(), *self._found()),
            looked_at=looked_at,
            conversations=conversations,
        )

    def _row(self, example: Example) -> Shown:
        row = self._shaper.row(example)
        meta = example.meta
        category = None if example.category is None else example.category.value
        way, source = example.way.value, str(meta["source"])
        return Shown({**row, "meta": meta}, example.conversation_id, source, way, category, example.reviewed.number)

    def _warnings(self) -> list[Warned]:
        found, rows = [], self._tally.rows
        good, bad = self._tally.labels["true"], self._tally.labels["false"]
        if self._plan.kind is Kind.KTO and rows and not (good and bad):
            only = "wanted" if good else "unwanted"
            found.append(Warned("labels", f"All rows are {only} answers: KTO learns from the difference of both."))
        elif good and bad and max(good, bad) > _SKEW * min(good, bad):
            sentence = f"Wanted answers: {good:,}, unwanted: {bad:,}. Train with the weights of the card."
            found.append(Warned("labels", sentence))
        if 0 < rows < _FEW:
            few = "One row is little to train on." if rows == 1 else f"{rows:,} rows are few to train on."
            found.append(Warned("few", few, self._wider()))
        statuses = self._tally.statuses
        unsure, total = statuses["auto"], statuses.total()
        if unsure > statuses["confirmed"]:
            sentence = (
                "Nobody has confirmed the one piece of feedback behind these rows."
                if total == 1
                else f"Nobody has confirmed {unsure:,} of the {total:,} pieces of feedback behind these rows."
            )
            found.append(Warned("unreviewed", sentence, {"status": "confirmed"}))
        return found

    def _wider(self) -> dict[str, Any]:
        """Options that let more through; none where nothing holds back."""
        if self._plan.options.min_score is not None:
            return {"min_score": None}
        return {"status": "all"} if self._plan.options.status != "all" else {}

    def _found(self) -> list[Warned]:
        """What the checks say about all rows and had better be mended; remedies that are settings go there."""
        found = (*self._shaper.findings, *self._sorter.findings(), *telling(self._inspection.findings, self._plan))
        return [Warned(one.check, one.sentence, self._remedy(one.remedy)) for one in found if one.warns]

    def _remedy(self, remedy: Mapping[str, Any]) -> dict[str, Any]:
        actions: Mapping[str, str] = remedy.get("actions", {})
        settings = {name: value for name, value in remedy.items() if name not in ("actions", *_OPTIONS)}
        changed: dict[str, Any] = {name: remedy[name] for name in _OPTIONS if name in remedy}
        if actions:
            changed["actions"] = {**self._plan.options.actions, **actions}
        if settings:
            changed["settings"] = {**self._plan.options.settings, **settings}
        return changed
