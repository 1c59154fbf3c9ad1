"""How conversations open: those that open alike share a split."""

from nfstudio.curate.checks.wording import digest, words
from nfstudio.domain.conversation import Conversation, Role

_READ = 4_000
"""Characters of an opening that name it."""


def opening_of(conversation: Conversation, conversation_id: str) -> str:
    """A name that conversations share whose person begins with the same words; the id where nobody says a word.

    Rows with the same prompt begin with the same words, so the name keeps them together without any look at other rows.
    Letter case, white space and punctuation make no difference.
    """
    said = next((m.content for m in conversation.messages if m.role is Role.USER and m.content.strip()), None)
    if said is None:
        return conversation_id
    return f"opening {digest(' '.join(words(said[:_READ])) or said.strip()):016x}"
