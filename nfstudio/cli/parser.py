"""What the command line takes: commands, options and what their values may be."""

import argparse
import json
from pathlib import Path
from typing import Any, NoReturn

from nfstudio import __version__

MISUSED = 2
_STATUSES = ("confirmed", "auto", "all")
_GROUPS = ("source", "model", "language", "month")


class Parser(argparse.ArgumentParser):
    """argparse, with its complaints as JSON where JSON was asked for."""

    as_json = False

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and leave."""
        if Parser.as_json:
            print(json.dumps({"error": message, "hint": f"See {self.prog} --help."}))
            raise SystemExit(MISUSED)
        super().error(message)


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    made = Parser(
        prog="nfstudio",
        description="Turn chat logs into preference data. Without a command the window opens.",
    )
    made.add_argument("--version", action="version", version=f"nfstudio {__version__}")
    commands = made.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    opening = commands.add_parser("open", help="open the window on a project or a folder of chat logs")
    opening.add_argument("target", nargs="?", type=Path, metavar="PROJECT|FOLDER")

    importing = _verb(commands, "import", "take conversations into a project, which is made if need be")
    importing.add_argument("project", type=Path, metavar="PROJECT")
    importing.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    importing.add_argument("--format", metavar="NAME", help="read every file as this format instead of recognising it")
    importing.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="WHAT=COLUMN,…",
        help="which column of a table (CSV, TSV, Parquet) holds what: conversation, role, text, time; or prompt,"
        " response; or messages; also system, model, title, language, user, rating; person=WORD is the word for the"
        " person in the column role. May be given again. A table that came in already is not read anew.",
    )
    importing.set_defaults(misused=importing.error)

    telling = _verb(commands, "languages", "identify the language of conversations whose logs name none")
    telling.add_argument("project", type=Path, metavar="PROJECT")

    detecting = _verb(commands, "detect", "find feedback in all messages that were not looked at yet")
    detecting.add_argument("project", type=Path, metavar="PROJECT")
    detecting.add_argument("--detector", default="rules", metavar="NAME", help="rules (the default)")
    detecting.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda"))

    judging = _verb(commands, "evaluate", "how good a detector is on judged messages (spans JSONL)")
    judging.add_argument("data", nargs="+", type=Path, metavar="DATA.jsonl")
    judging.add_argument("--detector", default="rules", metavar="NAME", help="rules (the default)")
    judging.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda"))
    judging.add_argument("--errors", type=Path, metavar="OUT.jsonl", help="write the messages that came out wrong")

    counting = _verb(commands, "stats", "how common feedback is")
    counting.add_argument("project", type=Path, metavar="PROJECT")
    counting.add_argument("--by", choices=_GROUPS, help="also by group")

    exporting = _verb(commands, "export", "write a dataset")
    exporting.add_argument("project", type=Path, metavar="PROJECT")
    exporting.add_argument("out", type=Path, metavar="OUT", help="a folder that does not exist or is empty")
    exporting.add_argument("--kind", required=True, choices=("kto",))
    exporting.add_argument("--framework", default="trl", choices=("trl",))
    exporting.add_argument("--status", default="all", choices=_STATUSES, help="which feedback leaves (all)")
    exporting.add_argument("--min-score", type=_share, metavar="X", help="of undecided feedback, from 0 to 1")
    exporting.add_argument(
        "--split", type=_split, metavar="0.9,0.05,0.05", help="train,validation,test by conversation"
    )
    exporting.add_argument("--seed", type=int, default=0, metavar="N")
    exporting.add_argument(
        "--include",
        nargs="+",
        type=_category,
        default=[],
        metavar="CATEGORY",
        help="also Rephrase or Clarification, as unwanted answers",
    )

    _verb(commands, "doctor", "what this installation has: versions, device, rule packs, fonts, Qt platform")
    return made


def _verb(commands: Any, name: str, about: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    made.add_argument("--json", action="store_true", help="one JSON object on stdout, progress on stderr")
    return made


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def _split(text: str) -> str:
    from nfstudio.curate.splits import parse_split  # noqa: PLC0415 - only when a split is given

    try:
        parse_split(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong
    return text


def _category(text: str) -> str:
    from nfstudio.domain.feedback import Category  # noqa: PLC0415 - only when a category is given

    try:
        return Category.parse(text).value
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong
