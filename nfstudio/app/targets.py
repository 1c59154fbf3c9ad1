"""Which answer a feedback speaks about, and which others it could: the answers above it on its own path."""

from dataclasses import dataclass

from nfstudio.app.row_words import cut
from nfstudio.domain.conversation import Role, path_to
from nfstudio.store.reading import StoredConversation


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as a menu names it: its number on the path, counted from 1, and its first words."""

    message: int
    number: int
    words: str


def answers_above(shown: StoredConversation, message: int) -> list[Answer]:
    """The answers that `message` can speak about, the first one first; none when it is not in the conversation."""
    if message not in shown.message_ids:
        return []
    said = shown.conversation.messages
    path = path_to([m.parent for m in said], shown.message_ids.index(message))[:-1]
    answers = [i for i in path if said[i].role is Role.ASSISTANT]
    return [Answer(shown.message_ids[i], number, cut(said[i].content, 60)) for number, i in enumerate(answers, 1)]
