"""From reviewed conversations to examples with one answer: which answer a feedback judges, and what the model had seen
by then. The feedback itself, and all that follows, stays out of every prompt."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from nfstudio.curate.judged import Example, JudgedFeedback, LeftOut, Outcome, Reason, Reviewed, Selection, Trace, Way
from nfstudio.curate.paths import asks, depths_of, paths_to, speaks_about
from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.feedback import Category, Polarity
from nfstudio.domain.preferences import Asked, Content, Demonstration, Graded, Triple, Unpaired

GRADES = {
    Category.COMPLAINT: 1,
    Category.CORRECTION: 2,
    Category.REPHRASE: 2,
    Category.CLARIFICATION: 3,
    Category.POSITIVE: 4,
}
"""The grade that a category gives an answer, 1 to 4 (after WildReward, arXiv 2602.08829)."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judged answer with the chosen feedback about it.

    Attributes:
        target: index of the answer.
        path: from the first message to the answer.
        traces: the feedback, strongest first, beside `feedback` in the same order.
    """

    target: int
    path: tuple[Message, ...]
    feedback: tuple[JudgedFeedback, ...]
    traces: tuple[Trace, ...]

    @property
    def prompt(self) -> tuple[Message, ...]:
        """All that stands before the answer."""
        return self.path[:-1]

    @property
    def answer(self) -> Message:
        """The answer itself."""
        return self.path[-1]

    @property
    def wanted(self) -> bool:
        """The label: only positive feedback says that an answer was wanted."""
        return wanted(self.feedback[0])

    @property
    def torn(self) -> bool:
        """Whether feedback of opposite signs speaks about this answer."""
        return len({wanted(feedback) for feedback in self.feedback}) > 1


def wanted(feedback: JudgedFeedback) -> bool:
    """Whether this feedback says that its answer was wanted."""
    return feedback.category.polarity is Polarity.POSITIVE


def judgements(reviewed: Reviewed, selection: Selection) -> Iterator[Judgement | LeftOut]:
    """The judged answers of a conversation, in their order, each once; conflicts are still in.

    Feedback is filtered first, so what was not chosen raises no conflict. A prompt is all that stands before the
    answer on its own path; there the person asks, and the person or a tool speaks last, but for system messages.
    """
    messages = reviewed.conversation.messages
    depths = depths_of(messages)
    judged: dict[int, list[JudgedFeedback]] = {}
    for feedback in reviewed.feedback:
        if reason := selection.refusal(feedback):
            yield LeftOut(reason)
        elif feedback.target is None or not speaks_about(messages, feedback.target, feedback.message):
            yield LeftOut(Reason.TARGET)
        else:
            judged.setdefault(feedback.target, []).append(feedback)
    targets = sorted(judged)
    for target, path in zip(targets, paths_to(messages, depths, targets), strict=True):
        if reason := unfit(path):
            yield LeftOut(reason, len(judged[target]))
        else:
            yield _judgement(target, path, judged[target], depths, messages)


def unfit(path: Sequence[Message]) -> Reason | None:
    """Why the answer at the end of `path` gives no row; None when it does."""
    *prompt, answer = path
    if not answer.content.strip():
        return Reason.ANSWER
    return None if asks(prompt) else Reason.PROMPT


def _judgement(
    target: int,
    path: Sequence[Message],
    feedbacks: Iterable[JudgedFeedback],
    depths: Sequence[int],
    messages: Sequence[Message],
) -> Judgement:
    traced = [(trace(feedback, depths[feedback.message], messages), feedback) for feedback in feedbacks]
    traced.sort(key=lambda both: both[0].strength)
    return Judgement(target, tuple(path), tuple(f for _, f in traced), tuple(t for t, _ in traced))


def trace(feedback: JudgedFeedback, depth: int, messages: Sequence[Message]) -> Trace:
    """A feedback as provenance; `depth` is the position of its message."""
    return Trace(
        feedback_position=depth,
        category=feedback.category,
        quote=feedback.span.of(messages[feedback.message].content),
        start=feedback.span.start,
        end=feedback.span.end,
        status=feedback.status,
        reviewer=feedback.reviewer,
        score=None if feedback.score is None else float(feedback.score),
        rules=feedback.rules,
        detector=feedback.detector,
        scope=feedback.scope,
    )


def unpaired(reviewed: Reviewed, selection: Selection) -> Iterator[Outcome]:
    """The unpaired preferences of one conversation: at most one for each judged answer, in the order of the answers.

    Every feedback is accounted for once: in an example (`judgements`) or in a `LeftOut`. The result does not depend
    on the order of `reviewed.feedback`. Feedback of opposite signs on one answer is a conflict and gives nothing.
    """
    return _one_each(reviewed, selection, lambda j: Unpaired(j.prompt, j.answer, j.wanted))


def graded(reviewed: Reviewed, selection: Selection) -> Iterator[Outcome]:
    """The same with a grade by the strongest feedback instead of a label (see `GRADES`)."""

    def content(judgement: Judgement) -> Content:
        strongest = judgement.traces[0]
        return Graded(judgement.prompt, judgement.answer, strongest.quote, GRADES[strongest.category])

    return _one_each(reviewed, selection, content)


def prompts(reviewed: Reviewed, selection: Selection) -> Iterator[Outcome]:
    """What was asked before each judged answer; here feedback of opposite signs does no harm."""
    return _one_each(reviewed, selection, lambda j: Asked(j.prompt), conflicts=True)


def demonstrations(reviewed: Reviewed, selection: Selection) -> Iterator[Outcome]:
    """Answers to learn from: those that were praised, and those that people wrote; a rewrite stands for its answer."""
    messages, rewritten = reviewed.conversation.messages, set[int]()
    for judgement in judgements(reviewed, selection):
        if isinstance(judgement, LeftOut):
            yield judgement
            continue
        count = len(judgement.feedback)
        better = reviewed.rewrites.get(judgement.target)
        if better:
            rewritten.add(judgement.target)
            answer, way = Message(Role.ASSISTANT, better), Way.REWRITE
        elif judgement.torn:
            yield LeftOut(Reason.CONFLICT, count)
            continue
        elif not judgement.wanted:
            yield LeftOut(Reason.SIGN, count)
            continue
        else:
            answer, way = judgement.answer, Way.PRAISED
        content = Demonstration(judgement.prompt, answer)
        yield Example(content, reviewed, way, len(judgement.prompt), judgement.traces, count)
    depths = depths_of(messages) if reviewed.rewrites else []
    others = sorted(set(reviewed.rewrites) - rewritten)
    for target, path in zip(others, paths_to(messages, depths, others), strict=True):
        if not asks(path[:-1]):
            yield LeftOut(Reason.PROMPT)
        else:
            content = Demonstration(tuple(path[:-1]), Message(Role.ASSISTANT, reviewed.rewrites[target]))
            yield Example(content, reviewed, Way.REWRITE, depths[target])


def triples(reviewed: Reviewed, selection: Selection) -> Iterator[Outcome]:
    """One row for each judged answer and each message in which the person spoke about it."""
    messages = reviewed.conversation.messages
    for judgement in judgements(reviewed, selection):
        if isinstance(judgement, LeftOut):
            yield judgement
            continue
        both = list(zip(judgement.feedback, judgement.traces, strict=True))
        for message in sorted({feedback.message for feedback in judgement.feedback}):
            traces = tuple(trace for feedback, trace in both if feedback.message == message)
            content = Triple(judgement.prompt, judgement.answer, messages[message])
            yield Example(content, reviewed, Way.JUDGED, len(judgement.prompt), traces, len(traces))


def _one_each(
    reviewed: Reviewed, selection: Selection, content: Callable[[Judgement], Content], *, conflicts: bool = False
) -> Iterator[Outcome]:
    """One example for each judged answer."""
    for judgement in judgements(reviewed, selection):
        if isinstance(judgement, LeftOut):
            yield judgement
        elif judgement.torn and not conflicts:
            yield LeftOut(Reason.CONFLICT, len(judgement.feedback))
        else:
            count = len(judgement.feedback)
            at = len(judgement.prompt)
            yield Example(content(judgement), reviewed, Way.JUDGED, at, judgement.traces, count)
