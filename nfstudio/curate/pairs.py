"""From reviewed conversations to preference pairs, in four ways: a rewrite by a person against the answer it betters,
the answer after a correction against the corrected one, regenerated siblings that were judged apart, and thumbs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nfstudio.curate.answers import leans, unfit_after_correction
from nfstudio.curate.examples import Judgement, judgements, unfit
from nfstudio.curate.judged import (
    Example,
    JudgedFeedback,
    LeftOut,
    Outcome,
    PromptForm,
    Reason,
    Reviewed,
    Selection,
    Side,
    Trace,
    Way,
)
from nfstudio.curate.openings import opening
from nfstudio.curate.paths import path_of
from nfstudio.domain.conversation import Message, Role
from nfstudio.domain.feedback import Category, Scope, Status
from nfstudio.domain.preferences import Demonstration, Pair

WAYS = (Way.REWRITE, Way.CORRECTED, Way.SIBLINGS, Way.THUMBS)
_CORRECTS = (Category.CORRECTION, Category.REPHRASE)
"""A Rephrase takes part only where the selection includes it, and a person has confirmed it (see `_unsure`)."""


@dataclass(slots=True)
class _Desk:
    """One conversation while its pairs are made.

    Attributes:
        judged: the judged answers by their index.
        children: the answers that follow a message at once.
        used: chosen feedback that a row accounts for already.
        paired: answers that stand in a pair.
        why: the last reason for which an answer gave no pair.
    """

    reviewed: Reviewed
    judged: dict[int, Judgement] = field(default_factory=dict)
    children: dict[int | None, list[int]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    paired: set[int] = field(default_factory=set)
    why: dict[int, Reason] = field(default_factory=dict)

    @property
    def messages(self) -> Sequence[Message]:
        return self.reviewed.conversation.messages

    def sign(self, answer: int) -> bool | None:
        """Whether feedback says that an answer was wanted; None where it says nothing or both."""
        judgement = self.judged.get(answer)
        return None if judgement is None or judgement.torn else judgement.wanted

    def thumb(self, answer: int) -> bool | None:
        """The same of an explicit thumb."""
        rating = self.messages[answer].rating
        return None if rating is None else rating > 0

    def side(self, answer: int, position: int, *, by: str = "model") -> Side:
        """One side of a pair; a rewrite has the feedback of no answer but its own: none."""
        if by == "person":
            return Side(position, by)
        return Side(position, by, self.messages[answer].rating, self.traces(answer))

    def traces(self, answer: int) -> tuple[Trace, ...]:
        """The chosen feedback about an answer."""
        return self.judged[answer].traces if answer in self.judged else ()

    def account(self, answers: Iterable[int]) -> int:
        """How many feedback about these answers no row has accounted for so far."""
        new = [answer for answer in dict.fromkeys(answers) if answer in self.judged and answer not in self.used]
        self.used.update(new)
        return sum(len(self.judged[answer].feedback) for answer in new)


def pairs(
    reviewed: Reviewed,
    selection: Selection,
    *,
    form: PromptForm = PromptForm.MERGED,
    ways: Iterable[Way] = WAYS,
) -> Iterator[Outcome]:
    """The preference pairs of one conversation.

    Every chosen feedback is accounted for once: in the first pair that it stands behind, or in a `LeftOut`.

    Args:
        form: what the answer after a correction is an answer to: `original`, the prompt of the corrected answer (only
            where the later answer does not lean on the correction, or a person has rewritten it); `merged`, that
            prompt with the correction behind its last message; `conversation`, all that was said, which leaves nothing
            to reject.
        ways: which of `WAYS` to go.
    """
    desk, wanted_ways = _Desk(reviewed), set(ways)
    for outcome in judgements(reviewed, selection):
        if isinstance(outcome, LeftOut):
            yield outcome
        else:
            desk.judged[outcome.target] = outcome
    for i, message in enumerate(desk.messages):
        if message.role is Role.ASSISTANT:
            desk.children.setdefault(message.parent, []).append(i)
    if Way.REWRITE in wanted_ways:
        yield from _rewritten(desk)
    if Way.CORRECTED in wanted_ways:
        yield from _corrected(desk, form)
    yield from _siblings(desk, wanted_ways)
    yield from _rest(desk)
    if Way.THUMBS in wanted_ways:
        yield from _lonely(desk)


def _lonely(desk: _Desk) -> Iterator[LeftOut]:
    """The thumbs of which no pair came, where no feedback speaks either."""
    for answers in desk.children.values():
        for answer in answers:
            if desk.thumb(answer) is not None and answer not in desk.judged and answer not in desk.paired:
                yield LeftOut(desk.why.get(answer, Reason.PARTNER))


def _rest(desk: _Desk) -> Iterator[LeftOut]:
    """The feedback that stands behind no pair."""
    for answer, judgement in desk.judged.items():
        if answer not in desk.used:
            reason = Reason.CONFLICT if judgement.torn else desk.why.get(answer, Reason.PARTNER)
            yield LeftOut(reason, len(judgement.feedback))


def _example(desk: _Desk, content: Pair, way: Way, *, chosen: tuple[int, Side], rejected: tuple[int, Side]) -> Example:
    """A pair with both sides; what is said against the rejected answer speaks loudest."""
    traces = rejected[1].traces or chosen[1].traces
    desk.paired.update((chosen[0], rejected[0]))
    return Example(
        content,
        desk.reviewed,
        way,
        target_position=rejected[1].target_position,
        traces=traces,
        judgements=desk.account((rejected[0], chosen[0])),
        chosen=chosen[1],
        rejected=rejected[1],
    )


def _rewritten(desk: _Desk) -> Iterator[Outcome]:
    for answer in sorted(desk.reviewed.rewrites):
        path = path_of(desk.messages, answer)
        better = desk.reviewed.rewrites[answer]
        if reason := unfit(path) or (Reason.EQUAL if better == path[-1].content else None):
            yield LeftOut(reason)
            continue
        at = len(path) - 1
        content = Pair(tuple(path[:-1]), Message(Role.ASSISTANT, better), path[-1])
        person, model = desk.side(answer, at, by="person"), desk.side(answer, at)
        yield _example(desk, content, Way.REWRITE, chosen=(answer, person), rejected=(answer, model))


def _corrected(desk: _Desk, form: PromptForm) -> Iterator[Example]:
    for answer, judgement in sorted(desk.judged.items()):
        if judgement.torn or judgement.wanted:
            continue
        for feedback in judgement.feedback:
            if feedback.category not in _CORRECTS:
                continue
            for later in desk.children.get(feedback.message, ()):
                if not (desk.sign(later) or (desk.sign(later) is None and desk.thumb(later))):
                    continue  # only an answer that was praised in its turn may be the better one
                made = Reason.UNSURE if _unsure(feedback) else _after(desk, judgement, feedback, later, form)
                if isinstance(made, Reason):
                    desk.why[answer] = desk.why[later] = made
                else:
                    chosen = desk.side(later, len(path_of(desk.messages, later)) - 1)
                    if later in desk.reviewed.rewrites:
                        chosen = replace(chosen, by="person")
                    rejected = desk.side(answer, len(judgement.prompt))
                    example = _example(desk, made, Way.CORRECTED, chosen=(later, chosen), rejected=(answer, rejected))
                    added = made.prompt != judgement.prompt
                    yield replace(example, prompt_form=form if added else PromptForm.ORIGINAL)


def _unsure(feedback: JudgedFeedback) -> bool:
    """Whether nobody has confirmed that somebody asks again for the same: the next request is easily taken for it, and
    then its answer is no better one."""
    return feedback.category is Category.REPHRASE and feedback.status is not Status.CONFIRMED


def _after(desk: _Desk, judgement: Judgement, feedback: JudgedFeedback, later: int, form: PromptForm) -> Pair | Reason:
    """The pair of a corrected answer and the one after it, or why there is none."""
    if form is PromptForm.CONVERSATION:
        return Reason.UNPAIRED
    found = fit_later(desk.reviewed, judgement, feedback, later)
    if isinstance(found, Reason):
        return found
    prompt = _prompt(desk.reviewed, judgement, feedback, found, form)
    return prompt if isinstance(prompt, Reason) else Pair(prompt, found, judgement.answer)


def fit_later(reviewed: Reviewed, judgement: Judgement, feedback: JudgedFeedback, later: int) -> Message | Reason:
    """The answer after a correction as it may be learned from, a person's rewrite of it first; or why it may not."""
    messages = reviewed.conversation.messages
    if feedback.scope is Scope.PERSONAL:
        return Reason.PERSONAL
    rewritten = reviewed.rewrites.get(later)
    better = Message(Role.ASSISTANT, rewritten) if rewritten else messages[later]
    asked = next((m.content for m in reversed(judgement.prompt) if m.role is Role.USER), "")
    correction = messages[feedback.message].content
    unfit_for = unfit_after_correction(better, asked=asked, rejected=judgement.answer.content, correction=correction)
    return unfit_for or better


