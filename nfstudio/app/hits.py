"""What was searched for in one conversation: where it stands, and which of the hits is looked at."""

from collections.abc import Iterable

from nfstudio.app.conversation_view import MessageView
from nfstudio.app.reading_text import occurrences
from nfstudio.app.transcript_document import TranscriptDocument
from nfstudio.domain.span import Span


class Hits:
    """Hits in reading order; walking goes round and round.

    Attributes:
        current: number of the hit looked at, from 0; None before the first step.
    """

    def __init__(self, messages: Iterable[MessageView] = (), *wanted: str) -> None:
        self._hits = [(m.id, span) for m in messages for span in occurrences(m.content, *wanted)]
        self._placed: tuple[TranscriptDocument, list[tuple[int, int] | None]] | None = None
        self.current: int | None = None

    def __len__(self) -> int:
        return len(self._hits)

    def step(self, by: int) -> tuple[int, Span] | None:
        """The hit `by` further on as message id and span, now the current one; None without hits."""
        if not self._hits:
            return None
        if self.current is None:
            self.current = 0 if by > 0 else len(self._hits) - 1
        else:
            self.current = (self.current + by) % len(self._hits)
        return self._hits[self.current]

    def positions(self, page: TranscriptDocument) -> list[tuple[int, int] | None]:
        """For each hit where it starts and ends on `page`; None for one that is not rendered."""
        if self._placed is None or self._placed[0] is not page:
            self._placed = (page, [_on(page, message, span) for message, span in self._hits])
        return self._placed[1]


def _on(page: TranscriptDocument, message: int, span: Span) -> tuple[int, int] | None:
    place = page.place(message)
    return (place.position(span.start), place.position(span.end)) if place else None
