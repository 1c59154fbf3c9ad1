"""What a conversation looks like to a reader: plain values that the session fills and the transcript shows."""

from dataclasses import dataclass

from nfstudio.domain.conversation import Role
from nfstudio.domain.feedback import Category, Status
from nfstudio.domain.span import Span


@dataclass(frozen=True, slots=True)
class FoldedPart:
    """What stands beside a message's words, shown folded: reasoning, a tool call.

    Attributes:
        title: its one line, such as "Reasoning" or "Tool call: search".
        text: what opening it shows; spans never refer to it.
    """

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message as it is read.

    Attributes:
        created_at: ISO 8601 UTC text.
        branch: place among its siblings, counted from 1, and how many there are; None without siblings.
    """

    id: int
    role: Role
    content: str
    model: str | None = None
    created_at: str | None = None
    parts: tuple[FoldedPart, ...] = ()
    attachments: tuple[str, ...] = ()
    on_active_path: bool = True
    branch: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ConversationView:
    """One conversation as it is read, along one path.

    Attributes:
        subtitle: source, model and date, ready to show.
    """

    id: int
    title: str
    subtitle: str
    messages: tuple[MessageView, ...]


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """One feedback as it is marked.

    Attributes:
        target: id of the answer it judges.
        why: plain text for the card that hovering shows; several lines are fine.
        by_hand: no detector claimed it, a person added it.
    """

    id: int
    message: int
    span: Span
    category: Category
    status: Status
    score: float | None = None
    target: int | None = None
    why: str = ""
    by_hand: bool = False
