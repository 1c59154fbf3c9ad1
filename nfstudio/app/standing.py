"""Where a project stands when nobody looks at anything yet: what it holds, what is unfinished, and what to do next."""

from dataclasses import dataclass
from pathlib import Path

from nfstudio.app.wording import duration, number, tr
from nfstudio.store import detections, removal, statistics
from nfstudio.store.browse import Filter, count_feedback
from nfstudio.store.project import Project

USUAL_RATE = 2_000
"""Messages of any role that the rules get through in a second; measured on two cores, 2,300 to 3,500."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a project holds.

    Attributes:
        device: where the newest run worked; empty without a run.
        run_unfinished: the newest run was cut short.
        unread: files whose import was cut short.
    """

    conversations: int
    messages: int
    problems: int
    feedback: int
    device: str = ""
    run_unfinished: bool = False
    unread: tuple[Path, ...] = ()
    compact_pending: bool = False


def standing(project: Project) -> Standing:
    """How `project` stands; asked of the reader thread."""
    totals = statistics.totals(project.db)
    run = detections.newest_run_record(project)
    unread = {Path(row.path.partition("!/")[0]) for row in statistics.sources(project.db) if not row.finished}
    return Standing(
        totals.conversations,
        totals.messages,
        totals.problems,
        count_feedback(project.db, Filter()),
        device=run.device if run else "",
        run_unfinished=run is not None and not run.finished,
        unread=tuple(sorted(path for path in unread if path.exists())),
        compact_pending=removal.compact_pending(project),
    )


def advice(now: Standing, *, at_work: bool) -> str:
    """What to say where a conversation would stand; `at_work` while a job may still change it."""
    if at_work and not now.feedback:
        return tr("Feedback will be listed at the left as it is found.")
    if not now.conversations:
        return tr("No conversations yet. Import a folder (Ctrl+I), or drop files here.")
    if not now.feedback and not now.device:
        time = duration(now.messages / USUAL_RATE)
        text = tr("No feedback yet. Run detection (Ctrl+D): about {time} for {count} messages.")
        return text.format(time=time, count=number(now.messages))
    if not now.feedback:
        return tr("No feedback was found. Select words in a conversation and press 1 to 5 to mark them yourself.")
    return tr("Press N for the next feedback, or choose a conversation at the left.")
