"""What the world does to a project file, in sentences: names, rights, damage, a full disk, another program."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nfstudio.errors import StudioError


class Held(StudioError):
    """Another program writes to the file, or keeps it for itself."""


class Damaged(StudioError):
    """What lies in the file cannot be read as a project any more."""


_LOOK = "Check the disk and your rights on the folder."
_RESTORE = "Restore a backup (Project menu), or copy what can be read with sqlite3's .recover."
_OPEN_ANOTHER = "Open a file that ends in .nfstudio, or restore a backup (Project menu)."
_SENTENCES: tuple[tuple[str, type[StudioError], str, str], ...] = (
    ("is locked", Held, "{name} is held by another program.", "Wait for it or close it, then try again."),
    ("disk is full", StudioError, "The disk is full{free}.", "Make room; what was written is kept."),
    ("readonly database", StudioError, "{name} cannot be written: {text}.", _LOOK),
    ("unable to open", StudioError, "{name} cannot be opened: {text}.", _LOOK),
    ("not a database", Damaged, "{name} is damaged or is no project: {text}.", _OPEN_ANOTHER),
    ("disk I/O", Damaged, "{name} is damaged, or its disk is: {text}.", _RESTORE),
    ("image is malformed", Damaged, "{name} is damaged.", _RESTORE),
    ("already exists", Damaged, "{name} is damaged: {text}.", _RESTORE),  # of a table that a migration makes
    ("Could not decode to UTF-8", Damaged, "{name} is damaged: it holds bytes that are no text.", _RESTORE),
    ("unsupported file format", Damaged, "{name} is damaged.", _RESTORE),
    ("malformed database schema", Damaged, "{name} is damaged.", _RESTORE),
)
"""What SQLite says, and what that is told as."""


class Displaced(StudioError):
    """The file of an open project lies no longer where it was opened."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The project file was moved or removed: {path}.",
            "Put it back, or open it where it lies now. Until then nothing is written.",
        )


def file_at(path: Path) -> tuple[int, int] | None:
    """Which file lies at `path`, whatever it is called; None when none does.

    Raises:
        OSError: when it cannot be asked.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def is_displaced(path: Path, file: tuple[int, int] | None) -> bool:
    """Whether something else lies at `path` than this file, or nothing; where a network stutters SQLite tells that."""
    try:
        return file_at(path) != file
    except OSError:
        return False


def bytes_at(path: Path) -> int | None:
    """How large the file at `path` is, None when nothing lies there: the one question that is asked before opening.

    Raises:
        StudioError: when it cannot be asked (rights, a name too long), or what lies there is no file.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as failed:  # ValueError: a NUL in the name
        reason = getattr(failed, "strerror", None) or failed
        hint = "Check the name and your rights on its folder."
        raise StudioError(f"{path} cannot be looked at: {reason}.", hint) from failed
    if stat.S_ISDIR(found.st_mode):
        raise StudioError(f"{path} is a folder.", "A project is one file: name one, in this folder or beside it.")
    if not stat.S_ISREG(found.st_mode):
        raise StudioError(f"{path} is no file.", "A project is a file that ends in .nfstudio.")
    return found.st_size


def told(error: BaseException, path: Path | None = None) -> StudioError | None:
    """SQLite's failures of the world as sentences about the project at `path`; None for a bug."""
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    text = str(error)
    for words, kind, sentence, hint in _SENTENCES:
        if words in text:
            free = f" ({_free_bytes(path):,} bytes free)" if path else ""
            return kind(sentence.format(name=path or "The project file", text=text, free=free), hint)
    return None


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """What SQLite raises inside the block rises as a sentence where it is a failure of the world."""
    try:
        yield
    except sqlite3.DatabaseError as failed:
        said = told(failed, path)
        if said is None:
            raise
        raise said from failed
    except UnicodeDecodeError as failed:  # what SQLite says of a damaged name is no text itself
        raise Damaged(f"{path} is damaged.", _RESTORE) from failed


def _free_bytes(path: Path) -> int:
    try:
        there = os.statvfs(path.parent)
    except (OSError, AttributeError):
        return 0
    return there.f_bavail * there.f_frsize
