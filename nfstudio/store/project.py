"""One project is one SQLite file: making, opening, backing up and restoring it, and the one way to write to it."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Self, TypeVar

from nfstudio.errors import StudioError

SUFFIX = ".nfstudio"
_APPLICATION_ID = 0x4E465344  # the same as schema.APPLICATION_ID, which costs an import of sqlite_utils
T = TypeVar("T")
_BUSY_MS = 10_000
_LOOK_AGAIN = 0.001
_OPEN_ANOTHER = "Open a file that ends in .nfstudio."


def now() -> str:
    """The present, as the project file writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Interrupted(Exception):
    """A question was no longer wanted."""


class Project:
    """An open project file; used by the thread that opened it alone.

    Reads go through `db` at any time. Every write stands in `with project.writing():`, which begins IMMEDIATE, because
    a plain BEGIN that has read before another commit dies at once in spite of the busy timeout.

    Args:
        path: the file.
        readonly: open without the means to write.

    Raises:
        StudioError: when there is no such file, it is no project, or a newer program made it.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        # Absolute, because the working folder may change under a window.
        self.path = Path(path).absolute()
        self.readonly = readonly
        self.patience = _BUSY_MS / 1000
        if not self.path.is_file():
            raise StudioError(f"There is no project at {self.path}.", "Import a folder of chat logs to make one.")
        self.db = _connect(self.path, readonly=readonly)
        try:
            self._check()
            if not readonly:
                self._migrate()
        except BaseException:
            self.db.close()
            raise

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make an empty project and open it.

        Raises:
            StudioError: when something lies there already or the folder cannot be written.
        """
        path = Path(path)
        if path.exists() and path.stat().st_size:
            raise StudioError(f"Something lies at {path} already.", "Choose another name, or open it.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            db = _connect(path, readonly=False)
            # The page size and the id must be set before the first table; WAL then stays with the file.
            db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            db.execute("PRAGMA journal_mode = WAL")
            db.close()
        except (OSError, sqlite3.Error) as failed:
            hint = "Choose a folder you may write to."
            raise StudioError(f"The project {path} cannot be made: {failed}.", hint) from failed
        return cls(path)

    @classmethod
    def at(cls, path: Path) -> Self:
        """Open the project at `path`, making it when there is none."""
        path = Path(path)
        # An empty file is what a program killed in the first instant of making a project leaves behind.
        return cls(path) if path.exists() and path.stat().st_size else cls.create(path)

    @property
    def name(self) -> str:
        """What the project is called: its file name without the suffix."""
        return self.path.name.removesuffix(SUFFIX)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is written, or, when anything is raised, nothing.

        Raises:
            StudioError: when the disk is full, the file cannot be written or another program holds it for long.
        """
        if self.readonly:
            raise StudioError("This project is open for reading only.", "Close the other window that has it open.")
        try:
            self._begin()
            yield self.db
            self.db.execute("COMMIT")
        except BaseException as failed:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            if isinstance(failed, sqlite3.OperationalError):
                raise _said(failed, self.path) from failed
            raise

    def ask(self, question: Callable[["Project"], T]) -> T:
        """The answer to a question that only reads.

        Raises:
            Interrupted: when `interrupt` was called meanwhile, from any thread.
        """
        try:
            return question(self)
        except sqlite3.OperationalError as failed:
            if "interrupted" in str(failed):
                raise Interrupted from failed
            raise _said(failed, self.path) from failed

    def _begin(self) -> None:
        """Take the write lock as soon as it is free.

        SQLite's own waiting looks again after up to 100 ms and so misses every gap that a job leaves between two
        batches; looking every millisecond a decision waits for one batch at most.
        """
        self.db.execute("PRAGMA busy_timeout = 0")
        try:
            until = monotonic() + self.patience
            while True:
                try:
                    self.db.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as busy:
                    if "locked" not in str(busy) or monotonic() > until:
                        raise
                sleep(_LOOK_AGAIN)
        finally:
            self.db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")

    def give_way(self) -> None:
        """Leave a gap between two short transactions of long work, so that a person's decision comes in."""
        sleep(2 * _LOOK_AGAIN)

    def maintain(self, statement: str) -> None:
        """Run a statement that stands outside any transaction, such as VACUUM.

        Raises:
            StudioError: as `writing` does.
        """
        try:
            self.db.execute(statement)
        except sqlite3.OperationalError as failed:
            raise _said(failed, self.path) from failed

    def interrupt(self) -> None:
        """Stop the query that runs in this project's thread; the one thing another thread may call."""
        self.db.interrupt()

    def reader(self) -> "Project":
        """A second, read-only door to the same file, for another thread; made in the thread that uses it."""
        return Project(self.path, readonly=True)

    def backup(self, to: Path) -> Path:
        """Write a complete, compact copy to `to`, which must not exist.

        Raises:
            StudioError: when `to` exists or cannot be written.
        """
        to = Path(to)
        if to.exists():
            raise StudioError(f"Something lies at {to} already.", "Choose another name for the backup.")
        partial = to.with_name(f".{to.name}.partial")
        try:
            partial.unlink(missing_ok=True)
            self.db.execute("VACUUM INTO ?", (str(partial),))
            partial.replace(to)
        except (OSError, sqlite3.Error) as failed:
            partial.unlink(missing_ok=True)
            raise StudioError(f"The backup {to} cannot be written: {failed}.", "Choose another folder.") from failed
        return to

    def close(self) -> None:
        """Let the planner keep what it learnt, and let go of the file."""
        if not self.readonly:
            with suppress(sqlite3.OperationalError):  # busy: the planner learns next time
                self.db.execute("PRAGMA optimize")
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check(self) -> None:
        """Refuse what is no project, or one that a newer program made."""
        try:
            (found,) = self.db.execute("PRAGMA application_id").fetchone()
            tables = self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        except sqlite3.DatabaseError as failed:
            raise StudioError(
                f"{self.path} is no project: {failed}.", "Open a file that ends in .nfstudio."
            ) from failed
        if found != _APPLICATION_ID:
            raise StudioError(f"{self.path} is no project of this program.", _OPEN_ANOTHER)
        if tables and _unknown(self.db):
            raise StudioError(
                f"{self.path} was made by a newer version of NF Studio.", "Update the program, then open it again."
            )
        if self.readonly and not tables:
            raise StudioError(f"{self.path} is empty.", "Open it once for writing, or import something.")

    def _migrate(self) -> None:
        """Bring the tables up to date; a project that holds anything is backed up first."""
        pending = _pending(self.db)
        if not pending:
            return
        from sqlite_utils import Database  # noqa: PLC0415 - 0.1 s that most openings need not pay

        from nfstudio.store.schema import migrations  # noqa: PLC0415

        if self.db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            self.backup(self.path.with_name(f"{self.path.name}.before-{pending[0]}.{now().replace(':', '')}.bak"))
        with self.writing():
            # Another program may have migrated while this one waited for the lock: apply() looks again.
            migrations.apply(Database(self.db))


def sqlite_version() -> str:
    """The version of the SQLite library in use."""
    return sqlite3.sqlite_version


def restore(backup: Path, path: Path) -> None:
    """Put `backup` in the place of the project at `path`; what lay there is kept beside it as `.replaced`.

    Raises:
        StudioError: when the backup is no sound project or the files cannot be moved.
    """
    backup, path = Path(backup), Path(path)
    with Project(backup, readonly=True) as copy:
        if copy.db.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise StudioError(f"The backup {backup} is damaged.", "Choose another backup.")
        partial = path.with_name(f".{path.name}.partial")
        partial.unlink(missing_ok=True)
        copy.db.execute("VACUUM INTO ?", (str(partial),))
    try:
        if path.exists():
            with Project(path) as old:  # folds the write-ahead log back, so that one file is the whole of it
                old.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            path.replace(path.with_name(f"{path.name}.replaced"))
        for left in (f"{path}-wal", f"{path}-shm"):
            Path(left).unlink(missing_ok=True)
        partial.replace(path)
        with Project(path) as fresh:  # VACUUM INTO keeps the id, not the journal mode
            fresh.db.execute("PRAGMA journal_mode = WAL")
    except OSError as failed:
        hint = "Close it everywhere and try again."
        raise StudioError(f"The project {path} cannot be replaced: {failed}.", hint) from failed


def _connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """A connection in autocommit mode, with the settings every thread needs.

    Raises:
        StudioError: when the file cannot be opened.
    """
    try:
        if readonly:
            uri = f"{path.resolve().as_uri()}?mode=ro"
            db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        else:
            # interrupt() alone is called from another thread; nothing else is.
            db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("PRAGMA cache_size = -32768")
    except sqlite3.Error as failed:
        if "not a database" in str(failed):
            raise StudioError(f"{path} is no project: {failed}.", _OPEN_ANOTHER) from failed
        raise StudioError(f"{path} cannot be opened: {failed}.", "Check the file and the disk.") from failed
    return db


def _applied(db: sqlite3.Connection) -> set[str]:
    """Names of the migrations this file has had."""
    try:
        rows = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'nfstudio'")
        return {name for (name,) in rows}
    except sqlite3.OperationalError:  # no such table: a file without any
        return set()


KNOWN = ("m001_ground",)
"""Names of all migrations, in order, so that an up-to-date file opens without importing them; a test compares."""


def _pending(db: sqlite3.Connection) -> list[str]:
    applied = _applied(db)
    return [name for name in KNOWN if name not in applied]


def _unknown(db: sqlite3.Connection) -> set[str]:
    return _applied(db) - set(KNOWN)


def _said(failed: sqlite3.OperationalError, path: Path) -> StudioError:
    """SQLite's failures of the world as sentences; what is left is a bug and rises as it is."""
    text = str(failed)
    if "locked" in text or "busy" in text:
        return StudioError(f"{path} is held by another program.", "Wait for it or close it, then try again.")
    if "full" in text:
        free = _free_bytes(path)
        return StudioError(f"The disk is full ({free:,} bytes free).", "Make room; what was written is kept.")
    if "readonly" in text or "unable to open" in text or "disk I/O" in text:
        return StudioError(f"{path} cannot be written: {text}.", "Check the disk and your rights on the folder.")
    raise failed


def _free_bytes(path: Path) -> int:
    try:
        stat = os.statvfs(path.parent)
    except (OSError, AttributeError):
        return 0
    return stat.f_bavail * stat.f_frsize
