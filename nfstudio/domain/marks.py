"""What a conversation is known by when it comes again, and the counts that are kept with it."""

from collections.abc import Sequence

from nfstudio.domain.conversation import Conversation, Message, Role, fingerprint

Sizes = tuple[int, int, int, int, int]
"""messages, user_messages, follow_ups, characters, branches."""

Mark = tuple[str, Sizes]
"""The fingerprint of a conversation, and its sizes."""


def mark_of(conversation: Conversation) -> Mark:
    """What a conversation is known by."""
    return fingerprint(conversation), sizes(conversation.messages)


def sizes(messages: Sequence[Message]) -> Sizes:
    """The counts kept with a conversation of these messages."""
    user, assistant = Role.USER, Role.ASSISTANT
    users = follow_ups = characters = branches = 0
    below_answer: list[bool] = []  # the question that `targets` answers, in the same pass as the rest
    for message in messages:
        parent = message.parent
        below = parent is not None and (messages[parent].role is assistant or below_answer[parent])
        below_answer.append(below)
        if message.role is user:
            users += 1
            follow_ups += below
        characters += len(message.content)
        branches += not message.on_active_path
    return len(messages), users, follow_ups, characters, branches
