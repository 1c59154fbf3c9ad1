"""The verb index: make the text that was imported searchable, a little at a time."""

from nfstudio.jobs.progress import Job, Progress
from nfstudio.store import search
from nfstudio.store.adding import nobody_reviewed
from nfstudio.store.project import Project


def index_text(project: Project) -> Job[int]:
    """Index what is not indexed yet; returns how many messages that were."""
    total, done = search.waiting(project), 0
    batch = search.BIG_BATCH if nobody_reviewed(project) else search.SMALL_BATCH
    for count, changes in search.index(project, batch=batch):
        done += count
        project.give_way()
        yield Progress(done, max(total, done), "Indexing text", "messages", changes)
    return done
