"""The ids of a list of a million rows: taken in the reader thread in small steps, because one call of C that works on
all of them holds Python's lock, and with it the window, for as long as it takes."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

STEP = 20_000
"""Ids in one call: about a millisecond."""
NEAR = 5_000
"""Rows up and down in which an id is looked for first: most rows hardly move."""


Runs = list[tuple[int, int]]
"""First and last place of each run of rows, from the top."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows that are selected: runs of places in a list of ids."""

    ids: "array[int]"
    runs: Runs


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rows of a list.

    Attributes:
        stale: rows stand in it that a fresh look would leave out or put elsewhere.
        chosen: what was selected when it was asked for, and where that stands now.
    """

    ids: "array[int]"
    stale: bool
    chosen: tuple[Chosen, Runs] | None = None


def packed(found: list[int]) -> "array[int]":
    """The ids of `found`, which is empty afterwards: letting go of a million numbers at once takes 20 ms, too."""
    ids = array("q")
    for some in _steps(found):
        ids.extend(some)
    while found:
        del found[-STEP:]
    return ids


def left_out(old: "array[int]", found: "array[int]") -> list[int]:
    """What stood in `old` and is not among `found`: it no longer fits, or is gone from the project."""
    highest = max((max(some) for ids in (old, found) for some in _steps(ids)), default=0)
    known = bytearray(highest + 1)  # as below
    for i in found:
        known[i] = 1
    return [i for i in old if not known[i]]


def merged(old: "array[int]", found: "array[int]", gone: set[int]) -> Snapshot:
    """`old` as it stands, without what is gone from the project, and after it whatever of `found` is new."""
    kept = array("q", (i for i in old if i not in gone)) if gone else old
    highest = max((max(some) for ids in (kept, found) for some in _steps(ids)), default=0)
    known = bytearray(highest + 1)  # a set of a million numbers holds the lock whenever it grows
    for i in kept:
        known[i] = 1
    both = kept + array("q", (i for i in found if not known[i]))
    return Snapshot(both, stale=both != found)


def again(chosen: Chosen, ids: "array[int]") -> Runs:
    """Where in `ids` the rows stand that are selected (a million of a million: 0.1 to 0.2 s)."""
    wanted = [chosen.ids[first : last + 1] for first, last in chosen.runs]
    highest = max(max(some) for run in (ids, *wanted) if run for some in _steps(run))
    marks = bytearray(highest + 1)  # as above
    for some in chain.from_iterable(map(_steps, wanted)):
        for one in some:
            marks[one] = 1
    found: Runs = []
    left, start = sum(map(len, wanted)), 0
    for some in _steps(ids):
        here = bytes(map(marks.__getitem__, some))
        for first, last in _runs(here):
            if found and found[-1][1] == start + first - 1:
                found[-1] = (found[-1][0], start + last)
            else:
                found.append((start + first, start + last))
            left -= last - first + 1
        if not left:
            break
        start += len(some)
    return found


def _runs(marks: bytes) -> Iterator[tuple[int, int]]:
    """First and last place of each run of ones."""
    first = marks.find(1)
    while first >= 0:
        after = marks.find(0, first)
        yield first, (after if after >= 0 else len(marks)) - 1
        first = marks.find(1, after) if after >= 0 else -1


def place_of(ids: "array[int]", wanted: int, *, near: int = 0) -> int | None:
    """Where `wanted` stands in `ids`, looked for around place `near` first; None when it is not there."""
    first = max(0, near - NEAR)
    for start, stop in ((first, near + NEAR), (0, len(ids))):
        try:
            return ids.index(wanted, start, stop)
        except ValueError:
            continue
    return None


def _steps(ids: "Sequence[int]") -> Iterator["Sequence[int]"]:
    for at in range(0, len(ids), STEP):
        yield ids[at : at + STEP]
