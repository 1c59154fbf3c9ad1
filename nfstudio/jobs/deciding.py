"""The verb decide: say the same of a whole list, and undo or redo what is too big for a person to wait for."""

from collections.abc import Sequence
from dataclasses import dataclass

from nfstudio.jobs.progress import Job, Progress
from nfstudio.store import review
from nfstudio.store.decisions import Saying
from nfstudio.store.project import Project


@dataclass(frozen=True, slots=True)
class Decided:
    """Of how many feedback it was said; `kept` were decided meanwhile, are gone, or have no verdict to go with."""

    saying: Saying
    decided: int
    kept: int


@dataclass(frozen=True, slots=True)
class Flipped:
    """A step that was undone, or done again.

    Attributes:
        what: the step in words.
    """

    undo: bool
    what: str


def decide_all(
    project: Project,
    feedback_ids: Sequence[int],
    saying: Saying,
    *,
    reviewer: str,
    keep_decided: bool = True,
    what: str = "",
) -> Job[Decided]:
    """Say the same of all of these, as one step; cut short it stands as far as it came, and one undo takes it back.

    Args:
        keep_decided: leave alone what a person has decided by the time its batch comes.
    """
    done, total = 0, len(feedback_ids)
    steps = review.decide_all(project, feedback_ids, saying, reviewer=reviewer, what=what, keep_decided=keep_decided)
    for done, changes in steps:
        project.give_way()
        yield Progress(done, total, "Deciding", "feedback", changes)
    return Decided(saying, done, total - done)


def rebuild_flipped(project: Project, step: int, *, undo: bool, what: str) -> Job[Flipped]:
    """Bring feedback up to date after a big step was undone or done again (see `review.flip_newest`)."""
    message = "Undoing" if undo else "Redoing"
    for done, total, changes in review.rebuild_step(project, step):
        project.give_way()
        yield Progress(done, total, message, "messages", changes)
    return Flipped(undo, what)
