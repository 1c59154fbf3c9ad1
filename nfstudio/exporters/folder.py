"""A folder that appears whole or not at all: written hidden beside its place, then moved there in one step."""

import logging
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from nfstudio.errors import StudioError

log = logging.getLogger(__name__)
_STALE = 3600
"""Seconds after which a folder nobody writes to may be one that was left behind."""


class NewFolder:
    """The folder `out`, which must not exist or be empty. Leaving the block without `place` leaves nothing.

    Attributes:
        path: where its files are written until then, on the same disk.
        out: where it will be.
    """

    path: Path

    def __init__(self, out: Path) -> None:
        self.out = out

    def __enter__(self) -> Self:
        with self.guarded():
            self.out = self.out.resolve()
            _refuse_if_taken(self.out)
            home = next(parent for parent in self.out.parents if parent.exists())
            _sweep(home, self.out.name)
            self.path = home / f".{self.out.name}.{os.getpid()}.{secrets.token_hex(4)}.partial"
            self.path.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.path, ignore_errors=True)  # gone already when it was placed

    def store(self, name: str, content: bytes) -> None:
        """Write a whole file, down to the disk."""
        with self.guarded(), (self.path / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def place(self) -> None:
        """Move the folder to its place; its files must be closed."""
        with self.guarded():
            _sync(self.path)
            self.out.parent.mkdir(parents=True, exist_ok=True)
            _refuse_if_taken(self.out)
            self.path.replace(self.out)
            _sync(self.out.parent)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Everything inside the block that the disk refuses becomes a `StudioError`."""
        try:
            yield
        except OSError as failed:
            raise self.refused(failed) from failed

    def refused(self, failed: OSError) -> StudioError:
        """What the disk said, told to the person."""
        return StudioError(
            f"{self.out} could not be written: {failed.strerror or failed}.",
            "Nothing was left behind. Make room or choose another folder, then export again.",
        )


def _refuse_if_taken(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise StudioError(f"{out} is a file, not a folder.", "Name a folder that does not exist yet.")
    if out.exists() and any(out.iterdir()):
        raise StudioError(f"The folder {out} is not empty.", "Name an empty folder, or one that does not exist yet.")


def _sweep(home: Path, name: str) -> None:
    """Remove what exports to the same folder left behind when their programs were killed."""
    ours = re.compile(rf"\.{re.escape(name)}\.(\d+)\.[0-9a-f]{{8}}\.partial")
    for path in home.iterdir():
        found = ours.fullmatch(path.name)
        if found and not _runs(int(found[1])) and time.time() - _last_written(path) > _STALE:
            log.info("removing %s, which a killed export left behind", path)
            shutil.rmtree(path, ignore_errors=True)


def _last_written(folder: Path) -> float:
    """Seconds since 1970; also files count, because on a shared disk the program may run on another machine."""
    return max(path.lstat().st_mtime for path in (folder, *folder.iterdir()))


def _runs(process: int) -> bool:
    if os.name != "posix":  # there, asking would end it
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _sync(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
