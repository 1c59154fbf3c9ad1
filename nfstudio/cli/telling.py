"""How the command line speaks: the answer on stdout, in words or as JSON, and progress on stderr."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from nfstudio.cli.terminal import as_json, plain, written
from nfstudio.domain.feedback import Category
from nfstudio.domain.languages import name_of
from nfstudio.errors import StudioError


def many(count: int, one: str, more: str = "") -> str:
    """A count with its noun: "1 message", "2 messages"; `more` is its plural where that is not made with an s."""
    return f"{count:,} {one if count == 1 else more or f'{one}s'}"


def scores(name: str, found: Mapping[str, float]) -> str:
    """Precision, recall and F1 as a line."""
    return f"  {name:<28}precision {found['precision']:.3f}  recall {found['recall']:.3f}  F1 {found['f1']:.3f}"


def table(by: str | None, groups: Sequence[Any], files: Mapping[str, int]) -> list[str]:
    """Groups as lines with columns: name, share with its interval, counts.

    Args:
        files: of sources of several files, how many.
    """
    if not by:
        return []
    names = [_group_name(by, group.group) + _files(files.get(group.group or "")) for group in groups]
    width = max([len(by), *map(len, names)])
    rows = [f"\n{by:<{width}}  {'share (95 %)':<24}{'with feedback':>14}{'could hold it':>15}{'all':>10}"]
    for name, group in zip(names, groups, strict=True):
        counts = f"{group.with_feedback:>14,}{group.with_follow_up:>15,}{group.conversations:>10,}"
        rows.append(f"{name:<{width}}  {shown(group.share):<24}{counts}")
    return rows


def _group_name(by: str, group: str | None) -> str:
    if not group:
        return "(not known)"
    return name_of(group) if by == "language" else group


def _files(count: int | None) -> str:
    return f" ({count:,} files)" if count else ""


def shown(share: Any) -> str:
    """A share with its interval."""
    return "–" if share.value is None else f"{share.value:.1%} ({share.low:.1%} – {share.high:.1%})"


def nested(value: Mapping[str, Any], indent: str = "") -> list[str]:
    """A nested mapping as lines a person reads."""
    found = []
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            found += [f"{indent}{name}:", *nested(inner, f"{indent}  ")]
        elif isinstance(inner, list):
            found.append(f"{indent}{name}: {', '.join(map(str, inner)) or 'none'}")
        else:
            found.append(f"{indent}{name}: {'not installed' if inner is None else inner}")
    return found


def by_category(counts: Mapping[str, int]) -> list[str]:
    """Counts by category as lines."""
    return [f"  {c.short + ':':<15}{counts[c]:>8,}" for c in Category if c in counts]


def by_status(counts: Mapping[str, int]) -> list[str]:
    """What is counted of the feedback in a project and what is not, where somebody has decided; else nothing."""
    confirmed, rejected, skipped = (counts.get(status, 0) for status in ("confirmed", "rejected", "skipped"))
    if not confirmed + rejected + skipped:
        return []
    left = [f"{count:,} {said}" for count, said in ((rejected, "rejected"), (skipped, "skipped")) if count]
    without = f"; not counted: {' and '.join(left)}" if left else ""
    return [f"Of these {confirmed:,} are confirmed, {counts.get('auto', 0):,} undecided{without}."]


def say(wanted: argparse.Namespace, result: Mapping[str, Any], told: Sequence[str]) -> None:
    """The answer: one JSON object where it was asked for, else words.

    Raises:
        StudioError: when nobody can be told (a full disk behind stdout).
    """
    try:
        print(as_json(result) if wanted.json else written("\n".join(map(plain, told))), flush=True)
    except BrokenPipeError:
        raise
    except OSError as failed:
        raise StudioError(
            f"The answer cannot be written: {failed.strerror}.", "Look at where stdout leads."
        ) from failed


class Meter:
    """Progress on stderr: one line that is written over, and only where a person is looking."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = ""

    def __call__(self, progress: Any) -> None:
        """Show where a job stands."""
        if not self._shown:
            return
        share = f"{progress.done / progress.total:4.0%}" if progress.total else f"{progress.done:,}"
        line = f"\r{share} {plain(progress.message)}"[:100]
        print(line.ljust(len(self._last)), end="", file=sys.stderr, flush=True)
        self._last = line
        if progress.total and progress.done >= progress.total:
            print("\r" + " " * len(line) + "\r", end="", file=sys.stderr, flush=True)
