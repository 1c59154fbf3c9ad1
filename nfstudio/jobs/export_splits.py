"""Which split each row of an export goes to, and what there is to say about how that went."""

from collections import Counter
from collections.abc import Mapping, Sequence

from nfstudio.curate.checks.flags import Finding
from nfstudio.curate.judged import Example, Reviewed
from nfstudio.curate.openings import opening_of
from nfstudio.curate.splits import SplitBy, split_at, split_of
from nfstudio.jobs.export_options import Plan

NAME = "splits"
_OTHERWISE = {"split_by": SplitBy.CONVERSATION.value}
_UNSAID, _GONE = 0x40, 0xFF


class Sorter:
    """Says of each row where it goes: the same, whatever rows came before.

    Args:
        starts: when the splits begin, of a split by time.
        ties: one name for openings that share a split (see `openings.tied`).
    """

    def __init__(self, plan: Plan, starts: Mapping[str, str], ties: Mapping[str, str]) -> None:
        self._fractions, self._by, self._seed = plan.fractions, plan.split_by, plan.options.seed
        self._starts, self._ties = starts, ties
        self._names = list(plan.fractions)
        self._kept = (
            bytearray()
        )  # of each row its split, with `_UNSAID` where the conversation does not say what is asked
        self._last: tuple[Reviewed, str] | None = None

    @property
    def clusters(self) -> bool:
        """Whether a row's split is known only when all rows are."""
        return self._by is SplitBy.CLUSTER and len(self._fractions) > 1

    def split(self, example: Example) -> str:
        """Where a row goes; where near duplicates decide, until they do."""
        if len(self._fractions) == 1:
            return next(iter(self._fractions))
        if self._last is None or self._last[0] is not example.reviewed:  # rows of one conversation come together
            self._last = example.reviewed, self._of(example.reviewed)
        return self._last[1]

    def of_group(self, group: str) -> str:
        """Where everything goes that has this name in common."""
        return split_of(group, fractions=self._fractions, seed=self._seed)

    def keep(self, example: Example, split: str) -> None:
        """One more row that may be written; the first has number 0."""
        conversation = example.reviewed.conversation
        timeless = self._by is SplitBy.TIME and conversation.created_at is None
        nameless = self._by is SplitBy.USER and not conversation.user
        self._kept.append(self._names.index(split) | (_UNSAID if timeless or nameless else 0))

    def move(self, number: int, split: str | None) -> None:
        """A row goes elsewhere, or goes."""
        self._kept[number] = _GONE if split is None else self._kept[number] & _UNSAID | self._names.index(split)

    def findings(self) -> Sequence[Finding]:
        """What a person had better know before the splits are used."""
        staying = Counter(one for one in self._kept if one != _GONE)
        rows, unsaid = staying.total(), sum(count for one, count in staying.items() if one & _UNSAID)
        if len(self._fractions) == 1 or not rows:
            return []
        found = []
        if unsaid and self._by is SplitBy.TIME:
            told = _timeless(unsaid, rows)
            found.append(Finding(NAME, told, {"timeless": unsaid}, warns=True, remedy=_OTHERWISE))
        elif unsaid:
            found.append(Finding(NAME, _nameless(unsaid, rows), {"nameless": unsaid}, warns=True))
        filled = {self._names[one & ~_UNSAID] for one in staying}
        empty = [name for name, share in self._fractions.items() if share > 0 and name not in filled]
        if empty:
            why = " Too many conversations are of the same time, or of none." if self._by is SplitBy.TIME else ""
            sentence = f"No row fell into {' and '.join(empty)}.{why}"
            remedy = _OTHERWISE if self._by is SplitBy.TIME else {}
            found.append(Finding(NAME, sentence, {"empty": empty}, warns=True, remedy=remedy))
        return found

    def _of(self, reviewed: Reviewed) -> str:
        conversation = reviewed.conversation
        if self._by is SplitBy.TIME:
            return split_at(conversation.created_at, self._starts)
        if self._by is SplitBy.USER and conversation.user:
            return self.of_group(f"user {conversation.user}")
        name = opening_of(conversation, reviewed.conversation_id)
        return self.of_group(self._ties.get(name, name))


def _timeless(unsaid: int, rows: int) -> str:
    if unsaid == 1:
        return "One row comes from a conversation that does not say when it was: it is for training."
    return (
        f"{unsaid:,} of {rows:,} rows come from conversations that do not say when they were:"
        " they are all for training."
    )


def _nameless(unsaid: int, rows: int) -> str:
    if unsaid == 1:
        return "One row comes from a conversation that does not say who the person was: its first words decide."
    return (
        f"{unsaid:,} of {rows:,} rows come from conversations that do not say who the person was:"
        " their first words decide."
    )
