"""LMSYS-Chat-1M and the Chatbot Arena sets: conversations with one model, or with two at once, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from nfstudio.domain.conversation import Conversation, Message
from nfstudio.domain.records import Found, Problem
from nfstudio.importers import datasets, shapes
from nfstudio.importers.chat_messages import rated
from nfstudio.importers.files import Entry
from nfstudio.importers.sample import Sample
from nfstudio.importers.shapes import WrongShape
from nfstudio.importers.wildchat import said, utterances

NAME = "lmsys"
TITLE = "LMSYS-Chat-1M, Chatbot Arena"
COMPANIONS: tuple[str, ...] = ()

_ONE = frozenset({"conversation", "conversation_id", "model"})
_TWO = frozenset({"conversation_a", "conversation_b"})
_APART = frozenset({"model_a", "model_b", "prompt", "response_a", "response_b"})
"""Columns of battles whose questions stand apart from the answers, as they were published for contests."""
_BEST = {"model_a": (1, -1), "model_b": (-1, 1), "tie (bothbad)": (-1, -1), "both_bad": (-1, -1), "bothbad": (-1, -1)}
"""What a verdict of the person says of both answers; a tie says nothing of either."""


def recognises(sample: Sample) -> bool:
    """Whether the sample shows such records."""
    return _is_either(set(sample.columns)) if sample.columns else sample.layout(is_row) is not None


def read(entry: Entry) -> Iterator[Found | Problem]:
    """Every conversation. A battle is two, one with each model, and the winner a thumb on its last answer."""
    return datasets.conversations(datasets.records(entry, is_row), build)


def is_row(value: object) -> bool:
    """A conversation with one named model, or a battle."""
    return isinstance(value, dict) and _is_either(set(value))


def _is_either(keys: set[str]) -> bool:
    return keys >= _TWO or keys >= _APART or (keys >= _ONE and "conversation_hash" not in keys)


def build(value: object) -> Sequence[Found]:
    """One record as one or two conversations.

    Raises:
        WrongShape: when it cannot be read.
    """
    if not isinstance(value, dict):
        raise WrongShape("This is no object with a list called conversation.")
    if value.keys() >= _APART:
        value = {**value, **_joined(value)}
    if value.keys() >= _TWO:
        thumbs = _BEST.get(str(value.get("winner")).strip().lower(), (None, None))
        return tuple(_found(value, side, thumb) for side, thumb in zip(("_a", "_b"), thumbs, strict=True))
    return (_found(value, ""),)


def _joined(value: Mapping[str, object]) -> dict[str, object]:
    """The two conversations of a battle, and who won it, of which contests make columns of yes and no."""
    asked = _several(value.get("prompt"))
    both: dict[str, object] = {}
    for side in ("a", "b"):
        answers = _several(value.get(f"response_{side}"))
        answers += [None] * (len(asked) - len(answers))
        turns = [
            {"role": role, "content": words}
            for pair in zip(asked, answers, strict=False)
            for role, words in zip(("user", "assistant"), pair, strict=True)
            if words is not None
        ]
        both[f"conversation_{side}"] = turns
    if "winner" not in value:
        won = (side for side in ("model_a", "model_b") if str(value.get(f"winner_{side}")) in ("1", "1.0", "True"))
        both["winner"] = next(won, None)
    return both


def _several(cell: object) -> list[object]:
    """What was said turn by turn; a text that is no list is all of it."""
    held = datasets.unpacked(cell)
    return list(held) if isinstance(held, list) else [cell]


def _found(value: Mapping[str, object], side: str, thumb: int | None = None) -> Found:
    model = shapes.first(value, (f"model{side}", "model"))
    messages, lost = said(utterances(value, f"conversation{side}"), model)
    messages = rated(messages, thumb)
    name = shapes.first(value, ("conversation_id", "question_id", "id"))
    conversation = Conversation(
        tuple(_flagged(messages, datasets.unpacked(value.get("openai_moderation")))),
        origin_id=f"{name}{side}" if name else None,
        model=model,
        language=shapes.text(value.get("language")),
        created_at=shapes.first_time(value, ("tstamp", "timestamp")),
        user=shapes.first(value, ("judge", "user_id")),
    )
    return Found("", conversation, lost=shapes.left_out(lost))


def _flagged(messages: Sequence[Message], moderation: object) -> Iterator[Message]:
    """The messages; what the moderator flagged is marked as toxic, as WildChat marks it."""
    verdicts = (
        moderation if isinstance(moderation, list) and len(moderation) == len(messages) else [None] * len(messages)
    )
    for message, verdict in zip(messages, verdicts, strict=True):
        flagged = isinstance(verdict, dict) and verdict.get("flagged") is True
        yield replace(message, extra={**message.extra, "toxic": True}) if flagged else message
