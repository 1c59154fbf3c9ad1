"""What a write touched, so that each panel can ask whether it shows any of it."""

from dataclasses import dataclass, field

MOST_NAMED = 10_000
"""Conversations named one by one in changes that were added up; beyond it they are "too many to name"."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write changed.

    Attributes:
        conversations: ids of the conversations whose rows changed; None when there are too many to name.
        imported: conversations, sources or problems were added or removed.
        feedback: feedback changed.
        indexed: more text can be searched.
    """

    conversations: frozenset[int] | None = field(default_factory=frozenset)
    imported: bool = False
    feedback: bool = False
    indexed: bool = False

    def touches(self, conversation: int) -> bool:
        """Whether `conversation` is among those that changed."""
        return self.conversations is None or conversation in self.conversations

    def __or__(self, other: "Changes") -> "Changes":
        both = None
        if self.conversations is not None and other.conversations is not None:
            both = self.conversations | other.conversations
            if len(both) > MOST_NAMED:
                both = None
        return Changes(
            both,
            imported=self.imported or other.imported,
            feedback=self.feedback or other.feedback,
            indexed=self.indexed or other.indexed,
        )

    def __bool__(self) -> bool:
        return self.conversations is None or bool(self.conversations) or self.imported or self.feedback or self.indexed


NOTHING = Changes()
