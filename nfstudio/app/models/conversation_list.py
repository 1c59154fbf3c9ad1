"""The list of conversations as Qt asks for it."""

from collections.abc import Sequence

from nfstudio.app.models.paged_list import Field, PagedList
from nfstudio.app.row_words import one_line, value_word
from nfstudio.app.wording import category_word, counted, number
from nfstudio.store import browse
from nfstudio.store.browse import ConversationRow


class ConversationList(PagedList[ConversationRow]):
    """Conversations, one row each."""

    def all_fields(self) -> tuple[Field[ConversationRow], ...]:
        """What a conversation is told by."""
        return (
            Field(self.tr("Title"), self.text, "title", 40),
            Field(self.tr("Feedback"), _letters, "feedback", 20, number=True),
            Field(self.tr("Messages"), lambda row: number(row.messages), "messages", 14, number=True),
            Field(self.tr("Source"), lambda row: one_line(row.source, 80), "source", 20),
            Field(self.tr("Model"), lambda row: one_line(row.model or "", 80), "model", 20),
            Field(
                self.tr("Language"),
                lambda row: value_word("language", row.language or "") if row.language else "",
                "language",
            ),
            Field(self.tr("Date"), lambda row: (row.created_at or "")[:10], "created"),
        )

    def read(self, ids: Sequence[int]) -> list[tuple[int, ConversationRow]]:
        """One page, by ids."""
        return [(row.id, row) for row in browse.conversation_rows(self._session.project.db, ids)]

    def conversation(self, row: ConversationRow) -> int:
        """Itself."""
        return row.id

    def text(self, row: ConversationRow) -> str:
        """Its title, or the first words the person wrote."""
        return one_line(row.title or row.opening) or self.tr("Untitled")

    def spoken(self, row: ConversationRow) -> str:
        """Title, size, origin, and the feedback in it."""
        size = counted(row.messages, self.tr("1 message"), self.tr("{count} messages"))
        feedback = [f"{number(count)} {category_word(category)}" for category, count in row.feedback]
        return ", ".join([self.text(row), size, row.source, *feedback])


def _letters(row: ConversationRow) -> str:
    """How much of each category it holds, such as "C2 P"."""
    return " ".join(f"{category.letter}{number(count) if count > 1 else ''}" for category, count in row.feedback)
