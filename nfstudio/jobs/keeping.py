"""The verbs remove and back up: what leaves a project for good, to its last page, and the copy made before."""

from dataclasses import dataclass
from pathlib import Path

from nfstudio.jobs.progress import Job, Progress
from nfstudio.store import removal
from nfstudio.store.project import Project


@dataclass(frozen=True, slots=True)
class Removed:
    """A file was removed from the project."""

    shown: str
    conversations: int


@dataclass(frozen=True, slots=True)
class BackedUp:
    """The project was copied."""

    to: Path


def remove_source(project: Project, *source_ids: int, shown: str) -> Job[Removed]:
    """Take the conversations of files out of the project, rows, index and free pages; cut short it can be given again.

    Raises:
        StudioError: when the file cannot be written or the disk is full.
    """
    total, gone = sum(len(removal.conversations_of_source(project, source_id)) for source_id in source_ids), 0
    message = f"Removing {shown}"
    yield Progress(0, total, message, "conversations")
    for source_id in source_ids:
        before = gone
        for done, changes in removal.remove_source(project, source_id):
            gone = max(gone, before + done)
            yield Progress(gone, max(gone, total), message, "conversations", changes)
    removal.compact(project)
    return Removed(shown, gone)


def finish_removal(project: Project) -> Job[bool]:
    """Give back the space of a removal that was cut short before its end; whether there was one.

    Raises:
        StudioError: as `remove_source` does.
    """
    if not removal.compact_pending(project):
        return False
    yield Progress(0, None, "Finishing a removal")
    removal.compact(project)
    return True


def remove_conversation(project: Project, conversation_id: int, *, shown: str) -> Job[Removed]:
    """Take one conversation out of the project for good; its file, while it does not change, brings it back no more.

    Raises:
        StudioError: when the file cannot be written or the disk is full.
    """
    yield Progress(0, 1, f"Removing {shown}", "conversations")
    for done, changes in removal.remove(project, [conversation_id]):
        yield Progress(done, 1, f"Removing {shown}", "conversations", changes)
    removal.compact(project)
    return Removed(shown, 1)


def back_up(project: Project, to: Path) -> Job[BackedUp]:
    """Write a complete copy of the project as it stands.

    Raises:
        StudioError: when something lies there already or the disk is full.
    """
    yield Progress(0, None, f"Backing up to {to.name}")
    return BackedUp(project.backup(to))
