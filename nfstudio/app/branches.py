"""From a stored conversation, a tree, to the one path of it that is read: pure functions, no widget."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nfstudio.app.conversation_view import ConversationView, FeedbackView, FoldedPart, MessageView
from nfstudio.app.evidence_words import reasons
from nfstudio.app.moments import day
from nfstudio.app.row_words import score_text, status_word
from nfstudio.app.wording import category_word, tr
from nfstudio.domain.conversation import Message, Role, path_to
from nfstudio.store.reading import StoredConversation, StoredFeedback

OPENING = 80
"""Characters of the first words that name a conversation without a title."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Which message follows which.

    Attributes:
        children: indices of the messages below each message, in their order; None stands above the first ones.
    """

    messages: tuple[Message, ...]
    children: Mapping[int | None, tuple[int, ...]]

    @classmethod
    def of(cls, messages: Sequence[Message]) -> "Tree":
        """The tree of a conversation's messages."""
        below: dict[int | None, list[int]] = {}
        for index, message in enumerate(messages):
            below.setdefault(message.parent, []).append(index)
        return cls(tuple(messages), {parent: tuple(children) for parent, children in below.items()})

    def path(self, through: int | None = None) -> tuple[int, ...]:
        """The path that leads to message `through` and goes on below it along the active path; the active path from
        the first message when `through` is None."""
        path = [] if through is None else path_to([m.parent for m in self.messages], through)
        at = through
        while children := self.children.get(at):
            at = next((child for child in children if self.messages[child].on_active_path), children[0])
            path.append(at)
        return tuple(path)

    def sibling(self, index: int, step: int) -> int:
        """The message beside `index` that answers the same one, round and round."""
        beside = self.children[self.messages[index].parent]
        return beside[(beside.index(index) + step) % len(beside)]

    def place(self, index: int) -> tuple[int, int] | None:
        """Which of how many siblings `index` is, counted from 1; None without siblings."""
        beside = self.children[self.messages[index].parent]
        return (beside.index(index) + 1, len(beside)) if len(beside) > 1 else None


def conversation_view(stored: StoredConversation, tree: Tree, path: Sequence[int]) -> ConversationView:
    """What the transcript shows of a conversation along `path`."""
    said = stored.conversation
    return ConversationView(
        stored.id,
        title_of(stored),
        " · ".join(part for part in (stored.source, said.model, day(said.created_at), stored.shown) if part),
        tuple(_message_view(stored.message_ids[index], tree, index) for index in path),
    )


def title_of(stored: StoredConversation) -> str:
    """The conversation's title, or else the first words of the person, as in the list; else of anybody."""
    said = sorted((m for m in stored.conversation.messages if m.content.strip()), key=lambda m: m.role is not Role.USER)
    opening = " ".join(said[0].content[: 4 * OPENING].split()) if said else ""
    return stored.conversation.title or (opening if len(opening) <= OPENING else f"{opening[:OPENING]}…")


def feedback_view(item: StoredFeedback) -> FeedbackView:
    """What the transcript marks of a feedback."""
    return FeedbackView(
        id=item.id,
        message=item.message,
        span=item.span,
        category=item.category,
        status=item.status,
        score=item.score,
        target=item.target,
        why="\n".join((_head(item), *reasons(item))),
        by_hand=item.by_hand,
    )


def _head(item: StoredFeedback) -> str:
    """What it is, how sure, and how it stands; where spans overlap the card tells of several."""
    parts = (category_word(item.category), score_text(item.score), status_word(item.status))
    return " · ".join(part for part in parts if part)


def _message_view(message_id: int, tree: Tree, index: int) -> MessageView:
    message = tree.messages[index]
    names = message.extra.get("attachments")
    return MessageView(
        message_id,
        message.role,
        message.content,
        model=message.model or _stranger(message),
        created_at=message.created_at,
        parts=_parts(message),
        attachments=tuple(str(name) for name in names) if isinstance(names, list) else (),
        on_active_path=message.on_active_path,
        branch=tree.place(index),
    )


def _stranger(message: Message) -> str | None:
    """Who speaks, as the log has it, where that is nobody known; stands where answers name their model."""
    name = message.extra.get("unknown_role")
    return name if isinstance(name, str) else None


def _parts(message: Message) -> tuple[FoldedPart, ...]:
    parts = []
    if reasoning := message.extra.get("reasoning"):
        parts.append(FoldedPart(tr("Reasoning"), str(reasoning)))
    calls = message.extra.get("tool_calls")
    for call in calls if isinstance(calls, list) else []:
        title = tr("Tool call: {name}").format(name=_name(call))
        parts.append(
            FoldedPart(title, call if isinstance(call, str) else json.dumps(call, ensure_ascii=False, indent=2))
        )
    return tuple(parts)


def _name(call: object) -> str:
    """What a tool call names, in whichever of the two shapes it stands."""
    inner = call.get("function", call) if isinstance(call, dict) else {}
    name = inner.get("name") if isinstance(inner, dict) else None
    return name if isinstance(name, str) else "?"
