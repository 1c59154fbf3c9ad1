"""Putting a backup in the place of a project, which may be damaged: that is when it is needed, so nothing of what lay
there has to be readable."""

import logging
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from stat import S_IMODE

from nfstudio.errors import StudioError, why
from nfstudio.store.failures import Held, bytes_at, telling
from nfstudio.store.project import PRIVATE, Project, connect

log = logging.getLogger(__name__)
_BESIDE = ("", "-wal", "-shm")


def restore(backup: Path, path: Path) -> None:
    """Put `backup` in the place of the project at `path`; what lay there is kept beside it as `.replaced`.

    An older `.replaced` stays: the next is `.replaced-2`. When anything is raised, the project lies where it lay.

    Raises:
        StudioError: when the backup is no sound project, another program holds the project, the disk is full, or the
            files cannot be moved.
    """
    backup, path = Path(backup).absolute(), Path(path).absolute()
    taken = bytes_at(path) is not None
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.unlink(missing_ok=True)
        _copy(backup, partial)
        with suppress(OSError):  # some file systems know no rights
            partial.chmod(S_IMODE((path if taken else backup).stat().st_mode))
        if taken:
            _fold(path)
            _set_aside(path)
        partial.replace(path)
    except OSError as failed:
        hint = "Close it everywhere and try again."
        raise StudioError(f"The project {path} cannot be replaced: {why(failed)}.", hint) from failed
    finally:
        _remove(partial)
    with Project(path) as fresh, telling(path):  # VACUUM INTO keeps the id, not the journal mode
        fresh.db.execute("PRAGMA journal_mode = WAL")


def _copy(backup: Path, partial: Path) -> None:
    """Write a copy of a sound backup, without changing the backup."""
    with Project(backup, readonly=True) as source:
        try:
            sound = source.db.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        except sqlite3.DatabaseError as failed:
            raise _damaged(backup) from failed
        if not sound:
            raise _damaged(backup)
        try:
            partial.touch(mode=PRIVATE)
            source.db.execute("VACUUM INTO ?", (str(partial),))
        except (OSError, sqlite3.Error) as failed:
            hint = "Make room, and check your rights on the folder."
            raise StudioError(f"The backup cannot be copied to {partial.parent}: {why(failed)}.", hint) from failed


def _damaged(backup: Path) -> StudioError:
    return StudioError(f"The backup {backup} is damaged.", "Choose another backup.")


def _fold(path: Path) -> None:
    """Bring the write-ahead log home, so that one file is the whole of it; what cannot be read is left as it lies.

    Raises:
        Held: when another program holds the project, which would go on writing to what was set aside.
    """
    try:
        with closing(connect(path, readonly=False)) as db, telling(path):
            busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except Held:
        raise
    except (StudioError, sqlite3.DatabaseError) as failed:
        log.warning("%s is set aside unread: %s", path, failed)
        return
    if busy:
        raise Held(f"{path} is held by another program.", "Close it everywhere and try again.")


def _set_aside(path: Path) -> None:
    """Move the file, and what of its write-ahead log lies beside it, to the first free `.replaced`."""
    aside, number = Path(f"{path}.replaced"), 1
    while any(Path(f"{aside}{ending}").exists() for ending in _BESIDE):
        number += 1
        aside = Path(f"{path}.replaced-{number}")
    moved: list[tuple[Path, Path]] = []
    try:
        for ending in _BESIDE:
            old, new = Path(f"{path}{ending}"), Path(f"{aside}{ending}")
            if old.exists():
                old.replace(new)
                moved.append((old, new))
    except OSError:
        for old, new in reversed(moved):
            new.replace(old)
        raise


def _remove(partial: Path) -> None:
    """Leave no half-made copy behind, nor the journal of one."""
    for ending in ("", "-journal"):
        try:
            Path(f"{partial}{ending}").unlink(missing_ok=True)
        except OSError as failed:
            log.warning("%s%s stays behind: %s", partial, ending, failed)
