"""Detection in a process of its own, led from here: what it reckons with cannot hold up the window, which has Python's
lock for itself, and what goes wrong in it (memory, a driver, a library that crashes) leaves the window standing."""

import json
import logging
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Self

from nfstudio.domain.thresholds import Setting
from nfstudio.errors import StudioError
from nfstudio.jobs.anew import started
from nfstudio.jobs.detecting import DEFAULT_DETECTOR, DetectSummary
from nfstudio.jobs.lines import BUG, ERROR, PROGRESS, RESULT, progress_of, summary_of
from nfstudio.jobs.progress import Job, Progress
from nfstudio.store.changes import NOTHING, Changes
from nfstudio.store.project import Project

log = logging.getLogger(__name__)

UNTOLD = Changes(None, feedback=True)
"""What a process that ended early may have written and not told."""
HEARTBEAT = 0.1
"""Seconds without a word after which the job yields where it stood, so that it can be cancelled meanwhile."""
PATIENCE = 1.0
"""Seconds that a process has for what it is at when it is told to stop; then it ends itself."""
_SURELY = 2.0
"""Seconds more before it is killed."""
_LOGGED = 20_000
"""Characters of what it said on stderr that the log keeps."""
_GOES_ON = "What it had found is kept; detect again and it goes on from there."


class BrokeApartError(Exception):
    """There is a bug, met in the other process.

    Attributes:
        frames: where, as `errors.frames_of` tells it.
    """

    def __init__(self, frames: Sequence[str]) -> None:
        super().__init__("the process that detects met a bug")
        self.frames = tuple(frames)


def detect_apart(
    project: Project,
    *,
    detector_name: str = DEFAULT_DETECTOR,
    device: str = "auto",
    setting: Setting = Setting.BALANCED,
    model: Path | None = None,
) -> Job[DetectSummary]:
    """What `detect` does, in a process that writes to the project itself; arguments and answer as there.

    Closed, it lets the process end its batch for `PATIENCE` seconds; what was written last may then not have been
    told (`UNTOLD`). The process ends by itself when this one is gone.

    Raises:
        StudioError: as `detect` does; also when the process cannot be started or was ended from outside.
        BrokeApartError: when there is a bug in it.
    """
    words = ["detect", str(project.path), "--lines", "--detector", detector_name]
    words += ["--device", device, "--setting", setting.value]
    words += ["--model", str(model.absolute())] if model and detector_name != "rules" else []
    last = Progress(0, None, "Starting the detector", "messages")
    yield last
    with _Led(words) as led:
        while True:
            said = led.heard()
            if said is None:
                yield replace(last, changes=NOTHING)
            elif PROGRESS in said:
                last = progress_of(said[PROGRESS])
                yield last
                led.go_on()
            elif RESULT in said:
                return summary_of(said[RESULT])
            elif ERROR in said:
                raise StudioError(said[ERROR]["sentence"], said[ERROR]["hint"])
            else:
                raise BrokeApartError(said[BUG])


class _Led:
    """The other process: started, heard, let on, and surely ended."""

    def __init__(self, words: Sequence[str]) -> None:
        self._said: SimpleQueue[Mapping[str, Any] | None] = SimpleQueue()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  # closed with the process
        try:
            self._process = started(words, complaints=self._complaints)
        except OSError as failed:
            self._complaints.close()
            what = f"Detection cannot be started: {failed.strerror or failed}."
            raise StudioError(what, "Make room for another process, or reinstall the program.") from failed
        self._ears = threading.Thread(target=self._listen, name="nfstudio-detection", daemon=True)
        self._ears.start()

    def heard(self) -> Mapping[str, Any] | None:
        """What it says next; None when it is silent for `HEARTBEAT`.

        Raises:
            StudioError: when it has ended without an answer.
        """
        with suppress(Empty):
            said = self._said.get(timeout=HEARTBEAT)
            if said is None:
                raise self._ended()
            return said
        return None

    def go_on(self) -> None:
        """Let it read the next batch."""
        assert self._process.stdin is not None
        with suppress(OSError):  # it has ended: `heard` tells how
            self._process.stdin.write(b"\n")
            self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.put(json.loads(line))
        self._said.put(None)

    def _ended(self) -> StudioError:
        code = self._wait()
        how = f"signal {-code} ({_signal(-code)})" if code < 0 else f"exit code {code}"
        if code == -getattr(signal, "SIGKILL", 9):
            hint = "The system does so when memory is short: close other programs."
        else:
            hint = "The log says more (Help → Open log folder). If it happens again, choose another device or detector."
        return StudioError(f"The process that detects ended before it was done: {how}.", f"{_GOES_ON} {hint}")

    def _wait(self) -> int:
        """Its exit code; nobody waits for ever."""
        try:
            return self._process.wait(PATIENCE + _SURELY)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with suppress(OSError):
            self._process.stdin.close()
        code = self._wait()
        self._ears.join()
        self._process.stdout.close()
        self._complaints.seek(0, os.SEEK_END)
        self._complaints.seek(max(0, self._complaints.tell() - _LOGGED))
        if said := self._complaints.read().decode(errors="replace").strip():
            log.warning("the process that detects ended with code %s and said:\n%s", code, said)
        self._complaints.close()


def _signal(number: int) -> str:
    with suppress(ValueError):
        return signal.Signals(number).name
    return "unknown"
