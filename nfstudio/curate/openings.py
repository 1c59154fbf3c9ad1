"""How conversations open: those that open alike share a split."""

from collections.abc import Iterable, Mapping, Sequence

from nfstudio.curate.checks.wording import digest, words
from nfstudio.domain.conversation import Conversation, Role

READ = 4_000
"""Characters of an opening that name it."""


def opening(said: str) -> str:
    """A name that openings share which have the same words.

    Letter case, white space and punctuation make no difference.
    """
    return f"opening {digest(' '.join(words(said[:READ])) or said.strip()):016x}"


def opening_of(conversation: Conversation, conversation_id: str) -> str:
    """A name that conversations share whose person begins with the same words; the id where nobody says a word.

    Rows with the same prompt begin with the same words, so the name keeps them together without any look at other rows.
    """
    said = next((m.content for m in conversation.messages if m.role is Role.USER and m.content.strip()), None)
    return conversation_id if said is None else opening(said)


def tied(conversations: Iterable[Sequence[str]]) -> Mapping[str, str]:
    """One name for all openings that hang together, because the person edited the one and it became the other.

    Args:
        conversations: the names of the openings of each; one with a single opening ties nothing.

    Returns:
        By the name of an opening the smallest name of those it hangs together with; itself is not named.
    """
    above: dict[str, str] = {}

    def root(name: str) -> str:
        while (higher := above.get(name, name)) != name:
            above[name] = above.get(higher, higher)
            name = higher
        return name

    for first, *others in filter(None, conversations):
        for other in others:
            low, high = sorted((root(first), root(other)))
            if low != high:
                above[high] = low
    return {name: root(name) for name in above}
