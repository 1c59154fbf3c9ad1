"""Which answer a feedback speaks about, and which others it could: the answers above it on its own path."""

from dataclasses import dataclass

from nfstudio.app.branches import Tree
from nfstudio.app.row_words import cut
from nfstudio.app.wording import number, tr
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
    return [Answer(shown.message_ids[i], at, cut(said[i].content, 60)) for at, i in enumerate(answers, 1)]


@dataclass(frozen=True, slots=True)
class Beginning:
    """An answer that a better one can begin from."""

    title: str
    content: str


def beginnings(shown: StoredConversation, target: int, message: int) -> list[Beginning]:
    """What a better answer to `target` can begin from: the answer itself, then the answers after `message`, which
    judges it, as far as they have words; none when either is not in the conversation."""
    ids, said = shown.message_ids, shown.conversation.messages
    if target not in ids or message not in ids:
        return []
    path = Tree.of(said).path(ids.index(message))
    answers = [i for i in path if said[i].role is Role.ASSISTANT]
    numbers = {i: at for at, i in enumerate(answers, 1)}
    judged, after = ids.index(target), path.index(ids.index(message))
    found = [Beginning(_title(tr("Answer {number}, which is judged"), numbers.get(judged, 1)), said[judged].content)]
    later = [i for i in path[after:] if said[i].role is Role.ASSISTANT and said[i].content.strip()]
    after_it = tr("Answer {number}, given after")
    return found + [Beginning(_title(after_it, numbers[i]), said[i].content) for i in later[:3]]


def _title(text: str, at: int) -> str:
    return text.format(number=number(at))
