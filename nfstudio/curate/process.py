"""Process-style examples: one path through a conversation with a label for every judged answer on it."""

from collections.abc import Iterator

from nfstudio.curate.examples import Judgement, judgements
from nfstudio.curate.judged import Example, LeftOut, Outcome, Reason, Reviewed, Selection, Way
from nfstudio.domain.conversation import Message
from nfstudio.domain.preferences import Process, Step


def processes(reviewed: Reviewed, selection: Selection) -> Iterator[Outcome]:
    """One row for each path that ends in a judged answer behind which no other is judged.

    What stands between two judged answers, the feedback included, is told with the later one: it was known by then.
    An answer with feedback of opposite signs has no label and counts as a message like any other. Where branches
    share judged answers each row has them; the feedback is accounted for in the first.
    """
    judged: list[Judgement] = []
    for outcome in judgements(reviewed, selection):
        if isinstance(outcome, LeftOut):
            yield outcome
        elif outcome.torn:
            yield LeftOut(Reason.CONFLICT, len(outcome.feedback))
        else:
            judged.append(outcome)
    # Messages may be equal; what tells them apart is which object they are.
    passed = {id(message) for judgement in judged for message in judgement.prompt}
    by_answer = {id(judgement.answer): judgement for judgement in judged}
    accounted: set[int] = set()
    for last in judged:
        if id(last.answer) in passed:
            continue
        on_path = [by_answer[id(message)] for message in last.path if id(message) in by_answer]
        new = [judgement for judgement in on_path if judgement.target not in accounted]
        accounted.update(judgement.target for judgement in new)
        traces = tuple(trace for judgement in on_path for trace in judgement.traces)
        count = sum(len(judgement.feedback) for judgement in new)
        first = len(on_path[0].prompt)
        content = Process(on_path[0].prompt, tuple(_steps(last.path, on_path)))
        yield Example(content, reviewed, Way.JUDGED, first, traces, count)


def _steps(path: tuple[Message, ...], on_path: list[Judgement]) -> Iterator[Step]:
    begin = len(on_path[0].prompt)
    for judgement in on_path:
        at = len(judgement.prompt)
        yield Step(path[begin:at], judgement.answer, judgement.wanted)
        begin = at + 1
