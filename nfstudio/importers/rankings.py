"""Sets in which several answers to one question were compared: the best stands on the path, the others beside it.

What TRL and Anthropic publish has formats of its own; these are the other shapes that are passed around.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.records import Found
from nfstudio.importers import datasets, hh, shapes
from nfstudio.importers.chat_messages import conversation_fields, read_messages
from nfstudio.importers.marked_text import messages_in
from nfstudio.importers.shapes import WrongShape, chained
from nfstudio.importers.speakers import is_utterance, said_in

_QUESTIONS = ("prompt", "question", "instruction", "context", "history", "input", "query", "trajectory")
_TWO = (
    *(("response_0", "response_1"), ("response1", "response2"), ("response_a", "response_b"), ("answer_0", "answer_1")),
    *(("human_ref_A", "human_ref_B"), ("response_1", "response_2"), ("output_1", "output_2"), ("answer_a", "answer_b")),
)
"""Names of two answers that were compared."""
_SIDES = (("chosen", "rejected"), ("chosen_response", "rejected_response"), ("accepted", "rejected"))
"""Names of a better answer and a worse one."""
_LISTS = ("answers", "completions", "responses", "candidates", "generations")
_WORDS = ("answer", "response", "text", "content", "completion", "output", "generated_text")
_SCORES = ("overall_score", "score", "fine-grained_score", "rating")
_VERDICTS = (
    "better_response_id",
    "labels",
    "winner",
    "preference",
    "overall_preference",
    "preference_strength",
    "preferred",
)
_SCALES = frozenset({"overall_preference", "preference_strength"})
"""From -3 for the first to 3 for the second, as HelpSteer has it."""
_SECOND = frozenset({"b", "1", "response_b", "model_b", "response_1", "right"})


@dataclass(frozen=True, slots=True)
class _Answer:
    words: str
    model: str | None = None
    rank: float = 0.0  # the lowest is the best


def is_record(value: object) -> bool:
    """A question, and answers that were compared; or a conversation of several answers a turn, as PRISM has them."""
    if not isinstance(value, dict) or value.keys().isdisjoint(KEYS):
        return False
    if is_prism(value):
        return True
    return (_sides(value) is not None or _listed(value) is not None) and _asked(value) is not None


def is_prism(value: Mapping[str, object]) -> bool:
    """Whether every answer of a conversation says if it was the one that was chosen."""
    said = value.get("conversation_history")
    return isinstance(said, list) and any(isinstance(item, dict) and "if_chosen" in item for item in said[:4])


def build(value: Mapping[str, object]) -> Sequence[Found]:
    """One record as a conversation.

    Raises:
        WrongShape: when it cannot be read.
    """
    fields = conversation_fields({name: held for name, held in value.items() if name != "language" or _is_spoken(held)})
    if is_prism(value):
        return (chained(list(_turns(value["conversation_history"])), lost=(), **fields),)
    answers = [answer for answer in _sides(value) or _listed(value) or [] if answer.words]
    asked = _asked(value) or []
    if not answers:
        raise WrongShape("None of the answers holds words.")
    messages = read_messages(asked)
    parent = len(messages) - 1 if messages else None
    seen = set[str]()
    for answer in sorted(answers, key=lambda one: one.rank):
        said = read_messages([{"role": "assistant", "content": answer.words}], start=len(messages))[0]
        if said.content not in seen:
            messages.append(replace(said, parent=parent, model=answer.model, on_active_path=not seen))
            seen.add(said.content)
    return (chained(messages, lost=(), **fields),)


def _is_spoken(language: object) -> bool:
    """Whether it is the language of people: sets of code name that of programs in the same field."""
    return str(language).strip().lower() not in {"python", "javascript", "typescript", "java", "c", "c++", "cpp", "go"}


def _asked(value: Mapping[str, object]) -> list[object] | None:
    """What was said before the answers, in words of role and content; None when nothing was."""
    for name in _QUESTIONS:
        held = datasets.unpacked(value.get(name))
        if isinstance(held, dict) and isinstance(held.get("full_text"), str):
            held = held["full_text"]
        if isinstance(held, list) and held and all(map(is_utterance, held)):
            return _told(value, said_in(held))
        if isinstance(held, str) and held.strip():
            before = hh.utterances(held) or list(messages_in(held) or [])
            return _told(value, before or [{"role": "user", "content": held}])
    return None


def _told(value: Mapping[str, object], said: list[object]) -> list[object]:
    system = shapes.first(value, ("system", "system_prompt"))
    return [{"role": "system", "content": system}, *said] if system else said


def _sides(value: Mapping[str, object]) -> list[_Answer] | None:
    for better, worse in _SIDES:
        sides = value.get(better), value.get(worse)
        if all(isinstance(side, str) for side in sides) and "\n\nHuman:" not in str(sides[0]):
            named = (shapes.first(value, (f"{side}-model", f"{side}_model")) for side in (better, worse))
            return [_Answer(str(side), model, i) for i, (side, model) in enumerate(zip(sides, named, strict=True))]
    for first, second in _TWO:
        pair = value.get(first), value.get(second)
        if all(isinstance(words, str) for words in pair):
            best = _best(value, (first, second))
            models = (shapes.first(value, (name,)) for name in ("model_a", "model_b"))
            return [
                _Answer(str(words), model, float(i != best))
                for i, (words, model) in enumerate(zip(pair, models, strict=True))
            ]
    return None


def _best(value: Mapping[str, object], pair: tuple[str, str]) -> int:
    """Which of two answers was preferred: 0 or 1; the first where neither was, or nobody says."""
    scores = [value.get(name) for name in ("score_0", "score_1")]
    if all(isinstance(score, int | float) for score in scores):
        return int(scores[1] > scores[0])  # type: ignore[operator]  # numbers, asked just before
    for name in _VERDICTS:
        said = value.get(name)
        if isinstance(said, bool) or not isinstance(said, int | float | str):
            continue
        if name == "labels" and said in (0, 1):  # of SHP, where 1 is the first
            return int(said == 0)
        if name in _SCALES and isinstance(said, int | float):
            return int(said > 0)
        return _named(f"{said:g}" if isinstance(said, int | float) else said.strip().lower(), pair)
    return 0


def _named(verdict: str, pair: tuple[str, str]) -> int:
    """Which of two a verdict names: by its column, or what that ends with: some count from 0, some from 1."""
    found = [verdict in (name.lower(), name.lower()[-1]) for name in pair]
    return found.index(True) if any(found) else int(verdict in _SECOND)


def _listed(value: Mapping[str, object]) -> list[_Answer] | None:
    """Several answers in a list, each with its words, and a rank or a score."""
    for name in _LISTS:
        items = datasets.unpacked(value.get(name))
        if not isinstance(items, list) or len(items) < _SEVERAL:
            continue
        if all(isinstance(item, str) for item in items):
            return _rated(value, items)
        if all(isinstance(item, dict) and _words(item) is not None for item in items):
            return [_answer(item) for item in items if isinstance(item, dict)]
    return None


_SEVERAL = 2
KEYS = frozenset({"conversation_history", *_LISTS, *(first for first, _ in (*_TWO, *_SIDES))})
"""One of these every record has in which answers were compared."""


def _rated(value: Mapping[str, object], words: Sequence[object]) -> list[_Answer] | None:
    """Answers whose scores stand in a list of their own; None where they do not."""
    scores = next((held for name in _RATED if isinstance(held := datasets.unpacked(value.get(name)), list)), [])
    if len(scores) != len(words):
        return None
    models = value.get("generation_models")
    names = models if isinstance(models, list) and len(models) == len(words) else [None] * len(words)
    return [
        _Answer(str(said), shapes.text(name), -float(score) if isinstance(score, int | float) else 0.0)
        for said, name, score in zip(words, names, scores, strict=True)
    ]


_RATED = ("ratings", "rating", "scores", "score")


def _words(item: Mapping[str, object]) -> str | None:
    return next((str(item[name]) for name in _WORDS if isinstance(item.get(name), str)), None)


def _answer(item: Mapping[str, object]) -> _Answer:
    rank = item.get("rank")
    score = next((item[name] for name in _SCORES if isinstance(item.get(name), int | float)), 0.0)
    best = float(rank) if isinstance(rank, int | float) else -float(score)  # type: ignore[arg-type]  # asked just before
    return _Answer(_words(item) or "", shapes.first(item, ("model", "model_name")), best)


def _turns(said: object) -> Iterator[Message]:
    """The turns of PRISM: each answer hangs under its question, the next question under the answer that was chosen."""
    items = [item for item in said if isinstance(item, dict)] if isinstance(said, list) else []
    asked: int | None = None
    chosen: int | None = None
    for i, item in enumerate(items):
        message = read_messages([item], start=i)[0]
        if message.role is not Role.ASSISTANT:
            yield replace(message, parent=chosen)
            asked = chosen = i
            continue
        taken = item.get("if_chosen") is True
        model = shapes.first(item, ("model_name", "model"))
        yield replace(message, parent=asked, model=model, on_active_path=taken)
        chosen = i if taken else chosen
