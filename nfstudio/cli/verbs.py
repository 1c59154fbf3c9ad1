"""The commands themselves: each drives a job to its end and says what came of it."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from importlib import metadata
from typing import Any

from nfstudio import __version__, paths
from nfstudio.cli.agreement import told_agreement
from nfstudio.cli.exports import asked_export, exported
from nfstudio.cli.telling import Meter, by_category, nested, say, scores, shown, table
from nfstudio.cli.training import train
from nfstudio.domain.thresholds import Setting
from nfstudio.jobs.detecting import detect
from nfstudio.jobs.evaluating import evaluate
from nfstudio.jobs.exporting import export_dataset, save_recipe
from nfstudio.jobs.importing import check, import_paths
from nfstudio.jobs.installation import detectors, devices, rule_packs, sqlite_version, weights
from nfstudio.jobs.languages import identify_languages
from nfstudio.jobs.mapping import Misfit, asked_mapping
from nfstudio.jobs.prevalence import passed_over_in, stats
from nfstudio.jobs.progress import finish
from nfstudio.store.project import Project

FAILED = 1
_TOLD, _MOST_TOLD = 5, 100
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


def _import(wanted: argparse.Namespace) -> int:
    check(wanted.paths, format_name=wanted.format)
    try:
        mapping = asked_mapping(wanted.map, wanted.paths, format_name=wanted.format, report=Meter())
    except Misfit as misfit:
        wanted.misused(f"--map: {misfit}")
        raise  # not reached: a misuse ends the program
    with Project.at(wanted.project) as project:
        job = import_paths(project, wanted.paths, format_name=wanted.format, mapping=mapping)
        summary = finish(job, report=Meter())
        passed_over = passed_over_in(project, [source.path for source in summary.sources], limit=_MOST_TOLD)
    result = {
        "conversations": summary.conversations,
        "messages": summary.messages,
        "added": summary.added,
        "updated": summary.updated,
        "duplicates": summary.duplicates,
        "problems": summary.problems,
        "sources": [asdict(source) for source in summary.sources],
        "passed_over": [asdict(problem) for problem in passed_over],
        "seconds": round(summary.seconds, 3),
    }
    lines = [
        f"{summary.conversations:,} conversations, {summary.messages:,} messages in {len(summary.sources):,} files:",
        (
            f"{summary.added:,} added, {summary.updated:,} grown, {summary.duplicates:,} known already;"
            f" {summary.problems:,} problems. {summary.seconds:.1f} s"
        ),
        *_unread(summary.sources, passed_over),
    ]
    if not summary.conversations:
        result |= {"error": "No conversation was recognised.", "hint": "`nfstudio import --help` names the options."}
        lines.append("No conversation was recognised.")
    say(wanted, result, lines)
    return 0 if summary.conversations else FAILED


def _unread(sources: Sequence[Any], passed_over: Sequence[Any]) -> list[str]:
    """What was passed over, the first few with their reasons; of a table is said how it can be read."""
    total = sum(source.problems for source in sources)
    told = [f"  {one.file}{', ' * bool(one.place)}{one.place}: {one.sentence}" for one in passed_over[:_TOLD]]
    if total > len(told):
        told.append(f"  … and {total - len(told):,} more: the window lists them all, --json the first {_MOST_TOLD}")
    if any(source.format == "table" and not source.conversations for source in sources):
        told.append("  Of a table say with --map which columns hold the words and who speaks.")
    return told


def _languages(wanted: argparse.Namespace) -> int:
    with Project(wanted.project) as project:
        summary = finish(identify_languages(project), report=Meter())
    result = asdict(summary) | {"seconds": round(summary.seconds, 3)}
    told = f"Languages identified: {summary.identified:,}, unknown: {summary.unknown:,}. {summary.seconds:.1f} s"
    say(wanted, result, [told])
    return 0


def _detector(wanted: argparse.Namespace) -> dict[str, Any]:
    """Which detector was asked for, and how."""
    return {
        "detector_name": wanted.detector,
        "device": wanted.device,
        "setting": Setting(wanted.setting),
        "model": wanted.model,
    }


def _detect(wanted: argparse.Namespace) -> int:
    with Project(wanted.project) as project:
        job = detect(project, **_detector(wanted))
        summary = finish(job, report=Meter())
    if wanted.device == "cuda" and not summary.device.startswith("CUDA"):
        print(f"No GPU is used: {summary.detector} ran on {summary.device}.", file=sys.stderr)
    result = asdict(summary) | {"seconds": round(summary.seconds, 3)}
    lines = [
        (
            f"{summary.detections:,} detections in {summary.candidates:,} user messages that follow an answer"
            f" ({summary.messages:,} user messages in all)."
        ),
        *by_category(summary.by_category),
        f"Run {summary.run}, {summary.detector} on {summary.device}, {summary.seconds:.1f} s",
    ]
    say(wanted, result, lines)
    return 0


def _evaluate(wanted: argparse.Namespace) -> int:
    job = evaluate(wanted.data, **_detector(wanted), errors=wanted.errors)
    result = finish(job, report=Meter())
    speed = f"{result['messages_per_second']:,.0f} a second"
    average, error = result["binary"]["average_precision"], result["calibration"]["ece"]
    misfires = result["binary"]["false_positive_rate"]
    lines = [
        f"{result['detector']} on {result['messages']:,} judged messages, {speed}",
        *[scores(name.replace("_", " and "), result[name]) for name in ("binary", "span", "span_category")],
        f"  average precision {average:.3f}, calibration error {error:.3f}",
        f"  feedback claimed in {misfires:.1%} of the messages without any",
        *[scores(name, one) for name, one in result["category"]["per_category"].items()],
    ]
    low, high = result["interval_95"]["category_macro_f1"]
    lines.append(f"  six classes: macro F1 {result['category']['macro_f1']:.3f} (95 %: {low:.3f} – {high:.3f})")
    say(wanted, result, lines)
    return 0


def _stats(wanted: argparse.Namespace) -> int:
    with Project(wanted.project, readonly=True) as project:
        whole, groups = stats(project, by=wanted.by)
    result = whole.as_dict()
    del result["group"]
    result["groups"] = [group.as_dict() for group in groups]
    lines = [
        (
            f"{whole.with_feedback:,} of {whole.with_follow_up:,} conversations with a user message after an answer"
            f" hold feedback: {shown(whole.share)}. {whole.conversations:,} conversations in all."
        ),
        *by_category(whole.by_category),
        *table(wanted.by, groups),
    ]
    say(wanted, result, lines)
    return 0


def _export(wanted: argparse.Namespace) -> int:
    if wanted.kind is None and wanted.recipe is None:
        wanted.misused("the following arguments are required: --kind, or --recipe")
    with Project.as_permitted(wanted.project) as project:
        options, name = asked_export(project, wanted)
        if wanted.save_recipe is not None:
            save_recipe(project, wanted.save_recipe, options)
        written = finish(export_dataset(project, wanted.out, options, recipe=name), report=Meter())
    say(wanted, written.record(), exported(written, wanted.out))
    return 0


def doctor(wanted: argparse.Namespace, *, window: Mapping[str, object]) -> int:
    """What this installation has; `window` is what the Qt side tells of itself."""
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
    say(wanted, result, nested(result))
    return 0


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


VERBS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "import": _import,
    "languages": _languages,
    "detect": _detect,
    "evaluate": _evaluate,
    "train": train,
    "stats": _stats,
    "agreement": told_agreement,
    "export": _export,
}