def _prompt(
    reviewed: Reviewed, judgement: Judgement, feedback: JudgedFeedback, better: Message, form: PromptForm
) -> tuple[Message, ...] | Reason:
    """The prompt of the corrected answer in one of the two forms that leave something to reject.

    Who asks the same again in the same words adds nothing to merge: then the prompt is the original one.
    """
    *before, last = judgement.prompt
    correction = reviewed.conversation.messages[feedback.message].content
    if form is PromptForm.ORIGINAL or (last.role is Role.USER and opening(correction) == opening(last.content)):
        return Reason.LEANS if leans(better.content) else judgement.prompt
    if last.role is not Role.USER:
        return Reason.MERGE
    return (*before, replace(last, content=f"{last.content}\n\n{correction}"))


def _siblings(desk: _Desk, ways: set[Way]) -> Iterator[Example]:
    """Answers to one message of which some are wanted and some are not; each stands in a pair at least once."""
    for parent, answers in desk.children.items():
        if parent is None or len(answers) == 1:
            continue
        signs = _signs(desk, answers, ways)
        good = [answer for answer in answers if signs.get(answer) is True]
        bad = [answer for answer in answers if signs.get(answer) is False]
        for i in range(max(len(good), len(bad)) if good and bad else 0):
            example = _sibling_pair(desk, good[i % len(good)], bad[i % len(bad)])
            if example is not None:
                yield example


