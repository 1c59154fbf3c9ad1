"""What the command line takes: commands, options and what their values may be."""

import argparse
import json
from pathlib import Path
from typing import Any, NoReturn

from nfstudio import __version__

MISUSED = 2
_SETTINGS = ("precise", "balanced", "thorough")
_STATUSES = ("confirmed", "auto", "all")
_GROUPS = ("source", "file", "model", "language", "month")
# Words of rooms that `--help` must not pay for; a test holds them equal to the tables there.
_CHANGES = ("new", "changed", "gone", "against")
_KINDS = ("kto", "dpo", "reward", "sft", "prompts", "triples", "ordinal", "stepwise", "spans", "paper")
_FRAMEWORKS = ("trl", "llamafactory", "axolotl", "openrlhf", "nemo", "openai", "swift", "nfstudio")
_FORMS = ("original", "merged", "conversation")
_WAYS = ("rewrite", "after-correction", "siblings", "thumbs")
_SPLITS = ("conversation", "user", "cluster", "time")


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
    opening.add_argument(
        "target",
        nargs="?",
        type=_path,
        metavar="PROJECT|FOLDER",
        help="a project, made if its name ends in .nfstudio and there is none; a folder of chat logs, whose project"
        " lies beside it; or a file of them, of which is shown first what it holds",
    )

    importing = _verb(commands, "import", "take conversations into a project, which is made if need be")
    importing.add_argument("project", type=_path, metavar="PROJECT", help="the project file, made if there is none")
    importing.add_argument("paths", nargs="+", type=_path, metavar="PATH", help="files and folders")
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
    telling.add_argument("project", type=_path, metavar="PROJECT", help="the project file")

    detecting = _verb(commands, "detect", "find feedback in all messages that were not looked at yet")
    detecting.add_argument("project", type=_path, metavar="PROJECT", help="the project file")
    _detector(detecting)
    detecting.add_argument(
        "--lines",
        action="store_true",
        help="for a program that leads: progress and the answer as lines of JSON on stdout, behind other programs."
        " After each line of progress it waits for a line on stdin; the end of stdin ends it, what was found stays",
    )

    differing = _verb(commands, "changes", "what the last detection claims otherwise than the one before it")
    differing.add_argument("project", type=_path, metavar="PROJECT", help="the project file")
    differing.add_argument(
        "--only",
        nargs="+",
        choices=_CHANGES,
        help="claims that are new, changed or gone; or where a decision stands against the claim (all of them)",
    )

    judging = _verb(commands, "evaluate", "how good a detector is on judged messages (spans JSONL)")
    judging.add_argument("data", nargs="+", type=_path, metavar="DATA.jsonl")
    _detector(judging)
    judging.add_argument("--errors", type=_path, metavar="OUT.jsonl", help="write the messages that came out wrong")

    _train(_verb(commands, "train", "make a detector of your own from judged messages (spans JSONL)"))

    counting = _verb(commands, "stats", "how common feedback is")
    counting.add_argument("project", type=_path, metavar="PROJECT", help="the project file")
    counting.add_argument("--by", choices=_GROUPS, help="also by group")

    agreeing = _verb(commands, "agreement", "how far two reviewers agree, by the second looks of a project")
    agreeing.add_argument("project", type=_path, metavar="PROJECT", help="the project file")
    agreeing.add_argument("--look", type=int, metavar="N", help="only this one, by its number (all of them)")

    _export(_verb(commands, "export", "write a dataset"))

    reading = _verb(commands, "read-back", "for a program that writes a dataset: look at rows as they come on stdin")
    reading.add_argument("framework", choices=_FRAMEWORKS, help="whose shape the rows have")
    reading.add_argument("kind", choices=_KINDS, help="what a row is made of")
    reading.add_argument("--splits", action="store_true", help="the dataset has several files")

    keeping = _verb(commands, "recipes", "the recipes of a project: how to make a dataset again")
    keeping.add_argument("project", type=_path, metavar="PROJECT", help="the project file")
    one = keeping.add_mutually_exclusive_group()
    one.add_argument("--show", metavar="NAME", help="only this one, with all that is not as usual")
    one.add_argument("--forget", metavar="NAME", help="let it go; what it made stays")

    _verb(commands, "doctor", "what this installation has: versions, device, rule packs, fonts, Qt platform")
    return made


