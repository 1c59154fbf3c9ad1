"""What an importer hands over, record by record: a conversation with what came along, or the reason there is none."""

from dataclasses import dataclass
from enum import StrEnum

from nfstudio.domain.conversation import Conversation
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import Span


class Reason(StrEnum):
    """Why a record, or a whole file, did not become a conversation; stored by these names."""

    UNKNOWN_FORMAT = "unknown format"
    UNREADABLE = "unreadable"
    BROKEN_JSON = "broken JSON"
    TRUNCATED = "truncated"
    WRONG_SHAPE = "wrong shape"
    EMPTY = "empty"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody had decided about one message before the import; no spans means "judged, no feedback".

    Attributes:
        message: index into the conversation's messages.
        uncertain: the reader hesitated.
    """

    message: int
    spans: tuple[tuple[Span, Category], ...] = ()
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation and where it stood in its file, such as "line 12" or "record 3".

    Attributes:
        lost: a sentence about messages of it that could not be read, and were left out; empty when there are none.
    """

    place: str
    conversation: Conversation
    judgements: tuple[Judgement, ...] = ()
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that was passed over: where, why, and one sentence a person understands.

    Attributes:
        place: where in the file ("line 12"); empty for the whole file.
    """

    place: str
    reason: Reason
    sentence: str