def _signs(desk: _Desk, answers: Iterable[int], ways: set[Way]) -> Mapping[int, bool]:
    """Which answers are wanted, by feedback first, then by their thumbs; others are not named."""
    found: dict[int, bool] = {}
    for answer in answers:
        sign = desk.sign(answer) if Way.SIBLINGS in ways else None
        if sign is None and Way.THUMBS in ways and not (answer in desk.judged and desk.judged[answer].torn):
            sign = desk.thumb(answer)
        if sign is not None:
            found[answer] = sign
    return found


def _sibling_pair(desk: _Desk, good: int, bad: int) -> Example | None:
    path = path_of(desk.messages, good)
    at, better, worse = len(path) - 1, desk.messages[good], desk.messages[bad]
    if unfit(path) or not worse.content.strip():
        return None
    if better.content == worse.content:
        desk.why[good] = desk.why[bad] = Reason.EQUAL
        return None
    by_words = desk.sign(good) is not None and desk.sign(bad) is not None
    way = Way.SIBLINGS if by_words else Way.THUMBS
    content = Pair(tuple(path[:-1]), better, worse)
    return _example(desk, content, way, chosen=(good, desk.side(good, at)), rejected=(bad, desk.side(bad, at)))


def demonstrations_after(
    reviewed: Reviewed, selection: Selection, outcomes: Iterable[Outcome], *, form: PromptForm
) -> Iterator[Outcome]:
    """Demonstrations with the prompts of praised answers that follow a correction in the form asked for.

    With `conversation` they stay as they are: the prompt is all that was said. Otherwise such an answer moves to the
    prompt of the answer that was corrected, or is left out where it cannot stand there.
    """
    if form is PromptForm.CONVERSATION:
        yield from outcomes
        return
    judged = {j.target: j for j in judgements(reviewed, selection) if isinstance(j, Judgement)}
    corrected = _corrections(judged.values())
    messages = reviewed.conversation.messages
    index = {id(message): i for i, message in enumerate(messages)}
    for outcome in outcomes:
        later = _answer_of(outcome, index)
        corrections = corrected.get(messages[later].parent) if later is not None else None
        if not isinstance(outcome, Example) or later is None or corrections is None:
            yield outcome
            continue
        judgement, feedback = corrections
        better = fit_later(reviewed, judgement, feedback, later)
        prompt = better if isinstance(better, Reason) else _prompt(reviewed, judgement, feedback, better, form)
        if isinstance(prompt, Reason):
            yield LeftOut(prompt, outcome.judgements)
        elif not isinstance(better, Reason):
            yield replace(outcome, content=Demonstration(prompt, better), way=Way.CORRECTED)


def _corrections(judged: Iterable[Judgement]) -> dict[int | None, tuple[Judgement, JudgedFeedback]]:
    """The corrections of a conversation by the message they stand in."""
    return {
        feedback.message: (judgement, feedback)
        for judgement in judged
        if not judgement.torn
        for feedback in judgement.feedback
        if feedback.category in _CORRECTS and not _unsure(feedback)
    }


def _answer_of(outcome: Outcome, index: Mapping[int, int]) -> int | None:
    """The index of the praised answer that a demonstration holds; None of a rewrite and of what was left out."""
    if isinstance(outcome, LeftOut) or not isinstance(outcome.content, Demonstration):
        return None
    return index.get(id(outcome.content.completion))
