"""How much there is to train on; and rows longer than a model reads: trainers cut or drop them silently."""

from array import array
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from nfstudio.curate.checks.flags import Action, Finding, Flag, Settings, Specimen

NAME = "tokens"
TITLE = "Too long"
ABOUT = "Rows longer than the tokens that were chosen as the most; and an estimate of all tokens."
ACTIONS = (Action.KEEP, Action.DROP)
DEFAULT = Action.KEEP

_OF_MESSAGE = 4
"""Tokens that a chat template puts around a message."""


class Gathered:
    """Two numbers a row: 8 bytes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._longest, self._all = array("I"), array("I")

    def add(self, specimen: Specimen) -> None:
        """One more row."""
        count = self._settings.count_tokens.count
        prompt = sum(count(message.content) + _OF_MESSAGE for message in specimen.prompt)
        answers = [count(answer.message.content) + _OF_MESSAGE for answer in specimen.answers]
        self._longest.append(prompt + max(answers, default=0))
        self._all.append(prompt + sum(answers))

    def flags(self, gone: AbstractSet[int]) -> Mapping[int, Flag]:
        """Rows whose prompt and longest answer together are too long."""
        most = self._settings.most_tokens
        if most is None:
            return {}
        flag = Flag(NAME, "too many tokens", Action.DROP)
        return {i: flag for i, length in enumerate(self._longest) if length > most and i not in gone}

    def findings(self, gone: AbstractSet[int]) -> Sequence[Finding]:
        """Tokens in all, and how long rows are."""
        lengths = sorted(length for i, length in enumerate(self._longest) if i not in gone)
        if not lengths:
            return []
        total = sum(tokens for i, tokens in enumerate(self._all) if i not in gone)
        figures = {
            "counted_by": self._settings.count_tokens.name,
            "total": total,
            "median": lengths[(len(lengths) - 1) // 2],
            "p95": lengths[max(0, -(-len(lengths) * 95 // 100) - 1)],
            "longest": lengths[-1],
        }
        by = figures["counted_by"]
        sentence = (
            f"About {total:,} tokens ({by}) in 1 row."
            if len(lengths) == 1
            else (
                f"About {total:,} tokens ({by}); half of the rows have at most {figures['median']:,}, "
                f"95 % at most {figures['p95']:,}, the longest {figures['longest']:,}."
            )
        )
        return [Finding(NAME, sentence, figures)]


def gathering(settings: Settings) -> Gathered:
    """A new, empty one."""
    return Gathered(settings)
