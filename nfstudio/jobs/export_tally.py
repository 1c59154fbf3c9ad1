"""Rows counted as the writer of a dataset counts them: one stands for all equal ones, what goes late is not there."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import orjson

from nfstudio.curate.judged import Example
from nfstudio.domain.preferences import Unpaired
from nfstudio.exporters.lines import line
from nfstudio.exporters.shapes import Row
from nfstudio.exporters.spool import tie
from nfstudio.jobs.export_options import Plan

_SPARE = 20
"""Times as many rows are kept for showing as are shown, because some of them may go late."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """What is remembered of a row: `number` counts them as they came."""

    tie: bytes
    number: int
    judgements: int
    label: str | None
    category: str | None
    way: str
    statuses: tuple[str, ...]


class Tally:
    """Takes rows one by one; `without_doubles` once all are known, then `settle`.

    Attributes:
        rows, labels, categories, ways: of what would be written.
        statuses: of the feedback behind it.
        doubled: feedback behind rows that others stand for.
        shown: some of them, chosen by a digest.
    """

    def __init__(self, plan: Plan, *, shown: int) -> None:
        self.rows = self.doubled = 0
        self.labels: Counter[str] = Counter()
        self.categories: Counter[str] = Counter()
        self.ways: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.shown: tuple[Example, ...] = ()
        self._provenance = plan.exporter.META != "none"
        self._beside = plan.exporter.META == "beside"
        self._most = shown
        self._taken: list[_Taken] = []
        self._equal: dict[bytes, list[int]] = {}
        self._candidates: list[tuple[bytes, int, Example]] = []

    def take(self, example: Example, row: Row, *, flags: Sequence[str]) -> None:
        """A row that may be written."""
        words = orjson.dumps(row)
        told = orjson.dumps(example.meta) if self._provenance else b""
        content = example.content
        label = ("true" if content.label else "false") if isinstance(content, Unpaired) else None
        taken = _Taken(
            tie(line(words, told, flags, beside=self._beside)),
            len(self._taken),
            example.judgements or 1,
            label,
            None if example.category is None else example.category.value,
            example.way.value,
            tuple(trace.status.value for trace in example.said),
        )
        self._equal.setdefault(hashlib.blake2b(words, digest_size=16).digest(), []).append(taken.number)
        self._offer(example, taken.number)
        self._taken.append(taken)

    def without_doubles(self) -> set[int]:
        """The numbers of the rows that another one stands for."""
        gone: set[int] = set()
        for numbers in self._equal.values():
            kept = min(numbers, key=lambda number: (self._taken[number].tie, number))
            gone.update(number for number in numbers if number != kept)
        self.doubled = sum(self._taken[number].judgements for number in gone)
        return gone

    def settle(self, gone: AbstractSet[int]) -> None:
        """Count what is left when these numbers go."""
        for one in self._taken:
            if one.number in gone:
                continue
            self.rows += 1
            self.ways[one.way] += 1
            self.statuses.update(one.statuses)
            if one.category is not None:
                self.categories[one.category] += 1
            if one.label is not None:
                self.labels[one.label] += 1
        self.shown = tuple(example for _, number, example in self._candidates if number not in gone)[: self._most]

    def _offer(self, example: Example, number: int) -> None:
        """Keep it for showing if its digest is among the smallest: the same rows whatever order they come in."""
        most = self._most * _SPARE
        key = f"{example.conversation_id}\x1f{example.target_position}\x1f{example.way}"
        digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
        if len(self._candidates) < most or digest < self._candidates[-1][0]:
            found = sorted([*self._candidates, (digest, number, example)], key=lambda one: one[:2])
            self._candidates = found[:most]
