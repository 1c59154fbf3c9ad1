"""What is tested on must not have been learnt: prompts that stand, word for word or nearly so, in two splits."""

from array import array
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from nfstudio.curate.checks.duplicates import Gathered as Alike
from nfstudio.curate.checks.flags import Action, Finding, Flag, Settings, Specimen
from nfstudio.curate.splits import ORDER, SplitBy

NAME = "leakage"
TITLE = "In two splits"
ABOUT = "Rows held out for testing whose prompt stands, word for word or nearly so, in the train split too."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.KEEP

STRAY = "prompt in an earlier split too"
_UNKNOWN = len(ORDER)


class Gathered:
    """A byte a row: its split. Which rows are alike is asked of the one who knows."""

    def __init__(self, alike: Alike) -> None:
        self._alike = alike
        self._splits = array("B")
        self._flagged: dict[int, Flag] = {}

    def add(self, specimen: Specimen) -> None:
        """One more row."""
        self._splits.append(_UNKNOWN if specimen.split is None else ORDER.index(specimen.split))

    def flags(self, gone: AbstractSet[int]) -> Mapping[int, Flag]:
        """Rows of which another with nearly the same prompt stands in an earlier split: train, validation, test."""
        if len(set(self._splits) - {_UNKNOWN}) < len(ORDER) - 1:
            return {}
        groups = self._alike.groups()
        first: dict[str, int] = {}
        for number, group in enumerate(groups):
            if number not in gone:
                first[group] = min(first.get(group, _UNKNOWN), self._splits[number])
        self._flagged = {
            number: Flag(NAME, STRAY, Action.DROP)
            for number, group in enumerate(groups)
            if number not in gone and self._splits[number] > first[group]
        }
        return self._flagged

    def findings(self, gone: AbstractSet[int]) -> Sequence[Finding]:
        """How many rows were learnt before they are tested on."""
        staying = sum(number not in gone for number in self._flagged)
        if not staying:
            return []
        held = sum(number not in gone and split > 0 for number, split in enumerate(self._splits))
        sentence = (
            "One row held out has nearly the same prompt as a row of an earlier split."
            if staying == 1
            else f"{staying:,} of {held:,} rows held out have nearly the same prompt as a row of an earlier split."
        )
        figures = {"rows": staying, "held_out": held}
        return [Finding(NAME, sentence, figures, warns=True, remedy={"split_by": SplitBy.CLUSTER.value})]


def gathering(settings: Settings) -> Gathered:
    """A new, empty one that has to look for likeness by itself."""
    return Beside(Alike(settings))


class Beside(Gathered):
    """Feeds the one who knows what is alike, where nobody else does."""

    def add(self, specimen: Specimen) -> None:
        """One more row."""
        self._alike.add(specimen)
        super().add(specimen)
