"""From an example to the row of a framework: in the turns that it reads, and counted where that took something."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nfstudio.curate import turns
from nfstudio.curate.checks.flags import Finding
from nfstudio.curate.judged import Example
from nfstudio.exporters.shapes import Row, Unfit
from nfstudio.jobs.export_options import Plan

_STEPS = (turns.FLAG, turns.GREETED)


@dataclass(frozen=True, slots=True)
class Shaped:
    """An example as a framework reads it.

    Attributes:
        flags: what was done to it for that, as it stands in the provenance.
    """

    example: Example
    row: Row
    flags: tuple[str, ...] = ()


class Shaper:
    """Shapes examples one by one; `keep` those that become rows, in their order, and `settle` once it is known which of
    them are written: these are counted."""

    def __init__(self, plan: Plan) -> None:
        self._exporter, self._kind = plan.exporter, plan.kind.value
        self._drops = plan.options.drop_greeting
        self._done = bytearray()  # what was done to each row, a bit for each of `_STEPS`
        self._kept = dict.fromkeys(_STEPS, 0)
        self._first = 0

    def shape(self, example: Example) -> Shaped | Unfit:
        """The example as a row, or why it is none."""
        flags: tuple[str, ...] = ()
        if self._exporter.ALTERNATES and (joined := turns.with_turns(example)) is not example:
            example, flags = joined, (turns.FLAG,)
        row = self._exporter.row(example.content, kind=self._kind)
        return self._without_greeting(example, row, flags) if isinstance(row, Unfit) else Shaped(example, row, flags)

    def _without_greeting(self, example: Example, unfit: Unfit, flags: tuple[str, ...]) -> Shaped | Unfit:
        shorter = turns.without_greeting(example)
        row = unfit if shorter is None else self._exporter.row(shorter.content, kind=self._kind)
        if shorter is None or isinstance(row, Unfit):
            return unfit
        if self._drops:
            return Shaped(shorter, row, (*flags, turns.GREETED))
        self._first += 1
        return Unfit(turns.FIRST)

    def row(self, example: Example) -> Row:
        """The row of an example that was shaped before and has other words since."""
        row = self._exporter.row(example.content, kind=self._kind)
        if isinstance(row, Unfit):
            raise TypeError("other words gave the row another shape")  # a bug: it was asked before
        return row

    def keep(self, shaped: Shaped) -> None:
        """One more row that may be written."""
        self._done.append(sum(1 << _STEPS.index(flag) for flag in shaped.flags))

    def settle(self, gone: Collection[int]) -> None:
        """Count the rows that are written: all but those of these numbers, the first kept has number 0."""
        for at, flag in enumerate(_STEPS):
            done = sum(self._done.count(steps) for steps in range(1 << len(_STEPS)) if steps >> at & 1)
            self._kept[flag] = done - sum(self._done[number] >> at & 1 for number in gone)

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what was done to them, where something was."""
        named = {turns.NAME: self._kept[turns.FLAG], turns.GREETING: self._kept[turns.GREETED]}
        return {name: rows for name, rows in named.items() if rows}

    @property
    def findings(self) -> Sequence[Finding]:
        """What there is to say about that."""
        told = (
            (self._kept[turns.FLAG], turns.told),
            (self._kept[turns.GREETED], turns.told_greeted),
            (self._first, turns.told_first),
        )
        return [tell(rows, self._exporter.TITLE) for rows, tell in told if rows]
