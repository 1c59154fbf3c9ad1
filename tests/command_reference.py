"""docs/commands.md, made from the parser: `python tests/command_reference.py` writes it, a test holds it to date."""

import argparse
from pathlib import Path

from nfstudio.cli.parser import parser

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
_HEAD = """# Commands

Made from the program by `python tests/command_reference.py`; do not edit by hand. Every command but `open` works
without a window. The exit code is 0, 1 when something failed, 2 for misuse, 130 when it was interrupted (Ctrl+C). What
a terminal would act on (escapes, marks that turn writing round) is told as U+FFFD, and in JSON as an escape.

With `--json` categories stand under the names that the project file holds: `POSITIVE`, `AWARE_WITH_CORRECTION`
(Correction), `AWARE_WITHOUT_CORRECTION` (Complaint), `REPHRASE`, `CLARIFICATION`. Options take either.
"""


def reference() -> str:
    """The whole page as Markdown."""
    top = parser()
    commands = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    about = {choice.dest: choice.help or "" for choice in commands._choices_actions}
    return "\n".join([_HEAD, *(_section(command, about[name]) for name, command in commands.choices.items())])


def _section(command: argparse.ArgumentParser, about: str) -> str:
    rows = [f"| `{_shown(a)}` | {_told(a)} |" for a in command._actions if a.dest != "help"]
    return "\n".join([f"## {command.prog}", "", f"{about[0].upper()}{about[1:]}.", "", "| | |", "|---|---|", *rows, ""])


def _shown(action: argparse.Action) -> str:
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else "")
    repeated = f"{value} …" if action.nargs in {"+", "*"} else value
    optional = f"[{repeated}]" if action.nargs in {"?", "*"} else repeated
    return " ".join([*action.option_strings[:1], optional]).strip().replace("|", r"\|")


def _told(action: argparse.Action) -> str:
    words = " ".join((action.help or "").replace("|", r"\|").split())
    needed = "needed" if action.option_strings and action.required else ""
    return "; ".join(filter(None, (words, needed)))


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
