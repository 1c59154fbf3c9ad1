"""The review queue as Qt asks for it."""

from collections.abc import Sequence

from nfstudio.app.models.paged_list import PagedList
from nfstudio.app.row_words import one_line, score_text, status_word
from nfstudio.domain.feedback import Status
from nfstudio.store import browse
from nfstudio.store.browse import FeedbackRow

UNDECIDED = frozenset({Status.AUTO, Status.LOW})
"""What nobody has spoken about yet."""


class FeedbackList(PagedList[FeedbackRow]):
    """Feedback, one row each."""

    def read(self, ids: Sequence[int]) -> list[tuple[int, FeedbackRow]]:
        """One page, by ids."""
        return [(row.id, row) for row in browse.feedback_rows(self._session.project.db, ids)]

    def conversation(self, row: FeedbackRow) -> int:
        """The conversation it was said in."""
        return row.conversation

    def text(self, row: FeedbackRow) -> str:
        """The words of the span."""
        return one_line(row.quote)

    def spoken(self, row: FeedbackRow) -> str:
        """Category, words, score, where it stands."""
        parts = (row.category.short, one_line(row.quote), score_text(row.score), status_word(row.status))
        return ", ".join(part for part in parts if part)
