"""Examples as the checks see them, and examples with the words that a check has blanked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from nfstudio.curate.checks.flags import Answer, Said, Specimen
from nfstudio.curate.examples import GRADES
from nfstudio.curate.judged import Example, Way
from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.feedback import Category
from nfstudio.domain.preferences import (
    Content,
    Demonstration,
    Graded,
    Kind,
    Pair,
    Process,
    Record,
    Step,
    Triple,
    Unpaired,
)


def checkable(kind: Kind) -> bool:
    """Whether checks can look at rows of this kind; records keep whole conversations, or no words at all."""
    return kind not in (Kind.SPANS, Kind.PAPER)


def read_by_checks(contents: Iterable[Content]) -> tuple[list[str], list[str]]:
    """The messages of these rows that checks read closely, and those they only glance at (see `Inspection.foresee`)."""
    closely: list[str] = []
    glanced: list[str] = []
    for content in contents:
        prompt, answers = _prompt(content), _answers(content)
        if any(answer.wanted for answer in answers):
            own = closely
            own += [message.content for message in prompt]
        else:
            own = glanced
            own += next(([one.content] for one in reversed(prompt) if one.role is Role.USER), ())
        own += [answer.message.content for answer in answers]
    return closely, glanced


def specimen(example: Example, *, split: str | None = None) -> Specimen:
    """A row as the checks see it; its split where that is known already."""
    conversation, conversation_id = example.reviewed.conversation, example.conversation_id
    answers = _answers(example.content)
    return Specimen(
        key=f"{conversation_id}\x1f{example.target_position}\x1f{example.way}",
        conversation_id=conversation_id,
        prompt=_prompt(example.content),
        answers=(*answers, *_unquoted(example)),
        feedback=tuple(Said(trace.quote, trace.category, trace.scope) for trace in example.said),
        language=conversation.language,
        user=conversation.user,
        split=split,
        disputed=_disputed(example, answers),
    )


def with_words(example: Example, blanked: Specimen) -> Example:
    """The example with the words of a specimen that was made of it."""
    # The words stand at as many places as before, in the same order.
    traces = [replace(t, quote=s.quote) for t, s in zip(example.said, blanked.feedback, strict=True)]
    at = iter(traces)
    changed = replace(example, content=_content(example.content, blanked))
    if example.chosen is None or example.rejected is None:
        return replace(changed, traces=tuple(at))
    chosen = replace(example.chosen, traces=tuple(next(at) for _ in example.chosen.traces))
    rejected = replace(example.rejected, traces=tuple(next(at) for _ in example.rejected.traces))
    return replace(changed, chosen=chosen, rejected=rejected, traces=rejected.traces or chosen.traces)


def _disputed(example: Example, answers: Iterable[Answer]) -> bool:
    """Whether a thumb says otherwise. An answer with one up may be bettered all the same; chance means nothing."""
    if example.way in (Way.REWRITE, Way.CHANCE):
        return False
    if isinstance(example.content, Graded) and example.category in _IN_BETWEEN:
        return False
    thumbs = ((answer.wanted, answer.message.rating) for answer in answers)
    return any(rating is not None and wanted is not None and wanted is not (rating > 0) for wanted, rating in thumbs)


_IN_BETWEEN = (Category.REPHRASE, Category.CLARIFICATION)
"""Grades that a thumb does not contradict."""


def _prompt(content: Content) -> tuple[Message, ...]:
    if isinstance(content, Record):
        return ()
    if isinstance(content, Process):
        return (*content.prompt, *(message for step in content.steps for message in step.before))
    return content.prompt


def _answers(content: Content) -> tuple[Answer, ...]:
    if isinstance(content, Process):
        return tuple(Answer(f"step {i}", step.answer, step.label) for i, step in enumerate(content.steps, 1))
    return tuple(Answer(name, getattr(content, name), said(content)) for name, said in _NAMED.get(type(content), ()))


def _unquoted(example: Example) -> tuple[Answer, ...]:
    """What the person said of a graded answer, where no feedback quotes it: in a control."""
    if not isinstance(example.content, Graded) or example.traces:
        return ()
    return (Answer(_WORDS, Message(Role.USER, example.content.words), None),)


_WORDS = "user_feedback"
_NAMED: Mapping[type, Sequence[tuple[str, Callable[[Any], bool | None]]]] = {
    Unpaired: (("completion", lambda content: content.label),),
    Pair: (("chosen", lambda _: True), ("rejected", lambda _: False)),
    Demonstration: (("completion", lambda _: True),),
    Triple: (("completion", lambda _: None), ("follow_up", lambda _: None)),
    Graded: (("completion", lambda content: content.grade == GRADES[Category.POSITIVE]),),
}
"""Which fields of a content are answers, and whether each is wanted; a prompt alone has none."""


def _content(content: Content, blanked: Specimen) -> Content:
    if isinstance(content, Record):
        return content
    if isinstance(content, Process):
        return _process(content, blanked)
    said: dict[str, Any] = {answer.name: answer.message for answer in blanked.answers}
    if isinstance(content, Graded):
        said["words"] = said.pop(_WORDS).content if _WORDS in said else blanked.feedback[0].quote
    return replace(content, prompt=blanked.prompt, **said)


def _process(content: Process, blanked: Specimen) -> Process:
    messages, answers = iter(blanked.prompt), iter(blanked.answers)
    prompt = tuple(next(messages) for _ in content.prompt)
    steps = tuple(
        Step(tuple(next(messages) for _ in step.before), next(answers).message, step.label) for step in content.steps
    )
    return Process(prompt, steps)
