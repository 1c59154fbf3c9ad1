"""The one error that speaks to a person: the world failed, here is what happened and what to do; and of all others
where they arose, without a word of what was in them."""

import traceback


class StudioError(Exception):
    """A failure of the world (a file, a disk, a device), not a bug.

    Args:
        sentence: what failed and where, in plain words, ending with a full stop.
        hint: what the person can do about it; empty when there is nothing to do.
    """

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.sentence} {self.hint}".strip()


def why(failed: BaseException) -> str:
    """What is said of a failed read or write behind a colon: the system's own words, without number and file name."""
    if isinstance(failed, UnicodeDecodeError):
        return "it is no text in UTF-8"
    return getattr(failed, "strerror", None) or str(failed)


def frames_of(error: BaseException) -> list[str]:
    """Where in the program an error arose, and what led to it: kinds of exceptions and frames, no values."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__qualname__)
        lines += [line.rstrip() for line in traceback.format_tb(seen.__traceback__)]
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return lines
