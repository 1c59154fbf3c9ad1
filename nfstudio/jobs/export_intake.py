"""The door of a dataset: every example passes the checks here, gets its split, and is counted whichever way it goes."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from nfstudio.curate.checks import CHECKS, balance, leakage, personal_data
from nfstudio.curate.checks.flags import Action, Finding, Flag
from nfstudio.curate.checks.inspection import Inspection, actions_of
from nfstudio.curate.judged import Example, LeftOut, Outcome
from nfstudio.curate.records import Records
from nfstudio.curate.specimens import checkable, read_by_checks, specimen, with_words
from nfstudio.curate.splits import SplitBy
from nfstudio.domain.preferences import Kind
from nfstudio.exporters.shapes import Unfit
from nfstudio.exporters.writing import DatasetWriter
from nfstudio.jobs.export_ledger import Ledger
from nfstudio.jobs.export_options import Plan
from nfstudio.jobs.export_shape import Shaped, Shaper
from nfstudio.jobs.export_splits import Sorter

_MOST = 0xFFFF
"""Feedback behind one row, as far as it is counted."""


class Intake:
    """Takes the outcomes of one export for its writer: `take` each in turn, then `settle` once.

    Args:
        change: what becomes of an example once the checks have seen it, so that they keep the same rows without it.

    Attributes:
        kept: rows taken so far.
        candidates: feedback that came, and rows without any.
        ledger: where the rows come from; complete after `settle`.
    """

    def __init__(
        self,
        writer: DatasetWriter,
        plan: Plan,
        *,
        starts: Mapping[str, str],
        ties: Mapping[str, str] = MappingProxyType({}),
        change: Callable[[Example], Example] | None = None,
    ) -> None:
        self.kept = 0
        self.ledger = Ledger()
        self._writer = writer
        self._sorter = Sorter(plan, starts, ties)
        self._change = change
        self._plan = plan
        self._shaper = Shaper(plan)
        # Near duplicates cost as much as all the rest: where nobody asks for anything nothing is inspected.
        idle = set(CHECKS) <= set(plan.options.without) and not self._sorter.clusters
        self._inspection = Inspection(plan.settings, actions=plan.options.actions, without=plan.options.without)
        self._inspects = checkable(plan.kind) and not idle
        self._records = records_of(plan)
        self.candidates = 0
        self._counts = array("H")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say about all rows; complete after `settle`."""
        return (*self._shaper.findings, *self._sorter.findings(), *telling(self._inspection.findings, self._plan))

    def take_all(self, outcomes: Sequence[Outcome]) -> None:
        """Several outcomes, one after the other; it saves time when they are many."""
        if self._inspects:
            rows = (one.content for one in outcomes if isinstance(one, Example))
            self._inspection.foresee(*read_by_checks(rows))
        for outcome in outcomes:
            self.take(outcome)

    def take(self, outcome: Outcome) -> bool:
        """One outcome; whether it became a row."""
        shaped = self._admitted(outcome)
        if shaped is None:
            return False
        outcome, row, flags = shaped.example, shaped.row, shaped.flags
        example, count = outcome, max(outcome.judgements, 1)
        split = self._sorter.split(outcome)
        if self._inspects:
            seen = self._inspection.look(specimen(outcome, split=None if self._sorter.clusters else split))
            if seen.dropped_by is not None:
                self._writer.leave_out(named(seen.dropped_by.check), count)
                return False
            if seen.flags:
                example, flags = with_words(outcome, seen.specimen), (*flags, *told(seen.flags))
        if self._change is not None:
            example = self._change(example)
        if example is not outcome:
            row = self._shaper.row(example)
        self._writer.add(example, row, split=split, flags=flags)
        self._sorter.keep(outcome, split)
        self._shaper.keep(shaped)
        self._counts.append(min(count, _MOST))
        self.ledger.keep(example)
        self.kept += 1
        return True

    def _admitted(self, outcome: Outcome) -> Shaped | None:
        """The example as a row, where it is one; whichever way it goes, it is counted."""
        count = outcome.count if isinstance(outcome, LeftOut) else max(outcome.judgements, 1)
        self.candidates += count
        if isinstance(outcome, LeftOut):
            self._writer.leave_out(outcome.reason, count)
            return None
        admitted = self._records.look(outcome)
        shaped = Unfit(named(personal_data.NAME)) if admitted is None else self._shaper.shape(admitted)
        if isinstance(shaped, Unfit):
            self._writer.leave_out(shaped.reason, count)
            return None
        return shaped

    def settle(self) -> None:
        """Let the checks speak that need all rows: flags, rows that go, and splits that hold near duplicates."""
        # Numbers of the inspection are those of the writer: of one dataset all rows are looked at, or none.
        doubles = self._writer.without_doubles()
        late = self._inspection.finish(doubles if self._inspects else ())
        gone = self._inspection.dropped | doubles
        for number in gone:
            self._sorter.move(number, None)
        for number, group in enumerate(self._inspection.groups) if self._sorter.clusters else ():
            if number not in gone:
                split = self._sorter.of_group(group)
                self._writer.amend(number, split=split)
                self._sorter.move(number, split)
        for number, flags in late.items():
            if number in gone:
                self._writer.amend(number, gone=named(flags[-1].check), count=self._counts[number])
            else:
                self._writer.amend(number, flags=told(flags))
        self._shaper.settle(gone)
        self.ledger.settle(gone)
        self._writer.candidates = self.candidates
        self._writer.checks = counted(self._inspection, self._records, self._plan.kind) | self._shaper.counts


def records_of(plan: Plan) -> Records:
    """Who looks at whole conversations, where these are what leaves."""
    looks = plan.kind is Kind.SPANS and personal_data.NAME not in plan.options.without
    return Records(actions_of(plan.options.actions)[personal_data.NAME] if looks else None)


def counted(inspection: Inspection, records: Records, kind: Kind) -> dict[str, int]:
    """Rows flagged, by the checks that looked: at whole conversations one does, at a table without words none."""
    if kind is Kind.SPANS and personal_data.NAME in inspection.counts:
        return {personal_data.NAME: records.flagged}
    return dict(inspection.counts) if checkable(kind) else {}


def telling(findings: Iterable[Finding], plan: Plan) -> Iterator[Finding]:
    """What the checks found, without what says nothing of this kind: in answers to learn from none is unwanted.

    Who splits by person or by time wants just that, so what leaks there is not mended by another split.
    """
    for one in findings:
        if plan.kind is Kind.SFT and one.check == balance.NAME:
            continue
        if one.check == leakage.NAME and plan.split_by in (SplitBy.USER, SplitBy.TIME):
            drop: dict[str, object] = {"actions": {leakage.NAME: Action.DROP.value}}
            yield replace(one, sentence=f"{one.sentence} {plan.split_by.keeps}", remedy=drop)
        else:
            yield one


def named(check: str) -> str:
    """A check as a reason for leaving something out."""
    return f"check: {check}"


def told(flags: Iterable[Flag]) -> tuple[str, ...]:
    """Flags as they stand in the provenance."""
    return tuple(f"{flag.check}: {flag.reason}" for flag in flags)
