"""The control of kinds with one answer: as many rows of answers and labels that chance drew from all conversations."""

from collections.abc import Callable, Iterator
from itertools import count
from random import Random

from nfstudio.curate.control import answers_of, at_random
from nfstudio.curate.examples import GRADES
from nfstudio.domain.feedback import Category
from nfstudio.domain.preferences import Kind
from nfstudio.exporters.manifest import Written
from nfstudio.jobs.export_intake import Intake
from nfstudio.jobs.export_options import Plan
from nfstudio.jobs.export_rows import reviewed_in
from nfstudio.store import outcomes
from nfstudio.store.project import Project


def drawn(project: Project, plan: Plan, real: Written) -> Callable[[Intake], Iterator[int]]:
    """Takes as many random rows as the real dataset has, its labels shuffled over them.

    One answer of each conversation first, then a second of each, until there are enough or the answers run out.
    """
    seed = plan.options.seed

    def take(intake: Intake) -> Iterator[int]:
        labels, seen = _labels(plan, real), set[int]()
        for turn in count():
            answers_left = False
            for batch in outcomes.at_random(project.db, seed=seed, within=plan.within):
                for reviewed in reviewed_in(project, batch):
                    answers = answers_of(reviewed, seed=seed)
                    answers_left |= turn < len(answers)
                    if turn >= len(answers):
                        continue
                    example = at_random(reviewed, answers[turn], kind=plan.kind, label=labels[intake.kept])
                    if example is None or (words := _words(example.content)) in seen:
                        continue
                    seen.add(words)
                    intake.take(example)
                    if intake.kept == len(labels):
                        return
                yield intake.kept
            if not answers_left:
                return

    return take


def _words(content: object) -> int:
    """A number for what is trained on: equal rows have equal numbers, so that no row is drawn twice."""
    prompt = getattr(content, "prompt", ())
    answer = getattr(content, "completion", None)
    return hash((*(message.content for message in prompt), answer.content if answer else None))


def _labels(plan: Plan, real: Written) -> list[bool | int | None]:
    """What each row is to say, as often as the real dataset says it, in an order of chance."""
    rows = sum(real.rows.values())
    labels: list[bool | int | None] = []
    if plan.kind is Kind.KTO:
        labels += [True] * real.labels["true"] + [False] * real.labels["false"]
    elif plan.kind is Kind.ORDINAL:
        labels += [GRADES[Category(name)] for name, number in real.categories.items() for _ in range(number)]
    else:
        labels += [None] * rows
    Random(plan.options.seed).shuffle(labels)  # noqa: S311 - a draw that can be made again, no secret
    return labels
