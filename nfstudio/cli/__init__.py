"""The command line: the same verbs on the same project file, for people and for programs (`--json`)."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from nfstudio.cli.parser import Parser, parser
from nfstudio.errors import StudioError

FAILED, STOPPED = 1, 130
_GOES_ON = frozenset({"import", "languages", "detect", "train"})
"""Commands that keep what they have done when they are interrupted."""


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments as a namespace with `command`, which is None for the window.

    Raises:
        SystemExit: 2 on misuse, 0 after `--help` or `--version`.
    """
    Parser.as_json = "--json" in arguments
    return parser().parse_args(arguments)


def run(wanted: argparse.Namespace) -> int:
    """Do what the arguments ask for; its exit code."""
    # In here, because `--help` must not pay for the rooms below, nor an import for those of the detectors.
    if wanted.command in {"import", "languages"}:
        from nfstudio.cli.intake import VERBS  # noqa: PLC0415
    elif wanted.command == "detect":
        from nfstudio.cli.detecting import VERBS  # noqa: PLC0415
    elif wanted.command == "read-back":
        from nfstudio.cli.reading_back import VERBS  # noqa: PLC0415
    else:
        from nfstudio.cli.verbs import VERBS  # noqa: PLC0415

    return VERBS[wanted.command](wanted)


def speaking(work: Callable[[], int], command: str | None, *, as_json: bool) -> int:
    """Run a command; a failure of the world becomes a sentence (or a JSON object) and exit code 1."""
    try:
        return work()
    except StudioError as failed:
        return _tell(failed, as_json=as_json)
    except BrokenPipeError:  # whoever read the answer has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        _tell(_stopped(command), as_json=as_json)
        return STOPPED
    except Exception as failed:
        from nfstudio.store.failures import told  # noqa: PLC0415 - only when something is wrong

        said = told(failed)
        if said is None:
            raise
        return _tell(said, as_json=as_json)


def _stopped(command: str | None) -> StudioError:
    if command in _GOES_ON:
        return StudioError("Stopped; what was written is kept.", "The same command goes on from there.")
    return StudioError("Stopped; no dataset was written." if command == "export" else "Stopped.")


def _tell(failed: StudioError, *, as_json: bool) -> int:
    from nfstudio.cli import terminal  # noqa: PLC0415 - only when something is wrong

    if as_json:
        try:
            print(terminal.as_json({"error": failed.sentence, "hint": failed.hint}), flush=True)
        except OSError:  # nobody hears stdout: what is left is stderr
            as_json = False
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if not as_json:
        said = f"nfstudio: {terminal.plain(failed.sentence)}\n{terminal.plain(failed.hint)}"
        print(said.rstrip(), file=sys.stderr)
    return FAILED
