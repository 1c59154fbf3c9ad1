"""The checks that rows pass before they leave; adding one is a new file and a line in a table here.

How an export uses them, in two passes over the rows (`Inspection` stands in `checks/inspection.py`):

    inspection = Inspection(Settings(languages=frozenset({"en"})), actions={"personal-data": Action.REDACT})
    for specimen in specimens:
        seen = inspection.look(specimen)
        if seen.dropped_by is None:
            spool(seen.specimen)            # redacted where that was asked for; its number is `seen.number`
    inspection.finish()                     # now the checks speak that need to know all rows
    for number in numbers_of_spooled_rows:
        if number not in inspection.dropped:
            split_of(inspection.groups[number], ...)   # near duplicates and conversations stay in one split

`inspection.counts` is what `"checks": {flag: count}` reports, `inspection.left_out` why rows are missing and
`inspection.findings` what the card and the window say about all rows. `docs/checks.md` tells people the same.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from nfstudio.curate.checks import (
    balance,
    beyond_words,
    caps,
    conflicts,
    duplicates,
    identity,
    language,
    leakage,
    length_confound,
    personal_data,
    personal_scope,
    refusals,
    short,
    token_length,
    toxicity,
    truncation,
)
from nfstudio.curate.checks.flags import Action, Finding, Flag, Settings, Specimen


class Check(Protocol):
    """What every module of a check has."""

    @property
    def NAME(self) -> str:  # noqa: N802  # a constant of the module
        """The word it is asked for by and counted under."""

    @property
    def TITLE(self) -> str:  # noqa: N802  # as above
        """What people read."""

    @property
    def ABOUT(self) -> str:  # noqa: N802  # as above
        """One sentence for people: what it flags."""

    @property
    def ACTIONS(self) -> tuple[Action, ...]:  # noqa: N802  # as above
        """What can be done with a flagged row, `KEEP` first."""

    @property
    def DEFAULT(self) -> Action:  # noqa: N802  # as above
        """What is done when nobody chose. Not `KEEP` only where a gate is meant, or where the check acts on a wish
        of the person (chosen languages, a cap); a dropped row is always counted and named."""


class RowCheck(Check, Protocol):
    """A check that looks at one row and needs no other."""

    def flags(self, specimen: Specimen, settings: Settings) -> Sequence[Flag]:
        """What it found in the row, in order of place; the same whatever rows came before."""


class Gathering(Protocol):
    """What a check that needs all rows keeps of them: little, so that a million rows fit."""

    def add(self, specimen: Specimen) -> None:
        """One more row; the first has number 0, the next 1."""

    def flags(self, gone: AbstractSet[int]) -> Mapping[int, Flag]:
        """By number of the row, in ascending order; rows whose number is in `gone` were left out meanwhile."""

    def findings(self, gone: AbstractSet[int]) -> Sequence[Finding]:
        """What there is to say about all rows but those in `gone`."""


class DatasetCheck(Check, Protocol):
    """A check that needs to know all rows."""

    def gathering(self, settings: Settings) -> Gathering:
        """A new, empty one."""


_ROW: tuple[RowCheck, ...] = (
    personal_data,
    toxicity,
    refusals,
    truncation,
    identity,
    beyond_words,
    short,
    language,
    personal_scope,
)
_DATASET: tuple[DatasetCheck, ...] = (duplicates, leakage, conflicts, caps, token_length, length_confound, balance)

ROW_CHECKS: Mapping[str, RowCheck] = {check.NAME: check for check in _ROW}
"""In the order in which they look; the first that drops a row ends it."""

DATASET_CHECKS: Mapping[str, DatasetCheck] = {check.NAME: check for check in _DATASET}
"""In the order in which they speak: each knows what the ones before it have dropped."""

CHECKS: Mapping[str, Check] = {**ROW_CHECKS, **DATASET_CHECKS}
