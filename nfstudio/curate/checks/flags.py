"""What a check sees and what it says: one row before it is written, flags about it, findings about all rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from nfstudio.curate.checks.tokens import BY_CHARACTERS, CountTokens
from nfstudio.domain.conversation import Message
from nfstudio.domain.feedback import Category, Scope
from nfstudio.domain.span import Span


class Action(StrEnum):
    """What becomes of a row that is flagged: it stays, it stays with the places blanked, or it is left out."""

    KEEP = "keep"
    REDACT = "redact"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a row.

    Attributes:
        name: "completion", "chosen", "rejected" or what the kind calls it; flags name it by this word.
        wanted: whether training makes this answer likelier: the label of an unpaired preference, true for `chosen` and
            for what SFT learns, false for `rejected`, None where nothing says so.
    """

    name: str
    message: Message
    wanted: bool | None


@dataclass(frozen=True, slots=True)
class Said:
    """One feedback behind the row: its words travel in `meta`, so they are looked at and redacted too."""

    quote: str
    category: Category
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Specimen:
    """A row as checks see it, whatever its kind and framework: build one from each example or pair.

    Attributes:
        key: names the row for good (conversation id, target position, recipe); decides who stays under a cap.
        prompt: in order, the message that is answered last; empty for kinds without one.
        answers: none for prompts only; `chosen` before `rejected`.
        feedback: what stands behind the row, strongest first; pairs give both sides'.
        language: ISO 639-1 code of the conversation, None when unknown.
        user: an id of the person, where the dump has one.
        split: where the row goes, as far as that is known before all rows are.
        disputed: whether a thumb that came with the logs says of an answer otherwise than the row.
    """

    key: str
    conversation_id: str
    prompt: tuple[Message, ...]
    answers: tuple[Answer, ...] = ()
    feedback: tuple[Said, ...] = ()
    language: str | None = None
    user: str | None = None
    split: str | None = None
    disputed: bool = False

    def texts(self) -> Iterator[tuple[str, int, str]]:
        """Everything in the row that somebody wrote: part, index in that part, text (see `Place`)."""
        for i, message in enumerate(self.prompt):
            yield "prompt", i, message.content
        for answer in self.answers:
            yield answer.name, 0, answer.message.content
        for i, said in enumerate(self.feedback):
            yield "quote", i, said.quote

    def with_texts(self, texts: Iterator[str]) -> "Specimen":
        """The same row with other words, in the order of `texts()`."""
        return replace(
            self,
            prompt=tuple(replace(message, content=next(texts)) for message in self.prompt),
            answers=tuple(
                replace(answer, message=replace(answer.message, content=next(texts))) for answer in self.answers
            ),
            feedback=tuple(replace(said, quote=next(texts)) for said in self.feedback),
        )


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the row: a span of one text.

    Attributes:
        part: "prompt", the name of an answer, or "quote" (the words of a feedback).
        index: which message of the prompt, which quote; 0 for an answer.
    """

    part: str
    index: int
    span: Span


@dataclass(frozen=True, slots=True)
class Flag:
    """What one check found in one row; what becomes of it is the person's choice (`Inspection`).

    Attributes:
        check: name of the check, a key of `CHECKS`.
        reason: a few plain words, one of a small set for each check, so that flags can be counted by it.
        suggested: what the check would do, were it asked.
        places: the words it is about, where it is about words.
    """

    check: str
    reason: str
    suggested: Action = Action.KEEP
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check says about all rows together.

    Attributes:
        sentence: for the person, with its figures.
        figures: the same for programs; plain JSON values.
        warns: whether something should be done; otherwise it is for information.
        remedy: changes of `Settings`, of actions or of the split that would mend it, such as
            `{"most_per_template": 20}` or `{"split_by": "cluster"}`.
    """

    check: str
    sentence: str
    figures: Mapping[str, object] = field(default_factory=dict)
    warns: bool = False
    remedy: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can ask of the checks; the defaults suit English chat.

    Attributes:
        languages: ISO 639-1 codes to keep; empty: all. Conversations of unknown language always pass.
        shortest_prompt, shortest_answer: words of the message that is answered, and of an answer that is wanted
            (WildReward, arXiv 2602.08829: 5 and 10).
        most_tokens: of prompt and longest answer together; None: no bound.
        count_tokens: see `tokens.tokenizer`.
        most_per_user, most_per_template: rows; None: no cap.
        alike: share of word triples in common from which two texts are near duplicates, in [0.6, 1].
        seed: decides which rows stay under a cap.
    """

    languages: frozenset[str] = frozenset()
    shortest_prompt: int = 5
    shortest_answer: int = 10
    most_tokens: int | None = None
    count_tokens: CountTokens = BY_CHARACTERS
    most_per_user: int | None = None
    most_per_template: int | None = None
    alike: float = 0.8
    seed: int = 0
