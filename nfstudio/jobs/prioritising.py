"""The verb prioritise: work out what deserves review first, for the orders of the queue that need more than a score."""

from dataclasses import dataclass
from time import perf_counter

from nfstudio.curate.review_queue import Wording, disagreement
from nfstudio.jobs.progress import Job, Progress
from nfstudio.store import priorities
from nfstudio.store.priorities import Priority
from nfstudio.store.project import Project


@dataclass(frozen=True, slots=True)
class Prioritised:
    """How many claims have a priority now; `compared`: in how many of them an encoder had its say."""

    claims: int
    compared: int
    seconds: float


def prioritise(project: Project) -> Job[Prioritised]:
    """Store the priority of every claim: first what is said how often, then how unusual each is."""
    started, state = perf_counter(), priorities.state(project)
    total, done, compared = 2 * priorities.count(project), 0, 0
    wording = Wording()
    for batch in priorities.claims(project):
        for claim in batch:
            wording.meet(claim.words, decided=claim.decided)
        done += len(batch)
        yield Progress(done, total, "Ordering the queue", "feedback")
    for batch in priorities.claims(project):
        found = [
            Priority(claim.detection, disagreement(claim.evidence, claim.category), wording.novelty(claim.words))
            for claim in batch
        ]
        priorities.record(project, found)
        compared += sum(one.disagreement is not None for one in found)
        done += len(batch)
        project.give_way()
        yield Progress(done, max(done, total), "Ordering the queue", "feedback")
    changes = priorities.finish(project, state)
    yield Progress(done, done, "Ordering the queue", "feedback", changes)
    return Prioritised(done // 2, compared, perf_counter() - started)
