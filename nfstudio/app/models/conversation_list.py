"""The list of conversations as Qt asks for it."""

from collections.abc import Sequence

from nfstudio.app.models.paged_list import PagedList
from nfstudio.app.row_words import one_line
from nfstudio.app.wording import counted, number
from nfstudio.store import browse
from nfstudio.store.browse import ConversationRow


class ConversationList(PagedList[ConversationRow]):
    """Conversations, one row each."""

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
        feedback = [f"{number(count)} {category.short}" for category, count in row.feedback]
        return ", ".join([self.text(row), size, row.source, *feedback])
