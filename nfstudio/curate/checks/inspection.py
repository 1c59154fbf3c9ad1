"""One export under inspection: every row looked at once, then all of them together, and nothing left out in silence."""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from nfstudio.curate.checks import (
    CHECKS,
    DATASET_CHECKS,
    ROW_CHECKS,
    DatasetCheck,
    Gathering,
    beyond_words,
    duplicates,
    leakage,
    personal_data,
)
from nfstudio.curate.checks.flags import Action, Finding, Flag, Settings, Specimen
from nfstudio.curate.checks.lexicon import foresee
from nfstudio.errors import StudioError

_NOTHING: Mapping[str, None] = {}
_REDACTORS = {personal_data.NAME: personal_data.redacted, beyond_words.NAME: beyond_words.redacted}


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of looking at one row.

    Attributes:
        number: its number among the rows that stay so far, from 0; None when it is dropped.
        specimen: the row as it may leave: redacted where that was chosen.
        flags: what was found in it before that; their places are those of the row as it came.
        dropped_by: the flag that ended it.
    """

    number: int | None
    specimen: Specimen
    flags: tuple[Flag, ...]
    dropped_by: Flag | None = None


class Inspection:
    """Looks at all rows of one export: `look` at each in turn, then `finish` once.

    Args:
        settings: what the person asked of the checks.
        actions: what becomes of flagged rows, by name of the check, where it is not the check's default.
        without: names of checks that are not to look at all.

    Attributes:
        actions: what becomes of flagged rows, for every check.
        dropped: numbers of the rows that the checks over all rows drop; complete after `finish`.
        groups: by number, the name of what must stay in one split; complete after `finish`. A name depends on the
            rows that belong together alone, not on their order nor on other rows.
        findings: what there is to say about all rows that stay; complete after `finish`.
        counts: rows flagged that stay, and rows that the check itself dropped, by its name; every check that looked is
            named. Complete after `finish`.
        left_out: rows dropped, by check and reason; each row counts once.

    Raises:
        StudioError: when a check is not known or cannot do what is asked of it.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        actions: Mapping[str, Action | str] | None = None,
        without: Iterable[str] = (),
    ) -> None:
        self.settings = settings or Settings()
        self.actions = actions_of(actions or {})
        skipped = {_known(name) for name in without}
        self._row_checks = [check for name, check in ROW_CHECKS.items() if name not in skipped]
        self._alike = duplicates.gathering(self.settings)  # splits need it even where nobody asks for duplicates
        self._gatherings: dict[str, Gathering] = {
            name: self._gathering(check) for name, check in DATASET_CHECKS.items() if name not in skipped
        }
        self._sets: dict[frozenset[str], int] = {frozenset(): 0}
        self._flagged = array("H")  # by number: which checks flag the row, as a number of a set of them
        self._finished = False
        self.dropped: AbstractSet[int] = frozenset()
        self.groups: Sequence[str] = ()
        self.findings: tuple[Finding, ...] = ()
        self.counts: Counter[str] = Counter({name: 0 for name in CHECKS if name not in skipped})
        self.left_out: Counter[tuple[str, str]] = Counter()

    def foresee(self, closely: Iterable[str], glanced: Iterable[str] = ()) -> None:
        """Texts of rows that are to be looked at next: looking at them together saves time, and changes nothing.

        Args:
            closely: of rows that want an answer, all.
            glanced: of the others, what is asked last and the answers.
        """
        if self._row_checks:
            foresee(closely, glanced)

    def look(self, specimen: Specimen) -> Seen:
        """Look at the next row."""
        if self._finished:
            raise ValueError("an inspection that is finished takes no further row")
        found: list[Flag] = []
        for check in self._row_checks:
            if some := check.flags(specimen, self.settings):
                found += some
        flags = tuple(found)
        end = next((flag for flag in flags if self.actions[flag.check] is Action.DROP), None) if flags else None
        if end is not None:
            self.left_out[end.check, end.reason] += 1
            self.counts[end.check] += 1
            return Seen(None, specimen, flags, end)
        names = dict.fromkeys(flag.check for flag in flags) if flags else _NOTHING
        for name in names:
            if self.actions[name] is Action.REDACT:
                specimen = _REDACTORS[name](specimen)
        for gathering in self._gatherings.values():
            gathering.add(specimen)
        if duplicates.NAME not in self._gatherings:
            self._alike.add(specimen)
        self._flagged.append(self._sets.setdefault(frozenset(names), len(self._sets)) if flags else 0)
        return Seen(len(self._flagged) - 1, specimen, flags)

    def finish(self, doubles: Iterable[int] = ()) -> Mapping[int, tuple[Flag, ...]]:
        """Let the checks speak that need to know all rows.

        Args:
            doubles: numbers of rows that equal others and are not written: nothing is said of them.

        Returns:
            Their flags by number of the row; only rows that have any.
        """
        if self._finished:
            raise ValueError("an inspection is finished once")
        self._finished = True
        found: dict[int, list[Flag]] = {}
        gone = set(doubles)
        unwritten = frozenset(gone)
        for name, gathering in self._gatherings.items():
            for number, flag in gathering.flags(gone).items():
                found.setdefault(number, []).append(flag)
                if self.actions[name] is Action.DROP:
                    gone.add(number)
                    self.left_out[name, flag.reason] += 1
        self.dropped = frozenset(gone) - unwritten
        self._count(found, gone)
        self.groups = self._alike.groups()
        self.findings = tuple(finding for one in self._gatherings.values() for finding in one.findings(gone))
        return {number: tuple(flags) for number, flags in sorted(found.items())}

    def _gathering(self, check: DatasetCheck) -> Gathering:
        """What a check keeps; which rows are alike is looked for once, however many ask."""
        if check is duplicates:
            return self._alike
        return leakage.Gathered(self._alike) if check is leakage else check.gathering(self.settings)

    def _count(self, late: Mapping[int, Sequence[Flag]], gone: AbstractSet[int]) -> None:
        """Count the flags of the rows that stay, and what the checks that know all rows dropped."""
        sets = Counter(self._flagged)
        sets.subtract(self._flagged[number] for number in gone)
        for names, number in self._sets.items():
            self.counts.update(dict.fromkeys(names, sets[number]))
        for number, flags in late.items():  # of a row that goes the last flag is the one that ended it
            self.counts.update({flag.check for flag in (flags[-1:] if number in gone else flags)})


