"""What was worked out of a text is kept while rows of its conversation come: one message stands in many of them."""

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")
_MOST = 2_000_000
"""Characters of texts that are kept. By characters, not by number: then the longest texts need no more memory."""


class Remembered(dict[str, V]):
    """Answers to a question that is asked of texts, the same for equal texts: `remembered[text]`."""

    def __init__(self, work: Callable[[str], V]) -> None:
        super().__init__()
        self._work = work
        self._held = 0

    def __missing__(self, text: str) -> V:
        answer = self._work(text)
        self.keep(text, answer)
        return answer

    def keep(self, text: str, answer: V) -> None:
        """What was worked out of a text elsewhere."""
        if self._held > _MOST:
            self.clear()
            self._held = 0
        self._held += len(text)
        self[text] = answer
