"""A question and its answer, of each record or in a row, under the names that people commonly choose."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import zip_longest

from nfstudio.importers import column_mapping, marked_text

_ASKED = (
    *("prompt", "question", "instruction", "query", "user", "human", "user_message", "user_input", "Prompt"),
    *("input", "inputs", "problem", "q", "Human", "User", "Question", "frage", "pregunta", "pergunta", "domanda"),
)
_ANSWERED = (
    *("response", "answer", "output", "reply", "assistant", "ideal", "bot", "model_output", "assistant_message"),
    *("completion", "ai", "gpt", "a", "target", "targets", "solution", "Answer", "Assistant", "Response"),
    *("antwort", "reponse", "réponse", "respuesta", "resposta", "risposta"),
)
_OF_OTHERS_TOO = frozenset({"target", "targets", "solution"})
"""Names of answers under which settings and lists of files stand, too: those are single words."""


def pair_in(record: Mapping[str, object]) -> tuple[str, str] | None:
    """The keys of a question and its answer."""
    asked = next((name for name in _ASKED if isinstance(record.get(name), str)), None)
    answered = next((name for name in _ANSWERED if _answers(name, record.get(name))), None)
    if asked and answered:
        return asked, answered
    named = _named_exchange(tuple(record))
    return named if named and all(isinstance(record[name], str) for name in named) else None


def _answers(name: str, words: object) -> bool:
    return isinstance(words, str) and (name not in _OF_OTHERS_TOO or " " in words.strip())


def with_words(record: Mapping[str, object]) -> Mapping[str, object] | None:
    """A record whose question or answer is an object, with the words in it in its place; None for others."""
    if not any(type(held) is dict for held in record.values()):
        return None
    spoken: dict[str, object] = {}
    for name in (*_ASKED, *_ANSWERED):
        inner = record.get(name)
        words = (
            next((inner[one] for one in _INNER if isinstance(inner.get(one), str)), None)
            if isinstance(inner, dict)
            else None
        )
        if words is not None:
            spoken[name] = words
    return {**record, **spoken} if spoken else None


_INNER = ("text", "content", "message", "answer", "output", "response", "question", "query", "input", "prompt")


def answer_in(record: Mapping[str, object]) -> str | None:
    """The answer that stands beside what was said before it."""
    return next((held for name in _ANSWERED if isinstance(held := record.get(name), str) and held), None)


@lru_cache(maxsize=256)
def _named_exchange(names: tuple[str, ...]) -> tuple[str, str] | None:
    """The same by names that are spelt in many ways (`user_query`, `botResponse`): told once for all records alike."""
    return column_mapping.names_exchange(names)


def with_input(record: Mapping[str, object], asked: str) -> str:
    """A question with the text that it is about, which sets of instructions keep apart."""
    beside = (record.get(name) for name in _INPUTS if name != asked)
    more = next((held for held in beside if isinstance(held, str) and held.strip()), None)
    if more is None or marked_text.messages_in(more) is not None or asked not in _TOLD:
        return str(record[asked])
    return f"{record[asked]}\n\n{more}"


_INPUTS = ("input", "context")
_TOLD = frozenset({"instruction", "question", "Question", "prompt", "query", "Instruction"})


def parallel(record: Mapping[str, object]) -> list[object] | None:
    """What a person and an assistant said, each in a list of their own, in turn; None where nobody did so."""
    for asked, answered in _PARALLEL:
        both = record.get(asked), record.get(answered)
        if not all(isinstance(said, list) and said and all(isinstance(one, str) for one in said) for said in both):
            continue
        one, other = ([*map(str, said)] for said in both if isinstance(said, list))
        if 0 <= len(one) - len(other) <= 1:
            pairs = zip_longest(one, other)
            return [
                {"role": role, "content": words}
                for pair in pairs
                for role, words in zip(_BOTH, pair, strict=True)
                if words
            ]
    return None


_BOTH = ("user", "assistant")
_PARALLEL = (
    *(("past_user_inputs", "generated_responses"), ("user_messages", "bot_messages"), ("questions", "answers")),
    *(("user_messages", "assistant_messages"), ("user", "assistant"), ("user", "bot"), ("human", "ai")),
    *(("prompts", "responses"), ("queries", "responses"), ("inputs", "outputs"), ("user_inputs", "bot_responses")),
)
