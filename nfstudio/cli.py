"""The command line: the same verbs on the same project file, for people and for programs (`--json`)."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any, NoReturn

from nfstudio import __version__
from nfstudio.errors import StudioError

FAILED, MISUSED = 1, 2
_LIBRARIES = (
    "PySide6-Essentials",
    "polars",
    "sqlite-utils",
    "onnxruntime",
    "tokenizers",
    "torch",
    "transformers",
    "trl",
)
_STATUSES = ("confirmed", "auto", "all")
_GROUPS = ("source", "model", "language", "month")


class _Parser(argparse.ArgumentParser):
    """argparse, with its complaints as JSON where JSON was asked for."""

    as_json = False

    def error(self, message: str) -> NoReturn:
        if _Parser.as_json:
            print(json.dumps({"error": message, "hint": f"See {self.prog} --help."}))
            raise SystemExit(MISUSED)
        super().error(message)


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments as a namespace with `command` (None for the window) and, for most commands, `run`.

    Raises:
        SystemExit: 2 on misuse, 0 after `--help` or `--version`.
    """
    _Parser.as_json = "--json" in arguments
    return _parser().parse_args(arguments)


def speaking(work: Callable[[], int], *, as_json: bool) -> int:
    """Run a command; a failure of the world becomes a sentence (or a JSON object) and exit code 1."""
    try:
        return work()
    except StudioError as failed:
        if as_json:
            print(json.dumps({"error": failed.sentence, "hint": failed.hint}, ensure_ascii=False))
        else:
            print(f"nfstudio: {failed.sentence}\n{failed.hint}".rstrip(), file=sys.stderr)
        return FAILED
    except BrokenPipeError:  # whoever read the answer has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        print("\nStopped; what was written is kept. The same command goes on from there.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="nfstudio",
        description="Turn chat logs into preference data. Without a command the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"nfstudio {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    opening = commands.add_parser("open", help="open the window on a project or a folder of chat logs")
    opening.add_argument("target", nargs="?", type=Path, metavar="PROJECT|FOLDER")

    importing = _verb(commands, "import", _import, "take conversations into a project, which is made if need be")
    importing.add_argument("project", type=Path, metavar="PROJECT")
    importing.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files and folders")
    importing.add_argument("--format", metavar="NAME", help="read every file as this format instead of recognising it")

    detecting = _verb(commands, "detect", _detect, "find feedback in all messages that were not looked at yet")
    detecting.add_argument("project", type=Path, metavar="PROJECT")
    detecting.add_argument("--detector", default="rules", metavar="NAME", help="rules (the default)")
    detecting.add_argument("--device", default="auto", choices=("auto", "cpu", "cuda"))

    counting = _verb(commands, "stats", _stats, "how common feedback is")
    counting.add_argument("project", type=Path, metavar="PROJECT")
    counting.add_argument("--by", choices=_GROUPS, help="also by group")

    exporting = _verb(commands, "export", _export, "write a dataset")
    exporting.add_argument("project", type=Path, metavar="PROJECT")
    exporting.add_argument("out", type=Path, metavar="OUT", help="a folder that does not exist or is empty")
    exporting.add_argument("--kind", required=True, choices=("kto",))
    exporting.add_argument("--framework", default="trl", choices=("trl",))
    exporting.add_argument("--status", default="all", choices=_STATUSES, help="which feedback leaves (all)")
    exporting.add_argument("--min-score", type=_share, metavar="X", help="of undecided feedback, from 0 to 1")
    exporting.add_argument("--split", metavar="0.9,0.05,0.05", help="train,validation,test by conversation")
    exporting.add_argument("--seed", type=int, default=0, metavar="N")
    exporting.add_argument(
        "--include",
        nargs="+",
        default=[],
        metavar="CATEGORY",
        help="also Rephrase or Clarification, as unwanted answers",
    )

    _verb(commands, "doctor", None, "what this installation has: versions, device, rule packs, fonts, Qt platform")
    return parser


def _verb(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int] | None, about: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=about, description=f"{about[0].upper()}{about[1:]}."
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout, progress on stderr")
    parser.set_defaults(run=run)
    return parser


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def _import(wanted: argparse.Namespace) -> int:
    from nfstudio.jobs.importing import import_paths  # noqa: PLC0415 - `--help` must not pay for the rooms below
    from nfstudio.jobs.progress import finish  # noqa: PLC0415
    from nfstudio.store.project import Project  # noqa: PLC0415

    for path in wanted.paths:
        if not path.exists():
            raise StudioError(f"There is nothing at {path}.", "Check the spelling of the path.")
    with Project.at(wanted.project) as project:
        summary = finish(import_paths(project, wanted.paths, format_name=wanted.format), report=_Meter())
    result = {
        "conversations": summary.conversations,
        "messages": summary.messages,
        "added": summary.added,
        "updated": summary.updated,
        "duplicates": summary.duplicates,
        "problems": summary.problems,
        "sources": [asdict(source) for source in summary.sources],
        "seconds": round(summary.seconds, 3),
    }
    lines = [
        f"{summary.conversations:,} conversations, {summary.messages:,} messages in {len(summary.sources):,} files:",
        (
            f"{summary.added:,} added, {summary.updated:,} grown, {summary.duplicates:,} known already;"
            f" {summary.problems:,} problems. {summary.seconds:.1f} s"
        ),
        *_unread(summary.sources),
    ]
    if not summary.conversations:
        result |= {"error": "No conversation was recognised.", "hint": "`nfstudio import --help` names the options."}
        lines.append("No conversation was recognised.")
    _say(wanted, result, lines)
    return 0 if summary.conversations else FAILED


def _unread(sources: Sequence[Any]) -> list[str]:
    """The files of no known format, a few by name."""
    names = [source.path for source in sources if not source.conversations and source.problems]
    shown = [f"  not read: {name}" for name in names[:5]]
    return shown + ([f"  … and {len(names) - 5:,} more (the window lists them all)"] if len(names) > 5 else [])


def _detect(wanted: argparse.Namespace) -> int:
    from nfstudio.jobs.detecting import detect  # noqa: PLC0415
    from nfstudio.jobs.progress import finish  # noqa: PLC0415
    from nfstudio.store.project import Project  # noqa: PLC0415

    with Project(wanted.project) as project:
        job = detect(project, detector_name=wanted.detector, device=wanted.device)
        summary = finish(job, report=_Meter())
    result = asdict(summary) | {"seconds": round(summary.seconds, 3)}
    lines = [
        (
            f"{summary.detections:,} detections in {summary.candidates:,} user messages that follow an answer"
            f" ({summary.messages:,} user messages in all)."
        ),
        *_by_category(summary.by_category),
        f"Run {summary.run}, {summary.detector} on {summary.device}, {summary.seconds:.1f} s",
    ]
    _say(wanted, result, lines)
    return 0


def _stats(wanted: argparse.Namespace) -> int:
    from nfstudio.jobs.prevalence import stats  # noqa: PLC0415
    from nfstudio.store.project import Project  # noqa: PLC0415

    with Project(wanted.project, readonly=True) as project:
        whole, groups = stats(project, by=wanted.by)
    result = whole.as_dict()
    del result["group"]
    result["groups"] = [group.as_dict() for group in groups]
    lines = [
        (
            f"{whole.with_feedback:,} of {whole.with_follow_up:,} conversations with a user message after an answer"
            f" hold feedback: {_shown(whole.share)}. {whole.conversations:,} conversations in all."
        ),
        *_by_category(whole.by_category),
        *_table(wanted.by, groups),
    ]
    _say(wanted, result, lines)
    return 0


def _table(by: str | None, groups: Sequence[Any]) -> list[str]:
    """Groups as lines with columns: name, share with its interval, counts."""
    if not by:
        return []
    names = [group.group or "(not known)" for group in groups]
    width = max([len(by), *map(len, names)])
    lines = [f"\n{by:<{width}}  {'share (95 %)':<24}{'with feedback':>14}{'could hold it':>15}{'all':>10}"]
    for name, group in zip(names, groups, strict=True):
        counts = f"{group.with_feedback:>14,}{group.with_follow_up:>15,}{group.conversations:>10,}"
        lines.append(f"{name:<{width}}  {_shown(group.share):<24}{counts}")
    return lines


def _shown(share: Any) -> str:
    return "–" if share.value is None else f"{share.value:.1%} ({share.low:.1%} – {share.high:.1%})"


def _export(wanted: argparse.Namespace) -> int:
    from nfstudio.jobs.exporting import export_dataset  # noqa: PLC0415
    from nfstudio.jobs.progress import finish  # noqa: PLC0415
    from nfstudio.store.project import Project  # noqa: PLC0415

    with Project(wanted.project) as project:
        job = export_dataset(
            project,
            wanted.out,
            kind=wanted.kind,
            framework=wanted.framework,
            status=wanted.status,
            min_score=wanted.min_score,
            split=wanted.split,
            seed=wanted.seed,
            include=wanted.include,
        )
        written = finish(job, report=_Meter())
    result = written.record()
    rows = sum(result["rows"].values())
    lines = [
        f"{rows:,} rows: {result['labels']['true']:,} wanted, {result['labels']['false']:,} unwanted answers.",
        *[f"  {wanted.out / file['path']}  {file['rows']:,} rows" for file in result["files"]],
        *[f"  left out, {reason}: {count:,}" for reason, count in result["left_out"].items()],
    ]
    _say(wanted, result, lines)
    return 0


def doctor(wanted: argparse.Namespace, *, window: Mapping[str, object]) -> int:
    """What this installation has; `window` is what the Qt side tells of itself."""
    from nfstudio import paths  # noqa: PLC0415
    from nfstudio.jobs.installation import detectors, devices, rule_packs, sqlite_version, weights  # noqa: PLC0415

    result = {
        "nfstudio": __version__,
        "python": sys.version.split()[0],
        "sqlite": sqlite_version(),
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "device": devices(),
        "detectors": detectors(),
        "rule_packs": rule_packs(),
        "models": weights(),
        "window": dict(window),
        "preferences": str(paths.preferences()),
        "logs": str(paths.logs()),
    }
    _say(wanted, result, list(_lines(result)))
    return 0


def _lines(value: Mapping[str, Any], indent: str = "") -> list[str]:
    """A nested mapping as lines a person reads."""
    lines = []
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            lines += [f"{indent}{name}:", *_lines(inner, f"{indent}  ")]
        elif isinstance(inner, list):
            lines.append(f"{indent}{name}: {', '.join(map(str, inner)) or 'none'}")
        else:
            lines.append(f"{indent}{name}: {'not installed' if inner is None else inner}")
    return lines


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _by_category(counts: Mapping[str, int]) -> list[str]:
    from nfstudio.domain.feedback import Category  # noqa: PLC0415

    return [f"  {c.short + ':':<15}{counts[c]:>8,}" for c in Category if c in counts]


def _say(wanted: argparse.Namespace, result: Mapping[str, Any], lines: Sequence[str]) -> None:
    print(json.dumps(result, ensure_ascii=False) if wanted.json else "\n".join(lines))


class _Meter:
    """Progress on stderr: one line that is written over, and only where a person is looking."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = ""

    def __call__(self, progress: Any) -> None:
        if not self._shown:
            return
        share = f"{progress.done / progress.total:4.0%}" if progress.total else f"{progress.done:,}"
        line = f"\r{share} {progress.message}"[:100]
        print(line.ljust(len(self._last)), end="", file=sys.stderr, flush=True)
        self._last = line
        if progress.total and progress.done >= progress.total:
            print("\r" + " " * len(line) + "\r", end="", file=sys.stderr, flush=True)
