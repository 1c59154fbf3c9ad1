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


class Sorter:
    """Says of each row where it goes: the same, whatever rows came before.

    Args:
        starts: when the splits begin, of a split by time.
        ties: one name for openings that share a split (see `openings.tied`).
    """

    def __init__(self, plan: Plan, starts: Mapping[str, str], ties: Mapping[str, str]) -> None:
        self._fractions, self._by, self._seed = plan.fractions, plan.split_by, plan.options.seed
        self._starts, self._ties = starts, ties
        self._rows: Counter[str] = Counter()
        self._timeless = self._nameless = 0
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

    def count(self, example: Example, split: str) -> None:
        """A row that stays."""
        self._rows[split] += 1
        conversation = example.reviewed.conversation
        self._timeless += self._by is SplitBy.TIME and conversation.created_at is None
        self._nameless += self._by is SplitBy.USER and not conversation.user

    def move(self, split: str | None, *, before: str) -> None:
        """A row that was counted goes elsewhere, or goes."""
        self._rows[before] -= 1
        if split is not None:
            self._rows[split] += 1

    def findings(self) -> Sequence[Finding]:
        """What a person had better know before the splits are used."""
        rows = self._rows.total()
        if len(self._fractions) == 1 or not rows:
            return []
        found = []
        if self._timeless:
            sentence = (
                f"{self._timeless:,} of {rows:,} rows come from conversations that do not say when they were:"
                " they are all for training."
            )
            found.append(Finding(NAME, sentence, {"timeless": self._timeless}, warns=True, remedy=_OTHERWISE))
        if self._nameless:
            sentence = (
                f"{self._nameless:,} of {rows:,} rows come from conversations that do not say who the person was:"
                " their first words decide."
            )
            found.append(Finding(NAME, sentence, {"nameless": self._nameless}, warns=True))
        empty = [name for name, share in self._fractions.items() if share > 0 and not self._rows[name]]
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
