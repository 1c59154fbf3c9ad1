"""Where the program begins: the window, or a command."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from nfstudio import cli
from nfstudio.errors import StudioError


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with these arguments (the command line's by default) and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    wanted = cli.parsed(arguments)
    if wanted.command in (None, "open"):
        return cli.speaking(lambda: _window(getattr(wanted, "target", None)), wanted.command, as_json=False)
    if wanted.command == "doctor":
        return cli.speaking(lambda: _doctor(wanted), wanted.command, as_json=wanted.json)
    return cli.speaking(lambda: cli.run(wanted), wanted.command, as_json=wanted.json)


def _doctor(wanted: argparse.Namespace) -> int:
    from nfstudio.cli.verbs import doctor  # noqa: PLC0415 - the rooms below are for commands that run

    return doctor(wanted, window=_window_facts())


def _window(target: Path | None) -> int:
    if target is not None:
        _hold_that_something_opens(target)
    if not _has_display():
        raise StudioError(
            "There is no display to open a window on.", "Use the commands instead: nfstudio --help names them."
        )
    try:
        from nfstudio.app.main import run  # noqa: PLC0415 - Qt is for the window alone
    except ImportError as failed:
        raise _without_qt(failed) from failed
    return run(target)


def _hold_that_something_opens(target: Path) -> None:
    """A new project is made where one is meant; a name misspelt makes none."""
    from nfstudio import paths  # noqa: PLC0415 - for the window alone

    if paths.is_there(target) or (target.suffix == paths.PROJECT and paths.is_folder(target.absolute().parent)):
        return
    raise StudioError(
        f"There is nothing at {target}.",
        f"Name a folder of chat logs, or a project; a name in {paths.PROJECT} makes one in a folder that is there.",
    )


def _has_display() -> bool:
    """Whether Qt would find a screen; without one it aborts the process instead of raising."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _is_x_there(os.environ.get("DISPLAY", "")) or _is_wayland_there(os.environ.get("WAYLAND_DISPLAY", ""))


def _is_x_there(display: str) -> bool:
    """Whether an X server stands behind a name such as `:0`; of one on another machine that is left to Qt."""
    host, _, number = display.rpartition(":")
    if host not in ("", "unix"):
        return True
    name = f"/tmp/.X11-unix/X{number.partition('.')[0]}"  # noqa: S108 - where X servers listen
    return bool(display) and (Path(name).exists() or f"@{name}\n" in _listening())


def _is_wayland_there(display: str) -> bool:
    """Whether a compositor listens under a name such as `wayland-0`."""
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(display) and (Path(folder) / display).exists()


def _listening() -> str:
    """The sockets of this machine that are no files, a name at the end of each line; empty where nobody says so."""
    try:
        return Path("/proc/net/unix").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _window_facts() -> dict[str, object]:
    """What the window would run on, for doctor."""
    try:
        from nfstudio.app.facts import facts  # noqa: PLC0415 - Qt is for the window alone
    except ImportError as failed:
        return {"qt": None, "why": _without_qt(failed).sentence, "hint": _without_qt(failed).hint}
    return facts(has_display=_has_display())


def _without_qt(failed: ImportError) -> StudioError:
    """A failed import of Qt as a sentence: it is nearly always a library that a bare Linux lacks."""
    from nfstudio.system_libraries import install_command, missing  # noqa: PLC0415 - only when something is wrong

    lacking = missing()
    if lacking:
        names = ", ".join(need.name for need in lacking)
        return StudioError(f"Qt needs libraries that are not here: {names}.", f"Run: {install_command(lacking)}")
    if "PySide6" not in str(failed) and "Qt" not in str(failed):
        raise failed
    return StudioError(f"Qt cannot be loaded: {failed}.", "Reinstall the program's dependencies (PySide6-Essentials).")


if __name__ == "__main__":
    sys.exit(main())
