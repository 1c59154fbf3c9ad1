"""What a language model is asked and what its answer amounts to: categories and words, found again in the message.

The paper (arXiv 2407.10944) asks for JSON and keeps words that stand in the text verbatim; so does this. The question
gives the five definitions and no examples, because examples did worse than none (SPUR, arXiv 2403.12388); a list of
what is no feedback, made from errors, helps (arXiv 2605.29442).
"""

import json
import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from nfstudio.detect.context import Candidate
from nfstudio.detect.reading import plain
from nfstudio.domain.feedback import Category
from nfstudio.domain.span import Span, shared, trim

SHOWN_MESSAGE, SHOWN_ANSWER, SHOWN_EARLIER = (2_400, 1_600), (1_000, 600), (300, 100)
"""Characters of the head and the tail of each part that are shown."""
QUESTION = (
    "Below, a user talks with an assistant. Decide whether the user's LAST MESSAGE gives feedback on what the assistant"
    " answered, and which words of it do so.\n\nKinds of feedback:\n"
    + "".join(f"- {category.short}: {category.meaning}\n" for category in Category)
    + "\nNo feedback: a new question or a next step; a new wish that does not fault the answer; yes, no or ok to a"
    " question of the assistant; thanks inside a request for what is still to be done; complaints inside quoted or"
    " pasted text;"
    " texts about errors that the assistant shall work on; lines of a character in a story; the user correcting only"
    " their own words.\n\n"
)
FORM = (
    '\n\nAnswer with JSON alone: a list of objects {"category": ..., "words": ...}, one for each feedback, where words'
    " are copied exactly from the last message. Without feedback answer []."
)
AGAIN = "That cannot be read: {reason}. Answer again, with JSON alone, copying the words exactly; [] if there is none."

MARKS = 40
"""Places in an answer where JSON may begin that are tried."""

_CODES = dict(
    zip(
        ("ur1", "ur2", "ur3", "ur4", "ur5"),
        (Category.REPHRASE, Category.CORRECTION, Category.COMPLAINT, Category.CLARIFICATION, Category.POSITIVE),
        strict=True,
    )
)
"""The paper's numbers, because models that know it use them."""
_CATEGORY_FIELDS = ("category", "User Response Pattern", "type", "label")
_WORDS_FIELDS = ("words", "User Response Text", "text", "span")
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_NONE = re.compile(r"\W*(?:no feedback|none)\W*", re.IGNORECASE)


class MalformedAnswer(ValueError):
    """An answer that says nothing usable; the sentence says why."""


def question(candidate: Candidate) -> str:
    """What the model is asked about one candidate."""
    earlier = f"# user, earlier:\n{_ends(candidate.earlier[0], SHOWN_EARLIER)}\n" if candidate.earlier else ""
    return (
        f"{QUESTION}{earlier}# assistant:\n{_ends(candidate.answer, SHOWN_ANSWER)}\n"
        f"# user, LAST MESSAGE:\n{_ends(candidate.text, SHOWN_MESSAGE)}{FORM}"
    )


def claims_of(answer: str, text: str) -> list[tuple[Span, Category]]:
    """The spans of `text` that an answer names, in order and apart from one another.

    Raises:
        MalformedAnswer: when there is no such JSON, a category is unknown or words do not stand in the message.
    """
    found: list[tuple[Span, Category]] = []
    for item in _items(_THOUGHTS.sub("", answer)):
        category, words = _category(_field(item, _CATEGORY_FIELDS)), _field(item, _WORDS_FIELDS)
        if category is None:
            continue
        span = place(words, text)
        if span is None:
            raise MalformedAnswer(f"the words {json.dumps(words[:80], ensure_ascii=False)} do not stand in the message")
        if all(not shared(span, other) for other, _ in found):
            found.append((span, category))
    return sorted(found)


def place(words: str, text: str) -> Span | None:
    """Where `words` stand in `text`: verbatim, else but for letter case, typographic marks and white space."""
    words = words.strip()
    if not words or not text.strip():
        return None
    start = text.find(words)
    if start >= 0:
        return Span(start, start + len(words))
    pattern = r"\s+".join(re.escape(word) for word in plain(words).split())
    match = re.search(pattern, plain(text), re.IGNORECASE) if pattern else None
    return trim(Span(*match.span()), text) if match and match.group() else None


def _items(answer: str) -> list[Any]:
    """The objects of the first JSON list or object in an answer, whatever stands around it."""
    decoder = json.JSONDecoder()
    for mark in islice(re.finditer(r"[\[{]", answer), MARKS):
        try:
            found, _ = decoder.raw_decode(answer, mark.start())
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            inner = next((value for value in found.values() if isinstance(value, list)), None)
            return [found] if inner is None else inner
        return list(found)
    if _NONE.fullmatch(answer):
        return []
    raise MalformedAnswer("there is no JSON")


def _field(item: Any, names: Sequence[str]) -> str:
    """The first of several fields that an object has as text."""
    if not isinstance(item, dict):
        raise MalformedAnswer("the list holds something that is no object")
    found = next((item[name] for name in names if isinstance(item.get(name), str)), None)
    if found is None:
        raise MalformedAnswer(f'an object has no text called "{names[0]}"')
    return str(found)


def _category(name: str) -> Category | None:
    """The category called so; None where the model names the absence of feedback."""
    word = name.strip().casefold()
    if word in ("none", "no feedback", "no_feedback", ""):
        return None
    if word.split(" ")[0].rstrip(".:") in _CODES:
        return _CODES[word.split(" ")[0].rstrip(".:")]
    try:
        return Category.parse(name)
    except ValueError:
        raise MalformedAnswer(f"there is no category called {json.dumps(name[:40])}") from None


def _ends(text: str, most: tuple[int, int]) -> str:
    head, tail = most
    return text if len(text) <= head + tail else f"{text[:head]} […] {text[-tail:]}"
