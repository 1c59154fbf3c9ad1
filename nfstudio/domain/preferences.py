"""What a row of a dataset says, whatever framework reads it: a judged answer, a pair of answers, a prompt alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nfstudio.domain.conversation import Message


class Kind(StrEnum):
    """The kinds of dataset, by the words they are asked for (`--kind`)."""

    KTO = "kto"
    DPO = "dpo"
    REWARD = "reward"
    SFT = "sft"
    PROMPTS = "prompts"
    TRIPLES = "triples"
    ORDINAL = "ordinal"
    STEPWISE = "stepwise"
    SPANS = "spans"
    PAPER = "paper"

    @property
    def meaning(self) -> str:
        """One line for people who choose."""
        return _MEANINGS[self]


_MEANINGS = {
    Kind.KTO: "Unpaired preferences: an answer, and whether it was wanted.",
    Kind.DPO: "Preference pairs: a better and a worse answer to one prompt.",
    Kind.REWARD: "Preference pairs for a reward model.",
    Kind.SFT: "Answers that were praised, and answers that people wrote.",
    Kind.PROMPTS: "What people asked, without the answers.",
    Kind.TRIPLES: "What stood before, the answer, and what the person said to it.",
    Kind.ORDINAL: "Answers graded from 1 (complained about) to 4 (praised).",
    Kind.STEPWISE: "Conversations with a label for every judged answer.",
    Kind.SPANS: "Reviewed conversations with every span, without loss.",
    Kind.PAPER: "The table of arXiv 2407.10944: conversation, judged exchange, category, label.",
}


@dataclass(frozen=True, slots=True)
class Unpaired:
    """An unpaired preference: what stood before an answer, the answer, and whether it was wanted."""

    prompt: tuple[Message, ...]
    completion: Message
    label: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A preference pair.

    Attributes:
        implicit: both sides are to be written as whole conversations instead of beside a prompt.
    """

    prompt: tuple[Message, ...]
    chosen: Message
    rejected: Message
    implicit: bool = False


@dataclass(frozen=True, slots=True)
class Demonstration:
    """An answer to learn from."""

    prompt: tuple[Message, ...]
    completion: Message


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt alone."""

    prompt: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Triple:
    """An answer with what the person said next."""

    prompt: tuple[Message, ...]
    completion: Message
    follow_up: Message


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer with a grade from 1 to 4.

    Attributes:
        words: what the person said of the answer: the words of the span.
    """

    prompt: tuple[Message, ...]
    completion: Message
    words: str
    grade: int


@dataclass(frozen=True, slots=True)
class Step:
    """A judged answer inside a conversation.

    Attributes:
        before: what was said since the judged answer before it.
    """

    before: tuple[Message, ...]
    answer: Message
    label: bool


@dataclass(frozen=True, slots=True)
class Process:
    """One path through a conversation with all its judged answers; the prompt is what stands before the first."""

    prompt: tuple[Message, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A row whose shape does not depend on a framework, as plain JSON values."""

    fields: Mapping[str, object]


Content = Unpaired | Pair | Demonstration | Asked | Triple | Graded | Process | Record
