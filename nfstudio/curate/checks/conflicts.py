"""Feedback that contradicts itself: the same answer wanted here and unwanted there teaches nothing, or chance."""

from array import array
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from nfstudio.curate.checks.duplicates import asked
from nfstudio.curate.checks.flags import Action, Finding, Flag, Settings, Specimen
from nfstudio.curate.checks.wording import key, spelt_together, squeezed
from nfstudio.domain.feedback import Polarity

NAME = "conflicts"
TITLE = "Conflicting feedback"
ABOUT = (
    "The same answer to the same prompt is wanted in one row and unwanted in another; a pair of equal answers; or a"
    " thumb that came with the logs says otherwise than the words."
)
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.KEEP


class Gathered:
    """A key, a row number and a sign for each judged answer: 17 bytes."""

    def __init__(self) -> None:
        self._answers, self._rows, self._signs = array("Q"), array("Q"), array("b")
        self._within: dict[int, str] = {}
        self._count = 0
        self._flagged: dict[int, Flag] = {}

    def add(self, specimen: Specimen) -> None:
        """One more row."""
        prompt = spelt_together(asked(specimen))
        texts = [squeezed(answer.message.content) for answer in specimen.answers]
        for answer, text in zip(specimen.answers, texts, strict=True):
            if answer.wanted is not None:
                self._answers.append(key(prompt, text))
                self._rows.append(self._count)
                self._signs.append(answer.wanted)
        if len(texts) > 1 and len(set(texts)) == 1:
            self._within[self._count] = "equal answers in a pair"
        elif _disagree(specimen):
            self._within[self._count] = "feedback of both signs on one answer"
        elif specimen.disputed:
            self._within[self._count] = "a thumb says otherwise"
        self._count += 1

    def flags(self, gone: AbstractSet[int]) -> Mapping[int, Flag]:
        """All rows that take part: which of them is right only a person can say."""
        signs: dict[int, int] = {}
        for row, answer, sign in zip(self._rows, self._answers, self._signs, strict=True):
            if row not in gone:
                signs[answer] = signs.get(answer, 0) | (2 if sign else 1)
        found = {
            row: "wanted here, unwanted elsewhere"
            for row, answer in zip(self._rows, self._answers, strict=True)
            if row not in gone and signs[answer] == 3
        } | {row: reason for row, reason in self._within.items() if row not in gone}
        self._flagged = {row: Flag(NAME, reason, Action.DROP) for row, reason in sorted(found.items())}
        return self._flagged

    def findings(self, gone: AbstractSet[int]) -> Sequence[Finding]:
        """How many stay."""
        staying = sum(number not in gone for number in self._flagged)
        if not staying:
            return []
        one, many = (
            "One row contradicts itself, another one or a thumb.",
            f"{staying:,} rows contradict themselves, one another or a thumb.",
        )
        sentence = one if staying == 1 else many
        return [Finding(NAME, sentence, {"rows": staying}, warns=True, remedy={"actions": {NAME: Action.DROP.value}})]


def gathering(settings: Settings) -> Gathered:  # noqa: ARG001  # what every check is given
    """A new, empty one."""
    return Gathered()


def _disagree(specimen: Specimen) -> bool:
    """Of a row with one answer: feedback behind it is positive and negative. Both sides of a pair have their own."""
    if len(specimen.feedback) < 2 or len(specimen.answers) != 1:
        return False
    return len({said.category.polarity for said in specimen.feedback} - {Polarity.NEUTRAL}) > 1
