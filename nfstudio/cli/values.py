"""What may stand behind an option: each reads the text, and says why it cannot be."""

import argparse
from pathlib import Path


def path(text: str) -> Path:
    """The name of a file or folder; an empty one (of a variable that is not set) would be the folder one stands in."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name leads nowhere")
    return Path(text)


def share(text: str) -> float:
    """A number from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number") from None
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def split(text: str) -> str:
    """Shares of the splits, as they were written."""
    from nfstudio.curate.splits import parse_split  # noqa: PLC0415 - only when a split is given

    try:
        parse_split(text)
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong
    return text


def category(text: str) -> str:
    """A category by its stored or its short name; the stored one."""
    from nfstudio.domain.feedback import Category  # noqa: PLC0415 - only when a category is given

    try:
        return Category.parse(text).value
    except ValueError as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from wrong
