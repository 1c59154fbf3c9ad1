"""A dataset is read back by a second process, which begins with the rows as they come to rest: so both processors work.

It is this program again, and what it looks for is what `validate` looks for in this one. Frames go to its stdin, a
letter and a length before each: lines that rest, how far a file is written, the folder of it all. Then its answer is
one line of JSON.
"""

import json
import logging
import os
import struct
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import IO, Self

from nfstudio.exporters.company import Fault
from nfstudio.exporters.shapes import Exporter
from nfstudio.exporters.validate import validate
from nfstudio.jobs.anew import started
from nfstudio.jobs.progress import Job, Progress

log = logging.getLogger(__name__)

FRAME = struct.Struct(">cQ")
LINES, GROWN, WHOLE = b"l", b"g", b"w"
"""What a frame holds: lines; a path and a size, as JSON; a folder, as JSON."""
LIMIT = 3
"""Faults that are asked for."""
_WORTH = 4 << 20
"""Bytes of the first lines from which a process is worth its start."""
_HEARTBEAT = 0.1
"""Seconds between two steps of the job while the other process reads."""
_LOGGED = 20_000
"""Characters of what it said on stderr that the log keeps."""
_EARLY = "The rows were read back by one process, since the second one ended early."
_FAULTS = "faults"
_WAITING = 2
"""Frames that wait for it."""


class ReadingBack:
    """Give it lines as they come to `rest`, then ask for the `faults` of their dataset; use as a context manager.

    Nobody waits for the other process while rows come: lines for which it has no time are looked at when they are read
    back. Where rows are few, or there is one processor, all is done by this process; so it is where the other one
    fails, and then `minds` says so.

    Attributes:
        minds: sentences on what went otherwise than it should.
    """

    def __init__(self, exporter: Exporter, kind: str, *, splits: bool) -> None:
        self.minds: tuple[str, ...] = ()
        self._words = ["read-back", exporter.NAME, kind, *(["--splits"] if splits else [])]
        self._frames: SimpleQueue[tuple[bytes, bytes] | None] = SimpleQueue()
        self._answers: SimpleQueue[bytes | str] = SimpleQueue()
        self._mouth: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._gone = threading.Lock()
        self._over = _processors() < 2
        self._rest = False

    def expect(self) -> None:
        """Many lines are likely to come: the process is started, so that it is up when they do."""
        if self._mouth is None and not self._over:
            self._mouth = threading.Thread(target=self._talk, name="nfstudio-reading-back", daemon=True)
            self._mouth.start()

    def rest(self, lines: bytes) -> None:
        """Some lines, each with its end."""
        if not self._rest and len(lines) < _WORTH:
            return
        self._rest = True
        self.expect()
        if not self._over and self._frames.qsize() < _WAITING:
            self._frames.put((LINES, lines))

    def grown(self, file: Path, size: int) -> None:
        """A file of lines has so many bytes."""
        if self._rest and not self._over:
            self._frames.put((GROWN, json.dumps([str(file), size]).encode()))

    def faults(self, folder: Path, *, rows: int = 0) -> Job[list[Fault]]:
        """The first faults of the dataset of so many rows in this folder; yields while the other process reads."""
        if self._rest and self._mouth is not None:
            self._frames.put((WHOLE, json.dumps(str(folder)).encode()))
            self._frames.put(None)
            answer: bytes | str | None = None
            while answer is None:
                with suppress(Empty):
                    answer = self._answers.get(timeout=_HEARTBEAT)
                yield Progress(rows, None, "Reading the rows back", "rows")
            if isinstance(answer, bytes):
                found: Mapping[str, list[list[str]]] = json.loads(answer)
                return [Fault(*one) for one in found[_FAULTS]]
            log.warning(answer)
            self.minds = (answer,)
        return validate(folder, limit=LIMIT)

    def _talk(self) -> None:
        """All of the talk with the other process, in a thread; whatever happens there is an answer."""
        try:
            self._answers.put(self._answer())
        finally:
            self._over = True
            self._answers.put(_EARLY)

    def _answer(self) -> bytes | str:
        """What the other process says in the end, or a sentence on why it says nothing."""
        with ExitStack() as open_now:
            try:
                complaints = open_now.enter_context(tempfile.TemporaryFile())
                process = started(self._words, complaints=complaints)
            except OSError as failed:
                why = failed.strerror or failed
                return f"The rows were read back by one process, since a second one could not be started: {why}."
            open_now.enter_context(self._killed(process))
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                while (frame := self._frames.get()) is not None:
                    kind, holds = frame
                    process.stdin.write(FRAME.pack(kind, len(holds)))
                    process.stdin.write(holds)
                    process.stdin.flush()
                answer = process.stdout.readline()
            except OSError:  # it has ended
                answer = b""
            if not answer and not self._over:  # nobody killed it
                code = process.wait()
                log.warning("the process that reads rows back ended with code %s: %s", code, _said(complaints))
            return answer or _EARLY

    @contextmanager
    def _killed(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """Lets others kill it meanwhile, and does so at the end: it holds nothing that anybody needs."""
        with self._gone:
            self._process = process
            if self._over:
                process.kill()
        try:
            yield
        finally:
            process.kill()
            with suppress(OSError):
                process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._gone:
            self._over = True
            if self._process is not None:
                self._process.kill()
        if self._mouth is not None:
            self._frames.put(None)
            self._mouth.join()


def faults_line(faults: Sequence[Fault]) -> str:
    """What is wrong with a dataset, as the other process answers it."""
    return json.dumps({_FAULTS: [[fault.place, fault.sentence] for fault in faults]}) + "\n"


def _said(complaints: IO[bytes]) -> str:
    complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, complaints.tell() - _LOGGED))
    return complaints.read().decode(errors="replace").strip()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
