"""The options of the command export, in the order in which a person decides: shape, feedback, rows, splits, checks."""

import argparse

from nfstudio.cli import values

# Words of rooms that `--help` must not pay for; a test holds them equal to the tables there.
KINDS = ("kto", "dpo", "reward", "sft", "prompts", "triples", "ordinal", "stepwise", "spans", "paper")
FRAMEWORKS = ("trl", "llamafactory", "axolotl", "openrlhf", "nemo", "openai", "swift", "nfstudio")
FORMS = ("original", "merged", "conversation")
WAYS = ("rewrite", "after-correction", "siblings", "thumbs")
SPLITS = ("conversation", "user", "cluster", "time")
_STATUSES = ("confirmed", "auto", "all")


def take_export(command: argparse.ArgumentParser) -> None:
    """Give the command all its options."""
    for some in (_shape, _feedback, _rows, _splits, _checks, _papers):
        some(command)
    command.set_defaults(misused=command.error)


def _shape(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=values.path, metavar="PROJECT", help="the project file")
    command.add_argument("out", type=values.path, metavar="OUT", help="a folder that does not exist or is empty")
    command.add_argument("--kind", choices=KINDS, help="needed where no recipe says it")
    command.add_argument("--framework", choices=FRAMEWORKS, help="whose shape the rows have (trl)")
    command.add_argument("--format", choices=("jsonl", "parquet"), help="of the files (jsonl)")
    command.add_argument("--parquet", action="store_const", const="parquet", dest="format", help="the same")


def _feedback(command: argparse.ArgumentParser) -> None:
    command.add_argument("--status", choices=_STATUSES, help="which feedback leaves (all; of spans, confirmed)")
    command.add_argument("--min-score", type=values.share, metavar="X", help="of undecided feedback, from 0 to 1")
    command.add_argument(
        "--include",
        nargs="+",
        type=values.category,
        metavar="CATEGORY",
        help="also Rephrase or Clarification, as unwanted",
    )
    command.add_argument(
        "--source", nargs="+", metavar="NAME", help="only conversations of these sources, or single files (FOLDER/FILE)"
    )
    command.add_argument("--model", nargs="+", metavar="NAME", help="only conversations with these models")
    command.add_argument("--language", nargs="+", metavar="CODE", help="only conversations in these languages")


def _rows(command: argparse.ArgumentParser) -> None:
    command.add_argument("--prompt-form", choices=FORMS, help="of the answer after a correction (merged; of SFT, all)")
    command.add_argument(
        "--ways", nargs="+", choices=WAYS, metavar="WAY", help=f"which pairs: {', '.join(WAYS)} (all of them)"
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


def _splits(command: argparse.ArgumentParser) -> None:
    command.add_argument("--split", type=values.split, metavar="0.9,0.05,0.05", help="train,validation,test")
    command.add_argument("--split-by", choices=SPLITS, help="what stays together, or decides (conversation)")
    command.add_argument(
        "--seed", type=int, metavar="N", help="what chance begins with: splits, order, control, caps (0)"
    )
    command.add_argument(
        "--control", action="store_true", default=None, help="also OUT-control: as many rows that chance chose"
    )


def _checks(command: argparse.ArgumentParser) -> None:
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
        type=values.path,
        metavar="PATH",
        help="count tokens with this tokenizer.json, or that of this model's folder (else characters / 4)",
    )


def _papers(command: argparse.ArgumentParser) -> None:
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
