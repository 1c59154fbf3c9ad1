"""How many rows want their answer and how many do not, and which categories speak: what weights must make up for.

The weights themselves are the exporter's to advise, since they belong to a trainer (`exporters/trl.advice`).
"""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from nfstudio.curate.checks.flags import Action, Finding, Flag, Settings, Specimen
from nfstudio.domain.feedback import Category

NAME = "balance"
TITLE = "Balance"
ABOUT = "Whether one label, or one category of feedback, outweighs the others."
ACTIONS = (Action.KEEP,)
DEFAULT = Action.KEEP

_LOPSIDED = 10
"""Times from which a label outweighs the other more than KTO's weights were shown to make up for (arXiv 2402.01306)."""
_CATEGORIES = tuple(Category)
_NONE = -1


class Gathered:
    """Two bytes a row."""

    def __init__(self) -> None:
        self._labels, self._categories = array("b"), array("b")

    def add(self, specimen: Specimen) -> None:
        """One more row."""
        label = specimen.answers[0].wanted if len(specimen.answers) == 1 else None
        self._labels.append(_NONE if label is None else label)
        said = specimen.feedback
        self._categories.append(_CATEGORIES.index(said[0].category) if said else _NONE)

    def flags(self, gone: AbstractSet[int]) -> Mapping[int, Flag]:  # noqa: ARG002  # it says nothing of single rows
        """None: no single row is at fault."""
        return {}

    def findings(self, gone: AbstractSet[int]) -> Sequence[Finding]:
        """How many rows of each label, where rows have labels."""
        staying = [i for i in range(len(self._labels)) if i not in gone]
        labels = Counter(self._labels[i] for i in staying)
        categories = Counter(self._categories[i] for i in staying)
        good, bad = labels[1], labels[0]
        if not good + bad:
            return []
        figures = {
            "true": good,
            "false": bad,
            "categories": {one.value: categories[i] for i, one in enumerate(_CATEGORIES) if categories[i]},
        }
        return [Finding(NAME, _sentence(good, bad), figures, warns=_lopsided(good, bad))]


def gathering(settings: Settings) -> Gathered:  # noqa: ARG001  # what every check is given
    """A new, empty one."""
    return Gathered()


def _lopsided(good: int, bad: int) -> bool:
    return max(good, bad) > _LOPSIDED * min(good, bad)


def _sentence(good: int, bad: int) -> str:
    counted = f"Wanted answers: {good:,}, unwanted: {bad:,}."
    if not good or not bad:
        return f"{counted} KTO learns from both; rows of one kind alone suit SFT or prompts."
    return f"{counted} Leave out some of the many, or set the weights." if _lopsided(good, bad) else counted
