"""Where the rows of a dataset come from, told of those alone that are written: some go late, and equal ones are one."""

from array import array
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from nfstudio.curate.judged import Example


class _Entry(NamedTuple):
    """What many rows have in common: source and language of the conversation, statuses of the feedback."""

    source: str
    language: str | None
    statuses: tuple[str, ...]


class Ledger:
    """`keep` rows in their order, `settle` once it is known which of them go; 12 bytes a row.

    Attributes:
        sources, languages: conversations that gave a row, by source and by language.
        statuses: feedback behind the rows, by status.
    """

    def __init__(self) -> None:
        self.sources: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self._conversations, self._rows = array("q"), array("I")
        self._entries: dict[_Entry, int] = {}

    def keep(self, example: Example) -> None:
        """One more row that may be written; the first has number 0."""
        conversation = example.reviewed.conversation
        statuses = tuple([trace.status.value for trace in example.said])
        entry = _Entry(conversation.source or example.reviewed.source, conversation.language, statuses)
        self._conversations.append(hash(example.reviewed.conversation_id))
        self._rows.append(self._entries.setdefault(entry, len(self._entries)))

    def settle(self, gone: Collection[int]) -> None:
        """Count what stands behind the rows but those of these numbers."""
        import numpy as np

        staying = np.ones(len(self._rows), dtype=np.bool_)
        staying[list(gone)] = False
        rows = np.array(self._rows, dtype=np.intp)[staying]
        first = np.unique(np.array(self._conversations, dtype=np.int64)[staying], return_index=True)[1]
        of_rows, of_conversations = (np.bincount(some, minlength=len(self._entries)) for some in (rows, rows[first]))
        for entry, number in self._entries.items():
            self.statuses.update(
                {status: count * int(of_rows[number]) for status, count in Counter(entry.statuses).items()}
            )
            self.sources[entry.source] += int(of_conversations[number])
            if entry.language:
                self.languages[entry.language] += int(of_conversations[number])
        for counts in (self.sources, self.languages, self.statuses):
            for name in [name for name, count in counts.items() if not count]:
                del counts[name]
