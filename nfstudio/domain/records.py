"""What an importer hands over, record by record: a conversation with what came along, or the reason there is none."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from nfstudio.domain.conversation import Conversation
from nfstudio.domain.feedback import Category
from nfstudio.domain.marks import Mark, mark_of
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
        mark: what the conversation is known by, where the importer reckoned it already.
    """

    place: str
    conversation: Conversation
    judgements: tuple[Judgement, ...] = ()
    lost: str = ""
    mark: Mark | None = field(default=None, repr=False, compare=False)

    @property
    def origin_id(self) -> str | None:
        """The conversation's id in the dump."""
        return self.conversation.origin_id

    @property
    def known_by(self) -> Mark:
        """What the conversation is known by."""
        return mark_of(self.conversation) if self.mark is None else self.mark


class FoundAgain(Found):
    """A conversation that another file of the same walk held: its mark is nearly always all that is asked of it.

    It is built where somebody wants more.
    """

    __slots__ = ("_build", "_origin_id")
    _build: Callable[[], Conversation]
    _origin_id: str | None

    def __init__(self, place: str, mark: Mark, origin_id: str | None, build: Callable[[], Conversation]) -> None:
        _set_place(self, place)
        _set_judgements(self, ())
        _set_lost(self, "")
        _set_mark(self, mark)
        _set_build(self, build)
        _set_origin_id(self, origin_id)

    @property
    def conversation(self) -> Conversation:
        """The same that the other file gave."""
        return self._build()

    @property
    def origin_id(self) -> str | None:
        """As above, without building it."""
        return self._origin_id


_set_place, _set_judgements, _set_lost, _set_mark = (
    vars(Found)[name].__set__ for name in ("place", "judgements", "lost", "mark")
)
_set_build, _set_origin_id = (vars(FoundAgain)[name].__set__ for name in FoundAgain.__slots__)


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that was passed over: where, why, and one sentence a person understands.

    Attributes:
        place: where in the file ("line 12"); empty for the whole file.
    """

    place: str
    reason: Reason
    sentence: str
