"""A control: as many rows as the real dataset, of answers and labels that chance chose.

Training on it shows what the words alone are worth, so that people can tell whether the feedback adds anything: in
arXiv 2407.10944 three to six points of the gain were the feedback's, the rest random conversations gave too.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nfstudio.curate.examples import unfit
from nfstudio.curate.judged import Example, Reviewed, Way
from nfstudio.curate.paths import depths_of, path_of
from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.preferences import Asked, Content, Demonstration, Graded, Kind, Pair, Triple, Unpaired

KINDS = (Kind.KTO, Kind.DPO, Kind.REWARD, Kind.SFT, Kind.PROMPTS, Kind.TRIPLES, Kind.ORDINAL)
"""The kinds that have a control."""


def chance(*names: object) -> float:
    """A number in [0, 1) that the names alone decide."""
    digest = hashlib.blake2b("\x1f".join(map(str, names)).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def tossed(example: Example, *, seed: int) -> Example:
    """A pair with its sides put by a coin, so that nothing says which is better."""
    pair = example.content
    if not isinstance(pair, Pair):
        raise TypeError("only a pair has two sides")  # a bug of the caller, not of the data
    # By the words alone: equal pairs fall alike and stay one row, and the same pair the other way round stays another.
    sides = sorted((pair.chosen.content, pair.rejected.content))
    if chance("sides", seed, *(message.content for message in pair.prompt), *sides) < 0.5:
        return replace(example, way=Way.CHANCE)
    content = replace(pair, chosen=pair.rejected, rejected=pair.chosen)
    return replace(example, content=content, way=Way.CHANCE, chosen=example.rejected, rejected=example.chosen)


def at_random(reviewed: Reviewed, answer: int, *, kind: Kind, label: bool | int | None) -> Example | None:
    """A row of an answer that nobody needs to have judged; None where it gives no row.

    Args:
        label: what chance drew: the label of an unpaired preference, or the grade.
    """
    messages = reviewed.conversation.messages
    path = path_of(messages, answer)
    if unfit(path):
        return None
    content = _content(messages, answer, tuple(path), kind, label)
    return None if content is None else Example(content, reviewed, Way.CHANCE, len(path) - 1)


def _content(
    messages: Sequence[Message], answer: int, path: tuple[Message, ...], kind: Kind, label: object
) -> Content | None:
    prompt = path[:-1]
    match kind:
        case Kind.KTO:
            return Unpaired(prompt, path[-1], bool(label))
        case Kind.SFT:
            return Demonstration(prompt, path[-1])
        case Kind.PROMPTS:
            return Asked(prompt)
        case Kind.ORDINAL | Kind.TRIPLES:
            following = next(_replies(messages, answer), None)
            if following is None:
                return None
            if kind is Kind.TRIPLES:
                return Triple(prompt, path[-1], following)
            return Graded(prompt, path[-1], following.content, label if isinstance(label, int) else 0)
        case _:
            raise ValueError(f"datasets of the kind {kind} have no control")


def _replies(messages: Sequence[Message], answer: int) -> Iterator[Message]:
    """What the person said to an answer at once."""
    return (m for m in messages if m.parent == answer and m.role is Role.USER and m.content.strip())


def answers_of(reviewed: Reviewed, *, seed: int) -> list[int]:
    """The answers of a conversation in an order of chance."""
    depths = depths_of(reviewed.conversation.messages)
    answers = [i for i, message in enumerate(reviewed.conversation.messages) if message.role is Role.ASSISTANT]
    return sorted(answers, key=lambda i: chance(seed, reviewed.conversation_id, depths[i], i))
