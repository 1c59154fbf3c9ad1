"""One project is one SQLite file: making, opening and backing it up, and the one way to write to it."""

import logging
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from stat import S_IMODE
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Self, TypeVar

from nfstudio import paths
from nfstudio.errors import StudioError, why
from nfstudio.store import strangers
from nfstudio.store.failures import Damaged, Displaced, bytes_at, file_at, is_displaced, telling, told
from nfstudio.store.tables import APPLICATION_ID, MIGRATIONS, SET, make

log = logging.getLogger(__name__)
SUFFIX = paths.PROJECT
PRIVATE = 0o600
"""Rights of a new project: its person's alone, whatever those of the logs are."""
T = TypeVar("T")
_BUSY_MS = 10_000
_LOOK_AGAIN = 0.001
_MUCH_PAGES = 10_000  # 40 MB
_STEPS = 50_000  # of SQLite's machine: about a millisecond
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
        StudioError: when there is no such file, it is no project, damaged or held, or a newer program made it.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        # Absolute, because the working folder may change under a window.
        self.path = Path(path).absolute()
        self.readonly = readonly
        self.patience = _BUSY_MS / 1000
        if bytes_at(self.path) is None:
            raise StudioError(f"There is no project at {self.path}.", "Import a folder of chat logs to make one.")
        self.db = connect(self.path, readonly=readonly)
        try:
            with telling(self.path):
                self._file = file_at(self.path)
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
        path = Path(path).absolute()
        if bytes_at(path):
            raise StudioError(f"Something lies at {path} already.", "Choose another name, or open it.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=PRIVATE)  # SQLite keeps to it, for what lies beside the file as well
            with closing(connect(path, readonly=False)) as db:
                # The page size and the id must be set before the first table; WAL then stays with the file.
                db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                db.execute("PRAGMA journal_mode = WAL")
        except (OSError, sqlite3.Error) as failed:
            hint = "Choose a folder you may write to."
            raise StudioError(f"The project {path} cannot be made: {why(failed)}.", hint) from failed
        return cls(path)

    @classmethod
    def at(cls, path: Path) -> Self:
        """Open the project at `path`, making it when there is none."""
        path = Path(path)
        # An empty file is what a program killed in the first instant of making a project leaves behind.
        return cls(path) if bytes_at(path) else cls.create(path)

    @classmethod
    def as_permitted(cls, path: Path) -> Self:
        """Open for writing where the file and its folder may be written, else for reading only; `readonly` tells."""
        path = Path(path).absolute()
        writable = bytes_at(path) is None or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        return cls(path, readonly=not writable)

    @property
    def name(self) -> str:
        """What the project is called: its file name without the suffix."""
        return self.path.name.removesuffix(SUFFIX)

    def stand(self) -> None:
        """Refuse to go on where the file was moved or removed, or another lies in its place: what is written to it then
        is gone with the window.

        Raises:
            Displaced: with what to do.
        """
        if is_displaced(self.path, self._file):
            raise Displaced(self.path)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is written, or, when anything is raised, nothing.

        Raises:
            StudioError: when the disk is full, the file is damaged, gone or cannot be written, or another program holds
                it for long.
        """
        if self.readonly:
            hint = "Close the other window that has it open, or see to your rights on the file."
            raise StudioError("This project is open for reading only.", hint)
        self.stand()
        try:
            self._begin()
            yield self.db
            self.db.execute("COMMIT")
        except BaseException as failed:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")
            said = told(failed, self.path)
            if said is None:
                raise
            raise said from failed

    def ask(self, question: Callable[["Project"], T], *, wanted: Callable[[], bool] = lambda: True) -> T:
        """The answer to a question that only reads.

        Args:
            wanted: asked every few milliseconds while a statement runs, in this thread; false ends it.

        Raises:
            Interrupted: when the answer was no longer wanted.
        """
        self.db.set_progress_handler(lambda: not wanted(), _STEPS)
        try:
            with telling(self.path):
                return question(self)
        except sqlite3.OperationalError as failed:
            if "interrupted" in str(failed):
                raise Interrupted from failed
            raise
        finally:
            self.db.set_progress_handler(None, 0)

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

    def expect_much(self) -> None:
        """Settings for long writing while nobody waits: what is written goes into the file seldom, much at once."""
        self.db.execute(f"PRAGMA wal_autocheckpoint = {_MUCH_PAGES}")

    def give_way(self) -> None:
        """Leave a gap between two short transactions of long work, so that a person's decision comes in."""
        sleep(2 * _LOOK_AGAIN)

    def maintain(self, statement: str) -> tuple[Any, ...] | None:
        """Run a statement that stands outside any transaction, such as VACUUM; the first row of its answer.

        Raises:
            StudioError: as `writing` does.
        """
        with telling(self.path):
            row: tuple[Any, ...] | None = self.db.execute(statement).fetchone()
            return row

    def written_by_others(self) -> int:
        """A number that is another one once anything was committed through another connection than this.

        Raises:
            StudioError: when the file cannot be read.
        """
        row = self.maintain("PRAGMA data_version")
        assert row is not None
        return int(row[0])

    def reader(self) -> "Project":
        """A second, read-only door to the same file, for another thread; made in the thread that uses it."""
        return Project(self.path, readonly=True)

    def backup(self, to: Path) -> Path:
        """Write a complete, compact copy to `to`, which must not exist.

        Raises:
            StudioError: when `to` exists or cannot be written, or the project is damaged.
        """
        to = Path(to)
        if bytes_at(to) is not None:
            raise StudioError(f"Something lies at {to} already.", "Choose another name for the backup.")
        partial = to.with_name(f".{to.name}.partial")
        try:
            partial.unlink(missing_ok=True)
            partial.touch(mode=PRIVATE)
            self.db.execute("VACUUM INTO ?", (str(partial),))
            with suppress(OSError):  # some file systems know no rights
                partial.chmod(S_IMODE(self.path.stat().st_mode))
            partial.replace(to)
        except (OSError, sqlite3.Error) as failed:
            with suppress(OSError):  # the first failure is the one to tell
                partial.unlink(missing_ok=True)
            if isinstance(said := told(failed, self.path), Damaged):
                raise said from failed
            raise StudioError(
                f"The backup {to} cannot be written: {why(failed)}.", "Choose another folder."
            ) from failed
        return to

    def close(self) -> None:
        """Let the planner keep what it learnt, and let go of the file."""
        if not self.readonly:
            with suppress(sqlite3.DatabaseError):  # busy, not to be written, damaged: the planner learns another time
                self.db.execute("PRAGMA optimize")
        self.let_go()

    def let_go(self) -> None:
        """Let go of the file at once. What the planner learns holds up a decision: 0.6 s in a project of a million."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check(self) -> None:
        """Refuse what is no project, or one that a newer program made."""
        (found,) = self.db.execute("PRAGMA application_id").fetchone()
        if found != APPLICATION_ID:
            raise StudioError(f"{self.path} is no project of this program.", _OPEN_ANOTHER)
        if _unknown(self.db):
            raise StudioError(
                f"{self.path} was made by a newer version of NF Studio.", "Update the program, then open it again."
            )
        strangers.look(self.db, self.path, _applied(self.db), readonly=self.readonly)
        if self.readonly and _is_bare(self.db):
            raise StudioError(f"{self.path} is empty.", "Open it once for writing, or import something.")

    def _migrate(self) -> None:
        """Bring the tables up to date; a project that holds anything is backed up first."""
        pending = _pending(self.db)
        if pending and _is_bare(self.db):
            with self.writing() as db:
                if _is_bare(db):  # looked at again: another program may have made them meanwhile
                    make(db)
            pending = _pending(self.db)
        if not pending:
            return
        # sqlite_utils takes them along where they are installed: up to a second, for nothing we use.
        with _unseen("pandas"), _unseen("numpy"):
            from sqlite_utils import Database  # noqa: PLC0415 - 0.1 s that most openings need not pay

            from nfstudio.store.schema import migrations  # noqa: PLC0415

        # Looked at again: another program may have made the tables between the two questions, and filled them.
        if _holds_rows(self.db) and (pending := _pending(self.db)):
            self.backup(self.path.with_name(f"{self.path.name}.before-{pending[0]}.{now().replace(':', '')}.bak"))
        with self.writing():
            # Another program may have migrated while this one waited for the lock: apply() looks again.
            migrations.apply(Database(self.db))


@contextmanager
def _unseen(name: str) -> Iterator[None]:
    """For once a module that is not loaded yet is not to be had."""
    missing = object()
    held = sys.modules.get(name, missing)
    if held is missing:
        sys.modules[name] = None  # type: ignore[assignment]  # what the import system takes for "there is none"
    try:
        yield
    finally:
        if held is missing:
            del sys.modules[name]


def sqlite_version() -> str:
    """The version of the SQLite library in use."""
    return sqlite3.sqlite_version


def connect(path: Path, *, readonly: bool) -> sqlite3.Connection:
    """A connection in autocommit mode, with the settings every thread needs.

    Raises:
        StudioError: when the file cannot be opened, is no database or is held by another program.
    """
    with telling(path):
        if not readonly:
            return _settled(str(path))
        path = path.resolve()  # beside this one lies its -wal
        uri = f"{path.as_uri()}?mode=ro"
        try:
            return _settled(uri)
        except sqlite3.OperationalError as refused:
            if "readonly database" not in str(refused) and "unable to open" not in str(refused):
                raise
            if Path(f"{path}-wal").exists():
                hint = f"Make {path.parent} a folder you may write to, or copy the project with its -wal file."
                raise StudioError(f"{path} cannot be read: your rights on its folder forbid it.", hint) from refused
        # A WAL database needs a file beside it even to be read, unless nobody can be writing: then it is immutable.
        log.info("%s lies in a folder that cannot be written; it is read as it lies", path)
        return _settled(f"{uri}&immutable=1")


def _settled(name: str) -> sqlite3.Connection:
    db = sqlite3.connect(name, uri=name.startswith("file:"), isolation_level=None)
    try:
        db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("PRAGMA trusted_schema = OFF")  # what a stranger's file computes by itself calls nothing that acts
        db.execute("PRAGMA cell_size_check = ON")
        db.execute("PRAGMA cache_size = -32768")
        db.execute("PRAGMA schema_version")  # reads the file, so that what is wrong with it is known here
    except BaseException:
        db.close()
        raise
    return db


def _applied(db: sqlite3.Connection) -> set[str]:
    """Names of the migrations this file has had; none when it has no table of them."""
    try:
        rows = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (SET,))
        return {name for (name,) in rows}
    except sqlite3.OperationalError as failed:
        if "no such table" not in str(failed):
            raise
        return set()


KNOWN = tuple(MIGRATIONS)
"""Names of all migrations, in order."""


def _pending(db: sqlite3.Connection) -> list[str]:
    applied = _applied(db)
    return [name for name in KNOWN if name not in applied]


def _unknown(db: sqlite3.Connection) -> set[str]:
    return _applied(db) - set(KNOWN)


def _is_bare(db: sqlite3.Connection) -> bool:
    """Whether the file has no table at all."""
    return db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _holds_rows(db: sqlite3.Connection) -> bool:
    """Whether there is anything to lose in the file: one row in a table that is neither SQLite's nor an index's."""
    tables = db.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'").fetchall()
    ours = [name for (name,) in tables if not name.startswith(("sqlite_", "_sqlite_"))]
    quoted = (name.replace('"', '""') for name in ours)
    return any(db.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() for name in quoted)