def _train(command: argparse.ArgumentParser) -> None:
    command.add_argument("data", nargs="*", type=_path, metavar="DATA.jsonl", help="judged messages (spans JSONL)")
    command.add_argument("--base", type=_path, metavar="FOLDER", help="the encoder to start from (Hugging Face folder)")
    command.add_argument("--out", type=_path, required=True, metavar="FOLDER", help="a folder that does not exist")
    command.add_argument("--dev", type=_path, metavar="FILE", help="judged messages for figures alone")
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
        type=_path,
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
        type=_path,
        default=[],
        metavar="FOLDER",
        help="what judges them, several together (the fold encoders)",
    )
    command.add_argument(
        "--only", choices=("encoder", "fusion", "quantise"), help="one part; the latter two of a model with --model"
    )
    command.add_argument("--model", type=_path, metavar="FOLDER", help="what the fusion or int8 file is for")


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
        type=_path,
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


def _export(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=_path, metavar="PROJECT", help="the project file")
    command.add_argument("out", type=_path, metavar="OUT", help="a folder that does not exist or is empty")
    command.add_argument("--kind", choices=_KINDS, help="needed where no recipe says it")
    command.add_argument("--framework", choices=_FRAMEWORKS, help="whose shape the rows have (trl)")
    command.add_argument("--format", choices=("jsonl", "parquet"), help="of the files (jsonl)")
    command.add_argument("--parquet", action="store_const", const="parquet", dest="format", help="the same")
    command.add_argument("--status", choices=_STATUSES, help="which feedback leaves (all; of spans, confirmed)")
    command.add_argument("--min-score", type=_share, metavar="X", help="of undecided feedback, from 0 to 1")
    command.add_argument(
        "--include", nargs="+", type=_category, metavar="CATEGORY", help="also Rephrase or Clarification, as unwanted"
    )
    command.add_argument(
        "--source", nargs="+", metavar="NAME", help="only conversations of these sources, or single files (FOLDER/FILE)"
    )
    command.add_argument("--model", nargs="+", metavar="NAME", help="only conversations with these models")
    command.add_argument("--language", nargs="+", metavar="CODE", help="only conversations in these languages")
    command.add_argument("--prompt-form", choices=_FORMS, help="of the answer after a correction (merged; of SFT, all)")
    command.add_argument(
        "--ways", nargs="+", choices=_WAYS, metavar="WAY", help=f"which pairs: {', '.join(_WAYS)} (all of them)"
    )
    command.add_argument(
        "--implicit-prompt", action="store_true", default=None, help="pairs as two whole conversations (TRL)"
    )
    command.add_argument(
        "--drop-greeting",
        action="store_true",
        default=None,
        help="leave out what the assistant says before the person does, where the framework wants the person first",
    )
    command.add_argument("--split", type=_split, metavar="0.9,0.05,0.05", help="train,validation,test")
    command.add_argument("--split-by", choices=_SPLITS, help="what stays together, or decides (conversation)")
    command.add_argument(
        "--seed", type=int, metavar="N", help="what chance begins with: splits, order, control, caps (0)"
    )
    command.add_argument(
        "--control", action="store_true", default=None, help="also OUT-control: as many rows that chance chose"
    )
    command.add_argument(
        "--redact", action="store_true", help="blank personal data; short for --check personal-data=redact"
    )
    command.add_argument(
        "--check", action="append", default=[], metavar="NAME=ACTION,…", help="keep, redact or drop what a check flags"
    )
    command.add_argument(
        "--without-checks", nargs="*", metavar="NAME", help="these checks do not look; none named: all"
    )
    command.add_argument(
        "--limit",
        action="append",
        default=[],
        metavar="NAME=NUMBER,…",
        help="of the checks: shortest-prompt (5), shortest-answer (10), most-tokens, most-per-user, most-per-template,"
        " alike (0.8)",
    )
    command.add_argument(
        "--tokenizer",
        type=_path,
        metavar="PATH",
        help="count tokens with this tokenizer.json, or that of this model's folder (else characters / 4)",
    )
    command.add_argument(
        "--licence",
        "--license",
        action="append",
        default=[],
        metavar="SOURCE=LICENCE",
        help="the licence of a source, for the card, such as oasst=apache-2.0; without a name, of all others. May be"
        " given again",
    )
    command.add_argument(
        "--recipe", metavar="NAME|FILE", help="the options saved under a name, or those in a manifest.json"
    )
    command.add_argument("--save-recipe", metavar="NAME", help="keep these options in the project")
    command.set_defaults(misused=command.error)


def _verb(commands: Any, name: str, about: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    made.add_argument("--json", action="store_true", help="one JSON object on stdout, progress on stderr")
    return made


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("an empty name leads nowhere")
    return Path(text)


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
