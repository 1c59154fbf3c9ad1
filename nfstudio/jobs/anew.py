"""This same program started anew, for work that must not hold up the one that asks for it."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import nfstudio


def program() -> list[str]:
    """The words that start this same program anew: the bundle's own, or this Python with this package."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-P", "-m", "nfstudio"]  # -P: no module is taken from the folder that is looked at
    beside = Path(sys.executable).with_name("nfstudio.exe")  # the program with a window has no stdout on Windows
    return [str(beside if beside.exists() else Path(sys.executable))]


def started(words: Sequence[str], *, complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    """The process, with pipes to its stdin and from its stdout.

    Args:
        words: what follows the name of the program.
        complaints: takes what it says on stderr.

    Raises:
        OSError: when it cannot be started.
    """
    return subprocess.Popen(  # noqa: S603  # this program, with words that no log chose
        [*program(), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env=_around(),
        **_apart_from_us(),
    )


def _around() -> dict[str, str]:
    """The environment, in which Python finds the very package that runs here, wherever that was found."""
    around = dict(os.environ)
    home = str(Path(nfstudio.__file__).resolve().parents[1])
    if not getattr(sys, "frozen", False) and home != sysconfig.get_path("purelib"):
        around["PYTHONPATH"] = os.pathsep.join(filter(None, [home, around.get("PYTHONPATH", "")]))
    return around


def _apart_from_us() -> dict[str, Any]:
    """No console of its own, behind the window, and deaf to the Ctrl+C that is meant for the window."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS}
    # No session of its own: Linux shares the processors out between sessions, and niceness counts within one alone.
    return {"process_group": 0}
