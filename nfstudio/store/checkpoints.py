"""When what was written is copied from the log beside the file into the file itself.

SQLite does it by itself in the commit that finds a thousand pages waiting, and waits for the disk: one decision in a
hundred then took 165 ms. The window leaves it to a thread for which nobody waits.
"""

from contextlib import closing

from nfstudio.store.failures import telling
from nfstudio.store.project import Project, connect

EVERY = 100
"""Small writes after which it is time: a decision leaves some ten pages."""


def leave(project: Project) -> None:
    """From now on no commit of `project` copies anything; somebody has to ask for it."""
    project.maintain("PRAGMA wal_autocheckpoint = 0")


def write_back(project: Project) -> None:
    """Copy what waits into the file of `project`, on a connection of this thread, while others read and write.

    Raises:
        StudioError: when the disk is full or the file is damaged.
    """
    with telling(project.path), closing(connect(project.path, readonly=False)) as db:
        db.execute("PRAGMA wal_checkpoint(PASSIVE)")
