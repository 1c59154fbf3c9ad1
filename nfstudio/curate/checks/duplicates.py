"""The same row twice weighs twice, and a row whose twin is in the test split has been learnt by heart.

Two rows are near duplicates when their prompts are nearly the same, their answers too, and the same answers are wanted.
Prompts that are nearly the same stay in one split even where the answers differ.
"""

from array import array
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from nfstudio.curate.checks.flags import Action, Finding, Flag, Settings, Specimen
from nfstudio.curate.checks.minhash import Likeness
from nfstudio.curate.checks.wording import key, rank, spelt_together, squeezed
from nfstudio.domain.conversation import Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "duplicates"
TITLE = "Duplicates"
ABOUT = "Rows that say the same as another row, word for word or nearly so; one of each stays unflagged."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.KEEP

EXACT, NEAR = "exact duplicate", "near duplicate"


class Gathered:
    """Two signatures and three numbers of 64 bits a row: 280 bytes."""

    def __init__(self, settings: Settings) -> None:
        self._seed = str(settings.seed)
        self._prompts, self._answers = Likeness(settings.alike), Likeness(settings.alike)
        self._exact, self._wanted, self._ranks = array("Q"), array("Q"), array("Q")
        self._conversations = array("L")
        self._names: dict[str, int] = {}
        self._flagged: dict[int, Flag] = {}
        self._groups: tuple[int, list[str]] = (0, [])

    def add(self, specimen: Specimen) -> None:
        """One more row."""
        prompt = spelt_together(asked(specimen))
        answers = tuple([answer.message.content for answer in specimen.answers])
        wanted = "".join([f"{answer.name}{answer.wanted}" for answer in specimen.answers])
        self._prompts.add(prompt)
        self._answers.add(spelt_together(answers))
        self._exact.append(key(wanted, prompt, *map(squeezed, answers)))
        self._wanted.append(key(wanted))
        self._ranks.append(rank(self._seed, specimen.key))
        name = specimen.conversation_id
        self._conversations.append(self._names.setdefault(name, len(self._names)))

    def flags(self, gone: AbstractSet[int]) -> Mapping[int, Flag]:
        """Of rows that are alike, all but the one whose key has the smallest hash."""
        import numpy as np

        exact, ranks = (np.array(held, dtype=np.uint64) for held in (self._exact, self._ranks))
        staying = np.ones(len(exact), dtype=np.bool_)
        staying[list(gone)] = False
        alike = [self._prompts.clusters(), self._answers.clusters(), np.array(self._wanted, dtype=np.uint64)]
        numbers = np.flatnonzero(staying)
        numbers = numbers[np.argsort(ranks[numbers], kind="stable")]
        same, near = _later([exact[numbers]]), _later([column[numbers] for column in alike])
        reasons = {False: Flag(NAME, NEAR, Action.DROP), True: Flag(NAME, EXACT, Action.DROP)}
        either = same | near
        found = zip(numbers[either].tolist(), same[either].tolist(), strict=True)
        self._flagged = {number: reasons[one] for number, one in sorted(found)}
        return self._flagged

    def findings(self, gone: AbstractSet[int]) -> Sequence[Finding]:
        """How many copies stay."""
        staying = [flag.reason for number, flag in self._flagged.items() if number not in gone]
        if not staying:
            return []
        rows = len(self._exact) - len(gone)
        figures = {"exact": staying.count(EXACT), "near": staying.count(NEAR), "share": round(len(staying) / rows, 4)}
        sentence = (
            "One row says the same as another row."
            if len(staying) == 1
            else f"{len(staying):,} of {rows:,} rows say the same as another row."
        )
        return [Finding(NAME, sentence, figures, warns=True, remedy={"actions": {NAME: Action.DROP.value}})]

    def groups(self) -> list[str]:
        """For each row the name of what must stay in one split.

        Rows of one conversation belong together, and conversations of which two prompts are nearly the same. The name
        is the smallest of their ids: a conversation that is like no other is named by its own.
        """
        rows = len(self._conversations)
        if self._groups[0] != rows:
            self._groups = rows, _names(self._prompts.clusters().tolist(), self._conversations, list(self._names))
        return self._groups[1]


def gathering(settings: Settings) -> Gathered:
    """A new, empty one."""
    return Gathered(settings)


def _later(columns: "Sequence[NDArray[Any]]") -> "NDArray[np.bool_]":
    """Whether the same stands before, in all columns."""
    import numpy as np

    order = np.lexsort(columns)  # stable: of equals the one that stood first stays first
    equal = np.ones(max(len(order) - 1, 0), dtype=np.bool_)
    for column in columns:
        equal &= column[order[1:]] == column[order[:-1]]
    later = np.zeros(len(order), dtype=np.bool_)
    later[order[1:][equal]] = True
    return later


def asked(specimen: Specimen) -> tuple[str, ...]:
    """What the person wrote up to the answer."""
    return tuple([message.content for message in specimen.prompt if message.role is Role.USER])


def _names(clusters: Sequence[int], conversations: Sequence[int], ids: Sequence[str]) -> list[str]:
    """Chains of conversations that share a cluster, each named by its smallest id."""
    parents = list(range(len(ids)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    held: dict[int, int] = {}
    for cluster, conversation in zip(clusters, conversations, strict=True):
        one, other = root(held.setdefault(cluster, conversation)), root(conversation)
        low, high = sorted((one, other), key=lambda at: ids[at])
        parents[high] = low
    return [ids[root(conversation)] for conversation in conversations]
