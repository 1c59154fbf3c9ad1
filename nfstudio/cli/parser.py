"""What the command line takes: commands, options and what their values may be."""

import argparse
import json
from collections.abc import Callable
from typing import Any, NoReturn

from nfstudio import __version__
from nfstudio.cli.export_arguments import FRAMEWORKS, KINDS, take_export
from nfstudio.cli.values import path

MISUSED = 2
_SETTINGS = ("precise", "balanced", "thorough")
_GROUPS = ("source", "file", "model", "language", "month")
# Words of a room that `--help` must not pay for; a test holds them equal to the table there.
CHANGES = ("new", "changed", "gone", "against")


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
    _open(commands.add_parser("open", help="open the window on a project or a folder of chat logs"))
    for name, about, take in _VERBS:
        take(_verb(commands, name, about))
    _verb(commands, "doctor", "what this installation has: versions, device, rule packs, fonts, Qt platform")
    return made


def _open(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "target",
        nargs="?",
        type=path,
        metavar="PROJECT|FOLDER",
        help="a project, made if its name ends in .nfstudio and there is none; a folder of chat logs, whose project"
        " lies beside it; or a file of them, of which is shown first what it holds",
    )


def _import(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=path, metavar="PROJECT", help="the project file, made if there is none")
    command.add_argument("paths", nargs="+", type=path, metavar="PATH", help="files and folders")
    command.add_argument("--format", metavar="NAME", help="read every file as this format instead of recognising it")
    command.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="WHAT=COLUMN,…",
        help="which column of a table (CSV, TSV, Parquet) holds what: conversation, role, text, time; or prompt,"
        " response; or messages; also system, model, title, language, user, rating; person=WORD is the word for the"
        " person in the column role. May be given again. A table that came in already is not read anew.",
    )
    command.set_defaults(misused=command.error)


def _project(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=path, metavar="PROJECT", help="the project file")


def _detect(command: argparse.ArgumentParser) -> None:
    _project(command)
    _detector(command)
    command.add_argument(
        "--lines",
        action="store_true",
        help="for a program that leads: progress and the answer as lines of JSON on stdout, behind other programs."
        " After each line of progress it waits for a line on stdin; the end of stdin ends it, what was found stays",
    )


def _changes(command: argparse.ArgumentParser) -> None:
    _project(command)
    command.add_argument(
        "--only",
        nargs="+",
        choices=CHANGES,
        help="claims that are new, changed or gone; or where a decision stands against the claim (all of them)",
    )


def _evaluate(command: argparse.ArgumentParser) -> None:
    command.add_argument("data", nargs="+", type=path, metavar="DATA.jsonl")
    _detector(command)
    command.add_argument("--errors", type=path, metavar="OUT.jsonl", help="write the messages that came out wrong")


def _stats(command: argparse.ArgumentParser) -> None:
    _project(command)
    command.add_argument("--by", choices=_GROUPS, help="also by group")


def _agreement(command: argparse.ArgumentParser) -> None:
    _project(command)
    command.add_argument("--look", type=int, metavar="N", help="only this one, by its number (all of them)")


def _read_back(command: argparse.ArgumentParser) -> None:
    command.add_argument("framework", choices=FRAMEWORKS, help="whose shape the rows have")
    command.add_argument("kind", choices=KINDS, help="what a row is made of")
    command.add_argument("--splits", action="store_true", help="the dataset has several files")


def _recipes(command: argparse.ArgumentParser) -> None:
    _project(command)
    one = command.add_mutually_exclusive_group()
    one.add_argument("--show", metavar="NAME", help="only this one, with all that is not as usual")
    one.add_argument("--forget", metavar="NAME", help="let it go; what it made stays")


def _train(command: argparse.ArgumentParser) -> None:
    command.add_argument("data", nargs="*", type=path, metavar="DATA.jsonl", help="judged messages (spans JSONL)")
    command.add_argument("--base", type=path, metavar="FOLDER", help="the encoder to start from (Hugging Face folder)")
    command.add_argument("--out", type=path, required=True, metavar="FOLDER", help="a folder that does not exist")
    command.add_argument("--dev", type=path, metavar="FILE", help="judged messages for figures alone")
    command.add_argument("--epochs", type=int, default=3, metavar="N", help="(3)")
    command.add_argument("--rate", type=float, default=1.6e-4, metavar="X", help="highest learning rate (1.6e-4)")
    command.add_argument("--frozen", type=int, default=2, metavar="N", help="layers left as they are (2); -1: none")
    command.add_argument("--kept", type=float, default=0.0, metavar="X", help="share of the base that stays (0)")
    command.add_argument("--folds", type=int, default=3, metavar="K", help="parts held out in turn (3)")
    command.add_argument(
        "--by", default="conversation", choices=("conversation", "source"), help="what is held out (conversation)"
    )
    command.add_argument("--seed", type=int, default=1, metavar="N", help="what chance begins with (1)")
    _device(command)
    command.add_argument("--without", nargs="+", default=[], metavar="SOURCE", help="sources of the data to leave out")
    command.add_argument(
        "--unlabelled",
        nargs="+",
        type=path,
        default=[],
        metavar="FILE.jsonl",
        help="conversations for a teacher to judge",
    )
    command.add_argument(
        "--mixed", type=int, default=0, metavar="N", help="so many more for it, made of the judged messages (0)"
    )
    command.add_argument(
        "--teacher",
        nargs="+",
        type=path,
        default=[],
        metavar="FOLDER",
        help="what judges them, several together (the fold encoders)",
    )
    command.add_argument(
        "--only", choices=("encoder", "fusion", "quantise"), help="one part; the latter two of a model with --model"
    )
    command.add_argument("--model", type=path, metavar="FOLDER", help="what the fusion or int8 file is for")


def _detector(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--detector",
        default="hybrid",
        metavar="NAME",
        help="hybrid (the default: rules and encoder), rules, encoder, llm (asks a language model of your own)",
    )
    _device(command)
    command.add_argument(
        "--setting", default="balanced", choices=_SETTINGS, help="how sure a detection must be to count (balanced)"
    )
    command.add_argument(
        "--model",
        type=path,
        metavar="FOLDER",
        help="an encoder in place of the shipped one; of llm, the language model; rules take none",
    )
    command.set_defaults(misused=command.error)


def _device(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--device",
        default="auto",
        choices=("auto", "cpu", "cuda"),
        help="where it runs (auto: a GPU where one is found)",
    )


def _verb(commands: Any, name: str, about: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    made.add_argument("--json", action="store_true", help="one JSON object on stdout, progress on stderr")
    return made


_VERBS: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    ("import", "take conversations into a project, which is made if need be", _import),
    ("languages", "identify the language of conversations whose logs name none", _project),
    ("detect", "find feedback in all messages that were not looked at yet", _detect),
    ("changes", "what the last detection claims otherwise than the one before it", _changes),
    ("evaluate", "how good a detector is on judged messages (spans JSONL)", _evaluate),
    ("train", "make a detector of your own from judged messages (spans JSONL)", _train),
    ("stats", "how common feedback is", _stats),
    ("agreement", "how far two reviewers agree, by the second looks of a project", _agreement),
    ("export", "write a dataset", take_export),
    ("read-back", "for a program that writes a dataset: look at rows as they come on stdin", _read_back),
    ("recipes", "the recipes of a project: how to make a dataset again", _recipes),
)
