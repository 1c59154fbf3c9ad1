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
    """What is remembered of a row: `number` as the checks count it, `order` as it came."""

    tie: bytes
    order: int
    number: int | None
    judgements: int
    label: str | None
    category: str | None
    way: str
    statuses: tuple[str, ...]


class Tally:
    """Takes rows one by one; `settle` once all are known.

    Attributes:
        rows, labels, categories, ways: of what would be written.
        statuses: of the feedback behind it.
        doubles: feedback behind rows that others stand for.
        shown: some of them, chosen by a digest.
    """

    def __init__(self, plan: Plan, *, shown: int) -> None:
        self.rows = self.doubles = 0
        self.labels: Counter[str] = Counter()
        self.categories: Counter[str] = Counter()
        self.ways: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.shown: tuple[Example, ...] = ()
        self._provenance = plan.exporter.META != "none"
        self._beside = plan.exporter.META == "beside"
        self._most = shown
        self._taken: dict[bytes, list[_Taken]] = {}
        self._candidates: list[tuple[bytes, int, Example]] = []
        self._count = 0

    def take(self, example: Example, row: Row, *, number: int | None, flags: Sequence[str]) -> None:
        """A row that may be written."""
        words = orjson.dumps(row)
        told = orjson.dumps(example.meta) if self._provenance else b""
        content = example.content
        label = ("true" if content.label else "false") if isinstance(content, Unpaired) else None
        taken = _Taken(
            tie(line(words, told, flags, beside=self._beside)),
            self._count,
            number,
            example.judgements or 1,
            label,
            None if example.category is None else example.category.value,
            example.way.value,
            tuple(trace.status.value for trace in example.traces),
        )
        self._taken.setdefault(hashlib.blake2b(words, digest_size=16).digest(), []).append(taken)
        self._offer(example)
        self._count += 1

    def settle(self, dropped: AbstractSet[int]) -> None:
        """Count what is left when these numbers go."""
        standing: set[int] = set()
        for equal in self._taken.values():
            there = [one for one in equal if one.number is None or one.number not in dropped]
            if not there:
                continue
            kept = min(there, key=lambda one: (one.tie, one.order))
            standing.add(kept.order)
            self.rows += 1
            self.doubles += sum(one.judgements for one in there) - kept.judgements
            self.ways[kept.way] += 1
            self.statuses.update(kept.statuses)
            if kept.category is not None:
                self.categories[kept.category] += 1
            if kept.label is not None:
                self.labels[kept.label] += 1
        self.shown = tuple(example for _, order, example in self._candidates if order in standing)[: self._most]

    def _offer(self, example: Example) -> None:
        """Keep it for showing if its digest is among the smallest: the same rows whatever order they come in."""
        most = self._most * _SPARE
        key = f"{example.conversation_id}\x1f{example.target_position}\x1f{example.way}"
        digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
        if len(self._candidates) < most or digest < self._candidates[-1][0]:
            found = sorted([*self._candidates, (digest, self._count, example)], key=lambda one: one[:2])
            self._candidates = found[:most]
