"""No single person and no single prompt template may fill a dataset: more distinct people give better reward models
(WildReward, arXiv 2602.08829), and public logs hold the same template thousands of times."""

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from nfstudio.curate.checks.flags import Action, Finding, Flag, Settings, Specimen
from nfstudio.curate.checks.wording import key, rank, words
from nfstudio.domain.conversation import Role

NAME = "caps"
TITLE = "Too many from one hand"
ABOUT = "Rows of one user or of one prompt template beyond the cap that was chosen."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.DROP  # acts only where a cap was chosen

OPENING = 12
"""Words with which the first message of a template begins; numbers in it may differ."""
_CROWD, _FEW = 0.05, 100
"""Share of all rows from which one hand is told of, and rows below which shares say little."""
_NOBODY = 0


class Gathered:
    """Three digests a row: 24 bytes."""

    def __init__(self, settings: Settings) -> None:
        self._seed = str(settings.seed)
        self._caps = {"user": settings.most_per_user, "template": settings.most_per_template}
        self._hands = {"user": array("Q"), "template": array("Q")}
        self._ranks = array("Q")

    def add(self, specimen: Specimen) -> None:
        """One more row."""
        self._hands["user"].append(_NOBODY if specimen.user is None else key(specimen.user))
        self._hands["template"].append(template(specimen))
        self._ranks.append(rank(self._seed, specimen.key))

    def flags(self, gone: AbstractSet[int]) -> Mapping[int, Flag]:
        """Rows beyond a cap. Those with the smallest hashes of their keys stay, whatever order they came in."""
        found: dict[int, Flag] = {}
        taken: dict[str, Counter[int]] = {name: Counter() for name in self._hands}
        limits = [(name, cap) for name, cap in self._caps.items() if cap is not None]
        for number in sorted(self._staying(gone), key=lambda number: (self._ranks[number], number)) if limits else ():
            hands = [(name, cap, self._hands[name][number]) for name, cap in limits]
            full = next((name for name, cap, hand in hands if hand != _NOBODY and taken[name][hand] >= cap), None)
            if full:
                found[number] = Flag(NAME, f"more than the cap of one {full}", Action.DROP)
            else:
                for name, _, hand in hands:
                    taken[name][hand] += 1
        return dict(sorted(found.items()))

    def findings(self, gone: AbstractSet[int]) -> Sequence[Finding]:
        """Whether one hand fills more than a twentieth of the rows."""
        return list(self._crowds(len(self._ranks) - len(gone), gone))

    def _crowds(self, rows: int, gone: AbstractSet[int]) -> Iterator[Finding]:
        if rows < _FEW:
            return
        for name, hands in self._hands.items():
            counts = Counter(hands[number] for number in self._staying(gone))
            del counts[_NOBODY]
            most = max(counts.values(), default=0)
            if most > _CROWD * rows:
                share = most / rows
                sentence = f"One {name} gave {share:.0%} of the rows ({most:,} of {rows:,})."
                remedy = {f"most_per_{name}": max(1, round(_CROWD * rows))}
                yield Finding(NAME, sentence, {name: most, "share": round(share, 4)}, warns=True, remedy=remedy)

    def _staying(self, gone: AbstractSet[int]) -> Iterator[int]:
        return (number for number in range(len(self._ranks)) if number not in gone)


def gathering(settings: Settings) -> Gathered:
    """A new, empty one."""
    return Gathered(settings)


def template(specimen: Specimen) -> int:
    """Names the template of a row: the opening of the person's first message, numbers aside; 0 for none."""
    return _named(next((message.content for message in specimen.prompt if message.role is Role.USER), ""))


@lru_cache(maxsize=8)  # the rows of one conversation begin alike
def _named(first: str) -> int:
    opening = words(first[: OPENING * 40])[:OPENING]
    return key(*["#" if word.isdigit() else word for word in opening]) or 1 if opening else _NOBODY
