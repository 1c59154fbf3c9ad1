"""What a click inside the transcript can ask for, as the address its text carries.

Only our own lines carry addresses: nothing in a log ever becomes one, and none of ours leads outside the window.
"""

from dataclasses import dataclass
from enum import StrEnum


class Ask(StrEnum):
    """What a line of ours offers."""

    PART = "part"
    WHOLE = "whole"
    BRANCH = "branch"
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Link:
    """One offer.

    Attributes:
        message: id of the message it belongs to.
        number: which part; for a branch -1 (previous) or 1 (next).
    """

    ask: Ask
    message: int = 0
    number: int = 0

    @property
    def address(self) -> str:
        """The link as text."""
        return f"{self.ask}:{self.message}:{self.number}"

    @classmethod
    def parse(cls, address: str) -> "Link":
        """The link that `address` stands for.

        Raises:
            ValueError: when it is none of ours.
        """
        ask, message, number = address.split(":")
        return cls(Ask(ask), int(message), int(number))
