"""The review queue as Qt asks for it."""

from collections.abc import Sequence

from nfstudio.app.models.paged_list import Field, PagedList
from nfstudio.app.row_words import SIGNS, one_line, score_text, status_word, value_word
from nfstudio.app.wording import category_word
from nfstudio.domain.feedback import Status
from nfstudio.store import browse
from nfstudio.store.browse import FeedbackRow

UNDECIDED = frozenset({Status.AUTO, Status.LOW})
"""What nobody has spoken about yet."""


class FeedbackList(PagedList[FeedbackRow]):
    """Feedback, one row each."""

    def all_fields(self) -> tuple[Field[FeedbackRow], ...]:
        """What a feedback is told by."""
        return (
            Field(self.tr("Category"), lambda row: category_word(row.category), "category", 20),
            Field(self.tr("Words"), self.text, "", 46),
            Field(self.tr("Score"), lambda row: score_text(row.score), "score", 9, number=True),
            Field(self.tr("Status"), _standing, "status", 16),
            Field(self.tr("Source"), lambda row: one_line(row.source, 80), "source", 20),
            Field(self.tr("Model"), lambda row: one_line(row.model or "", 80), "model", 20),
            Field(self.tr("Date"), lambda row: (row.created_at or "")[:10], "created"),
            Field(self.tr("Found by"), lambda row: value_word("detector", row.detector), "detector"),
        )

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
        parts = (category_word(row.category), one_line(row.quote), score_text(row.score), status_word(row.status))
        return ", ".join(part for part in parts if part)


def _standing(row: FeedbackRow) -> str:
    return f"{SIGNS[row.status]} {status_word(row.status)}".strip()