def actions_of(chosen: Mapping[str, Action | str]) -> dict[str, Action]:
    """What becomes of flagged rows, for every check: what was chosen, else the check's default.

    Raises:
        StudioError: when a check or an action is not known, or the check cannot do that.
    """
    actions = {name: check.DEFAULT for name, check in CHECKS.items()}
    for name, action in chosen.items():
        possible = CHECKS[_known(name)].ACTIONS
        if action not in possible:
            raise StudioError(f"The check {name!r} cannot {action!s}.", f"It can {' or '.join(possible)}.")
        actions[name] = Action(action)
    return actions


def parse_actions(text: str) -> dict[str, Action]:
    """Actions as a person writes them, such as `personal-data=redact,duplicates=drop`.

    Raises:
        StudioError: when it is not written so, or a check cannot do that.
    """
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if wrong := next((name for name, sign, _ in pairs if not sign), None):
        raise StudioError(
            f"{wrong.strip()!r} names no action.", "Write check=action, such as personal-data=redact,duplicates=drop."
        )
    chosen = {name.strip(): action.strip() for name, _, action in pairs}
    known = actions_of(chosen)
    return {name: known[name] for name in chosen}


def _known(name: str) -> str:
    if name not in CHECKS:
        raise StudioError(f"No check is called {name!r}.", f"There are {', '.join(CHECKS)}.")
    return name
